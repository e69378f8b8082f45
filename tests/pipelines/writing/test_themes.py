"""Titles as noun phrases, with the article and the case that the sources give them."""

import pytest

from pipelines.writing import themes

TEXTS = (
    "We measure the Hubble constant, and the Hubble constant is disputed. Near the event horizon, light is trapped.",
    "This speaks of dark energy, and of dark energy alone. She saw the event horizon and a star.",
)


@pytest.mark.parametrize(
    ("phrase", "spoken"),
    [
        ("event horizon", "the event horizon"),
        ("dark energy", "dark energy"),
        ("The Hubble constant", "the Hubble constant"),
        ("quark soup", None),
    ],
)
def test_a_phrase_takes_the_article_of_the_sources(phrase: str, spoken: str | None) -> None:
    assert themes.with_article(phrase, TEXTS) == spoken


def test_a_name_keeps_its_capital_and_a_title_loses_its_own() -> None:
    assert themes.cased("Dark Energy", TEXTS) == "dark energy"
    assert themes.cased("The hubble constant", TEXTS) == "the Hubble constant"


@pytest.mark.parametrize(
    "title", ["How stars die", "Is it only a theory?", "Step 2: the core", "One second: neutrinos"]
)
def test_a_question_or_a_clause_is_no_noun_phrase(title: str) -> None:
    assert themes.phrase(title) is None


def test_a_bare_heading_gives_way_to_the_one_above_it() -> None:
    assert themes.title_of("Neutron stars > Summary", [], "stars") == "Neutron stars"
