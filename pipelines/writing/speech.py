"""A verified fact as it can be said: alternatives by rewriting rules, and the choice between them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.models import VerifiedFact
from pipelines.sentences import words
from pipelines.writing import clauses, grammar, recasting, reordering, spoken_forms
from pipelines.writing.rules import MAX_VERBATIM_WORDS, SourceIndex, numbers

MAX_SPEAKABLE_WORDS = 25
_LONGEST_REWRITTEN = 30
_REFUSALS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        ("a formula or symbol", r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻=<>^_\\{}|→∞≈√∑μσχΔ$]|\b[A-Z]\d*\s?[/+]\s?\d|x̄|\bn ="),
        ("points at a figure or another text", r"(?i)\b(?:(?:this|the|see|in) figure|figure \d|fig\.|table \d|equation|chapter|section|(?:the|our|a) previous (?:example|figure|question|step|page)s?|the following|(?:see|listed|shown|given|described|answers?|table|figure) below|see (?:the|figure|also)|we(?:['’]ve| have)? learned|in this (?:book|module)|textbook|shown here|as shown|left panel|photo|image credit|http)\b|\b(?:are|is)\.$"),
        ("speaks of a class", r"(?i)\b(?:(?:the|your|our|each|these) students?(?! on)|instructor|homework|exercise|we (?:will|shall|have seen|saw|discussed|mentioned|described|discuss|examine|are going|begin|return|turn|noted)|you (?:will|may) (?:learn|recall|remember)|recall that|let us|let['’]s|our discussion|as (?:noted|seen) earlier|later on)\b|^(?:once )?again\b"),
        ("refers to a sentence that is not there", r"(?:^|\b(?:[Ii]n|[Aa]t|[Ff]rom|[Tt]o|[Bb]y|[Aa]fter|[Dd]uring|[Ff]or|[Ww]ith|[Uu]nder) (?=[Tt]h(?:is|ese|ose)\b)|\b(?:of|in|by|for|from|with|at|to|on|than|because|that|if|when|as|and|but) )(?:[Tt]his|[Tt]hese|[Ss]uch|[Tt]hose)\b(?! (?:of|who|that|which|as)\b)"),
        ("opens with a reference", r"^(?:That (?!is\b)|One (?!of\b|worked\b|nearby\b|\w+ is\b)|It|They|He|She|We (?:next|are faced)|Its|Their|His|Her|Here|There it|Another|Others|One such|Such|Both\b(?!.* and )|Neither|Either|The (?:former|latter|other|same(?! \w+ (?:as|that))|second|third|first|next|answer|question|result|reason|idea|test|model|team|group|spots|noise|number(?! \d)|two|three|explanation|observations|researchers|study|participants|example|story|problem))\b(?! (?:is (?:a|an) [A-Z]|of (?:the )?[a-z]+|is that|that))"),
        ("a connective without what it connects", r"^(?:Also|Then|Thus|Hence|Instead|Rather|Similarly|Likewise|Otherwise|Finally|First|Second|Third|Next|Still|Yet|Or|Nor|Indeed|In fact|For (?:example|instance)|On the other hand|In other words|That is|After all|Specifically|In particular|Remember|Note|Notice|Consider|Imagine|Suppose|Look|Ask|Try|Think|Perhaps)\b"),
        ("refers to a time that is not there", r"(?i)\b(?:that|the same) (?:summer|year|day|time|moment|decade|night)\b|\bat the time\b"),
        ("an instruction or remark", r"\b[A-Z]\d\b(?! (?:star|cluster|galaxy))|^As (?:shows|shown|seen)\b|^(?:Having|Being) |\b(?:slider|th(?:e|is) images?|pictured|caption|diagram|(?<!are )(?<!is )drawn|graph(?! (?:appears|of)\b)|axis|this page|this row|column)\b|^(?:How|What|Why|Where|Who|Whether (?!or not)|Which|Unless a row|Send|Feed|Start|Take|Put|Always|Never|Do|Don['’]t|Let|Use|Find|Calculate|Draw|See|Read|Choose|Assume|Say|Write|Compare|Neil deGrasse)\b|\(\d+:\d\d\)|\b(?:pupils?|visitors?|readers?|viewers?|teachers?|laboratory|thought experiment|scenario|our example|website|(?:this|the) video|watch)\b"),
        ("a scene that is not there", r"(?i)\bwe (?:isolate|grab|drop|put|send|place|imagine|suppose)\b|\bour (?:analogy|example|falling|ship|friend|story|point of view|astronaut)\b|^(?:all )?others\b|\b(?:now|next),? (?:suppose|imagine|consider|we)\b|^(?:once|while) (?:there|inside|her|his)\b|\bfrom [A-Z] to [A-Z]\b"),
        ("an exponent that was lost", r"\b10(?:[3-9]|[1-4]\d|[–-]\d+)\b"),
        ("a pair that is not there", r"\b(?:both|each|the two|the other|one another|the latter|the former)\.$|^both\b(?!.* and )|^the two\b"),
        ("an interjection", r"^(?:Unfortunately|Fortunately|Interestingly|Surprisingly|Frantically|Most importantly|Remarkably|Oddly|Curiously|Clearly|Obviously|Luckily|Sadly|Even so|All the same|Not only|To do (?:so|that))\b"),
        ("a word that stands for nothing", r"(?i)\b(?:about|around|over|under) in (?:the )?(?:early |late |mid-)?\d|\b(?:an? (?:range|variety|number|set|series|kind|type|sort|lot|pair) an?|of of|the the|to to|is is) "),
        ("what a reader has just done", r"(?i)\byou (?:probably|likely|just|may have|might have) (?:said|read|saw|answered|thought|wrote)\b"),
        ("a first-person remark", r"\b(?:I|me|my|us|our book|ours)\b"),
        ("a question or exclamation", r"[?!]"),
        ("a quotation in pieces", r"…|\.\.\.|^[^“]*”|“[^”]*$"),
    )
)  # fmt: skip
_PLAIN_OPENERS = re.compile(
    r"^(?:However|Therefore|Thus(?! far)|Moreover|Furthermore|In addition(?=,)|Additionally|Hence|Consequently|As a result|In fact|Indeed|Of course|And|But|So(?! (?:far|long|much|many)\b)|Today|Now|Meanwhile|For example|For instance|In other words|On the other hand|Similarly|Also|Then|Still|Yet),? (?=\w)"
)


_FRAGMENT = re.compile(
    r"(?:Meaning|Making|Leaving|Including|Such as|Especially|Particularly) |(?:Unlike|Like|Thanks to) [^,]+\.$|So [\w-]+ that\b"
)
_STRIKING = re.compile(
    r"(?i)\b(?:nothing|nobody|no one|never|every|everything|ever|even|only|like an?|as if|most|theorem|laws? (?:of|that|says|states)|(?:is|are) called|is equal to)\b|\w{3,}est\b"
)
_RESUMES = re.compile(r"(?:And |But |So )?(?:[Ii]t|[Tt]hey|[Tt]hat (?!holds)|[Tt]hat[’']s|[Tt]here|[Hh]e|[Ss]he)\b")
_LONGEST_QUOTED = 24
_MOST_CHANGES = 3
_WIDEST = 40  # wordings that are tried after each change
_THIRD_PERSON = frozenset(["it", "they", "them", "he", "she", "him", "its", "their", "his", "her"])


@dataclass(frozen=True)
class SpokenFact:
    """A fact and the sentences that say it aloud, in order; `short` is its first clause, for a recap."""

    fact: VerifiedFact
    sentences: tuple[str, ...]
    subject: str | None
    short: str
    longest_run: int  # words in a row that stand in a source

    @property
    def n_words(self) -> int:
        """Spoken words."""
        return sum(len(words(sentence)) for sentence in self.sentences)


def refusal(text: str) -> str | None:
    """Return why a written sentence cannot be spoken on its own, or None where it can."""
    n_words = len(words(grammar.without_asides(text) or text))
    if n_words < 5:
        return "too short to be a statement"
    if n_words > 42:
        return "too long to be split with confidence"
    if not text.rstrip().rstrip('”"').endswith("."):
        return "not a full sentence"
    if text.count("(") != text.count(")"):
        return "a bracket without its partner"
    if text.count(",") > 5 or re.search(r"[*#|]|\d\.\s+[A-Z]|[a-z]\. [a-z]", text):
        return "a list or markup"
    for reason, pattern in _REFUSALS:
        if pattern.search(text):
            return reason
    if _dangling_pronoun(text):
        return "a pronoun without what it stands for"
    return None if grammar.is_clause(text) else "no verb is recognised"


def _dangling_pronoun(text: str) -> bool:
    """Whether a third-person pronoun comes before any noun that it could stand for."""
    tokens = [token.strip(",.:;“”") for token in _PLAIN_OPENERS.sub("", text).split()]
    person = next(
        (i for i, token in enumerate(tokens) if token.lower() in {"he", "she", "his", "her", "him", "hers"}), None
    )
    if person is not None and not any(token[:1].isupper() for token in tokens[1:person]):
        return not (
            person and tokens[0][:1].isupper() and tokens[0] not in {"The", "A", "An", "In", "When", "If", "As"}
        )
    places = [i for i, token in enumerate(tokens) if token.lower() in _THIRD_PERSON]
    if not places or re.search(r"(?i)\bit(?: is|['’]s| was| takes| turns| seems| would| may| might| can) ", text):
        return bool(re.match(r"(?:\w+ly, )?(?:[Ii]t|[Tt]hey|[Hh]e|[Ss]he)\b", text))
    before = tokens[: places[0]]
    return not any(grammar.is_noun_like(token, position) for position, token in enumerate(before))


def speak(
    fact: VerifiedFact,
    index: SourceIndex,
    voice: Callable[[Sequence[str]], list[float | None]] | None = None,
    contraction_rate: float = 0.75,
) -> SpokenFact | None:
    """Say a fact aloud, or return None where no wording is speakable, faithful and not verbatim.

    `index` holds the source texts. Among the wordings that pass, the shortest of sentence and fewest of changes wins;
    `voice`, where given, decides between near equals.
    """
    if refusal(fact.text):
        return None
    candidates = _said(fact.text, _alternatives(fact.text), index, contraction_rate)
    if not candidates:
        candidates = _said(fact.text, _recast(fact.text), index, contraction_rate)
    if not candidates:
        return None
    best = _voiced(candidates, voice)
    subject = grammar.subject_of(best[0])
    run = index.longest_run(" ".join(best))[1]
    return SpokenFact(fact, best, subject, _short(best), run)


def _said(
    text: str, wordings: Iterable[tuple[str, ...]], index: SourceIndex, contraction_rate: float
) -> list[tuple[float, int, tuple[str, ...]]]:
    """Return (cost, order, sentences) of the wordings that pass, the best first."""
    candidates = []
    for order, sentences in enumerate(wordings):
        finished = _finished(sentences, text, index, contraction_rate)
        if finished and keeps_meaning(text, finished):
            candidates.append((_cost(finished) + 0.2 * order, order, finished))
    return sorted(candidates, key=lambda item: (item[0], item[1]))


def quoted(fact: VerifiedFact, source: str) -> SpokenFact | None:
    """Say a fact in its source's own words, named and between quotation marks; None where it is long or does not strike."""
    text = fact.quote.strip()
    if not _STRIKING.search(text):
        return None
    if (
        refusal(text)
        or text != fact.text.strip()
        or len(words(text)) > _LONGEST_QUOTED
        or re.search(r"[“”\"()—;]", text)
    ):
        return None
    sentence = f"As {source} puts it: “{text}”"
    return SpokenFact(fact, (sentence,), None, "", 0)


