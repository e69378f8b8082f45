"""Verdicts against those of a reader, in all and where an error does most harm."""

from typing import Any

from evals.ragas_adapter import FAIL, PASS, discrete_metric

SUPPORTED, REFUTED, UNKNOWN = "SUPPORTED", "REFUTED", "NOT_ENOUGH_INFO"
REJECTED = "NOT_SUPPORTED"
"""Expected of a claim that a person has rejected, without saying whether it is false or only not shown."""


@discrete_metric(name="verdict_accuracy", applies=lambda expected: expected["verdict"] != REJECTED)
def verdict_accuracy(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of claims with the verdict that a reader of the library gives."""
    return PASS if output["verdict"] == expected["verdict"] else FAIL


@discrete_metric(
    name="refuted_called_supported", applies=lambda expected: expected["verdict"] == REFUTED, better="lower"
)
def refuted_called_supported(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of refuted claims that are called supported: the error that puts a falsehood into a script."""
    return PASS if output["verdict"] == SUPPORTED else FAIL


@discrete_metric(
    name="uncovered_called_supported", applies=lambda expected: expected["verdict"] == UNKNOWN, better="lower"
)
def uncovered_called_supported(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of claims that the library does not cover and that are called supported all the same."""
    return PASS if output["verdict"] == SUPPORTED else FAIL


@discrete_metric(name="supported_found", applies=lambda expected: expected["verdict"] == SUPPORTED)
def supported_found(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of supported claims that are called supported."""
    return PASS if output["verdict"] == SUPPORTED else FAIL


@discrete_metric(name="refuted_found", applies=lambda expected: expected["verdict"] == REFUTED)
def refuted_found(output: dict[str, Any], expected: dict[str, Any]) -> str:
    """Share of refuted claims that are called refuted."""
    return PASS if output["verdict"] == REFUTED else FAIL
