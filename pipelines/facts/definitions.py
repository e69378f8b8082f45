"""What a library's terms mean: each term's best definition with its quote, and the terms that nothing defines."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wordfreq import zipf_frequency

from pipelines.facts import glossary as lines
from pipelines.facts.statements import STOP_WORDS, stem
from pipelines.models import Claim, Concept, ResearchDocument, content_id
from pipelines.research import sections
from pipelines.sentences import words

ENTRY = 0.95  # surety of a line of a glossary
MAX_TERM_WORDS = 4
MAX_PREAMBLE = 28  # words of a sentence that names its term only at its end
MIN_MENTIONS = 2  # of a defined term; a term that comes once needs no entry
MIN_MENTIONS_UNDEFINED = 4
MIN_SECTIONS = 3  # that speak of it; a thing in one thought experiment is no term
MIN_AS_NOUN = 2
LEAST_AS_NOUN = 0.15  # share of a word's places; adjectives end a phrase now and then
EVERYDAY = 4.0  # Zipf frequency from which a word alone is everyday English, and no term
RARE = 3.4  # the same for a word that nothing defines

_TERM = r"(?P<term>(?:(?:[Aa]n?|[Tt]he) )?[\w’'–-]+(?: (?!is\b|are\b|was\b|were\b)[\w’'–-]+){0,3})"
NAMED_LATE = 0.55
_FORMS = (  # the surer the form, the earlier
    (1.0, re.compile(rf"^{_TERM} (?:is|are) defined as (?P<what>.+)$")),
    (0.9, re.compile(rf"^{_TERM} (?:refers? to|means) (?P<what>.+)$")),
    (0.8, re.compile(r"^(?P<what>.{15,}?),? (?:is|are) (?:called|known as|termed|named) (?P<term>(?:(?:an?|the) )?[\w’'–-]+(?: [\w’'–-]+){0,3})\.$")),
    (0.7, re.compile(rf"^{_TERM} (?:is|are(?! an? )) (?P<what>(?:an?|the|any) (?:\w+ ){{0,4}}?\w+ (?:that|which|of|in which|where|by which|used|made|whose|with|who) .+)$")),
    (0.6, re.compile(rf"^{_TERM} (?:is|are) (?P<what>the (?:study|process|ability|tendency|act|loss|creation|encoding|memory|storage) .+)$")),
    (NAMED_LATE, re.compile(r"^.*?\b(?P<what>(?:[Aa]n?|[Tt]he) [\w’', –-]{5,80}?),? (?:called|known as|named|termed) (?P<term>(?:(?:an?|the) )?[\w’'–-]+(?: [\w’'–-]+){0,2}?)(?=[,.;:(]| (?:is|are|was|were|that|which|and|in|for|at|to)\b)")),
    (0.5, re.compile(rf"^{_TERM} is (?P<what>an? \w+ .+)$")),
    (0.4, re.compile(rf"^{_TERM}, (?P<what>(?:an?|the) [^,]{{8,}}), (?:is|are|was|were|has|have|can)\b")),
)  # fmt: skip
_NO_TERM = re.compile(
    r"^(?:it|its|they|their|he|she|his|her|we|our|you|your|this|that|these|those|there|here|what|who|which|one|some|most|many|all|"
    r"each|every|both|no|another|other|others|such|only|now|then|so|if|when|while|because|for|in|at|by|to|from|with|on|as|among|"
    r"although|once|any|anyone|nobody|half|part|much|not|two|three)\b|\d|"
    r"\b(?:reason|result|problem|idea|answer|goal|job|purpose|way|example|difference|effect|cause|point|question|case|part|kind|"
    r"source|key|aim|that|who|student|teacher|author|value|number|age|and|or|of|in|was|were|has|have|can)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:an?|the) (?:major|main|large|small|good|great|key|important|common|powerful|spectacular|triumph|mystery|bit|lot|few|"
    r"most|best|first|last|second|only|same|new)\b",
    re.IGNORECASE,
)  # says how much of a thing it is, not what
_NOUN = re.compile(
    r"\b(?:the|an?|of|in|by|from|into|its|their|no) (?:[a-z-]+ )?([a-z][a-z-]{4,})(?=[.,;:)’—]| (?:\(|is|are|was|were|of|in|and|or|that|which|to|from|by|can|has|have|for|at)\b)"
)  # a word between an article or preposition and the end of its phrase


@dataclass(frozen=True)
class Defined:
    """A statement that says what a term is. `surety` is that of its form, 0..1."""

    term: str
    key: frozenset[str]
    text: str
    surety: float
    document_id: str
    quote: str
    start: int
    end: int


def definition(claim: Claim) -> Defined | None:
    """Return what a claim defines, None where it says something else."""
    for surety, form in _FORMS:
        match = form.match(claim.text)
        is_long = surety == NAMED_LATE and len(words(claim.text)) > MAX_PREAMBLE
        if match and not is_long and not _VAGUE.match(match["what"]):
            term = re.sub(r"^(?:an?|the) ", "", match["term"], flags=re.IGNORECASE)
            key = term_key(term)
            if key and len(term.split()) <= MAX_TERM_WORDS and not _NO_TERM.search(term):
                place = (claim.document_id, claim.quote, claim.start, claim.end)
                return Defined(_written(term, match["term"]), key, claim.text, surety, *place)
    return None


def _entries(document: ResearchDocument) -> Iterator[Defined]:
    """Yield what the glossary lines of a document define; they need not be claims that stand alone."""
    for entry in lines.entries(document.text):
        key = term_key(entry.term)
        if key and not _NO_TERM.match(entry.term):
            span = entry.span
            yield Defined(entry.term, key, entry.text, ENTRY, document.document_id, span.text, span.start, span.end)


def term_key(term: str) -> frozenset[str]:
    """Return the stems by which a term is known again, whatever its article or number."""
    return frozenset(stem(word) for word in words(term.lower()) if word not in STOP_WORDS)


def glossary(project_key: str, claims: Sequence[Claim], documents: Sequence[ResearchDocument]) -> list[Concept]:
    """Return the terms of a library in the order of their first mention; those that nothing defines have no definition.

    A term's best definition has the surest form; among equals the one that is stated first.
    """
    order = {document.document_id: at for at, document in enumerate(sorted(documents, key=lambda d: d.source_path))}
    text = _Mentions(documents, order)
    stated = [found for claim in claims if (found := definition(claim))]
    stated += [found for document in documents for found in _entries(document)]
    best: dict[frozenset[str], Defined] = {}
    for found in sorted(stated, key=lambda found: (order.get(found.document_id, 0), found.start)):
        if found.key not in best or found.surety > best[found.key].surety:
            best[found.key] = found
    kept = {
        key: found
        for key, found in best.items()
        if text.count(key) >= MIN_MENTIONS
        and (len(key) > 1 or _is_technical(found.term, EVERYDAY) or found.surety >= 0.8)
    }
    rows = [_concept(project_key, found.term, key, found, text) for key, found in kept.items()]
    rows += [_concept(project_key, term, key, None, text) for key, term in _undefined(documents, kept, text)]
    return sorted(rows, key=lambda row: (row.first_mention, row.term))


def _written(term: str, as_it_stands: str) -> str:
    """Return a term in small letters, unless it stands with capitals inside ("Big Bang", "LIGO")."""
    is_opening = as_it_stands == term
    lowered = term[0].lower() + term[1:]
    return lowered if is_opening and lowered == term.lower() else term


def _is_technical(term: str, bound: float) -> bool:
    return all(zipf_frequency(word, "en") < bound for word in re.findall(r"[a-z]{3,}", term.lower()))


def _undefined(
    documents: Sequence[ResearchDocument], defined: Mapping[frozenset[str], Defined], text: "_Mentions"
) -> Iterator[tuple[frozenset[str], str]]:
    """Yield the rare words that a library uses again and again and that no defined term holds."""
    known = frozenset().union(*defined) if defined else frozenset[str]()
    counts: dict[str, Counter[str]] = {}
    places: dict[str, set[int]] = {}
    as_noun: Counter[str] = Counter()
    parts = [part for document in documents for part in _sections(document)]
    for place, part in enumerate(parts):
        for word in re.findall(r"(?<=[a-z,] )[a-z][a-z-]{4,}\b", part):
            counts.setdefault(stem(word), Counter())[word] += 1
            places.setdefault(stem(word), set()).add(place)
        as_noun.update(_NOUN.findall(part))
    least = min(MIN_SECTIONS, len(parts))
    for stemmed, spelled in sorted(counts.items()):
        word = min(spelled, key=lambda form: (-as_noun[form], -spelled[form], form))
        is_term = (
            spelled.total() >= MIN_MENTIONS_UNDEFINED
            and len(places[stemmed]) >= least
            and as_noun[word] >= max(MIN_AS_NOUN, LEAST_AS_NOUN * spelled[word])
            and _is_technical(word.replace("-", " "), RARE)
        )
        if is_term and stemmed not in known and not re.search(r"(?:ly|ing|ed)$", word):
            yield frozenset({stemmed}), word


def _sections(document: ResearchDocument) -> list[str]:
    """Return the text of a document in its sections; of one without headings, in one piece."""
    return [document.text[start:end] for _, start, end in sections.sections(document.text, document.headings)]


def _concept(project_key: str, term: str, key: frozenset[str], found: Defined | None, text: "_Mentions") -> Concept:
    return Concept(
        concept_id=content_id(project_key, *sorted(key)),
        project_key=project_key,
        ordinal=0,
        term=term,
        definition=found.text if found else None,
        document_id=found.document_id if found else None,
        quote=found.quote if found else None,
        start=found.start if found else None,
        end=found.end if found else None,
        n_mentions=text.count(key),
        first_mention=text.first(key),
    )


class _Mentions:
    """Where a library uses a term: every stem of it within a few words. Places are counted in words over all documents."""

    def __init__(self, documents: Sequence[ResearchDocument], order: Mapping[str, int]) -> None:
        ordered = sorted(documents, key=lambda document: order[document.document_id])
        self._stems = [stem(word.lower()) for document in ordered for word in words(document.text)]
        self._places: dict[str, list[int]] = {}
        for at, stemmed in enumerate(self._stems):
            self._places.setdefault(stemmed, []).append(at)

    def count(self, key: frozenset[str]) -> int:
        return len(self._found(key))

    def first(self, key: frozenset[str]) -> int:
        return min(self._found(key), default=len(self._stems))

    def _found(self, key: frozenset[str]) -> list[int]:
        rarest = min(sorted(key), key=lambda stemmed: len(self._places.get(stemmed, [])))
        reach = len(key) + 1
        return [
            at
            for at in self._places.get(rarest, [])
            if len(key) == 1 or key <= set(self._stems[max(0, at - reach) : at + reach + 1])
        ]
