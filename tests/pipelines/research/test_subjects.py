"""Protects: what is asked about next is near the topic, unlike what was asked, and named by its heading."""

import numpy as np

from pipelines.models import Passage
from pipelines.research.subjects import next_subjects, subjects_of

TOPIC = np.asarray([1.0, 0.0, 0.0], dtype=np.float32)


def _passage(document: str, heading: str, text: str, *embedding: float) -> Passage:
    vector = np.asarray(embedding) / np.linalg.norm(embedding)
    return Passage(f"{document}{heading}{text}", "p", document, 0, heading, text, 0, len(text), tuple(vector.tolist()))


LIBRARY = [
    _passage("a", "Tides", "Tides rise twice a day.", 1, 0.2, 0),
    _passage("a", "Tides > Spring tides", "Spring tides come with the full Moon.", 1, 0.55, 0),
    _passage("a", "Tides > Estuaries", "Estuaries funnel the water.", 1, -0.5, 0.3),
    _passage("a", "Tides > Glossary", "Glossary of tides and estuaries.", 1, 0, 0),
    _passage("a", "Tides > A funny story", "The captain laughed.", 1, 0, 0),
    _passage("b", "Bread", "Bread needs flour.", 0, 1, 0),
]


def _asked_next(*asked: str, n_most: int = 9) -> list[str]:
    return [subject.heading for subject in next_subjects(subjects_of(LIBRARY), TOPIC, asked, n_most)]


def test_sections_near_the_topic_come_first_and_those_far_from_it_never() -> None:
    assert _asked_next()[0] == "Tides"
    assert "Bread" not in _asked_next()


def test_a_section_unlike_the_others_comes_before_one_that_says_the_same() -> None:
    assert _asked_next(n_most=2) == ["Tides", "Tides > Estuaries"]
    assert _asked_next("Tides") == ["Tides > Estuaries", "Tides > Spring tides"]


def test_headings_that_name_no_subject_are_not_asked_about() -> None:
    assert {subject.heading for subject in subjects_of(LIBRARY)} == {
        "Tides", "Tides > Spring tides", "Tides > Estuaries", "Bread"
    }  # fmt: skip


def test_nothing_is_left_when_all_was_asked_or_there_is_no_library() -> None:
    assert _asked_next("Tides", "Tides > Estuaries", "Tides > Spring tides") == []
    assert next_subjects([], TOPIC, (), 4) == []
