"""Which runs of facts a script tells, in which order, and in which beat of its framework."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.models import Beat, EducationalFramework, OutlineBeat, Project, VerifiedFact, content_id
from pipelines.writing.rules import numbers
from pipelines.writing.runs import Kind, Run, central, runs_of
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import fact_weight, stems

SHARE_FOR_FACTS = 0.84
"""Of a content beat's words; the rest goes to turns, questions and frames."""

_SAME_STATEMENT = 0.5  # Jaccard overlap of content words
_MIN_TRIMMED = 3


@dataclass(frozen=True)
class BeatPlan:
    """The facts of one beat, before it is written down."""

    beat: Beat
    words: int
    facts: tuple[SpokenFact, ...]
    title: str


def short_topic(topic: str) -> str:
    """Return the part of a topic before its colon, as it stands in a sentence: `The Big Bang: how …` → `the Big Bang`."""
    name = topic.split(":", maxsplit=1)[0].strip().rstrip(".?!").replace("-", " ")
    return name[:1].lower() + name[1:] if name.split(" ")[0] in {"The", "A", "An"} else name


def distinct(facts: Sequence[SpokenFact]) -> list[SpokenFact]:
    """Drop facts that say what a weightier fact says, keeping the order."""
    kept: list[tuple[frozenset[str], SpokenFact]] = []
    for fact in sorted(facts, key=lambda item: (-fact_weight(item.fact), item.fact.ordinal)):
        said = stems(fact.fact.text)
        if not any(_same(fact, said, other, known) for known, other in kept):
            kept.append((said, fact))
    return sorted((fact for _, fact in kept), key=lambda item: item.fact.ordinal)


def _same(fact: SpokenFact, said: frozenset[str], other: SpokenFact, known: frozenset[str]) -> bool:
    """Whether two facts say the same: most content words shared, or the same numbers and a third of the words."""
    shared = len(said & known) / max(1, len(said | known))
    counted = numbers(fact.fact.text)
    return shared >= _SAME_STATEMENT or (bool(counted) and counted == numbers(other.fact.text) and shared >= 0.25)


def choose_runs(spoken: Sequence[SpokenFact], topic: str, budget: int) -> list[Run]:
    """Choose runs worth `budget` words, the best first until it is spent; shorter runs only where longer ones are few.

    The overview of the library is always among them. Returned in reading order.
    """
    several = distinct(spoken)
    runs = runs_of(several, topic)
    if sum(run.n_words for run in runs) < budget:
        runs = runs_of(several, topic, shortest=2)
    overview = central(runs, topic)
    chosen: list[Run] = []
    left = budget
    for run in sorted(runs, key=lambda item: (item is not overview, -item.score, item.ordinal)):
        fitting = run if run.n_words <= left + 10 else _trimmed(run, left)
        if fitting is not None:
            chosen.append(fitting)
            left -= fitting.n_words
    return sorted(chosen, key=lambda run: run.ordinal)


def _trimmed(run: Run, words: int) -> Run | None:
    """Return the beginning of a run that fits, or None where it would be a lone fact or two."""
    facts = list(run.facts)
    while facts and sum(fact.n_words for fact in facts) > words:
        facts.pop()
    return Run(run.title, run.kind, tuple(facts), run.score) if len(facts) >= _MIN_TRIMMED else None


def plan(framework: EducationalFramework, spoken: Sequence[SpokenFact], topic: str, total_words: int) -> list[BeatPlan]:
    """Map runs onto the framework's beats by what they do, in the order in which they build on each other."""
    content = [beat for beat in framework.beats if "fact" in beat.must_contain]
    budget = int(sum(beat.share for beat in content) * total_words * SHARE_FOR_FACTS)
    filled = _fill(content, in_order(choose_runs(spoken, topic, budget), content, topic))
    plans = []
    for beat in framework.beats:
        told = filled.get(beat.name, [])
        title = max(told, key=lambda run: run.n_words).title if told else short_topic(topic)
        facts = tuple(fact for run in told for fact in run.facts)
        plans.append(BeatPlan(beat, round(beat.share * total_words), facts, title))
    return plans


def in_order(runs: Sequence[Run], content: Sequence[Beat], topic: str) -> list[Run]:
    """Order runs: the overview, then document by document, open questions last.

    The overview's document goes on first; another stands where the beats ask for what most of its runs do; inside it, reading order is kept.
    """
    overview = central(runs, topic)
    ranks: dict[str, list[int]] = {}
    for run in runs:
        ranks.setdefault(run.document_id, []).append(_preferred(run.kind, content))

    def place(run: Run) -> tuple[bool, bool, int, int]:
        own = ranks[run.document_id]
        rank = -1 if overview and run.document_id == overview.document_id else round(sum(own) / len(own))
        return (run is not overview, run.kind is Kind.OPEN_QUESTION, rank, run.ordinal)

    return sorted(runs, key=place)


def _preferred(kind: Kind, content: Sequence[Beat]) -> int:
    """Return the number of the beat that asks for a kind; a kind that none asks for goes to the middle."""
    asking = [number for number, beat in enumerate(content) if kind.value in beat.must_contain]
    return asking[0] if asking else len(content) // 2


def _fill(content: Sequence[Beat], runs: Sequence[Run]) -> dict[str, list[Run]]:
    """Deal ordered runs out to beats by their shares; a run is told in one beat, and no beat stays empty if runs last."""
    total = sum(run.n_words for run in runs)
    shares = sum(beat.share for beat in content)
    filled: dict[str, list[Run]] = {beat.name: [] for beat in content}
    position, told, until = 0, 0.0, 0.0
    for number, beat in enumerate(content, start=1):
        until += total * beat.share / shares
        is_last = number == len(content)
        while position < len(runs):
            run = runs[position]
            keeps_one_each = len(runs) - position > len(content) - number
            if not is_last and filled[beat.name] and (told + run.n_words / 2 > until or not keeps_one_each):
                break
            filled[beat.name].append(run)
            told += run.n_words
            position += 1
    return filled


def outline_beats(
    project: Project, framework: EducationalFramework, reason: str, plans: Sequence[BeatPlan], words_per_minute: float
) -> list[OutlineBeat]:
    """Write plans down as the project's outline."""
    return [
        OutlineBeat(
            beat_id=content_id(project.project_key, "beat", ordinal, plan.beat.name),
            project_key=project.project_key,
            ordinal=ordinal,
            framework_id=framework.framework_id,
            framework_reason=reason,
            name=plan.beat.name,
            title=plan.title,
            purpose=plan.beat.purpose,
            words=plan.words,
            minutes=plan.words / words_per_minute,
            fact_ids=tuple(fact.fact.fact_id for fact in plan.facts),
            visual=plan.beat.visual.replace("{subject}", plan.title),
        )
        for ordinal, plan in enumerate(plans)
    ]


def usable(facts: Sequence[VerifiedFact]) -> list[VerifiedFact]:
    """Return the facts that a script may state, in reading order."""
    return sorted((fact for fact in facts if fact.is_usable), key=lambda fact: (fact.ordinal, fact.fact_id))
