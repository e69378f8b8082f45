"""Stretches in which something is told that happened to a particular person, the speaker or another.

The speaker's own stories are those of `stories`. Told of others, a narrative is a run of sentences in the past tense
about "he" or "she", found as the stretches of highest score: Kadane's maximum subarray, ended where the score has fallen
far below its best (the X-drop of sequence alignment).
"""

import re
from collections.abc import Iterator, Sequence

from pipelines.models import Move
from pipelines.voice import story_wordings
from pipelines.voice.moves.reading import Reading
from pipelines.voice.stories import find_stories

_LEAST = 2.5  # score of a stretch that counts
_DROP = 1.2  # from its best score, at which a stretch is over
_OPENS = 0.9  # score of the sentence with which a stretch begins
_OF_A_PERSON, _OF_NOTHING = -0.3, -1.2  # scores of sentences without anything past
_OTHER = re.compile(r"\b(?:he|she|his|her|him|he'd|she'd|he's|she's|himself|herself)\b")
_SELF = re.compile(r"\b(?:i|my|me)\b")
_GROUP = re.compile(r"\b(?:we|our|us)\b")
_INTRODUCES = re.compile(
    r"\ban? (?:\w+ ){0,4}(?:called|named) \w+|\bnamed (?!after)\w+"
    r"|\ba (?:young |old |little |poor |rich )*(?:man|woman|boy|girl|guy|lady|student|king|farmer)\b"
)
_NAME = re.compile(
    r"(?<![.!?:]\s)(?<!^)\b[A-Z][a-z]+ [A-Z][a-zł]+"
    r"|^(?:So |But |And |Then )?(?!The |A |An |In |This |That |At |On )[A-Z][a-zł]+ [A-Z][a-zł]+"
)
_WHEN = re.compile(
    r"\b(?:in|by|since|around) (?:the )?(?:1[0-9]\d\d|20[0-2]\d)s?\b|\byears? (?:later|earlier|ago)\b"
    r"|\bone (?:day|night|morning)\b|\bthe next (?:day|morning|year)\b"
)
_PRESENT_SCENE = re.compile(r"^(?:so )?it's (?:the year )?(?:1[0-9]\d\d|20[0-2]\d)$")
_QUOTES = ('"', "“", "‘")
_NOT_TOLD = frozenset({Move.QUESTION, Move.CALL_TO_ACTION, Move.SIGNPOST, Move.RECAP})
_GENERAL = re.compile(r"\b(?:you|you're|you'll|we|we're|if|imagine|suppose|should|will|let's|can)\b")


def mark_stories(readings: Sequence[Reading]) -> None:
    """Add the sentences that tell a story."""
    if not readings:
        return
    own = find_stories([reading.segment for reading in readings])
    told = {ordinal for story in own for ordinal in range(story.first_ordinal, story.last_ordinal + 1)}
    for reading in readings:
        if reading.segment.ordinal in told:
            reading.add(Move.STORY, reading.beginning)
    for first, last in _stretches(readings):
        for reading in readings[first : last + 1]:
            reading.add(Move.STORY, reading.beginning)


def _stretches(readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    scores = [_score(reading) for reading in readings]
    index = 0
    while index < len(scores):
        if scores[index] < _OPENS:
            index += 1
            continue
        first, total, best, last = index, 0.0, 0.0, index
        while index < len(scores) and total > best - _DROP:
            total += scores[index]
            if total >= best:
                best, last = total, index
            index += 1
        told = readings[first : last + 1]
        if best >= _LEAST and any(_OTHER.search(one.plain) or _SELF.search(one.plain) for one in told):
            yield first, last
        index = last + 1


def _score(reading: Reading) -> float:
    """How much a sentence speaks for something being told: past events of a person for it, the talk itself against."""
    past = [word for word in reading.plain.split() if word in story_wordings.IRREGULAR or _ends_past(word)]
    events = sum(word not in story_wordings.STATES for word in past)
    named = _NAME.search(reading.segment.text) if reading.segment.is_punctuated else None
    is_other = _OTHER.search(reading.plain) or _INTRODUCES.search(reading.plain) or named
    person = 1.0 if is_other else 0.5 if _SELF.search(reading.plain) else 0.25 if _GROUP.search(reading.plain) else 0.0
    if past or _PRESENT_SCENE.search(reading.plain):
        score = 0.2 + 0.8 * person + 0.3 * min(events, 2) + 0.5 * bool(_WHEN.search(reading.plain))
    else:
        score = _OF_A_PERSON if is_other else _OF_NOTHING
    if not past and (reading.is_quoted or reading.segment.text.startswith(_QUOTES)):
        return 0.0  # what somebody in the story says
    score -= 0.6 * bool(_GENERAL.search(reading.plain))
    return score - 1.0 * (not _NOT_TOLD.isdisjoint(reading.found))


def _ends_past(word: str) -> bool:
    return word.endswith("ed") and len(word) > 4 and word not in story_wordings.NOT_PAST
