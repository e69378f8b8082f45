"""What many people wrongly believe about a topic, with what the sources say instead.

A belief is put on record as a belief ("many people think that …", "myth: …") and never as a fact. Its correction is what
the same source says against it: behind "but" in the sentence, or in the next sentences of the paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines import sentences
from pipelines.facts import frames, wording
from pipelines.facts.statements import NEGATIONS
from pipelines.models import Misconception, Passage, ResearchDocument, content_id
from pipelines.sentences import TextSpan
from pipelines.settings import OFFLINE_ENGINE

MAX_DISTANCE = 2  # sentences between a belief and its correction
MIN_SHARED = 2  # content words of a belief that a sentence without a cue takes up to correct it

_WHO = (
    r"(?:(?:many|most|some|lots of|a lot of|plenty of|even)?(?: of)?\s*(?:the )?(?:people|us|students|readers|beginners|"
    r"learners|viewers|children|adults|newcomers|textbooks|films|movies|newspapers)|one|you|we|everyone|everybody)"
)
_THINK = (
    r"(?:think|thinks|believe|believes|assume|assumes|imagine|imagines|suppose|say|says|claim|claims|picture|expect|"
    r"have the (?:mistaken |wrong )?(?:idea|impression)|are convinced|get the impression|repeat)"
)
_WRONG = r"(?:myth|misconception|misunderstanding|fallacy|mistake|error|legend|misbelief)"
_BELIEFS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_WHO} (?:(?:still|often|commonly|mistakenly|wrongly|sometimes|might|may|will|tend to|like to|usually|simply)\s+)*{_THINK} (?:that )?(?!of\b|about\b|so\b|it\b|in\b|carefully\b)(?P<belief>.+)",
        r"^it(?: is|’s|'s) (?:often|commonly|widely|sometimes|popularly|frequently|usually|generally) (?:said|believed|thought|claimed|assumed|supposed|imagined|held|stated|repeated) that (?P<belief>.+)",
        rf"^(?:a|one|the|another|the most) (?:very )?(?:common|popular|widespread|frequent|persistent|stubborn|usual|first|second) (?:{_WRONG}|belief|idea|view|picture)s? (?:about [^,]+? )?(?:is|holds|says|has it|was)(?: that)? (?P<belief>.+)",
        rf"^it is (?:just |only |simply )?a (?:common |popular |widespread )?{_WRONG} (?:that|to (?:think|say|believe|suppose|assume) that) (?P<belief>.+)",
        rf"^the (?:common |popular |widespread )?(?:idea|belief|notion|claim|view|saying) that (?P<belief>.+?) (?:is|was) (?:just |only |simply )?(?:a {_WRONG}|wrong|false|mistaken|incorrect|not true|misleading)\b",
        rf"^that (?P<belief>.+?) is (?:just |only |simply )?(?:a (?:common |popular |widespread )?{_WRONG}|wrong|false|not true)\b",
        r"^(?:myth|misconception|false)(?: (?:no\. ?)?\d+)?[:.] (?P<belief>.+)",
        r"^(?:one|an|another) (?:idea|thing|story|claim)(?: that)? (?:you|we|people|many) (?:may |might |will |often |sometimes )?(?:have )?(?:heard?|reads?|seen?|told) is that (?P<belief>.+)",
        r"^it (?:may|might|would|can|could) (?:well |easily |at first )?(?:seem|appear|look)(?: to (?:us|you|many|some|people|a \w+))? (?:that|as if|as though|like) (?P<belief>.+)",
        r"^(?:you (?:may|might|will) have (?:heard|read|learned)|it is tempting to (?:think|believe|say|assume)|one might (?:think|assume|say)) that (?P<belief>.+)",
    )
)
_WARNING = re.compile(
    r"^(?:do not|don’t|don't|never|nobody should|no one should|you should not|one should not) (?:\w+ly )?(?:think|believe|assume|imagine|suppose|conclude) that (?P<belief>.+)",
    re.IGNORECASE,
)  # it says that the belief is wrong; what follows says why
_CONTRARY = re.compile(
    r"^(?:contrary to (?:popular|common|widespread|general) (?:belief|opinion|wisdom|perception)|despite what (?:many|most|some) people (?:think|believe|say)),\s*(?P<correction>.+)",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"(?:[,;]| –| —|—)\s*(?:but|yet|whereas|although|though|when)\s+(?:in fact,? |actually,? |in reality,? )?|;\s+(?:in fact|in reality|actually|however),?\s+"
)
_CUE = re.compile(
    r"^(?:in fact|in reality|in truth|actually|but|however|yet|rather|instead|on the contrary|the truth is|the fact is|"
    r"fact[:.]|reality[:.]|truth[:.]|that is (?:wrong|not|false)|this is (?:not|wrong|false|a mistake|a myth|incorrect|misleading)|"
    r"it is not|it was not|not so|no\b|nothing of|nothing could|neither|they (?:do|are|did) not|(?:this|that|such a) (?:idea|belief|view|picture) is)",
    re.IGNORECASE,
)
_THEREFORE = re.compile(r",? (?:therefore|thus|hence|then),? ")
_SAYS_NO_MORE = re.compile(
    r"^(?:this|that|it|both|neither)(?: idea| belief| view| picture)? (?:is|was|are) (?:simply |plainly |just )?(?:not (?:true|so|the case|right)|wrong|false|a mistake|a myth|incorrect)\.?$|^not so\.?$|^no\.?$",
    re.IGNORECASE,
)


_ASKED = re.compile(r"(?:is|are|was|were|do|does|did|can|could|has|have|will|if)\b.+\?", re.IGNORECASE)
_NO = re.compile(r"no[.,!]|not (?:at all|quite|exactly)\b", re.IGNORECASE)
_ANSWER_SENTENCES = 2  # behind a bare "No."


@dataclass(frozen=True)
class Belief:
    """A belief put on record in one sentence; `correction` is what the same sentence says against it."""

    text: str | None  # None: only the correction is stated ("contrary to popular belief, …")
    correction: str | None
    is_denied: bool = False  # the sentence itself calls it wrong, so that the next one corrects it


def belief_in(sentence: str) -> Belief | None:
    """Return the belief that a sentence reports as other people's, None where it reports none."""
    contrary = _CONTRARY.match(" ".join(sentence.split()))
    if contrary:
        return Belief(None, wording.capitalised(contrary["correction"]))
    plain = wording.clean(sentence)
    for pattern in (*_BELIEFS, _WARNING):
        match = pattern.match(plain)
        if match:
            said, turn, correction = _turned(match["belief"])
            if len(sentences.words(said)) >= 3:
                text = wording.capitalised(_THEREFORE.sub(" ", said).rstrip(" .,;"))
                return Belief(f"{text}.", correction if turn else None, pattern is _WARNING)
    return None


