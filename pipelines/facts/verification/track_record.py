"""What the shipped verifier was right about, on claims whose documents its weights had not seen.

`benchmarks/fit_verifier.py` writes these figures beside the weights that they belong to.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipelines.facts.verification import classifier

Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Setting:
    """What calling claims SUPPORTED from a probability on gave; shares in 0..1, `low` and `high` bound `precision` at 95 %."""

    probability: float
    precision: float
    coverage: float
    low: float
    high: float


@dataclass(frozen=True)
class TrackRecord:
    """Precision against coverage on kinds of claims that were fitted on and on others, and how true the probabilities are.

    Rows of a curve are (probability, precision, coverage, low, high), probability falling; those of `reliability` are
    (mean probability of SUPPORTED, share that was true, low, high, claims), one a bin of a tenth.
    """

    curve: Rows
    curve_of_other_kinds: Rows
    reliability: Rows

    def chosen(self, precision: float) -> Setting | None:
        """Return the setting that an operator's wish for a precision leads to; None where no measured one kept it."""
        kept = self.curve[self.curve[:, 1] >= precision]
        return Setting(*kept[kept[:, 0].argmin()].tolist()) if len(kept) else None

    def on_other_kinds(self, probability: float) -> Setting | None:
        """Return what the same least probability gave on kinds of claims that were not fitted on; None beyond the curve."""
        reached = self.curve_of_other_kinds[self.curve_of_other_kinds[:, 0] >= probability]
        return Setting(*reached[-1].tolist()) if len(reached) else None


@lru_cache(maxsize=1)
def load() -> TrackRecord:
    """Return the figures that ship with the verifier's weights."""
    with np.load(classifier.PATH, allow_pickle=False) as stored:
        return TrackRecord(stored["curve"], stored["curve_of_other_kinds"], stored["reliability"])
