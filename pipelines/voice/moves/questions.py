"""Questions that a speaker poses for the talk, and where the speaker begins to answer them."""

import re
from collections.abc import Sequence

from pipelines.models import Move
from pipelines.voice.moves.reading import Reading
from pipelines.voice.moves.word_order import asks_by_word_order, opens_as_question
from pipelines.voice.words import is_function_word

MAX_DISTANCE = 3  # sentences from a question to the beginning of its answer
MAX_SKIPPED = 2  # of which the answer may be, where no wording shows it
_TAG = re.compile(
    r"(?:[,.–—-]+\s*|\s)(?:right|isn't it|doesn't it|don't you|aren't they|okay|ok|you know|yeah|yes|no"
    r"|huh|eh|correct)\?$",
    re.IGNORECASE,
)
_NO_QUESTION = re.compile(
    r"(?:sounds )?(?:simple |good |fair |easy )?(?:right|okay|ok|yeah|yes|no|huh|see|really|makes? sense"
    r"|you know|correct"
    r"|agreed|sorry|you see|any questions?|questions|sounds good)"
)
_QUOTED = re.compile(r"\?[\"”»]\s*$|[\"“][^\"”]*\?$")
_REPORTED = re.compile(
    r"\b(?:i|he|she|they|we|you) (?:might|may|could|would|have|had|'ve|'d| )*(?:said|asked|ask|say|says|asks)\b"
)
_REPLY = re.compile(
    r"^(?:well|because|yes|no|yeah|nope|actually|it turns out|the answer|the short answer|short answer"
    r"|in brief|turns out"
    r"|simple|that's because|cause|nothing|nobody|absolutely|of course|not really|it depends|it's because"
    r"|the reason)\b|\banswer\b"
)
_NO_REPLY = re.compile(
    r"^(?:i mean|i don't know|and in that case|it (?:almost )?(?:feels|seems)|maybe|but|think about|imagine|let that)\b"
)
_IS_TALK = frozenset({Move.SIGNPOST, Move.CALL_TO_ACTION})
_ORDERS = re.compile(r"^(?:look|think|watch|wait|listen|imagine|guess|raise|take|we'll|i'll|let)\b")
_ASKING = re.compile(r"\b(?:questions?|wonder(?:ing)?|ask(?:ing|ed)?|what if|why not|how about)\b")
_LONG = 18  # words
_REFERS = re.compile(r"^(?:it|it's|they|they're|this|that|that's|these|he|she|you'd|you|not|to|by)\b")
_SHORT = 6  # words of a question, or of an answer, that stands for itself
_BACKCHANNEL = re.compile(
    r"^(?:yeah|right|okay|ok|mm-hm+|exactly|absolutely|interesting|great|cool|awesome|wow|sure|totally"
    r"|nice|gotcha|oh|hello"
    r"|hi|welcome|thanks?|true|got it|perfect|i see|i agree|definitely|for sure|good|ah|hey)\b"
)
_BACKCHANNEL_WORDS = 5
_CONVERSATION = 0.06  # share of sentences that only react to somebody
_ADDRESSED = re.compile(r"\b(?:you|your|you're|you've|you'd)\b")


def asks(reading: Reading) -> bool:
    """Return whether a sentence asks something: by its mark where marks are the author's, else by its word order.

    Tags ("…, right?") and questions inside quotation marks are not the speaker's own.
    """
    if not reading.plain or reading.is_quoted or _is_tag(reading):
        return False
    if reading.segment.is_punctuated:
        stripped = reading.segment.text.strip()
        if reading.n_words > _LONG and not (opens_as_question(reading.plain) or _ASKING.search(reading.plain)):
            return False  # "you need to understand what will drive the target?" is a statement with a rise at its end
        return (
            stripped.rstrip("\"'”’)… ").endswith("?")
            and not _TAG.search(stripped)
            and not _QUOTED.search(stripped)
            and not _REPORTED.search(reading.plain)
        )
    return asks_by_word_order(reading.plain)


def is_conversation(readings: Sequence[Reading]) -> bool:
    """Return whether the speaker talks with somebody whose turns are not here, as a podcast's host does."""
    reactions = sum(
        reading.n_words <= _BACKCHANNEL_WORDS and bool(_BACKCHANNEL.match(reading.plain)) for reading in readings
    )
    return reactions > _CONVERSATION * len(readings)


def mark_questions(readings: Sequence[Reading]) -> None:
    """Add the questions posed for the talk, and the sentences in which the speaker begins to answer them.

    In a conversation, a question with "you" in it, and one that a reaction follows, is put to the other and left out.
    """
    asked = [asks(reading) for reading in readings]
    talks_with_somebody = is_conversation(readings)
    for index, reading in enumerate(readings):
        if not asked[index]:
            continue
        answer = None if index + 1 < len(asked) and asked[index + 1] else _answer(readings, asked, index)
        if talks_with_somebody and (answer is None or _is_put_to_somebody(readings, asked, index)):
            continue
        reading.add(Move.QUESTION, reading.beginning)
        if answer is not None:
            readings[answer].add(Move.ANSWER, readings[answer].beginning)


def _is_put_to_somebody(readings: Sequence[Reading], asked: Sequence[bool], index: int) -> bool:
    while index < len(asked) and asked[index]:
        if _ADDRESSED.search(readings[index].plain):
            return True
        index += 1
    return index < len(readings) and bool(_BACKCHANNEL.match(readings[index].plain))


def _answer(readings: Sequence[Reading], asked: Sequence[bool], index: int) -> int | None:
    """Index of the sentence that begins the answer to the question at `index`."""
    candidates = [
        after
        for after in range(index + 1, min(index + 1 + MAX_DISTANCE, len(readings)))
        if not asked[after] and readings[after].plain and not _is_tag(readings[after])
    ]
    for after in candidates:
        if _REPLY.search(readings[after].plain) and (
            _IS_TALK.isdisjoint(readings[after].found) or "answer" in readings[after].plain
        ):
            return after
    for after in candidates[:MAX_SKIPPED]:
        if _IS_TALK.isdisjoint(readings[after].found) and not _NO_REPLY.match(readings[after].plain):
            return after if _takes_up(readings[index], readings[after]) else None
    return None


def _takes_up(question: Reading, answer: Reading) -> bool:
    """Whether a sentence takes the question's words up, or refers back to it, or the question is short."""
    if _ORDERS.match(answer.plain):
        return False
    shared = set(question.plain.split()) & set(answer.plain.split())
    return (
        min(question.n_words, answer.n_words) <= _SHORT
        or _REFERS.match(answer.plain) is not None
        or any(not is_function_word(word) for word in shared)
    )


def _is_tag(reading: Reading) -> bool:
    is_marked = reading.segment.text.endswith("?") or not reading.segment.is_punctuated
    return is_marked and _NO_QUESTION.fullmatch(reading.plain) is not None
