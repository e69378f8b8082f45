"""A script that is shorter than planned comes with the length that its facts carry, and the questions left open."""

from dataclasses import replace

import pytest

from pipelines.models import Gap, OutlineBeat, Project, ScriptSentence, SentenceKind
from pipelines.writing import length

PROJECT = Project("c/t", "c", "Bells", "library", 3.0)
BEAT = OutlineBeat("beat", "c/t", 0, "gagne", "", "Content", "", "", 300, 3.0, ("fact-1", "fact-2"), "")
LINE = ScriptSentence(
    "line", "c/t", 0, "beat", "word " * 157, SentenceKind.SOURCED, ("fact-1", "fact-2"), None, None, False, "", 0.0,
    None, "test",
)  # fmt: skip
GAPS = [Gap(str(n), "c/t", n, f"Question {n}?", "", None, "", "test") for n in range(5)]


def test_the_length_that_the_facts_carry_is_offered_with_the_gaps() -> None:
    ((_, _, _, message, remedy),) = length.findings(PROJECT, [BEAT], [LINE], 100.0, GAPS)
    assert "too few facts" in message
    assert "They carry 1.5 minutes" in message  # 157 words at 100 a minute, never more than is told
    assert "“Question 0?”, “Question 1?”, “Question 2?” and 2 more" in message
    assert "answer these questions" in remedy
    assert "--minutes 1.5" in remedy


def test_without_gaps_none_are_claimed() -> None:
    ((_, _, _, message, remedy),) = length.findings(PROJECT, [BEAT], [LINE], 100.0)
    assert "do not answer" not in message
    assert "on the topic" in remedy


def test_a_script_from_which_facts_were_cut_is_not_blamed_on_the_library() -> None:
    cut = replace(LINE, fact_ids=("fact-1",))
    ((_, _, _, message, _),) = length.findings(PROJECT, [BEAT], [cut], 100.0, GAPS)
    assert "1 fact of the outline not told" in message
    assert "too few" not in message


@pytest.mark.parametrize(("pace", "found"), [(52.3, []), (20.0, ["Cut the sentences you would miss least."])])
def test_a_script_of_its_length_or_more_is_offered_nothing(pace: float, found: list[str]) -> None:
    assert [remedy for *_, remedy in length.findings(PROJECT, [BEAT], [LINE], pace, GAPS)] == found
