"""The creator's speaking pace, for budgets in minutes."""

from collections.abc import Sequence

from pipelines.models import Trait

ASSUMED_WORDS_PER_MINUTE = 150.0


def speaking_pace(traits: Sequence[Trait]) -> tuple[float, str]:
    """Return (words per minute with pauses, how it is known); 150, marked as assumed, where it was not measured."""
    for trait in traits:
        if trait.name == "words_per_minute" and trait.value is not None:
            videos = "1 video" if trait.n_videos == 1 else f"{trait.n_videos} videos"
            spread = (
                "" if trait.low is None or trait.high is None else f", {trait.low:.0f} to {trait.high:.0f} for most"
            )
            return trait.value, f"measured: median of {videos} with times, pauses included{spread}"
    return ASSUMED_WORDS_PER_MINUTE, "assumed: no timed transcripts"
