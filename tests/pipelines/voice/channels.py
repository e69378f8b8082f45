"""Small made-up channels for tests: segments out of plain sentences."""

from pipelines.models import Segment


def made_channel(*videos: list[str], seconds: float | None = None, is_punctuated: bool = True) -> list[Segment]:
    """Return the segments of videos v0, v1, …; each sentence lasts `seconds`, with half a second between."""
    segments = []
    for number, texts in enumerate(videos):
        for ordinal, text in enumerate(texts):
            start = None if seconds is None else ordinal * (seconds + 0.5)
            end = None if seconds is None or start is None else start + seconds
            segments.append(
                Segment(f"v{number}-{ordinal}", "c", f"v{number}", ordinal, text, start, end, None, is_punctuated)
            )
    return segments
