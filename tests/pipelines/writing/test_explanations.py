"""Protects: explanations are made of facts alone and keep what they state; the creator's own analogy comes first."""

from dataclasses import replace

from pipelines.models import Concept, DiscourseMove, Explanation, Move, Project, Segment, VerifiedFact, Way
from pipelines.writing import explanations
from pipelines.writing.audience import level_of
from pipelines.writing.explanations import Corpus
from pipelines.writing.prerequisites import ConceptMap
from pipelines.writing.rules import SourceIndex
from pipelines.writing.speech import SpokenFact
from tests.spoken_facts import TOPIC, fact

PROJECT = Project("c/t", "c", TOPIC, "library", 1.0)
USED = fact(0, "Gas near a pulsar glows.")
DEFINED = fact(1, "A pulsar is a dead star that sends out a beam of radio waves.")
CASE = fact(5, "The Vela object is a pulsar.", "Finds")
LIKENED = fact(9, "A pulsar works like a lighthouse for ships.", "Pictures")
FIRST = fact(20, "A pulsar begins as a heavy star.", "Birth")
THEN = fact(21, "When the fuel is gone, the core collapses.", "Birth")


def corpus(*spoken: SpokenFact, **changed: object) -> Corpus:
    values = {
        "project": PROJECT,
        "level": level_of("newcomers"),
        "spoken": spoken,
        "known": ConceptMap(),
        "index": SourceIndex([]),
    }
    return Corpus(**{**values, **changed})  # type: ignore[arg-type]


def rows(given: Corpus, judge: explanations.Judge = lambda text, facts: 0.9) -> list[Explanation]:
    return explanations.explained(given, [USED], judge)


def ways(given: Corpus) -> dict[Way, str]:
    return {row.way: " ".join(row.sentences) for row in rows(given)}


def test_a_term_is_explained_in_four_ways_from_facts_alone() -> None:
    spoken = (USED, DEFINED, CASE, LIKENED, FIRST, THEN)
    found = rows(corpus(*spoken))
    assert {row.way for row in found} == set(Way)
    assert {row.term for row in found} == {"pulsar"}
    said = {sentence for one in spoken for sentence in one.sentences} | {"A pulsar: that's a dead star."}
    assert {sentence for row in found for sentence in row.sentences} <= said
    assert all(row.fact_ids for row in found)
    assert [row.ordinal for row in found] == [0, 1, 2, 3]


def test_the_creators_own_analogy_comes_first() -> None:
    said = Segment("s1", "c", "v", 4, "A pulsar is like a lamp that somebody swings on a rope.", None, None)
    move = DiscourseMove("m", "c", "v", "s1", 4, Move.ANALOGY, "like a", 0.1, None, None)
    first = rows(corpus(DEFINED, LIKENED, segments=[said], moves=[move]))[0]
    assert (first.way, first.segment_id, first.fact_ids, first.support) == (Way.ANALOGY, "s1", (), None)
    assert rows(corpus(DEFINED, segments=[said]))[0].way is Way.DEFINITION, "only where it was found to be an analogy"


def test_an_analogy_for_another_thing_or_with_a_figure_is_not_taken() -> None:
    for text in ("A lamp is like a pulsar, people say now.", "A pulsar is like a lamp that swings 3 times a second."):
        said = Segment("s1", "c", "v", 4, text, None, None)
        move = DiscourseMove("m", "c", "v", "s1", 4, Move.ANALOGY, "like a", 0.1, None, None)
        assert all(row.segment_id is None for row in rows(corpus(DEFINED, segments=[said], moves=[move])))


def test_numbers_negations_and_conditions_survive() -> None:
    number = fact(1, "A pulsar is a dead star that turns 30 times a second.")
    assert "30" in ways(corpus(number))[Way.DEFINITION]
    denied = fact(1, "A pulsar is a dead star that does not shine.")
    assert "not" in ways(corpus(denied))[Way.DEFINITION]
    limited = fact(1, "A pulsar is a dead star that shines if matter falls in.")
    assert "if matter falls in" in ways(corpus(limited))[Way.DEFINITION]


def test_a_wording_that_adds_or_loses_something_is_not_offered() -> None:
    for wrong in ("A pulsar is a dead star.", "A pulsar is a dead star that turns 31 times.", "A pulsar is no star."):
        stated = fact(1, "A pulsar is a dead star that turns 30 times.")
        assert Way.DEFINITION not in ways(corpus(replace(stated, sentences=(wrong,)))), wrong


def test_what_the_judge_denies_is_not_offered_and_what_it_says_is_kept() -> None:
    asked: list[tuple[str, list[str]]] = []

    def judge(text: str, cited: list[VerifiedFact]) -> float | None:
        asked.append((text, [one.fact_id for one in cited]))
        return None if "Vela" in text else 0.75

    found = rows(corpus(DEFINED, CASE), judge)  # type: ignore[arg-type]
    assert [(row.way, row.support) for row in found] == [(Way.DEFINITION, 0.75)]
    assert ("A pulsar is a dead star.", [DEFINED.fact.fact_id]) in asked, "it is judged as a plain statement"


def test_what_something_is_for_something_else_is_no_definition() -> None:
    assert Way.DEFINITION not in ways(corpus(fact(1, "A pulsar is a main source of radio waves.")))


def test_the_part_of_a_sentence_behind_a_preposition_names_no_case() -> None:
    assert Way.EXAMPLE not in ways(corpus(fact(1, "Radiation is the loss of energy from a pulsar.")))


def test_what_the_audience_knows_is_not_explained() -> None:
    assert rows(corpus(DEFINED, level=level_of("astronomy researchers"))) == []


def test_a_term_of_plain_words_is_explained_where_the_glossary_has_it() -> None:
    concept = Concept("c1", "c/t", 0, "event horizon", "the edge", None, None, None, None, 3, 0)
    used = fact(0, "Gas glows at the event horizon.")
    defined = fact(1, "The event horizon is the edge of a black hole.")
    given = corpus(used, defined, known=ConceptMap((concept,)))
    found = explanations.explained(given, [used], lambda text, facts: 0.9)
    assert [(row.term, row.difficulty, row.way) for row in found] == [("event horizon", None, Way.DEFINITION)]
