"""The verdict: similarity alone never supports, a higher wanted precision says SUPPORTED less often, sums are one."""

import numpy as np
import pytest

from pipelines.facts.verification import classifier, verifier
from pipelines.facts.verification.selection import Candidate
from pipelines.facts.verification.verifier import Judgement
from pipelines.models import Verdict
from pipelines.settings import DEFAULT_SUPPORT_PRECISION, SettingsError, support_precision

CLAIM = "Rehearsal moves information from short-term memory to long-term memory within 30 seconds."


def judged(claim: str, *sentences: str, cosine: float = 0.9, precision: float = DEFAULT_SUPPORT_PRECISION) -> Judgement:
    candidates = [Candidate(text, "", at, cosine) for at, text in enumerate(sentences)]
    return verifier.load(precision).judge(claim, candidates)


def test_a_claim_that_a_source_states_is_supported() -> None:
    assert judged(CLAIM, "Memory has many parts.", CLAIM, cosine=0.95).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "sentence",
    [
        "Rehearsal never moves information from short-term memory to long-term memory.",
        "Rehearsal moves information from long-term storage.",
        "Memory has many parts.",
    ],
)
def test_nothing_supports_that_denies_or_lacks_the_claim(sentence: str) -> None:
    assert judged(CLAIM, sentence, cosine=0.99).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The old lake is 12 meters deep.", "The old lake is 21 meters deep."),
        ("The gas held 75 percent helium.", "The gas held 75 percent hydrogen and 25 percent helium."),
        ("Ten percent of the bees survived.", "Less than 10 percent of the bees survived."),
        ("Hares run faster than dogs.", "No, hares do not run faster than dogs."),
        ("The comet is approaching the Sun.", "The comet is receding from the Sun."),
    ],
)
def test_a_code_check_overrules_whatever_the_probability(claim: str, sentence: str) -> None:
    assert judged(claim, sentence, cosine=0.99, precision=0.5).verdict is not Verdict.SUPPORTED


def test_sentences_that_state_a_claim_together_are_named() -> None:
    claim = "Darwin sailed in 1831 and returned to England in 1836."
    found = judged(claim, "It was a small ship.", "Darwin sailed in 1831.", "He returned to England in 1836.")
    assert found.restated == (1, 2)


def test_what_a_question_takes_for_granted_is_no_evidence() -> None:
    claim = "Human veins look blue because of the blood in them."
    assert judged(claim, claim[:-1] + "?", cosine=0.97).verdict is not Verdict.SUPPORTED


def test_another_spelling_of_a_number_is_the_same_statement() -> None:
    found = judged("The plague killed 50000 people in 2 cities.", "The plague killed 50,000 people in two cities.")
    assert found.verdict is Verdict.SUPPORTED


def test_the_probabilities_are_shares_of_one_whole_and_the_order_names_every_sentence() -> None:
    found = judged(CLAIM, "Memory has many parts.", CLAIM, "Sleep helps memory.")
    assert found.supported + found.refuted + found.neither == pytest.approx(1.0)
    assert sorted(found.order) == [0, 1, 2]
    assert found.order[0] == 1
    assert found.probability == found.supported


def test_without_sentences_nothing_is_known() -> None:
    assert judged(CLAIM) == Judgement(Verdict.NOT_ENOUGH_INFO, 0.0, 0.0, 1.0, ())


def test_a_higher_precision_asks_for_a_higher_probability() -> None:
    curve = np.array([[0.9, 0.8, 0.05], [0.7, 0.75, 0.2], [0.5, 0.6, 0.5]])
    wanted = (0.6, 0.7, 0.78, 0.9)
    thresholds = [classifier.threshold(curve, precision) for precision in wanted]
    assert thresholds == [0.5, 0.7, 0.9, 0.9]  # the last one was not measured: the probability itself has to reach it


def test_the_shipped_thresholds_rise_with_the_wanted_precision() -> None:
    curve = classifier.load().curve
    thresholds = [classifier.threshold(curve, precision) for precision in (0.5, 0.6, 0.7, 0.8)]
    assert thresholds == sorted(thresholds)


def test_an_operator_sets_the_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    assert support_precision() == DEFAULT_SUPPORT_PRECISION
    monkeypatch.setenv("LECTERN_SUPPORT_PRECISION", "0.7")
    assert support_precision() == 0.7
    monkeypatch.setenv("LECTERN_SUPPORT_PRECISION", "2")
    with pytest.raises(SettingsError, match="between"):
        support_precision()
