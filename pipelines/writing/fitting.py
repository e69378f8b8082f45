"""Fitting a draft to its length: facts are added or taken away until the script is as long as it should be."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.models import ScriptSentence
from pipelines.writing import drafting
from pipelines.writing.outline import distinct
from pipelines.writing.rules import spoken_words
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import fact_weight

_CLOSE_ENOUGH = 0.02
_ROUNDS = 24


def fitted(material: drafting.Material, spoken: Sequence[SpokenFact]) -> list[ScriptSentence]:
    """Write a script of the target length; where the facts are few, with less patience for repeated turns of phrase."""
    target = material.project.minutes * material.words_per_minute
    strict = _fitted(material, spoken)
    if spoken_words(strict) >= (1 - 2 * _CLOSE_ENOUGH) * target:
        return strict
    generous = _fitted(replace(material, is_generous=True), spoken)
    return max(strict, generous, key=spoken_words)


def _fitted(material: drafting.Material, spoken: Sequence[SpokenFact]) -> list[ScriptSentence]:
    """Write the outline's facts, then add spare ones or drop light ones; the draft nearest to the target is returned.

    Facts of the chosen hook are not told twice. Where the facts run out, the script stays short.
    """
    target = round(material.project.minutes * material.words_per_minute)
    plan, spare = _planned(material, spoken)
    best = drafting.write(material, plan)
    lines = best
    for _ in range(_ROUNDS):
        missing = target - spoken_words(lines)
        if abs(missing) <= _CLOSE_ENOUGH * target:
            break
        changed = _add(plan, spare, missing) if missing > 0 else _drop(plan, spare, -missing)
        if not changed:
            break
        lines = drafting.write(material, plan)
        if abs(spoken_words(lines) - target) < abs(spoken_words(best) - target):
            best = lines
    return best


_Plan = dict[str, list[SpokenFact]]


def _planned(material: drafting.Material, spoken: Sequence[SpokenFact]) -> tuple[_Plan, list[SpokenFact]]:
    by_id = {fact.fact.fact_id: fact for fact in spoken}
    told = {fact_id for ids in material.hook.fact_ids for fact_id in ids} if material.hook else set()
    plan = {
        beat.beat_id: [by_id[fact_id] for fact_id in beat.fact_ids if fact_id in by_id and fact_id not in told]
        for beat in material.outline
    }
    planned = {fact.fact.fact_id for facts in plan.values() for fact in facts} | told
    spare = [fact for fact in distinct(list(spoken)) if fact.fact.fact_id not in planned]
    return plan, sorted(spare, key=lambda fact: (-fact_weight(fact.fact), fact.fact.ordinal))


def _add(plan: _Plan, spare: list[SpokenFact], missing: int) -> bool:
    """Add the weightiest spare facts that fit, first those of themes already told, each in its reading place."""
    homes = {(f.fact.document_id, f.fact.heading): beat_id for beat_id, facts in plan.items() for f in facts}
    added = False
    for at_home in (True, False):
        for fact in list(spare):
            key = (fact.fact.document_id, fact.fact.heading)
            if fact.n_words > missing + 4 or (key in homes) is not at_home:
                continue
            beat_id = homes.get(key) or _nearest_beat(plan, fact)
            if beat_id is None:
                continue
            plan[beat_id] = sorted([*plan[beat_id], fact], key=lambda item: item.fact.ordinal)
            spare.remove(fact)
            missing -= fact.n_words + 2
            added = True
    return added


def _nearest_beat(plan: _Plan, fact: SpokenFact) -> str | None:
    """Return the beat whose last fact stands nearest before `fact` in reading order, else the first with facts."""
    filled = [(facts[0].fact.ordinal, beat_id) for beat_id, facts in plan.items() if facts]
    before = [entry for entry in filled if entry[0] <= fact.fact.ordinal]
    return max(before)[1] if before else (min(filled)[1] if filled else None)


def _drop(plan: _Plan, spare: list[SpokenFact], surplus: int) -> bool:
    """Take away the lightest facts until the surplus is gone."""
    told = sorted(
        ((fact_weight(f.fact), -f.fact.ordinal, beat_id, f) for beat_id, facts in plan.items() for f in facts),
        key=lambda item: item[:3],
    )
    dropped = False
    for _, _, beat_id, fact in told:
        if fact.n_words > surplus + 6 or len(plan[beat_id]) == 1:
            continue
        plan[beat_id].remove(fact)
        spare.append(fact)
        surplus -= fact.n_words
        dropped = True
        if surplus <= 4:
            break
    return dropped
