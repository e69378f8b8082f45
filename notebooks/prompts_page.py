"""What the page about prompts needs beside the theme: a comparison as tables, its metrics on one scale, its cases side by side."""

import json
import os
from collections.abc import Sequence
from html import escape
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import theme

from evals import arms, runner, targets
from evals.arms import ArmComparison
from evals.comparison import Comparison, compare
from evals.pairing import CaseComparison
from evals.runs import Run
from evals.statistics import Estimate
from evals.suite import Suite
from evals.verdict import Finding, MetricComparison, p_text
from pipelines import settings
from pipelines.database import Database
from pipelines.editing.differences import word_changes

COLOURS = {Finding.BETTER: theme.BLUE, Finding.WORSE: theme.VERMILION}
CUT, ADDED = "background-color: #fae6d3; text-decoration: line-through", "background-color: #cfe3ef"
_MAX_SHOWN = 900  # characters of an output
_LONGEST_RUN = 60  # characters of what did not change, before and after a change


def measured(suite: Suite, tag: str, engine: str | None = None, without: str = "", limit: int | None = None) -> Run:
    """Return the run of a tag on a suite: the one on disk where there is one, else a new one."""
    taken = [word.strip() for word in without.split(",") if word.strip()]
    target = targets.resolve(tag, engine=suite.engine(engine), without=taken)
    return runner.run(suite, target, limit=limit)


def compared(suite: Suite, baseline: Run, candidate: Run) -> Comparison:
    """Return what the two runs say."""
    return compare(suite, baseline, candidate)


def metric_table(metrics: Sequence[MetricComparison]) -> pd.DataFrame:
    """Return one row per metric: both sides and their difference, each with its 95 % interval."""
    return pd.DataFrame(
        {
            "metric": f"{metric.name}{'' if metric.better is None else f' ({metric.better} is better)'}",
            "baseline": with_interval(metric.baseline),
            "candidate": with_interval(metric.candidate),
            "difference": _number(metric.difference.value, metric.difference.low, metric.difference.high, "+.3f"),
            "p": p_text(metric.difference.p),
            "p (Holm)": p_text(metric.p_adjusted),
            "cases": metric.difference.n,
            "sources": metric.difference.n_sources,
            "finding": str(metric.finding),
        }
        for metric in metrics
    )


def with_interval(estimate: Estimate) -> str:
    """Return an estimate as it is told: value and interval, or a dash."""
    return _number(estimate.value, estimate.low, estimate.high, ".3f")


def on_one_scale(metrics: Sequence[MetricComparison]) -> list[MetricComparison]:
    """Return the metrics whose gain can be drawn in spreads of the sources' differences."""
    return [
        metric
        for metric in metrics
        if metric.better and metric.difference.effect_size is not None and metric.difference.low is not None
    ]


def draw_gains(metrics: Sequence[MetricComparison]) -> None:
    """Draw the gain of each metric with its interval; the grey band is what so many sources could not have shown."""
    axes = theme.horizontal(0.5, len(metrics))
    axes.axvline(0, color=theme.INK, linewidth=1)
    for row, metric in enumerate(metrics):
        difference = metric.difference
        spread = (difference.standard_error or 1.0) * float(np.sqrt(difference.n_sources))
        sign = 1 if metric.better == "higher" else -1
        ends = sorted(sign * bound / spread for bound in (difference.low, difference.high) if bound is not None)
        if metric.detectable is not None:
            half = metric.detectable / spread
            axes.barh(row, 2 * half, left=-half, height=0.62, color=theme.RULE, alpha=0.6, linewidth=0)
        colour = COLOURS.get(metric.finding, theme.SOFT)
        axes.plot(ends, [row, row], color=colour, linewidth=3, alpha=0.55, solid_capstyle="butt")
        axes.plot(metric.gain / spread, row, "o", color=colour, markersize=6.5)
    axes.set_yticks(range(len(metrics)), [f"{metric.name}  {metric.difference.value:+.3f}" for metric in metrics])
    axes.set(xlabel="← worse     gain of the candidate, in spreads of the sources’ differences     better →")
    reach = max(abs(bound) for bound in axes.get_xlim())
    axes.set_xlim(-reach, reach)


