"""Topic-free style features as ratios of additive counts, so that any set of sentences gives a vector at once."""

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.voice import words

Vector = NDArray[np.float64]

_SHAPES: Mapping[str, tuple[str, str]] = {  # name → (counted, per)
    "shape:letters per word": ("shape/letters", "shape/words"),
    "shape:long words": ("shape/long_words", "shape/words"),
    "shape:contractions": ("shape/contracted", "shape/contractible"),
    "rhythm:words per sentence": ("lengths/words", "lengths/sentences"),
    "rhythm:short sentences": ("lengths/short", "lengths/sentences"),
    "rhythm:long sentences": ("lengths/long", "lengths/sentences"),
    "rhythm:questions": ("lengths/questions", "lengths/sentences"),
    "address:you": ("moves/direct_address", "shape/words"),
}


@functools.cache
def features() -> tuple[tuple[str, str, str], ...]:
    """Return the style features in order as (name, what is counted, per what)."""
    rows = [(f"word:{word}", f"function_words/{word}", "shape/words") for word in words.FUNCTION_WORDS]
    rows += [(f"marker:{name}", f"markers/{name}", "shape/words") for name in words.DISCOURSE_MARKERS if " " in name]
    rows += [(f"hedge:{name}", f"hedges/{name}", "shape/words") for name in words.HEDGES if " " in name]
    rows += [(f"opener:{name}", f"openers/{name}", "lengths/sentences") for name in words.OPENER_CLASSES]
    rows += [(name, counted, per) for name, (counted, per) in _SHAPES.items()]
    return tuple(rows)


@functools.cache
def feature_names() -> tuple[str, ...]:
    """Return the names of the style features, in the order of every vector."""
    return tuple(name for name, _, _ in features())


def count_matrix(rows: Sequence[Mapping[str, Mapping[str, int]]]) -> tuple[Vector, Vector]:
    """Return (counted, per): for each row of counts and each feature its numerator and its denominator."""
    counted = np.zeros((len(rows), len(features())))
    per = np.zeros_like(counted)
    for index, row in enumerate(rows):
        flat = {f"{family}/{name}": value for family, counts in row.items() for name, value in counts.items()}
        for column, (_, numerator, denominator) in enumerate(features()):
            counted[index, column] = flat.get(numerator, 0)
            per[index, column] = flat.get(denominator, 0)
    return counted, per


def rates(counted: Vector, per: Vector) -> Vector:
    """Divide; NaN where the denominator is 0, that is, where the feature cannot be measured."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(per > 0, counted / per, np.nan)


@dataclass(frozen=True)
class Background:
    """How style features spread over other speakers. All arrays are in the order of `feature_names()`.

    `between_sd`: from one speaker's video to another's; `within_sd`: from video to video of one speaker; both without
    sampling noise. `noise`: variance that a text of one word would have from its shortness alone, so that a text of n
    words has noise / n. `others_position`: median place of other speakers on a creator's scale (see `score`).
    """

    mean: Vector
    between_sd: Vector
    within_sd: Vector
    noise: Vector
    n_speakers: int
    others_position: float
    phrases: Mapping[str, float]  # n-grams of ordinary speech → occurrences per million words


@functools.cache
def load_background() -> Background:
    """Read the background numbers that lie beside this module.

    Raises:
        ValueError: the file was made for another set of features; `benchmarks/voice_background.py` makes it again.
    """
    path = Path(__file__).with_name("background.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    table = data["features"]
    if list(table) != list(feature_names()):
        raise ValueError(f"{path} was made for other style features. Remedy: python benchmarks/voice_background.py")
    columns = {key: np.array([row[key] for row in table.values()]) for key in next(iter(table.values()))}
    return Background(
        columns["mean"],
        columns["between_sd"],
        columns["within_sd"],
        columns["noise"],
        data["n_speakers"],
        data["others_position"],
        data["phrases"],
    )
