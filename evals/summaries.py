"""What a comparison or a gate has found, as text for a terminal, Markdown for a pull request, JSON and JUnit XML."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any
from xml.etree import ElementTree

from evals.comparison import Comparison
from evals.gates import Decision, Outcome
from evals.runs import Run
from evals.spending import Spending, spending
from evals.statistics import Estimate
from evals.verdict import Finding, MetricComparison, Verdict, p_text
from pipelines.models import EvaluationResult

WORST_CASES = 5
# XML 1.0 has no way to say these characters, escaped or not.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#!|~&])")
_ARROWS = {Finding.BETTER: "better", Finding.WORSE: "**worse**", Finding.EQUAL: "equal", Finding.UNDECIDED: "–"}


class _State(StrEnum):
    PASSED = "passed"
    FAILED = "failure"
    ERROR = "error"
    UNDECIDED = "skipped"


@dataclass(frozen=True)
class _Check:
    """One line of a JUnit file."""

    name: str
    state: _State
    message: str


_OF_VERDICT = {Verdict.SHIP: _State.PASSED, Verdict.KEEP: _State.FAILED, Verdict.INCONCLUSIVE: _State.UNDECIDED}
_OF_OUTCOME = {
    Outcome.PASS: _State.PASSED,
    Outcome.FAIL: _State.FAILED,
    Outcome.INCONCLUSIVE: _State.UNDECIDED,
    Outcome.ERROR: _State.ERROR,
}


def comparison_text(found: Comparison) -> str:
    """Return a comparison for a terminal: the verdict first."""
    lines = [
        f"{found.verdict.upper()}: {found.reason}",
        "",
        f"{found.suite}: baseline {_named(found, 0)} · candidate {_named(found, 1)}",
        "",
        f"{'metric':<30}{'baseline':>9}{'candidate':>11}{'difference':>12}  {'95 % interval':<19}{'p (Holm)':>10}  finding",
    ]
    for metric in found.metrics:
        lines.append(
            f"{metric.name:<30}{number(metric.baseline.value):>9}{number(metric.candidate.value):>11}"
            f"{signed(metric.difference.value):>12}  {interval(metric.difference.low, metric.difference.high):<19}"
            f"{p_text(metric.p_adjusted):>10}  {metric.finding}"
        )
    lines += ["", *(f"{label:<24}{before:>20}  {after:>20}" for label, before, after in cost_rows(found))]
    lines += [f"failed: {failure}" for failure in found.new_failures]
    return "\n".join([*lines, *(f"note: {note}" for note in found.notes)])


def comparison_json(found: Comparison) -> dict[str, Any]:
    """Return a comparison as plain values: everything but inputs and outputs, which lie in the runs' folders."""
    return {
        "verdict": found.verdict,
        "reason": found.reason,
        "suite": found.suite,
        "dataset_sha256": found.dataset_sha256,
        "baseline": {"run": found.baseline.run_id, **asdict(found.baseline)},
        "candidate": {"run": found.candidate.run_id, **asdict(found.candidate)},
        "metrics": [asdict(metric) for metric in found.metrics],
        "new_failures": found.new_failures,
        "notes": found.notes,
        "cases": [
            {
                "case_id": case.case_id,
                "source": case.source,
                "gain": case.gain,
                "scores": case.scores,
                "errors": case.errors,
            }
            for case in found.cases
        ],
    }


