"""A profile states ranges, evidence and reasons, and its catch phrases are the creator's."""

from pipelines.models import Segment
from pipelines.voice.pipeline import measure_channel, profile_channel
from tests.pipelines.voice.channel import KEY, sample_profile, sample_segments


def test_every_trait_is_shown_by_quotable_spans_or_says_why_it_is_absent() -> None:
    texts = {segment.segment_id: segment.text for segment in sample_segments()}
    for trait in sample_profile().traits:
        if trait.value is None:
            assert trait.reason, trait.name
            continue
        assert trait.reason is None
        assert len(trait.evidence) >= 2 or trait.value == 0 or trait.family == "pacing", trait.name
        assert len({span.video_id for span in trait.evidence}) >= min(2, len(trait.evidence)), "varied over videos"
        for span in trait.evidence:
            assert span.text.startswith(texts[span.segment_id])
        if trait.low is not None and trait.high is not None:
            assert trait.low <= trait.value <= trait.high


def test_trait_names_and_ids_are_unique() -> None:
    traits = sample_profile().traits
    assert len({trait.trait_id for trait in traits}) == len({trait.name for trait in traits}) == len(traits)


def test_catch_phrases_are_the_lines_the_presenter_repeats_and_not_topics() -> None:
    [trait] = [trait for trait in sample_profile().traits if trait.name == "catch_phrases"]
    listed = {row["text"]: row["n_videos"] for row in trait.detail["phrases"]}
    assert listed["now don't take my word for it"] >= 8
    assert listed["so what is actually going on"] >= 6
    assert not any("star" in text.split() or "earth" in text.split() for text in listed)
    assert all(n_videos >= 3 for n_videos in listed.values())


def test_the_opening_is_recognised() -> None:
    [trait] = [trait for trait in sample_profile().traits if trait.name == "opening_move"]
    assert trait.value == 1.0
    assert trait.detail["moves"][0]["text"] == "sets a scene"


def test_a_channel_of_automatic_captions_has_no_sentence_rhythm() -> None:
    segments = [
        Segment(f"{v}{n}", "c", f"v{v}", n, "so this is how the water gets in", 3.0 * n, 3.0 * n + 2.5, None, False)
        for v in range(3)
        for n in range(40)
    ]
    traits = {trait.name: trait for trait in profile_channel("c", measure_channel(segments, []), segments)}
    assert traits["sentence_length_mean"].value is None
    assert "automatic" in (traits["sentence_length_mean"].reason or "")
    assert traits["words_per_minute"].value == 8 * 60 / 3 or traits["words_per_minute"].value is not None


def test_without_times_the_pace_says_so() -> None:
    segments = [Segment(f"s{n}", "c", "v", n, "This is one plain sentence.", None, None) for n in range(30)]
    traits = {trait.name: trait for trait in profile_channel("c", measure_channel(segments, []), segments)}
    assert traits["words_per_minute"].value is None
    assert traits["words_per_minute"].reason == "no timed transcripts"


def test_the_profile_is_the_same_in_a_second_run() -> None:
    again = profile_channel(KEY, sample_profile().features, sample_segments())
    assert tuple(again) == sample_profile().traits
