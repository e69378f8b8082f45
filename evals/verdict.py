"""From the differences of all metrics to ship, keep or inconclusive, with the reason in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from evals import statistics
from evals.statistics import ALPHA, POWER, Difference, Estimate


class Verdict(StrEnum):
    """What to do with the candidate."""

    SHIP = "ship"
    KEEP = "keep"
    INCONCLUSIVE = "inconclusive"


class Finding(StrEnum):
    """What one metric says of the candidate."""

    BETTER = "better"
    WORSE = "worse"
    UNDECIDED = "undecided"
    EQUAL = "equal"  # not one case differs
    REPORTED = "reported"  # the metric has no direction and is in no verdict


_ORDER = (Finding.WORSE, Finding.BETTER, Finding.UNDECIDED, Finding.EQUAL, Finding.REPORTED)


@dataclass(frozen=True)
class MetricComparison:
    """One metric on both sides, over the cases that both have scored.

    `better` is "higher", "lower" or None. `p_adjusted` is Holm's, None for a metric that is not in the verdict.
    `detectable`: the smallest difference that the sources could have shown; `needed`: the sources that the observed
    difference would take; both with power 0.8, None where unknown. `unscored_*` count outputs without a score.
    """

    name: str
    description: str
    better: str | None
    baseline: Estimate
    candidate: Estimate
    difference: Difference
    unscored_baseline: int
    unscored_candidate: int
    n_left_out: int
    p_adjusted: float | None = None
    finding: Finding = Finding.REPORTED
    detectable: float | None = None
    needed: int | None = None

    @property
    def gain(self) -> float:
        """The difference, positive where the candidate is better; 0 without a direction or a pair."""
        sign = {"higher": 1.0, "lower": -1.0, None: 0.0}[self.better]
        return sign * (self.difference.value or 0.0)

    @property
    def is_judged(self) -> bool:
        """Whether the metric has a direction and at least one pair."""
        return self.better is not None and self.difference.p is not None


def find(metrics: Sequence[MetricComparison]) -> list[MetricComparison]:
    """Return the metrics with adjusted p, finding and power: what is worse first, then what is better, then the rest.

    The p are adjusted by Holm. A metric on which too few sources differ ever to reach 5 % cannot give a wrong "yes",
    so it does not count among those that are adjusted for (Tarone, Biometrics 46, 1990).
    """
    family = [metric for metric in metrics if metric.is_judged and metric.difference.smallest_p <= ALPHA]
    adjusted = dict(
        zip(
            (metric.name for metric in family),
            statistics.holm([metric.difference.p or 0.0 for metric in family]),
            strict=True,
        )
    )
    found = [_found(metric, adjusted.get(metric.name), ALPHA / max(1, len(family))) for metric in metrics]
    return sorted(found, key=lambda metric: (_ORDER.index(metric.finding), *_surest_first(metric)))


def _surest_first(metric: MetricComparison) -> tuple[float, float]:
    difference = metric.difference
    return 1.0 if difference.p is None else difference.p, -abs(difference.effect_size or 0.0)


def _found(metric: MetricComparison, p_adjusted: float | None, alpha: float) -> MetricComparison:
    if not metric.is_judged:
        return metric
    difference = metric.difference
    if p_adjusted is not None and p_adjusted <= ALPHA:
        finding = Finding.BETTER if metric.gain > 0 else Finding.WORSE
    else:
        finding = Finding.UNDECIDED if difference.n_differing else Finding.EQUAL
    return replace(
        metric,
        p_adjusted=1.0 if p_adjusted is None else p_adjusted,
        finding=finding,
        detectable=statistics.minimum_detectable(difference, alpha),
        needed=statistics.sources_needed(difference, alpha),
    )


def decide(metrics: Sequence[MetricComparison], new_failures: Sequence[str]) -> tuple[Verdict, str]:
    """Return the verdict on metrics that `find` has been through, and the reason.

    Args:
        metrics: all of the suite.
        new_failures: cases that failed on the candidate's side more often than on the baseline's.
    """
    judged = [metric for metric in metrics if metric.is_judged]
    if not judged:
        return Verdict.INCONCLUSIVE, "No metric with a direction was scored on both sides."
    n_sources, fewest = max(metric.difference.n_sources for metric in judged), statistics.fewest_sources()
    if n_sources < fewest:
        return Verdict.INCONCLUSIVE, (
            f"{_count(n_sources, 'source')} cannot reach 5 %, whatever they show: "
            f"add cases from {fewest - n_sources} more, so that there are {fewest}."
        )
    worse = [metric for metric in judged if metric.finding is Finding.WORSE]
    better = [metric for metric in judged if metric.finding is Finding.BETTER]
    if worse:
        return Verdict.KEEP, _listed(worse, "worse", judged)
    doubtful = [metric for metric in judged if metric.gain < 0 and (metric.difference.p or 1.0) <= ALPHA]
    if better and new_failures:
        return Verdict.INCONCLUSIVE, (
            f"{_listed(better, 'better', judged)} But {_count(len(new_failures), 'case')} failed that did not fail "
            f"before, so it cannot ship. First: {new_failures[0]}"
        )
    if better and doubtful:
        return Verdict.INCONCLUSIVE, (
            f"{_listed(better, 'better', judged)} But {doubtful[0].name} may be worse by {_size(doubtful[0])} "
            f"(p {p_text(doubtful[0].difference.p)} before the adjustment for {_count(len(judged), 'metric')})."
        )
    if better:
        return Verdict.SHIP, f"{_listed(better, 'better', judged)} No metric is worse and no new case failed."
    return Verdict.INCONCLUSIVE, _undecided(judged)


def p_text(p: float | None) -> str:
    """Return a p-value as it is told."""
    return "–" if p is None else "< 0.001" if p < 0.001 else f"{p:.3f}"


def _listed(found: Sequence[MetricComparison], word: str, judged: Sequence[MetricComparison]) -> str:
    first, *others = sorted(found, key=_surest_first)
    names = [metric.name for metric in others]
    more = f", and so {'is' if len(names) == 1 else 'are'} {_enumerated(names)}" if names else ""
    adjusted = f", adjusted for {len(judged)} metrics" if len(judged) > 1 else ""
    return f"{first.name} is {word} by {_size(first)} ({_interval(first)}p {p_text(first.p_adjusted)}{adjusted}){more}."


def _enumerated(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _undecided(judged: Sequence[MetricComparison]) -> str:
    differing = [metric for metric in judged if metric.finding is Finding.UNDECIDED]
    if not differing:
        return "Not one score differs between the sides."
    nearest = min(differing, key=lambda metric: metric.difference.p or 1.0)
    difference = nearest.difference
    told = (
        f"Nothing is better or worse at 5 %. Nearest is {nearest.name}, "
        f"{'better' if nearest.gain > 0 else 'worse'} by {_size(nearest)} "
        f"({_interval(nearest)}p {p_text(difference.p)}, {p_text(nearest.p_adjusted)} adjusted)."
    )
    if difference.smallest_p > ALPHA:
        differ = f"{_count(difference.n_differing, 'source')} differ{'s' if difference.n_differing == 1 else ''}"
        return f"{told} Only {differ} on it: too few to decide, whatever they show."
    if nearest.detectable is not None:
        told += (
            f" {_count(difference.n_sources, 'source')} would show a difference of {nearest.detectable:.3g} "
            f"in {POWER:.0%} of such runs"
        )
        told += f"; one of {_size(nearest)} takes about {nearest.needed:,} sources." if nearest.needed else "."
    return told


def _interval(metric: MetricComparison) -> str:
    low, high = metric.difference.low, metric.difference.high
    if low is None or high is None:
        return ""
    sign = -1 if metric.gain < 0 else 1
    direction = 1 if metric.better == "higher" else -1
    ends = sorted(sign * direction * bound for bound in (low, high))
    return f"95 % interval {ends[0]:.3f} to {ends[1]:.3f}, "


def _size(metric: MetricComparison) -> str:
    return f"{abs(metric.difference.value or 0.0):.3f}"


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"
