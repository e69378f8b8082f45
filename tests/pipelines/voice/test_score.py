"""The voice score: own unseen videos near 1, others near 0, and no number where none can be had."""

from statistics import median

import pytest

from pipelines.models import VoiceProfile
from pipelines.sentences import split
from pipelines.settings import ROOT
from pipelines.voice.pipeline import score_sentences, score_text
from pipelines.voice.score import separation
from tests.conftest import CORPORA
from tests.pipelines.voice.channel import KEY, sample_profile, sample_segments


def encyclopedia() -> str:
    return (ROOT / "samples" / "library" / "big-bang-encyclopedia-entry.md").read_text(encoding="utf-8")


def held_out() -> tuple[str, VoiceProfile]:
    """Return the text of one video of the samples, and the profile of the others."""
    profile = sample_profile()
    row = profile.features[2]
    rest = VoiceProfile(KEY, (), tuple(other for other in profile.features if other is not row))
    return " ".join(s.text for s in sample_segments() if s.video_id == row.video_id), rest


def test_an_unseen_own_video_scores_far_above_an_encyclopedia() -> None:
    text, rest = held_out()
    own, other = score_text(text, rest), score_text(encyclopedia(), rest)
    assert own.value is not None
    assert other.value is not None
    assert own.value > 0.6 > other.value + 0.2
    assert (own.probability or 0) > 0.9


def test_the_interval_holds_the_value_and_contributions_add_up_to_one() -> None:
    text, rest = held_out()
    score = score_text(text, rest)
    assert score.low is not None
    assert score.value is not None
    assert score.high is not None
    assert 0 <= score.low <= score.value <= score.high <= 1
    assert score.low < score.high
    assert sum(abs(share) for share in score.contributions.values()) == pytest.approx(1.0, abs=0.01)


def test_the_same_text_scores_the_same() -> None:
    assert score_text(encyclopedia(), sample_profile()) == score_text(encyclopedia(), sample_profile())


def test_the_way_of_writing_down_does_not_count() -> None:
    text, rest = held_out()
    shouted = text.upper().replace(".", "").replace(",", "").replace("?", "")
    labelled = "Anna Smith: " + text.replace(". ", ".\nAnna Smith: ")
    expected = score_text(text, rest).value
    assert score_text(shouted, rest).value == pytest.approx(expected)
    assert score_text(labelled, rest).value == pytest.approx(expected)


def test_too_little_text_or_profile_says_how_much_is_missing() -> None:
    short = score_text("Six words are not a voice.", sample_profile())
    assert short.value is None
    assert "94 more" in (short.reason or "")
    thin = score_text(encyclopedia(), VoiceProfile("new", (), ()))
    assert thin.value is None
    assert "75 more" in (thin.reason or "")
    assert score_sentences(["Any sentence of enough words."], VoiceProfile("new", (), ())) == [None]
    two = VoiceProfile(KEY, (), sample_profile().features[:2])
    assert "add 1 more" in (score_text(encyclopedia(), two).reason or "")


def test_pasting_own_words_is_reported_and_earns_nothing() -> None:
    text, _ = held_out()
    pasted = score_text(text, sample_profile())
    assert pasted.value is None
    assert pasted.copied_share > 0.9
    mixed = encyclopedia() + " " + " ".join(text.split()[:200])
    alone = score_text(encyclopedia(), sample_profile()).value
    assert score_text(mixed, sample_profile()).copied_share > 0.1
    assert score_text(mixed, sample_profile()).value == pytest.approx(alone, abs=0.05)


def test_catch_phrases_sprinkled_on_a_strangers_text_do_not_make_it_the_creators() -> None:
    phrases = [
        "So what's going on here?",
        "You can try that tonight.",
        "And that's the strange part.",
        "Let's slow down.",
    ]
    stuffed = " ".join(
        f"{span.text} {phrases[index % 4]}" if index % 4 == 0 else span.text
        for index, span in enumerate(split(encyclopedia()))
    )
    value = score_text(stuffed, sample_profile()).value
    assert value is not None
    assert value < 0.5


def test_sentences_of_the_creator_stand_above_those_of_a_reference_text() -> None:
    own = [segment.text for segment in sample_segments() if segment.is_punctuated]
    others = [span.text for span in split(encyclopedia())]
    values = score_sentences([*own, *others, "No."], sample_profile())
    assert values[-1] is None, "too short to judge"
    own_median = median(value for value in values[: len(own)] if value is not None)
    other_median = median(value for value in values[len(own) : -1] if value is not None)
    assert own_median > other_median + 0.1


def test_separation_counts_every_unseen_video_and_has_an_interval() -> None:
    found = separation(sample_profile())
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert 0.9 < found.low <= found.value <= found.high <= 1
    assert len(found.own) == len(sample_profile().features)
    assert separation(VoiceProfile(KEY, (), sample_profile().features[:2])).value is None


@pytest.mark.corpora
def test_another_creator_scores_low() -> None:
    text = (CORPORA / "voice" / "rich_hickey" / "simplemadeeasy.txt").read_text(encoding="utf-8")
    value = score_text(text, sample_profile()).value
    assert value is not None
    assert value < 0.4
