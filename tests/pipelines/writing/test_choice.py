"""Protects: the framework is chosen from facts, topic, audience and habits, and the reason says what spoke for it, in numbers."""

import pytest

from pipelines.models import Verdict, VerifiedFact
from pipelines.writing.choice import Occasion, choose
from pipelines.writing.frameworks import FrameworkError, load
from pipelines.writing.structure_habits import StructureHabits

FRAMEWORKS = load()
FACTS = [
    VerifiedFact(f"f{n}", "c/p", f"c{n}", "d", n, "Body", text, text, 0, 1, Verdict.SUPPORTED, 0.9, 2, (), 1.0, "x")
    for n, text in enumerate(
        ["A snail is a mollusc that carries a shell.", "Snails sleep for three years.", "It eats leaves at night."]
    )
]


def chosen(topic: str = "", audience: str = "", habits: StructureHabits | None = None) -> str:
    return choose(
        FRAMEWORKS, FACTS, [], (), Occasion(topic, audience, habits or StructureHabits({}, 0))
    ).framework.framework_id


def test_what_the_creator_is_used_to_decides_between_frameworks_that_the_facts_leave_close() -> None:
    ranking = choose(FRAMEWORKS, FACTS, []).ranking
    second = ranking[1].framework.framework_id
    assert chosen(habits=StructureHabits({second: 9}, 10)) == second
    assert chosen(habits=StructureHabits({second: 2}, 2)) == ranking[0].framework.framework_id, (
        "two videos make no habit"
    )


def test_a_word_of_the_topic_speaks_for_its_framework() -> None:
    plain = {r.framework.framework_id: r.topic for r in choose(FRAMEWORKS, FACTS, []).ranking}
    asked = {
        r.framework.framework_id: r.topic
        for r in choose(FRAMEWORKS, FACTS, [], (), Occasion("Myths about snails")).ranking
    }
    assert set(plain.values()) == {0.0}
    assert asked["myth-buster"] > 0
    assert sum(value > 0 for value in asked.values()) == 1
    assert not any(r.topic for r in choose(FRAMEWORKS, FACTS, [], (), Occasion("Mythsy snails")).ranking)


def test_the_points_add_up_and_the_reason_names_them() -> None:
    habits = StructureHabits({"gagne": 6, "5e": 2}, 10)
    choice = choose(FRAMEWORKS, FACTS, [], (), Occasion("What is a snail", "students", habits))
    best = choice.ranking[0]
    assert best.framework.framework_id == "gagne"
    assert best.score == pytest.approx(best.facts + best.topic + best.audience + best.habit)
    assert "33 % of 3 define something" in choice.reason
    assert "it says “what is”" in choice.reason
    assert "audience 0.10: students" in choice.reason
    assert "6 of your 10 videos built like this" in choice.reason
    assert f"Next was {choice.ranking[1].framework.title}" in choice.reason


def test_too_few_videos_are_said_to_be_too_few() -> None:
    reason = choose(FRAMEWORKS, FACTS, [], (), Occasion(habits=StructureHabits({"gagne": 2}, 2))).reason
    assert "2 videos of yours, too few to speak of one" in reason


def test_no_framework_is_an_error_with_a_remedy() -> None:
    with pytest.raises(FrameworkError, match="load_frameworks"):
        choose([], FACTS, [])
