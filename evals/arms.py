"""Two tags in production: the stored evaluations of the projects that chance dealt to them, compared.

A project runs under one tag, so nothing is paired: the projects of one arm stand against those of the other. Only projects
whose tag nobody chose count, because a person who chooses a tag for a project has a reason that may show in its result.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evals import draft, gates
from evals.cases import SuiteError
from evals.statistics import ALPHA, holm
from evals.suite import find_metrics
from evals.unpaired import POWER, Unpaired, fewest_candidates, minimum_detectable, subjects_needed
from evals.unpaired import unpaired_difference as difference_of
from evals.verdict import Finding, Verdict
from pipelines import freshness, prompt_tags
from pipelines.database import Database
from pipelines.models import EvaluationResult, Project

ASSET = "evaluation_results"
SHOWN = 5  # projects named of each reason
NOT_EVALUATED = "not evaluated yet: `lectern run` evaluates them"
CHOSEN = "their tag was chosen, not drawn"
OUTDATED = "made by other prompts or evaluated by other code than they would be now: `lectern run` does it again"
_MADE_BY = {  # asset → what its write recorded of prompts, tags and metrics
    asset.name: names
    for asset in freshness.ASSETS
    if (names := [name for name in asset.outside if asset.name == ASSET or name.endswith("_prompt")])
}


@dataclass(frozen=True)
class ArmMetric:
    """One metric of the projects' drafts on both arms. `needed`: projects in all, both arms, for power 0.8.

    `unscored`: projects whose draft has no value, baseline first; they are in no mean.
    """

    name: str
    better: str | None
    difference: Unpaired
    unscored: tuple[int, int]
    finding: Finding = Finding.REPORTED
    p_adjusted: float | None = None
    detectable: float | None = None
    needed: int | None = None

    @property
    def gain(self) -> float:
        """The difference, positive where the candidate is better."""
        sign = {"higher": 1.0, "lower": -1.0, None: 0.0}[self.better]
        return sign * (self.difference.value or 0.0)


@dataclass(frozen=True)
class ArmComparison:
    """What production says of two tags. `left_out` maps a reason to the projects that it keeps out."""

    pipeline_type: str
    tags: tuple[str, str]  # baseline, candidate
    n_projects: tuple[int, int]
    verdict: Verdict
    reason: str
    metrics: tuple[ArmMetric, ...]
    left_out: dict[str, list[str]]
    notes: tuple[str, ...]


def compare_arms(db: Database, baseline: str, candidate: str, pipeline_type: str = "writing") -> ArmComparison:
    """Compare the projects that run under `candidate` with those under `baseline`.

    Raises:
        SuiteError: the two are one tag.
        PromptConfigError: a tag or the pipeline type does not exist, or `pipeline-tags.yaml` cannot be used.
    """
    tags = prompt_tags.read()
    for tag in (baseline, candidate):
        tags.resolve(pipeline_type, tag)
    if baseline == candidate:
        raise SuiteError(f"{baseline} and {candidate} are one tag. Name two.")
    arms, left_out = _collect(db, (baseline, candidate), pipeline_type)
    metrics = _judged([_metric(name, arms) for name in _names(arms)])
    sizes = len(arms[0]), len(arms[1])
    verdict, reason = _decide(metrics, (baseline, candidate), sizes)
    notes = _notes(arms, tags.defaults.get(pipeline_type), pipeline_type)
    return ArmComparison(
        pipeline_type, (baseline, candidate), sizes, verdict, reason, tuple(metrics), dict(left_out), notes
    )


_Arm = Mapping[str, Sequence[EvaluationResult]]  # the results of each project


def _collect(db: Database, tags: tuple[str, str], pipeline_type: str) -> tuple[tuple[_Arm, _Arm], dict[str, list[str]]]:
    arms: tuple[dict[str, list[EvaluationResult]], ...] = ({}, {})
    left_out: dict[str, list[str]] = defaultdict(list)
    results: dict[str, list[EvaluationResult]] = defaultdict(list)
    for row in db.read(EvaluationResult, subject_type="project", suite=draft.SUITE):
        results[row.subject_key].append(row)
    known = prompt_tags.read()
    for project in db.read(Project):
        tag, key = known.of_project(project, pipeline_type), project.project_key
        if tag not in tags:
            continue
        if not known.is_drawn(project, pipeline_type):
            left_out[CHOSEN].append(key)
        elif not results[key]:
            left_out[NOT_EVALUATED].append(key)
        elif not _is_current(db, project):
            left_out[OUTDATED].append(key)
        else:
            arms[tags.index(tag)][key] = results[key]
    return (arms[0], arms[1]), left_out


def _is_current(db: Database, project: Project) -> bool:
    """Whether what prompts made of the project, and its evaluation, were made by the prompts, tags and metrics of now."""
    for asset, names in _MADE_BY.items():
        write, now = db.last_write(asset, project.project_key), freshness.outside_inputs(db, asset, project.project_key)
        if write is None or any(write.inputs.get(name) != now[name] for name in names):
            return False
    return True


def _names(arms: tuple[_Arm, _Arm]) -> list[str]:
    return sorted({row.metric for arm in arms for results in arm.values() for row in results})


def _metric(name: str, arms: tuple[_Arm, _Arm]) -> ArmMetric:
    rows = [[row for results in arm.values() for row in results if row.metric == name] for arm in arms]
    baseline, candidate = ([row.value for row in side if row.value is not None] for side in rows)
    unscored = len(rows[0]) - len(baseline), len(rows[1]) - len(candidate)
    return ArmMetric(name, _direction(name), difference_of(baseline, candidate), unscored)


def _direction(name: str) -> str | None:
    """Which way the metric is better: as declared; that of a threshold, for a metric that is in no file."""
    for metric in find_metrics(draft.SUITE):
        if metric.name == name:
            return metric.better
    kind, _ = gates.thresholds(draft.SUITE).get(name, ("", 0.0))
    return {"at_least": "higher", "at_most": "lower"}.get(kind)


def _judged(metrics: Sequence[ArmMetric]) -> list[ArmMetric]:
    """Return the metrics with Holm's p, finding and power; those that cannot reach 5 % do not count in the adjustment."""
    family = [metric for metric in metrics if metric.better and metric.difference.smallest_p <= ALPHA]
    p_values = [metric.difference.p if metric.difference.p is not None else 1.0 for metric in family]
    adjusted = dict(zip((metric.name for metric in family), holm(p_values), strict=True))
    alpha = ALPHA / max(1, len(family))
    return [_found(metric, adjusted.get(metric.name, 1.0), alpha) if metric.better else metric for metric in metrics]


