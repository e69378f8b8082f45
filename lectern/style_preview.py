"""`lectern style try`: what one wish would do to a script, drafted without it and with it. Nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from lectern.drafting import Material, drafting_material
from lectern.errors import BadInputError, RunFailedError
from pipelines import models as m
from pipelines import settings
from pipelines.database import Database
from pipelines.engines import ScriptDrafter, script_drafter
from pipelines.model_errors import ModelError
from pipelines.sentences import normalised_words
from pipelines.voice.controls import ControlError, control, not_followed
from pipelines.voice.measures import measure_texts
from pipelines.voice.pipeline import score_text, speaking_pace
from pipelines.voice.traits import BY_NAME
from pipelines.writing import rules
from pipelines.writing.speech_samples import aim

PACE = "words_per_minute"


@dataclass(frozen=True)
class Drafted:
    """One of the two scripts and its pace, in words per minute."""

    sentences: tuple[m.ScriptSentence, ...]
    words_per_minute: float

    @property
    def spoken(self) -> list[str]:
        """The texts that are spoken."""
        return [sentence.text for sentence in self.sentences if not sentence.is_placeholder]


def preview(db: Database, project_key: str, action: m.ControlAction, target: str) -> dict[str, Any]:
    """Draft a project's script without and with one more wish, and say what differs.

    Raises:
        BadInputError: the wish cannot be kept.
        ScriptMissingError: the project has no outline yet.
        RunFailedError: the model gave no usable reply.
    """
    material = drafting_material(db, project_key)
    try:
        wish = control(material.project.channel_key, action, target, material.profile.traits)
    except ControlError as error:
        raise BadInputError(str(error)) from error
    others = tuple(row for row in material.controls if (row.kind, row.target) != (wish.kind, wish.target))
    drafter = script_drafter(settings.load(), db, material.project)
    try:
        before, after = _draft(drafter, material, others), _draft(drafter, material, (*others, wish))
    except ModelError as error:
        raise RunFailedError(f"Nothing was drafted. {error}") from error
    return _compared(material, wish, before, after) | {"model": drafter.usage.figures}


def _draft(drafter: ScriptDrafter, material: Material, controls: tuple[m.StyleControl, ...]) -> Drafted:
    pace, _ = speaking_pace(material.profile.traits, controls)
    return Drafted(tuple(material.drafted(drafter, pace, controls)), pace)


def _compared(material: Material, wish: m.StyleControl, before: Drafted, after: Drafted) -> dict[str, Any]:
    changes = _changes(before.spoken, after.spoken)
    both = {"before": before, "after": after}
    return {
        "project": material.project.project_key,
        "wish": f"{wish.action.value} {wish.target}",
        "engine": next((s.engine for s in reversed(after.sentences)), None),
        "not_followed": not_followed(wish) if _is_offline(after) else None,
        "effect": _effect(material, wish, before, after),
        "words": {name: rules.spoken_words(one.sentences) for name, one in both.items()},
        "minutes": {
            name: round(rules.spoken_minutes(one.sentences, one.words_per_minute), 2) for name, one in both.items()
        },
        "voice": {name: _voice(one, material.profile) for name, one in both.items()},
        "sentences": {name: len(one.spoken) for name, one in both.items()},
        "changed": sum(len(change["before"]) for change in changes),
        "changes": changes,
    }


def _is_offline(script: Drafted) -> bool:
    return all(sentence.engine == settings.OFFLINE_ENGINE for sentence in script.sentences)


def _effect(material: Material, wish: m.StyleControl, before: Drafted, after: Drafted) -> dict[str, Any]:
    """Return what the wish is about, measured in both scripts; None with a reason where it cannot be seen in a text."""
    if wish.kind == "phrase":
        counts = {name: _times(one.spoken, wish.target) for name, one in (("before", before), ("after", after))}
        return {"what": f"“{wish.target}”", "unit": "times", "usual": None, "aim": None, **counts, "reason": None}
    kind = BY_NAME[wish.target]
    trait = next((trait for trait in material.profile.traits if trait.name == wish.target), None)
    values = {"before": _measured(before, wish.target), "after": _measured(after, wish.target)}
    is_unseen = kind.family == "pacing" and wish.target != PACE
    reason = "it is heard, not read: a script has no pauses" if is_unseen else "the script is too short to measure it"
    return {
        "what": kind.label,
        "unit": kind.unit,
        "usual": trait.value if trait else None,
        "aim": aim(trait, wish) if trait else None,
        **values,
        "reason": reason if None in values.values() else None,
    }


def _measured(script: Drafted, trait: str) -> float | None:
    """Return a trait's value in a script, as it is measured in a video; the pace is that which the script is written for."""
    if trait == PACE:
        return script.words_per_minute
    return measure_texts(script.spoken).get(trait)


def _times(spoken: Sequence[str], phrase: str) -> int:
    return sum(f" {' '.join(normalised_words(text))} ".count(f" {phrase} ") for text in spoken)


def _voice(script: Drafted, profile: m.VoiceProfile) -> dict[str, Any]:
    score = score_text(" ".join(script.spoken), profile)
    return {"value": score.value, "low": score.low, "high": score.high, "reason": score.reason}


def _changes(before: Sequence[str], after: Sequence[str]) -> list[dict[str, list[str]]]:
    """Return the runs of sentences that differ, in order."""
    blocks = SequenceMatcher(a=list(before), b=list(after), autojunk=False).get_opcodes()
    return [{"before": list(before[a:b]), "after": list(after[c:d])} for tag, a, b, c, d in blocks if tag != "equal"]