def is_belief(sentence: str) -> bool:
    """Whether a sentence reports a belief and nothing that speaks against it: it is no evidence for anything."""
    belief = belief_in(sentence)
    return belief is not None and belief.text is not None and belief.correction is None


def find(project_key: str, document: ResearchDocument, passages: Sequence[Passage]) -> list[Misconception]:
    """Return the misconceptions of one document in reading order; a belief that nothing corrects is among them.

    `passages` are this document's, in order. A heading that asks and a section that opens with "No" are one, too.
    """
    found = [*_asked(document)]
    for passage in passages:
        spans = _spans(document, passage.start, passage.end)
        for at, span in enumerate(spans):
            belief = belief_in(span.text)
            corrected = _corrected(belief, spans, at, document.text) if belief else None
            if belief and corrected and (belief.text or corrected[0]):
                found.append((belief.text, span, *corrected))
    ordered = sorted(found, key=lambda row: row[1].start)
    return [_row(project_key, document, ordinal, *row) for ordinal, row in enumerate(ordered)]


Found = tuple[str | None, TextSpan, str | None, TextSpan | None]
"""The belief and where it stands, its correction and where that stands."""


def _asked(document: ResearchDocument) -> Iterator[Found]:
    """Yield each heading that asks whether something is so, where the section denies it at once.

    Headings do not stand in a document's text, so it is the "No." that is quoted.
    """
    ends = [*(start for start, _ in document.headings[1:]), len(document.text)]
    for (start, path), end in zip(document.headings, ends, strict=False):
        question = path.rpartition(" > ")[2]
        answer = _spans(document, start, end) if _ASKED.fullmatch(question) else []
        said = answer[1 : 1 + _ANSWER_SENTENCES]
        if said and _NO.match(answer[0].text):
            place = TextSpan(document.text[said[0].start : said[-1].end], said[0].start, said[-1].end)
            yield question, answer[0], wording.clean(place.text), place


