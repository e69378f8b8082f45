"""How high the passages stand that answer a query."""

import math
from typing import Any

from evals.ragas_adapter import numeric_metric

NEAR, DEEP = 3, 10


def _is_covered(expected: dict[str, Any]) -> bool:
    return bool(expected["is_covered"])


@numeric_metric(name="recall_at_3", applies=_is_covered)
def recall_at_3(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """Share of the passages that answer which are among the first three; of more than three, three are wanted."""
    wanted = min(NEAR, _relevant(output))
    return sum(bool(quotes) for quotes in output["quotes_found"][:NEAR]) / wanted


@numeric_metric(name="ndcg_at_10", applies=_is_covered)
def ndcg_at_10(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """Normalised discounted cumulative gain of the first ten passages (Järvelin and Kekäläinen 2002), relevant or not."""
    gain = sum(1 / math.log2(rank + 2) for rank, quotes in enumerate(output["quotes_found"][:DEEP]) if quotes)
    best = sum(1 / math.log2(rank + 2) for rank in range(min(DEEP, _relevant(output))))
    return gain / best


def _relevant(output: dict[str, Any]) -> int:
    """Number of passages that answer.

    Raises:
        ValueError: no passage holds a quote of the case: the library has changed, or the case is wrong.
    """
    if not output["relevant_passages"]:
        raise ValueError("no passage of the library holds what the case expects")
    return int(output["relevant_passages"])