def _found(metric: ArmMetric, p_adjusted: float, alpha: float) -> ArmMetric:
    is_told = p_adjusted <= ALPHA
    finding = (Finding.BETTER if metric.gain > 0 else Finding.WORSE) if is_told else Finding.UNDECIDED
    return replace(
        metric,
        finding=finding,
        p_adjusted=p_adjusted,
        detectable=minimum_detectable(metric.difference, alpha),
        needed=subjects_needed(metric.difference, alpha),
    )


def _decide(metrics: Sequence[ArmMetric], tags: tuple[str, str], sizes: tuple[int, int]) -> tuple[Verdict, str]:
    baseline, candidate = tags
    if not all(sizes):
        empty = candidate if not sizes[1] else baseline
        return Verdict.INCONCLUSIVE, (
            f"No project that chance dealt to {empty} has an evaluation that counts. Give it a share under `shares:` in "
            "pipeline-tags.yaml, and `lectern run` the projects that `lectern project list` shows as stale."
        )
    judged = [metric for metric in metrics if metric.better]
    said = f"{_projects(sizes[0])} under {baseline}, {sizes[1]} under {candidate}"
    if all(metric.difference.smallest_p > ALPHA for metric in judged):
        more = max(1, fewest_candidates(max(2, sizes[0])) - sizes[1])
        return Verdict.INCONCLUSIVE, (
            f"{said}: too few to decide, whatever they show. At least {more} more under {candidate} "
            f"{'is' if more == 1 else 'are'} needed{' and one more under ' + baseline if sizes[0] < 2 else ''}."
        )
    for finding, verdict in ((Finding.WORSE, Verdict.KEEP), (Finding.BETTER, Verdict.SHIP)):
        found = sorted((one for one in judged if one.finding is finding), key=lambda one: one.p_adjusted or 0.0)
        if found:
            return verdict, f"{said}. {'; '.join(_told(metric) for metric in found)}."
    return Verdict.INCONCLUSIVE, f"{said}. {_undecided(judged, sum(sizes))}"