def comparison_markdown(found: Comparison) -> str:
    """Return a comparison as a comment for a pull request."""
    lines = [
        f"### {found.verdict.capitalize()}: {_plain(found.suite)}",
        "",
        _plain(found.reason),
        "",
        f"Baseline {_plain(_named(found, 0))}, candidate {_plain(_named(found, 1))}, "
        f"{len(found.cases)} cases, dataset `{found.dataset_sha256[:12]}`.",
        "",
        "| metric | baseline | candidate | difference | 95 % interval | p (Holm) | |",
        "| --- | ---: | ---: | ---: | --- | ---: | --- |",
    ]
    for metric in found.metrics:
        difference = metric.difference
        lines.append(
            f"| {_plain(metric.name)} | {number(metric.baseline.value)} | {number(metric.candidate.value)} | "
            f"{signed(difference.value)} | {interval(difference.low, difference.high)} | {p_text(metric.p_adjusted)} | "
            f"{_ARROWS.get(metric.finding, '')} |"
        )
    lines += ["", "| | baseline | candidate |", "| --- | ---: | ---: |"]
    lines += [f"| {label} | {before} | {after} |" for label, before, after in cost_rows(found)]
    worst = [case for case in found.cases if case.gain < 0][:WORST_CASES]
    if worst:
        lines += ["", "Worst regressions: " + ", ".join(_plain(case.case_id) for case in worst) + "."]
    lines += [f"- failed: {_plain(failure)}" for failure in found.new_failures[:WORST_CASES]]
    return "\n".join([*lines, *(f"- {_plain(note)}" for note in found.notes)]) + "\n"


def comparison_junit(found: Comparison) -> str:
    """Return a comparison as JUnit XML: the verdict and each metric is a test; inconclusive is skipped."""
    checks = [_Check("verdict", _OF_VERDICT[found.verdict], found.reason)]
    for metric in found.metrics:
        if metric.is_judged:
            state = {Finding.WORSE: _State.FAILED, Finding.UNDECIDED: _State.UNDECIDED}.get(
                metric.finding, _State.PASSED
            )
            checks.append(_Check(metric.name, state, metric_sentence(metric)))
    checks += [_Check(failure.split(":")[0], _State.ERROR, failure) for failure in found.new_failures]
    return _junit(found.suite, checks, found.candidate.manifest.started_at, found.candidate.manifest.wall_s)


def gate_text(run: Run, decisions: Sequence[Decision], outcome: Outcome) -> str:
    """Return what the thresholds say of one run."""
    manifest = run.manifest
    return "\n".join(
        [
            f"{outcome.upper()}: {manifest.suite}, tag {manifest.target.tag}, run {manifest.run_id}",
            *(f"{decision.outcome.upper():<13}{decision.metric}: {decision.reason}" for decision in decisions),
        ]
    )


def gate_json(
    run: Run, results: Sequence[EvaluationResult], decisions: Sequence[Decision], outcome: Outcome
) -> dict[str, Any]:
    """Return what the thresholds say of one run as plain values."""
    return {
        "outcome": outcome,
        "run": run.manifest.run_id,
        "target": asdict(run.manifest.target),
        "spending": asdict(spending(run.outputs)),
        "results": [asdict(result) for result in results],
        "decisions": [asdict(decision) for decision in decisions],
    }


def gate_markdown(
    run: Run, results: Sequence[EvaluationResult], decisions: Sequence[Decision], outcome: Outcome
) -> str:
    """Return what the thresholds say of one run as a comment for a pull request."""
    said = {decision.metric: decision for decision in decisions}
    lines = [
        f"### {outcome.capitalize()}: {_plain(run.manifest.suite)}, tag {_plain(run.manifest.target.tag)}",
        "",
        "| metric | value | 95 % interval | n | not scored | gate |",
        "| --- | ---: | --- | ---: | ---: | --- |",
    ]
    for result in results:
        decision = said.get(result.metric)
        gate = _plain(f"{decision.outcome}: {decision.reason}") if decision else ""
        lines.append(
            f"| {_plain(result.metric)} | {number(result.value)} | {interval(result.low, result.high)} | {result.n} | "
            f"{result.n_errors} | {gate} |"
        )
    return "\n".join(lines) + "\n"


def gate_junit(run: Run, decisions: Sequence[Decision]) -> str:
    """Return what the thresholds say of one run as JUnit XML; a metric with a threshold is a test."""
    checks = [_Check(decision.metric, _OF_OUTCOME[decision.outcome], decision.reason) for decision in decisions]
    return _junit(run.manifest.suite, checks, run.manifest.started_at, run.manifest.wall_s)


