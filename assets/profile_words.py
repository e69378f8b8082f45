"""A profile in sentences that its creator reads: what stands out, what was left out and why, what has changed."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.models import ProfileVersion, SeriesTrait, Trait
from pipelines.sentences import counted
from pipelines.voice.traits import BY_NAME

MIDDLE = (25.0, 75.0)  # percentiles between which half of the other speakers lie
_PRACTICALLY_ALL = 99
_ORDER = {name: place for place, name in enumerate(BY_NAME)}
_BRACKETS = re.compile(r" \([^)]*\)")


def stands_out(trait: Trait) -> bool:
    """Return whether a trait lies outside the middle half of other speakers with its whole interval, where it has one."""
    if trait.percentile is None:
        return False
    low, high = trait.detail.get("others", {}).get("percentiles", [trait.percentile] * 2)
    return bool(high < MIDDLE[0] or low > MIDDLE[1])


def most_unlike_others(traits: Sequence[Trait], n: int, n_per_family: int = 2) -> list[Trait]:
    """Return the traits that stand out, the farthest from other speakers first: at most `n`, so many of a family.

    Distance is from the others' median, in widths of their middle half.
    """
    found = sorted(filter(stands_out, traits), key=lambda trait: (-_distance(trait), trait.name))
    families = [trait.family for trait in found]
    kept = [trait for place, trait in enumerate(found) if families[:place].count(trait.family) < n_per_family]
    return kept[:n]


def _distance(trait: Trait) -> float:
    low, median, high = trait.detail["others"]["middle"]
    return float(abs((trait.value or 0.0) - median) / ((high - low) or 1.0))


def by_catalogue(trait: Trait) -> tuple[int, str]:
    """Return a sort key: the order in which traits are catalogued, lists behind them."""
    return _ORDER.get(trait.name, len(_ORDER)), trait.name


def name_of(trait: Trait | SeriesTrait) -> str:
    """Return a trait's label without what its brackets explain."""
    return _BRACKETS.sub("", trait.label)


def amount(value: float | None, unit: str) -> str:
    """Return a value as it is read: "12 words", "14 % of clauses", "2.3 per 100 sentences"."""
    if value is None:
        return "–"
    return f"{_number(value, unit)} {unit.removeprefix('share').strip()}".rstrip()


def between(low: float | None, high: float | None, unit: str) -> str:
    """Return an interval as it is read: "12 – 14 %"; a dash where there is none."""
    if low is None or high is None:
        return "–"
    return f"{_number(low, unit).removesuffix(' %')} – {_number(high, unit)}"


def _number(value: float, unit: str) -> str:
    if unit.startswith("share"):
        return f"{100 * value:.0f} %"
    return f"{value:.3g}" if abs(value) >= 1 else f"{value:.2g}"


def against_others(trait: Trait) -> str:
    """Return a trait's place among other speakers: "more than 94 of 100 (81 – 98)"; a dash where it has none."""
    if trait.percentile is None:
        return "–"
    direction = "more" if trait.percentile >= 50 else "less"
    bounds = [trait.percentile, *trait.detail.get("others", {}).get("percentiles", [])]
    share, *interval = (round(value if direction == "more" else 100 - value) for value in bounds)
    if share > _PRACTICALLY_ALL:
        return f"{direction} than practically all of {trait.n_speakers}"
    between = f" ({min(interval)} – {max(interval)})" if len(set(interval)) > 1 else ""
    return f"{direction} than {share} of 100{between}"


def wordings(traits: Sequence[Trait], name: str) -> list[dict[str, Any]]:
    """Return the rows that a trait lists, such as `catch_phrases` or `terminology`; none where it lists nothing."""
    return next((trait.detail.get("phrases", []) for trait in traits if trait.name == name), [])


def left_out(traits: Sequence[Trait]) -> list[str]:
    """Return why traits are missing from the fingerprint: one sentence a reason, with the traits it holds for."""
    by_reason: dict[str, list[str]] = {}
    for trait in traits:
        if trait.value is None:
            by_reason.setdefault(f"Not measured: {trait.reason}", []).append(name_of(trait))
        elif trait.percentile is None and "percentile" in trait.reasons and not trait.detail.get("phrases"):
            by_reason.setdefault(f"Measured, but not compared: {trait.reasons['percentile']}", []).append(
                name_of(trait)
            )
    return [f"{reason}. This holds for: {'; '.join(names)}." for reason, names in by_reason.items()]


def drifting(traits: Sequence[Trait], n: int = 4) -> list[str]:
    """Return which habits change over the channel's time more than chance would bring, or why that cannot be said."""
    trends = [trait for trait in traits if "slope" in trait.drift]
    if not trends:
        return [
            f"Not known: {next((trait.reasons['drift'] for trait in traits if 'drift' in trait.reasons), 'no profile')}."
        ]
    found = sorted(
        (trait for trait in trends if trait.drift["drifts"]), key=lambda trait: (trait.drift["p"], trait.name)
    )
    if not found:
        return [f"None of {len(trends)} habits has changed more than chance would bring."]
    return [f"{name_of(trait)}: {slope(trait)}." for trait in found[:n]]


def slope(trait: Trait) -> str:
    """Return by how much a trait with a trend changes, with its interval: "+1.2 words a year (+0.4 to +2)"."""
    per, (change, low, high) = trait.drift["per"], (trait.drift[key] for key in ("slope", "low", "high"))
    scale, unit = (
        (100, f"points{trait.unit.removeprefix('share')}") if trait.unit.startswith("share") else (1, trait.unit)
    )
    return f"{scale * change:+.2g} {unit} a {per} ({scale * low:+.2g} to {scale * high:+.2g})".replace(
        "a 10 videos", "in 10 videos"
    )


def what_changed(versions: Sequence[ProfileVersion], traits: Mapping[str, Trait]) -> list[str]:
    """Return what the newest version of a profile says otherwise than the one before, as sentences.

    `traits` are the profile's own, by name; they lend labels and units.
    """
    if not versions:
        return ["There is no version of the profile yet."]
    last = max(versions, key=lambda version: version.number)
    if last.number == 1:
        return [f"This is the first version of the profile, from {last.n_videos} video{'s' * (last.n_videos != 1)}."]
    moved = [
        f"{name_of(traits[name])} from {amount(change['before'], traits[name].unit)} to "
        f"{amount(change['now'], traits[name].unit)}"
        for name, change in sorted(last.changes.get("moved", {}).items())
        if name in traits
    ]
    said = [f"Version {last.number}, from {counted(last.n_videos, 'video')}, against version {last.number - 1}."]
    said += [f"Moved beyond its interval: {'; '.join(moved)}." if moved else "No habit has left its interval."]
    for key, verb in (("new_phrases", "New among your phrases"), ("lost_phrases", "No longer among them")):
        if last.changes.get(key):
            said.append(f"{verb}: {', '.join(f'“{phrase}”' for phrase in last.changes[key][:6])}.")
    return said
