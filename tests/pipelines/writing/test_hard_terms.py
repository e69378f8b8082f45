"""Protects: terms above an audience's level are found where they are first used, unless something near explains them."""

from pipelines.models import Concept
from pipelines.writing import hard_terms
from pipelines.writing.audience import level_of
from pipelines.writing.rules import SourceIndex
from tests.spoken_facts import TOPIC
from tests.written_scripts import BODY, OPENING, ScriptSentence, script

NEWCOMERS, EXPERTS = level_of("newcomers, no prior knowledge"), level_of("experts")
HORIZON = Concept("c1", "c/t", 0, "event horizon", "the edge", None, None, None, None, 3, 0)
INDEX = SourceIndex(["The glutamate in a spacewalk, and then glutamate again."])


def terms_in(text: str, level: object = NEWCOMERS) -> list[str]:
    return [term.term for term in hard_terms.in_text(text, level, [HORIZON], INDEX, TOPIC)]  # type: ignore[arg-type]


def found(*lines: ScriptSentence, **explaining: set[str]) -> list[str]:
    known = {frozenset({"glutamate"}): explaining.get("by", set())}
    script_ = [script((OPENING, "Look up.", ""))[0], *lines]
    pairs = hard_terms.unexplained(script_, NEWCOMERS, [HORIZON], INDEX, TOPIC, known)
    return [term.term for _, term in pairs]


def test_hard_words_and_terms_of_the_glossary_are_found_in_their_order() -> None:
    assert terms_in("At the event horizon, glutamate glows.") == ["event horizon", "glutamate"]
    assert terms_in("The water is cold at the edge.") == []


def test_who_knows_more_is_told_less() -> None:
    assert terms_in("At the event horizon, serotonin glows.", EXPERTS) == []


def test_names_contractions_and_the_topic_are_no_terms() -> None:
    assert terms_in("Then Schwarzschild and Zwicky weren't there.") == []
    assert terms_in("Glutamate glows.") == ["glutamate"], "what the sources write small is no name"


def test_a_term_is_reported_once_at_its_first_use() -> None:
    lines = script((BODY, "So glutamate glows.", "f1"), (BODY, "And glutamate moves.", "f2"))
    assert found(*lines) == ["glutamate"]


def test_what_is_explained_at_or_right_behind_its_use_is_not_reported() -> None:
    used = (BODY, "So glutamate glows.", "f1")
    assert found(*script((BODY, "A salt called glutamate glows.", "f1"))) == []
    assert found(*script(used, (BODY, "Glutamate is a salt that nerves use.", "f2"))) == []
    assert found(*script(used, (BODY, "It is cold.", "f3"), (BODY, "Glutamate is a salt.", "f2"))) == ["glutamate"]
    assert found(*script((BODY, "To us, glutamate tastes of soup.", "f7"), used), by={"f7"}) == []
