"""Protects: the subtitles of a video become a document. yt-dlp itself runs, over recorded responses instead of a network."""

from collections.abc import Mapping
from functools import partial

import pytest
import yt_dlp

from pipelines.research.documents import document_of
from pipelines.research.sources.protocol import SourceError
from pipelines.research.sources.youtube import YouTube
from pipelines.research.web.failures import TransientError
from tests.pipelines.transcripts.test_youtube import PAGE, downloader

VIDEO = "https://www.youtube.com/watch?v=stars01"
SPOKEN = ["Stars are made of gas.", "The gas is very hot.", "[Music]", "It gives light in every colour of the rainbow."]
VTT = "WEBVTT\n\n" + "\n".join(f"00:0{at}.000 --> 00:0{at}.900\n{text}\n" for at, text in enumerate(SPOKEN, start=1))
RECORDED = {VIDEO: ("text/html", PAGE.format("stars", "en")), "https://www.youtube.com/stars.vtt": ("text/vtt", VTT)}


def source(recorded: Mapping[str, tuple[str, str]]) -> YouTube:
    def opened() -> yt_dlp.YoutubeDL:
        made = downloader(recorded, [])
        made.extract_info = partial(made.extract_info, ie_key="Generic")  # a recorded page stands for the site's own
        return made

    return YouTube(opened)


def test_subtitles_become_sentences() -> None:
    youtube = source(RECORDED)
    [offer] = youtube.find(VIDEO, 1)
    document = document_of("a/b", youtube.read(offer.locator))
    assert document.text == "Stars are made of gas. The gas is very hot. It gives light in every colour of the rainbow."
    assert document.title.startswith("stars")
    assert (document.publisher, document.genre) == ("YouTube", "video")
    assert document.source_path == f"youtube:{VIDEO}"


@pytest.mark.parametrize(
    "address",
    ["https://example.org/watch?v=stars01", "https://www.youtube.com/@channel", "http://127.0.0.1/watch?v=stars01", "file:///etc/passwd", "stars"],
)  # fmt: skip
def test_only_single_videos_of_the_site_are_asked_for(address: str) -> None:
    with pytest.raises(SourceError, match="no YouTube video"):
        source({}).read(address)


def test_a_video_without_english_subtitles_says_so() -> None:
    with pytest.raises(SourceError, match="no English subtitles"):
        source({VIDEO: ("text/html", PAGE.format("stars", "fr"))}).read(VIDEO)


def test_no_network_can_pass() -> None:
    with pytest.raises(TransientError, match="unreachable"):
        source({}).read(VIDEO)
