"""Which structures a creator's past videos follow: each video against the contract of each framework.

A contract says what is heard in each beat more than elsewhere. A talk of no such structure is taken to give its marks
(`marks`) evenly over its time, as often as other speakers do (`mark_rates.json`); a talk that follows a framework gives
those that a beat asks for `_RAISED` times as often in that beat. Marks are counted as two Poisson processes, and the
logarithm of the ratio of their likelihoods says, in nats, how much likelier the video is under the framework. It can be
negative. Speakers differ in how much they give of everything, so the threshold is well above what a few marks can give.
"""

import json
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from pipelines.models import DiscourseMove, EducationalFramework, Segment
from pipelines.sentences import words
from pipelines.writing import marks

_RATES = Path(__file__).with_name("mark_rates.json")
_RAISED = 2.0
_RECOGNISED = 3.0  # nats that the likeliest framework must have against no structure …
_APART = 1.0  # … and before the second
MIN_VIDEOS = 3
"""Videos from which one can speak of a habit."""


@dataclass(frozen=True)
class VideoStructure:
    """The framework that a video follows; None where none is recognised. `nats` are framework id → log likelihood ratio."""

    video_id: str
    framework_id: str | None
    nats: dict[str, float]


@dataclass(frozen=True)
class StructureHabits:
    """What structures a creator's videos follow. `counts` are framework id → videos; a video may follow none."""

    counts: dict[str, int]
    n_videos: int

    @property
    def can_say(self) -> bool:
        """Whether there are enough videos to speak of a habit."""
        return self.n_videos >= MIN_VIDEOS

    def share(self, framework_id: str) -> float:
        """Return the share of videos that follow a framework, 0..1; 0 where the videos are too few to say."""
        return self.counts.get(framework_id, 0) / self.n_videos if self.can_say else 0.0


UNKNOWN = StructureHabits({}, 0)


def measured(
    segments: Sequence[Segment], moves: Sequence[DiscourseMove], frameworks: Sequence[EducationalFramework]
) -> StructureHabits:
    """Return which structures the videos of a channel follow."""
    videos = structures(segments, moves, frameworks)
    return StructureHabits(dict(Counter(video.framework_id for video in videos if video.framework_id)), len(videos))


def structures(
    segments: Sequence[Segment], moves: Sequence[DiscourseMove], frameworks: Sequence[EducationalFramework]
) -> list[VideoStructure]:
    """Return the structure of each video of a channel, in the order of the sentences."""
    return [
        structure_of(video_id, marks.heard(said, made), sum(len(words(s.text)) for s in said), frameworks)
        for video_id, (said, made) in marks.by_video(segments, moves).items()
    ]


def structure_of(
    video_id: str, heard: Sequence[tuple[float, str]], n_words: int, frameworks: Sequence[EducationalFramework]
) -> VideoStructure:
    """Return the framework that what is heard in a video of `n_words`, as (position, mark), follows."""
    nats = {framework.framework_id: _nats(heard, n_words, framework) for framework in frameworks}
    ranked = sorted(nats, key=lambda framework_id: (-nats[framework_id], framework_id))
    second = nats[ranked[1]] if len(ranked) > 1 else 0.0
    is_clear = bool(ranked) and nats[ranked[0]] >= max(_RECOGNISED, second + _APART)
    return VideoStructure(video_id, ranked[0] if is_clear else None, nats)


def _nats(heard: Sequence[tuple[float, str]], n_words: int, framework: EducationalFramework) -> float:
    ends = list(accumulate(beat.share for beat in framework.beats))
    fitting = sum(mark in framework.beats[min(bisect_right(ends, at), len(ends) - 1)].heard for at, mark in heard)
    usual = sum(beat.share * _rates()[mark] * n_words / 1000 for beat in framework.beats for mark in beat.heard)
    return fitting * math.log(_RAISED) - (_RAISED - 1) * usual


@cache
def _rates() -> dict[str, float]:
    """Return mark → occurrences in 1000 words, mean over other speakers."""
    rates: dict[str, float] = json.loads(_RATES.read_text(encoding="utf-8"))["per_1000_words"]
    return rates
