"""Protects: paragraphs in other languages are told from English ones, and formulas, names and lists are not taken for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.models import ResearchDocument
from pipelines.research.languages import OTHER_SCRIPT, english_part, language

ENGLISH = "The tide rises twice a day on most coasts of the world, because the Moon pulls at the sea."
FRENCH = "Les marées sont dues à l'attraction de la Lune et du Soleil sur les océans de la Terre."


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [
        (ENGLISH, "English"),
        (FRENCH, "French"),
        ("Las mareas se deben a la atracción que la Luna y el Sol ejercen sobre los océanos de la Tierra.", "Spanish"),
        ("Le maree sono causate dall'attrazione che la Luna e il Sole esercitano sulle acque dei mari.", "Italian"),
        ("Het getij ontstaat doordat de maan het water van de zee aantrekt en de aarde onder het water draait.", "Dutch"),
        ("月の引力によって海の水が引かれ、潮の満ち引きが起こります。", OTHER_SCRIPT),
        ("van der Meer, de la Cruz, von Braun, di Stefano, Le Verrier, El Niño, La Niña, Los Alamos, Rio de Janeiro, São Paulo", "English"),
        ("z = Σx – (n)(μX) / (√n)(σX), with n = 75 and μX = 3.4 and σX = 1.2 as before", "English"),
        ("Gezeiten", None),
    ],
)  # fmt: skip
def test_languages_are_told_apart(paragraph: str, name: str | None) -> None:
    assert language(paragraph) == name


def test_no_paragraph_of_the_samples_is_taken_for_another_language(documents: list[ResearchDocument]) -> None:
    named = {language(part) for document in documents for part in document.text.split("\n\n")}
    assert named == {"English", None}


@given(st.lists(st.sampled_from([ENGLISH, FRENCH, "Short one."]), min_size=1, max_size=8), st.data())
def test_what_is_kept_is_kept_word_for_word_under_its_heading(parts: list[str], data: st.DataObject) -> None:
    text = "\n\n".join(parts)
    starts = [sum(len(part) + 2 for part in parts[:at]) for at in range(len(parts))]
    marked = data.draw(st.sets(st.sampled_from(range(len(parts)))))
    headings = tuple((starts[at], f"{at}") for at in sorted(marked))
    kept, moved, note = english_part(text, headings)
    assert FRENCH not in kept
    assert all(kept[at:].startswith(parts[int(name)]) for at, name in moved)
    assert {int(name) for _, name in moved} >= {at for at in marked if parts[at] == ENGLISH}
    assert (note is None) == (FRENCH not in text)
