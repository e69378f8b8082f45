"""What of a creator a script cannot imitate, because their videos are too few to show it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.models import PhraseFrame, Severity, Trait
from pipelines.writing.hooks.opening_style import LEAST_VIDEOS as LEAST_OPENINGS
from pipelines.writing.structure_habits import MIN_VIDEOS as LEAST_STRUCTURES

ENOUGH_VIDEOS = max(LEAST_OPENINGS, LEAST_STRUCTURES)
"""From which a habit can be told from the topic of a video."""

_MOST_NAMED = 4
_Found = tuple[str, Severity, str | None, str, str]  # rule, severity, sentence id, message, remedy


@dataclass(frozen=True)
class Unknown:
    """Something of a creator's style that was not measured."""

    what: str
    why: str


def unknown(traits: Sequence[Trait], frames: Sequence[PhraseFrame]) -> list[Unknown]:
    """Return what a profile from too few videos does not show; nothing for a larger one, and where there is no profile.

    Values of few videos are used as they are: only those that cannot be measured at all are named one by one.
    """
    n_videos = videos_of(traits)
    if not traits or n_videos >= ENOUGH_VIDEOS:
        return []
    lacking = f"{n_videos} of at least {ENOUGH_VIDEOS} videos"
    found = [
        Unknown("how you begin a video", lacking),
        Unknown("which structure your videos follow", lacking),
    ]
    if not frames:
        found.append(Unknown("your phrasing frames", "no phrasing recurs in the videos there are"))
    reasons: dict[str, list[str]] = {}
    for trait in traits:
        if trait.value is None:
            reasons.setdefault(trait.reason or "it could not be measured", []).append(trait.label)
    found += [Unknown(_listed(labels), why) for why, labels in reasons.items()]
    guessed = [trait.label for trait in traits if trait.value is not None and trait.interval_low is None]
    if guessed:
        why = f"{n_videos} video(s) cannot tell a habit from one day's topic"
        found.append(Unknown(f"how steady {_listed(guessed)} are", why))
    return found


def findings(traits: Sequence[Trait], frames: Sequence[PhraseFrame]) -> Iterator[_Found]:
    """Say in one note each what the script does not imitate, why, and what would show it."""
    for missing in unknown(traits, frames):
        yield "not-imitated", Severity.NOTE, None, f"Not imitated: {missing.what}: {missing.why}.", remedy(traits)


def remedy(traits: Sequence[Trait]) -> str:
    """Return how many more videos would show a habit, and how they come in."""
    more = max(1, ENOUGH_VIDEOS - videos_of(traits))
    return f"Add the transcripts of {more} more video(s) to the channel's folder and run again; till then, put your own words there."


def videos_of(traits: Sequence[Trait]) -> int:
    """Return the number of videos that a profile was measured on."""
    return max((trait.n_videos for trait in traits), default=0)


def _listed(labels: Sequence[str]) -> str:
    more = f" and {len(labels) - _MOST_NAMED} more" if len(labels) > _MOST_NAMED else ""
    return ", ".join(labels[:_MOST_NAMED]) + more
