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