def _voiced(
    candidates: list[tuple[float, int, tuple[str, ...]]],
    voice: Callable[[Sequence[str]], list[float | None]] | None,
) -> tuple[str, ...]:
    if voice is None or len(candidates) < 2:
        return candidates[0][2]
    near = [entry for entry in candidates[:3] if entry[0] <= candidates[0][0] + 0.3]
    scores = voice([" ".join(sentences) for _, _, sentences in near])
    return min(zip(near, scores, strict=True), key=lambda pair: (pair[0][0] - (pair[1] or 0.0), pair[0][1]))[0][2]


def _plain(text: str) -> str | None:
    """Return a written sentence in plain spoken words, before any splitting; None where a bracket has no partner."""
    bare = grammar.without_asides(text)
    if bare is None:
        return None
    plain = _PLAIN_OPENERS.sub("", bare) if not re.match(r"(?:Today|Now|Still|So)\b", bare) else bare
    plain = spoken_forms.capitalised(plain)
    reordered = reordering.therefore_first(plain)
    return spoken_forms.plain_words(spoken_forms.spell_symbols(reordered[0] if reordered else plain))


def _alternatives(text: str) -> Iterator[tuple[str, ...]]:
    """Yield wordings of a written sentence, from the least changed to the most."""
    base = _plain(text)
    if base is None:
        return
    once = _split(base, clauses.SPLITS)
    seen: set[tuple[str, ...]] = set()
    turned = [(*changed, *once[1:]) for rule in reordering.REORDERINGS if (changed := rule(once[0]))]
    whole = [tuple(changed) for rule in reordering.REORDERINGS if (changed := rule(base))]
    halves = [tuple(changed) for rule in clauses.SPLITS if (changed := rule(base)) and _sayable(changed)]
    unlinked = [
        tuple(spoken_forms.capitalised(re.sub(r"^And ", "", piece)) for piece in wording) for wording in (once, *halves)
    ]
    for wording in (once, (base,), *halves, *unlinked, *turned, *whole):
        if wording not in seen:
            seen.add(wording)
            yield wording


