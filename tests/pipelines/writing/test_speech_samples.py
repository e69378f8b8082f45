"""A beat hears the creator do what it has to do, and each version of it hears other passages."""

from pipelines.models import ControlAction, Span, StyleControl, Trait, VoiceFeatures, VoiceProfile
from pipelines.writing import speech_samples


def trait(name: str, value: float | None, *quotes: str, low: float | None = None, high: float | None = None) -> Trait:
    spans = tuple(Span("v1", f"g{n}", text, None, None) for n, text in enumerate(quotes))
    return Trait(
        name, "c", "teaching", name, name.capitalize(), value, "per 100 sentences", low, high, 5, None, evidence=spans
    )


PROFILE = VoiceProfile(
    "c",
    (
        trait("definitions", 4.0, "A lens is a piece of curved glass.", "By heat I mean motion."),
        trait("questions", 8.0, "So what is a lens?", "And why is that?", low=6.0, high=12.0),
        trait("recaps", 2.0, "So remember the lens."),
        trait("passives", 3.0),
        trait("hedges", None),
    ),
    tuple(
        VoiceFeatures(f"v{n}", "c", 900, 60, None, {}, {}, edges={"opening": [f"Hello, this is talk {n}."]})
        for n in (1, 2, 3, 4)
    ),
)


def control(name: str, action: ControlAction, value: float | None = None) -> StyleControl:
    return StyleControl("x", "c", "trait", name, action, value)


def test_an_opening_beat_hears_openings_and_a_recap_hears_recaps() -> None:
    assert speech_samples.examples(("hook",), PROFILE, (), 0) == [f"Hello, this is talk {n}." for n in (1, 2, 3)]
    assert speech_samples.examples(("recap",), PROFILE, (), 0) == ["So remember the lens."]
    assert speech_samples.examples(("fact",), PROFILE, (), 0) == []


def test_another_version_hears_other_passages() -> None:
    first, second = (speech_samples.examples(("hook",), PROFILE, (), version) for version in (0, 1))
    assert second[0] == "Hello, this is talk 4."
    assert first != second


def test_a_raised_trait_is_shown_first() -> None:
    raised = [control("questions", ControlAction.RAISE)]
    assert speech_samples.examples(("definition",), PROFILE, raised, 0)[0] == "So what is a lens?"


def test_habits_tell_what_a_wish_aims_at() -> None:
    plain = speech_samples.habits(PROFILE, ())
    assert plain == ["Questions: usually 8 per 100 sentences"]
    raised = speech_samples.habits(PROFILE, [control("questions", ControlAction.RAISE)])
    assert raised == ["Questions: usually 8 per 100 sentences; the creator wishes raise: aim at 12"]
    lowered = speech_samples.habits(PROFILE, [control("passives", ControlAction.LOWER)])
    assert "Passives: usually 3 per 100 sentences; the creator wishes lower: aim at 2.25" in lowered


def test_a_trait_that_was_not_measured_has_no_aim() -> None:
    assert speech_samples.aim(PROFILE.traits[-1], control("hedges", ControlAction.RAISE)) is None
