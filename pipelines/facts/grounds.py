"""On what a fact's verdict rests, in a few words, and the sentence of another document that decided it."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from pipelines.models import Evidence, Verdict, VerifiedFact


class Ground(StrEnum):
    """What the other documents do for a fact, from the best to the worst."""

    CONFIRMED = "an independent source states it too"
    SAME_VOICE = "another document of the same voice states it too"
    UNSETTLED = "another source speaks of it and leaves it open"
    ALONE = "no other source speaks of it"
    OUTWEIGHS = "another source contradicts it, and does not weigh more"
    REFUTED = "another source contradicts it, and weighs more or is much newer"


def ground(fact: VerifiedFact, evidence: Sequence[Evidence]) -> Ground:
    """Return why a fact has its verdict; `evidence` are the rows that it names."""
    against = any(row.verdict is Verdict.REFUTED for row in evidence)
    if fact.verdict is Verdict.REFUTED:
        return Ground.REFUTED
    if against:
        return Ground.OUTWEIGHS
    if fact.verdict is Verdict.SUPPORTED:
        return Ground.CONFIRMED if fact.independent_sources > 1 else Ground.SAME_VOICE
    return Ground.UNSETTLED if evidence else Ground.ALONE


def counted(facts: Sequence[VerifiedFact], evidence: Sequence[Evidence]) -> dict[tuple[Verdict, Ground], int]:
    """Return how many facts have each verdict for each reason, best ground first; what does not occur is left out."""
    behind = evidence_of(facts, evidence)
    counts = Counter((fact.verdict, ground(fact, behind[fact.fact_id])) for fact in facts)
    order = list(Ground)
    return dict(sorted(counts.items(), key=lambda item: (order.index(item[0][1]), item[0][0])))


def evidence_of(facts: Sequence[VerifiedFact], evidence: Sequence[Evidence]) -> dict[str, list[Evidence]]:
    """Return fact id → the rows of evidence that the fact names, those of its own verdict first, the likeliest first."""
    by_id = {row.evidence_id: row for row in evidence}
    return {
        fact.fact_id: sorted(
            (by_id[key] for key in fact.evidence_ids if key in by_id),
            key=lambda row: (row.verdict is not fact.verdict, -row.probability),
        )
        for fact in facts
    }


def least_certain(facts: Sequence[VerifiedFact]) -> list[VerifiedFact]:
    """Return the facts of which other sources speak, first those whose verdict is least sure.

    That is the least probable of the decided ones, and of the undecided those that came nearest to being confirmed.
    """
    judged = [(_certainty(fact.verdict, fact.probability), fact) for fact in facts if fact.probability is not None]
    return [fact for _, fact in sorted(judged, key=lambda pair: (pair[0], pair[1].ordinal))]


def _certainty(verdict: Verdict, probability: float) -> float:
    return 1 - probability if verdict is Verdict.NOT_ENOUGH_INFO else probability


def in_percent(verdict: Verdict, probability: float) -> str:
    """Return a probability in words that say what it is of: "93%" of a verdict, "12% for it" where there is none."""
    return f"{probability:.0%} for it" if verdict is Verdict.NOT_ENOUGH_INFO else f"{probability:.0%}"
