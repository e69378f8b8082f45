"""Frames: a clause is read into subject, predicate and conditions, with verbs that no list holds."""

import pytest

from pipelines.facts import frames


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("The varnish dries within an hour.", "varnish"),
        ("A falcon swoops from a cliff.", "falcon"),
        ("The choir rehearses in the chapel.", "choir"),
    ],
)
def test_a_verb_outside_the_list_is_known_by_its_place(sentence: str, subject: str) -> None:
    (frame,) = frames.clauses(sentence)
    assert frame.subject == frames.content(subject)


def test_irregular_forms_of_one_verb_are_one_word() -> None:
    assert frames.content("The trip took long") == frames.content("The trip has taken long")


def test_a_year_before_the_subject_belongs_to_no_condition_of_it() -> None:
    text = "Before 1990 the trip took 7 hours."
    (frame,) = frames.clauses(text, ((0, len("Before 1990")),))
    assert frame.subject == frames.content("trip")
