"""Fitting a draft to its length: runs grow, join or shrink until the script is as long as it should be."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.models import ScriptSentence
from pipelines.writing import argument, drafting, prerequisites
from pipelines.writing.hooks import promises
from pipelines.writing.manuscript import Material
from pipelines.writing.rules import spoken_words
from pipelines.writing.runs import Kind, common_nouns, is_anchored, kind_of, known_before, runs_of
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import fact_weight

_CLOSE_ENOUGH = 0.02
_ROUNDS = 16
_MIN_RUN = 3
_Told = list[SpokenFact]


@dataclass
class _Plan:
    """Runs per beat, in the order in which they are told, and the runs that are left over, best first."""

    beats: dict[str, list[_Told]]
    spare: list[_Told]
    common: frozenset[str]
    shortest: int  # facts of a run that may be added
    contents: Mapping[str, Sequence[str]]  # beat id → the kinds of runs that it asks for, and more
    promised: frozenset[str]  # ids of facts that pay what the opening promises: they stay, however short the script

    def by_beat(self, material: Material, spoken: Sequence[SpokenFact]) -> dict[str, list[_Told]]:
        """Return the runs as they are told: definitions in front of what uses them, missing ones supplied, no term before its name."""
        topic = material.project.topic
        runs = {beat_id: [run for run in runs if run] for beat_id, runs in self.beats.items()}
        ordered = prerequisites.supplied(argument.introduced(runs, topic), material.known, spoken, topic)
        return argument.without_early(ordered, topic, self.promised)


def fitted(material: Material, spoken: Sequence[SpokenFact]) -> list[ScriptSentence]:
    """Write a script of the target length; where the facts are few, with short runs and reminders as well."""
    target = material.project.minutes * material.words_per_minute
    strict = _fitted(material, spoken)
    if spoken_words(strict) >= (1 - 2 * _CLOSE_ENOUGH) * target:
        return strict
    generous = _fitted(replace(material, is_generous=True), spoken)
    return max(strict, generous, key=spoken_words)


def _fitted(material: Material, spoken: Sequence[SpokenFact]) -> list[ScriptSentence]:
    """Write the outline's runs, then add to them or take away; the draft nearest to the target is returned.

    Facts of the chosen hook are not told twice, and what pays its promises is not taken away. Where the facts run out, the
    script stays short.
    """
    target = round(material.project.minutes * material.words_per_minute)
    plan = _planned(material, spoken)
    best = lines = drafting.write(material, plan.by_beat(material, spoken))
    for _ in range(_ROUNDS):
        missing = target - spoken_words(lines)
        if abs(missing) <= _CLOSE_ENOUGH * target:
            break
        if not (_add(plan, missing, material.project.topic) if missing > 0 else _drop(plan, -missing)):
            break
        lines = drafting.write(material, plan.by_beat(material, spoken))
        best = min(best, lines, key=lambda draft: (_unpaid(material, draft), abs(spoken_words(draft) - target)))
    return best


def _unpaid(material: Material, lines: Sequence[ScriptSentence]) -> int:
    """Return how many promises of the opening no sentence of a draft pays."""
    hook = material.hook
    return sum(paying is None for _, paying in promises.payments(hook, lines)) if hook else 0


def _planned(material: Material, spoken: Sequence[SpokenFact]) -> _Plan:
    by_id = {fact.fact.fact_id: fact for fact in spoken}
    hooked = {fact_id for ids in material.hook.fact_ids for fact_id in ids} if material.hook else set()
    beats = {
        beat.beat_id: _split([by_id[i] for i in beat.fact_ids if i in by_id and i not in hooked])
        for beat in material.outline
    }
    planned = {fact.fact.fact_id for runs in beats.values() for run in runs for fact in run} | hooked
    told = [by_id[fact_id] for fact_id in planned if fact_id in by_id]
    same = argument.Sameness([fact.fact.text for fact in spoken])
    rest = [fact for fact in argument.distinct(spoken) if not any(same.facts(fact, other) for other in told)]
    found = runs_of(rest, material.project.topic, shortest=1)
    ranked = sorted(found, key=lambda run: (len(run.facts) < _MIN_RUN, -run.score, run.ordinal))
    spare = [list(run.facts) for run in ranked if material.is_generous or not _is_lone(run.facts, beats)]
    contents = {beat.beat_id: material.contents.get(beat.name, ()) for beat in material.outline}
    promised = _paying(material, [run for runs in beats.values() for run in runs])
    return _Plan(beats, spare, common_nouns(spoken), 1 if material.is_generous else _MIN_RUN, contents, promised)


def _paying(material: Material, runs: Sequence[_Told]) -> frozenset[str]:
    """Return one fact for each promise of the opening that pays it: the one for which least has to be told before."""
    places = {fact.fact.fact_id: place for run in runs for place, fact in enumerate(run)}
    pays = (
        [i for i in promise.fact_ids if i in places] for promise in (material.hook.promises if material.hook else ())
    )
    return frozenset(min(ids, key=lambda i: places[i]) for ids in pays if ids)


def _is_lone(facts: Sequence[SpokenFact], beats: dict[str, list[_Told]]) -> bool:
    """Whether a leftover is too short to stand by itself and belongs to no section that is told."""
    sections = {_place(fact) for runs in beats.values() for run in runs for fact in run}
    return len(facts) < _MIN_RUN and not any(_place(fact) in sections for fact in facts)


def _split(facts: Sequence[SpokenFact]) -> list[_Told]:
    """Cut a beat's facts where the document changes, reading goes back, or a section of its own begins."""
    runs: list[_Told] = []
    for fact in facts:
        last = runs[-1][-1] if runs else None
        is_next = (
            last is not None
            and fact.fact.document_id == last.fact.document_id
            and fact.fact.ordinal > last.fact.ordinal
            and (_place(fact) == _place(last) or len(runs[-1]) < _MIN_RUN + 1)
        )
        if is_next:
            runs[-1].append(fact)
        else:
            runs.append([fact])
    return runs


