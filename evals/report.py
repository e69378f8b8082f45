"""One self-contained HTML page for a comparison, or for one run with its gates.

Cases and outputs are data: everything is escaped, and the page's policy lets it load nothing and run its own script only.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals import case_rows, pairing, summaries
from evals.case_rows import CaseRow
from evals.comparison import Comparison
from evals.gates import Decision, Outcome, overall, thresholds
from evals.interval_plot import Plot, plots
from evals.runs import Manifest, Run
from evals.spending import spending
from evals.statistics import ALPHA, fewest_sources
from evals.suite import Suite
from evals.verdict import Finding, MetricComparison, Verdict, p_text
from pipelines.models import EvaluationResult

TEMPLATES = Path(__file__).resolve().parent / "templates"
HEADLINES = {
    Verdict.SHIP: "Ship the candidate",
    Verdict.KEEP: "Keep the baseline",
    Verdict.INCONCLUSIVE: "Not decided",
}
GATE_HEADLINES = {
    Outcome.PASS: "Passes its gates",
    Outcome.FAIL: "Fails its gates",
    Outcome.INCONCLUSIVE: "Not decided",
    Outcome.ERROR: "Cannot be judged",
}
GATE_ORDER = (Outcome.ERROR, Outcome.FAIL, Outcome.INCONCLUSIVE, Outcome.PASS)
TONES = {
    Verdict.SHIP: "good",
    Verdict.KEEP: "bad",
    Verdict.INCONCLUSIVE: "open",
    Outcome.PASS: "good",
    Outcome.FAIL: "bad",
    Outcome.INCONCLUSIVE: "open",
    Outcome.ERROR: "bad",
    Finding.BETTER: "good",
    Finding.WORSE: "bad",
}


@dataclass(frozen=True)
class MetricRow:
    """A line of the table of metrics. `values` stand under the page's columns."""

    name: str
    description: str
    values: tuple[str, ...]
    plot: Plot | None
    finding: str
    tone: str
    note: str
    is_judged: bool


@dataclass(frozen=True)
class Page:
    """Everything that the page shows, ready to read."""

    suite: str
    headline: str
    reason: str
    tone: str
    columns: tuple[str, ...]  # of the sides
    facts: tuple[tuple[str, tuple[str, ...]], ...]  # what was measured, by side
    value_columns: tuple[str, ...]
    plot_caption: str
    metrics: tuple[MetricRow, ...]
    cost: tuple[tuple[str, tuple[str, ...]], ...]
    cases: tuple[CaseRow, ...]
    alerts: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def differing_facts(self) -> list[tuple[str, tuple[str, ...]]]:
        """What was measured and differs between the sides; of one side all."""
        return [fact for fact in self.facts if len(self.columns) == 1 or len(set(fact[1])) > 1]

    @property
    def equal_facts(self) -> list[tuple[str, tuple[str, ...]]]:
        """What was measured and is equal on both sides."""
        return [fact for fact in self.facts if fact not in self.differing_facts]

    @property
    def splits(self) -> list[str]:
        """The splits of the cases."""
        return sorted({case.split for case in self.cases})

    @property
    def differing_metrics(self) -> list[str]:
        """The metrics on which a case differs."""
        return sorted({name for case in self.cases for name in case.metrics.split()})


def render_comparison(found: Comparison) -> str:
    """Return the page of a comparison as one HTML document that needs no network."""
    manifests = (found.baseline.manifest, found.candidate.manifest)
    better = {metric.name: metric.better for metric in found.metrics}
    drawn = plots(
        [_gain_interval(metric) for metric in found.metrics], marks=[0.0] * len(found.metrics), is_centred=True
    )
    return _render(
        Page(
            suite=found.suite,
            headline=HEADLINES[found.verdict],
            reason=found.reason,
            tone=TONES[found.verdict],
            columns=("Baseline", "Candidate"),
            facts=_facts(manifests),
            value_columns=("baseline", "candidate", "difference"),
            plot_caption="worse ← 0 → better, 95 %",
            metrics=tuple(_metric_row(metric, plot) for metric, plot in zip(found.metrics, drawn, strict=True)),
            cost=tuple((label, (before, after)) for label, before, after in summaries.cost_rows(found)),
            cases=tuple(case_rows.compared_row(case, better) for case in found.cases),
            alerts=found.new_failures,
            notes=found.notes,
        )
    )


def render_run(suite: Suite, run: Run, results: Sequence[EvaluationResult], decisions: Sequence[Decision]) -> str:
    """Return the page of one run: its gates, its metrics and its cases, those with the lowest scores on top."""
    outcome = overall(decisions)
    limits = thresholds(suite.name)
    said = {decision.metric: decision for decision in decisions}
    results = sorted(results, key=lambda result: _gate_place(said.get(result.metric)))
    drawn = plots(
        [(result.value, result.low, result.high) for result in results],
        marks=[limits[result.metric][1] if result.metric in limits else None for result in results],
        is_centred=False,
    )
    sides = (pairing.answers(suite.metrics, run.cases, run),) * 2
    cases = pairing.compare_cases(suite, run.cases, sides)
    metrics = {metric.name: metric for metric in suite.metrics}
    described = {metric.name: metric.description for metric in suite.metrics}
    described |= {metric.name: metric.description for metric in suite.pooled}
    worst_first = sorted(cases, key=lambda case: case_rows.shortfall(case, metrics), reverse=True)
    rows = [case_rows.single_row(case, metrics) for case in worst_first]
    return _render(
        Page(
            suite=suite.name,
            headline=GATE_HEADLINES[outcome],
            reason=_gate_reason(outcome, decisions),
            tone=TONES[outcome],
            columns=("Run",),
            facts=_facts((run.manifest,)),
            value_columns=("value",),
            plot_caption="95 %, the gate as a line",
            metrics=tuple(
                _result_row(result, described.get(result.metric, ""), said.get(result.metric), plot)
                for result, plot in zip(results, drawn, strict=True)
            ),
            cost=tuple(
                (label, (value,))
                for label, value in summaries.spending_rows(spending(run.outputs), run.manifest.wall_s)
            ),
            cases=tuple(rows),
            alerts=tuple(f"{row.case_id}: {row.errors[0]}" for row in rows if row.errors[0]),
        )
    )


