"""Which sentences are check-worthy and understandable alone, and how much they claim."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines import sentences
from pipelines.facts import (
    age,
    antecedents,
    checkable,
    glossary,
    misconceptions,
    quantities,
    references,
    scope,
    set_pieces,
    symbols,
    wording,
)
from pipelines.facts.atoms import clauses
from pipelines.facts.checkable import rejection
from pipelines.models import Claim, Passage, ResearchDocument, content_id
from pipelines.settings import OFFLINE_ENGINE

MIN_CHECK_WORTHINESS = 0.2

_SKIPPED_HEADING = re.compile(
    r"\b(?:exercises?|homework|review questions?|references|bibliography|further (?:exploration|reading)|learning objectives?|"
    r"practice|^problems$|(?:practice|review|homework|end-of-chapter|additional) problems|figuring for yourself|thought questions|collaborative|websites|videos|articles|books|objectives?|"
    r"suggested|try it|solutions?|personal application|critical thinking|lab|group activit|glossary of symbols|"
    r"note on|acknowledg|for teachers|hands on|formula review|comments|example \d)\b",
    re.IGNORECASE,
)
_STRONG_VERB = re.compile(
    r"\b(?:is (?:a|an|the|called|known|defined|made|caused|due)|are (?:called|known|made|caused)|means|consists?|contains?|causes?|"
    r"caused|produces?|produced|leads? to|results? (?:in|from)|depends?|discovered|found|showed|shows|proved|measured|published|"
    r"increases?|decreases?|equals?|forms?|formed|refers? to|involves?|includes?|requires?|occurs?|converts?|predicts?|predicted|"
    r"detected|proposed|explains?|explained|demonstrated|suggests?|describes?|stores?|processes|emits?|collapses?|exceeds?|"
    r"lasts?|reaches|becomes?|became|supplies|prevents?|supports?|states|says|approaches|follows)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(r"\b(?:may|might|perhaps|possibly|probably|could|seems?|appears? to|likely)\b", re.IGNORECASE)

Located = tuple[sentences.TextSpan, str]
"""A place in a source and the claim that it makes."""


@dataclass(frozen=True)
class Judged:
    """What one sentence of a source would claim, where it stands, and why it is no claim (None: it is one)."""

    span: sentences.TextSpan
    passage: Passage
    text: str
    worth: float
    problem: str | None


def readings(
    documents: Sequence[ResearchDocument], passages: Sequence[Passage]
) -> Iterator[tuple[ResearchDocument, list[Passage], frozenset[str], bool]]:
    """Yield each document in the order of its path, with its passages and what `find` and `judge` want to know of it."""
    ordered = sorted(documents, key=lambda document: document.source_path)
    unique = references.unique_nouns(document.text for document in ordered)
    old = age.dated(ordered)
    for document in ordered:
        own = [passage for passage in passages if passage.document_id == document.document_id]
        yield document, sorted(own, key=lambda passage: passage.start), unique, document.document_id in old


def find(
    project_key: str,
    document: ResearchDocument,
    passages: Sequence[Passage],
    unique: frozenset[str],
    is_dated: bool = False,
) -> Iterator[Claim]:
    """Yield the claims of one document in reading order; `ordinal` counts from 0 within the document.

    `passages` are this document's, in order; `unique` is what `references.unique_nouns` found in the library.
    `is_dated`: much older than the others. What it says of the knowledge of its day is kept, to be set against theirs.
    """
    kept = (judged for judged in judge(document, passages, unique, is_dated) if judged.problem is None)
    for ordinal, judged in enumerate(kept):
        yield Claim(
            claim_id=content_id(project_key, document.document_id, judged.span.start, judged.text),
            project_key=project_key,
            document_id=document.document_id,
            passage_id=judged.passage.passage_id,
            ordinal=ordinal,
            heading=judged.passage.heading,
            text=judged.text,
            quote=judged.span.text,
            start=judged.span.start,
            end=judged.span.end,
            check_worthiness=judged.worth,
            engine=OFFLINE_ENGINE,
        )


def judge(
    document: ResearchDocument, passages: Sequence[Passage], unique: frozenset[str], is_dated: bool = False
) -> Iterator[Judged]:
    """Yield every sentence of a document, or each clause of it, with the reason why it is not a claim; see `find`."""
    seen: set[tuple[int, str]] = set()
    pieces = {
        span.start: (span, claim) for span, claim in set_pieces.found(sentences.split(document.text), document.text)
    }
    for passage in passages:
        is_skipped = _SKIPPED_HEADING.search(passage.heading.rpartition(">")[2]) or _SKIPPED_HEADING.search(
            document.title
        )
        for span, text, found in _worded(document, passage, pieces, unique, is_dated):
            worth = check_worthiness(text)
            if is_dated and age.is_of_its_day(text):
                worth = max(MIN_CHECK_WORTHINESS, round(worth * age.DISCOUNT, 3))
            problem = found
            if is_skipped:
                problem = checkable.EXERCISE_HEADING
            elif problem is None and worth < MIN_CHECK_WORTHINESS:
                problem = checkable.TOO_LITTLE
            elif problem is None and (span.start, text) in seen:
                problem = checkable.READ_ALREADY
            if problem is None:
                seen.add((span.start, text))
            yield Judged(span, passage, text, worth, problem)


def _worded(
    document: ResearchDocument,
    passage: Passage,
    pieces: Mapping[int, Located],
    unique: frozenset[str],
    is_dated: bool,
) -> Iterator[tuple[sentences.TextSpan, str, str | None]]:
    """Yield each sentence of a passage with the wording of each claim in it, and why it cannot be one."""
    text = document.text
    section = max((start for start, _ in document.headings if start <= passage.start), default=0)
    spans = [
        sentences.TextSpan(local.text, passage.start + local.start, passage.start + local.end)
        for local in sentences.split(text[passage.start : passage.end])
    ]
    named = symbols.names(text)
    taken = max((piece.end for piece, _ in pieces.values() if piece.start < passage.start), default=0)
    previous: str | None = None
    before: str | None = None  # the sentence before, as it stands
    is_example = False
    previous_end = passage.start
    for span in spans:
        if span.start < taken:
            continue
        is_same_paragraph = "\n\n" not in text[previous_end : span.start] and previous_end > passage.start
        definition = glossary.claim(span.text, text)
        piece = pieces.get(span.start)
        if piece:
            claim = symbols.said(wording.clean(piece[1]), named)
            yield piece[0], claim, rejection(claim, unique, is_dated)
            previous, before, is_example, taken = None, None, True, piece[0].end
        elif definition:
            yield span, definition, rejection(definition, unique, is_dated)
            previous, before = None, None
        else:
            cleaned = symbols.said(wording.clean(span.text), named)
            is_example = (is_example and is_same_paragraph) or scope.opens_example(cleaned)
            resolved = references.resolve(cleaned, previous if is_same_paragraph else None)
            belief = misconceptions.belief_in(span.text)
            if belief and belief.text:
                yield span, cleaned, checkable.BELIEF
                if belief.correction:
                    yield span, belief.correction, rejection(belief.correction, unique, is_dated)
            elif span.text.rstrip("”\"’')").endswith("?"):
                yield span, cleaned, checkable.QUESTION
            elif resolved is None:
                yield span, cleaned, checkable.UNNAMED_PRONOUN
            elif is_example:
                yield span, cleaned, checkable.EXAMPLE
            elif antecedents.is_of_first_name(resolved, _paragraph(text, span), text):
                yield span, cleaned, checkable.FIRST_NAME
            elif not is_verbatim_prose(span.text):
                yield span, cleaned, checkable.NO_PROSE
            else:
                earlier = text[section : span.start]
                for clause in clauses(resolved):
                    near = before if is_same_paragraph else None
                    problem = _not_a_fact(clause, text, span, near) or rejection(clause, unique, is_dated)
                    if problem is None and antecedents.leans_back(clause, earlier, unique | references.ALWAYS_UNIQUE):
                        problem = checkable.LEANS_BACK
                    yield span, clause, problem
            previous, before = resolved, cleaned
        previous_end = max(span.end, taken)


def _paragraph(text: str, span: sentences.TextSpan) -> str:
    end = text.find("\n\n", span.end)
    return text[text.rfind("\n\n", 0, span.start) + 1 : end if end >= 0 else len(text)]


def _not_a_fact(clause: str, source: str, span: sentences.TextSpan, before: str | None) -> str | None:
    if scope.is_unasserted(re.sub(r" \([^()]*\)", "", clause), before):
        return checkable.NOT_ASSERTED
    is_exercise = scope.is_invented(clause) or (
        bool(quantities.find(clause))
        and not re.search(r"\b(?:is|are) called\b", clause)
        and scope.is_beside_instruction(source, span.start, span.end)
    )
    return checkable.INVENTED if is_exercise else None


def is_verbatim_prose(quote: str) -> bool:
    """Whether a quote is one running sentence, not a list, a table row, a heading or a torn line."""
    return not re.search(r"\n\s*[-*•|#\d]|\||\t|\n\n", quote) and quote.rstrip("*_”\"’')")[-1:] == "."


def check_worthiness(text: str) -> float:
    """Return how much `text` claims, 0..1: numbers, names and defining or causal verbs add, hedges, address and a
    value without its unit subtract."""
    found = quantities.find(text)
    names = re.findall(r"(?<=[a-z,] )[A-Z][\w’-]+", text)
    score = 0.4
    score += 0.2 * bool(found) + 0.1 * (len(found) > 1)
    score += 0.15 * bool(names)
    score += 0.15 * bool(_STRONG_VERB.search(text))
    score -= 0.2 * any(quantity.unit == "" and "." in quantity.text for quantity in found)  # a value without its unit
    score -= 0.15 * bool(_HEDGE.search(text))
    score -= 0.1 * bool(re.search(r"\b[Ww]e\b|\bour\b|\byou\b", text))
    score -= 0.1 * (len(sentences.words(text)) < 7)
    score -= 0.05 * (len(sentences.words(text)) > 32)
    return round(min(1.0, max(0.0, score)), 3)
