"""Is the judge right, and by what is it swayed? Pairs that nothing judged are in no figure."""

from collections.abc import Sequence

from evals.agreement import Choice, Judged, Swapped, audit_length, audit_position, krippendorff_alpha
from evals.pooled import Scored, pooled_metric


@pooled_metric(name="hook_preferred")
def hook_preferred(scored: Sequence[Scored]) -> float | None:
    """Share of the pairs in which the judge prefers the better opening, whichever is shown first; a tie is half."""
    worth = [0.5 if said == Choice.TIE else float(said == better) for said, better in _verdicts(scored)]
    return sum(worth) / len(worth) if worth else None


@pooled_metric(name="label_agreement", bounds=(-1.0, 1.0))
def label_agreement(scored: Sequence[Scored]) -> float | None:
    """Krippendorff's alpha of the judge with the labels: 1 as one, 0 as by chance, below 0 the other way round."""
    verdicts = _verdicts(scored)
    return krippendorff_alpha(list(zip(*verdicts, strict=True))) if verdicts else None


@pooled_metric(name="order_flips", better="lower")
def order_flips(scored: Sequence[Scored]) -> float | None:
    """Share of the pairs whose verdict changes when the two are shown the other way round."""
    return audit_position(_swapped(scored)).flipped.value


@pooled_metric(name="first_shown_wins", better=None)
def first_shown_wins(scored: Sequence[Scored]) -> float | None:
    """Share of the verdicts for one opening that go to the one shown first: 0.5 where the place does not matter."""
    return audit_position(_swapped(scored)).first_shown_wins.value


@pooled_metric(name="longer_wins", better=None)
def longer_wins(scored: Sequence[Scored]) -> float | None:
    """Share of the verdicts for one opening that go to the longer one: 0.5 is right, for half of the better ones are longer."""
    judged = [
        Judged(Choice(output["choice"]), output["first_words"], output["second_words"], "")
        for output, _ in scored
        if output["choice"]
    ]
    return audit_length(judged).longer_wins.value if judged else None


def _verdicts(scored: Sequence[Scored]) -> list[tuple[str, str]]:
    """(the judge's choice, the label) of every pair that was judged."""
    return [(output["choice"], expected["better"]) for output, expected in scored if output["choice"]]


def _swapped(scored: Sequence[Scored]) -> list[Swapped]:
    return [
        Swapped(Choice(output["in_order"]), Choice(output["swapped"]), source="")
        for output, _ in scored
        if output["choice"]
    ]
