"""What of a case is shown: changed words on their own side, the worst scores first, long values cut."""

from dataclasses import replace

import pytest

from evals import case_rows
from evals.pairing import CaseComparison
from evals.suite import load_suite

METRICS = {metric.name: metric for metric in load_suite("factuality").metrics}
BETTER = {name: metric.better for name, metric in METRICS.items()}
CASE = CaseComparison(
    case_id="claim-1",
    source="book",
    split="test",
    input={"claim": "Water boils at 100 degrees."},
    expected={"verdict": "SUPPORTED"},
    outputs=({"same": [1, 2], "why": "It boils fast."}, {"same": [1, 2], "why": "It boils slowly."}),
    errors=(None, None),
    scores={"quotes_verbatim": (1.0, 1.0), "verdict_accuracy": (1.0, 0.0), "refuted_called_supported": (1.0, 0.0)},
    gain=-1.0,
)


def test_values_that_differ_stand_first_with_their_words_marked() -> None:
    why, same = case_rows.compared_row(CASE, BETTER).fields
    assert (why.name, why.is_changed, same.is_changed) == ("why", True, False)
    before, after = why.sides
    assert before is not None
    assert after is not None
    assert ("cut", "fast") in before
    assert ("added", "slowly") in after
    assert "".join(text for _, text in after) == "It boils slowly."


def test_scores_stand_with_the_worse_first_and_know_which_way_is_better() -> None:
    row = case_rows.compared_row(CASE, BETTER)
    assert [(chip.metric, chip.direction) for chip in row.chips] == [
        ("verdict_accuracy", "worse"),
        ("refuted_called_supported", "better"),
        ("quotes_verbatim", "equal"),
    ]
    assert row.metrics == "verdict_accuracy refuted_called_supported"


def test_a_side_without_output_shows_none_and_its_error() -> None:
    row = case_rows.compared_row(replace(CASE, outputs=(CASE.outputs[0], None), errors=(None, "no reply")), BETTER)
    assert row.has_error
    assert all(field.sides[1] is None and field.is_changed for field in row.fields)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({"verdict_accuracy": (1.0, 1.0), "refuted_called_supported": (0.0, 0.0)}, 0.0),
        ({"verdict_accuracy": (0.5, 0.5), "refuted_called_supported": (1.0, 1.0)}, 1.5),
    ],
)
def test_the_shortfall_is_what_is_missing_to_full_marks(
    scores: dict[str, tuple[float | None, float | None]], expected: float
) -> None:
    assert case_rows.shortfall(replace(CASE, scores=scores), METRICS) == expected


def test_a_case_without_output_falls_shortest() -> None:
    assert case_rows.shortfall(replace(CASE, errors=("no reply", "no reply")), METRICS) == float("inf")


def test_long_texts_are_held_against_each_other_by_lines() -> None:
    lines = [f"This is sentence {n} of a long script." for n in range(200)]
    changed = [*lines[:99], "Another sentence altogether.", *lines[100:]]
    row = case_rows.compared_row(
        replace(CASE, outputs=({"text": "\n".join(lines)}, {"text": "\n".join(changed)})), BETTER
    )
    assert [text for kind, text in row.fields[0].sides[0] or [] if kind == "cut"] == [f"{lines[99]}\n"]
    assert [text for kind, text in row.fields[0].sides[1] or [] if kind == "added"] == [
        "Another sentence altogether.\n"
    ]


@pytest.mark.timeout(20)
def test_two_long_texts_with_nothing_in_common_take_no_time() -> None:
    one, other = (" ".join(str(n * step % 997) for n in range(9000)) for step in (7, 11))
    row = case_rows.compared_row(replace(CASE, outputs=({"text": one}, {"text": other})), BETTER)
    assert "more characters)" in "".join(text for _, text in row.fields[0].sides[0] or [])
