"""Rhythm: sentences joined or split towards the creator's own, without a change of what they state and cite."""

from collections.abc import Sequence

from pipelines.models import SentenceKind
from pipelines.writing import rhythm
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.phrasing import Phrasebook
from tests.pipelines.writing.test_drafting import material

SECTIONS = {"f1": "stars", "f2": "stars", "f3": "snails"}
STAR, LIGHT, SNAIL = (
    ("A star burns hydrogen.", "f1"),
    ("The star gives light to its planets.", "f2"),
    ("A star snail sleeps.", "f3"),
)


def likes_long(texts: Sequence[str]) -> list[float | None]:
    return [min(1.0, len(text.split()) / 20) for text in texts]


def likes_short(texts: Sequence[str]) -> list[float | None]:
    return [1 / len(text.split()) for text in texts]


def manuscript(*said: tuple[str, str]) -> Manuscript:
    writing = Manuscript(material(frames=()), Phrasebook(()))
    for text, fact_id in said:
        writing.say(writing.material.outline[1], text, SentenceKind.SOURCED, (fact_id,))
    return writing


def test_a_creator_of_long_sentences_gets_neighbours_joined_with_both_citations() -> None:
    (line,) = rhythm.in_rhythm(manuscript(STAR, LIGHT), SECTIONS, likes_long)
    assert line.text == "A star burns hydrogen, and the star gives light to its planets."
    assert line.fact_ids == ("f1", "f2")


def test_a_creator_of_short_sentences_gets_them_split_at_the_joint() -> None:
    writing = manuscript(("A star burns hydrogen for ages, but it burns very slowly.", "f1"))
    texts = [line.text for line in rhythm.in_rhythm(writing, SECTIONS, likes_short)]
    assert texts == ["A star burns hydrogen for ages.", "But it burns very slowly."]


def test_sentences_of_different_sections_stay_apart() -> None:
    lines = rhythm.in_rhythm(manuscript(STAR, SNAIL), SECTIONS, likes_long)
    assert [line.text for line in lines] == [STAR[0], SNAIL[0]]


def test_rhetoric_and_frames_are_left_as_they_are() -> None:
    writing = manuscript(STAR)
    writing.rhetoric(writing.material.outline[1], "Let's look at the star.")
    lines = rhythm.in_rhythm(writing, SECTIONS, likes_long)
    assert [line.text for line in lines] == [STAR[0], "Let's look at the star."]


def test_contractions_are_written_out_as_often_as_the_creator_does() -> None:
    writing = manuscript(*((f"It's star number {n}.", "f1") for n in range(10)))
    lines = rhythm.in_rhythm(writing, SECTIONS, lambda texts: [0.5 for _ in texts], contraction_rate=0.5)
    assert 4 <= sum("It's" in line.text for line in lines) <= 6
    assert all(line.text.startswith(("It's ", "It is ")) for line in lines)


def test_places_and_ids_are_in_order_afterwards() -> None:
    lines = rhythm.in_rhythm(manuscript(STAR, LIGHT, SNAIL), SECTIONS, likes_long)
    assert [line.ordinal for line in lines] == list(range(len(lines)))
    assert len({line.sentence_id for line in lines}) == len(lines)
