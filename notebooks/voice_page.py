"""What the page about a voice needs beside the theme: colours of parts and moves, pace in tenths, habits over time."""

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import theme
from IPython.display import Image
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from assets.profile_words import name_of
from pipelines.models import Move, PartKind, Trait
from pipelines.voice.pacing import PAUSE_MAX_MS, PAUSE_MIN_MS
from pipelines.voice.structure import PartSummary

PARTS = {
    PartKind.HOOK: "#e9b872",
    PartKind.PROMISE: "#d98c5f",
    PartKind.SECTION: "#dfe5ea",
    PartKind.RECAP: "#a3c4a8",
    PartKind.CALL_TO_ACTION: "#c98aa6",
    PartKind.FAREWELL: "#b8b2a5",
}
MOVES = {
    "explains (definition, example, analogy)": ((Move.DEFINITION, Move.EXAMPLE, Move.ANALOGY), theme.BLUE),
    "asks, answers": ((Move.QUESTION, Move.ANSWER), theme.ORANGE),
    "shows the way (signpost, recap)": ((Move.SIGNPOST, Move.RECAP), theme.GREEN),
    "steps aside, tells a story": ((Move.ASIDE, Move.STORY), theme.PURPLE),
    "calls to action": ((Move.CALL_TO_ACTION,), theme.VERMILION),
}
LENGTHS = {"short (1–7)": 0, "middle (8–14)": 7, "long (15–24)": 14, "very long (25+)": 24}  # words above which
LENGTH_COLOURS = ("#deebf7", "#9ecae1", "#4292c6", "#084594")
_FEWEST = 20  # sentences of a length, below which what follows them is chance


def spoken(name: str) -> str:
    """Return the name of a part or move as it is read: "call to action"."""
    return str(name).replace("_", " ")


def times(part: PartSummary) -> str:
    """Return the name of a kind of part, with how many of it a video has: "7 sections"."""
    return f"{part.per_video:.0f} {spoken(part.kind)}s" if part.per_video > 1.5 else spoken(part.kind)


def successions(marked: pd.DataFrame) -> pd.DataFrame:
    """Return per cent of sentences of each length class (columns) that follow each class, and any sentence (rows)."""
    if len(marked) < 2:
        return pd.DataFrame()
    classes = pd.cut(marked["words"], [*LENGTHS.values(), float("inf")], labels=list(LENGTHS))
    following = classes.groupby(marked["video_id"]).shift(-1)
    counts = pd.crosstab(classes, following).reindex(index=LENGTHS, columns=LENGTHS, fill_value=0)
    counts = counts.rename(index=lambda name: f"after a {name} one")
    counts.loc["after any sentence"] = counts.sum()
    counts = counts[counts.sum(axis=1) >= _FEWEST]
    return 100 * counts.div(counts.sum(axis=1), axis=0)


def stack(axes: Axes, shares: pd.DataFrame) -> None:
    """Draw each row of per cents as one bar, a colour a column, with the number where there is room."""
    left = pd.Series(0.0, index=shares.index)
    for column, colour in zip(shares, LENGTH_COLOURS, strict=True):
        bars = axes.barh(range(len(shares)), shares[column], left=left, color=colour, height=0.66, label=column)
        ink = "white" if colour in LENGTH_COLOURS[2:] else theme.INK
        axes.bar_label(
            bars, [f"{v:.0f}" if v >= 5 else "" for v in shares[column]], label_type="center", color=ink, fontsize=8.5
        )
        left += shares[column]
    axes.set_yticks(range(len(shares)), list(shares.index))
    axes.set(xlim=(0, 100), xlabel="% of the next sentences")
    axes.grid(visible=False)
    axes.legend(ncols=len(LENGTHS), loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2)


def paced(segments: pd.DataFrame) -> pd.DataFrame:
    """Return words, seconds and pauses of each tenth of each timed video, indexed by video and tenth."""
    timed = segments.dropna(subset=["start_s", "end_s"]).copy()
    timed[["start_s", "end_s"]] = timed[["start_s", "end_s"]].astype(float)
    timed["words"] = timed["text"].str.split().str.len()
    by_video = timed.groupby("video_id")
    following = by_video["start_s"].shift(-1).fillna(timed["end_s"])
    gap = following - timed["end_s"]
    timed["paused"] = gap.between(PAUSE_MIN_MS / 1000, PAUSE_MAX_MS / 1000).astype(int)
    timed["seconds"] = (timed["end_s"] - timed["start_s"]) + gap.clip(upper=PAUSE_MAX_MS / 1000)
    timed["tenth"] = (10 * timed["start_s"] / by_video["end_s"].transform("max")).clip(upper=9.99).astype(int)
    sums = timed.groupby(["video_id", "tenth"])[["words", "seconds", "paused"]].sum()
    return sums[sums["seconds"] > 0]


def explain_timeline(axes: Axes) -> None:
    """Put the colours of parts and moves above a timeline."""
    drawn = [kind for kind in PARTS if kind is not PartKind.CALL_TO_ACTION]
    patches = [Patch(color=PARTS[kind], label=spoken(kind)) for kind in drawn]
    axes.figure.legend(handles=patches, loc="outside upper left", ncols=len(drawn))
    ticks = [
        Line2D([], [], marker="|", linestyle="", markersize=9, markeredgewidth=1.6, color=colour, label=name)
        for name, (_, colour) in MOVES.items()
    ]
    axes.legend(
        handles=ticks, loc="lower left", bbox_to_anchor=(-0.3, 1), ncols=3, handletextpad=0.1, columnspacing=1.2
    )


def over_time(traits: Sequence[Trait]) -> Image:
    """Return small charts of traits by year, each with its trend."""
    n_rows = (len(traits) + 2) // 3
    _, grid = plt.subplots(n_rows, 3, figsize=(theme.WIDTH, 2.2 * n_rows), squeeze=False)
    for axes in grid.flat[len(traits) :]:
        axes.set_visible(False)
    for axes, trait in zip(grid.flat, traits, strict=False):
        _one_over_time(axes, trait)
    return theme.picture("Habits that change: " + "; ".join(f"{name_of(trait)} {_slope(trait)}" for trait in traits))


def _one_over_time(axes: Axes, trait: Trait) -> None:
    years: list[dict[str, Any]] = trait.drift.get("years", [])
    axes.plot([row["year"] for row in years], [row["value"] for row in years], "o-", color=theme.BLUE)
    axes.set_xticks([row["year"] for row in years])
    axes.set_title(theme.short(name_of(trait), 34), fontsize=9, pad=6)
    axes.set_xlabel(_slope(trait), fontsize=8)
    axes.grid(axis="y")


def _slope(trait: Trait) -> str:
    drift = trait.drift
    return f"{drift['slope']:+.2g} {trait.unit} a {drift['per']} ({drift['low']:+.2g} to {drift['high']:+.2g})"
