"""The plots that stand in the Dagster UI where they say more than numbers."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from assets.fingerprint import draw
from assets.preview import figure_markdown

INK, ACCENT, PALE = "#22313f", "#0072b2", "#c9d6df"
VERDICT_COLOURS = {"SUPPORTED": "#0072b2", "NOT_ENOUGH_INFO": "#c9d6df", "REFUTED": "#d55e00"}


def plot_verdicts(rows: Sequence[Any]) -> str | None:
    """Facts by verdict and number of independent sources."""
    counts = Counter((str(row.verdict), min(row.independent_sources, 4)) for row in rows)
    figure, axes = _figure(5.4, 2.2)
    names = [name for name in VERDICT_COLOURS if any(verdict == name for verdict, _ in counts)]
    for position, name in enumerate(names):
        left = 0
        for sources in range(1, 5):
            width = counts[(name, sources)]
            axes.barh(
                position,
                width,
                left=left,
                color=VERDICT_COLOURS[name],
                alpha=0.55 + 0.15 * (sources - 1),
                edgecolor="white",
            )
            if width:
                axes.text(
                    left + width / 2,
                    position,
                    f"{width}\n{sources}{'+' if sources == 4 else ''} src",
                    ha="center",
                    va="center",
                    fontsize=6,
                )
            left += width
    axes.set_yticks(range(len(names)), [name.replace("_", " ").lower() for name in names])
    axes.set_xlabel("facts")
    return _finish(figure)


def plot_minutes(rows: Sequence[Any]) -> str | None:
    """Spoken seconds per beat by kind of sentence."""
    beats = list(dict.fromkeys(row.beat_id for row in rows))
    colours = {"sourced": ACCENT, "story": "#009e73", "rhetoric": PALE, "belief": "#e69f00", "unsupported": "#d55e00"}
    figure, axes = _figure(5.4, 0.3 * len(beats) + 1)
    for position, beat in enumerate(beats):
        left = 0.0
        for kind, colour in colours.items():
            width = sum(row.seconds for row in rows if row.beat_id == beat and str(row.kind) == kind)
            axes.barh(position, width, left=left, color=colour, label=kind if position == 0 else None)
            left += width
    axes.set_yticks(range(len(beats)), [f"beat {number + 1}" for number in range(len(beats))])
    axes.invert_yaxis()
    axes.set_xlabel("seconds at the creator's pace")
    axes.legend(frameon=False, fontsize=7)
    return _finish(figure)


def plot_fingerprint(rows: Sequence[Any]) -> str | None:
    """The traits of a voice among other speakers."""
    from matplotlib.figure import Figure

    figure = Figure()
    return _finish(figure) if draw(figure, rows) else None


def plot_frames(rows: Sequence[Any]) -> str | None:
    """Phrasing frames by function."""
    counts = Counter(str(row.function) for row in rows).most_common()
    figure, axes = _figure(5, 0.25 * len(counts) + 0.8)
    axes.barh([name for name, _ in counts], [count for _, count in counts], color=ACCENT)
    axes.invert_yaxis()
    axes.set_xlabel("frames")
    return _finish(figure)


def plot_stories(rows: Sequence[Any]) -> str | None:
    """Stories by where in a video and how many videos ago they were told; a line joins the tellings of one story."""
    figure, axes = _figure(5, 2.6)
    for row in rows:
        places = [(100 * telling.position, telling.videos_since) for telling in row.tellings]
        axes.plot(*zip(*places, strict=True), "o-", color=ACCENT if len(places) > 1 else INK, markersize=5, alpha=0.7)
    axes.invert_yaxis()
    axes.set_xlim(-2, 102)
    axes.set_xlabel("% of the video")
    axes.set_ylabel("videos ago")
    return _finish(figure)


def _figure(width: float, height: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height))
    axes = figure.subplots()
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0, colors=INK)
    return figure, axes


def _finish(figure: Any) -> str:
    return figure_markdown(figure)
