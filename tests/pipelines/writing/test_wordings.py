"""Other wordings of a sentence: each is English, and says what the sentence said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.writing import speech
from pipelines.writing.wordings import wordings

SENTENCES = (
    "The hippocampus stores new memories in the long run.",
    "Because gravity bends light, the star appears in another place.",
    "There are three types of memory.",
    "The event horizon is the surface of a black hole.",
    "It's a temporary store that holds 7 items for 20 seconds.",
    "If the core cools, the star collapses.",
    "A pulsar is not a planet, which means that it must be something else.",
    "If we look at a galaxy, we can see the light of many stars.",
)


def said(text: str, move: str) -> list[tuple[str, ...]]:
    return [wording.sentences for wording in wordings(text) if wording.move == move]


@pytest.mark.parametrize(
    ("text", "move", "expected"),
    [
        (SENTENCES[0], "cleft", ("What the hippocampus does is store new memories in the long run.",)),
        (SENTENCES[1], "parataxis", ("Gravity bends light, so the star appears in another place.",)),
        (SENTENCES[2], "existential", ("You've got three types of memory.",)),
        (SENTENCES[3], "presented", ("Then there's the event horizon.", "That's the surface of a black hole.")),
        (SENTENCES[4], "pointing", ("This is a temporary store that holds 7 items for 20 seconds.",)),
        (SENTENCES[5], "future", ("If the core cools, the star is going to collapse.",)),
        (SENTENCES[7], "address", ("If you look at a galaxy, you can see the light of many stars.",)),
        ("The brain forms memories because neurons change their links.", "why", ("The brain forms memories.", "Why?", "Because neurons change their links.")),
    ],
)  # fmt: skip
def test_a_move_says_it_as_people_do(text: str, move: str, expected: tuple[str, ...]) -> None:
    assert expected in said(text, move)


@pytest.mark.parametrize(
    "text",
    [
        "Our galaxy holds what we know of stars, and we can see it.",  # "your galaxy" would be wrong
        "Schacter presents seven errors of memory in his book.",  # no "What Schacter does is"
        "As X puts it: “The star is a sun.”",
        "What is a star?",
    ],
)
def test_what_is_not_anybodys_or_not_plain_stays(text: str) -> None:
    assert not {wording.move for wording in wordings(text)} & {"address", "cleft", "presented"}


@given(st.sampled_from(SENTENCES), st.integers(0, 40))
def test_numbers_and_negations_stay(text: str, choice: int) -> None:
    found = list(wordings(text))
    if found:
        assert speech.keeps_meaning(text, found[choice % len(found)].sentences)


def test_a_rarer_word_is_no_gain() -> None:
    texts = [" ".join(sentences) for sentences in said("Forgetting may be due to amnesia in some people.", "words")]
    assert all("owing" not in text for text in texts)


@pytest.mark.parametrize(
    "text",
    [
        "Observations of distant exploding stars showed in 1998 that the expansion is speeding up.",
        "More massive stars go through all stages of their life more quickly than less massive ones.",
        "Gradually the white dwarf radiates away all its heat into space.",
        "Careful surveys of faint blue galaxies find the same pattern in every field.",
    ],
)
def test_a_cleft_needs_a_subject_that_ends_where_it_seems_to(text: str) -> None:
    assert not said(text, "cleft")


def test_what_is_pointed_at_is_a_thing_and_no_other_pointer() -> None:
    assert not any("These are those" in each[0] for each in said("They're those that we try to recall.", "pointing"))
