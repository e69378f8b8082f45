"""One self-contained HTML page for a comparison, or for one run with its gates.

Cases and outputs are data: everything is escaped, and the page's policy lets it load nothing and run its own script only.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals import pairing, summaries
from evals.comparison import Comparison
from evals.gates import Decision, Outcome, overall, thresholds
from evals.interval_plot import Plot, plots
from evals.pairing import CaseComparison
from evals.runs import Manifest, Run
from evals.spending import spending
from evals.statistics import ALPHA, fewest_sources
from evals.suite import Suite
from evals.verdict import Finding, MetricComparison, Verdict, p_text
from pipelines.editing.differences import word_changes
from pipelines.models import EvaluationResult

TEMPLATES = Path(__file__).resolve().parent / "templates"
ONE_LINE = 80  # characters of a value that is no text, up to which it is told in one line
LONGEST_TEXT = 20_000  # characters of one value of an output; a word diff of more takes seconds and is read by nobody
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
DIRECTIONS = ("worse", "better", "none", "equal")  # of a case's chips, in the order in which they stand
Pieces = list[tuple[str, str]]  # ("same" | "cut" | "added", text)


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
class Field:
    """One value of an output: the pieces of each side, None where a side has no output."""

    name: str
    sides: tuple[Pieces | None, ...]
    is_changed: bool


@dataclass(frozen=True)
class ScoreChip:
    """A metric's score of one case. `direction`: better, worse or equal; "none" where there is nothing to compare."""

    metric: str
    text: str
    direction: str


@dataclass(frozen=True)
class CaseRow:
    """A case as it is shown: closed with its chips, open with what went in and came out."""

    case_id: str
    source: str
    split: str
    direction: str
    asked: tuple[tuple[str, str], ...]
    chips: tuple[ScoreChip, ...]
    fields: tuple[Field, ...]
    errors: tuple[str | None, ...]

    @property
    def has_error(self) -> bool:
        """Whether a side failed."""
        return any(self.errors)

    @property
    def metrics(self) -> str:
        """The metrics that differ, as the filter reads them."""
        return " ".join(chip.metric for chip in self.chips if chip.direction in {"better", "worse"})


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
            cases=tuple(_case_row(case, better) for case in found.cases),
            alerts=found.new_failures,
            notes=found.notes,
        )
    )


def render_run(suite: Suite, run: Run, results: Sequence[EvaluationResult], decisions: Sequence[Decision]) -> str:
    """Return the page of one run: its gates, its metrics and its cases, those with the lowest scores on top."""
    outcome = overall(decisions)
    limits = thresholds(suite.name)
    drawn = plots(
        [(result.value, result.low, result.high) for result in results],
        marks=[limits[result.metric][1] if result.metric in limits else None for result in results],
        is_centred=False,
    )
    said = {decision.metric: decision for decision in decisions}
    sides = (pairing.answers(suite.metrics, run.cases, run),) * 2
    cases = pairing.compare_cases(suite, run.cases, sides)
    better = {metric.name: metric.better for metric in suite.metrics}
    rows = [_single_case_row(case, better) for case in sorted(cases, key=lambda case: _quality(case, better))]
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
                _result_row(result, said.get(result.metric), plot) for result, plot in zip(results, drawn, strict=True)
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


def _result_row(result: EvaluationResult, decision: Decision | None, plot: Plot | None) -> MetricRow:
    notes = [f"n {result.n}", summaries.interval(result.low, result.high)]
    notes += [result.reason] if result.reason else []
    return MetricRow(
        name=result.metric,
        description=decision.reason if decision else "",
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


def _case_row(case: CaseComparison, better: dict[str, str | None]) -> CaseRow:
    chips = tuple(
        sorted(
            (_chip(name, pair, better.get(name)) for name, pair in case.scores.items()),
            key=lambda chip: DIRECTIONS.index(chip.direction),
        )
    )
    direction = "equal" if abs(case.gain) < 1e-9 else "better" if case.gain > 0 else "worse"
    return CaseRow(
        case_id=case.case_id,
        source=case.source,
        split=case.split,
        direction=direction,
        asked=_asked(case),
        chips=chips,
        fields=tuple(_fields(*case.outputs)),
        errors=case.errors,
    )


def _single_case_row(case: CaseComparison, better: dict[str, str | None]) -> CaseRow:
    output = case.outputs[0] or {}
    quality = _quality(case, better)
    return CaseRow(
        case_id=case.case_id,
        source=case.source,
        split=case.split,
        direction="worse" if quality < 0 or case.errors[0] else "equal",
        asked=_asked(case),
        chips=tuple(ScoreChip(name, summaries.number(score), "none") for name, (score, _) in case.scores.items()),
        fields=tuple(Field(name, ([("same", _cut(_told(value)))],), False) for name, value in output.items()),
        errors=case.errors[:1],
    )


def _quality(case: CaseComparison, better: dict[str, str | None]) -> float:
    """How far the case lies below what is best, summed over metrics; an output that failed lies lowest."""
    lost = 0.0
    for name, (score, _) in case.scores.items():
        if score is not None and better.get(name) is not None:
            lost += 1 - score if better[name] == "higher" else score
    return -1e9 if case.errors[0] else -lost


def _chip(name: str, pair: tuple[float | None, float | None], better: str | None) -> ScoreChip:
    before, after = pair
    if before is None or after is None or better is None:
        return ScoreChip(name, f"{summaries.number(before)} → {summaries.number(after)}", "none")
    gain = (after - before) * (1 if better == "higher" else -1)
    if abs(gain) < 1e-9:
        return ScoreChip(name, summaries.number(after), "equal")
    return ScoreChip(name, f"{summaries.number(before)} → {summaries.number(after)}", "better" if gain > 0 else "worse")


def _asked(case: CaseComparison) -> tuple[tuple[str, str], ...]:
    given = [(name, _cut(_told(value))) for name, value in case.input.items()]
    return (*given, *((f"expected {name}", _cut(_told(value))) for name, value in case.expected.items()))


def _fields(before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[Field]:
    """The values of both outputs, those that differ first and word by word."""
    names = list(dict.fromkeys([*(before or {}), *(after or {})]))
    fields = []
    for name in names:
        sides = [None if side is None or name not in side else _cut(_told(side[name])) for side in (before, after)]
        one, other = sides
        if one is not None and other is not None and one != other:
            pieces = word_changes(one, other)
            left = [piece for piece in pieces if piece[0] != "added"]
            right = [piece for piece in pieces if piece[0] != "cut"]
            fields.append(Field(name, (left, right), True))
        else:
            fields.append(
                Field(name, tuple(None if side is None else [("same", side)] for side in sides), one != other)
            )
    return sorted(fields, key=lambda field: not field.is_changed)


def _told(value: Any) -> str:
    if isinstance(value, str):
        return value
    short = json.dumps(value, ensure_ascii=False)
    return short if len(short) <= ONE_LINE else json.dumps(value, ensure_ascii=False, indent=1)


def _cut(text: str) -> str:
    return (
        text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]} … ({len(text) - LONGEST_TEXT:,} more characters)"
    )


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
