"""What the page about a voice needs beside the theme: colours of parts and moves, pace in tenths, habits over time."""

from collections.abc import Sequence
from html import escape
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import theme
from IPython.display import HTML, Image
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from assets.profile_words import name_of, slope
from pipelines.models import (
    Move,
    PartKind,
    Segment,
    SentenceVoice,
    Separation,
    SeriesTrait,
    Trait,
    VoiceFeatures,
    VoiceScore,
)
from pipelines.voice import fidelity, other_speakers, score, segment_vectors, speech_sums
from pipelines.voice.pacing import PAUSE_MAX_MS, PAUSE_MIN_MS
from pipelines.voice.spoken_words import spoken_words
from pipelines.voice.structure import PartSummary
from pipelines.voice.verdict import differences, in_a_word, meaning
from pipelines.voice.wording_traits import LABELS

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
_CALIBRATED_VIDEOS, _CALIBRATED_PIECES = 24, 16  # looked at: videos of a channel, pieces of a video
_PRACTICALLY_ALL = 99.95
_FEWEST = 20  # sentences of a length, below which what follows them is chance


def spoken(name: str) -> str:
    """Return the name of a part or move as it is read: "call to action"."""
    return str(name).replace("_", " ")


def times(part: PartSummary) -> str:
    """Return the name of a kind of part, with how many of it a video has: "7 sections"."""
    name = spoken(part.kind)
    if part.per_video < 1.5:
        return name
    return f"{part.per_video:.0f} {'calls to action' if part.kind is PartKind.CALL_TO_ACTION else name + 's'}"


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
    return theme.picture("Habits that change: " + "; ".join(f"{name_of(trait)} {slope(trait)}" for trait in traits))


def _one_over_time(axes: Axes, trait: Trait) -> None:
    years: list[dict[str, Any]] = trait.drift.get("years", [])
    scale, sign = (100, " %") if trait.unit.startswith("share") else (1, "")
    axes.plot([row["year"] for row in years], [scale * row["value"] for row in years], "o-", color=theme.BLUE)
    axes.set_xticks([row["year"] for row in years], [f"’{row['year'] % 100:02d}" for row in years])
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}{sign}")
    axes.set_title(theme.short(name_of(trait), 34), fontsize=9, pad=6)
    axes.set_xlabel(slope(trait), fontsize=8)
    axes.grid(axis="y")


def draw_separation(told: Separation) -> None:
    """Draw the scores of other speakers as a histogram and those of the creator's own unseen videos as dots."""
    _, axes = plt.subplots(figsize=(theme.WIDTH, 2.9))
    heights, *_ = axes.hist(
        told.others, bins=40, color=theme.GREY, alpha=0.6, label=f"{len(told.others)} other speakers"
    )
    rows = [-0.12 * max(heights) * (1 + place % 3) for place in range(len(told.own))]
    axes.scatter(sorted(told.own), rows, color=theme.BLUE, s=34, zorder=3, alpha=0.85, label="your videos, unseen")
    for at, name in ((told.floor, "floor"), (told.ceiling, "ceiling")):
        if at is not None:
            axes.axvline(at, color=theme.INK, linewidth=1, linestyle=(0, (4, 3)))
            axes.text(at, 1.02, name, transform=axes.get_xaxis_transform(), ha="center", fontsize=8.5, color=theme.SOFT)
    axes.set(xlabel="score, in spreads of other speakers", yticks=[])
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.1), ncols=2)


def verdict(told: Separation) -> str:
    """Return how well the score tells the creator from others, as a sentence."""
    value, low, high = (100 * (share or 0.0) for share in (told.value, told.low, told.high))
    how_many = (
        "practically all" if low > _PRACTICALLY_ALL else f"{value:.1f} of 100 (95 % interval {low:.1f} – {high:.1f})"
    )
    return (
        f"Take one of your {len(told.own)} videos and one of {len(told.others)} other speakers at random: in {how_many} such "
        f"pairs the score is higher for yours."
    )


