"""Phrasing frames are empty of topic, really said by the creator, and safe before any fact."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import sentences
from pipelines.models import Channel, FrameForm, FrameFunction, PhraseFrame, Segment
from pipelines.transcripts.pipeline import read_channel, segment_channel
from pipelines.voice.frame_sightings import is_frame_sentence
from pipelines.voice.frames import frames_of, mine_frames, sight_frames
from tests.conftest import CORPORA, ROOT

CHANNEL = "slow-light"


def _segments(video_id: str, texts: Sequence[str], is_punctuated: bool = True) -> list[Segment]:
    return [
        Segment(f"{video_id}-{ordinal}", CHANNEL, video_id, ordinal, text, ordinal * 4.0, ordinal * 4.0 + 3.0,
                is_punctuated=is_punctuated)
        for ordinal, text in enumerate(texts)
    ]  # fmt: skip


def _texts(frames: Sequence[PhraseFrame]) -> set[str]:
    return {frame.text for frame in frames}


def _read(source: str, name: str) -> list[Segment]:
    channel = Channel(CHANNEL, name, source)
    return segment_channel(channel, read_channel(channel, []), [])


@pytest.fixture(scope="module")
def sample_frames() -> list[PhraseFrame]:
    return mine_frames(CHANNEL, _read(str(ROOT / "samples" / "channel"), "Slow Light"))


def _is_said(frame: PhraseFrame) -> bool:
    words = sentences.normalised_words(frame.text)
    for span in frame.evidence:
        said = sentences.normalised_words(span.text)
        if not any(said[start : start + len(words)] == words for start in range(len(said))):
            return False
    return bool(frame.evidence)


def _has_name_or_number(text: str) -> bool:
    later = sentences.words(text)[1:]
    return any(character.isdigit() for character in text) or any(
        word[0].isupper() and word.split("'")[0] != "I" for word in later
    )


def test_no_segments_give_no_frames() -> None:
    assert mine_frames(CHANNEL, []) == []


def test_a_single_video_gives_frames_with_real_counts_and_timed_evidence() -> None:
    said = ["So what does that mean?", "In other words, the star is old.", "In other words, we were wrong about it."]
    frames = {frame.text: frame for frame in mine_frames(CHANNEL, _segments("v1", said))}
    opener = frames["In other words,"]
    assert (opener.form, opener.function, opener.count, opener.n_videos) == (
        FrameForm.OPENER, FrameFunction.DEFINITION, 2, 1,
    )  # fmt: skip
    assert [span.start_s for span in opener.evidence] == [4.0, 8.0]
    assert frames["So what does that mean?"].function is FrameFunction.QUESTION


def test_frames_are_ranked_by_videos_then_count() -> None:
    said = [*_segments("v1", ["Let's slow down.", "For example, the sky is blue.", "For example, the sea is blue."]),
            *_segments("v2", ["Let's slow down."])]  # fmt: skip
    assert [frame.text for frame in mine_frames(CHANNEL, said)] == ["Let's slow down.", "For example,"]


@pytest.mark.parametrize(
    "text",
    [
        "The Earth leans.",  # a claim
        "Thanks for being on the show.",
        "It does that twice a day.",
        "Why does he do this matrix thing?",
        "But that's wrong.",  # would deny the verified fact before it
        "It feels right, and it's wrong.",
        "Click the link in the description.",
        "We'll come back to that in the next video.",
        "The answer is 42.",
    ],
)
def test_claims_promotion_denials_and_promises_are_no_frames(text: str) -> None:
    assert not is_frame_sentence(text)
    assert text not in _texts(mine_frames(CHANNEL, _segments("v1", [text]) + _segments("v2", [text])))


def test_an_opening_counts_only_before_a_clause() -> None:
    frames = mine_frames(
        CHANNEL, _segments("v1", ["The answer is that of the second kind.", "The point is to win it all."])
    )
    assert not {"The point is,", "The answer is,"} & _texts(frames)


def test_unpunctuated_captions_are_cased_and_punctuated() -> None:
    said = ["okay so what does that mean", "now i said it once", "and it turns out that the sky is dark",
            "the light goes out slowly and what this means is that the star is old by now"]  # fmt: skip
    texts = _texts(mine_frames(CHANNEL, _segments("v1", said, is_punctuated=False)))
    assert {"Okay, so what does that mean?", "And it turns out that", "And what this means is that"} <= texts


def test_signatures_need_many_videos_and_name_nothing() -> None:
    def video(video_id: str) -> list[Segment]:
        middle = [f"The thing called {video_id} is number {n} in a long row." for n in range(8)]
        return _segments(
            video_id, ["Pour yourself some tea.", *middle, "Sleep well, and look after your cat.", "Bye from Adanna."]
        )

    three = _texts(mine_frames(CHANNEL, video("v1") + video("v2") + video("v3")))
    assert {"Pour yourself some tea.", "Sleep well, and look after your cat."} <= three
    assert not any("Adanna" in text for text in three)
    assert "Pour yourself some tea." not in _texts(mine_frames(CHANNEL, video("v1") + video("v2")))


def test_near_identical_wordings_are_one_frame() -> None:
    said = [
        "So what does that mean?",
        "So what does that mean?",
        "What does this mean?",
        "But what does that really mean?",
    ]
    assert len(mine_frames(CHANNEL, _segments("v1", said))) == 1


def test_the_sample_channel_has_every_function_and_her_signatures(sample_frames: list[PhraseFrame]) -> None:
    assert {frame.function for frame in sample_frames} == set(FrameFunction)
    assert {"Okay, so picture this.", "That's the light we've got for tonight.", "So, three things to keep."} <= _texts(
        sample_frames
    )
    assert len(sample_frames) >= 40


def test_sample_frames_are_said_in_their_evidence_and_name_nothing(sample_frames: list[PhraseFrame]) -> None:
    assert all(map(_is_said, sample_frames))
    assert not [frame.text for frame in sample_frames if _has_name_or_number(frame.text)]
    assert len({frame.frame_id for frame in sample_frames}) == len(sample_frames)


_FRAGMENTS = st.sampled_from(
    ["So what does that mean?", "Now,", "the Moon is 4 days old.", "for example", "it turns out that", "Adanna",
     "we know that", "In fact,", "I'd say", "1,000 stars", "let's slow down", "here's the thing:", "the sky is dark",
     "this is Slow Light."]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.lists(_FRAGMENTS, min_size=1, max_size=4), st.booleans()), max_size=12))
def test_whatever_is_said_frames_are_verbatim_and_name_nothing(said: list[tuple[list[str], bool]]) -> None:
    segments = [
        segment
        for video, (pieces, is_punctuated) in enumerate(said)
        for segment in _segments(f"v{video}", [" ".join(pieces)], is_punctuated)
    ]
    frames = mine_frames(CHANNEL, segments)
    assert frames == mine_frames(CHANNEL, segments)
    for frame in frames:
        assert _is_said(frame)
        assert not _has_name_or_number(frame.text)
        assert frame.n_videos <= frame.count
        assert frame.text[-1] in (".?" if frame.form is FrameForm.SENTENCE else ",:" + frame.text[-1])


@pytest.mark.corpora
@pytest.mark.parametrize(
    ("source", "name"), [("andrew_huberman", "Andrew Huberman"), ("gary_stevenson", "Gary Stevenson")]
)
def test_real_channels_give_enough_frames_that_are_really_said(source: str, name: str) -> None:
    frames = mine_frames(CHANNEL, _read(str(CORPORA / "voice" / source), name))
    assert len(frames) >= 40
    assert len({frame.function for frame in frames}) >= 10
    assert all(map(_is_said, frames))


def _videos(said: Sequence[tuple[Sequence[str], bool]]) -> list[Segment]:
    return [
        segment
        for video, (texts, is_punctuated) in enumerate(said)
        for segment in _segments(f"v{video}", texts, is_punctuated)
    ]


_SAID = st.lists(
    st.tuples(
        st.lists(st.lists(_FRAGMENTS, min_size=1, max_size=2).map(" ".join), min_size=1, max_size=5), st.booleans()
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60)
@given(_SAID, st.data())
def test_videos_added_one_by_one_give_the_frames_of_all_at_once(
    said: list[tuple[list[str], bool]], data: st.DataObject
) -> None:
    segments = _videos(said)
    known = sight_frames(_videos(said[: data.draw(st.integers(0, len(said)))]), [])
    assert frames_of(CHANNEL, sight_frames(segments, known)) == mine_frames(CHANNEL, segments)


@settings(max_examples=60)
@given(_SAID, st.randoms(use_true_random=False))
def test_the_order_of_the_videos_changes_no_count(said: list[tuple[list[str], bool]], random: Random) -> None:
    read = sight_frames(_videos(said), [])
    shuffled = random.sample(read, len(read))
    counted = [(frame.text, frame.count, frame.n_videos, frame.function) for frame in frames_of(CHANNEL, read)]
    assert [(f.text, f.count, f.n_videos, f.function) for f in frames_of(CHANNEL, shuffled)] == counted


def test_only_a_changed_video_is_read_again() -> None:
    before = sight_frames(_videos([(["So what does that mean?"], True), (["Let's slow down."], True)]), [])
    after = sight_frames(_videos([(["So what does that mean?"], True), (["Let's slow down here."], True)]), before)
    assert after[0] is before[0]
    assert after[1] != before[1]


def test_a_signature_counts_the_videos_where_it_stands_in_the_middle() -> None:
    filler = [f"The thing called Obi is number {n} in a long row." for n in range(9)]
    opening = "Pour yourself some tea."
    said = [([opening, *filler], True)] * 3 + [([*filler[:5], opening, *filler[5:]], True)]
    [frame] = [frame for frame in mine_frames(CHANNEL, _videos(said)) if frame.text == opening]
    assert (frame.count, frame.n_videos) == (4, 4)
    assert [span.video_id for span in frame.evidence] == ["v0", "v1", "v2"]