def _spans(document: ResearchDocument, start: int, end: int) -> list[TextSpan]:
    local = sentences.split(document.text[start:end])
    return [TextSpan(span.text, start + span.start, start + span.end) for span in local]


def _row(
    project_key: str,
    document: ResearchDocument,
    ordinal: int,
    belief: str | None,
    stated: TextSpan,
    correction: str | None,
    corrected: TextSpan | None,
) -> Misconception:
    return Misconception(
        misconception_id=content_id(project_key, document.document_id, stated.start),
        project_key=project_key,
        document_id=document.document_id,
        ordinal=ordinal,
        belief=belief,
        quote=stated.text,
        start=stated.start,
        end=stated.end,
        correction=correction,
        correction_quote=corrected.text if corrected else None,
        correction_start=corrected.start if corrected else None,
        correction_end=corrected.end if corrected else None,
        engine=OFFLINE_ENGINE,
    )


def of_library(
    project_key: str, documents: Sequence[ResearchDocument], passages: Sequence[Passage]
) -> list[Misconception]:
    """Return the misconceptions of every document, in the order of their paths."""
    found: list[Misconception] = []
    for document in sorted(documents, key=lambda document: document.source_path):
        own = [passage for passage in passages if passage.document_id == document.document_id]
        found += find(project_key, document, sorted(own, key=lambda passage: passage.start))
    return [replace(row, ordinal=ordinal) for ordinal, row in enumerate(found)]


def _turned(said: str) -> tuple[str, bool, str | None]:
    turn = _TURN.search(said)
    if turn is None or len(sentences.words(said[turn.end() :])) < 3:
        return said, False, None
    return said[: turn.start()], True, wording.capitalised(said[turn.end() :])


def _corrected(belief: Belief, spans: Sequence[TextSpan], at: int, source: str) -> tuple[str | None, TextSpan | None]:
    """Return what corrects the belief at `at`, and where it stands; the span of a bare "This is wrong." goes on."""
    if belief.correction:
        return belief.correction, spans[at]
    wanted = frames.content(belief.text or "")
    begins: TextSpan | None = None
    for before, span in zip(spans[at : at + MAX_DISTANCE], spans[at + 1 : at + 1 + MAX_DISTANCE], strict=False):
        if "\n\n" in source[before.end : span.start] and not re.match(r"(?i)(?:fact|reality|truth)[:.]", span.text):
            break
        if belief_in(span.text):
            break
        plain = " ".join(span.text.split())
        if _SAYS_NO_MORE.match(plain):
            begins = begins or span
            continue
        if begins or belief.is_denied or _CUE.match(plain) or _denies(plain, wanted):
            first = begins or span
            whole = TextSpan(source[first.start : span.end], first.start, span.end)
            return wording.clean(re.sub(r"(?i)^(?:fact|reality|truth)[:.]\s*", "", span.text)), whole
    return None, None


def _denies(sentence: str, wanted: frozenset[str]) -> bool:
    is_negated = any(word.lower() in NEGATIONS for word in sentences.words(sentence))
    return is_negated and len(frames.content(sentence) & wanted) >= MIN_SHARED
