"""Protects: a beat that is missing is named with the place where it belongs, and so is what a beat lacks."""

from pipelines.models import Beat, EducationalFramework
from pipelines.writing import contract
from tests.written_scripts import BODY, CONTENTS, ENDING, MORE, OPENING, PROMISE, beats, facts, script

FRAMEWORK = EducationalFramework(
    "test", "Test", "", "", {}, tuple(Beat(name, "Do it", 0.2, contents, "") for name, contents in CONTENTS.items())
)
WHOLE = script(
    (OPENING, "Nothing gets out.", "f0"),
    (PROMISE, "We'll start with stars.", ""),
    (BODY, "A star is a ball of gas.", "f1"),
    (MORE, "Telescopes observed 90 stars.", "f2"),
    (ENDING, "So, a star is a ball of gas.", "f1"),
    (ENDING, "Bye.", ""),
)


def found(lines: list, outline: list | None = None) -> list[tuple[str, str | None, str, str | None]]:  # type: ignore[type-arg]
    gaps = contract.missing(FRAMEWORK, beats() if outline is None else outline, lines, list(facts(WHOLE).values()))
    return [(gap.beat.name, gap.content, gap.where, gap.sentence_id) for gap in gaps]


def test_a_script_that_keeps_its_contract_lacks_nothing() -> None:
    assert found(WHOLE) == []


def test_a_missing_beat_is_named_between_its_neighbours() -> None:
    without = [line for line in WHOLE if line.beat_id != MORE]
    assert found(without) == [(MORE, None, f"between “{BODY}” and “{ENDING}”", "s4")]
    assert found(without, [beat for beat in beats() if beat.name != MORE]) == found(without), "planned or not"


def test_a_missing_end_and_a_missing_beginning_have_places_too() -> None:
    assert found(WHOLE[:4]) == [(ENDING, None, f"behind “{MORE}”", None)]
    assert (OPENING, None, f"in front of “{PROMISE}”", "s1") in found(WHOLE[1:])


def test_what_a_beat_lacks_is_named() -> None:
    told = [line for line in WHOLE if line.text != "So, a star is a ball of gas."]
    assert found(told) == [(ENDING, "recap", f"in “{ENDING}”", "s5")]


def test_an_empty_script_lacks_every_beat() -> None:
    assert [name for name, *_ in found([])] == list(CONTENTS)


def test_a_beat_that_was_not_planned_is_named_before_a_script_is_written() -> None:
    planned = [beat for beat in beats() if beat.name != MORE]
    gaps = contract.unplanned(FRAMEWORK, planned)
    assert [(gap.beat.name, gap.where) for gap in gaps] == [(MORE, f"between “{BODY}” and “{ENDING}”")]
    assert contract.unplanned(FRAMEWORK, beats()) == []
