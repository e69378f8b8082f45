"""Boosted decision trees as arrays: what a fitted model predicts, with numpy alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Trees:
    """Regression trees, `n_classes` of them a round. Node arrays have one entry a node, all trees in a row.

    A leaf points at itself, so that a walk may go on for as long as the deepest tree needs.
    """

    roots: NDArray[np.int32]  # (rounds × classes,), round by round
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    baseline: NDArray[np.float64]  # (classes,)
    depth: int

    def scores(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log-odds up to a constant for each row of features, shape (n, classes)."""
        n_classes = len(self.baseline)
        result = np.empty((len(rows), n_classes))
        for number, row in enumerate(rows):
            at = self.roots
            for _ in range(self.depth):
                at = np.where(row[self.feature[at]] <= self.threshold[at], self.left[at], self.right[at])
            result[number] = self.baseline + self.value[at].reshape(-1, n_classes).sum(axis=0)
        return result

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return what `from_arrays` needs, to be stored."""
        return {name: np.asarray(value) for name, value in vars(self).items()}


def from_arrays(stored: Mapping[str, NDArray[Any]]) -> Trees:
    """Return the trees that `arrays` gave."""
    return Trees(
        **{name: stored[name] for name in Trees.__dataclass_fields__ if name != "depth"}, depth=int(stored["depth"])
    )


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probabilities of log-odds, row by row."""
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = exponentials / exponentials.sum(axis=1, keepdims=True)
    return shares
