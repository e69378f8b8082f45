"""Grammar: the subject ends where the verb begins, and a request is no statement."""

import pytest

from pipelines.writing import grammar


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        (
            "Observations of distant exploding stars showed in 1998 that it grows.",
            "Observations of distant exploding stars",
            "showed",
        ),
        ("The core of a star burns hydrogen.", "The core of a star", "burns"),
        ("Maps of the whole sky are made in orbit.", "Maps of the whole sky", "are"),
    ],
)
def test_a_plural_does_not_take_the_noun_behind_it_for_its_verb(text: str, subject: str, verb: str) -> None:
    assert (grammar.subject_of(text), grammar.main_verb(text)) == (subject, verb)


@pytest.mark.parametrize(
    "text",
    ["Think about the glow.", "But take the death of a star.", "Look at the radius.", "And then there's the sky."],
)
def test_what_asks_to_look_is_told_from_what_states(text: str) -> None:
    assert grammar.PRESENTS.match(text)


@pytest.mark.parametrize("text", ["The glow fades.", "Thinking takes time.", "Taken together, they fit."])
def test_a_statement_is_no_request(text: str) -> None:
    assert not grammar.PRESENTS.match(text)