def draw_cases(cases: Sequence[CaseComparison]) -> None:
    """Draw what each case gained or lost, worst first."""
    gains = np.array([case.gain for case in cases])
    _, axes = plt.subplots(figsize=(theme.WIDTH, 2.9))
    colours = np.where(gains < 0, theme.VERMILION, np.where(gains > 0, theme.BLUE, theme.GREY))
    axes.bar(range(len(gains)), gains, color=colours, width=0.85)
    axes.axhline(0, color=theme.INK, linewidth=1)
    axes.set(xlabel=f"{len(gains)} cases, the worst regression first", ylabel="gain, in ranges of the metrics")
    axes.set_xticks([])
    axes.grid(axis="y")


def worst(cases: Sequence[CaseComparison], n: int = 4) -> pd.DataFrame:
    """Return the worst regressions: what changed, and both outputs word by word."""
    return pd.DataFrame(
        {
            "case": escape(case.case_id),
            "what_changed": "<br>".join(_changed(case)) or "–",
            "baseline → candidate": _side_by_side(*case.outputs, *case.errors),
        }
        for case in cases[:n]
        if case.gain < 0
    )


def spending_table(comparison: Comparison) -> pd.DataFrame:
    """Return what each side cost, one row a side."""
    return pd.DataFrame(
        {
            "side": name,
            "tag": side.manifest.target.tag,
            "engine": side.manifest.target.engine,
            "outputs": side.spending.outputs,
            "failed": side.spending.failed,
            "from the cache": side.spending.cached_outputs,
            "calls": side.spending.calls,
            "tokens in": side.spending.prompt_tokens,
            "tokens out": side.spending.completion_tokens,
            "US dollars": "price not set" if side.spending.cost_usd is None else f"{side.spending.cost_usd:.4f}",
            "p50_s": _seconds(side.spending.latency_p50_s),
            "p95_s": _seconds(side.spending.latency_p95_s),
        }
        for name, side in (("baseline", comparison.baseline), ("candidate", comparison.candidate))
    )


def in_production(baseline: str, candidate: str) -> ArmComparison | None:
    """Return what the projects of the database say of two tags; None where there is no database or one tag."""
    if baseline == candidate or not os.environ.get("DATABASE_URL"):
        return None
    db = Database(settings.load().database_url)
    try:
        return arms.compare_arms(db, baseline, candidate)
    finally:
        db.close()


def arm_table(found: ArmComparison) -> pd.DataFrame:
    """Return one row per metric of the projects' drafts: both arms and their difference."""
    baseline, candidate = found.tags
    return pd.DataFrame(
        {
            "metric": metric.name,
            baseline: _number(metric.difference.means[0], None, None, ".3f"),
            candidate: _number(metric.difference.means[1], None, None, ".3f"),
            "difference": _number(metric.difference.value, metric.difference.low, metric.difference.high, "+.3f"),
            "p": p_text(metric.difference.p),
            "projects": "{} + {}".format(*metric.difference.sizes),
            "needed": "–" if metric.needed is None else f"{metric.needed:,}",
            "finding": str(metric.finding),
        }
        for metric in found.metrics
    )


def _changed(case: CaseComparison) -> list[str]:
    return [
        f"{escape(name)} {before:.3g} → {after:.3g}"
        for name, (before, after) in case.scores.items()
        if before is not None and after is not None and before != after
    ]


def _side_by_side(
    before: dict[str, Any] | None, after: dict[str, Any] | None, error: str | None, new_error: str | None
) -> str:
    """Return both outputs as HTML, escaped: cut words struck through, added ones tinted, long equal runs shortened."""
    if before is None or after is None:
        return " → ".join(
            escape(_as_text(output) if output else f"failed: {why}")
            for output, why in ((before, error), (after, new_error))
        )
    html, shown = [], 0
    for kind, text in word_changes(_as_text(before), _as_text(after)):
        if shown > _MAX_SHOWN:
            return "".join([*html, " …"])
        shown += len(text)
        is_long = kind == "same" and len(text) > 2 * _LONGEST_RUN
        told = escape(f"{text[:_LONGEST_RUN]} … {text[-_LONGEST_RUN:]}" if is_long else text)
        style = {"cut": CUT, "added": ADDED}.get(kind)
        html.append(f'<span style="{style}">{told}</span>' if style else told)
    return "".join(html)


def _as_text(output: dict[str, Any]) -> str:
    text = output.get("text")
    told = text if isinstance(text, str) else json.dumps(output, ensure_ascii=False, sort_keys=True)
    return " ".join(told.split())  # a table prints a line feed as two characters


def _number(value: float | None, low: float | None, high: float | None, form: str) -> str:
    if value is None:
        return "–"
    return format(value, form) if low is None or high is None else f"{value:{form}} ({low:{form}} – {high:{form}})"


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}"
