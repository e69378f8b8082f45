"""Protects: token scores mean what they say, whatever the text, and survive storage."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.embeddings import Embedder
from pipelines.research.late_interaction import (
    WIDTH,
    QueryTokens,
    from_bytes,
    passage_tokens,
    query_tokens,
    to_bytes,
    token_scores,
    token_weights,
)

QUESTION = "How hot is the microwave background?"


def score(embedder: Embedder, query: str, *texts: str) -> list[float]:
    tokens = query_tokens(embedder.encode(query), lambda word: 0.2 if word in {"is", "the"} else 1.0)
    return [float(value) for value in token_scores(tokens, [passage_tokens(embedder.encode(text)) for text in texts])]


def test_the_sentence_that_answers_is_nearer_than_one_on_the_same_subject(embedder: Embedder) -> None:
    answer, subject, other = score(
        embedder,
        QUESTION,
        "The microwave background has a temperature of 2.7 kelvin.",
        "Two engineers found the microwave background by accident.",
        "Tides rise twice a day.",
    )
    assert answer > subject > other


def test_a_text_is_nearest_to_itself(embedder: Embedder) -> None:
    assert score(embedder, QUESTION, QUESTION)[0] == pytest.approx(1.0, abs=0.01)


def test_weights_are_shared_among_the_tokens_of_a_word() -> None:
    weights = token_weights("unbelievable tea?", [(0, 2), (2, 12), (13, 16), (16, 17)], lambda word: float(len(word)))
    assert weights == pytest.approx([6 / 15, 6 / 15, 3 / 15, 0])


def test_punctuation_is_neither_stored_nor_asked_for(embedder: Embedder) -> None:
    assert len(passage_tokens(embedder.encode("Tea, or (perhaps) tea!"))) == 4
    assert len(query_tokens(embedder.encode("?!…"), lambda _: 1.0).weights) == 0


def test_what_has_no_tokens_scores_nothing(embedder: Embedder) -> None:
    nothing = np.empty((0, WIDTH), dtype=np.int8)
    some = passage_tokens(embedder.encode("Tea."))
    asked = query_tokens(embedder.encode("tea"), lambda _: 1.0)
    scores = token_scores(asked, [nothing, some, nothing])
    assert scores[0] == scores[2] == 0 < scores[1]
    empty = QueryTokens(np.empty((0, WIDTH), dtype=np.float32), np.empty(0, dtype=np.float32))
    assert token_scores(empty, [some]).tolist() == [0]
    assert token_scores(asked, []).shape == (0,)


def test_stored_tokens_come_back(embedder: Embedder) -> None:
    tokens = passage_tokens(embedder.encode("The tea is hot."))
    assert np.array_equal(from_bytes(to_bytes(tokens)), tokens)
    assert from_bytes(b"").shape == (0, WIDTH)


@given(query=st.text(max_size=60), text=st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_two_texts_have_a_finite_score_between_minus_one_and_one(embedder: Embedder, query: str, text: str) -> None:
    assert -1.02 <= score(embedder, query, text)[0] <= 1.02
