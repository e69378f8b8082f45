"""Personal stories: runs of sentences in which the creator tells something that happened to them.

A story is anchored by a sentence that sets a scene in the speaker's own past ("when I was eleven", "my grandmother",
"years ago"), carried by clauses in the past tense, and over when the talk goes back to the present (after Labov and
Waletzky's orientation, complicating action and coda). Rules only; what the rules doubt is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines import sentences
from pipelines.models import Segment, StoryPassage
from pipelines.voice import story_wordings
from pipelines.voice.feelings import turn_in
from pipelines.voice.frames import is_frame_sentence
from pipelines.voice.story_points import NO_POINT, point_of
from pipelines.voice.story_times import times_in

MIN_SENTENCES = 3
MAX_SENTENCES = 25
_MAX_GAP = 2  # sentences in a row without narrative that a story survives
_MIN_NARRATIVE_SHARE = 0.55
_MIN_EVENTS = 3  # clauses in which somebody did something
_MAX_WORDS = 90  # a longer "sentence" is a caption run without sentence ends: nobody can say where its story stops
_MIN_FIRST_PERSON = 2  # sentences that tell what "I" or "we" or "my" family did


@dataclass(frozen=True)
class _Reading:
    """What one sentence says about being part of a story."""

    segment: Segment
    sets_scene: bool
    n_events: int
    is_past: bool
    is_first_person: bool
    is_present: bool
    is_talk: bool
    is_coda: bool
    is_frame: bool  # "But look.", "So what is going on?": the talk takes over again

    @property
    def is_narrative(self) -> bool:
        return self.is_past and not self.is_talk and (not self.is_present or self.n_events > 1 or self.sets_scene)


def find_stories(video: Sequence[Segment]) -> list[StoryPassage]:
    """Return the personal stories told in one video, 3 to 25 sentences each, without their embeddings.

    `video` holds all its sentences, in order. Precision comes before recall: opinions, hypothetical cases and talk about
    the talk itself are left out.
    """
    readings = [_read(segment) for segment in video]
    return [_passage(video, first, last) for first, last in _runs(readings)]


def _read(segment: Segment) -> _Reading:
    text = segment.text.replace("’", "'")
    words = sentences.normalised_words(text)
    past = [word for word in words if _is_past(word)]
    outside_quotes = re.sub(r"[\"“][^\"”]*[\"”]?", " ", text)
    return _Reading(
        segment=segment,
        sets_scene=bool(story_wordings.SCENE.search(outside_quotes)),
        n_events=sum(word not in story_wordings.STATES for word in past),
        is_past=bool(past),
        is_first_person=not story_wordings.FIRST_PERSON.isdisjoint(words) or bool(story_wordings.PERSON.search(text)),
        is_present=bool(story_wordings.PRESENT.search(outside_quotes)),
        is_talk=bool(story_wordings.TALK.search(outside_quotes)),
        is_coda=bool(story_wordings.CODA.search(outside_quotes)),
        is_frame=is_frame_sentence(text) or _is_own_question(text),
    )


def _is_own_question(text: str) -> bool:
    """Whether the sentence is a question of the talk, not one that somebody in the story asks."""
    return text.endswith("?") and not re.search(r"[\"“”]|\bI\b|\b(?:he|she|they)\b", text)


def _is_past(word: str) -> bool:
    return word in story_wordings.IRREGULAR or (
        word.endswith("ed") and len(word) > 4 and word not in story_wordings.NOT_PAST
    )


def _runs(readings: Sequence[_Reading]) -> Iterator[tuple[int, int]]:
    """First and last index of each story, in order, without overlap."""
    index = 0
    while index < len(readings):
        if not _opens(readings, index):
            index += 1
            continue
        last = _last_sentence(readings, index)
        if _is_story(readings[index : last + 1]):
            yield index, last
            index = last + 1
        else:
            index += 1


def _opens(readings: Sequence[_Reading], index: int) -> bool:
    reading = readings[index]
    if not reading.sets_scene or reading.is_talk:
        return False
    announces = re.search(r"\bstory\b|takes me back", reading.segment.text, re.IGNORECASE) is not None
    is_own = not story_wordings.SINGULAR.isdisjoint(sentences.normalised_words(reading.segment.text))
    return announces or (reading.is_past and is_own)


def _last_sentence(readings: Sequence[_Reading], first: int) -> int:
    last, gap, has_coda = first, 0, False
    for index in range(first + 1, min(len(readings), first + MAX_SENTENCES)):
        reading = readings[index]
        if reading.is_frame or (has_coda and not _tells_of_somebody(reading)):
            break
        has_coda = has_coda or reading.is_coda
        if reading.is_narrative or (reading.is_coda and reading.is_first_person):
            last, gap = index, 0
            continue
        gap += 1
        if (
            gap > _MAX_GAP
            or (reading.is_present and not reading.is_past and not _is_speech(reading))
            or reading.is_talk
        ):
            break
    return last


def _tells_of_somebody(reading: _Reading) -> bool:
    """Whether the sentence goes on about the people of the story after its coda."""
    words = set(sentences.normalised_words(reading.segment.text))
    return not words.isdisjoint(story_wordings.FIRST_PERSON | {"he", "she", "they", "he'd", "she'd", "they'd"}) or (
        reading.is_past and not words.isdisjoint({"it", "because"}) and len(words) < 8
    )


def _is_speech(reading: _Reading) -> bool:
    return bool(re.search(r"[\"“”]", reading.segment.text))


def _is_story(readings: Sequence[_Reading]) -> bool:
    if not MIN_SENTENCES <= len(readings) <= MAX_SENTENCES:
        return False
    narrative = [reading for reading in readings if reading.is_narrative]
    return (
        len(narrative) / len(readings) >= _MIN_NARRATIVE_SHARE
        and sum(reading.n_events for reading in narrative) >= _MIN_EVENTS
        and sum(reading.is_first_person for reading in narrative) >= _MIN_FIRST_PERSON
        and any(reading.is_first_person and reading.n_events > 0 for reading in narrative)
        and max(len(reading.segment.text.split()) for reading in readings) <= _MAX_WORDS
    )


def _passage(video: Sequence[Segment], first: int, last: int) -> StoryPassage:
    run = video[first : last + 1]
    text = " ".join(segment.text for segment in run)
    point = point_of(run, video[last + 1 :])
    return StoryPassage(
        video_id=run[0].video_id,
        first_ordinal=run[0].ordinal,
        last_ordinal=run[-1].ordinal,
        start_s=run[0].start_s,
        end_s=run[-1].end_s,
        position=min(1.0, first / len(video)),
        text=text,
        people=_distinct(
            [*(match.group() for match in story_wordings.PERSON.finditer(text)), *story_wordings.TITLED.findall(text)]
        ),
        places=_distinct(
            match.group(1)
            for match in story_wordings.PLACE.finditer(text)
            if match.group(1).split()[0] not in story_wordings.NOT_PLACES
        ),
        times=times_in(text),
        point=point,
        point_reason=None if point else NO_POINT,
        turn=turn_in(text),
    )


def _distinct(found: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    """The wordings in order of first mention, each once whatever its case."""
    return tuple({wording.lower(): wording for wording in reversed(list(found))}.values())[::-1]