def metric_sentence(metric: MetricComparison) -> str:
    """Return one metric's difference in a line."""
    difference = metric.difference
    return (
        f"{metric.finding}: {number(metric.baseline.value)} → {number(metric.candidate.value)} "
        f"({signed(difference.value)}, 95 % interval {interval(difference.low, difference.high)}, "
        f"p {p_text(metric.p_adjusted)} adjusted)"
    )


def cost_rows(found: Comparison) -> list[tuple[str, str, str]]:
    """Return (what, baseline, candidate) of what both runs took, ready to show."""
    sides = (found.baseline, found.candidate)
    columns = [dict(spending_rows(side.spending, side.manifest.wall_s)) for side in sides]
    labels = max(columns, key=len)  # a side that asked no model has fewer
    return [(label, columns[0].get(label, "–"), columns[1].get(label, "–")) for label in labels]


def spending_rows(spent: Spending, wall_s: float) -> list[tuple[str, str]]:
    """Return (what, how much) of what one run took, ready to show."""
    model = [
        ("model calls", f"{spent.calls:,}"),
        ("replies from the cache", f"{spent.cached_calls:,}"),
        ("tokens", f"{spent.prompt_tokens:,} + {spent.completion_tokens:,}"),
        ("cost", "not known" if spent.cost_usd is None else f"$ {spent.cost_usd:,.4f}"),
    ]
    return [
        ("outputs", f"{spent.outputs:,}"),
        ("failed", f"{spent.failed:,}"),
        ("from the cache", f"{spent.cached_outputs:,}"),
        *(model if spent.prompt_tokens or spent.calls or spent.cached_calls else ()),
        ("latency p50", duration(spent.latency_p50_s)),
        ("latency p95", duration(spent.latency_p95_s)),
        ("wall time", duration(wall_s)),
    ]


def number(value: float | None) -> str:
    """Return a value as it is shown."""
    return "–" if value is None else f"{value:.3f}"


def signed(value: float | None) -> str:
    """Return a difference as it is shown, with a true minus."""
    return "–" if value is None else f"{value:+.3f}".replace("-", "−") if round(value, 3) else "0.000"


def interval(low: float | None, high: float | None) -> str:
    """Return an interval as it is shown."""
    return "–" if low is None or high is None else f"{low:.3f} to {high:.3f}".replace("-", "−")


def duration(seconds: float | None) -> str:
    """Return a time as it is shown."""
    if seconds is None:
        return "–"
    return f"{seconds * 1000:.3g} ms" if seconds < 1 else f"{seconds:.1f} s"


def estimate_text(estimate: Estimate) -> str:
    """Return a value with its interval."""
    return f"{number(estimate.value)} ({interval(estimate.low, estimate.high)})"


def _named(found: Comparison, which: int) -> str:
    side = (found.baseline, found.candidate)[which]
    target = side.manifest.target
    without = "".join(f", without {what}" for what in target.without)
    return f"{target.tag} ({target.engine}{without}, {side.run_id})"


def _plain(text: str) -> str:
    """Text from cases and models says what it says: neither markup nor a line of its own."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _junit(suite: str, checks: Sequence[_Check], timestamp: str, wall_s: float) -> str:
    counted = {
        "tests": len(checks),
        "failures": sum(check.state is _State.FAILED for check in checks),
        "errors": sum(check.state is _State.ERROR for check in checks),
        "skipped": sum(check.state is _State.UNDECIDED for check in checks),
        "time": f"{wall_s:.3f}",
    }
    counts = {name: str(value) for name, value in counted.items()}
    root = ElementTree.Element("testsuites", counts)
    # Readers take the time without a zone, to the second.
    element = ElementTree.SubElement(
        root, "testsuite", {"name": f"evals.{suite}", **counts, "timestamp": timestamp[:19]}
    )
    for check in checks:
        test = ElementTree.SubElement(
            element, "testcase", {"classname": f"evals.{suite}", "name": _xml(check.name), "time": "0"}
        )
        if check.state is _State.PASSED:
            ElementTree.SubElement(test, "system-out").text = _xml(check.message)
        else:
            said = {"message": _xml(check.message)}
            if check.state is not _State.UNDECIDED:
                said["type"] = check.state.value
            ElementTree.SubElement(test, check.state.value, said)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _xml(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
