"""The fingerprint: where each trait of a voice lies among other speakers. Drawn in the Dagster UI and in a notebook."""

from collections.abc import Sequence
from typing import Any

from assets.profile_words import MIDDLE, amount, between, name_of, stands_out
from pipelines.models import Trait

INK, SOFT, RULE, BAND = "#1d1b18", "#6b665d", "#e2ddd2", "#eef2f4"
BELOW, ABOVE, USUAL = "#d55e00", "#0072b2", "#8a857a"  # Okabe and Ito's, apart for colour-blind readers
FAMILIES = {
    "lexical": "Words",
    "syntax": "Grammar",
    "rhythm": "Rhythm",
    "pacing": "Pacing",
    "teaching": "Teaching",
}
_ROW_INCHES, _HEAD_ROWS = 0.235, 1.25
_WIDTH, _LEFT, _RIGHT = 9.0, 0.335, 0.70  # of the figure, inches; of the axes, as shares of it


def placed(traits: Sequence[Trait]) -> dict[str, list[Trait]]:
    """Return family → its traits that have a place among other speakers, the highest first; families in order."""
    found = {
        family: [row for row in traits if row.family == family and row.percentile is not None] for family in FAMILIES
    }
    return {family: sorted(rows, key=_from_the_top) for family, rows in found.items() if rows}


def _from_the_top(trait: Trait) -> tuple[float, str]:
    return -(trait.percentile or 0.0), trait.name


def draw(figure: Any, traits: Sequence[Trait]) -> bool:
    """Draw the fingerprint on an empty figure and set its height; False, with nothing drawn, where no trait has a place."""
    families = placed(traits)
    if not families:
        return False
    n_rows = sum(map(len, families.values())) + _HEAD_ROWS * len(families)
    height = _ROW_INCHES * n_rows + 0.9
    figure.set_size_inches(_WIDTH, height)
    figure.set_layout_engine("none")  # the names beside the axes would squeeze them to nothing
    axes = figure.add_axes((_LEFT, 0.3 / height, _RIGHT - _LEFT, 1 - 0.4 / height))
    axes.axvspan(*MIDDLE, color=BAND, linewidth=0, zorder=0)
    axes.axvline(50, color=RULE, linewidth=1, zorder=1)
    row = 0.0
    for family, rows in families.items():
        axes.text(-2, row + 0.15, FAMILIES[family], ha="right", va="center", weight="bold", color=INK, fontsize=9.5)
        axes.axhline(row - 0.55, color=RULE, linewidth=0.8, xmin=-0.9, xmax=1.8, clip_on=False)
        for offset, trait in enumerate(rows, start=1):
            _draw_trait(axes, row + offset, trait)
        row += len(rows) + _HEAD_ROWS
    _finish(axes, n_rows, max(trait.n_speakers for rows in families.values() for trait in rows))
    return True


def _draw_trait(axes: Any, row: float, trait: Trait) -> None:
    place = float(trait.percentile or 0.0)
    colour = USUAL if not stands_out(trait) else ABOVE if place > MIDDLE[1] else BELOW
    others = trait.detail.get("others", {})
    if "percentiles" in others:
        axes.plot(others["percentiles"], [row, row], color=colour, linewidth=3.2, alpha=0.38, solid_capstyle="round")
    axes.plot(
        place, row, "o", color=colour, markersize=6.5, markeredgecolor="white", markeredgewidth=0.9, clip_on=False
    )
    axes.text(-2, row, name_of(trait), ha="right", va="center", fontsize=8.6, color=INK)
    axes.text(103.5, row, amount(trait.value, trait.unit), ha="left", va="center", fontsize=8.6, color=colour)
    if "middle" in others:
        low, _, high = others["middle"]
        axes.text(181, row, between(low, high, trait.unit), ha="right", va="center", fontsize=8, color=SOFT)


def _finish(axes: Any, n_rows: float, n_speakers: int) -> None:
    axes.set(xlim=(0, 100), ylim=(n_rows - 0.9, -1.4), yticks=[])
    axes.set_xticks([0, 25, 50, 75, 100], ["lowest", "25", "half are below", "75", "highest"], fontsize=8, color=SOFT)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    for x, text, side in ((103.5, "you", "left"), (181, "middle half of others", "right")):
        axes.text(x, -1.05, text, ha=side, va="center", fontsize=8, color=SOFT)
    axes.text(
        50, -1.05, f"the middle half of {n_speakers} other speakers", ha="center", fontsize=8, color=SOFT, va="center"
    )
