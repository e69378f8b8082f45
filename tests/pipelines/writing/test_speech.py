import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.models import ResearchDocument, Verdict, VerifiedFact
from pipelines.writing import grammar, speech
from pipelines.writing.rules import MAX_VERBATIM_WORDS, SourceIndex, numbers

FACT = VerifiedFact(
    "f1", "p", "c1", "d1", 0, "Heading", "", "", 0, 0, Verdict.NOT_ENOUGH_INFO, None, 1, (), 0.5, "test"
)  # fmt: skip
_NEGATION = re.compile(r"\b(?:not|no|never|none|nothing|neither|nor|without|cannot)\b|n['’]t\b")


def _spoken(text: str) -> tuple[str, ...] | None:
    said = speech.speak(replace(FACT, text=text, quote=text), SourceIndex([text]))
    return None if said is None else said.sentences


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("To date, our best theory of gravity is general relativity, which was put forward in 1916 by Albert Einstein.", ("To date, our best theory of gravity is general relativity.", "That was put forward in 1916 by Albert Einstein.")),
        ("Protons and neutrons must first join together to make deuterium, a heavy form of plain hydrogen.", ("Protons and neutrons must first join together to make deuterium.", "That's a heavy form of plain hydrogen.")),
        ("General relativity was one of the major intellectual achievements of the twentieth century.", ("General relativity was one of the big intellectual achievements of the twentieth century.",)),
        ("Hoyle was right about the many stars of the sky, and Gamow was right about the helium.", ("Hoyle was right about the many stars of the sky.", "Gamow was right about the helium.")),
    ],
)  # fmt: skip
def test_a_fact_is_said_in_sentences_of_speech(written: str, spoken: tuple[str, ...]) -> None:
    assert _spoken(written) == spoken


def test_two_halves_that_belong_together_are_said_again_together() -> None:
    text = "General relativity predicts that the stronger the gravity, the slower time must run."
    assert speech._short((text,)) == text
    assert speech._short(("The gas between the galaxies was neutral, a fog that nothing crossed.",)).endswith(
        "neutral."
    )


@pytest.mark.parametrize(
    "text",
    [
        "The asteroid is almost 1012 kilometers from the Sun and it moves very slowly.",  # the exponent was lost
        "Inflation would have ended by about 10⁻³² seconds after the very beginning of it.",
        "Other systems meet every condition for a black hole. lists some of the best examples.",  # a figure was lost
        "It is made of two stars that move around each other in a very small orbit.",  # no noun for "it"
        "The idea of a second memory was first proposed about in the 1970s by a psychologist.",  # a number was lost
        "The blasts of heavy stars can have a range a peak luminosity values.",  # an "of" was lost
        "Priming is the reason you probably said jelly in response to peanut butter.",  # an exercise of the book's
    ],
)
def test_a_damaged_sentence_is_refused(text: str) -> None:
    assert _spoken(text) is None


def test_no_filler_breaks_a_run() -> None:
    text = "Zor blar was bim by dar gor wen flum nax rin sol tav ull wex yod."
    said = _spoken(text)
    assert said is None or "actually" not in " ".join(said)


def _checked(text: str, said: Sequence[str], index: SourceIndex) -> None:
    joined = " ".join(said)
    assert 1 <= len(said) <= 4
    assert numbers(joined) <= numbers(text)
    assert len(_NEGATION.findall(joined.lower())) == len(
        _NEGATION.findall((grammar.without_asides(text) or text).lower())
    )
    assert index.longest_run(joined)[1] <= MAX_VERBATIM_WORDS
    assert all(re.match(r"[\d“\"]|[^\W\d_]", sentence) and sentence[-1] in ".?" for sentence in said)
    assert all(not sentence[0].islower() for sentence in said)


def test_what_is_said_keeps_numbers_negations_and_form(
    facts: list[VerifiedFact], documents: list[ResearchDocument]
) -> None:
    index = SourceIndex([document.text for document in documents])
    said = [(fact, speech.speak(fact, index)) for fact in facts]
    spoken = [(fact, told) for fact, told in said if told is not None]
    assert len(spoken) > len(facts) / 3
    for fact, told in spoken:
        _checked(fact.text, told.sentences, index)


_subjects = st.sampled_from(["The universe", "A massive star", "The white dwarf", "General relativity", "The galaxies"])
_verbs = st.sampled_from(["was discovered", "required", "cannot reach", "is not among", "emitted", "ejected", "became"])
_rests = st.sampled_from(
    ["a very large number of particles in 1967", "about 13.8 billion years of rapid expansion", "three entirely different regions"]
)  # fmt: skip
_tails = st.sampled_from(
    [", which was later confirmed by two teams", " because the core is extremely dense", ", and the rest fell back", ""]
)


@given(_subjects, _verbs, _rests, _tails)
def test_rewriting_adds_no_number_and_loses_no_negation(subject: str, verb: str, rest: str, tail: str) -> None:
    text = f"{subject} {verb} {rest}{tail}."
    said = _spoken(text)
    if said is not None:
        _checked(text, said, SourceIndex([text]))
        assert said == _spoken(text)
