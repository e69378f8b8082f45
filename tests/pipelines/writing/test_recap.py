"""The recap: the argument again, shorter, in the order told, in other words than before."""

from dataclasses import replace

from pipelines.models import SentenceKind
from pipelines.writing import recap
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.phrasing import Phrasebook
from tests.pipelines.writing.test_drafting import material
from tests.spoken_facts import BASICS, OPEN, PROOF, fact

PLANNED = {"Basics": [BASICS], "Proof": [PROOF, OPEN]}


def told() -> Manuscript:
    writing = Manuscript(material(frames=()), Phrasebook(()))
    for beat, runs in zip(writing.material.outline[1:3], PLANNED.values(), strict=True):
        for each in (each for run in runs for each in run):
            writing.say(beat, each.sentences[0], SentenceKind.SOURCED, (each.fact.fact_id,))
    return writing


def test_each_step_of_the_argument_comes_back_once_in_the_order_told() -> None:
    writing = told()
    chosen = [each.fact.fact_id for each in recap.essentials(writing, PLANNED)]
    order = [each.fact.fact_id for run in (BASICS, PROOF, OPEN) for each in run]
    assert [order.index(fact_id) // 3 for fact_id in chosen] == [0, 1, 2]


def test_what_the_topic_is_comes_first() -> None:
    assert recap.essentials(told(), PLANNED)[0] is BASICS[0]


def test_what_was_not_told_is_not_recalled() -> None:
    writing = Manuscript(material(frames=()), Phrasebook(()))
    recap.recap(writing, writing.material.outline[3], PLANNED)
    assert writing.lines == []


def test_nothing_is_said_again_word_for_word() -> None:
    writing = told()
    before = {line.text for line in writing.lines}
    recap.recap(writing, writing.material.outline[3], PLANNED)
    again = [line for line in writing.lines if line.beat_id == "End" and line.fact_ids]
    assert len(again) == 3
    assert not any(line.text.split(", ", 1)[1] in before for line in again)


def test_a_fact_that_would_come_back_in_twelve_of_its_words_does_not_come_back() -> None:
    long = "A black hole swallows gas, dust and whole stars in the middle of nearly every galaxy that we know."
    writing, told_once = told(), replace(fact(40, long), short=long)
    writing.say(writing.material.outline[2], long, SentenceKind.SOURCED, (told_once.fact.fact_id,))
    assert told_once not in recap.essentials(writing, {"Proof": [[told_once]]})


def test_the_close_lets_go_with_the_topic() -> None:
    writing = told()
    recap.close(writing, writing.material.outline[3])
    assert "black holes" in writing.lines[-1].text
    assert writing.lines[-1].kind is SentenceKind.RHETORIC


def test_a_request_is_not_recalled_as_if_it_had_been_seen() -> None:
    asked = fact(41, "Think about the light of a black hole's disk.")
    writing = told()
    writing.say(writing.material.outline[2], asked.short, SentenceKind.SOURCED, (asked.fact.fact_id,))
    assert asked not in recap.essentials(writing, {"Proof": [[asked]]})


def test_a_definition_is_said_again_as_one_says_it_and_not_twice_in_the_same_way() -> None:
    writing, hole = told(), BASICS[0]
    assert recap.restated(writing, hole) == "remember what a black hole is: a place that light cannot leave."
    assert recap.restated(writing, hole, 1) == "a black hole, in one line: a place that light cannot leave."


def test_a_mere_name_is_no_step_of_the_argument() -> None:
    named = fact(42, "The edge of a black hole is called the event horizon.")
    writing = told()
    writing.say(writing.material.outline[2], named.short, SentenceKind.SOURCED, (named.fact.fact_id,))
    assert named not in recap.essentials(writing, {"Proof": [[named]]})
