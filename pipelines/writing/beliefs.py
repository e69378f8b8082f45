"""What people wrongly believe, told as their belief right in front of the fact that corrects it.

A refutation text (Tippett 2010) names the belief, says that it is wrong, and gives what is so in its place. A belief is
never a fact: its sentence is of a kind of its own, and cites the fact that corrects it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.facts.statements import NEGATIONS
from pipelines.models import FrameFunction, Misconception, PhraseFrame, ScriptSentence, SentenceKind, VerifiedFact
from pipelines.sentences import words
from pipelines.writing import grammar
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.rules import MAX_VERBATIM_WORDS, numbers
from pipelines.writing.themes import stems

_HEARD = ("You may have heard that {belief}", "You might think that {belief}", "You'd think that {belief}")
_AGREED = ("You'd think so.", "It's easy to think so.", "You might be tempted to say yes.")
_CREATORS_OWN = re.compile(
    r"(?i)^(?:(?:and|but|so|now),? )?(?:you(?:['’]d| might| may| would|['’]ve)? (?:probably |have )*(?:thinks?|thought|heard|been told)"
    r"|(?:a lot of|lots of|most|many|some) people (?:still |will )?(?:think|say|believe|assume)|people (?:often |always )?(?:think|say|believe)"
    r"|it['’]s (?:easy|tempting) to (?:think|believe))(?: that)?,?$"
)
_LEANS = re.compile(
    r"(?i)^(?:it|this|that|these|those|they|he|she|such|both|one)\b|^(?:is|are|was|were|do|does|did|can|could) (?:it|this|that|these|those|they|he|she)\b"
)
_LONGEST = 18  # words of a belief that can be taken in by ear
_REPORTED = 0.8  # share of a belief's content words that a sentence needs to be a telling of it


@dataclass(frozen=True)
class Refutation:
    """A belief in sentences, and the fact's own sentences, opened as its correction."""

    belief: tuple[str, ...]
    correction: tuple[str, ...]
    frame: PhraseFrame | None  # of the creator's that introduces the belief
    turn: PhraseFrame | None  # of the creator's that introduces the correction


def corrected(misconceptions: Sequence[Misconception], facts: Sequence[VerifiedFact]) -> dict[str, Misconception]:
    """Return fact id → the belief that it corrects: it is quoted from the sentences that the source puts against it."""
    return {
        fact.fact_id: row
        for row in misconceptions
        if row.belief is not None and row.correction_start is not None and row.correction_end is not None
        for fact in facts
        if fact.document_id == row.document_id and row.correction_start <= fact.start < row.correction_end
        if not _states(fact.text, row.belief)
    }


def _states(text: str, belief: str) -> bool:
    """Whether a text says what a belief says: all of its content words, and no negation that turns them round."""
    said = [word.lower().replace("’", "'") for word in words(text)]
    is_negated = any(word in NEGATIONS or word.endswith("n't") for word in said)
    return stems(belief) <= stems(text) and not is_negated


def refutation(manuscript: Manuscript, row: Misconception, sentences: Sequence[str]) -> Refutation | None:
    """Return how a belief and its correction are told here, or None where they cannot be told together.

    The creator's own phrasing introduces the belief where the profile has one.
    """
    belief = row.belief or ""
    first = sentences[0]
    if _LEANS.search(belief) or len(words(belief)) > _LONGEST or first.endswith("?"):
        return None
    frame = None if belief.endswith("?") else manuscript.book.opening(_CREATORS_OWN)
    said = _asked(manuscript, belief) if belief.endswith("?") else [_heard(manuscript, belief, frame)]
    turn = None if grammar.has_connective(first) else _turn(manuscript)
    if not grammar.has_connective(first):
        first = f"{turn.text if turn else 'In fact,'} {manuscript.lowered(first)}"
    told = Refutation(tuple(said), (first, *sentences[1:]), frame, turn)
    texts = [*told.belief, *told.correction]
    is_allowed = all(manuscript.material.steering.allows(text) for text in texts)
    return told if is_allowed and manuscript.run_after(" ".join(texts)) <= MAX_VERBATIM_WORDS else None


def _heard(manuscript: Manuscript, belief: str, own: PhraseFrame | None) -> str:
    plain = manuscript.lowered(belief)
    if own is None:
        return manuscript.worded(_HEARD, belief=plain)
    said = own.text.rstrip(",")
    return f"{said} {'' if said.lower().endswith(' that') else 'that '}{plain}"


def _asked(manuscript: Manuscript, question: str) -> list[str]:
    """Return a belief that its source asks about; a question that was just asked is not asked again."""
    is_asked = bool(manuscript.lines) and manuscript.lines[-1].text == question
    return [*([] if is_asked else [question]), manuscript.worded(_AGREED)]


def _turn(manuscript: Manuscript) -> PhraseFrame | None:
    return manuscript.book.opener(FrameFunction.EMPHASIS) or manuscript.book.opener(FrameFunction.CONTRAST)


def misplaced(
    sentences: Sequence[ScriptSentence], misconceptions: Sequence[Misconception], facts: Sequence[VerifiedFact]
) -> Iterator[tuple[ScriptSentence, str]]:
    """Yield (sentence, fault) for each belief that no source reports, or that its correction does not follow at once."""
    correcting = corrected(misconceptions, facts)
    for place, sentence in enumerate(sentences):
        if sentence.kind is not SentenceKind.BELIEF:
            continue
        rows = [correcting[fact_id] for fact_id in sentence.fact_ids if fact_id in correcting]
        heard = " ".join(
            other.text for other in sentences[max(0, place - 1) : place + 2] if other.kind is not SentenceKind.SOURCED
        )
        if not any(_tells(heard, row) and numbers(sentence.text) <= _numbers(row) for row in rows):
            yield sentence, "no source reports this as what people believe, against the fact that is cited"
        after = next((s for s in sentences[place + 1 :] if s.kind is not SentenceKind.BELIEF), None)
        if after is None or after.kind is not SentenceKind.SOURCED or not set(after.fact_ids) & set(sentence.fact_ids):
            yield sentence, "what corrects it does not follow"


def _tells(text: str, row: Misconception) -> bool:
    wanted = stems(row.belief or "")
    return len(wanted & stems(text)) >= _REPORTED * len(wanted)


def _numbers(row: Misconception) -> set[str]:
    return numbers(f"{row.belief} {row.quote}")
