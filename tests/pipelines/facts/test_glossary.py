"""Glossary lines: sentences with the article that their source uses, or nothing."""

import pytest

from pipelines.facts import glossary


@pytest.mark.parametrize(
    ("line", "source", "said"),
    [
        ("event horizon: a boundary in spacetime that no light can leave", "", "An event horizon is a boundary in spacetime that no light can leave."),
        ("encoding: input of information into the memory system", "through encoding, we", "Encoding is the input of information into the memory system."),
        ("semantic memory: type of declarative memory about words", "", "Semantic memory is a type of declarative memory about words."),
        ("engram: physical trace of memory", "He sought the engram.", "The engram is the physical trace of memory."),
        ("chunking: organizing information into manageable bits", "", "Chunking is organizing information into manageable bits."),
        ("Average: a number that describes the centre; there are several averages.", "an average", "An average is a number that describes the centre."),
    ],
)  # fmt: skip
def test_a_definition_is_a_sentence(line: str, source: str, said: str) -> None:
    assert glossary.claim(line, source) == said


@pytest.mark.parametrize(
    "line",
    [
        "Aerobic exercise promotes neurogenesis: the growth of new cells in the brain",
        "explicit memory: memories we consciously try to remember and recall",
        "Uniform distribution: a variable with equal outcomes over a domain, a < x < b",
    ],
)
def test_a_sentence_with_a_colon_or_an_unclear_form_is_no_definition(line: str) -> None:
    assert glossary.claim(line, "") is None


LINES = (
    "Sailors stood on deck.\n\n"
    "bowline: a knot that makes a loop at the end of a rope\n\n"
    "dead reckoning (DR): how sailors find their place without stars\n\n"
    "Beaufort scale: Beaufort’s table of winds by their effect on the sea\n\n"
    "where: h is the height of the mast\n\n"
    "The captain says: turn the ship into the wind\n\n"
    "Logs: https://example.org/logs shows how speed was read\n\n"
    "Speed: v = d / t for every ship at sea\n\n"
    "A bowline: the knot of every sailor, who said: tie it"
)


def test_the_lines_of_a_glossary_are_entries_verbatim_and_other_lines_with_a_colon_are_none() -> None:
    found = list(glossary.entries(LINES))
    assert [(entry.term, entry.text) for entry in found[:3]] == [
        ("bowline", "A bowline is a knot that makes a loop at the end of a rope."),
        ("dead reckoning", "Dead reckoning: how sailors find their place without stars."),
        ("Beaufort scale", "Beaufort scale: Beaufort’s table of winds by their effect on the sea."),
    ]
    assert all(LINES[entry.span.start : entry.span.end] == entry.span.text for entry in found)
    assert not {"where", "the captain says", "logs", "speed"} & {entry.term.lower() for entry in found}
