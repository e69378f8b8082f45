"""Style controls: what a creator may ask of traits and phrases, checked before it is kept."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from pipelines.models import ControlAction, StyleControl, Trait, content_id
from pipelines.sentences import normalised_words
from pipelines.voice.traits import BY_NAME

BANNABLE = ("questions", "recaps", "signposting")
"""Traits that a script can do without altogether."""

STEERABLE = (
    *BANNABLE,
    "contraction_share",
    "long_sentence_share",
    "sentence_length_mean",
    "short_sentence_share",
    "words_per_minute",
)
"""Traits that the offline writer can move, because it has a choice there. A language model is told of all."""

HOLDABLE = ("contraction_share", "words_per_minute")
"""Those of them that the offline writer can keep at a pinned value."""

MAX_PHRASE_WORDS = 16
_TRAIT_NAME = re.compile(r"[a-z_]+")


class ControlError(ValueError):
    """A control cannot be kept. The message says why and what there is."""


def control(channel_key: str, action: ControlAction, target: str, traits: Sequence[Trait]) -> StyleControl:
    """Return a control of a trait, where `target` is the name of one, else of a phrase.

    Args:
        channel_key: the channel.
        action: what is asked.
        target: a trait's name ("questions"), or a phrase as it is said ("Let's dive in").
        traits: the channel's profile; a pinned trait keeps its value of now.

    Raises:
        ControlError: an unknown trait, a trait that cannot be banned or pinned, or an empty or overlong phrase.
    """
    if target in BY_NAME:
        value = _pinned(target, traits) if action is ControlAction.PIN else None
        if action is ControlAction.BAN and target not in BANNABLE:
            raise ControlError(
                f"{target} cannot be banned: every script has some of it. Traits that can: {', '.join(BANNABLE)}. "
                f"`lower` asks for less of it."
            )
        return StyleControl(content_id(channel_key, "trait", target), channel_key, "trait", target, action, value)
    wording = " ".join(normalised_words(target))
    if _TRAIT_NAME.fullmatch(target.strip()) and ("_" in target or get_close_matches(target, BY_NAME, cutoff=0.8)):
        raise ControlError(f"There is no trait {target!r}.{_similar(target)} Traits: {', '.join(sorted(BY_NAME))}.")
    n_words = len(wording.split())
    if not 1 <= n_words <= MAX_PHRASE_WORDS:
        raise ControlError(f"{target!r} has {n_words} words; a phrase has 1 to {MAX_PHRASE_WORDS}.")
    return StyleControl(content_id(channel_key, "phrase", wording), channel_key, "phrase", wording, action)


def not_followed(control: StyleControl) -> str | None:
    """Return what the offline writer cannot do about a control, None where it has a choice that moves it."""
    if control.kind == "phrase" or control.action is ControlAction.BAN:
        return None
    if control.action is ControlAction.PIN:
        return None if control.target in HOLDABLE else f"pin {control.target}"
    return None if control.target in STEERABLE else f"{control.action.value} {control.target}"


def _pinned(name: str, traits: Sequence[Trait]) -> float:
    trait = next((trait for trait in traits if trait.name == name), None)
    if trait is None or trait.value is None:
        reason = trait.reason if trait else "the channel has no profile yet: add transcripts with `lectern channel add`"
        raise ControlError(f"{name} has no value that could be pinned: {reason}.")
    return trait.value


def _similar(target: str) -> str:
    close = get_close_matches(target, BY_NAME, n=1, cutoff=0.5)
    return f" Did you mean {close[0]}?" if close else ""
