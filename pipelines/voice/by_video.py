"""Reading a channel video by video: what is unchanged is taken from the rows of an earlier time."""

import hashlib
from array import array
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Protocol, TypeVar

from pipelines.models import Segment
from pipelines.versions import stage_version


class _Row(Protocol):
    @property
    def video_id(self) -> str: ...
    @property
    def source_digest(self) -> str: ...


Row = TypeVar("Row", bound=_Row)


def read_changed(
    segments: Sequence[Segment], known: Sequence[Row], read: Callable[[Sequence[Segment], str], Row]
) -> list[Row]:
    """Return one row per video, in the order of `segments`; a video that is unchanged is not read again.

    Args:
        segments: the channel's sentences, those of one video together and in order.
        known: rows of an earlier call; one with an equal `source_digest` is returned as it is.
        read: makes the row of one video from its sentences and their digest.
    """
    unchanged = {(row.video_id, row.source_digest): row for row in known}
    rows = []
    for video_id, group in groupby(segments, key=lambda segment: segment.video_id):
        video = list(group)
        digest = source_digest(video)
        rows.append(unchanged.get((video_id, digest)) or read(video, digest))
    return rows


def source_digest(video: Sequence[Segment]) -> str:
    """Return a digest of one video's sentences, their times, and the code of this stage."""
    digest = hashlib.sha256(stage_version("voice").encode())
    digest.update("\x1f".join(segment.text for segment in video).encode())
    digest.update(bytes(segment.is_punctuated for segment in video))
    times = (time for segment in video for time in (segment.start_s, segment.end_s))
    digest.update(array("d", (-1.0 if time is None else time for time in times)).tobytes())
    return digest.hexdigest()[:20]
