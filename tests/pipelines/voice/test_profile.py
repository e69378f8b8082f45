"""A profile states ranges, evidence and reasons, and its catch phrases are the creator's."""

from dataclasses import replace
from datetime import date

import pytest

from pipelines.models import Segment, Trait
from pipelines.voice.pipeline import measure_channel, profile_channel
from pipelines.voice.series import VideoRecord
from tests.pipelines.voice.channel import KEY, sample_profile, sample_segments
from tests.pipelines.voice.channels import made_channel


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


def _traits(segments: list[Segment]) -> dict[str, Trait]:
    return {trait.name: trait for trait in profile_channel("c", measure_channel(segments, []), segments)}


def test_one_video_of_two_hundred_words_has_values_and_says_why_there_is_no_interval() -> None:
    texts = ["So what is it?", "It is the sea, and you can see it from here.", "For example, look at the wall."] * 10
    traits = _traits(made_channel(texts, seconds=3.0))
    asks = traits["questions"]
    assert asks.value == pytest.approx(100 / 3)
    assert (asks.interval_low, asks.interval_high, asks.stability) == (None, None, None)
    assert "at least 4" in asks.reasons["interval"]
    assert "a trend needs 6" in asks.reasons["drift"]
    assert "two years" in asks.reasons["stability"]
    assert traits["catch_phrases"].value is None


@pytest.mark.parametrize("texts", [["Yes."], ["…"], ["42"], ["OKAY SO THIS IS ALL IN CAPITALS AND LOUD"] * 40])
def test_hardly_any_words_or_only_capitals_are_no_crash(texts: list[str]) -> None:
    for trait in _traits(made_channel(texts)).values():
        assert (trait.value is None) == (trait.reason is not None)


def test_an_interval_holds_the_value_and_a_percentile_names_how_many_were_compared() -> None:
    measured = [trait for trait in sample_profile().traits if trait.interval_low is not None]
    assert len(measured) > 30
    for trait in measured:
        assert trait.interval_low <= (trait.value or 0.0) <= (trait.interval_high or 0.0), trait.name
        assert (trait.percentile is None) == ("percentile" in trait.reasons) or trait.family in ("openings", "closings")
        assert trait.percentile is None or trait.n_speakers >= 50


def test_a_voice_that_changes_over_the_years_is_told_with_its_years() -> None:
    videos = [["Is it so?", "It is the sea."] * (2 * n) + ["It is the sea."] * (40 - 4 * n) for n in range(10)]
    segments = made_channel(*videos)
    records = [
        VideoRecord(f"v{n}", f"Video {n}", f"{n}.srt", date(2015 + n // 2, 1 + 6 * (n % 2), 1)) for n in range(10)
    ]
    traits = {trait.name: trait for trait in profile_channel("c", measure_channel(segments, []), segments, records)}
    asks = traits["questions"].drift
    assert asks["drifts"]
    assert asks["low"] > 0
    assert [row["year"] for row in asks["years"]] == [2015, 2016, 2017, 2018, 2019]
    assert asks["years"][-1]["value"] > asks["years"][0]["value"]


def test_marks_and_capitals_of_the_captioner_change_no_trait_but_those_of_sentences() -> None:
    plain = [segment for segment in sample_segments() if segment.is_punctuated]
    loud = [replace(segment, text=segment.text.upper()) for segment in plain]
    first, second = _traits(plain), _traits(loud)
    assert {name: trait.value for name, trait in first.items()} == {name: trait.value for name, trait in second.items()}
