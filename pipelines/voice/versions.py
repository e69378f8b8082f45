"""Versions of a profile: what it said at each time, and what changed since the version before."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from pipelines.models import ProfileVersion, Trait, VoiceFeatures, content_id


def versions_of(
    channel_key: str, traits: Sequence[Trait], features: Sequence[VoiceFeatures], known: Sequence[ProfileVersion]
) -> list[ProfileVersion]:
    """Return the known versions, and a new one behind them where the profile says something else than the last.

    A profile of the same content is no new version, however often it is made.
    """
    values = {
        trait.name: [trait.value, trait.interval_low, trait.interval_high]
        for trait in sorted(traits, key=lambda trait: trait.name)
        if trait.value is not None
    }
    phrases = _phrases(traits)
    digest = hashlib.sha256(json.dumps([values, phrases]).encode()).hexdigest()
    ordered = sorted(known, key=lambda version: version.number)
    last = ordered[-1] if ordered else None
    if last is not None and last.digest == digest:
        return ordered
    number = last.number + 1 if last else 1
    new = ProfileVersion(
        version_id=content_id(channel_key, number, digest),
        channel_key=channel_key,
        number=number,
        digest=digest,
        n_videos=len(features),
        n_words=sum(row.n_words for row in features),
        traits=values,
        phrases=tuple(phrases),
        changes=_changes(last, values, phrases) if last else {},
    )
    return [*ordered, new]


def _phrases(traits: Sequence[Trait]) -> list[str]:
    listed: list[dict[str, Any]] = next(
        (trait.detail.get("phrases", []) for trait in traits if trait.name == "catch_phrases"), []
    )
    return [row["text"] for row in listed]


def _changes(last: ProfileVersion, values: dict[str, list[float | None]], phrases: Sequence[str]) -> dict[str, Any]:
    """Return the traits whose value left the last version's interval, and the phrases that came and went."""
    moved = {}
    for name, (value, *_) in values.items():
        before, low, high = last.traits.get(name, (None, None, None))
        if None not in (value, low, high) and not low <= value <= high:
            moved[name] = {"before": before, "now": value}
    return {
        "moved": moved,
        "new_traits": sorted(values.keys() - last.traits.keys()),
        "lost_traits": sorted(last.traits.keys() - values.keys()),
        "new_phrases": [phrase for phrase in phrases if phrase not in last.phrases],
        "lost_phrases": [phrase for phrase in last.phrases if phrase not in phrases],
    }
