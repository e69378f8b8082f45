"""What the pair encoder is given to read: the best sentences, as their source has them one after the other."""

import numpy as np

from pipelines.facts.verification import features, selection
from pipelines.facts.verification.reading import read
from pipelines.facts.verification.selection import Candidate

SAID = (
    "The ice is two kilometres thick.",
    "It covers the whole valley.",
    "A river runs beneath it.",
    "Few people go there.",
)


def test_evidence_stands_in_the_order_of_its_source_and_not_of_its_rank() -> None:
    candidates = [Candidate(text, "", at, 0.5) for at, text in enumerate(SAID)]
    sentences = selection.ordered(read("The river runs under the ice."), candidates, np.array([0.1, 0.2, 0.9, 0.0]))
    assert features.evidence(sentences) == " ".join(SAID[:3])
