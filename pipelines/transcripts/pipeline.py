"""The transcripts stage: a channel's source → videos → the creator's sentences."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pipelines.models import Channel, Segment, Video, VideoStatus, content_id
from pipelines.sentences import normalised_words
from pipelines.transcripts import encoding, formats, intake, segmentation, speakers, suitability, tokens
from pipelines.transcripts.cues import TranscriptFormatError
from pipelines.transcripts.intake import Candidate
from pipelines.transcripts.resemblance import LEAST_ALIKE, resemblance, sketch
from pipelines.transcripts.sources import TranscriptSourceError

__all__ = ["PARSER_VERSION", "TranscriptSourceError", "fingerprint", "read_channel", "segment_channel"]

PARSER_VERSION = "5"  # raised when the sentences made of the same bytes change; then every video is parsed again
_USABLE = frozenset({VideoStatus.STORED, VideoStatus.PARTIAL})


def read_channel(channel: Channel, known: Sequence[Video]) -> list[Video]:
    """Return all videos of a channel: those its source shows now, and known ones that it shows no longer.

    Known videos with the same bytes are returned as they are, apart from `ordinal`; new and changed ones are parsed
    once to set `status` and `problem`. Failed ones, duplicates and those left out are looked at again. No file stops
    the others.

    Raises:
        TranscriptSourceError: the source itself cannot be read: missing, without transcripts, a bad zip, no network.
    """
    known_by_id = {video.video_id: video for video in known}
    if intake.is_url(channel.source):
        from pipelines.transcripts import youtube  # late: the downloader takes a quarter of a second to import

        fetched = {_remote_id(video): video for video in known if video.status in _USABLE}
        shown = youtube.read(channel.source, frozenset(fetched))
    else:
        shown = intake.candidates(intake.read_files(channel.source))
    videos = {video.video_id: video for video in (_row(channel, candidate) for candidate in shown)}
    is_shown = frozenset(videos)
    videos = known_by_id | videos
    ordered = sorted(
        videos.values(), key=lambda video: (video.published_on or date.max, video.source_path, video.video_id)
    )
    first_of_bytes = _first_of_bytes(sorted(ordered, key=lambda video: video.video_id not in is_shown))
    checked = [_checked(video, known_by_id.get(video.video_id), first_of_bytes) for video in ordered]
    return [replace(video, ordinal=ordinal) for ordinal, video in enumerate(_once_each(checked))]


def _remote_id(video: Video) -> str:
    from pipelines.transcripts import youtube

    return youtube.identity(video.source_path)


def _row(channel: Channel, candidate: Candidate) -> Video:
    return Video(
        video_id=content_id(channel.channel_key, candidate.identity),
        channel_key=channel.channel_key,
        title=candidate.title,
        source_path=candidate.source_path,
        media_type=candidate.media_type,
        sha256=hashlib.sha256(candidate.raw).hexdigest(),
        raw=candidate.raw,
        published_on=candidate.published_on,
        status=VideoStatus.FAILED if candidate.problem else VideoStatus.STORED,
        problem=candidate.problem,
    )


def _first_of_bytes(videos: Iterable[Video]) -> dict[str, Video]:
    first: dict[str, Video] = {}
    for video in videos:
        if video.raw:
            first.setdefault(video.sha256, video)
    return first


def _checked(video: Video, known: Video | None, first_of_bytes: dict[str, Video]) -> Video:
    """Return the video with its status, from the known row where that still holds."""
    first = first_of_bytes.get(video.sha256, video)
    if first.video_id != video.video_id:
        return replace(video, status=VideoStatus.DUPLICATE, problem=f"The same bytes as {first.source_path}.")
    is_unchanged = known is not None and (known.sha256, known.media_type) == (video.sha256, video.media_type)
    if known and is_unchanged and known.status in _USABLE and known.sketch:
        return known
    if not video.raw and video.problem:
        return video
    try:
        parsed = formats.parse(video.raw, video.media_type)
    except TranscriptFormatError as error:
        return replace(video, status=VideoStatus.FAILED, problem=str(error))
    unsuitable = suitability.not_english(parsed.cues) or suitability.sung(parsed.cues)
    if unsuitable:
        return replace(video, status=VideoStatus.LEFT_OUT, problem=unsuitable)
    words = (word for cue in parsed.cues for word in normalised_words(cue.text))
    status = VideoStatus.PARTIAL if parsed.problems else VideoStatus.STORED
    return replace(video, status=status, problem=" ".join(parsed.problems) or None, sketch=sketch(words))


def _once_each(videos: Sequence[Video]) -> list[Video]:
    """Return the videos in order, with those marked as duplicates whose words stand in another one.

    Of two files with the same words, the one with times is used, else the one that comes first.
    """
    kept: list[Video] = []
    twins: dict[str, str] = {}
    for video in sorted(videos, key=lambda video: video.media_type == "txt"):
        if video.status not in _USABLE:
            continue
        alike = [(resemblance(video.sketch, other.sketch), other) for other in kept]
        share, twin = max(alike, key=lambda pair: pair[0], default=(0.0, video))
        if share >= LEAST_ALIKE:
            twins[video.video_id] = f"{share:.0%} of its words are those of {twin.source_path}"
        else:
            kept.append(video)
    remedy = "It is counted once; remove one of the two files."
    return [
        replace(video, status=VideoStatus.DUPLICATE, problem=f"{twins[video.video_id]}. {remedy}")
        if video.video_id in twins
        else video
        for video in videos
    ]


def segment_channel(channel: Channel, videos: Sequence[Video], known: Sequence[Segment]) -> list[Segment]:
    """Return the creator's sentences of every usable video, in the order of `videos`.

    A video whose first known sentence has the id that it would get now is not parsed again: the id holds the video's
    bytes, the parser's version and whose turns are kept.
    """
    known_by_video: dict[str, list[Segment]] = defaultdict(list)
    for segment in sorted(known, key=lambda segment: segment.ordinal):
        known_by_video[segment.video_id].append(segment)
    usable = [video for video in videos if video.status in _USABLE]
    tallies = {video.video_id: speakers.tally(encoding.decode(video.raw).text) for video in usable}
    creator, is_named = speakers.creator_label(channel, list(tallies.values()))
    segments: list[Segment] = []
    for video in usable:
        kept = speakers.kept_label(tallies[video.video_id], creator, is_named)
        reusable = known_by_video[video.video_id]
        if reusable and reusable[0].segment_id == _segment_id(video, kept, reusable[0].ordinal):
            segments += reusable
        else:
            segments += _segments(video, kept)
    return segments


def _segments(video: Video, kept: str | None) -> list[Segment]:
    cues = formats.parse(video.raw, video.media_type).cues
    return [
        Segment(
            segment_id=_segment_id(video, kept, ordinal),
            channel_key=video.channel_key,
            video_id=video.video_id,
            ordinal=ordinal,
            text=sentence.text,
            start_s=sentence.start_s,
            end_s=sentence.end_s,
            speaker=sentence.speaker,
            is_punctuated=sentence.is_punctuated,
        )
        for ordinal, sentence in enumerate(segmentation.split(tokens.read(cues), kept))
    ]


def _segment_id(video: Video, kept: str | None, ordinal: int) -> str:
    return content_id(video.video_id, video.sha256, PARSER_VERSION, kept, ordinal)


def fingerprint(source: str) -> str:
    """Return a digest of a source's transcript files (path, size, bytes), or of a URL itself; nothing is parsed.

    Raises:
        TranscriptSourceError: as `read_channel`.
    """
    digest = hashlib.sha256()
    if intake.is_url(source):
        digest.update(source.encode())
        return digest.hexdigest()
    for file in intake.read_files(source):
        part = (file.path, len(file.raw), hashlib.sha256(file.raw).hexdigest(), file.problem)
        digest.update(repr(part).encode())
    return digest.hexdigest()
