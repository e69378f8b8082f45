"""The glossary: the surest definition of each term, and the terms that nothing defines."""

from pipelines.facts.definitions import definition, glossary
from tests.pipelines.facts.sources import PROJECT, claims_of, document

TEXT = (
    "An event horizon is a boundary that light cannot cross. "
    "Theorists studied the event horizon with computers for many years. "
    "The event horizon is defined as the surface where the escape velocity equals the speed of light. "
    "The glow of the accretion, the tilt of the accretion and the heat from accretion vary. "
    "Gas in the accretion moves in circles around the event horizon."
)


def test_the_surest_form_of_definition_is_kept_with_its_quote() -> None:
    source = document(TEXT)
    rows = {row.term: row for row in glossary(PROJECT, claims_of(source), [source])}
    row = rows["event horizon"]
    assert (row.definition or "").startswith("The event horizon is defined as")
    assert row.start is not None
    assert source.text[row.start : row.end] == row.quote
    assert row.n_mentions == 4


def test_a_rare_word_that_comes_again_and_again_undefined_is_listed_without_a_definition() -> None:
    source = document(TEXT)
    rows = {row.term: row for row in glossary(PROJECT, claims_of(source), [source])}
    assert rows["accretion"].definition is None


def test_an_adjective_is_no_term() -> None:
    text = " ".join([TEXT, *["They drew the primordial gas and measured primordial light with care."] * 8])
    text += " Some of the primordial, and most of the primordial, is gone."
    source = document(text)
    assert "primordial" not in {row.term for row in glossary(PROJECT, claims_of(source), [source])}


def test_a_statement_about_a_thing_is_no_definition() -> None:
    said = claims_of(document("Hydrogen is a major component of stars. The reason is a change in the law of motion."))
    assert [definition(claim) for claim in said] == [None] * len(said)


def test_a_line_of_a_glossary_defines_though_it_is_no_claim() -> None:
    source = document(f"{TEXT} A tokamak holds plasma.\n\ntokamak: how plasma is held in a ring by magnets")
    row = {row.term: row for row in glossary(PROJECT, claims_of(source), [source])}["tokamak"]
    assert row.definition == "Tokamak: how plasma is held in a ring by magnets."
    assert source.text[row.start or 0 : row.end] == row.quote


def test_a_plural_that_is_called_one_thing_is_described_and_not_defined() -> None:
    said = claims_of(document("Tidal jets are a power source that heats the whole nebula for years."))
    assert len(said) == 1
    assert definition(said[0]) is None


def test_a_rare_word_of_one_section_among_many_is_a_prop_and_no_term() -> None:
    prop = "They hung a pendulum. The weight of the pendulum and the length of the pendulum set the time of a pendulum."
    spread = "The growth of the hyphae is seen in the hyphae."
    parts = [f"{prop} {spread}", *[f"Part {at} is about the hyphae and about no other thing." for at in range(3)]]
    starts = [sum(len(part) + 2 for part in parts[:at]) for at in range(len(parts))]
    headings = tuple((start, f"Part {at}") for at, start in enumerate(starts))
    source = document("\n\n".join(parts), headings=headings)
    assert [row.term for row in glossary(PROJECT, [], [source])] == ["hyphae"]
