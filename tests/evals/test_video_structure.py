"""Boundaries match one to one within the tolerance, and every sample video is divided."""

import pytest

from evals.suite import load_suite
from evals.video_structure.agreement import boundary_f1
from evals.video_structure.task import answer


@pytest.mark.parametrize(
    ("found", "wanted", "value"),
    [
        ([0, 10], [0, 10], 1.0),
        ([2, 12], [0, 10], 1.0),
        ([3], [0], 0.0),
        ([9, 10, 11], [10], 0.5),
        ([], [10], 0.0),
        ([], [], 1.0),
    ],
)
def test_boundaries_match_within_two_sentences_and_each_once(found: list[int], wanted: list[int], value: float) -> None:
    assert boundary_f1(found, wanted) == pytest.approx(value)


def test_every_labelled_video_is_divided() -> None:
    suite = load_suite("video_structure")
    videos = [case for case in suite.dataset.cases if case.metadata["is_sample"]]
    assert len(videos) == 10
    assert all(answer(video, 0)["section"] for video in videos)
