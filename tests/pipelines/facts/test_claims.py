"""Claims: what is kept, what is dropped, and that every claim can be traced to its verbatim sentence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.facts import claims, glossary, quantities, references, wording
from pipelines.models import Claim, Passage, ResearchDocument

LIBRARY = Path(__file__).resolve().parents[3] / "samples" / "library"


def _found(text: str, heading: str = "Body") -> list[Claim]:
    document = ResearchDocument("d", "c/p", "Title", "a.md", "md", "", text)
    passage = Passage("p", "c/p", "d", 0, heading, text, 0, len(text), ())
    return list(claims.find("c/p", document, [passage], frozenset({"universe"})))


@pytest.mark.parametrize(
    "sentence",
    [
        "What is the universe expanding into?",
        "Imagine that we begin to compress the Sun to a diameter of 20 kilometers.",
        "As we saw in Chapter 4, stars are born in clouds of gas.",
        "This process is called spreading activation by psychologists.",
        "He proposed the steady-state theory in 1948 with two colleagues.",
        "The same team reports that dark matter makes up 23 percent of it.",
        "Many theorists favour a universe that contains exactly enough matter.",
        "The COBE satellite has measured their temperature as 2.73 kelvin.",
        "In 1994 the published values of the Hubble constant lie between 50 and 100.",
        "The model does not explain why space exists at all.",
        "Recognize central limit theorem problems.",
    ],
)
def test_what_a_listener_cannot_check_or_understand_alone_is_dropped(sentence: str) -> None:
    assert _found(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The universe is 13.8 billion years old.",
        "Storage is the creation of a permanent record of information.",
        "Edwin Hubble had studied law at Oxford before he turned to astronomy.",
        "There are two types of long-term memory: explicit and implicit.",
        "Material is far better encoded when you make it meaningful.",
    ],
)
def test_plain_statements_about_the_world_are_kept_as_they_stand(sentence: str) -> None:
    assert [claim.text for claim in _found(sentence)] == [sentence]


def test_an_opening_pronoun_is_named_from_the_sentence_before() -> None:
    found = _found(
        "Dark matter makes up about 27 percent of the universe. It holds galaxy clusters together by gravity."
    )
    assert found[1].text == "Dark matter holds galaxy clusters together by gravity."
    assert found[1].quote == "It holds galaxy clusters together by gravity."


def test_a_pronoun_is_not_named_across_a_paragraph() -> None:
    assert (
        len(_found("Dark matter makes up about 27 percent of the universe.\n\nIt holds galaxy clusters together.")) == 1
    )


def test_he_is_not_named_when_two_people_could_be_meant() -> None:
    assert references.resolve("He won the prize.", "Robert Dicke told Jim Peebles about the signal.") is None


def test_a_glossary_line_becomes_a_sentence_and_a_torn_sentence_does_not() -> None:
    assert glossary.claim("event horizon: a boundary in spacetime that no light can leave", "") == (
        "An event horizon is a boundary in spacetime that no light can leave."
    )
    assert glossary.claim("He was searching for the engram: the group of neurons that hold a memory", "") is None


def test_citations_and_marks_are_not_spoken() -> None:
    assert wording.clean("**Age.** However, memory fades (Anderson, 1984) with *time* ().") == "Memory fades with time."


def test_exercise_sections_give_no_claims() -> None:
    assert _found("The universe is 13.8 billion years old.", "Chapter > Exercises") == []


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*.md")), ids=lambda path: path.stem)
def test_quotes_are_verbatim_and_numbers_are_not_invented(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = _found(text)
    assert found == _found(text)
    assert len({claim.claim_id for claim in found}) == len(found) > 5
    for claim in found:
        assert text[claim.start : claim.end] == claim.quote
        before = text[max(0, claim.start - 400) : claim.end]
        assert all(quantity.text in " ".join(before.split()) for quantity in quantities.find(claim.text))


@given(st.text(alphabet="aTheItis 1.9()*\n,;:“”|-", max_size=120))
def test_no_text_breaks_extraction_and_offsets_always_hold(text: str) -> None:
    for claim in _found(text):
        assert text[claim.start : claim.end] == claim.quote
