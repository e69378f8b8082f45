"""The choice between frameworks, explained: what the facts offer, what the topic asks, who listens, what the creator does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.models import EducationalFramework, Misconception, Story, VerifiedFact
from pipelines.sentences import counted
from pipelines.writing import audience
from pipelines.writing.frameworks import FrameworkError
from pipelines.writing.structure_habits import UNKNOWN, StructureHabits

_TOPIC_WEIGHT = 0.25
_HABIT_WEIGHT = 0.6  # of a framework that every video of the creator follows
_SIGNAL_PATTERNS = {
    "definitional": re.compile(r"\b(?:is|are) (?:an?|the) \w+|\bcalled\b|\bknown as\b|\bmeans\b|\bdefined\b"),
    "causal": re.compile(r"\b(?:because|therefore|causes?|caused|leads? to|led to|as a result|so that|due to)\b"),
    "numeric": re.compile(r"\d|\b(?:million|billion|thousand|percent)\b"),
    "historical": re.compile(r"\b1[5-9]\d\d\b|\b20[0-2]\d\b"),
    "evidence": re.compile(r"\b(?:observ|measure|detect|experiment|evidence|telescope|discover|found|data)\w*"),
    "misconception": re.compile(
        r"(?i)\b(?:myth|misconception|misleading|mistake|people (?:think|say|believe)|wrong|not an? )\b"
    ),
    "contrast": re.compile(r"(?i)\b(?:but|however|although|unlike|instead|rather|whereas)\b"),
    "example": re.compile(r"(?i)\b(?:for example|for instance|such as|like an?|suppose|imagine)\b"),
    "problem": re.compile(r"(?i)\b(?:problem|fail|failure|loss|damage|error|disorder|difficult|forget|interfer)\w*"),
}
_SIGNAL_LABELS = {
    "definitional": "define something", "causal": "give a cause", "numeric": "state a number",
    "historical": "carry a date", "evidence": "speak of observation or measurement",
    "misconception": "correct a belief", "contrast": "contrast two things", "example": "give an example",
    "problem": "name a problem",
}  # fmt: skip


@dataclass(frozen=True)
class Ranked:
    """A framework with what speaks for it, in points that add up to `score`."""

    framework: EducationalFramework
    facts: float
    topic: float
    audience: float
    habit: float

    @property
    def score(self) -> float:
        """All points together."""
        return self.facts + self.topic + self.audience + self.habit


@dataclass(frozen=True)
class Choice:
    """The frameworks by rank, and why the first is chosen, in a few sentences."""

    ranking: tuple[Ranked, ...]
    reason: str

    @property
    def framework(self) -> EducationalFramework:
        """The one chosen."""
        return self.ranking[0].framework


@dataclass(frozen=True)
class Occasion:
    """What a video is for and who makes it, as far as it bears on its structure."""

    topic: str = ""
    audience: str = ""
    habits: StructureHabits = UNKNOWN


def signals_of(
    facts: Sequence[VerifiedFact], stories: Sequence[Story], misconceptions: Sequence[Misconception] = ()
) -> dict[str, float]:
    """Return the share of facts that show each signal, 0..1; `story` is 1 where the channel has any story.

    A misconception that a source corrects counts as one more fact that corrects a belief.
    """
    n_facts = max(1, len(facts))
    shares = {
        signal: sum(1 for fact in facts if pattern.search(fact.text)) / n_facts
        for signal, pattern in _SIGNAL_PATTERNS.items()
    }
    n_corrected = sum(row.correction is not None for row in misconceptions)
    shares["misconception"] = min(1.0, shares["misconception"] + n_corrected / n_facts)
    headings = len({fact.heading for fact in facts})
    return {**shares, "story": float(bool(stories)), "breadth": min(1.0, headings / 20)}


def choose(
    frameworks: Sequence[EducationalFramework],
    facts: Sequence[VerifiedFact],
    stories: Sequence[Story],
    misconceptions: Sequence[Misconception] = (),
    occasion: Occasion = Occasion(),
) -> Choice:
    """Rank the frameworks by what the facts offer, what the topic asks, who listens, and what the creator is used to.

    Raises:
        FrameworkError: there are no frameworks.
    """
    if not frameworks:
        raise FrameworkError("there are no frameworks to choose from. Load them with load_frameworks().")
    signals = signals_of(facts, stories, misconceptions)
    level = audience.level_of(occasion.audience)
    ranking = sorted(
        (
            Ranked(
                framework,
                sum(weight * signals.get(signal, 0.0) for signal, weight in framework.signals.items()),
                _TOPIC_WEIGHT * (_asked_by(framework, occasion.topic) is not None),
                framework.audiences.get(level.audience.value, 0.0),
                _HABIT_WEIGHT * occasion.habits.share(framework.framework_id),
            )
            for framework in frameworks
        ),
        key=lambda ranked: (-ranked.score, ranked.framework.framework_id),
    )
    return Choice(tuple(ranking), _reason(ranking, signals, len(facts), occasion, level))


def _asked_by(framework: EducationalFramework, topic: str) -> str | None:
    """Return the words of a topic that ask for a framework, or None."""
    return next((asked for asked in framework.topics if re.search(rf"(?i)\b{re.escape(asked)}\b", topic)), None)


def _reason(
    ranking: Sequence[Ranked],
    signals: dict[str, float],
    n_facts: int,
    occasion: Occasion,
    level: audience.Level,
) -> str:
    best = ranking[0]
    parts = [_facts_said(best, signals, n_facts)]
    asked = _asked_by(best.framework, occasion.topic)
    if asked:
        parts.append(f"topic {best.topic:.2f}: it says “{asked}”")
    if best.audience:
        parts.append(f"audience {best.audience:.2f}: {level.audience.value}s")
    parts.append(_habits_said(best, ranking, occasion.habits))
    runner_up = (
        f" Next was {ranking[1].framework.title} ({ranking[1].score:.2f}): {_difference(best, ranking[1])}."
        if len(ranking) > 1
        else ""
    )
    said = "; ".join(part for part in parts if part)
    return f"{best.framework.title} ({best.score:.2f}). {best.framework.suits} For it speak: {said}.{runner_up}"


def _facts_said(best: Ranked, signals: dict[str, float], n_facts: int) -> str:
    weights = best.framework.signals
    strongest = sorted((s for s in weights if s in _SIGNAL_PATTERNS), key=lambda s: (-weights[s] * signals[s], s))[:2]
    shares = [f"{round(100 * signals[s])} % of {n_facts} {_SIGNAL_LABELS[s]}" for s in strongest]
    return f"facts {best.facts:.2f}: {' and '.join(shares)}"


def _habits_said(best: Ranked, ranking: Sequence[Ranked], habits: StructureHabits) -> str:
    if not habits.n_videos:
        return ""
    if not habits.can_say:
        return f"your habits 0.00: {counted(habits.n_videos, 'video')} of yours, too few to speak of one"
    followed = habits.counts.get(best.framework.framework_id, 0)
    usual = max(
        ranking, key=lambda r: (habits.counts.get(r.framework.framework_id, 0), r.framework.framework_id)
    ).framework
    most = habits.counts.get(usual.framework_id, 0)
    said = f"your habits {best.habit:.2f}: {followed} of your {counted(habits.n_videos, 'video')} built like this"
    if usual is not best.framework and most > followed:
        said += f", {most} like {usual.title}"
    return said


def _difference(best: Ranked, other: Ranked) -> str:
    """Return what decided between two frameworks: the largest difference."""
    gains = {
        "the facts": best.facts - other.facts,
        "the topic's words": best.topic - other.topic,
        "the audience": best.audience - other.audience,
        "your habits": best.habit - other.habit,
    }
    name = max(gains, key=lambda reason: gains[reason])
    return f"{name} decided, by {gains[name]:.2f}" if gains[name] > 0 else "they are equal"
