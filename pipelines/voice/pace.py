"""The creator's speaking pace, for budgets in minutes."""

from collections.abc import Sequence

from pipelines.models import ControlAction, StyleControl, Trait

ASSUMED_WORDS_PER_MINUTE = 150.0
_STEP = 0.1  # by which a raised or lowered pace moves


def speaking_pace(traits: Sequence[Trait], controls: Sequence[StyleControl] = ()) -> tuple[float, str]:
    """Return (words per minute with pauses, how it is known); 150, marked as assumed, where it was not measured.

    The creator's style control of `words_per_minute` counts: a pinned pace stays, a raised or lowered one moves by 10 %.
    """
    pace, reason = _measured(traits)
    control = next((c for c in controls if c.kind == "trait" and c.target == "words_per_minute"), None)
    if control is None:
        return pace, reason
    if control.action is ControlAction.PIN and control.value is not None:
        return control.value, "pinned by the creator"
    is_raised = control.action is ControlAction.RAISE
    return pace * (1 + _STEP if is_raised else 1 - _STEP), f"{'raised' if is_raised else 'lowered'} by 10 %; {reason}"


def _measured(traits: Sequence[Trait]) -> tuple[float, str]:
    for trait in traits:
        if trait.name == "words_per_minute" and trait.value is not None:
            videos = "1 video" if trait.n_videos == 1 else f"{trait.n_videos} videos"
            spread = (
                "" if trait.low is None or trait.high is None else f", {trait.low:.0f} to {trait.high:.0f} for most"
            )
            return trait.value, f"measured: {videos} with times, pauses included{spread}"
    return ASSUMED_WORDS_PER_MINUTE, "assumed: no timed transcripts"
