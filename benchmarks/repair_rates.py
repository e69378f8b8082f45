"""How many faults that are put into stored scripts are found and repaired: `python benchmarks/repair_rates.py [PROJECT ...]`.

Reads scripts from the database, and mends each once. Into the mended script one fault at a time is put, at a place chosen
at random. Found: its rule reports more than before. Repaired: after mending again it does not, and all faults together
weigh no more than before. Intervals are Wilson's.
"""

import argparse
import random
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from evals import statistics
from lectern import environment
from pipelines import settings
from pipelines.database import Database
from pipelines.models import (
    Concept,
    Explanation,
    OutlineBeat,
    Project,
    ResearchDocument,
    ScriptSentence,
    SentenceKind,
    VerifiedFact,
)
from pipelines.writing import coherence, diagnosis, grammar, mending, pipeline, repairs, terms
from pipelines.writing.faults import Setting
from pipelines.writing.prerequisites import ConceptMap
from pipelines.writing.themes import stems

Script = tuple[ScriptSentence, ...]
Breaker = Callable[[Script, Setting, random.Random], Script | None]
SEED = 5
_ABSENT = "cheese fondue"
TIMES = 3  # a script and a kind of fault


def late_definition(script: Script, setting: Setting, chance: random.Random) -> Script | None:
    """Tell what a term is behind its first use."""
    options = []
    for place, line in enumerate(script):
        term = coherence.explained(script, place)
        key = stems(term) if term else frozenset()
        if not term or key <= stems(setting.project.topic) or not terms.is_technical(key, term):
            continue
        later = [o for o in script[place + 2 :] if o.beat_id == line.beat_id and terms.uses(o.text, key) and o.fact_ids]
        if later and script.index(later[0]) + 1 < len(script):
            options.append((line, script[script.index(later[0]) + 1]))
    if not options:
        return None
    line, before = chance.choice(options)
    return next((repair.script for repair in repairs.moves(script, line, [before])), None)


