"""YouTube's json3 captions: text → cues with word times."""

import json
from typing import Any, TypeGuard

from pipelines.transcripts import markup
from pipelines.transcripts.cues import Cue, Transcript, TranscriptFormatError

_LONGEST_MS = 1e12


def parse(text: str) -> Transcript:
    """Read json3 text: `events` with `tStartMs`, `dDurationMs` and `segs` of `utf8` and `tOffsetMs`.

    Events with `aAppend` repeat the line break of a rolling display and carry no words.

    Raises:
        TranscriptFormatError: it is not json3 or has no caption.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TranscriptFormatError(f"Not readable as JSON: {error}. Download the captions again.") from error
    events = document.get("events") if isinstance(document, dict) else None
    if not isinstance(events, list):
        raise TranscriptFormatError("JSON without `events`: not YouTube's json3 captions.")
    cues: list[Cue] = []
    n_damaged = 0
    for event in events:
        if not isinstance(event, dict):
            n_damaged += 1
        elif event.get("segs") and not event.get("aAppend"):
            cue = _cue(event, len(cues) + 1)
            if cue is None:
                n_damaged += 1
            elif cue.text.strip():
                cues.append(cue)
    if not cues:
        raise TranscriptFormatError("json3 without any caption text. Download the captions again.")
    return Transcript(tuple(cues), (f"{n_damaged} damaged event(s) left out.",) if n_damaged else ())


def _cue(event: dict[str, Any], number: int) -> Cue | None:
    start_ms, duration_ms, segments = event.get("tStartMs"), event.get("dDurationMs", 0), event["segs"]
    if not _is_time(start_ms) or not _is_time(duration_ms) or not isinstance(segments, list):
        return None
    parts: list[str] = []
    times: list[tuple[int, float]] = []
    length = 0
    for segment in segments:
        if not isinstance(segment, dict) or not isinstance(segment.get("utf8"), str):
            continue
        offset_ms = segment.get("tOffsetMs", 0)
        if _is_time(offset_ms) and (offset_ms or not times):
            times.append((length, (start_ms + offset_ms) / 1000))
        parts.append(segment["utf8"])
        length += len(parts[-1])
    marked = markup.read("".join(parts))
    # tags inside json3 text would shift the offsets of the words after them: such cues keep only their own times
    has_word_times = len(times) > 1 and len(marked.text) == length
    return Cue(
        number,
        start_ms / 1000,
        (start_ms + duration_ms) / 1000,
        marked.text,
        tuple(times) if has_word_times else (),
        marked.voices,
    )


def _is_time(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < _LONGEST_MS
