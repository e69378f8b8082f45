"""Protects: faults are repaired before anybody sees the draft, nothing else gets worse, and what cannot be repaired is said."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.models import Explanation, ScriptSentence, Way
from pipelines.writing import mending, repairs, rules
from tests.written_scripts import BODY, ENDING, MORE, OPENING, PACE, PROMISE, facts, rules_of, script, setting, texts

SOUND = [
    (OPENING, "Nothing gets out of a black hole.", "f0"),
    (PROMISE, "Let's take it one step at a time.", ""),
    (BODY, "A black hole is a place that light cannot leave.", "f1"),
    (BODY, "Light is too slow for black holes.", "f2"),
    (BODY, "The event horizon is the edge of a black hole.", "f3"),
    (BODY, "Gas glows near the event horizon.", "f4"),
    (MORE, "Telescopes observed gas near a black hole.", "f5"),
    (MORE, "Stars circle the black hole in our galaxy.", "f6"),
    (ENDING, "So, a black hole is a place that light cannot leave.", "f1"),
    (ENDING, "And telescopes observed gas near one.", "f5"),
    (ENDING, "Nothing gets out.", ""),
]


def mended(lines: list[ScriptSentence], minutes: float | None = None, **changed: object) -> mending.Mended:
    return mending.mended(lines, setting(lines, minutes, **changed), PACE)


def test_a_sound_script_is_left_as_it_is() -> None:
    lines = script(*SOUND)
    result = mended(lines)
    assert result.made == ()
    assert texts(result.script) == texts(lines)


def test_an_explanation_moves_in_front_of_the_first_use() -> None:
    late = script(*SOUND[:4], SOUND[5], SOUND[4], *SOUND[6:])
    assert "term-before-definition" in rules_of(late, setting(late))
    result = mended(late)
    assert texts(result.script) == texts(script(*SOUND))
    assert [rule for rule, _ in result.made] == ["term-before-definition"]
    assert "term-before-definition" not in [fault.rule for fault in result.left]


def test_what_is_said_twice_goes() -> None:
    twice = script(*SOUND[:7], (MORE, "Near a black hole, telescopes observed gas.", "f9"), *SOUND[7:])
    result = mended(twice, minutes=repairs.length(script(*SOUND)) / PACE)
    assert texts(result.script) == texts(script(*SOUND))


def test_what_a_script_has_not_introduced_comes_behind_its_introduction() -> None:
    known = {"f6": frozenset({"telescop"})}
    turned = script(*SOUND[:6], (MORE, "The telescopes circle our galaxy too.", "f6"), SOUND[6], *SOUND[8:])
    result = mended(turned, taken_as_known=known)
    assert result.made[0][0] == "unintroduced"
    assert texts(result.script).index("Telescopes observed gas near a black hole.") < texts(result.script).index(
        "The telescopes circle our galaxy too."
    )


def test_a_pronoun_without_a_noun_gets_its_name() -> None:
    lines = script(*SOUND[:6], (MORE, "They observed gas near a black hole.", "f5"), *SOUND[7:])
    known = facts(script(*SOUND))
    known["f5"] = replace(known["f5"], heading="Evidence")
    known["f6"] = replace(known["f6"], heading="Evidence")
    result = mended(lines, facts=known)
    assert "Telescopes observed gas near a black hole." in texts(result.script)


def test_a_promise_is_made_to_say_what_comes() -> None:
    promised = (PROMISE, "We'll start with light, go on to cheese, and end with telescopes.", "")
    result = mended(script(SOUND[0], promised, *SOUND[2:]))
    assert texts(result.script)[1] == "We'll start with light, and from there we'll get to telescopes."


def test_a_question_without_an_answer_goes() -> None:
    asked = script(
        *SOUND[:7], (MORE, "Why would cheese melt?", ""), (MORE, "Wait.", ""), (MORE, "Hold on.", ""), *SOUND[7:]
    )
    minutes = (repairs.length(asked) - 4) / PACE
    assert "Why would cheese melt?" not in texts(mended(asked, minutes).script)


def test_a_hard_term_is_explained_in_front_of_its_first_use() -> None:
    lines = script(*SOUND[:6], (BODY, "Gas suffers spaghettification there.", "f8"), *SOUND[6:])
    said = "Spaghettification means being stretched like a noodle."
    way = Explanation("e", "c/t", 0, "spaghettification", 0.9, Way.DEFINITION, (said,), ("f7",), None, 0.9, "", "test")
    known = facts([*lines, *script((BODY, said, "f7"))])
    result = mended(lines, minutes=1.6, explanations=(way,), facts=known)
    at = texts(result.script).index(said)
    assert texts(result.script)[at + 1].startswith("Gas suffers")
    assert result.script[at].fact_ids == ("f7",)
    assert result.script[at].beat_id == BODY


def test_an_end_that_forgets_the_opening_comes_back_to_it() -> None:
    opening = (OPENING, "Nobody expected this explosion.", "f0")
    lines = script(opening, *SOUND[1:8], (ENDING, "So, two things to keep.", ""), *SOUND[8:])
    result = mended(lines, minutes=1.5)
    at = texts(result.script).index("So, back to where we started.")
    assert texts(result.script)[at + 1] == "So, two things to keep."


def test_what_the_creator_does_not_want_said_is_not_said() -> None:
    lines = script(*SOUND[:6], (BODY, "Gas suffers spaghettification there.", "f8"), *SOUND[6:])
    said = "Spaghettification means being stretched like a noodle."
    way = Explanation("e", "c/t", 0, "spaghettification", 0.9, Way.DEFINITION, (said,), ("f7",), None, 0.9, "", "test")
    known = facts([*lines, *script((BODY, said, "f7"))])
    result = mended(lines, 1.6, explanations=(way,), facts=known, allows=lambda text: "noodle" not in text)
    assert said not in texts(result.script)
    assert "hard-term" in [fault.rule for fault in result.left], "and what is left is said"


def test_the_length_stays_near_the_target() -> None:
    twice = script(
        *SOUND, *((ENDING, f"Black hole number {n} is a place that light cannot leave.", f"x{n}") for n in "12")
    )
    n_words = repairs.length(twice)
    result = mended(twice, minutes=n_words / PACE)
    assert repairs.length(result.script) >= 0.97 * n_words


def test_the_mended_script_is_numbered_and_timed_anew() -> None:
    late = script(*SOUND[:4], SOUND[5], SOUND[4], *SOUND[6:])
    result = mended(late).script
    assert [line.ordinal for line in result] == list(range(len(result)))
    assert len({line.sentence_id for line in result}) == len(result)
    assert result[0].seconds == 7.0


def test_an_impossible_pace_is_refused() -> None:
    with pytest.raises(ValueError, match="words per minute"):
        mending.mended(script(*SOUND), setting(script(*SOUND)), 0)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(2, 8)))
def test_no_order_of_the_body_is_made_worse(order: list[int]) -> None:
    lines = script(*SOUND[:2], *(SOUND[at] for at in order), *SOUND[8:])
    given_setting = setting(lines)
    result = mending.mended(lines, given_setting, PACE)
    before = sum(fault.weight for fault in mending.diagnosis.find(lines, given_setting))
    assert sum(fault.weight for fault in result.left) <= before
    assert {line.beat_id for line in result.script} == {line.beat_id for line in lines}
    assert not rules.untyped(result.script)
    cited = {fact_id for line in lines for fact_id in line.fact_ids}
    assert {fact_id for line in result.script for fact_id in line.fact_ids} <= cited
    assert mending.mended(lines, given_setting, PACE) == result, "the same again"
