"""How well the score ranks the creator's own texts above those of others."""

from collections.abc import Sequence

from evals.pooled import Scored, pooled_metric


@pooled_metric(name="separation")
def separation(scored: Sequence[Scored]) -> float | None:
    """Area under the ROC curve: the share of pairs of an own and another's text in which the own one scores higher."""
    values = [(output["value"], expected["is_own"]) for output, expected in scored if output["value"] is not None]
    own = [value for value, is_own in values if is_own]
    others = [value for value, is_own in values if not is_own]
    if not own or not others:
        return None
    wins = sum(1.0 if mine > other else 0.5 if mine == other else 0.0 for mine in own for other in others)
    return wins / (len(own) * len(others))
