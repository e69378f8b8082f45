"""Every profile that says something new is a version, old ones stay, and what changed is said."""

from dataclasses import replace

from pipelines.models import ProfileVersion, Trait, VoiceFeatures
from pipelines.voice.versions import versions_of


def trait(name: str, value: float | None, half: float = 1.0) -> Trait:
    row = Trait(name, "c", "rhythm", name, name, value, "", None, None, 5, None if value is not None else "none")
    return row if value is None else replace(row, interval_low=value - half, interval_high=value + half)


def phrases(*texts: str) -> Trait:
    return replace(trait("catch_phrases", 1.0), detail={"phrases": [{"text": text} for text in texts]})


def versions(traits: list[Trait], known: list[ProfileVersion]) -> list[ProfileVersion]:
    return versions_of("c", traits, [VoiceFeatures("v", "c", 100, 10, None, {}, {})], known)


def test_the_same_profile_again_is_no_new_version() -> None:
    first = versions([trait("questions", 5.0)], [])
    assert [row.number for row in first] == [1]
    assert versions([trait("questions", 5.0)], first) == first


def test_a_trait_beyond_its_interval_has_moved_and_one_within_has_not() -> None:
    first = versions([trait("questions", 5.0), trait("hedges", 2.0), phrases("let's see")], [])
    both = versions([trait("questions", 7.5), trait("hedges", 2.5), trait("passives", 1.0), phrases("but look")], first)
    assert both[0] == first[0], "the old version is as it was"
    assert both[1].number == 2
    assert both[1].changes["moved"] == {"questions": {"before": 5.0, "now": 7.5}}
    assert both[1].changes["new_traits"] == ["passives"]
    assert both[1].changes["new_phrases"] == ["but look"]
    assert both[1].changes["lost_phrases"] == ["let's see"]


def test_going_back_is_a_version_of_its_own() -> None:
    first = versions([trait("questions", 5.0)], [])
    third = versions([trait("questions", 5.0)], versions([trait("questions", 9.0)], first))
    assert [row.number for row in third] == [1, 2, 3]
    assert len({row.version_id for row in third}) == 3
