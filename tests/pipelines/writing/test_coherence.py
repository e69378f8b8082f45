"""Faults that a listener hears are found, and sound scripts are left in peace."""

from dataclasses import replace

import pytest

from pipelines.models import ScriptSentence, SentenceKind
from pipelines.writing import coherence

SECTIONS = {"f1": "stars", "f2": "stars", "f3": "snails", "f4": "snails"}


def script(*said: tuple[str, str]) -> list[ScriptSentence]:
    """Sentences by (text, fact id); an empty id makes rhetoric."""
    return [
        ScriptSentence(
            f"s{place}", "c/t", place, f"b{place // 50}", text, SentenceKind.SOURCED if fact_id else SentenceKind.RHETORIC,
            (fact_id,) if fact_id else (), None, None, False, "", 1.0, None, "test",
        )
        for place, (text, fact_id) in enumerate(said)
    ]  # fmt: skip


def after_an_opening(*said: tuple[str, str]) -> list[ScriptSentence]:
    return [script(("Look at the sky.", ""))[0], *(replace(line, beat_id="body") for line in script(*said))]


def test_what_two_facts_say_alike_is_a_repetition() -> None:
    lines = script(
        ("Our galaxy holds 200 billion stars.", "f1"),
        ("Snails sleep for three years.", "f3"),
        ("There are 200 billion stars in our galaxy.", "f2"),
    )
    assert coherence.repetitions(lines) == [(lines[0], lines[2])]


def test_a_recap_may_restate_and_not_repeat() -> None:
    told = "A heavy star that has burnt all of its fuel falls in on itself within a single second."
    lines = script(
        (told, "f1"), ("First, we saw how a heavy star falls in on itself.", "f1"), (f"Second, {told}", "f1")
    )
    lines[1:] = [replace(line, beat_id="recap") for line in lines[1:]]
    assert coherence.repetitions(lines, frozenset({"recap"})) == [(lines[0], lines[2])]


def test_a_term_used_before_its_explanation_is_found_and_the_opening_may_tease() -> None:
    used, explained = (
        ("Gas glows at the event horizon.", "f1"),
        ("The event horizon is the edge of a black hole.", "f2"),
    )
    lines = after_an_opening(used, explained)
    assert [(line, term) for line, term, _ in coherence.early_terms(lines, "gravity")] == [
        (lines[1], "The event horizon")
    ]
    assert coherence.early_terms(script(used, explained), "gravity") == []
    assert coherence.early_terms(after_an_opening(explained, used), "gravity") == []


def test_another_subject_without_a_word_is_a_jump() -> None:
    star, snail = ("Stars burn hydrogen.", "f1"), ("Snails sleep for years.", "f3")
    abrupt = script(star, snail)
    assert coherence.jumps(abrupt, SECTIONS) == [abrupt[1]]
    assert coherence.jumps(script(star, ("So let's talk about snails.", ""), snail), SECTIONS) == []
    assert coherence.jumps(script(star, ("Now, snails sleep for years.", "f3")), SECTIONS) == []


def test_a_pronoun_with_nothing_before_it_dangles() -> None:
    lines = script(("Stars burn hydrogen.", "f1"), ("They sleep for years.", "f3"), ("It is cold.", "f4"))
    assert coherence.dangling(lines, SECTIONS) == [lines[1]]
    assert coherence.dangling(script(("So what is a snail?", ""), ("It's an animal.", "f3")), SECTIONS) == []


@pytest.mark.parametrize(
    ("text", "points_back"),
    [
        ("It turns out, snails sleep for years.", False),
        ("And it's clear that snails sleep.", False),
        ("It seems that snails sleep.", False),
        ("It seems tired.", True),
        ("It takes a year.", True),
    ],
)
def test_an_it_that_stands_for_nothing_points_at_nothing(text: str, points_back: bool) -> None:
    lines = script(("Stars burn.", "f1"), (text, "f3"))
    assert bool(coherence.dangling(lines, {"f1": "one", "f3": "two"})) is points_back


def test_a_question_that_no_fact_answers_is_found() -> None:
    lines = after_an_opening(
        ("Why does that matter?", ""), ("Let's see.", ""), ("Stay with me.", ""), ("Stars burn.", "f1")
    )
    assert coherence.unanswered(lines) == [lines[1]]
    assert coherence.unanswered(after_an_opening(("What burns?", ""), ("Stars burn.", "f1"))) == []


def test_a_turn_of_phrase_heard_four_times_is_worn() -> None:
    lines = script(*((f"Take star number {n}.", "f1") for n in range(4)))
    assert [(line, times) for line, _, times in coherence.worn(lines)] == [(lines[3], 4)]
    assert coherence.worn(lines[:3]) == []
