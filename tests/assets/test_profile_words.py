"""A profile is told to its creator in true sentences, and its fingerprint shows what can be compared and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from assets import fingerprint, preview
from assets import profile_words as words
from pipelines import models as m
from tests.pipelines.voice.channel import sample_profile

TRAIT = m.Trait(
    "t", "c", "rhythm", "questions", "Questions", 9.0, "per 100 sentences", 8.0, 10.0, 9, None,
    {"others": {"middle": [2.0, 4.0, 6.0], "percentiles": [80.0, 97.0]}}, percentile=94.0, n_speakers=462,
)  # fmt: skip
TIMED = replace(
    TRAIT, family="pacing", name="pause_length", label="Length of a pause", percentile=None, detail={},
    reasons={"percentile": "nobody was timed"},
)  # fmt: skip
ABSENT = replace(TRAIT, name="fragments", label="Fragments (no verb)", value=None, percentile=None, reason="no dots")


def within(low: float, high: float, percentile: float) -> m.Trait:
    return replace(
        TRAIT, percentile=percentile, detail={"others": {"middle": [2.0, 4.0, 6.0], "percentiles": [low, high]}}
    )


def test_a_place_among_others_is_said_with_its_interval_and_from_the_side_that_it_lies_on() -> None:
    assert words.against_others(TRAIT) == "more than 94 of 100 (80 – 97)"
    assert words.against_others(within(5.0, 20.0, 12.0)) == "less than 88 of 100 (80 – 95)"
    assert words.against_others(within(100.0, 100.0, 100.0)) == "more than practically all of 462"
    assert words.against_others(TIMED) == "–"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(0.142, "share of clauses", "14 % of clauses"), (0.5, "share", "50 %"), (12.04, "words", "12 words"), (-0.0676, "correlation", "-0.068 correlation"), (None, "words", "–")],
)  # fmt: skip
def test_values_are_read_in_their_unit(value: float | None, unit: str, said: str) -> None:
    assert words.amount(value, unit) == said


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_a_trait_stands_out_only_with_its_whole_interval(low: float, place: float, high: float) -> None:
    low, place, high = sorted((low, place, high))
    assert words.stands_out(within(low, high, place)) == (high < 25 or low > 75)


def test_the_farthest_come_first_and_no_family_fills_the_list() -> None:
    near, far = replace(TRAIT, name="near", value=7.0), replace(TRAIT, name="far", value=90.0)
    other = replace(TRAIT, name="other", family="lexical", value=6.5)
    assert words.most_unlike_others([near, other, TRAIT, far], 3) == [far, TRAIT, other]


def test_every_trait_is_drawn_or_said_to_be_left_out() -> None:
    traits = [TRAIT, TIMED, ABSENT]
    assert fingerprint.placed(traits) == {"rhythm": [TRAIT]}
    assert words.left_out(traits) == [
        "Measured, but not compared: nobody was timed. This holds for: Length of a pause.",
        "Not measured: no dots. This holds for: Fragments.",
    ]
    figure = Figure()
    assert fingerprint.draw(figure, traits)
    drawn = {text.get_text() for text in figure.axes[0].texts}
    assert {"Questions", "9 per 100 sentences", "2 – 6"} <= drawn
    assert not drawn & {"Length of a pause", "Fragments"}


def test_nothing_is_drawn_where_nothing_can_be_compared() -> None:
    figure = Figure()
    assert not fingerprint.draw(figure, [TIMED, ABSENT])
    assert not figure.axes


def test_a_version_says_what_left_its_interval_and_which_phrases_came_and_went() -> None:
    first = m.ProfileVersion("v1", "c", 1, "d", 3, 900, {}, (), {})
    changes = {"moved": {"questions": {"before": 4.0, "now": 9.0}}, "new_phrases": ["look at that"], "lost_phrases": []}
    second = replace(first, version_id="v2", number=2, n_videos=4, changes=changes)
    assert words.what_changed([], {}) == ["There is no version of the profile yet."]
    assert words.what_changed([first], {}) == ["This is the first version of the profile, from 3 videos."]
    assert words.what_changed([second, first], {"questions": TRAIT}) == [
        "Version 2, from 4 videos, against version 1.",
        "Moved beyond its interval: Questions from 4 per 100 sentences to 9 per 100 sentences.",
        "New among your phrases: “look at that”.",
    ]


def test_a_trend_is_said_with_its_interval_and_a_missing_one_with_its_reason() -> None:
    trend = {"slope": 0.05, "low": 0.01, "high": 0.09, "per": "year", "p": 0.001, "drifts": True}
    share = replace(TRAIT, unit="share of clauses", drift=trend)
    assert words.drifting([share]) == ["Questions: +5 points of clauses a year (+1 to +9)."]
    assert words.drifting([replace(share, drift=trend | {"drifts": False})]) == [
        "None of 1 habits has changed more than chance would bring."
    ]
    assert words.drifting([replace(TRAIT, reasons={"drift": "one video"})]) == ["Not known: one video."]


def test_the_preview_of_a_real_profile_is_read_without_a_table_and_escapes_what_was_said() -> None:
    traits = sample_profile().traits
    told = preview.preview_profile(traits, {})
    assert "more than practically all of 462" in told
    assert f"“{words.wordings(traits, 'catch_phrases')[0]['text']}”" in told
    loud = [
        replace(trait, detail={"phrases": [{"text": "<img src=x> [a](b)", "count": 3, "n_videos": 2}]})
        if trait.name == "catch_phrases"
        else trait
        for trait in traits
    ]
    told = preview.preview_profile(loud, {})
    assert "<img" not in told
    assert "[a](b)" not in told.replace("\\[", "")
    assert "No wording recurs" in preview.preview_profile([ABSENT], {})
