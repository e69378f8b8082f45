"""What the page about the voice score needs beside the theme: its texts as a table, where to draw the line, channels side by side."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import reliability
import theme

from evals import statistics
from evals.runs import Run
from pipelines import settings
from pipelines.database import Database
from pipelines.models import Channel, Trait, VoiceFeatures, VoiceProfile
from pipelines.voice import score


@dataclass(frozen=True)
class Told:
    """How well one channel is told from other speakers; `area` None: it cannot be said, and `reason` says why."""

    name: str
    area: float | None
    low: float | None
    high: float | None
    n_own: int
    n_other: int
    reason: str | None


def texts(run: Run) -> pd.DataFrame:
    """Return one row per text of a run of `voice_fidelity`, with what `reliability` reads; unscored ones have no score."""
    outputs = {row.case_id: row for row in run.outputs}
    rows = []
    for case in run.cases:
        row = outputs[case.case_id]
        said = row.output or {"value": None, "probability": None, "reason": row.error}
        rows.append(
            {
                "text": case.input["text"],
                "kind": case.metadata["kind"],
                "source": case.source,
                "is_own": case.expected["is_own"],
                "score": said["value"],
                "probability": said["probability"],
                "reason": said["reason"],
            }
        )
    return pd.DataFrame(rows)


def of_cases(name: str, guesses: pd.DataFrame) -> Told:
    """Return how well the creator of the shipped cases is told from the others."""
    found, n_own = reliability.area(guesses), int(guesses["is_own"].sum())
    reason = None if found.low is not None else "there are texts of one side only"
    return Told(name, found.value, found.low, found.high, n_own, len(guesses) - n_own, reason)


def of_stored_channels() -> list[Told]:
    """Return how well each channel of the database is told from other speakers; none where there is no database."""
    if not os.environ.get("DATABASE_URL"):
        return []
    db = Database(settings.load().database_url)
    try:
        return [_of_channel(db, channel) for channel in db.read(Channel)]
    finally:
        db.close()


def _of_channel(db: Database, channel: Channel) -> Told:
    key = channel.channel_key
    profile = VoiceProfile(key, tuple(db.read(Trait, channel_key=key)), tuple(db.read(VoiceFeatures, channel_key=key)))
    told = score.separation(profile)
    return Told(key, told.value, told.low, told.high, len(told.own), len(told.others), told.reason)


def draw_channels(channels: Sequence[Told], wanted: float) -> None:
    """Draw the area under the curve of each channel with its interval; a channel of which nothing can be said says why."""
    axes = theme.horizontal(0.44, len(channels))
    axes.axvline(wanted, color=theme.VERMILION, linewidth=1, linestyle=(0, (4, 3)))
    axes.text(wanted, -0.62, f"gate {wanted:g} ", ha="right", fontsize=8.5, color=theme.VERMILION)
    for row, told in enumerate(channels):
        if told.area is None:
            axes.text(0.505, row, f"cannot say: {told.reason}", va="center", fontsize=9, color=theme.SOFT)
            continue
        axes.plot([told.low, told.high], [row, row], color=theme.SKY, linewidth=5, alpha=0.65, solid_capstyle="butt")
        axes.plot(told.area, row, "o", color=theme.BLUE, markersize=6, clip_on=False, zorder=3)
    axes.set_yticks(range(len(channels)), [told.name for told in channels])
    for row, told in enumerate(channels):
        axes.text(1.015, row, f"{told.n_own} + {told.n_other}", va="center", fontsize=8.5, color=theme.SOFT)
    axes.text(1.015, -0.62, "texts", fontsize=8.5, color=theme.SOFT)
    axes.set(xlabel="area under the ROC curve: 0.5 is a coin, 1 is always right", xlim=(0.5, 1.0))


def draw_line(guesses: pd.DataFrame, at: float) -> None:
    """Draw what each place of the line gets wrong: the creator's texts that fail and the others that pass."""
    _, axes = plt.subplots(figsize=(theme.WIDTH, 3.2))
    places = np.linspace(0, 1, 201)
    for is_own, colour, name in (
        (True, theme.BLUE, "the creator’s that fail"),
        (False, theme.VERMILION, "others that pass"),
    ):
        scores = guesses.loc[guesses["is_own"] == is_own, "score"].to_numpy()
        wrong = [int((scores < place).sum() if is_own else (scores >= place).sum()) for place in places]
        bands = [statistics.share(one, len(scores)) for one in wrong]
        axes.fill_between(
            places, [100 * (b.low or 0.0) for b in bands], [100 * (b.high or 0.0) for b in bands], color=colour, alpha=0.12, linewidth=0
        )  # fmt: skip
        axes.step(places, [100 * one / len(scores) for one in wrong], color=colour, label=f"{name} (of {len(scores)})")
    axes.axvline(at, color=theme.INK, linewidth=1, linestyle=(0, (4, 3)))
    axes.text(at, 101, f" {at:g}, as the gate has it", fontsize=8.5, color=theme.SOFT, va="bottom")
    axes.set(xlabel="score at which the line is drawn", ylabel="% wrong", xlim=(0, 1), ylim=(0, 100))
    axes.grid(axis="y")
    axes.legend(loc="upper center")


def sure_and_wrong(guesses: pd.DataFrame, n: int = 8) -> pd.DataFrame:
    """Return the texts whose probability is furthest from the truth."""
    off = (guesses["probability"] - guesses["is_own"].astype(float)).abs()
    worst = guesses.assign(off=off).sort_values("off", ascending=False).head(n)
    return pd.DataFrame(
        {
            "text": worst["text"].map(lambda text: f"“{theme.short(text, 160)}”"),
            "kind": worst["kind"],
            "it_is": np.where(worst["is_own"], "the creator’s", "another’s"),
            "the score says": (100 * worst["probability"]).map("{:.1f} %".format),
            "score": worst["score"],
        }
    )


def at_its_word(guesses: pd.DataFrame) -> list[str]:
    """Return in words what the bins say, and where they cannot say anything."""
    found, sentences = reliability.bins(guesses), []
    told = [one for one in found if one.low is not None]
    for one in told:
        is_off = not one.low <= one.at <= one.high
        sentences.append(
            f"Where it says about {one.at:.0f} % ({theme.counted(one.n_own + one.n_other, 'text')}, {one.n_own} the creator’s), "
            f"{one.share:.0f} % were the creator’s (95 % interval {one.low:.0f} – {one.high:.0f})"
            f"{': it cannot be taken at its word.' if is_off else '.'}"
        )
    n_silent = sum(one.n_own + one.n_other for one in found if one.low is None)
    empty = len(reliability.BINS) - 1 - len(found)
    if n_silent or empty:
        sentences.append(
            f"Nothing can be said of {theme.counted(empty + len(found) - len(told), 'bin')} of {len(reliability.BINS) - 1}: "
            f"{theme.counted(n_silent, 'text')} there in all, and {reliability.FEWEST_IN_BIN} in a bin are the fewest that count."
        )
    return sentences