def _gain_interval(metric: MetricComparison) -> tuple[float | None, float | None, float | None]:
    """The difference with its interval, turned so that better is to the right."""
    sign = -1.0 if metric.better == "lower" else 1.0
    value, low, high = metric.difference.value, metric.difference.low, metric.difference.high
    bounds = sorted(sign * bound for bound in (low, high) if bound is not None)
    ends = (bounds[0], bounds[1]) if len(bounds) == 2 else (None, None)
    return None if value is None else sign * value, *ends


def _metric_row(metric: MetricComparison, plot: Plot | None) -> MetricRow:
    difference = metric.difference
    direction = {"higher": "higher is better", "lower": "lower is better", None: "in no verdict"}[metric.better]
    return MetricRow(
        name=metric.name,
        description=f"{metric.description} ({direction})",
        values=(
            summaries.number(metric.baseline.value),
            summaries.number(metric.candidate.value),
            summaries.signed(difference.value),
        ),
        plot=plot,
        finding=metric.finding.value,
        tone=TONES.get(metric.finding, "quiet"),
        note=_metric_note(metric),
        is_judged=metric.is_judged,
    )


def _metric_note(metric: MetricComparison) -> str:
    difference = metric.difference
    notes = [f"{difference.n} pairs from {difference.n_sources} sources"]
    if metric.finding in {Finding.WORSE, Finding.BETTER, Finding.UNDECIDED}:
        notes.append(f"p {p_text(metric.p_adjusted)}")
    if metric.finding is Finding.UNDECIDED and difference.smallest_p > ALPHA:
        notes.append(f"only {difference.n_differing} differ, {fewest_sources()} can decide")
    elif metric.finding is Finding.UNDECIDED and metric.detectable is not None:
        notes.append(f"so many show ±{metric.detectable:.2g}")
        notes.append(f"this difference takes {metric.needed:,}" if metric.needed else "")
    if metric.unscored_baseline or metric.unscored_candidate:
        notes.append(f"not scored: {metric.unscored_baseline} and {metric.unscored_candidate}")
    return " · ".join(note for note in notes if note)


def _gate_place(decision: Decision | None) -> int:
    """What fails stands first, what has no gate last."""
    return len(GATE_HEADLINES) if decision is None else GATE_ORDER.index(decision.outcome)


def _result_row(result: EvaluationResult, description: str, decision: Decision | None, plot: Plot | None) -> MetricRow:
    if decision:
        notes = [decision.reason]
    else:
        notes = [f"n {result.n}"] + ([summaries.interval(result.low, result.high)] if result.low is not None else [])
        notes += [result.reason] if result.reason else []
    return MetricRow(
        name=result.metric,
        description=description,
        values=(summaries.number(result.value),),
        plot=plot,
        finding=decision.outcome.value if decision else "no gate",
        tone=TONES[decision.outcome] if decision else "quiet",
        note=" · ".join(notes),
        is_judged=decision is not None,
    )


def _gate_reason(outcome: Outcome, decisions: Sequence[Decision]) -> str:
    if not decisions:
        return "No metric of this suite has a threshold in evals/thresholds.yaml, so there is nothing to pass."
    deciding = next(decision for decision in decisions if decision.outcome is outcome)
    if outcome is Outcome.PASS:
        return f"All {len(decisions)} thresholds hold over the whole of their 95 % intervals."
    return f"{deciding.metric}: {deciding.reason}."


def _facts(manifests: Sequence[Manifest]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What was measured. A line that is empty on all sides is left out."""
    prompts = sorted({name for manifest in manifests for name in manifest.target.prompts})
    lines = [
        ("tag", [manifest.target.tag for manifest in manifests]),
        ("engine", [manifest.target.engine for manifest in manifests]),
        ("without", [", ".join(manifest.target.without) for manifest in manifests]),
        *(
            (f"prompt {name}", [manifest.target.prompts.get(name, ("", ""))[0] for manifest in manifests])
            for name in prompts
        ),
        *(
            (name, [str(manifest.target.parameters.get(name, "")) for manifest in manifests])
            for name in sorted({key for manifest in manifests for key in manifest.target.parameters})
        ),
        ("code", [manifest.code[:12] for manifest in manifests]),
        ("epochs", [str(manifest.epochs) for manifest in manifests]),
        ("run", [manifest.run_id for manifest in manifests]),
        ("started", [manifest.started_at[:16].replace("T", " ") for manifest in manifests]),
        ("cases", [manifest.dataset_sha256[:12] for manifest in manifests]),
    ]
    return tuple((label, tuple(values)) for label, values in lines if any(values))


def _render(page: Page) -> str:
    style, script = (_inline(name) for name in ("report.css", "report.js"))
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template("report.html.j2")
        .render(page=page, style=Markup(style), script=Markup(script), policy=policy)
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _inline(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
