"""How well the parts found agree with those of one reader, on the videos that the rules were not written on."""

from collections.abc import Sequence
from statistics import fmean

from evals.pooled import Scored, pooled_metric
from pipelines.models import PartKind

TOLERANCE = 2  # sentences by which a boundary may be off
Spans = Sequence[Sequence[int]]


def _section_boundaries(scored: Sequence[Scored]) -> float | None:
    """Mean over talks of the F1 of section boundaries, two sentences off at most."""
    return fmean(
        boundary_f1([first for first, _ in output[PartKind.SECTION]], expected["sections"])
        for output, expected in scored
    )


def _evenly_spaced(scored: Sequence[Scored]) -> float | None:
    """The same for as many boundaries, evenly spaced: what knowing the number alone is worth."""
    figures = []
    for output, expected in scored:
        spans = output[PartKind.SECTION]
        first, after = spans[0][0], spans[-1][1] + 1
        step = (after - first) / len(spans)
        figures.append(boundary_f1([round(first + step * n) for n in range(len(spans))], expected["sections"]))
    return fmean(figures)


BOUNDARIES = (
    pooled_metric(name="section_boundaries_f1")(_section_boundaries),
    pooled_metric(name="evenly_spaced_boundaries_f1", better=None)(_evenly_spaced),
    pooled_metric(name="others_section_boundaries_f1", split="others")(_section_boundaries),
    pooled_metric(name="others_evenly_spaced_f1", split="others", better=None)(_evenly_spaced),
)


@pooled_metric(name="hook_overlap")
def hook(scored: Sequence[Scored]) -> float | None:
    """Mean over videos of shared sentences over all sentences that either calls hook."""
    return _overlap(scored, PartKind.HOOK, "hook")


@pooled_metric(name="promise_overlap")
def promise(scored: Sequence[Scored]) -> float | None:
    """The same for the promise."""
    return _overlap(scored, PartKind.PROMISE, "promise")


@pooled_metric(name="recap_overlap")
def recap(scored: Sequence[Scored]) -> float | None:
    """The same for the recap."""
    return _overlap(scored, PartKind.RECAP, "recap")


@pooled_metric(name="calls_to_action_overlap")
def calls(scored: Sequence[Scored]) -> float | None:
    """The same for calls to action."""
    return _overlap(scored, PartKind.CALL_TO_ACTION, "calls_to_action")


def boundary_f1(found: Sequence[int], wanted: Sequence[int]) -> float:
    """Return F1 of boundaries that match one to one within `TOLERANCE` sentences, nearest first."""
    pairs = sorted((abs(one - other), one, other) for one in found for other in wanted if abs(one - other) <= TOLERANCE)
    used_found: set[int] = set()
    used_wanted: set[int] = set()
    for _, one, other in pairs:
        if one not in used_found and other not in used_wanted:
            used_found.add(one)
            used_wanted.add(other)
    return 2 * len(used_found) / (len(found) + len(wanted)) if found or wanted else 1.0


def _overlap(scored: Sequence[Scored], kind: PartKind, name: str) -> float:
    figures = []
    for output, expected in scored:
        given = expected[name] or []
        found, wanted = _sentences(output[kind]), _sentences([given] if given and isinstance(given[0], int) else given)
        figures.append(len(found & wanted) / len(found | wanted) if found or wanted else 1.0)
    return fmean(figures)


def _sentences(spans: Spans) -> set[int]:
    return {ordinal for first, last in spans for ordinal in range(first, last + 1)}
