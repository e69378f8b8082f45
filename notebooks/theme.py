"""How the notebooks look and read: one plot theme, tables as DataFrames, and text that is always escaped."""

import dataclasses
import io
import re
import warnings
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from cycler import cycler
from IPython.display import HTML, Image
from matplotlib.axes import Axes
from matplotlib_inline.backend_inline import set_matplotlib_formats
from pandas.api.types import is_numeric_dtype

from pipelines import sentences
from pipelines.database import Database

counted = sentences.counted
INK, SOFT, RULE, PAPER = "#1d1b18", "#6b665d", "#e2ddd2", "#ffffff"
# Okabe and Ito's colours, which stay apart for colour-blind readers
BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY = "#0072b2", "#d55e00", "#009e73", "#b3567f", "#e69f00", "#56b4e9"
GREY = "#b8b2a5"
KINDS = {"sourced": BLUE, "story": PURPLE, "rhetoric": GREY, "belief": ORANGE, "unsupported": VERMILION}
VERDICTS = {"SUPPORTED": BLUE, "NOT_ENOUGH_INFO": GREY, "REFUTED": VERMILION}
VOICE_TINTS = ("#f5cba4", "#fae6d3", "#ffffff", "#e3eef5", "#cfe3ef")
WIDTH = 9.0
VOICE_STEPS = (0.3, 0.45, 0.6, 0.75)  # between the five tints; most sentences lie between 0.3 and 0.7


def use() -> None:
    """Set the theme for every figure that follows."""
    set_matplotlib_formats("png")
    warnings.filterwarnings("ignore", message="IProgress not found")  # a page has no use for progress bars
    plt.rcParams.update(
        {
            "figure.figsize": (WIDTH, 3.6),
            "figure.dpi": 120,
            "figure.facecolor": PAPER,
            "figure.constrained_layout.use": True,
            "font.family": "sans-serif",
            "font.size": 9.5,
            "text.color": INK,
            "text.parse_math": False,  # a title with two dollar signs is no formula
            "axes.edgecolor": RULE,
            "axes.labelcolor": SOFT,
            "axes.labelsize": 9,
            "axes.titlelocation": "left",
            "axes.titlesize": 11.5,
            "axes.titleweight": "bold",
            "axes.titlepad": 12,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.spines.left": False,
            "axes.axisbelow": True,
            "axes.prop_cycle": cycler(color=[BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY]),
            "grid.color": RULE,
            "grid.linewidth": 0.7,
            "xtick.color": SOFT,
            "ytick.color": SOFT,
            "xtick.labelcolor": INK,
            "ytick.labelcolor": INK,
            "xtick.major.size": 0,
            "ytick.major.size": 0,
            "legend.frameon": False,
            "legend.fontsize": 9,
        }
    )


def read(db: Database, model: type, **where: Any) -> pd.DataFrame:
    """Return the stored rows of `model` as a DataFrame, one column a field, also where there are none."""
    return frame(model, db.read(model, **where))


def frame(model: type, rows: Iterable[Any]) -> pd.DataFrame:
    """Return rows of `model` as a DataFrame, one column a field, also where there are none."""
    columns = [field.name for field in dataclasses.fields(model)]
    return pd.DataFrame([dataclasses.asdict(row) for row in rows], columns=columns)


def show(rows: pd.DataFrame, empty: str = "Nothing to show.", digits: int = 2, markup: Sequence[str] = ()) -> HTML:
    """Return a table for display, escaped and with readable column names; `empty` where it has no rows.

    Columns named in `markup` hold HTML that is escaped already, as `quotes` returns it.
    """
    if rows.empty:
        return say(empty)
    plain = [column for column in rows if column not in markup and not is_numeric_dtype(rows[column])]
    escaped = rows.assign(**{column: rows[column].astype(object).map(_escaped) for column in plain})
    table = escaped.rename(columns=lambda name: escape(str(name).removeprefix("n_").replace("_", " "))).to_html(
        index=False,
        border=0,
        na_rep="–",
        escape=False,
        justify="left",
        float_format=lambda value: f"{value:,.{digits}f}",
    )
    # JupyterLab sets every cell to the right, prose too. Cells are escaped, so each tag here is markup.
    return HTML(re.sub("<(td|th)>", r'<\1 style="text-align: left">', table))


def _escaped(value: Any) -> Any:
    return value if value is None or isinstance(value, float) else escape(str(value))


def say(*sentences: str) -> HTML:
    """Return sentences for display, each a paragraph, escaped."""
    return HTML("".join(f"<p>{escape(sentence)}</p>" for sentence in sentences))


def picture(description: str = "") -> Image:
    """Return the current figure for display, and close it. Who cannot see it is told `description`, or the titles of its axes."""
    figure, buffer = plt.gcf(), io.BytesIO()
    description = description or "; ".join(axes.get_title(loc="left") for axes in figure.axes)
    figure.savefig(buffer, format="png", dpi=120)
    plt.close(figure)
    return Image(buffer.getvalue(), width=round(figure.get_figwidth() * 100), alt=description)


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as a sentence has them: "a, b and c"."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def place(titles: dict[str, str], sources: dict[str, str], span: dict[str, Any]) -> str:
    """Return where a span is to be heard as HTML: title and time, a link where the video has an address."""
    source, start_s = sources.get(span["video_id"], ""), span["start_s"]
    label = f"{escape(short(titles.get(span['video_id'], '')))} <small>{clock(start_s)}</small>"
    if not source.startswith(("https://", "http://")):
        return label
    at = "" if start_s is None else f"{'&' if '?' in source else '?'}t={int(start_s)}s"
    return f'<a href="{escape(source + at)}">{label}</a>'


def quotes(spans: Iterable[dict[str, Any]], titles: dict[str, str], sources: dict[str, str]) -> str:
    """Return quotes with their places as HTML, escaped, a line each."""
    return "<br>".join(
        f"“{escape(short(span['text'], 150))}” <small>{place(titles, sources, span)}</small>" for span in spans
    )


def clock(seconds: float | None) -> str:
    """Return seconds as `m:ss`, or a dash where there is no time."""
    if seconds is None or pd.isna(seconds):
        return "–"
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def short(text: str, length: int = 42) -> str:
    """Return a title cut to `length` characters, so that it fits an axis."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def voice_tint(value: float | None, steps: Sequence[float] = VOICE_STEPS) -> str:
    """Return the tint of a voice score: orange is unlike the creator, blue is near, white is between or unscored."""
    if value is None or pd.isna(value):
        return "#ffffff"
    return VOICE_TINTS[sum(value >= step for step in steps)]


def horizontal(height_per_row: float, n_rows: int) -> Axes:
    """Return axes for a chart with one labelled row a thing, first row on top, grid along the values."""
    _, axes = plt.subplots(figsize=(WIDTH, max(1.8, 1.1 + height_per_row * n_rows)))
    axes.set_ylim(n_rows - 0.5, -0.5)
    axes.grid(axis="x")
    return axes
