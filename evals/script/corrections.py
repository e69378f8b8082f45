"""Whether a script repeats what its creator has corrected; such cases come from feedback."""

from typing import Any

from evals.ragas_adapter import numeric_metric
from pipelines.sentences import normalised_words


@numeric_metric(name="corrections_repeated", applies=lambda expected: bool(expected.get("corrections")), better="lower")
def corrections_repeated(output: dict[str, Any], expected: dict[str, Any]) -> float:
    """Share of the sentences that the creator has reworded and that stand in a new script as they did before."""
    said = f" {' '.join(normalised_words(output['text']))} "
    before = [" ".join(normalised_words(correction["before"])) for correction in expected["corrections"]]
    return sum(f" {wording} " in said for wording in before) / len(before)
