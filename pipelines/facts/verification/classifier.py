"""From a row of features to calibrated probabilities, and from those to a verdict that keeps a chosen precision.

Boosted trees (Friedman 2001), calibrated by temperature and bias per label (Guo et al. 2017, "vector scaling"). The
weights are fitted by `benchmarks/fit_verifier.py`, on claims that the product is not measured on.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.facts.verification import trees
from pipelines.facts.verification.features import FEATURES
from pipelines.facts.verification.trees import Trees
from pipelines.models import Verdict

PATH = Path(__file__).with_name("verifier.npz")
LABELS = (Verdict.SUPPORTED, Verdict.REFUTED, Verdict.NOT_ENOUGH_INFO)


@dataclass(frozen=True)
class Readout:
    """A linear reading of the pair encoder's state, one number a label; fitted by ridge regression on labelled claims."""

    weights: NDArray[np.float32]  # (pair_encoder.WIDTH, 3)
    bias: NDArray[np.float32]  # (3,)

    def __call__(self, states: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return how much states, shape (…, WIDTH), speak for each of `LABELS`, shape (…, 3): about 0 to 1."""
        return np.asarray(states @ self.weights + self.bias, dtype=np.float64)


@dataclass(frozen=True)
class Classifier:
    """`ranking` orders sentences; `scale` and `bias` calibrate the log-probabilities; `curve` has a row (probability, precision, coverage) a threshold."""

    ranking: NDArray[np.float64]  # weights of `selection.RANKING`
    readout: Readout
    trees: Trees
    scale: NDArray[np.float64]  # (3,)
    bias: NDArray[np.float64]  # (3,)
    curve: NDArray[np.float64]  # (thresholds, 3), probability falling

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probabilities of `LABELS` for each row of features, shape (n, 3)."""
        raw = trees.softmax(self.trees.scores(np.atleast_2d(rows)))
        return calibrated(raw, self.scale, self.bias)


def threshold(curve: NDArray[np.float64], precision: float) -> float:
    """Return the least probability of SUPPORTED from which on claims called so were right at `precision` or better.

    Beyond what `curve` measured the calibrated probability itself has to reach the precision.
    """
    kept = curve[curve[:, 1] >= precision]
    return float(kept[:, 0].min()) if len(kept) else precision


def verdicts(shares: NDArray[np.float64], least_support: float, overruled: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return positions in `LABELS` for rows of probabilities: SUPPORTED from a threshold on, REFUTED where likeliest.

    Rows that are `overruled` by a code check are not SUPPORTED, whatever their probability.
    """
    is_refuted = (shares[:, 1] > shares[:, 0]) & (shares[:, 1] > shares[:, 2])
    return np.where((shares[:, 0] >= least_support) & ~overruled, 0, np.where(is_refuted, 1, 2))


def calibrated(raw: NDArray[np.float64], scale: NDArray[np.float64], bias: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return probabilities, shape (n, 3), stretched and shifted on the scale of their logarithms."""
    return trees.softmax(np.log(np.maximum(raw, 1e-9)) * scale + bias)


@lru_cache(maxsize=1)
def load() -> Classifier:
    """Return the classifier shipped beside this module.

    Raises:
        ValueError: it was fitted for other features; run `benchmarks/fit_verifier.py` again.
    """
    with np.load(PATH, allow_pickle=False) as stored:
        if tuple(stored["features"].tolist()) != FEATURES:
            raise ValueError(f"{PATH} was fitted for other features. Run `python benchmarks/fit_verifier.py --write`.")
        return Classifier(
            stored["ranking"],
            Readout(stored["readout"], stored["readout_bias"]),
            trees.from_arrays(stored),
            stored["scale"],
            stored["bias"],
            stored["curve"],
        )
