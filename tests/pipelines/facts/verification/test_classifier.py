"""The readout of the pair encoder's state: its weights are used, and what they say reaches the probabilities."""

from dataclasses import replace

import numpy as np
import pytest

from pipelines.facts.verification import classifier, pair_encoder
from pipelines.facts.verification.classifier import Readout
from pipelines.facts.verification.selection import Candidate
from pipelines.facts.verification.verifier import Judgement, Verifier

CLAIM = "Rehearsal moves information from short-term memory to long-term memory."
STATED = "When people rehearse, what they hold in short-term memory moves on to long-term memory."


def test_a_readout_weighs_each_part_of_a_state_for_each_label() -> None:
    weights = np.array([[1.0, 0.0, -1.0], [0.0, 2.0, 0.5]], dtype=np.float32)
    readout = Readout(weights, np.array([0.1, 0.2, 0.3], dtype=np.float32))
    assert readout(np.array([3.0, 4.0], dtype=np.float32)) == pytest.approx([3.1, 8.2, -0.7])
    assert readout(np.array([[3.0, 4.0], [0.0, 0.0]], dtype=np.float32)).shape == (2, 3)


def test_what_the_readout_says_changes_the_probabilities() -> None:
    model = classifier.load()
    deaf = replace(model, readout=Readout(np.zeros_like(model.readout.weights), model.readout.bias))
    assert judged(model).supported != judged(deaf).supported


def test_the_shipped_readout_speaks_for_support_where_evidence_says_the_claim_and_against_it_where_not() -> None:
    readout, pairs = classifier.load().readout, pair_encoder.load()
    says, denies = (
        readout(pairs.read(CLAIM, evidence).state)
        for evidence in (CLAIM, "Rehearsal does not move information to long-term memory.")
    )
    assert says[0] > denies[0] + 0.1
    assert denies[1] > says[1] + 0.1


def judged(model: classifier.Classifier) -> Judgement:
    return Verifier(model, pair_encoder.load(), 0.7).judge(CLAIM, [Candidate(STATED, "", 0, 0.9)])
