"""A video's row is taken from before only while its words, times and the code are the same."""

from dataclasses import dataclass, replace

import pytest

from pipelines.models import Segment
from pipelines.voice import by_video
from pipelines.voice.by_video import read_changed, source_digest

SAID = Segment("s", "c", "v1", 0, "The sky is dark.", 1.0, 2.0)


@dataclass(frozen=True)
class Row:
    video_id: str
    source_digest: str
    n_sentences: int


def _read(video, digest):  # type: ignore[no-untyped-def]
    return Row(video[0].video_id, digest, len(video))


@pytest.mark.parametrize(
    "changed",
    [replace(SAID, text="The sky is blue."), replace(SAID, start_s=1.5), replace(SAID, is_punctuated=False)],
    ids=["words", "times", "punctuation"],
)
def test_any_change_of_what_was_said_is_seen(changed: Segment) -> None:
    assert source_digest([changed]) != source_digest([SAID])
    [known] = read_changed([SAID], [], _read)
    assert read_changed([SAID], [known], _read)[0] is known
    assert read_changed([changed], [known], _read)[0] != known


def test_changed_code_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    before = source_digest([SAID])
    monkeypatch.setattr(by_video, "stage_version", lambda stage: "another")
    assert source_digest([SAID]) != before


def test_a_row_of_another_video_with_the_same_words_is_not_taken() -> None:
    known = read_changed([SAID], [], _read)
    assert read_changed([replace(SAID, video_id="v2")], known, _read)[0].video_id == "v2"
