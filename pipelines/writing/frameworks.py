"""Educational frameworks: read from `frameworks.yaml`, and chosen by what a project's facts have to offer."""

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from pipelines.models import Beat, EducationalFramework, Misconception, Story, VerifiedFact

PATH = Path(__file__).with_name("frameworks.yaml")
KINDS = frozenset({"definition", "misconception", "history", "mechanism", "evidence", "open-question"})
"""Kinds of runs that a beat may ask for."""

CONTENTS = KINDS | {"hook", "promise", "fact", "example", "number", "story", "recap", "close"}
"""What a beat may be required to contain."""

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
    "problem": "name a problem", "story": "of the channel's videos have a story to tell", "breadth": "share of section headings",
}  # fmt: skip


class FrameworkError(ValueError):
    """A framework's contract is broken. The message names the framework and the remedy."""


def load(path: Path = PATH) -> list[EducationalFramework]:
    """Read and validate the frameworks.

    Raises:
        FrameworkError: an entry lacks a field, its shares do not add up to 1, or it requires unknown contents.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise FrameworkError(f"{path.name} is not valid YAML: {error}. Correct the line it names.") from error
    if not isinstance(entries, list):
        raise FrameworkError(f"{path.name} holds no list of frameworks. Start each with '- framework_id: …'.")
    return [_framework(entry, path.name) for entry in entries]


def _framework(entry: dict[str, Any], file: str) -> EducationalFramework:
    name = entry.get("framework_id", "?") if isinstance(entry, dict) else "?"
    try:
        beats = tuple(
            Beat(b["name"], b["purpose"], float(b["share"]), tuple(b["must_contain"]), b["visual"])
            for b in entry["beats"]
        )
        signals = {signal: float(weight) for signal, weight in entry["signals"].items()}
        framework = EducationalFramework(name, entry["title"], entry["source"], entry["suits"], signals, beats)
    except (KeyError, TypeError, ValueError) as error:
        raise FrameworkError(
            f"{file}: framework {name}: field {error} is missing or of the wrong type. Add it."
        ) from error
    total = sum(beat.share for beat in beats)
    if not math.isclose(total, 1.0, abs_tol=1e-6):
        raise FrameworkError(f"{file}: framework {name}: its shares add up to {total:g}. Make them add up to 1.")
    unknown = {content for beat in beats for content in beat.must_contain} - CONTENTS
    if unknown:
        raise FrameworkError(f"{file}: framework {name}: unknown contents {sorted(unknown)}. Use {sorted(CONTENTS)}.")
    required = {content for beat in beats for content in beat.must_contain}
    if not {"hook", "promise", "fact", "recap", "close"} <= required:
        raise FrameworkError(f"{file}: framework {name}: no beat for hook, promise, fact, recap or close. Add it.")
    return framework


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
) -> tuple[EducationalFramework, str]:
    """Return the framework that suits the facts best, and why in a sentence.

    Raises:
        FrameworkError: there are no frameworks.
    """
    if not frameworks:
        raise FrameworkError("there are no frameworks to choose from. Load them with load_frameworks().")
    signals = signals_of(facts, stories, misconceptions)

    def score(framework: EducationalFramework) -> float:
        return sum(weight * signals.get(signal, 0.0) for signal, weight in framework.signals.items())

    ranked = sorted(frameworks, key=lambda framework: (-score(framework), framework.framework_id))
    best = ranked[0]
    strongest = sorted(
        (s for s in best.signals if s in _SIGNAL_PATTERNS), key=lambda s: (-best.signals[s] * signals.get(s, 0.0), s)
    )[:2]
    parts = [f"{round(100 * signals[s])} % of {len(facts)} facts {_SIGNAL_LABELS[s]}" for s in strongest]
    runner_up = f"; next was {ranked[1].title} ({score(ranked[1]):.2f})" if len(ranked) > 1 else ""
    return best, f"{best.title} ({score(best):.2f}): {' and '.join(parts)}{runner_up}. {best.suits}"
