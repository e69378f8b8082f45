"""A refused beat is told in part: no wrong sentence is kept, its fact is told by the offline engine or left out and named."""

import json

from pipelines.models import ScriptSentence, SentenceKind
from pipelines.settings import OFFLINE_ENGINE
from pipelines.writing import drafted
from pipelines.writing.salvage import findings, salvaged
from tests.pipelines.writing.model_drafts import allowed, beat, brief, fact, said

GLOW = fact("f1", "Giant stars live for about three million years.", "Stars")
RADIO = fact("f2", "Radio telescopes can see through the dust that hides the centre of our galaxy.", "Radio")
FACTS = [GLOW, RADIO]
OWN = {"text": "So three million years is what giant stars live for.", "kind": "sourced", "fact_ids": ["f1"]}
RIGHT = {
    "text": "Dust hides the centre of our galaxy, and radio telescopes see through it.",
    "kind": "sourced",
    "fact_ids": ["f2"],
}
INVENTED = {"text": "Giant stars live for 7 million years.", "kind": "sourced", "fact_ids": ["f1"]}
UNKNOWN = {"text": "Giant stars are loud.", "kind": "sourced", "fact_ids": ["f9"]}


def reply(*sentences: dict[str, object]) -> str:
    return json.dumps({"sentences": [{**one, "story_id": None, "visual": ""} for one in sentences]})


def left(*sentences: dict[str, object]) -> list[ScriptSentence] | None:
    return salvaged(allowed(FACTS), brief(beat(1, "Stars", ["f1", "f2"]), FACTS), reply(*sentences))


def test_a_sentence_with_an_invented_number_gives_way_to_the_offline_engines() -> None:
    kept = left(INVENTED, RIGHT)
    assert kept is not None
    assert not any("7" in one.text for one in kept)
    assert {one.engine for one in kept if one.fact_ids == ("f1",)} == {OFFLINE_ENGINE}
    assert [one.engine for one in kept if one.fact_ids == ("f2",)] == ["m"]
    assert drafted.problems(allowed(FACTS), FACTS, kept) == []


def test_a_sentence_that_cites_no_fact_of_the_beat_is_left_out() -> None:
    kept = left(UNKNOWN, RIGHT)
    assert kept is not None
    assert [one.text for one in kept] == [RIGHT["text"]]


def test_a_fact_that_still_stands_in_the_models_words_is_not_told_again() -> None:
    kept = left(OWN, INVENTED, RIGHT)
    assert kept is not None
    assert [one.text for one in kept] == [OWN["text"], RIGHT["text"]]


def test_a_beat_of_which_nothing_of_the_models_stands_is_not_saved() -> None:
    assert left(INVENTED) is None
    assert left(UNKNOWN) is None
    assert salvaged(allowed(FACTS), brief(beat(1, "Stars", ["f1"]), FACTS), '{"sentences": [{"text": "The gl') is None


def test_a_beat_that_tells_none_of_its_facts_any_more_is_not_saved() -> None:
    question = {"text": "So what is that light?", "kind": "rhetoric", "fact_ids": []}
    assert left(question, UNKNOWN) is None


def test_the_review_names_the_offline_sentence_and_the_fact_left_out() -> None:
    kept = left(INVENTED, RIGHT)
    assert kept is not None
    plan = [beat(1, "Stars", ["f1", "f2"])]
    assert [(rule, place) for rule, _, place, *_ in findings(plan, kept, FACTS)] == [("offline-sentence", "")]
    without = [one for one in kept if one.engine == "m"]
    (rule, _, _, message, _), *others = findings(plan, without, FACTS)
    assert (rule, others) == ("fact-left-out", [])
    assert GLOW.text in message
    assert RADIO.text not in message


def test_of_an_offline_script_nothing_is_said() -> None:
    line = said(RADIO.text, ["f2"])
    offline = ScriptSentence(**{**line.__dict__, "engine": OFFLINE_ENGINE})
    assert offline.kind is SentenceKind.SOURCED
    assert list(findings([beat(1, "Stars", ["f1", "f2"])], [offline], FACTS)) == []
