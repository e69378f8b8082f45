"""Two runs are paired only where that is fair, and a candidate ships only on evidence that a whole source gives."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evals import runs
from evals.cases import Case, SuiteError
from evals.comparison import Comparison, compare
from evals.runs import Run, Spent
from evals.suite import load_suite
from evals.verdict import Finding, MetricComparison, Verdict
from tests.evals.written_runs import RIGHT, WRONG, answered, claims, write_run

SUITE = load_suite("factuality")
CASES = claims(8)
ALL = [case.case_id for case in CASES]


def compared(
    folder: Path, wrong_before: Sequence[str], wrong_after: Sequence[str], cases: list[Case] = CASES
) -> Comparison:
    return compare(
        SUITE,
        write_run(folder, "production", cases, answered(cases, wrong_before)),
        write_run(folder, "candidate", cases, answered(cases, wrong_after)),
    )


def metric(found: Comparison, name: str) -> MetricComparison:
    return next(one for one in found.metrics if one.name == name)


def test_a_candidate_that_is_right_where_the_baseline_was_wrong_ships(tmp_path: Path) -> None:
    found = compared(tmp_path, wrong_before=ALL, wrong_after=[])
    assert found.verdict is Verdict.SHIP
    accuracy = metric(found, "verdict_accuracy")
    assert (accuracy.baseline.value, accuracy.candidate.value, accuracy.difference.value) == (0.0, 1.0, 1.0)
    assert accuracy.finding is Finding.BETTER
    assert "is better by 1.000" in found.reason


def test_a_candidate_that_is_wrong_where_the_baseline_was_right_is_not_taken(tmp_path: Path) -> None:
    found = compared(tmp_path, wrong_before=[], wrong_after=ALL)
    assert found.verdict is Verdict.KEEP
    assert "is worse by 1.000" in found.reason


def test_the_same_outputs_decide_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path, wrong_before=ALL[:3], wrong_after=ALL[:3])
    assert found.verdict is Verdict.INCONCLUSIVE
    assert found.reason == "Not one score differs between the sides."


def test_many_cases_of_one_source_are_one_piece_of_evidence(tmp_path: Path) -> None:
    cases = claims(n_sources=8, per_source=1) + [
        replace(case, case_id=f"more-{n}", input={"claim": str(n)}, source="book-0")
        for n, case in enumerate(claims(1, 40))
    ]
    changed = [case.case_id for case in cases if case.source == "book-0"]
    found = compared(tmp_path, wrong_before=changed, wrong_after=[], cases=cases)
    assert found.verdict is Verdict.INCONCLUSIVE
    assert "Only 1 source differs on it: too few to decide" in found.reason


def test_fewer_than_six_sources_are_told_how_many_are_missing(tmp_path: Path) -> None:
    cases = claims(4, per_source=10)
    found = compared(tmp_path, wrong_before=[case.case_id for case in cases], wrong_after=[], cases=cases)
    assert found.verdict is Verdict.INCONCLUSIVE
    assert "4 sources cannot reach 5 %" in found.reason
    assert "2 more" in found.reason


def test_what_is_not_decided_says_what_the_sources_could_have_shown(tmp_path: Path) -> None:
    cases = claims(30, per_source=1)
    ids = [case.case_id for case in cases]
    found = compared(tmp_path, wrong_before=ids[:9], wrong_after=[*ids[:3], *ids[10:14]], cases=cases)
    accuracy = metric(found, "verdict_accuracy")
    assert found.verdict is Verdict.INCONCLUSIVE
    assert accuracy.detectable is not None
    assert accuracy.needed is not None
    assert f"{accuracy.detectable:.3g}" in found.reason
    assert f"{accuracy.needed:,} sources" in found.reason


def test_a_metric_where_less_is_better_counts_the_other_way(tmp_path: Path) -> None:
    cases = [replace(case, expected={"verdict": "REFUTED"}) for case in claims(10)]
    # RIGHT says SUPPORTED of each: of refuted claims that is the error that does most harm.
    found = compared(tmp_path, wrong_before=[case.case_id for case in cases], wrong_after=[], cases=cases)
    assert metric(found, "refuted_called_supported").finding is Finding.WORSE
    assert found.verdict is Verdict.KEEP


def test_a_better_candidate_that_fails_where_the_baseline_did_not_cannot_ship(tmp_path: Path) -> None:
    before = write_run(tmp_path, "production", CASES, answered(CASES, wrong=ALL))
    after = write_run(tmp_path, "candidate", CASES, answered(CASES, failed=[ALL[0]]))
    found = compare(SUITE, before, after)
    assert found.verdict is Verdict.INCONCLUSIVE
    assert "cannot ship" in found.reason
    assert found.new_failures == (f"{ALL[0]}: ModelError: no reply",)
    accuracy = metric(found, "verdict_accuracy")
    assert (accuracy.difference.n, accuracy.n_left_out) == (15, 1)


def test_a_failure_that_both_sides_have_is_left_out_and_stops_nothing(tmp_path: Path) -> None:
    before = write_run(tmp_path, "production", CASES, answered(CASES, wrong=ALL, failed=[ALL[0]]))
    after = write_run(tmp_path, "candidate", CASES, answered(CASES, failed=[ALL[0]]))
    found = compare(SUITE, before, after)
    assert found.verdict is Verdict.SHIP
    assert not found.new_failures


def test_a_candidate_that_fails_on_most_sources_is_worse_however_good_the_rest(tmp_path: Path) -> None:
    before = write_run(tmp_path, "production", CASES, answered(CASES, wrong=ALL))
    after = write_run(
        tmp_path, "candidate", CASES, answered(CASES, failed=[name for name in ALL if name.endswith("-0")])
    )
    found = compare(SUITE, before, after)
    assert found.verdict is Verdict.KEEP
    assert metric(found, "failed_outputs").finding is Finding.WORSE


def test_epochs_are_averaged_within_a_case(tmp_path: Path) -> None:
    before = write_run(tmp_path, "production", CASES, [answered(CASES), answered(CASES, wrong=ALL)])
    after = write_run(tmp_path, "candidate", CASES, answered(CASES))
    accuracy = metric(compare(SUITE, before, after), "verdict_accuracy")
    assert (accuracy.baseline.value, accuracy.difference.value, accuracy.difference.n) == (0.5, 0.5, 16)


def test_a_pooled_metric_is_paired_by_source_too(tmp_path: Path) -> None:
    suite = load_suite("contradictions")
    cases = [replace(case, expected={"outcome": "conflict"}) for case in claims(9)]
    missed, seen = ({case.case_id: {"outcome": outcome} for case in cases} for outcome in ("none", "conflict"))
    found = compare(
        suite,
        write_run(tmp_path, "production", cases, missed, suite="contradictions"),
        write_run(tmp_path, "candidate", cases, seen, suite="contradictions"),
    )
    recall = metric(found, "conflict_recall")
    assert (recall.difference.value, recall.difference.n_sources, recall.finding) == (1.0, 9, Finding.BETTER)
    assert recall.difference.p == pytest.approx(2 / 2**9)
    assert found.cases[0].gain > 0


def test_the_worst_regression_stands_first(tmp_path: Path) -> None:
    found = compared(tmp_path, wrong_before=ALL[:2], wrong_after=ALL[4:5])
    assert found.cases[0].case_id == ALL[4]
    assert found.cases[0].gain < 0
    assert {case.case_id for case in found.cases[-2:]} == set(ALL[:2])
    assert found.cases[0].outputs == (RIGHT, WRONG)


def test_cost_and_latency_of_both_sides_are_told(tmp_path: Path) -> None:
    spent = Spent(calls=2, prompt_tokens=10, completion_tokens=5, cost_usd=0.01, latency_s=0.5)
    run = write_run(tmp_path, "production", CASES, answered(CASES), spent=spent)
    side = compare(SUITE, run, run).baseline
    assert (side.spending.calls, side.spending.prompt_tokens) == (32, 160)
    assert side.spending.cost_usd == pytest.approx(0.16)
    assert side.spending.latency_p95_s == 0.5


# Bad input.


def refused(baseline: Run, candidate: Run, *parts: str) -> None:
    with pytest.raises(SuiteError) as caught:
        compare(SUITE, baseline, candidate)
    for part in parts:
        assert part in str(caught.value)


def test_cases_that_changed_since_the_baseline_are_refused_with_both_hashes_and_the_remedy(tmp_path: Path) -> None:
    before = write_run(tmp_path, "production", CASES, answered(CASES), sha256="a" * 64)
    after = write_run(tmp_path, "candidate", CASES, answered(CASES), sha256="b" * 64, started_at="2025-04-01T10:00:00")
    refused(before, after, "a" * 64, "b" * 64, "lectern eval run factuality --tag production")


def test_a_run_of_another_suite_is_refused(tmp_path: Path) -> None:
    cases = [replace(case, expected={"outcome": "none"}) for case in CASES]
    other = write_run(tmp_path, "x", cases, {name: {"outcome": "none"} for name in ALL}, suite="contradictions")
    refused(write_run(tmp_path, "production", CASES, answered(CASES)), other, "'contradictions'", "'factuality'")


def test_an_incomplete_run_is_refused_and_told_to_resume(tmp_path: Path) -> None:
    whole = write_run(tmp_path, "production", CASES, answered(CASES))
    half = write_run(tmp_path, "candidate", CASES, answered(CASES[:9]), planned=16)
    refused(whole, half, "9 of 16", f"lectern eval resume {half.manifest.run_id}")


def test_a_run_that_is_not_scored_by_todays_metrics_is_told_to_score_again(tmp_path: Path) -> None:
    whole = write_run(tmp_path, "production", CASES, answered(CASES))
    old = write_run(tmp_path, "candidate", CASES, answered(CASES))
    runs.write_scores(old.folder, [row for row in old.scores if row.metric != "verdict_accuracy"])
    refused(whole, runs.read(old.folder), "verdict_accuracy", f"lectern eval score {old.manifest.run_id}")


def test_metrics_defined_otherwise_on_the_two_sides_are_refused(tmp_path: Path) -> None:
    one = write_run(tmp_path, "production", CASES, answered(CASES), metrics={"verdict_accuracy": "1f", "same": "2a"})
    other = write_run(tmp_path, "candidate", CASES, answered(CASES), metrics={"verdict_accuracy": "9c", "same": "2a"})
    refused(one, other, "other definitions of verdict_accuracy", f"lectern eval score {one.manifest.run_id}")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "null"])
def test_a_score_that_is_no_number_is_counted_and_in_no_mean(tmp_path: Path, value: str) -> None:
    before = write_run(tmp_path, "production", CASES, answered(CASES, wrong=ALL))
    after = write_run(tmp_path, "candidate", CASES, answered(CASES))
    path = after.folder / runs.SCORES
    lines = path.read_text().splitlines()
    place = next(at for at, line in enumerate(lines) if json.loads(line)["metric"] == "verdict_accuracy")
    lines[place] = lines[place].replace('"value": 1.0', f'"value": {value}')
    path.write_text("\n".join(lines) + "\n")
    found = compare(SUITE, before, runs.read(after.folder))
    accuracy = metric(found, "verdict_accuracy")
    assert accuracy.difference.value == 1.0
    assert (accuracy.difference.n, accuracy.unscored_candidate, accuracy.unscored_baseline) == (15, 1, 0)
    assert found.verdict is Verdict.INCONCLUSIVE
    assert "verdict_accuracy" in found.new_failures[0]


def test_a_score_that_is_missing_counts_like_one_that_is_no_number(tmp_path: Path) -> None:
    before = write_run(tmp_path, "production", CASES, answered(CASES, wrong=ALL))
    after = write_run(tmp_path, "candidate", CASES, answered(CASES))
    rows = [row for row in after.scores if (row.case_id, row.metric) != (ALL[3], "verdict_accuracy")]
    runs.write_scores(after.folder, rows)
    found = compare(SUITE, before, runs.read(after.folder))
    assert metric(found, "verdict_accuracy").unscored_candidate == 1
    assert found.verdict is Verdict.INCONCLUSIVE


def test_cases_that_one_side_did_not_run_are_left_out_and_told(tmp_path: Path) -> None:
    whole = write_run(tmp_path, "production", CASES, answered(CASES, wrong=ALL))
    part = write_run(tmp_path, "candidate", CASES[:14], answered(CASES[:14]))
    found = compare(SUITE, whole, part)
    assert len(found.cases) == 14
    assert "2 of 16 cases were run on one side only, and are left out." in found.notes


@pytest.mark.parametrize("n_sources", [1, 2, 7])
def test_a_candidate_that_fails_everywhere_is_judged_by_its_failures(tmp_path: Path, n_sources: int) -> None:
    cases = claims(n_sources)
    names = [case.case_id for case in cases]
    found = compare(
        SUITE,
        write_run(tmp_path, "production", cases, answered(cases)),
        write_run(tmp_path, "candidate", cases, answered(cases, failed=names)),
    )
    assert found.verdict is (Verdict.KEEP if n_sources > 5 else Verdict.INCONCLUSIVE)
    assert metric(found, "verdict_accuracy").difference.value is None
    assert len(found.new_failures) == len(cases)


def test_runs_without_a_common_case_decide_nothing(tmp_path: Path) -> None:
    one = write_run(tmp_path, "production", CASES[:4], answered(CASES[:4]))
    other = write_run(tmp_path, "candidate", CASES[4:], answered(CASES[4:]))
    found = compare(SUITE, one, other)
    assert (found.verdict, found.cases) == (Verdict.INCONCLUSIVE, ())
    pooled = load_suite("contradictions")
    cases = [replace(case, expected={"outcome": "none"}) for case in CASES]
    outcomes = {case.case_id: {"outcome": "none"} for case in cases}
    sides = [
        write_run(
            tmp_path, label, part, {case.case_id: outcomes[case.case_id] for case in part}, suite="contradictions"
        )
        for label, part in (("production", cases[:4]), ("candidate", cases[4:]))
    ]
    assert compare(pooled, *sides).verdict is Verdict.INCONCLUSIVE
