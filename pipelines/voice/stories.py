"""Personal stories: runs of sentences in which the creator tells something that happened to them.

Each sentence gets a score: what narrates raises it (somebody did something, in the past tense; a time, a place in life or
a person is named; somebody is quoted), what explains, supposes or speaks of the talk itself lowers it (after Labov and
Waletzky 1967: orientation, complicating action, evaluation, coda). A story is a run that starts where the score is
positive and ends at its best sum, left when the sum has fallen too far below it, as in the X-drop extension of sequence
alignments (Altschul et al. 1997). Rules only; what the rules doubt is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.models import Segment, StoryPassage
from pipelines.sentences import normalised_words
from pipelines.voice import story_wordings as wordings
from pipelines.voice.feelings import turn_in
from pipelines.voice.frame_sightings import is_frame_sentence
from pipelines.voice.story_points import NO_POINT, point_of
from pipelines.voice.story_times import times_in

MIN_SENTENCES = 3
MAX_SENTENCES = 40
_MIN_WORDS = 30
_MAX_WORDS = 90  # a longer "sentence" is a caption run without sentence ends: nobody can say where its story stops
_MIN_SCORE = 7.0
_MAX_DROP = 3.5
_MIN_OWN = 2.0
_MUCH_OWN, _HIGH_SCORE = 2.5, 9.0  # with these, a run needs no word of when it was
_LONGEST_QUOTATION = 4  # sentences
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")


@dataclass(frozen=True)
class _Acts:
    """Clauses in which somebody did something, and in which somebody was, had, knew or wanted something."""

    events: int
    states: int

    @property
    def all(self) -> int:
        return self.events + self.states


@dataclass(frozen=True)
class _Reading:
    """What one sentence adds to a story that holds it."""

    score: float
    own: float  # how far it tells of the creator: an act 1, a state or a person of theirs 0.5
    is_scene: bool  # says when it was
    is_announced: bool  # says that it is a story


_QUOTATION = _Reading(
    0.0, 0.0, is_scene=False, is_announced=False
)  # a sentence in the middle of what somebody is quoted to have said


def find_stories(video: Sequence[Segment]) -> list[StoryPassage]:
    """Return the personal stories told in one video, 3 to 40 sentences each, without their embeddings.

    `video` holds all its sentences, in order. Precision comes before recall: opinions, hypothetical cases and talk about
    the talk itself are left out.
    """
    return [_passage(video, first, last) for first, last in _runs(_readings(video), video)]


def _readings(video: Sequence[Segment]) -> list[_Reading]:
    readings = []
    quoted_since: int | None = None  # where a quotation began that has not ended
    for place, segment in enumerate(video):
        text = segment.text.replace("’", "'")
        n_marks = sum(text.count(mark) for mark in '"“”')
        if quoted_since is not None and place - quoted_since > _LONGEST_QUOTATION:
            quoted_since = None  # a mark was left out
        readings.append(_QUOTATION if quoted_since is not None and not n_marks else _read(text))
        if n_marks % 2 == 1:
            quoted_since = place if quoted_since is None else None
    return readings


def _read(text: str) -> _Reading:
    told = _QUOTED.sub(" ", text)
    words = normalised_words(told)
    own, shared, others = (_acts(words, subjects) for subjects in (wordings.SINGULAR, wordings.PLURAL, wordings.OTHERS))
    past = [word for word in words if _is_past(word)]
    is_anchor = bool(wordings.SCENE.search(told) or wordings.TIME.search(told))
    is_announced = bool(wordings.ANNOUNCED.search(told))
    score = 1.0 * min(2, own.states + shared.states) + 2.0 * min(3, own.events) + 1.0 * min(2, shared.events)
    score += 0.5 * min(2, others.states) + 1.0 * min(2, others.events)
    score += 0.5 * min(2, max(0, len(past) - own.all - shared.all - others.all))
    score += 1.5 * is_anchor + 1.0 * bool(wordings.PERSON.search(told)) + 1.0 * bool(wordings.SPEECH.search(text))
    score += 3.0 * is_announced
    if wordings.CODA.search(told) and "i" in words:
        score += 1.0
    elif not past:
        is_aside = (len(words) < 4 and not text.endswith("?")) or len(told) < len(text)
        score -= (0.5 if is_aside else 1.5) + 1.0 * bool(wordings.PRESENT.search(told))
    score -= 2.5 * bool(wordings.SUPPOSED.search(told)) + 4.0 * bool(wordings.TALK.search(told))
    score -= 4.0 * is_frame_sentence(text) + 2.0 * _is_own_question(text)
    has_person = bool(wordings.PERSON.search(told))
    of_creator = own.events + 0.5 * (own.states + has_person)
    return _Reading(score, of_creator, is_anchor, is_announced)


def _acts(words: Sequence[str], subjects: frozenset[str]) -> _Acts:
    """Count the clauses in which one of `subjects` did or was something: a past form within three words of it."""
    events = states = 0
    for place, word in enumerate(words):
        if word not in subjects:
            continue
        verbs = []
        for following in words[place + 1 : place + 4]:
            if following in wordings.SUBJECTS:
                break
            verbs += [following] if _is_past(following) else []
        if any(verb not in wordings.STATES for verb in verbs):
            events += 1
        elif verbs:
            states += 1
    return _Acts(events, states)


def _is_past(word: str) -> bool:
    return word in wordings.IRREGULAR or (word.endswith("ed") and len(word) > 4 and word not in wordings.NOT_PAST)


def _is_own_question(text: str) -> bool:
    """Whether the sentence is a question of the talk, not one that somebody in the story asks."""
    return text.endswith("?") and not re.search(r"[\"“”]|\bI\b|\b(?:he|she|they)\b", text)


def _runs(readings: Sequence[_Reading], video: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """First and last index of each story, in order, without overlap."""
    index = 0
    while index < len(readings):
        if readings[index].score > 0:
            last = _last(readings, index)
            first = _first(readings, index, last)
            if _is_story(readings[first : last + 1], video[first : last + 1]):
                yield first, last
                index = last
        index += 1


def _first(readings: Sequence[_Reading], first: int, last: int) -> int:
    """Where a run becomes the creator's story: where it is announced, else where they come in or a scene is set."""
    announced = [index for index in range(first, last + 1) if readings[index].is_announced]
    if announced:
        return announced[-1]
    while first < last and not (readings[first].own or readings[first].is_scene):
        first += 1
    return first