def said_twice(script: Script, setting: Setting, chance: random.Random) -> Script | None:
    """Say a sentence again, as from another fact, where it cuts nothing off from what it leans on."""
    told = [line for line in script if line.fact_ids and line.beat_id in setting.beats_with("fact")]
    line = chance.choice(told[: len(told) // 2])
    others = [
        other
        for last, other in pairwise(script)
        if other in told
        and not set(other.fact_ids) & set(line.fact_ids)
        and last.fact_ids
        and not repairs.leans(other.text)
    ]
    if not others:
        return None
    other = chance.choice(others)
    return repairs.insert(script, other, line.text, line.kind, other.fact_ids, "Say").script


def dangling(script: Script, setting: Setting, chance: random.Random) -> Script | None:
    """Say a pronoun for the subject of a sentence that opens another section."""
    options = []
    for last, line in pairwise(script):
        fact = setting.facts.get(line.fact_ids[0]) if line.fact_ids else None
        subject = grammar.subject_of(fact.text) if fact else None
        homes = [setting.sections.get(fact_id) for fact_id in (*last.fact_ids[-1:], *line.fact_ids[:1])]
        if subject and len(set(homes)) > 1 and line.text.startswith(subject + " ") and not last.text.endswith("?"):
            options.append((line, subject))
    if not options:
        return None
    line, subject = chance.choice(options)
    verb = grammar.main_verb(line.text) or ""
    pronoun = "They" if grammar.is_plural(subject, verb) else "It"
    return repairs.reword(script, line, pronoun + line.text[len(subject) :]).script


def unanswered(script: Script, setting: Setting, chance: random.Random) -> Script | None:
    """Ask what nothing answers, in front of two sentences that tell no fact."""
    line = chance.choice([line for line in script[8:-2] if line.fact_ids])
    first = repairs.insert(script, line, "Hold on for a second.", SentenceKind.RHETORIC, (), "Say").script
    second = repairs.insert(first, first[script.index(line)], "Take a breath.", SentenceKind.RHETORIC, (), "Say").script
    return repairs.insert(
        second, second[script.index(line)], "Why would anybody care?", SentenceKind.RHETORIC, (), "Ask"
    ).script


def broken_promise(script: Script, setting: Setting, chance: random.Random) -> Script | None:
    """Announce what never comes."""
    promise = next((line for line in script if line.text.startswith("We'll start with")), None)
    if promise is None:
        return None
    text = promise.text.replace("We'll start with ", f"We'll start with {_ABSENT} and ")
    return repairs.reword(script, promise, text).script


def loose_connective(script: Script, setting: Setting, chance: random.Random) -> Script | None:
    """Open with "But" behind a turn."""
    options = [
        line
        for last, line in pairwise(script)
        if line.fact_ids
        and last.kind is SentenceKind.RHETORIC
        and not repairs.leans(line.text)
        and not last.text.endswith("?")
    ]
    if not options:
        return None
    line = chance.choice(options)
    return repairs.reword(script, line, f"But {setting.lowered(line.text)}").script


BREAKERS: dict[str, tuple[str, Breaker]] = {
    "late definition": ("term-before-definition", late_definition),
    "said twice": ("repetition", said_twice),
    "pronoun for the subject": ("dangling-reference", dangling),
    "question without answer": ("unanswered-question", unanswered),
    "promise of what never comes": ("promise-not-kept", broken_promise),
    "But behind a turn": ("loose-connective", loose_connective),
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("projects", nargs="*", help="project keys; all where none is given")
    wanted = arguments.parse_args().projects
    environment.prepare()
    db = Database(settings.load().database_url)
    tried: dict[str, list[tuple[bool, bool]]] = {name: [] for name in BREAKERS}
    for project in db.read(Project):
        sentences = db.read(ScriptSentence, project_key=project.project_key)
        if sentences and (not wanted or project.project_key in wanted):
            for name, outcomes in outcomes_of(sentences, stored_setting(db, project)).items():
                tried[name] += outcomes
    for name, outcomes in tried.items():
        print(
            f"{name:<30}{len(outcomes):>3}",
            told(found for found, _ in outcomes),
            told(mended for _, mended in outcomes),
        )


def stored_setting(db: Database, project: Project) -> Setting:
    """Return what a stored script is judged by."""
    key = project.project_key
    known = ConceptMap(tuple(db.read(Concept, project_key=key)))
    return pipeline.setting(
        project,
        db.read(OutlineBeat, project_key=key),
        db.read(VerifiedFact, project_key=key),
        db.read(ResearchDocument, project_key=key),
        explained=db.read(Explanation, project_key=key),
        known=known,
    )


def outcomes_of(sentences: Sequence[ScriptSentence], setting: Setting) -> dict[str, list[tuple[bool, bool]]]:
    """Return kind of fault → (whether it is found, whether it is repaired) for each that was put into a script."""
    pace = 60 * repairs.length(sentences) / sum(line.seconds for line in sentences)
    whole = mending.mended(sentences, setting, pace).script
    chance = random.Random(SEED)
    outcomes: dict[str, list[tuple[bool, bool]]] = {}
    for name, (rule, breaker) in BREAKERS.items():
        for _ in range(TIMES):
            broken = breaker(whole, setting, chance)
            if broken is None:
                continue
            again = mending.mended(broken, setting, pace)
            is_found = reports(rule, broken, setting) > reports(rule, whole, setting)
            is_mended = reports(rule, again.script, setting) <= reports(rule, whole, setting)
            outcomes.setdefault(name, []).append(
                (is_found, is_mended and weight(again.script, setting) <= weight(whole, setting))
            )
    return outcomes


def reports(rule: str, script: Sequence[ScriptSentence], setting: Setting) -> int:
    return sum(fault.rule == rule for fault in diagnosis.find(script, setting))


def weight(script: Sequence[ScriptSentence], setting: Setting) -> float:
    return sum(fault.weight for fault in diagnosis.find(script, setting))


def told(outcomes: Iterable[bool]) -> str:
    """Return a share with its 95 % interval."""
    hits = list(outcomes)
    estimate = statistics.share(sum(hits), len(hits))
    return f"{estimate.value:.2f} [{estimate.low:.2f}, {estimate.high:.2f}]" if hits else "cannot say"


if __name__ == "__main__":
    main()
