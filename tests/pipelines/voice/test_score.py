"""The voice score: own unseen videos near 1, others near 0, and no number where none can be had."""

from statistics import median

import pytest

from pipelines.models import VoiceProfile
from pipelines.sentences import split
from pipelines.settings import ROOT
from pipelines.voice import style
from pipelines.voice.pipeline import score_sentences, score_text
from tests.conftest import CORPORA
from tests.pipelines.voice.channel import KEY, sample_profile, sample_segments


def encyclopedia() -> str:
    return (ROOT / "samples" / "library" / "big-bang-encyclopedia-entry.md").read_text(encoding="utf-8")


def test_an_unseen_own_video_scores_far_above_an_encyclopedia() -> None:
    profile = sample_profile()
    held_out = next(row for row in profile.features if "lengths" in row.counts)
    rest = VoiceProfile(KEY, (), tuple(row for row in profile.features if row is not held_out))
    own = score_text(" ".join(s.text for s in sample_segments() if s.video_id == held_out.video_id), rest)
    other = score_text(encyclopedia(), rest)
    assert own.value is not None
    assert other.value is not None
    assert own.value > 0.6 > other.value + 0.2


def test_the_interval_holds_the_value_and_contributions_add_up_to_one() -> None:
    score = score_text(" ".join(segment.text for segment in sample_segments()[:60]), sample_profile())
    assert score.low is not None
    assert score.value is not None
    assert score.high is not None
    assert 0 <= score.low <= score.value <= score.high <= 1
    assert sum(abs(share) for share in score.contributions.values()) == pytest.approx(1.0, abs=0.01)


def test_the_same_text_scores_the_same() -> None:
    assert score_text(encyclopedia(), sample_profile()) == score_text(encyclopedia(), sample_profile())


def test_too_little_text_or_profile_has_a_reason_and_no_value() -> None:
    short = score_text("Six words are not a voice.", sample_profile())
    assert short.value is None
    assert "60 are needed" in (short.reason or "")
    thin = score_text(encyclopedia(), VoiceProfile("new", (), ()))
    assert thin.value is None
    assert "75 are needed" in (thin.reason or "")
    assert score_sentences(["Any sentence of enough words."], VoiceProfile("new", (), ())) == [None]


def test_sentences_of_the_creator_stand_above_those_of_a_reference_text() -> None:
    own = [segment.text for segment in sample_segments() if segment.is_punctuated]
    others = [span.text for span in split(encyclopedia())]
    values = score_sentences([*own, *others, "No."], sample_profile())
    assert values[-1] is None, "too short to judge"
    own_median = median(value for value in values[: len(own)] if value is not None)
    other_median = median(value for value in values[len(own) : -1] if value is not None)
    assert 0.6 <= own_median <= 0.8
    assert other_median < own_median - 0.1


def test_the_shipped_background_holds_one_row_per_feature_and_only_numbers() -> None:
    background = style.load_background()
    assert len(background.mean) == len(style.feature_names())
    assert (background.between_sd > 0).all()
    assert (background.noise > 0).all()
    assert 0 <= background.others_position < 0.5


@pytest.mark.corpora
def test_another_creator_scores_low() -> None:
    text = (CORPORA / "voice" / "rich_hickey" / "simplemadeeasy.txt").read_text(encoding="utf-8")
    value = score_text(text, sample_profile()).value
    assert value is not None
    assert value < 0.4
