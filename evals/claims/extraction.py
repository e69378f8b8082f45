"""Check-worthiness as precision and recall; atoms and wording as exact matches with what a reader wrote down.

The sentences were written for this suite. Those of the split `dev` were looked at while the rules were written, those of
`test` were not.
"""

from collections.abc import Sequence

from evals.pooled import Scored, pooled_metric

CLAIM = "claim"


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None


@pooled_metric(name="check_worthy_precision")
def check_worthy_precision(scored: Sequence[Scored]) -> float | None:
    """Share of the sentences of which a claim was made that a reader finds check-worthy."""
    return _share([expected["kind"] == CLAIM for output, expected in scored if output["kind"] == CLAIM])


@pooled_metric(name="check_worthy_recall")
def check_worthy_recall(scored: Sequence[Scored]) -> float | None:
    """Share of the check-worthy sentences of which a claim was made."""
    return _share([output["kind"] == CLAIM for output, expected in scored if expected["kind"] == CLAIM])


@pooled_metric(name="kind_accuracy")
def kind_accuracy(scored: Sequence[Scored]) -> float | None:
    """Share of the sentences that make no claim and are told to be what they are: opinion, story, caption …"""
    return _share([output["kind"] == expected["kind"] for output, expected in scored if expected["kind"] != CLAIM])


@pooled_metric(name="atomic")
def atomic(scored: Sequence[Scored]) -> float | None:
    """Share of the compound sentences that are split into exactly the claims that they make."""
    return _share([output["claims"] == expected["claims"] for output, expected in scored if expected["is_compound"]])


@pooled_metric(name="whole")
def whole(scored: Sequence[Scored]) -> float | None:
    """Share of the simple check-worthy sentences that are kept in one piece, pronouns aside."""
    simple = [
        len(output["claims"]) == 1
        for output, expected in scored
        if expected["kind"] == CLAIM and not expected["is_compound"]
    ]
    return _share(simple)


@pooled_metric(name="self_contained")
def self_contained(scored: Sequence[Scored]) -> float | None:
    """Share of the sentences with a pronoun that only one thing can mean, that are worded exactly as a reader would."""
    return _share([output["claims"] == expected["claims"] for output, expected in scored if expected["is_resolved"]])


@pooled_metric(name="dev_check_worthy_precision", split="dev", better=None)
def dev_precision(scored: Sequence[Scored]) -> float | None:
    """The precision on the sentences that the rules were written on: no measure of anything but fit."""
    return check_worthy_precision.function(scored)


@pooled_metric(name="dev_check_worthy_recall", split="dev", better=None)
def dev_recall(scored: Sequence[Scored]) -> float | None:
    """The recall on the sentences that the rules were written on."""
    return check_worthy_recall.function(scored)
