"""Educational frameworks: contracts of beats, read from `frameworks.yaml` and validated."""

import math
from pathlib import Path
from typing import Any

import yaml

from pipelines.models import Beat, EducationalFramework
from pipelines.writing.audience import Audience
from pipelines.writing.marks import MARKS

PATH = Path(__file__).with_name("frameworks.yaml")
KINDS = frozenset({"definition", "misconception", "history", "mechanism", "evidence", "open-question"})
"""Kinds of runs that a beat may ask for."""

CONTENTS = KINDS | {"hook", "promise", "fact", "example", "number", "story", "recap", "close"}
"""What a beat may be required to contain."""


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
            Beat(b["name"], b["purpose"], float(b["share"]), tuple(b["must_contain"]), b["visual"], tuple(b["heard"]))
            for b in entry["beats"]
        )
        signals, audiences = (_weights(entry[field]) for field in ("signals", "audiences"))
        framework = EducationalFramework(
            name, entry["title"], entry["source"], entry["suits"], signals, beats, tuple(entry["topics"]), audiences
        )
    except (KeyError, TypeError, ValueError) as error:
        raise FrameworkError(
            f"{file}: framework {name}: field {error} is missing or of the wrong type. Add it."
        ) from error
    total = sum(beat.share for beat in beats)
    if not math.isclose(total, 1.0, abs_tol=1e-6):
        raise FrameworkError(f"{file}: framework {name}: its shares add up to {total:g}. Make them add up to 1.")
    for what, used, known in (
        ("contents", {content for beat in beats for content in beat.must_contain}, CONTENTS),
        ("marks in `heard`", {mark for beat in beats for mark in beat.heard}, MARKS),
        ("audiences", set(audiences), {audience.value for audience in Audience}),
    ):
        if used - known:
            raise FrameworkError(
                f"{file}: framework {name}: unknown {what} {sorted(used - known)}. Use {sorted(known)}."
            )
    required = {content for beat in beats for content in beat.must_contain}
    if not {"hook", "promise", "fact", "recap", "close"} <= required:
        raise FrameworkError(f"{file}: framework {name}: no beat for hook, promise, fact, recap or close. Add it.")
    return framework


def _weights(entry: dict[str, Any]) -> dict[str, float]:
    return {name: float(weight) for name, weight in entry.items()}
