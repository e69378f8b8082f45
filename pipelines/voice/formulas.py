"""Trait values out of added-up counts, for one video, a channel, or a thousand resamples of it at once.

A formula knows which counts it needs and turns their totals into a value. Totals may have any leading shape, so the same
code gives the value of a channel, of every video, and of every resample. NaN where a value cannot be had.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Counts = Mapping[str, Mapping[str, int]]  # family → name → count


@dataclass(frozen=True)
class Totals:
    """Counts as an array of shape (…, columns); `columns` maps "family/name" to its place."""

    values: Vector
    columns: Mapping[str, int]

    def __getitem__(self, key: str) -> Vector:
        """The counts under a key, in the leading shape; 0 where no video has any."""
        place = self.columns.get(key)
        return np.zeros(self.values.shape[:-1]) if place is None else self.values[..., place]

    def named(self, family: str) -> dict[str, int]:
        """The counts of a family by name, added up over the leading shape."""
        head = f"{family}/"
        return {
            key[len(head) :]: int(self.values[..., place].sum())
            for key, place in self.columns.items()
            if key.startswith(head)
        }

    def family(self, family: str, size: int) -> Vector:
        """The counts of a family whose names are numbers from 0 to `size` - 1, shape (…, size)."""
        return np.stack([self[f"{family}/{number}"] for number in range(size)], axis=-1)

    def weighted(self, weights: Vector) -> "Totals":
        """Totals over videos, one for each row of weights (shape resamples × videos)."""
        return Totals(weights @ self.values, self.columns)


def per_video(rows: Sequence[Counts], families: frozenset[str]) -> Totals:
    """Return the counts of every video as a matrix, one row a video, for the families that are needed."""
    ordered = sorted(families)
    names = {family: sorted(set().union(*(row.get(family, ()) for row in rows))) for family in ordered}
    columns = {key: place for place, key in enumerate((f, name) for f in ordered for name in names[f])}
    at: list[int] = []
    found: list[int] = []
    ends = []
    places = {family: {name: columns[family, name] for name in names[family]}.__getitem__ for family in ordered}
    for counts in rows:
        for family in families.intersection(counts):
            at.extend(map(places[family], counts[family]))
            found.extend(counts[family].values())
        ends.append(len(at))
    values = np.zeros((len(rows), len(columns)))
    values[np.repeat(np.arange(len(rows)), np.diff([0, *ends])), at] = found
    return Totals(values, {f"{family}/{name}": place for (family, name), place in columns.items()})


class Formula(Protocol):
    """What turns totals into values."""

    @property
    def families(self) -> frozenset[str]:
        """The families of counts that are needed."""
        ...

    def of(self, totals: Totals) -> Vector:
        """The value of each set of totals; NaN where there is none."""
        ...

    def weight(self, totals: Totals) -> Vector:
        """How much a video has to say about the value: the number of chances it had."""
        ...


@dataclass(frozen=True)
class Ratio:
    """`scale` × the sum of `parts` / `whole`."""

    parts: tuple[str, ...]
    whole: str
    scale: float = 1.0

    @property
    def families(self) -> frozenset[str]:
        """The families of counts that are needed."""
        return frozenset(key.partition("/")[0] for key in (*self.parts, self.whole))

    def of(self, totals: Totals) -> Vector:
        """The value of each set of totals."""
        return divided(self.scale * sum((totals[key] for key in self.parts), np.zeros(())), totals[self.whole])

    def weight(self, totals: Totals) -> Vector:
        """The number of chances that a video had."""
        return totals[self.whole]


@dataclass(frozen=True)
class Relative:
    """One ratio over another, such as the pace of the first fifth over the pace of the whole."""

    above: Ratio
    below: Ratio

    @property
    def families(self) -> frozenset[str]:
        """The families of counts that are needed."""
        return self.above.families | self.below.families

    def of(self, totals: Totals) -> Vector:
        """The value of each set of totals."""
        return divided(self.above.of(totals), self.below.of(totals))

    def weight(self, totals: Totals) -> Vector:
        """The number of chances that a video had."""
        return self.above.weight(totals)


@dataclass(frozen=True)
class FamilySum:
    """`scale` × the sum over a whole family / `whole`."""

    family: str
    whole: str
    scale: float = 1.0

    @property
    def families(self) -> frozenset[str]:
        """The families of counts that are needed."""
        return frozenset({self.family, self.whole.partition("/")[0]})

    def of(self, totals: Totals) -> Vector:
        """The value of each set of totals."""
        places = [place for key, place in totals.columns.items() if key.startswith(f"{self.family}/")]
        return divided(self.scale * totals.values[..., places].sum(-1), totals[self.whole])

    def weight(self, totals: Totals) -> Vector:
        """The number of chances that a video had."""
        return totals[self.whole]


@dataclass(frozen=True)
class Deviation:
    """Standard deviation of sentence lengths."""

    families = frozenset({"succession"})

    def of(self, totals: Totals) -> Vector:
        """The value of each set of totals."""
        n = totals["succession/n"]
        mean = divided(totals["succession/sum"], n)
        return np.sqrt(np.maximum(divided(totals["succession/squares"], n) - mean**2, 0.0))

    def weight(self, totals: Totals) -> Vector:
        """The number of chances that a video had."""
        return totals["succession/n"]


@dataclass(frozen=True)
class Correlation:
    """Pearson's correlation of a sentence's length with that of the next one."""

    families = frozenset({"succession"})

    def of(self, totals: Totals) -> Vector:
        """The value of each set of totals."""
        n = totals["succession/pairs"]
        first, second = divided(totals["succession/first"], n), divided(totals["succession/second"], n)
        covariance = divided(totals["succession/products"], n) - first * second
        variances = (divided(totals["succession/first_squares"], n) - first**2) * (
            divided(totals["succession/second_squares"], n) - second**2
        )
        return np.clip(divided(covariance, np.sqrt(np.maximum(variances, 0.0))), -1.0, 1.0)  # rounding may pass 1

    def weight(self, totals: Totals) -> Vector:
        """The number of chances that a video had."""
        return totals["succession/pairs"]


@dataclass(frozen=True)
class HistogramMedian:
    """Median of what a family counts by size, between two sizes by linear interpolation."""

    family: str
    size: int
    scale: float = 1.0

    @property
    def families(self) -> frozenset[str]:
        """The families of counts that are needed."""
        return frozenset({self.family})

    def of(self, totals: Totals) -> Vector:
        """The value of each set of totals."""
        counts = totals.family(self.family, self.size)
        running, n = counts.cumsum(-1), counts.sum(-1)
        bin_ = (running < n[..., None] / 2).sum(-1).clip(max=self.size - 1)
        inside = np.take_along_axis(counts, bin_[..., None], -1)[..., 0]
        before = np.take_along_axis(running, bin_[..., None], -1)[..., 0] - inside
        return np.where(n > 0, self.scale * (bin_ - 0.5 + divided(n / 2 - before, inside)), np.nan)

    def weight(self, totals: Totals) -> Vector:
        """The number of chances that a video had."""
        n: Vector = totals.family(self.family, self.size).sum(-1)
        return n


def divided(part: Vector, whole: Vector) -> Vector:
    """Divide; NaN where the whole is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole != 0, np.asarray(part) / whole, np.nan)
