"""A profile made video by video, in any order and any portions, is the profile made of all videos at once."""

import random
from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.models import Segment, Trait, VoiceFeatures
from pipelines.voice.pipeline import measure_channel, profile_channel
from tests.pipelines.voice.channel import KEY, sample_segments


@cache
def _videos() -> tuple[tuple[Segment, ...], ...]:
    by_video: dict[str, list[Segment]] = {}
    for segment in sample_segments():
        by_video.setdefault(segment.video_id, []).append(segment)
    return tuple(tuple(video) for video in by_video.values())


@cache
def _at_once(n_videos: int) -> tuple[Trait, ...]:
    segments = [segment for video in _videos()[:n_videos] for segment in video]
    return tuple(profile_channel(KEY, measure_channel(segments, []), segments))


@settings(max_examples=12)
@given(st.integers(1, 10), st.randoms(use_true_random=False), st.lists(st.integers(1, 9), max_size=3))
def test_any_order_and_any_split_give_the_same_profile(n: int, order: random.Random, cuts: list[int]) -> None:
    videos = list(_videos()[:n])
    order.shuffle(videos)
    rows: list[VoiceFeatures] = []
    bounds = [0, *sorted({cut for cut in cuts if cut < n}), n]
    for _, end in pairwise(bounds):
        arrived = [segment for video in videos[:end] for segment in video]
        rows = measure_channel(arrived, rows)
    order.shuffle(rows)
    assert tuple(profile_channel(KEY, rows, arrived)) == _at_once(n)


def test_a_new_video_measures_nothing_but_itself() -> None:
    before = measure_channel([segment for video in _videos()[:9] for segment in video], [])
    after = measure_channel([segment for video in _videos() for segment in video], before)
    assert sum(row not in before for row in after) == 1
    assert sum(any(row is old for old in before) for row in after) == 9


def test_a_video_that_is_gone_leaves_nothing_behind() -> None:
    rows = measure_channel(sample_segments(), [])
    kept = [segment for video in _videos()[:9] for segment in video]
    rest = [row for row in rows if row.video_id != _videos()[9][0].video_id]
    assert tuple(profile_channel(KEY, rest, kept)) == _at_once(9)
