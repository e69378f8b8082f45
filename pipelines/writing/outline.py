"""Which runs of facts a script tells, in which order, and in which beat of its framework."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from pipelines.models import Beat, EducationalFramework, OutlineBeat, Project, VerifiedFact, content_id
from pipelines.writing import argument, terms
from pipelines.writing.prerequisites import UNMAPPED, ConceptMap, taught_in_order
from pipelines.writing.runs import Kind, Run, central, runs_of
from pipelines.writing.speech import SpokenFact
from pipelines.writing.spoken_forms import capitalised
from pipelines.writing.themes import fact_weight, stems

SHARE_FOR_FACTS = 0.84
"""Of a content beat's words; the rest goes to turns, questions and frames."""

_MIN_TRIMMED = 3
_REFUTATION_WORTH = 0.3
"""What a run gains where it opens with what corrects a belief: the same as facts that stand as near as they can."""


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


def choose_runs(
    spoken: Sequence[SpokenFact], topic: str, budget: int, corrections: Set[str] = frozenset()
) -> list[Run]:
    """Choose runs worth `budget` words, the best first until it is spent; shorter runs only where longer ones are few.

    The overview of the library is always among them. A run that opens with one of `corrections` (ids of facts) is about
    a misconception. Returned in reading order.
    """
    several = argument.distinct(spoken)
    runs = runs_of(several, topic)
    if sum(run.n_words for run in runs) < budget:
        runs = runs_of(several, topic, shortest=2)
    runs = [_refuting(run) if run.facts[0].fact.fact_id in corrections else run for run in runs]
    overview = central(runs, topic)
    chosen: list[Run] = []
    left = budget
    for run in sorted(runs, key=lambda item: (item is not overview, -item.score, item.ordinal)):
        fitting = run if run.n_words <= left + 10 else _trimmed(run, left)
        if fitting is not None:
            chosen.append(fitting)
            left -= fitting.n_words
    return sorted(chosen, key=lambda run: run.ordinal)


def _refuting(run: Run) -> Run:
    return replace(run, kind=Kind.MISCONCEPTION, score=run.score + _REFUTATION_WORTH)


def _trimmed(run: Run, words: int) -> Run | None:
    """Return the beginning of a run that fits, or None where it would be a lone fact or two."""
    facts = list(run.facts)
    while facts and sum(fact.n_words for fact in facts) > words:
        facts.pop()
    return Run(run.title, run.kind, tuple(facts), run.score) if len(facts) >= _MIN_TRIMMED else None


def plan(
    framework: EducationalFramework,
    spoken: Sequence[SpokenFact],
    topic: str,
    total_words: int,
    known: ConceptMap = UNMAPPED,
    corrections: Set[str] = frozenset(),
) -> list[BeatPlan]:
    """Map runs onto the framework's beats by what they do, in the order in which they build on each other.

    What the concept map says must be known before something is told before it. A beat for which the library has nothing is left out, and each has the time that its facts take.
    """
    content = [beat for beat in framework.beats if "fact" in beat.must_contain]
    content_words = sum(beat.share for beat in content) * total_words
    chosen = choose_runs(spoken, topic, int(content_words * SHARE_FOR_FACTS), corrections)
    lead = lead_of(spoken, topic)
    runs = _with_lead(argument.in_order(chosen, content, topic, lead), lead, topic)
    runs = taught_in_order(runs, known, topic)
    dealt = argument.dealt(runs, content)
    told = {name: [run.facts for run in beat] for name, beat in dealt.items()}
    n_told = sum(fact.n_words for beat in told.values() for run in beat for fact in run)
    plans = []
    for beat in framework.beats:
        facts = tuple(fact for run in told.get(beat.name, ()) for fact in run)
        if beat in content and runs:
            if facts:
                words = round(content_words * sum(fact.n_words for fact in facts) / n_told)
                plans.append(BeatPlan(beat, words, facts, title(dealt[beat.name], topic)))
        else:
            plans.append(BeatPlan(beat, round(beat.share * total_words), facts, short_topic(topic)))
    return plans


def _with_lead(runs: Sequence[Run], lead: SpokenFact | None, topic: str) -> list[Run]:
    """Put the statement of what the topic is in front of everything, where the library has one."""
    if lead is None:
        return list(runs)
    rest = [replace(run, facts=tuple(fact for fact in run.facts if fact is not lead)) for run in runs]
    return [Run(short_topic(topic), Kind.DEFINITION, (lead,), 0.0), *(run for run in rest if run.facts)]


def lead_of(spoken: Sequence[SpokenFact], topic: str) -> SpokenFact | None:
    """Return the weightiest fact that says what the topic is, or None."""
    wanted = stems(short_topic(topic))
    defining = [fact for fact in argument.distinct(spoken) if terms.defined_by(fact) == wanted]
    return max(defining, key=lambda fact: (fact_weight(fact.fact), -fact.fact.ordinal), default=None)


def title(runs: Sequence[Run], topic: str) -> str:
    """Return what a beat is about: the title of its longest run, or the topic."""
    return max(runs, key=lambda run: run.n_words).title if runs else short_topic(topic)


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
            title=capitalised(plan.title),
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