def _place(fact: SpokenFact) -> tuple[str, str]:
    return fact.fact.document_id, fact.fact.heading


def _add(plan: _Plan, missing: int, topic: str) -> bool:
    """Add neighbours to runs already told, then whole runs, then the beginning of one."""
    before = missing
    missing -= _extend(plan, missing, topic)
    for spare in list(plan.spare):
        taken = list(spare)
        while taken and sum(fact.n_words for fact in taken) > missing:
            taken.pop()
        if len(taken) < min(max(plan.shortest, 1), max(len(spare), plan.shortest)):
            continue
        _insert(plan, taken)
        plan.spare.remove(spare)
        if len(taken) < len(spare):
            plan.spare.append(spare[len(taken) :])
        missing -= sum(fact.n_words for fact in taken)
    return missing < before


def _extend(plan: _Plan, missing: int, topic: str) -> int:
    """Put spare facts of a section that is told into their reading place; return the words added."""
    added = 0
    for spare in list(plan.spare):
        for fact in list(spare):
            home = next(
                (run for runs in plan.beats.values() for run in runs if any(_place(o) == _place(fact) for o in run)),
                None,
            )
            if home is None or fact.n_words > missing - added + 3:
                continue
            before = [other for other in home if other.fact.ordinal < fact.fact.ordinal]
            if not is_anchored(fact, before, known_before(fact, topic, plan.common)):
                continue
            home.insert(len(before), fact)
            spare.remove(fact)
            added += fact.n_words
        if not spare:
            plan.spare.remove(spare)
    return added


def _insert(plan: _Plan, run: _Told) -> None:
    """Put a run in the beat that asks for what it does, near its document, in reading order behind the script's opening."""
    kind = kind_of(run, run[0].fact.heading)
    filled = {beat_id: runs for beat_id, runs in plan.beats.items() if any(runs)}
    asking = [beat_id for beat_id in filled if kind.value in plan.contents[beat_id]]
    homes = asking or list(filled)[-1 if kind is Kind.OPEN_QUESTION else 0 :]
    if not homes:
        return
    home = min(
        homes, key=lambda beat_id: (_distance(filled[beat_id], run), sum(f.n_words for r in filled[beat_id] for f in r))
    )
    is_opening = home == next(iter(filled))
    plan.beats[home].insert(max(_place_in(plan.beats[home], run), 1 if is_opening else 0), run)


def _place_in(runs: Sequence[_Told], run: _Told) -> int:
    """Return where a run belongs among those of a beat: in reading order of its own document, else at the end."""
    own = [place for place, told in enumerate(runs) if told and told[0].fact.document_id == run[0].fact.document_id]
    before = [place for place in own if runs[place][0].fact.ordinal < run[0].fact.ordinal]
    return before[-1] + 1 if before else own[0] if own else len(runs)


def _distance(runs: Sequence[_Told], run: _Told) -> float:
    """Facts between a run and the nearest of its document in a beat; infinite where there is none."""
    near = [told[0].fact.ordinal for told in runs if told and told[0].fact.document_id == run[0].fact.document_id]
    return min((abs(ordinal - run[0].fact.ordinal) for ordinal in near), default=math.inf)


def _drop(plan: _Plan, surplus: int) -> bool:
    """Take the last facts off the lightest runs, and whole runs where the surplus is larger than they are; what is promised stays."""
    ranked = sorted(
        ((_weight(run), run[0].fact.ordinal, beat_id) for beat_id, runs in plan.beats.items() for run in runs if run)
    )
    before = surplus
    opening = next((run for runs in plan.beats.values() for run in runs if run), None)
    for _, ordinal, beat_id in ranked:
        run = next(run for run in plan.beats[beat_id] if run and run[0].fact.ordinal == ordinal)
        if run is opening:
            continue
        is_promised = any(_is_pinned(plan, fact) for fact in run)
        if (
            not is_promised
            and sum(fact.n_words for fact in run) <= surplus
            and len([r for r in plan.beats[beat_id] if r]) > 1
        ):
            plan.beats[beat_id].remove(run)
            plan.spare.append(run)
            surplus -= sum(fact.n_words for fact in run)
            continue
        while len(run) > _MIN_RUN and surplus > 4 and run[-1].n_words <= surplus + 6 and not _is_pinned(plan, run[-1]):
            surplus -= run[-1].n_words
            plan.spare.append([run.pop()])
        if surplus <= 4:
            break
    return surplus < before


def _is_pinned(plan: _Plan, fact: SpokenFact) -> bool:
    return fact.fact.fact_id in plan.promised


def _weight(run: _Told) -> float:
    return sum(fact_weight(fact.fact) for fact in run) / len(run)
