"""What the page of a project's facts shows: cells of its tables, escaped, and the verifier's record as drawings."""

from html import escape

import matplotlib.pyplot as plt
import theme
from matplotlib.axes import Axes

from pipelines.facts.verification.track_record import Rows, TrackRecord
from pipelines.models import Verdict, VerifiedFact
from pipelines.research.credibility import Component, Credibility

OTHERS_SAY = {Verdict.SUPPORTED: "confirmed", Verdict.REFUTED: "contradicted", Verdict.NOT_ENOUGH_INFO: "left open"}


def fact_cell(fact: VerifiedFact) -> str:
    """Return a fact as HTML, with its quote below where the source words it otherwise."""
    if " ".join(fact.quote.split()) == fact.text:
        return escape(fact.text)
    return f"{escape(fact.text)}<br><small>“{escape(fact.quote)}”</small>"


def others_say(fact: VerifiedFact) -> str:
    """Return what other sources do for a fact, with the probability where they say something."""
    if fact.probability is None or fact.verdict is Verdict.NOT_ENOUGH_INFO:
        return OTHERS_SAY[fact.verdict]
    return f"{OTHERS_SAY[fact.verdict]}, {fact.probability:.0%}"


def part(row: Credibility, name: str) -> Component:
    """Return one part of a document's credibility."""
    return next(component for component in row.components if component.name == name)


def part_cell(component: Component) -> str:
    """Return a part of a credibility as HTML: its value, and why."""
    value = "–" if component.value is None else f"{component.value:.2f}"
    return f"{value}<br><small>{escape(component.reason)}</small>"


def credibility_cell(row: Credibility) -> str:
    """Return a credibility as HTML, with who overruled it and why."""
    value = "–" if row.value is None else f"<b>{row.value:.2f}</b>"
    if row.override:
        computed = "none" if row.computed is None else f"{row.computed:.2f}"
        return f"{value}<br><small>{escape(row.override.decided_by)}: {escape(row.override.reason)} (computed: {computed})</small>"
    return value


def draw_record(record: TrackRecord, wanted: float) -> None:
    """Draw both, with the operator's setting marked on the curve."""
    _, (left, right) = plt.subplots(1, 2, figsize=(theme.WIDTH, 3.7), width_ratios=[1, 1.6])
    _reliability(left, record.reliability)
    _curve(right, record.curve_of_other_kinds, theme.GREY, "kinds of claims that it was not fitted on")
    _curve(right, record.curve, theme.BLUE, "claims on documents that it has not seen")
    right.axhline(100 * wanted, color=theme.VERMILION, linewidth=1, linestyle=(0, (4, 3)))
    chosen = record.chosen(wanted)
    if chosen is not None:
        right.scatter(100 * chosen.coverage, 100 * chosen.precision, s=70, color=theme.VERMILION, zorder=4)
        told = f"your setting: {wanted:.0%} right, {chosen.coverage:.0%} called SUPPORTED"
        right.annotate(
            told,
            (100 * chosen.coverage, 100 * chosen.precision),
            (12, 10),
            textcoords="offset points",
            color=theme.VERMILION,
        )
    right.set(xlabel="% of claims called SUPPORTED", ylabel="% of them rightly", xlim=(0, 100), ylim=(0, 104))
    right.set_title("What a precision costs")
    right.grid()
    right.legend(loc="lower right")


def _reliability(axes: Axes, rows: Rows) -> None:
    axes.plot([0, 100], [0, 100], color=theme.RULE, linewidth=1.2)
    for said, true, low, high, _ in 100 * rows:
        axes.plot([said, said], [low, high], color=theme.SKY, linewidth=4, alpha=0.6)
        axes.plot(said, true, "o", color=theme.BLUE, markersize=6)
    axes.set(xlabel="it says SUPPORTED, %", ylabel="it was so, %", xlim=(-4, 104), ylim=(-4, 104), aspect="equal")
    axes.set_title("How true its probability is")
    axes.grid()


def _curve(axes: Axes, rows: Rows, colour: str, label: str) -> None:
    _, precision, coverage, low, high = 100 * rows.T
    axes.fill_between(coverage, low, high, color=colour, alpha=0.18, linewidth=0)
    axes.plot(coverage, precision, color=colour, linewidth=1.8, label=label)


def meaning(record: TrackRecord, wanted: float) -> str:
    """Return what the operator's wish for a precision gives, on familiar and on other kinds of claims, as a sentence."""
    chosen = record.chosen(wanted)
    if chosen is None:
        return (
            f"No setting was measured that keeps {wanted:.0%}: SUPPORTED is said from a probability of {wanted:.2f} on."
        )
    other = record.on_other_kinds(chosen.probability)
    elsewhere = (
        f" On kinds of claims that it was not fitted on, the same probability gave {other.precision:.0%} at {other.coverage:.0%}."
        if other
        else ""
    )
    return (
        f"You want SUPPORTED to be right in {wanted:.0%} of the cases (LECTERN_SUPPORT_PRECISION). So it is said from a "
        f"probability of {chosen.probability:.2f} on, which was right in {chosen.precision:.0%} ({chosen.low:.0%} to "
        f"{chosen.high:.0%}) and called {chosen.coverage:.0%} of the claims SUPPORTED.{elsewhere}"
    )
