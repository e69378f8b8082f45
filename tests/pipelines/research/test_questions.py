"""Protects: a heading becomes a question that one would ask."""

from collections import Counter

import pytest

from pipelines.research.questions import question_text, subject_of

CASING = Counter({"Moon": 3})


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("The Sea > 2.1 Spring Tides and the Moon", "What is known about spring tides and the Moon?"),
        ("Myths > Does the Moon pull harder at night?", "Does the Moon pull harder at night?"),
        ("How old is the sea", "How old is the sea?"),
        ("So what is a tide", "So what is a tide?"),
        ("1. Introducing Tidal Forces", "What is known about tidal forces?"),
        ("How Tides Work", "What is known about how tides work?"),
        ("Three billion years ago: the first tides", "What is known about the first tides?"),
    ],
)
def test_a_heading_is_asked_about_in_a_sentence(heading: str, question: str) -> None:
    assert question_text(subject_of(heading), CASING) == question
