"""How well the tagger agrees with two labellers, and they with each other: F1 and Cohen's kappa.

Each sentence and move is one yes-or-no decision. Macro figures are means over the moves that occur.
"""

from collections.abc import Callable, Sequence
from functools import partial
from statistics import fmean
from typing import Any

from evals.pooled import PooledMetric, Scored, pooled_metric
from pipelines.models import Move

FIRST, SECOND, TAGGER = "labeller-1", "labeller-2", "tagger"
Decisions = set[tuple[int, str]]  # passage (by position) and sentence number


def decisions(scored: Sequence[Scored], who: str, move: Move) -> Decisions:
    """Return where `who` saw `move`."""
    by_passage = [output["moves"] if who == TAGGER else expected[who] for output, expected in scored]
    return {(index, n) for index, moves in enumerate(by_passage) for n, names in moves.items() if move in names}


def f1(one: Decisions, other: Decisions) -> float | None:
    """Return F1 of one against the other, which is symmetric; None where neither saw anything."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else None


def kappa(one: Decisions, other: Decisions, n: int) -> float | None:
    """Return Cohen's kappa over `n` decisions (Cohen, 1960); None where chance alone agrees fully."""
    share, other_share = len(one) / n, len(other) / n
    chance = share * other_share + (1 - share) * (1 - other_share)
    return None if chance == 1.0 else (1 - len(one ^ other) / n - chance) / (1 - chance)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _macro(one: str, reference: str, scored: Sequence[Scored]) -> float | None:
    """Mean over the moves that `reference` saw at all."""
    pairs = [(decisions(scored, one, move), decisions(scored, reference, move)) for move in Move]
    return _mean([f1(seen, wanted) for seen, wanted in pairs if wanted])


def _agreed(move: Move, scored: Sequence[Scored]) -> float | None:
    """F1 of the tagger where both labellers say the same; where they differ, neither answer is wrong.

    None for a move that the labellers nowhere agree on: a tagger cannot be right about it, only wrong.
    """
    first, second = decisions(scored, FIRST, move), decisions(scored, SECOND, move)
    return f1(decisions(scored, TAGGER, move) - (first ^ second), first & second) if first & second else None


def _kappa(move: Move, scored: Sequence[Scored]) -> float | None:
    n = sum(int(expected["n_sentences"]) for _, expected in scored)
    return kappa(decisions(scored, FIRST, move), decisions(scored, SECOND, move), n)


def _named(name: str, split: str, function: Callable[[Any], float | None], description: str) -> PooledMetric:
    # By move it is read, not judged: with forty figures none could be found better.
    return PooledMetric(name, split, description, function, better=None)


@pooled_metric(name="macro_f1_labeller_1")
def macro_f1_first(scored: Sequence[Scored]) -> float | None:
    """Mean over moves of the tagger's F1 against the first labeller."""
    return _macro(TAGGER, FIRST, scored)


@pooled_metric(name="macro_f1_labeller_2")
def macro_f1_second(scored: Sequence[Scored]) -> float | None:
    """Mean over moves of the tagger's F1 against the second labeller."""
    return _macro(TAGGER, SECOND, scored)


@pooled_metric(name="macro_f1_where_labellers_agree")
def macro_f1_agreed(scored: Sequence[Scored]) -> float | None:
    """Mean over moves of the tagger's F1 on the decisions on which both labellers agree."""
    return _mean([_agreed(move, scored) for move in Move])


@pooled_metric(name="labellers_macro_f1", better=None)
def labellers_f1(scored: Sequence[Scored]) -> float | None:
    """Mean over moves of one labeller's F1 against the other: as far as a tagger can be measured."""
    return _macro(FIRST, SECOND, scored)


@pooled_metric(name="labellers_macro_kappa", better=None)
def labellers_kappa(scored: Sequence[Scored]) -> float | None:
    """Mean over moves of Cohen's kappa of the two labellers."""
    return _mean([_kappa(move, scored) for move in Move])


@pooled_metric(name="dev_macro_f1_where_agree", split="dev", better=None)
def dev_macro_f1(scored: Sequence[Scored]) -> float | None:
    """The same on the passages that the rules were written on: no measure of anything but fit."""
    return _mean([_agreed(move, scored) for move in Move])


PER_MOVE = tuple(
    metric
    for move in Move
    for metric in (
        _named(f"f1_{move}", "test", partial(_agreed, move), f"The tagger's F1 for {move} where both labellers agree."),
        _named(f"kappa_{move}", "test", partial(_kappa, move), f"Cohen's kappa of the labellers for {move}."),
    )
)