def _undecided(judged: Sequence[ArmMetric], n_projects: int) -> str:
    differing = [metric for metric in judged if metric.difference.value and metric.difference.p is not None]
    if not differing:
        return "Not one metric differs between the arms."
    nearest = min(differing, key=lambda metric: metric.difference.p or 0.0)
    told = f"Nothing is better or worse at 5 %. Nearest: {_told(nearest)}."
    if nearest.detectable is not None:
        told += f" So many projects would show a difference of {nearest.detectable:.3g} in {POWER:.0%} of such tests;"
        told += (
            f" the one that was seen takes about {nearest.needed:,}, {max(0, nearest.needed - n_projects):,} more."
            if nearest.needed
            else " the one that was seen would take more than any channel has."
        )
    return told


def _told(metric: ArmMetric) -> str:
    difference = metric.difference
    interval = "" if difference.low is None else f", 95 % interval {difference.low:+.3f} to {difference.high:+.3f}"
    return (
        f"{metric.name} {'better' if metric.gain > 0 else 'worse'} by {abs(metric.gain):.3f}{interval} "
        f"(p {difference.p:.3f}, {metric.p_adjusted:.3f} adjusted)"
    )


def _projects(n: int) -> str:
    return f"{n} project{'' if n == 1 else 's'}"


def _notes(arms: tuple[_Arm, _Arm], default: str | None, pipeline_type: str) -> tuple[str, ...]:
    notes = []
    if default:
        notes.append(
            f"DEFAULT_{pipeline_type.upper()}_PIPELINE_TAG={default} sets the tag of every project: no share counts."
        )
    engines = sorted({row.engine for arm in arms for results in arm.values() for row in results})
    if engines and all(engine.startswith("offline") for engine in engines):
        notes.append(
            "Every script was written offline, so no prompt had a part in it: the arms cannot differ by their prompts."
        )
    elif len(engines) > 1:
        notes.append(f"The scripts were written by several engines: {'; '.join(engines)}.")
    return tuple(notes)


def told(comparison: ArmComparison) -> str:
    """Return the comparison as text: verdict first, then one line a metric, then who was left out and why."""
    baseline, candidate = comparison.tags
    lines = [f"{comparison.verdict.upper()}: {comparison.reason}", ""]
    lines += [
        f"{'metric':<24}{baseline[:12]:>14}{candidate[:12]:>14}{'difference':>12}  {'95 % interval':<18}{'p':>7}{'adj.':>7}"
        f"{'n':>9}{'no value':>10}"
    ]
    for metric in comparison.metrics:
        difference = metric.difference
        interval = "–" if difference.low is None else f"[{difference.low:+.3f}, {difference.high:+.3f}]"
        cells = [_number(mean, ".3f") for mean in difference.means]
        lines.append(
            f"{metric.name:<24}{cells[0]:>14}{cells[1]:>14}{_number(difference.value, '+.3f'):>12}  {interval:<18}"
            f"{_number(difference.p, '.3f'):>7}{_number(metric.p_adjusted, '.3f'):>7}"
            f"{f'{difference.sizes[0]}+{difference.sizes[1]}':>9}{f'{metric.unscored[0]}+{metric.unscored[1]}':>10}"
        )
    for reason, keys in comparison.left_out.items():
        more = f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
        lines += ["", f"Left out, {reason}: {', '.join(keys[:SHOWN])}{more}"]
    return "\n".join([*lines, *(f"\nNote: {note}" for note in comparison.notes)])


def _number(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)
