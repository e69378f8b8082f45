"""Protects: each kind of evidence moves a passage up, by its weight."""

import numpy as np
import pytest

from pipelines.research.ranking import Weights, load_weights, ranking_scores

NOTHING = np.zeros(2)
SECOND = np.array([0.0, 1.0])


@pytest.mark.parametrize("kind", ["meaning", "words", "tokens"])
def test_a_kind_of_evidence_counts_by_its_weight(kind: str) -> None:
    weights = Weights(meaning=0.5, words=0.2, tokens=0.3, document=0.0)
    given = {name: SECOND if name == kind else NOTHING for name in ("meaning", "words", "tokens")}
    scores = ranking_scores(given["meaning"], given["words"], given["tokens"], ["a", "b"], weights)
    assert scores.tolist() == pytest.approx([0, getattr(weights, kind)])


def test_of_two_equal_passages_the_one_in_the_better_document_comes_first() -> None:
    similarities = np.array([0.5, 0.5, 0.9])
    scores = ranking_scores(similarities, np.zeros(3), np.zeros(3), ["a", "b", "b"], Weights(0.8, 0, 0, 0.2))
    assert scores[2] > scores[1] > scores[0]


def test_no_candidates_have_no_scores() -> None:
    assert ranking_scores(np.zeros(0), np.zeros(0), np.zeros(0), [], load_weights(True)).tolist() == []


@pytest.mark.parametrize("has_tokens", [True, False])
def test_the_weights_that_ship_are_shares(has_tokens: bool) -> None:
    weights = load_weights(has_tokens)
    assert sum(vars(weights).values()) == pytest.approx(1, abs=1e-3)
    assert min(vars(weights).values()) >= 0
    assert (weights.tokens > 0) is has_tokens