def _last(readings: Sequence[_Reading], first: int) -> int:
    total = best = 0.0
    last = first
    for index in range(first, min(len(readings), first + MAX_SENTENCES)):
        total += readings[index].score
        if total >= best:
            best, last = total, index
        elif best - total > _MAX_DROP:
            break
    return last


def _is_story(readings: Sequence[_Reading], run: Sequence[Segment]) -> bool:
    lengths = [len(segment.text.split()) for segment in run]
    score, own = sum(reading.score for reading in readings), sum(reading.own for reading in readings)
    is_dense = own >= _MUCH_OWN and score >= _HIGH_SCORE
    return (
        len(run) >= MIN_SENTENCES
        and sum(lengths) >= _MIN_WORDS
        and max(lengths) <= _MAX_WORDS
        and score >= _MIN_SCORE
        and own >= _MIN_OWN
        and (is_dense or any(reading.is_scene or reading.is_announced for reading in readings))
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
        people=_distinct([match.group() for match in wordings.PERSON.finditer(text)] + wordings.TITLED.findall(text)),
        places=_distinct([name for name in _places(text) if name.split()[0] not in wordings.NOT_PLACES]),
        times=times_in(text),
        point=point,
        point_reason=None if point else NO_POINT,
        turn=turn_in(text),
    )


def _places(text: str) -> Iterator[str]:
    for match in wordings.PLACE.finditer(text):
        yield match["there"] or match["at"] or match["named"] or match["kind"]


def _distinct(found: Sequence[str]) -> tuple[str, ...]:
    """The wordings in order of first mention, each once whatever its case."""
    return tuple({wording.lower(): wording for wording in reversed(found)}.values())[::-1]
