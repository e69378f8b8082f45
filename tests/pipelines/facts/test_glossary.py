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
