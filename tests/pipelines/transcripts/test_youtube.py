"""Remote channels: yt-dlp itself runs, over recorded responses instead of a network."""

import io
from collections.abc import Mapping

import pytest
import yt_dlp
from yt_dlp.networking.common import Request, RequestDirector, RequestHandler, Response
from yt_dlp.networking.exceptions import HTTPError, TransportError

from pipelines.transcripts import youtube
from pipelines.transcripts.sources import TranscriptSourceError

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Ann Lee</title>
<item><title>Stars</title><link>https://talks.example/watch?v=stars01</link></item>
<item><title>Moons</title><link>https://talks.example/watch?v=moons01</link></item>
<item><title>Tides</title><link>https://talks.example/watch?v=tides01</link></item></channel></rss>"""
PAGE = """<!DOCTYPE html><html><head><title>{0}</title></head><body><video src="/{0}.mp4">
<track kind="subtitles" srclang="{1}" src="/{0}.vtt"></video></body></html>"""
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nHello {}.\n"
RECORDED = {
    "https://talks.example/feed": ("application/rss+xml", FEED),
    "https://talks.example/watch?v=stars01": ("text/html", PAGE.format("stars", "en")),
    "https://talks.example/watch?v=moons01": ("text/html", PAGE.format("moons", "fr")),
    "https://talks.example/stars.vtt": ("text/vtt", VTT.format("stars")),
}


class RecordedRH(RequestHandler):
    _SUPPORTED_URL_SCHEMES = ("http", "https")
    recorded: Mapping[str, tuple[str, str]] = RECORDED
    asked: list[str]

    def _check_extensions(self, extensions: dict[str, object]) -> None:
        extensions.clear()

    def _send(self, request: Request) -> Response:
        self.asked.append(request.url)
        if not self.recorded:
            raise TransportError("Network is unreachable")
        kind, body = self.recorded.get(request.url, ("text/plain", None))
        response = Response(
            io.BytesIO((body or "").encode()), request.url, {"Content-Type": kind}, 200 if body else 404
        )
        if body is None:
            raise HTTPError(response)
        return response


class RecordedDownloader(yt_dlp.YoutubeDL):
    """yt-dlp whose only way out are the recorded responses."""

    handler = RecordedRH

    def build_request_director(self, handlers: object, preferences: object = None) -> RequestDirector:
        director = RequestDirector(logger=None)
        director.add_handler(self.handler(logger=None))
        return director


def downloader(recorded: Mapping[str, tuple[str, str]], asked: list[str]) -> yt_dlp.YoutubeDL:
    handler = type("RecordedRH", (RecordedRH,), {"recorded": recorded, "asked": asked})
    with youtube.open_downloader() as plain:
        options = plain.params
    return type("Recorded", (RecordedDownloader,), {"handler": handler})(options)


def test_a_listing_gives_each_video_its_subtitles_or_its_reason() -> None:
    found = youtube.read("https://talks.example/feed", frozenset(), lambda: downloader(RECORDED, []), pause_s=0)
    assert [(video.identity, video.title, video.raw.decode(), video.media_type) for video in found[:1]] == [
        ("stars01", "Stars", VTT.format("stars"), "vtt")
    ]
    assert [video.identity for video in found] == ["stars01", "moons01", "tides01"]
    assert "no English subtitles" in (found[1].problem or "")
    assert "404" in (found[2].problem or "")


def test_known_videos_are_not_asked_for_again() -> None:
    asked: list[str] = []
    known = frozenset({"stars01", "moons01", "tides01"})
    assert youtube.read("https://talks.example/feed", known, lambda: downloader(RECORDED, asked), pause_s=0) == []
    assert not [url for url in asked if "watch" in url]


def test_no_network_says_so_and_names_another_way() -> None:
    with pytest.raises(TranscriptSourceError, match=r"unreachable.*give a folder"):
        youtube.read("https://talks.example/feed", frozenset(), lambda: downloader({}, []), pause_s=0)


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3", "dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ", "dQw4w9WgXcQ"),
        ("https://vimeo.com/1234", "https://vimeo.com/1234"),
    ],
)
def test_a_video_keeps_its_identity_under_other_addresses(url: str, identity: str) -> None:
    assert youtube.identity(url) == identity


def test_hand_made_json3_comes_before_automatic_and_other_formats() -> None:
    def tracks(*kinds: str) -> list[dict[str, str]]:
        return [{"ext": kind, "url": f"https://a.example/{kind}"} for kind in kinds]

    video = {
        "subtitles": {"de": tracks("json3"), "en-GB": tracks("vtt", "json3")},
        "automatic_captions": {"en": tracks("json3")},
    }
    assert youtube._best_track(video) == {"ext": "json3", "url": "https://a.example/json3"}
    assert youtube._best_track({"subtitles": {"de": tracks("json3")}}) is None
