"""How far to trust a judge: agreement with labels, and what its verdicts owe to order and to length."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations

import numpy as np
from scipy import stats

from evals.statistics import Estimate, Floats, clustered_share, clustered_statistic

FEWEST_VERDICTS = 3  # below, a correlation says nothing


class Level(StrEnum):
    """What the values of a rating may be compared by: equality, order, or distance."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


class Choice(StrEnum):
    """Which of two texts a judge prefers, by the text and not by the place in which it was shown."""

    FIRST = "first"
    SECOND = "second"
    TIE = "tie"


@dataclass(frozen=True)
class Swapped:
    """A judge's verdicts on one pair: with the first text shown first, and with the second shown first."""

    shown_in_order: Choice
    shown_swapped: Choice
    source: str


@dataclass(frozen=True)
class PositionAudit:
    """What a judge owes to order.

    `flipped`: share of pairs whose verdict changes with it. `first_shown_wins`: share of the verdicts, ties aside, that
    go to the text shown first; 0.5 where the place does not matter.
    """

    flipped: Estimate
    first_shown_wins: Estimate


@dataclass(frozen=True)
class Judged:
    """One verdict with the lengths of both texts, in words."""

    choice: Choice
    first_words: int
    second_words: int
    source: str


@dataclass(frozen=True)
class LengthAudit:
    """What a judge owes to length.

    `longer_wins`: share of the verdicts, ties aside, that go to the longer text. `correlation`: of the preference for the
    first text (1, 0.5 for a tie, 0) with the logarithm of the ratio of lengths, by ranks (Spearman).
    """

    longer_wins: Estimate
    correlation: Estimate


def krippendorff_alpha(ratings: Sequence[Sequence[float | str | None]], level: Level = Level.NOMINAL) -> float | None:
    """Return Krippendorff's alpha (Content Analysis, 2004, chapter 11): 1 full agreement, 0 as by chance.

    Args:
        ratings: one row a rater, one column a unit; None where a rater did not rate it. Numbers, unless `level` is
            nominal.
        level: what values may be compared by.

    Returns:
        None where no unit has two ratings, or all ratings are one value: there is nothing to agree on.

    Raises:
        ValueError: rows of different lengths, or a value that is no number at a level that needs numbers.
    """
    if len({len(row) for row in ratings}) > 1:
        raise ValueError("Every rater needs one entry a unit; put None where one did not rate.")
    units = [[value for value in column if value is not None] for column in zip(*ratings, strict=True)]
    pairable = [unit for unit in units if len(unit) > 1]
    if level is not Level.NOMINAL and any(isinstance(value, str) for unit in pairable for value in unit):
        raise ValueError(f"Ratings at {level} level must be numbers. Use nominal, or turn them into numbers.")
    values = sorted({value for unit in pairable for value in unit}, key=lambda value: (str(type(value)), value))
    if len(values) < 2:
        return None
    together = _coincidences(pairable, {value: index for index, value in enumerate(values)})
    totals = together.sum(axis=1)
    distance = _distances(values, totals, level)
    observed = float((together * distance).sum())
    expected = float((np.outer(totals, totals) * distance).sum() / (totals.sum() - 1))
    return 1.0 - observed / expected


def audit_position(verdicts: Sequence[Swapped]) -> PositionAudit:
    """Say what share of verdicts flips with the order, and whether the text shown first is favoured."""
    sources = [verdict.source for verdict in verdicts]
    flipped = [float(verdict.shown_in_order is not verdict.shown_swapped) for verdict in verdicts]
    wins = [
        (float(choice is shown_first), verdict.source)
        for verdict in verdicts
        for choice, shown_first in (
            (verdict.shown_in_order, Choice.FIRST),
            (verdict.shown_swapped, Choice.SECOND),
        )
        if choice is not Choice.TIE
    ]
    return PositionAudit(
        clustered_share(flipped, sources), clustered_share([won for won, _ in wins], [source for _, source in wins])
    )


def audit_length(verdicts: Sequence[Judged]) -> LengthAudit:
    """Say how often the longer text wins, and how the preference goes with the ratio of lengths.

    Raises:
        ValueError: a text without a word.
    """
    if any(min(verdict.first_words, verdict.second_words) < 1 for verdict in verdicts):
        raise ValueError("A text of no words cannot be judged by its length. Leave the pair out.")
    decided = [
        verdict
        for verdict in verdicts
        if verdict.choice is not Choice.TIE and verdict.first_words != verdict.second_words
    ]
    longer = [
        float((verdict.choice is Choice.FIRST) == (verdict.first_words > verdict.second_words)) for verdict in decided
    ]
    groups: dict[Hashable, list[tuple[float, float]]] = {}
    preference = {Choice.FIRST: 1.0, Choice.TIE: 0.5, Choice.SECOND: 0.0}
    for verdict in verdicts:
        ratio = float(np.log(verdict.first_words / verdict.second_words))
        groups.setdefault(verdict.source, []).append((preference[verdict.choice], ratio))
    return LengthAudit(
        clustered_share(longer, [verdict.source for verdict in decided]),
        clustered_statistic(list(groups.values()), _rank_correlation, bounds=(-1.0, 1.0)),
    )


def _coincidences(units: Sequence[Sequence[float | str]], index: Mapping[float | str, int]) -> Floats:
    """How often two raters gave these two values to one unit; each unit weighs as many pairs as it has ratings."""
    together = np.zeros((len(index), len(index)))
    for unit in units:
        for one, other in permutations(unit, 2):
            together[index[one], index[other]] += 1 / (len(unit) - 1)
    return together


def _distances(values: Sequence[float | str], totals: Floats, level: Level) -> Floats:
    if level is Level.NOMINAL:
        places = np.arange(len(values))
        return np.not_equal.outer(places, places).astype(float)
    if level is Level.INTERVAL:
        numbers = np.array(values, dtype=float)
        return _squared_gaps(numbers)
    # Ordinal: how many ratings lie from the middle of one value to the middle of the other.
    middles = np.cumsum(totals) - totals / 2
    return _squared_gaps(middles)


def _squared_gaps(places: Floats) -> Floats:
    gaps: Floats = places[:, None] - places[None, :]
    return gaps**2


def _rank_correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    preferences, ratios = zip(*pairs, strict=True)
    if len(pairs) < FEWEST_VERDICTS or len(set(preferences)) == 1 or len(set(ratios)) == 1:
        return None
    return float(stats.spearmanr(preferences, ratios).statistic)
