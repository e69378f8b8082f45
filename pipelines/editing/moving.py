"""A sentence one place earlier or later: past its neighbour, or over the border into the next beat."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.models import ScriptSentence, WorkingCopy


def moved(copy: WorkingCopy, place: int, step: int) -> list[ScriptSentence] | None:
    """Return the sentences with that at `place` one step earlier (-1) or later (1); None at the end of the script.

    Every other sentence stays over the picture that it was spoken over. The one that moves takes its cue along where it
    has the picture to itself; else it is spoken over the picture of its new place.
    """
    rows, shown = list(copy.sentences), pictures(copy)
    beat_id, at = _next_place(copy, place, step)
    if beat_id is None:
        return None
    own = shown[place] if _is_alone(rows, place) else None
    rows.insert(at, replace(rows.pop(place), beat_id=beat_id))
    del shown[place]
    return _cued(rows, [*shown[:at], own, *shown[at:]], copy)


def pictures(copy: WorkingCopy) -> list[str]:
    """Return what each sentence is spoken over: its own cue, else that of the sentence before, else its beat's."""
    of_beat = {beat.beat_id: beat.visual for beat in copy.outline}
    found: list[str] = []
    for place, row in enumerate(copy.sentences):
        found.append(row.visual or (of_beat[row.beat_id] if _is_first(copy.sentences, place) else found[-1]))
    return found


def _next_place(copy: WorkingCopy, place: int, step: int) -> tuple[str | None, int]:
    """Return the beat of the sentence afterwards, None at the end of the script, and its place in the script."""
    beats = [beat.beat_id for beat in copy.outline]
    row, neighbour = copy.sentences[place], place + step
    if 0 <= neighbour < len(copy.sentences) and copy.sentences[neighbour].beat_id == row.beat_id:
        return row.beat_id, neighbour
    following = beats.index(row.beat_id) + step
    return (beats[following], place) if 0 <= following < len(beats) else (None, place)


def _cued(rows: Sequence[ScriptSentence], shown: Sequence[str | None], copy: WorkingCopy) -> list[ScriptSentence]:
    """Return the rows with a cue wherever the picture changes; None is the one that moved, and takes the picture it meets."""
    of_beat = {beat.beat_id: beat.visual for beat in copy.outline}
    done: list[ScriptSentence] = []
    now, is_met = "", False
    for place, row in enumerate(rows):
        is_first = _is_first(rows, place)
        now = of_beat[row.beat_id] if is_first else now
        picture = shown[place]
        if picture is None:
            is_met = is_first and place + 1 < len(rows) and not _is_first(rows, place + 1)
            picture = shown[place + 1] if is_met else now
            assert picture is not None, "one sentence moves at a time"
            visual = "" if picture == now else picture
        else:
            visual = row.visual if row.visual and not is_met else "" if picture == now else picture
            is_met = False
        done.append(replace(row, visual=visual))
        now = picture
    return done


def _is_first(rows: Sequence[ScriptSentence], place: int) -> bool:
    return place == 0 or rows[place - 1].beat_id != rows[place].beat_id


def _is_alone(rows: Sequence[ScriptSentence], place: int) -> bool:
    """Whether no other sentence is spoken over the same cue."""
    begins = bool(rows[place].visual) or _is_first(rows, place)
    goes_on = place + 1 < len(rows) and not _is_first(rows, place + 1) and not rows[place + 1].visual
    return begins and not goes_on
