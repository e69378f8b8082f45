"""What a creator asks of their style: wishes kept and taken back, and where creator and script stand in each trait."""

from collections.abc import Sequence
from dataclasses import dataclass

from lectern.errors import BadInputError
from pipelines.database import Database
from pipelines.models import Channel, ControlAction, ScriptSentence, StyleControl, Trait
from pipelines.sentences import normalised_words
from pipelines.voice.controls import BANNABLE, HOLDABLE, STEERABLE, ControlError, control
from pipelines.voice.measures import measure_texts

PACE = "words_per_minute"


@dataclass(frozen=True)
class SteerableTrait:
    """A trait that the offline writer can move, as a creator reads it."""

    name: str
    label: str
    usual: str  # with its unit
    here: str  # in the script; a dash where it cannot be measured
    wish: ControlAction | None
    can_be_banned: bool
    can_be_pinned: bool


def wish(db: Database, channel_key: str, action: ControlAction, target: str) -> StyleControl:
    """Keep a wish for a trait, by its name, or for a phrase; it takes the place of an earlier one for the same.

    Raises:
        BadInputError: the channel is unknown, or the wish cannot be kept.
    """
    check_channel(db, channel_key)
    try:
        row = control(channel_key, action, target, db.read(Trait, channel_key=channel_key))
    except ControlError as error:
        raise BadInputError(str(error)) from error
    db.merge(StyleControl, [row])
    return row


def take_back(db: Database, channel_key: str, target: str | None = None) -> int:
    """Take back the wish for a trait or phrase, all of them without one; return how many there were.

    Raises:
        BadInputError: the channel is unknown, or has no such wish.
    """
    check_channel(db, channel_key)
    if target is None:
        return db.delete(StyleControl, channel_key=channel_key)
    wording = " ".join(normalised_words(target))
    n = sum(db.delete(StyleControl, channel_key=channel_key, target=name) for name in {target, wording})
    if not n:
        known = ", ".join(row.target for row in db.read(StyleControl, channel_key=channel_key)) or "none"
        raise BadInputError(f"{channel_key} has no control of {target!r}. Controls: {known}.")
    return n


def check_channel(db: Database, channel_key: str) -> None:
    """Raise BadInputError where there is no such channel."""
    if db.one(Channel, channel_key=channel_key) is None:
        known = ", ".join(row.channel_key for row in db.read(Channel)) or "none"
        raise BadInputError(f"No channel {channel_key!r}. Channels: {known}.")


def steerable_traits(
    traits: Sequence[Trait], controls: Sequence[StyleControl], sentences: Sequence[ScriptSentence], pace: float
) -> list[SteerableTrait]:
    """Return the traits that the offline writer can move and that this channel has a value of, in the profile's order."""
    wishes = {row.target: row.action for row in controls if row.kind == "trait"}
    here = {**measure_texts([row.text for row in sentences if not row.is_placeholder]), PACE: pace}
    return [
        SteerableTrait(
            trait.name, trait.label, _figure(trait.value, trait.unit), _figure(here.get(trait.name), trait.unit),
            wishes.get(trait.name), trait.name in BANNABLE, trait.name in HOLDABLE,
        )
        for trait in traits
        if trait.name in STEERABLE and trait.value is not None
    ]  # fmt: skip


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    if unit.startswith("share"):
        return " ".join(part for part in (f"{value:.0%}", unit.removeprefix("share").strip()) if part)
    return f"{value:.3g} {unit}"