def _recast(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the wordings that up to three rules in a row give, the fewest changes first: for what says nothing otherwise."""
    base = _plain(text)
    layer: list[tuple[str, ...]] = [] if base is None else [(base,)]
    seen = set(layer)
    for _ in range(_MOST_CHANGES):
        layer = [changed for wording in layer for changed in _changed(wording) if changed not in seen]
        for wording in layer[:_WIDEST]:
            if wording not in seen:
                seen.add(wording)
                yield wording
        layer = layer[:_WIDEST]


def _changed(wording: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield `wording` with one rule applied to one of its sentences; a pronoun keeps what it stands for right before it."""
    for place, sentence in enumerate(wording):
        following = wording[place + 1] if place + 1 < len(wording) else ""
        for rule in (*recasting.RECASTS, *clauses.SPLITS, *reordering.REORDERINGS):
            pieces = rule(sentence)
            if not pieces or not _sayable(pieces, 3):
                continue
            if _RESUMES.match(following) and rule not in clauses.SPLITS:
                continue
            yield (*wording[:place], *pieces, *wording[place + 1 :])


def _sayable(pieces: Sequence[str], fewest: int = 4) -> bool:
    return all(len(words(piece)) >= fewest for piece in pieces)


def _split(sentence: str, rules: Sequence[clauses.Rule], depth: int = 2) -> tuple[str, ...]:
    """Split a sentence that is long to say, and its parts again, at the first boundary that a rule is sure of."""
    if depth == 0 or (len(words(sentence)) <= 13 and not re.search(r"[;—]", sentence)):
        return (sentence,)
    for rule in rules:
        pieces = rule(sentence)
        if pieces and all(len(words(piece)) >= 3 for piece in pieces):
            return tuple(part for piece in pieces for part in _split(piece, rules, depth - 1))
    return (sentence,)


def _finished(sentences: tuple[str, ...], written: str, index: SourceIndex, rate: float) -> tuple[str, ...] | None:
    """Contract and reword until no run of words stands verbatim; None where a sentence stays unspeakable."""
    spoken = [spoken_forms.contract(s) if rate >= spoken_forms.CONTRACTS_FROM else s for s in sentences]
    spoken = [spoken_forms.capitalised(decapitalised(sentence, written, index)) for sentence in spoken]
    for _ in range(8):
        start, run = index.longest_run(" ".join(spoken))
        if run <= MAX_VERBATIM_WORDS:
            break
        changed = _reword(spoken, start, start + run)
        if changed is None:
            return None
        spoken = changed
    else:
        return None
    if any(_unspeakable(sentence) for sentence in spoken):
        return None
    return tuple(spoken)


def decapitalised(sentence: str, written: str, index: SourceIndex) -> str:
    """Lower what was a sentence's first word and now stands inside one, unless it is a name."""
    names = set(re.findall(r"(?<=[\w,’'-] )[A-Z][\w’-]*", written))

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        is_common = word.lower() in index.common_words or word.split("-")[0].lower() in index.common_words
        return word.lower() if is_common and word not in names and word != "I" else word

    return re.sub(r"(?<=[a-z,’'] )[A-Z][a-z][\w’-]*", lower, sentence)


def _reword(spoken: list[str], first: int, last: int) -> list[str] | None:
    """Change one wording inside the words first..last of the sentences together."""
    offset, options = 0, []
    for position, sentence in enumerate(spoken):
        length = len(words(sentence))
        begin, end = max(first - offset, 0), min(last - offset, length)
        if end - begin > 4:
            changed = spoken_forms.reworded(sentence, begin, end - 1)
            if changed:
                options.append((-(end - begin), position, changed))
        offset += length
    if not options:
        return None
    _, position, changed = min(options)
    return [*spoken[:position], changed, *spoken[position + 1 :]]


def _unspeakable(sentence: str) -> bool:
    return (
        len(words(sentence)) > _LONGEST_REWRITTEN
        or re.search(r"[;()\[\]—–/*]|,,|\s[,.]", sentence) is not None
        or sentence.count(",") > 4
        or spoken_forms.is_wrong_form(sentence)
        or _FRAGMENT.match(sentence) is not None
        or (
            re.match(r"(?:When|If|Although|Because|While|Since|Once|Unless)\b", sentence) is not None
            and "," not in sentence
        )
        or sentence.count("“") != sentence.count("”")
    )


def keeps_meaning(written: str, spoken: tuple[str, ...]) -> bool:
    """Whether negations survive and every number spoken was written."""
    said = " ".join(spoken)
    bare = grammar.without_asides(written) or written
    return numbers(said) <= numbers(written) and _negations(bare) == _negations(said)


def _negations(text: str) -> int:
    return len(re.findall(r"\b(?:not|no|never|none|nothing|neither|nor|without|cannot)\b|n['’]t\b", text.lower()))


def _cost(sentences: tuple[str, ...]) -> float:
    lengths = [len(words(sentence)) for sentence in sentences]
    return sum(max(0, length - 18) / 8 for length in lengths) + sum(
        0.5 for length in lengths if length > MAX_SPEAKABLE_WORDS
    )


_CORRELATIVE = re.compile(r"(?i)\bthe (?:\w+er|more|less)\b.*, the (?:\w+er|more|less)\b")
"""Two halves that mean something only together: the more of one, the less of the other."""


def _short(sentences: tuple[str, ...]) -> str:
    """Return the fact's first sentence without an apposition or a trailing participle, for saying it again."""
    first = re.sub(r"^(?:And|But|So) ", "", sentences[0])
    cut = re.match(
        r"(.{25,}?),? (?:which|where|making|while|although|because|like|especially|including) [^,]+\.$", first
    )
    if cut and grammar.is_clause(cut.group(1)):
        return spoken_forms.capitalised(cut.group(1)) + "."
    cut = re.match(r"([^,]{25,}), [^,]+\.$", first)
    if (
        cut
        and len(cut.group().split()) - len(cut.group(1).split()) > 2
        and grammar.is_clause(cut.group(1))
        and not re.match(r"(?:When|If|As|Because|In|While|After)\b", first)
        and not _CORRELATIVE.search(first)
    ):
        return cut.group(1) + "."
    return spoken_forms.capitalised(first)
