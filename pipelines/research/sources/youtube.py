"""The subtitles of a YouTube video, by the reader that channels use."""

from collections.abc import Callable
from urllib.parse import urlsplit

import yt_dlp

from pipelines.research.sources.protocol import Copy, Offer, SourceError, stated
from pipelines.research.web.failures import TransientError
from pipelines.transcripts import youtube
from pipelines.transcripts.sources import TranscriptSourceError

_HOSTS = frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"})


class YouTube:
    """English subtitles of single videos. A locator is a video's address on YouTube, and no other is asked for.

    The downloader keeps its own connections, so the rules of `web` do not hold here; the hosts are fixed instead.
    """

    name = "youtube"

    def __init__(self, downloader: Callable[[], yt_dlp.YoutubeDL] = youtube.open_downloader) -> None:
        self._downloader = downloader

    def find(self, query: str, limit: int) -> list[Offer]:
        """Offer the video at the address `query`."""
        return [Offer(self.name, _checked(query), query)][:limit]

    def read(self, locator: str) -> Copy:
        """Return a video's subtitles as they came.

        Raises:
            SourceError: it is no address of a video, or the video has no English subtitles.
            TransientError: the video cannot be reached.
        """
        try:
            found = youtube.read(_checked(locator), frozenset(), self._downloader)
        except TranscriptSourceError as error:
            raise TransientError(str(error)) from error
        video = found[0] if found else None
        if video is None or video.problem:
            raise SourceError(f"{locator}: {video.problem if video else 'It shows no video. Check the address.'}")
        day = video.published_on.isoformat() if video.published_on else None
        particulars = stated(title=video.title, published_on=day, publisher="YouTube", url=locator, genre="video")
        return Copy(self.name, locator, video.media_type, video.raw, particulars)


def _checked(address: str) -> str:
    """Return an address of one video.

    Raises:
        SourceError: it is another one.
    """
    url = address.strip()
    host = (urlsplit(url).hostname or "").lower() if url.startswith(("https://", "http://")) else ""
    if host not in _HOSTS or youtube.identity(url) == url:
        raise SourceError(f"{url!r} is no YouTube video. Give an address such as https://www.youtube.com/watch?v=….")
    return url
