"""The concept map as a drawing: what must be known first stands left, an arrow leads to what needs it."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import theme
from matplotlib.axes import Axes

from pipelines.models import Concept, ConceptLink

MOST_TERMS = 26  # what one picture can hold


def draw(concepts: Sequence[Concept], links: Sequence[ConceptLink]) -> tuple[Axes, int]:
    """Draw the linked concepts, those with most links first, and return the axes and how many were left out.

    `concepts` stand in teaching order. A concept's column is the length of the longest way to it.
    """
    degree = {c.concept_id: sum(c.concept_id in (link.concept_id, link.needs_id) for link in links) for c in concepts}
    linked = [concept for concept in concepts if degree[concept.concept_id]]
    shown = sorted(linked, key=lambda c: (-degree[c.concept_id], c.ordinal))[:MOST_TERMS]
    shown.sort(key=lambda concept: concept.ordinal)
    places = _places(shown, links)
    rows = max((row for _, row in places.values()), default=0) + 1
    _, axes = plt.subplots(figsize=(theme.WIDTH, 0.5 * rows + 0.9))
    for link in links:
        if link.concept_id in places and link.needs_id in places:
            ends = {"xy": places[link.concept_id], "xytext": places[link.needs_id]}
            arrow = {"arrowstyle": "-|>", "color": theme.GREY, "shrinkA": 34, "shrinkB": 34, "linewidth": 0.9}
            axes.annotate("", **ends, arrowprops=arrow)
    for concept in shown:
        is_defined = concept.definition is not None
        box = {"boxstyle": "round,pad=0.35", "facecolor": theme.PAPER, "edgecolor": theme.BLUE if is_defined else theme.VERMILION}  # fmt: skip
        axes.text(
            *places[concept.concept_id], theme.short(concept.term, 24), ha="center", va="center", bbox=box, fontsize=8
        )
    columns = max((column for column, _ in places.values()), default=0)
    axes.set(xlim=(-0.5, columns + 0.5), ylim=(rows - 0.4, -0.6), title="What must be known before what")
    axes.set_axis_off()
    return axes, len(linked) - len(shown)


def _places(shown: Sequence[Concept], links: Sequence[ConceptLink]) -> dict[str, tuple[int, int]]:
    """Return concept id → (column, row); `shown` is in teaching order, so what a concept needs has its column already."""
    column: dict[str, int] = {}
    taken: dict[int, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for concept in shown:
        needed = [
            column[link.needs_id] for link in links if link.concept_id == concept.concept_id and link.needs_id in column
        ]
        at = max(needed, default=-1) + 1
        column[concept.concept_id] = at
        places[concept.concept_id] = (at, taken.get(at, 0))
        taken[at] = taken.get(at, 0) + 1
    return places
