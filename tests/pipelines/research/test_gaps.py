"""Gaps: a question that no sentence speaks to is named, with what was looked for; an answered one is not."""

import numpy as np

from pipelines.models import Passage, Project
from pipelines.research.gaps import gaps

PROJECT = Project("c/p", "c", "tides", "library", 8.0)
NEAR, FAR = tuple(np.eye(384)[0]), tuple(np.eye(384)[1])
TOPIC = np.eye(384, dtype=np.float32)[0]


def _passage(text: str, vector: tuple[float, ...] = NEAR) -> Passage:
    return Passage(f"p-{len(text)}", "c/p", "d", 0, "Body", text, 0, len(text), vector)


def _questions(*passages: Passage) -> set[str]:
    return {gap.question for gap in gaps(PROJECT, passages, [], TOPIC)}


def test_a_corpus_that_says_when_and_who_leaves_no_gap_there() -> None:
    told = _passage(
        "Isaac Newton explained the tides of the ocean in a book of 1687. Pierre-Simon Laplace wrote down equations of the tides in 1775."
    )
    assert "Who found out about tides, and when?" not in _questions(told)
    assert "What is still open about tides?" in _questions(told)


def test_sentences_far_from_the_topic_answer_nothing() -> None:
    told = "Isaac Newton explained the tides of the ocean in a book of 1687. Pierre-Simon Laplace wrote equations of tides in 1775."
    assert "Who found out about tides, and when?" in _questions(_passage(told, FAR), _passage("Tides rise and fall."))


def test_a_gap_says_what_was_looked_for_and_what_came_nearest() -> None:
    found = gaps(PROJECT, [_passage("Isaac Newton explained the tides of the ocean in a book of 1687.")], [], TOPIC)
    row = next(gap for gap in found if gap.question.startswith("Who found out"))
    assert row.looked_for.startswith("a year or a discoverer, in 1 sentences")
    assert row.nearest == "Isaac Newton explained the tides of the ocean in a book of 1687."
    assert row.reason.startswith("The corpus cannot answer")


def test_without_passages_nothing_is_asked() -> None:
    assert gaps(PROJECT, [], [], TOPIC) == []


def test_a_sentence_that_leans_on_another_one_answers_as_well() -> None:
    told = "It was explained by Newton in a book of 1687. Others, like Laplace in 1775, wrote down equations for them."
    assert "Who found out about tides, and when?" not in _questions(_passage(told))


def test_every_passage_near_the_topic_is_asked_not_the_nearest_few() -> None:
    filler = [_passage(f"Tides come and go on beach {'x' * at} all day long.") for at in range(40)]
    last = _passage("Isaac Newton explained the tides in 1687. Laplace wrote down equations of the tides in 1775.")
    assert "Who found out about tides, and when?" not in _questions(*filler, last)
