"""Whether a model finds the claims in the sentences that they were made of; asked by `lectern eval judge` alone."""

from typing import Any

from evals.ragas_adapter import JudgedMetric


def _claims_against_sentences(given: dict[str, Any], output: dict[str, Any]) -> dict[str, Any] | None:
    """Share of the statements in the claims that the judge finds in the sentences that they were made of."""
    if not output["claims"]:
        return None
    return {
        "user_input": "Which facts does the text state?",
        "response": " ".join(output["claims"]),
        "retrieved_contexts": [f"{given['before']} {given['sentence']}".strip()],
    }


FAITHFULNESS = JudgedMetric("faithfulness", "Faithfulness", _claims_against_sentences)
