"""Other speakers: how each trait spreads over them, as quantiles without names or texts."""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.voice.traits import TraitKind

LEVELS = tuple(range(0, 101, 5))  # per cent, at which quantiles are kept
NO_TIMED_SPEAKERS = "the openly licensed transcripts have no times: nobody to compare the pace with"
_MADE_BY = "python benchmarks/trait_background.py"


@dataclass(frozen=True)
class Spread:
    """Quantiles of a trait over other speakers at `LEVELS`, and how many they are."""

    quantiles: tuple[float, ...]
    n_speakers: int

    def percentile(self, value: float) -> float:
        """Return the share of speakers below a value, 0..100, between quantiles by interpolation; ties count half."""
        below = np.interp(value, *_steps(self.quantiles))
        above = 100 - np.interp(-value, *_steps(tuple(-q for q in reversed(self.quantiles))))
        return round(float(below + above) / 2, 1)

    def at(self, level: int) -> float:
        """Return the value below which `level` per cent of the speakers lie, for one of `LEVELS`."""
        return self.quantiles[LEVELS.index(level)]

    @property
    def deviation(self) -> float:
        """Half the distance from the 15th to the 85th percentile, as a standard deviation that ignores outliers."""
        return (self.at(85) - self.at(15)) / 2.073


def _steps(quantiles: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return rising values with the lowest level at which each is reached."""
    values: list[float] = []
    levels: list[float] = []
    for value, level in zip(quantiles, LEVELS, strict=True):
        if not values or value > values[-1]:
            values.append(value)
            levels.append(float(level))
    return values, levels


def spread(kind: TraitKind, *, is_punctuated: bool) -> Spread | None:
    """Return how a trait spreads over other speakers whose transcripts have the same form; None where nobody is known."""
    form = "unpunctuated" if kind.by_form and not is_punctuated else "punctuated"
    return _load()[form].get(kind.name)


@functools.cache
def _load() -> dict[str, dict[str, Spread]]:
    path = Path(__file__).with_name("trait_background.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    if data["levels"] != list(LEVELS):
        raise ValueError(f"{path} was made for other levels. Remedy: {_MADE_BY}")
    return {
        form: {name: Spread(tuple(row["quantiles"]), row["n_speakers"]) for name, row in data[form].items()}
        for form in ("punctuated", "unpunctuated")
    }
