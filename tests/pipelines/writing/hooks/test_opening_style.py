"""What is known of how a creator opens is counted over their videos, and said with a place that shows it."""

from pipelines.models import HookKind, VoiceFeatures
from pipelines.writing.hooks import opening_style


def video(name: str, *opening: str) -> VoiceFeatures:
    return VoiceFeatures(name, "c", 100, 10, 60.0, {}, {}, edges={"opening": list(opening), "closing": []})


def test_kinds_and_first_words_are_counted_over_videos() -> None:
    found = opening_style.mined(
        [
            video("a", "So why is the sky blue?", "It is a fair question."),
            video("b", "So imagine a room.", "There is a candle in it."),
            video("c", "So how far is the Moon?"),
            video("d", "It is cold outside."),
        ]
    )
    assert found.kinds == {HookKind.QUESTION: 2, HookKind.DEMONSTRATION: 1}
    assert found.start == "So"
    assert found.fit(HookKind.QUESTION) == 1.0
    assert found.fit(HookKind.DEMONSTRATION) == 0.5
    assert found.fit(HookKind.STORY) == 0.0
    assert found.told(HookKind.QUESTION) == "2 of your 4 videos open so: “So why is the sky blue?”"


def test_two_videos_do_not_show_a_habit() -> None:
    found = opening_style.mined([video("a", "So, picture this."), video("b", "So, picture this.")])
    assert found.start is None
    assert found.fit(HookKind.DEMONSTRATION) is None
    assert "3 are needed" in found.told(HookKind.DEMONSTRATION)


def test_a_channel_without_beginnings_has_no_style() -> None:
    assert opening_style.mined([]).told(HookKind.NUMBER).startswith("0 of your videos")