def unseen_probabilities(features: Sequence[VoiceFeatures], segments: Sequence[Segment]) -> pd.DataFrame:
    """Return the probability that the score gives to pieces of 250 words: of each video by the voice that the other videos
    make, and of other speakers. Columns as `reliability` reads them; empty for fewer than three videos."""
    sums = {row.video_id: speech_sums.unpack(row.speech) for row in features if row.speech}
    if len(sums) < score.MIN_VIDEOS:
        return pd.DataFrame()
    others, rows = other_speakers.stored(), []
    for video_id in sorted(sums)[-_CALIBRATED_VIDEOS:]:
        voice = _voice([speech for key, speech in sums.items() if key != video_id], others)
        said = spoken_words(" ".join(row.text for row in segments if row.video_id == video_id)).words
        for piece in segment_vectors.segments_of(said)[:_CALIBRATED_PIECES]:
            odds = fidelity.log_odds(voice, segment_vectors.segment_vector(piece, others), len(piece))
            rows.append((odds, True, video_id))
    whole = _voice(list(sums.values()), others)
    strangers = whole.others_scores() + others.topic_uplift
    terms = np.stack([np.ones_like(strangers), strangers, strangers / whole.spread, np.zeros_like(strangers)])
    rows += [(odds, False, str(place)) for place, odds in enumerate(np.array(others.calibration) @ terms)]
    table = pd.DataFrame(rows, columns=["score", "is_own", "source"])
    return table.assign(probability=1 / (1 + np.exp(-table["score"])))


def _voice(videos: Sequence[speech_sums.SpeechSum], others: other_speakers.OtherSpeakers) -> fidelity.Voice:
    size = others.vocabulary.size
    return fidelity.make_voice(speech_sums.add_speech(videos, size).vector(size), others)


def verdict_on_text(scored: VoiceScore) -> list[str]:
    """Return what the score says of a text, a few sentences a paragraph."""
    if scored.value is None or scored.low is None or scored.high is None or scored.probability is None:
        return [f"The text as a whole gets no score: {scored.reason}."]
    copied = (
        f" {scored.copied_share:.0%} of the words stand in your own videos and do not count."
        if scored.copied_share
        else ""
    )
    numbers = (
        f"The probability that this is you, rather than someone else on the same topic, is {scored.probability:.0%}. Between "
        f"other speakers (0) and your own unseen videos (1) it lies at {scored.value:.2f} (95 % interval {scored.low:.2f} – "
        f"{scored.high:.2f}).{copied}"
    )
    return [f"{in_a_word(scored)} {numbers}", *meaning(scored), differences(scored)]


def coloured(sentences: Sequence[SentenceVoice]) -> HTML:
    """Return a text with each sentence in the tint of its own value, numbered; escaped."""
    spans = [
        f'<span style="background-color: {theme.voice_tint(row.value)}">{escape(row.text)}</span>'
        f"<small>&nbsp;{number}{'' if row.value is None else f'&nbsp;·&nbsp;{row.value:.0%}'}</small>"
        for number, row in enumerate(sentences, start=1)
    ]
    scale = " ".join(
        f'<span style="background-color: {tint}">{name}</span>'
        for tint, name in zip(
            theme.VOICE_TINTS, ("not you", "less like you", "anybody", "like you", "you"), strict=True
        )
    )
    return HTML(f"<p>{' '.join(spans)}</p><p><small>{scale}</small></p>")


def what_is_off(row: SentenceVoice) -> str:
    """Return why a sentence pulls away from the creator: its wordings, and the trait that they belong to."""
    named = theme.listed([f"“{' '.join(wording.split())}”" for wording in row.wordings])
    return f"{named} ({LABELS.get(row.trait, row.trait)})" if row.trait else named


def what_instead(row: SentenceVoice) -> str:
    """Return what the creator would rather say in a sentence that is off, or how they open such a sentence."""
    if row.rather is not None:
        return (
            f"“{row.rather.wording}” for “{' '.join((row.instead_of or '').split())}” (you say it "
            f"{theme.counted(row.rather.n_said, 'time')}, the other {theme.counted(row.rather.n_instead, 'time')})"
        )
    return f"you open sentences with “{row.opening}” too" if row.opening else "–"


def why_no_series(rows: Sequence[SeriesTrait]) -> str:
    """Return why no habit of a series is shown."""
    if not rows:
        return (
            "No series was found: three videos that share a folder or a title's beginning are one, and `lectern style series` "
            "puts videos into one."
        )
    sizes = {row.series: row.n_videos for row in rows}
    named = theme.listed([f"“{name}” ({theme.counted(n, 'video')})" for name, n in sorted(sizes.items())])
    return f"{named} differ{'s' if len(sizes) == 1 else ''} from the rest in no habit by more than chance."
