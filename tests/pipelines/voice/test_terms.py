"""Terms are found with how they were brought in at their first use."""

from typing import Any

import pytest

from pipelines.voice.pipeline import measure_channel, profile_channel
from pipelines.voice.sentence import read_sentence
from pipelines.voice.terms import Introduction, _marks, introduced
from tests.pipelines.voice.channels import made_channel

AFTER = ["The parallax is small.", "We measure the parallax twice.", "Every parallax tells a distance."]


def terms(*videos: list[str]) -> dict[str, dict[str, Any]]:
    segments = made_channel(*videos)
    [trait] = [t for t in profile_channel("c", measure_channel(segments, []), segments) if t.name == "terminology"]
    return {row["text"]: row for row in trait.detail.get("phrases", [])}


@pytest.mark.parametrize(
    ("texts", "kind", "n_sentences"),
    [
        (["That jump is called parallax."], Introduction.DEFINED, 1),
        (["Parallax is the jump of a near thing."], Introduction.DEFINED, 1),
        (["There is parallax here.", "For example, your thumb jumps."], Introduction.EXAMPLE, 2),
        (["There is parallax.", "It works like a ruler with two ends."], Introduction.ANALOGY, 2),
        (["There is parallax.", "It is small.", "It is old.", "For example, your thumb."], Introduction.NAMED, 1),
    ],
)
def test_a_first_use_defines_shows_likens_or_only_names(texts: list[str], kind: Introduction, n_sentences: int) -> None:
    sentences = [read_sentence(text) for text in texts]
    first = sentences[0].words.index("parallax")
    found = introduced(sentences, [_marks(sentence) for sentence in sentences], 0, first, 1)
    assert found == (kind, n_sentences)


def test_a_term_has_its_counts_and_the_span_of_its_introduction() -> None:
    found = terms(["That jump is called parallax.", *AFTER], ["Look at parallax again.", *AFTER], AFTER)["parallax"]
    assert found["n_videos"] == 3
    assert found["count"] == 11
    assert found["introduction"] == "defined in place"
    assert found["n_explained"] == 1
    assert found["spans"][0]["text"] == "That jump is called parallax."


def test_words_that_are_said_together_are_one_term() -> None:
    said = ["The neutron star turns.", "A neutron star is heavy.", "Every neutron star cools."]
    found = terms(said, said, said)
    assert "neutron star" in found
    assert "neutron" not in found


def test_a_stock_word_of_every_video_is_no_term() -> None:
    assert "jargon" not in terms(*[["Quick word on the jargon.", *AFTER] for _ in range(5)])
