"""Explanations are faithful: sentences add up to the score, and taking away what is named moves it as said."""

import pytest

from pipelines.models import VoiceProfile
from pipelines.settings import ROOT
from pipelines.voice import score, segment_vectors
from pipelines.voice.explanation import explain_text
from pipelines.voice.spoken_words import spoken_words
from tests.pipelines.voice.channel import KEY, sample_profile, sample_segments


def encyclopedia() -> str:
    text = (ROOT / "samples" / "library" / "big-bang-encyclopedia-entry.md").read_text(encoding="utf-8")
    return text.partition("---\n")[2].partition("---\n")[2]


def score_of(text: str) -> float:
    prepared = score.prepare(sample_profile())
    assert prepared is not None
    return prepared.voice.score(segment_vectors.text_vector(spoken_words(text).words, prepared.voice.others))


def test_contributions_add_up_to_the_score() -> None:
    rows = explain_text(encyclopedia(), sample_profile())
    assert sum(row.contribution for row in rows) == pytest.approx(score_of(encyclopedia()), abs=0.02)


def test_taking_out_the_sentences_that_pull_away_raises_the_score_and_the_others_lower_it() -> None:
    text = encyclopedia()
    rows = sorted(explain_text(text, sample_profile()), key=lambda row: row.contribution)
    before = score_of(text)
    without_worst, without_best = text, text
    for low, high in zip(rows[:4], rows[-4:], strict=True):
        without_worst = without_worst.replace(low.text, " ")
        without_best = without_best.replace(high.text, " ")
    assert score_of(without_worst) > before > score_of(without_best)


def test_taking_out_the_wordings_named_raises_the_score() -> None:
    text = encyclopedia()
    rows = explain_text(text, sample_profile())
    mended = text
    for row in rows:
        sentence = row.text
        for wording in row.wordings:
            sentence = sentence.replace(wording, " ")
        mended = mended.replace(row.text, sentence)
    assert any(row.wordings for row in rows)
    assert score_of(mended) > score_of(text)


STIFF = (
    "In order to understand a bridge, we must examine an arch. However, an arch is difficult to obtain. Therefore we're "
    "going to utilize books. There are numerous books, for instance, and a significant number of people utilize these "
    "in order to demonstrate the effect. Furthermore, it is going to be essential to ensure that these books are large. "
)


def test_a_wording_of_the_creators_own_in_place_of_another_moves_the_score_as_said() -> None:
    text = STIFF + encyclopedia()
    rows = [row for row in explain_text(text, sample_profile(), sample_segments()) if row.rather]
    assert len(rows) >= 3
    for row in rows:
        assert row.rather is not None
        mended = row.text.replace(row.instead_of or "", row.rather.wording)
        assert mended != row.text
        assert score_of(text.replace(row.text, mended)) > score_of(text)
        assert row.rather.n_said > row.rather.n_instead


def test_examples_are_the_creators_own_sentences_of_two_videos_and_hold_what_is_recommended() -> None:
    texts = {segment.segment_id: segment.text for segment in sample_segments()}
    rows = [row for row in explain_text(STIFF + encyclopedia(), sample_profile(), sample_segments()) if row.examples]
    assert rows
    for row in rows:
        assert len({span.video_id for span in row.examples}) == 2
        for span in row.examples:
            assert texts[span.segment_id] == span.text
            said = " ".join(spoken_words(span.text).words)
            if row.rather:
                assert f" {row.rather.wording} " in f" {said} "
            else:
                assert said.startswith(row.opening or "-")


def test_a_thin_profile_explains_nothing() -> None:
    assert explain_text(encyclopedia(), VoiceProfile(KEY, (), ())) == []
