"""Which facts a script tells, in which order, and in which beat of its framework."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.models import Beat, EducationalFramework, OutlineBeat, Project, VerifiedFact, content_id
from pipelines.writing.rules import numbers
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import Theme, fact_weight, stems, themes_of

SHARE_FOR_FACTS = 0.84
"""Of a content beat's words; the rest goes to signposts, questions and frames."""

_MAX_THEME_SHARE = 0.30
_MIN_THEME_FACTS = 3
_SAME_STATEMENT = 0.5  # Jaccard overlap of content words


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


def choose_facts(spoken: Sequence[SpokenFact], topic: str, budget: int) -> list[SpokenFact]:
    """Choose facts worth `budget` words: the most relevant themes, and of each its weightiest facts in reading order."""
    chosen: list[SpokenFact] = []
    left = budget
    for theme in sorted(themes_of(distinct(spoken), topic), key=lambda theme: (-theme.relevance, theme.key)):
        picked = _of_theme(theme, min(left, int(budget * _MAX_THEME_SHARE)))
        if len(picked) < min(_MIN_THEME_FACTS, budget // 40):
            continue
        chosen += picked
        left -= sum(fact.n_words for fact in picked)
        if left < 15:
            break
    return sorted(chosen, key=lambda fact: fact.fact.ordinal)


def _of_theme(theme: Theme, budget: int) -> list[SpokenFact]:
    picked: list[SpokenFact] = []
    left = budget
    places = {fact.fact.fact_id: place for place, fact in enumerate(theme.facts)}
    for fact in sorted(
        theme.facts, key=lambda item: (0.05 * places[item.fact.fact_id] - fact_weight(item.fact), item.fact.ordinal)
    ):
        if fact.n_words <= left:
            picked.append(fact)
            left -= fact.n_words
    return sorted(picked, key=lambda fact: fact.fact.ordinal)


def plan(framework: EducationalFramework, spoken: Sequence[SpokenFact], topic: str, total_words: int) -> list[BeatPlan]:
    """Map themes onto the framework's beats in reading order, each beat filled to its share."""
    content = [beat for beat in framework.beats if "fact" in beat.must_contain]
    budget = int(sum(beat.share for beat in content) * total_words * SHARE_FOR_FACTS)
    chosen = choose_facts(spoken, topic, budget)
    titles = {theme.key: theme.title for theme in themes_of(chosen, topic)}
    filled = _fill(content, chosen)
    plans = []
    for beat in framework.beats:
        facts = filled.get(beat.name, ())
        title = short_topic(topic)
        if facts:
            keys = [(fact.fact.document_id, fact.fact.heading) for fact in facts]
            title = titles[max(sorted(set(keys)), key=lambda key: (keys.count(key), -keys.index(key)))]
        plans.append(BeatPlan(beat, round(beat.share * total_words), tuple(facts), title))
    return plans


def _fill(content: Sequence[Beat], chosen: Sequence[SpokenFact]) -> dict[str, tuple[SpokenFact, ...]]:
    total = sum(fact.n_words for fact in chosen)
    shares = sum(beat.share for beat in content)
    filled: dict[str, tuple[SpokenFact, ...]] = {}
    position, spoken_so_far, until = 0, 0.0, 0.0
    for number, beat in enumerate(content, start=1):
        until += total * beat.share / shares
        taken: list[SpokenFact] = []
        while position < len(chosen):
            fact = chosen[position]
            same = bool(taken) and fact.fact.heading == taken[-1].fact.heading
            room = until - spoken_so_far + (0.25 * total * beat.share / shares if same else 0.0)
            if number < len(content) and room < fact.n_words / 2:
                break
            taken.append(fact)
            spoken_so_far += fact.n_words
            position += 1
        filled[beat.name] = tuple(taken)
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
