"""Atoms: a compound sentence is split only where each half stands alone."""

import pytest

from pipelines.facts import atoms


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Hoyle was right about the stars, and Gamow was right about the helium.",
            ["Hoyle was right about the stars.", "Gamow was right about the helium."],
        ),
        (
            "Gravity worked in the dark, and it pulled gas into dense clumps.",
            ["Gravity worked in the dark.", "Gravity pulled gas into dense clumps."],
        ),
        (
            "The Maya wrote with more than 800 signs and counted in twenties.",
            ["The Maya wrote with more than 800 signs.", "The Maya counted in twenties."],
        ),
    ],
)
def test_two_statements_become_two_claims_with_a_subject_each(text: str, parts: list[str]) -> None:
    assert atoms.clauses(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Basalt, granite and marble are rocks that builders in many old cities used.",
        "If the pressure falls by half, the water boils early and the rice stays hard.",
        "GPS relies on 24 satellites, and at least four of them are visible from any spot.",
        "In adults, the heart beats about 70 times a minute, and the lungs take 14 breaths.",
        "For most of the year, the lake lies under ice, and the fish stay near the bottom.",
        "Add some salt to the ice, and the water around the cubes begins to freeze.",
        "Aristotle argued that heavy things fall faster, and most scholars repeated his words.",
    ],
)
def test_what_hangs_together_stays_together(text: str) -> None:
    assert atoms.clauses(text) == [text]


def test_halves_with_a_condition_each_are_two_claims() -> None:
    text = "For large ships, the canal is too narrow; for small boats, the canal is the shortest way."
    assert atoms.clauses(text) == [
        "For large ships, the canal is too narrow.",
        "For small boats, the canal is the shortest way.",
    ]


def test_a_verb_outside_the_list_is_seen_behind_and_by_what_follows_it() -> None:
    said = "The storm of 1953 broke dikes in Zeeland and drenched the fields of three islands."
    assert atoms.clauses(said) == [
        "The storm of 1953 broke dikes in Zeeland.",
        "The storm of 1953 drenched the fields of three islands.",
    ]
