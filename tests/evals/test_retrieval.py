"""The search suite measures ranks by the passages that hold the expected quotes, and falls when they sink."""

from typing import Any

import pytest

from evals.cases import Case, Output
from evals.retrieval.task import prepare
from evals.suite import load_suite
from evals.targets import resolve

SUITE = load_suite("retrieval")
METRICS = {metric.name: metric for metric in SUITE.metrics}
CASES = SUITE.dataset.cases[::9]


@pytest.fixture(scope="module")
def outputs() -> list[tuple[Case, Output]]:
    answer = prepare(CASES, resolve("production", engine="offline"))
    return [(case, answer(case, 0)) for case in CASES]


def mean(name: str, outputs: list[tuple[Case, Output]]) -> float:
    metric = METRICS[name]
    given = [metric.function(output, case.expected) for case, output in outputs if metric.applies(case.expected)]
    values = [float(one == "pass") if isinstance(one, str) else one for one in given]
    return sum(values) / len(values)


def sunk(output: dict[str, Any]) -> dict[str, Any]:
    return {**output, "quotes_found": [[], [], [], *output["quotes_found"][:7]]}


def test_ranks_fall_when_what_answers_stands_three_places_lower(outputs: list[tuple[Case, Output]]) -> None:
    lower = [(case, sunk(output)) for case, output in outputs]
    assert mean("recall_at_3", outputs) > 0.7
    assert mean("recall_at_3", lower) == 0.0
    assert mean("ndcg_at_10", lower) < mean("ndcg_at_10", outputs) <= 1.0


def test_a_perfect_order_is_one_and_two_of_three_passages_are_two_thirds() -> None:
    found = {"quotes_found": [["a"], ["b"], [], ["c"], *[[]] * 6], "relevant_passages": 3}
    first = {"quotes_found": [["a"], ["b"], ["c"], *[[]] * 7], "relevant_passages": 3}
    assert METRICS["recall_at_3"].function(found, {}) == pytest.approx(2 / 3)
    assert METRICS["ndcg_at_10"].function(first, {}) == 1.0
    # (1 + 1/log2 3 + 1/log2 5) / (1 + 1/log2 3 + 1/log2 4), by hand
    assert METRICS["ndcg_at_10"].function(found, {}) == pytest.approx(2.06161 / 2.13093, abs=1e-4)


def test_silence_about_what_is_not_covered_is_seen(outputs: list[tuple[Case, Output]]) -> None:
    silent = [(case, {**output, "problem": None}) for case, output in outputs]
    assert mean("uncovered_is_said", silent) == 0.0
    assert mean("uncovered_is_said", outputs) > 0.5
    loud = [(case, {**output, "problem": "The library does not speak of this."}) for case, output in outputs]
    assert mean("covered_is_doubted", loud) == 1.0


def test_every_expected_quote_stands_in_one_passage_at_least(outputs: list[tuple[Case, Output]]) -> None:
    assert all(output["relevant_passages"] for case, output in outputs if case.expected["is_covered"])


def test_a_case_whose_quotes_the_library_has_not_is_an_error_and_no_zero() -> None:
    with pytest.raises(ValueError, match="holds what the case expects"):
        METRICS["recall_at_3"].function({"quotes_found": [[]], "relevant_passages": 0}, {"is_covered": True})
