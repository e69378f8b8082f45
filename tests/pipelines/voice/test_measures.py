"""Measuring one video: counts add up, and nothing is measured that the source cannot show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.models import Segment
from pipelines.voice.measures import (
    add_counts,
    answered_questions,
    measure_video,
    moves_in,
    read_sentence,
    sentence_counts,
)


def video(*texts: str, is_punctuated: bool = True, seconds: float | None = None, gap_s: float = 0.5) -> list[Segment]:
    segments, clock = [], 0.0
    for ordinal, text in enumerate(texts):
        start, end = (None, None) if seconds is None else (clock, clock + seconds)
        segments.append(Segment(f"s{ordinal}", "c", "v", ordinal, text, start, end, None, is_punctuated))
        clock += (seconds or 0.0) + gap_s
    return segments


def test_pace_counts_pauses_but_not_long_absences() -> None:
    ten_words = "one two three four five six seven eight nine ten"
    segments = video(*[ten_words] * 10, seconds=4.0, gap_s=1.0)
    away = [Segment("late", "c", "v", 10, ten_words, 500.0, 504.0)]
    measures = measure_video([*segments, *away]).measures
    assert measures["words_per_minute_speech"] == pytest.approx(150.0)
    assert measures["words_per_minute"] == pytest.approx(60 * 110 / (44 + 9))
    assert measures["pause_length"] == pytest.approx(1.0)


def test_without_times_pace_is_absent_and_not_zero() -> None:
    measures = measure_video(video(*["So this is a sentence of some words."] * 20)).measures
    assert measures["words_per_minute"] is None
    assert measures["pauses_per_minute"] is None


def test_captions_without_gaps_say_nothing_of_pauses() -> None:
    measures = measure_video(video(*["so here we go again with more words"] * 20, seconds=3.0, gap_s=0.0)).measures
    assert measures["words_per_minute"] == pytest.approx(160.0)
    assert measures["pauses_per_minute"] is None


def test_the_captioners_punctuation_is_not_read_as_voice() -> None:
    texts = ["what is going on here", "it is the air, really"] * 10
    row = measure_video(video(*texts, is_punctuated=False))
    assert row.measures["sentence_length_mean"] is None
    assert row.measures["fragments"] is None
    assert row.measures["questions"] == pytest.approx(50.0), "found by wording"
    assert "openers" not in row.counts


def test_a_question_counts_as_answered_only_when_a_statement_of_the_same_speaker_follows() -> None:
    texts = ["Why is it red?", "It is rust.", "That is odd, right?", "Yes it is.", "Who knows?", "How would we see?"]
    assert answered_questions(video(*texts)) == [0]
    apart = video("Why is it red?", "It is rust.", seconds=1.0, gap_s=10.0)
    assert answered_questions(apart) == [], "someone else answered in the silence"


@pytest.mark.parametrize(
    ("move", "text", "is_made"),
    [
        ("analogies", "It works like a brake.", True),
        ("analogies", "Which I imagine will be interesting.", False),
        ("examples", "For instance, your kettle.", True),
        ("examples", "Take your time.", False),
        ("definitions", "That jump is called parallax.", True),
        ("signposting", "Let's start with the train.", True),
        ("signposting", "I have come back tonight.", False),
        ("recaps", "As we saw, it floats.", True),
        ("direct_address", "You would float.", True),
        ("direct_address", "It is, you know, rust.", False),
    ],
)
def test_teaching_moves_are_told_by_their_wording(move: str, text: str, is_made: bool) -> None:
    assert (move in moves_in(read_sentence(text))) is is_made


def test_contractions_are_taken_apart_so_that_they_do_not_hide_words() -> None:
    counts = sentence_counts(read_sentence("It’s what they don't say"))
    assert counts["function_words"] | {"it": 1, "'s": 1, "do": 1, "n't": 1} == counts["function_words"]
    assert counts["shape"]["contracted"] == counts["shape"]["contractible"] == 2


def test_several_videos_at_once_are_refused() -> None:
    with pytest.raises(ValueError, match="exactly one video"):
        measure_video([])


SENTENCES = st.lists(st.text(max_size=60), min_size=1, max_size=8)


@given(SENTENCES, SENTENCES)
def test_counts_of_some_sentences_add_up_to_the_counts_of_all(first: list[str], second: list[str]) -> None:
    parts = [*first, *second]
    assert add_counts([_sentence_counts(first), _sentence_counts(second)]) == _sentence_counts(parts)


def _sentence_counts(texts: list[str]) -> dict[str, dict[str, int]]:
    return add_counts(sentence_counts(read_sentence(text)) for text in texts)


@given(SENTENCES, st.booleans())
def test_any_text_can_be_measured_and_shares_stay_shares(texts: list[str], is_punctuated: bool) -> None:
    measures = measure_video(video(*texts, is_punctuated=is_punctuated)).measures
    for name, value in measures.items():
        if value is not None:
            assert value >= (-1 if name == "length_succession" else 0)
            assert not name.endswith("_share") or value <= 1
