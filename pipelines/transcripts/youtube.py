"""Channel and video URLs through yt-dlp: a flat listing, then the subtitles of each video that is not known yet."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import yt_dlp
from yt_dlp.networking.exceptions import RequestError
from yt_dlp.utils import YoutubeDLError

from pipelines.transcripts import formats
from pipelines.transcripts.encoding import LARGEST_FILE_BYTES
from pipelines.transcripts.intake import Candidate
from pipelines.transcripts.sources import TranscriptSourceError

_RETRIED = "The next run tries again."
PAUSE_S = 1.0  # between two videos, so that the site is not pressed
_OPTIONS: Mapping[str, Any] = {
    "quiet": True,
    "no_warnings": True,
    "noprogress": True,
    "skip_download": True,
    "extract_flat": "in_playlist",
    "socket_timeout": 20,
    "cachedir": False,
    "color": "no_color",
}
_VIDEO_ID = re.compile(r"(?:[?&]v=|youtu\.be/|/shorts/|/live/)([\w-]{6,})")


class _Silent:
    """yt-dlp's log: its errors arrive as exceptions and are recorded per video."""

    def debug(self, message: str) -> None:
        """Drop it."""

    warning = error = debug


def identity(url: str) -> str:
    """Return the remote video id that a URL names, the URL itself where it names none."""
    match = _VIDEO_ID.search(url)
    return match[1] if match else url


def open_downloader() -> yt_dlp.YoutubeDL:
    """Return a yt-dlp that lists and reads subtitles, and never downloads a video."""
    return yt_dlp.YoutubeDL({**_OPTIONS, "logger": _Silent()})


def read(
    url: str,
    known: frozenset[str],
    downloader: Callable[[], yt_dlp.YoutubeDL] = open_downloader,
    pause_s: float = PAUSE_S,
) -> list[Candidate]:
    """Return the videos at a URL that are not in `known` (identities), each with its English subtitles or its problem.

    Raises:
        TranscriptSourceError: the listing cannot be read: no network, no such channel.
    """
    with downloader() as session:
        try:
            listing = session.extract_info(url, download=False)
        except (YoutubeDLError, RequestError, OSError) as error:
            raise TranscriptSourceError(
                f"{url} cannot be listed: {_first_line(error)} "
                "Check the address and the network, or give a folder of subtitle files."
            ) from error
        if listing is None or (listing.get("_type") == "playlist" and not listing.get("entries")):
            raise TranscriptSourceError(f"{url} shows no video. Check the address, or give a folder of subtitle files.")
        if listing.get("_type") != "playlist":
            return [] if identity(url) in known else [_read_video(session, listing, url)]
        fresh = [entry for entry in _flat(listing) if identity(entry["url"]) not in known]
        found = []
        for number, entry in enumerate(fresh):
            if number:
                time.sleep(pause_s)
            found.append(_fetch(session, entry))
        return found


def _flat(listing: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the videos of a listing; a channel's tabs are listings within it."""
    for entry in listing.get("entries") or ():
        if entry and entry.get("_type") == "playlist":
            yield from _flat(entry)
        elif entry and entry.get("url"):
            yield entry


def _fetch(session: yt_dlp.YoutubeDL, entry: Mapping[str, Any]) -> Candidate:
    url = str(entry["url"])
    try:
        video = session.extract_info(url, download=False)
    except (YoutubeDLError, RequestError, OSError) as error:
        return _candidate(entry, url, problem=f"The video cannot be read: {_first_line(error)} {_RETRIED}")
    return _read_video(session, {**(video or {}), **{key: value for key, value in entry.items() if value}}, url)


def _read_video(session: yt_dlp.YoutubeDL, video: Mapping[str, Any], url: str) -> Candidate:
    track = _best_track(video)
    if track is None:
        return _candidate(video, url, problem="It has no English subtitles in a readable format. Add a subtitle file.")
    try:
        raw = session.urlopen(track["url"]).read(LARGEST_FILE_BYTES + 1)
    except (YoutubeDLError, RequestError, OSError) as error:
        return _candidate(video, url, problem=f"The subtitles cannot be fetched: {_first_line(error)} {_RETRIED}")
    if len(raw) > LARGEST_FILE_BYTES:
        return _candidate(video, url, problem="The subtitles have over 10 MB. Add a smaller subtitle file.")
    return _candidate(video, url, media_type=str(track["ext"]), raw=raw)


def _best_track(video: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Choose hand-made English subtitles before automatic ones, then the best format."""
    for kind in ("subtitles", "automatic_captions"):
        tracks = video.get(kind) or {}
        english = (code for code in tracks if code == "en" or code.startswith("en-"))
        languages = sorted(english, key=lambda code: (code != "en-orig", code))
        for language in languages:
            for wanted in formats.PARSERS:
                for track in tracks[language]:
                    if track.get("ext") == wanted and track.get("url"):
                        return dict(track)
    return None


def _candidate(
    video: Mapping[str, Any], url: str, media_type: str = "json3", raw: bytes = b"", problem: str | None = None
) -> Candidate:
    return Candidate(
        identity=identity(url),
        title=str(video.get("title") or url),
        source_path=url,
        media_type=media_type,
        raw=raw,
        published_on=_day(video.get("upload_date")),
        problem=problem,
    )


def _day(stamp: object) -> date | None:
    try:
        return date.fromisoformat(stamp) if isinstance(stamp, str) else None
    except ValueError:
        return None


def _first_line(error: BaseException) -> str:
    line = (str(error).strip() or type(error).__name__).splitlines()[0][:300]
    return line if line.endswith(".") else line + "."
