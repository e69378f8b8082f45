"""Read the structure of whole talks, for comparison with how a reader divided them.

Split `dev` and `test` are the sample videos; `others` are talks that are measured and not published, skipped with a
reason where the corpus is not there.
"""

from collections.abc import Mapping, Sequence

from evals.cases import Case, Output
from evals.discourse_moves import documents
from evals.pooled import PROBLEM
from pipelines.models import PartKind
from pipelines.settings import OFFLINE_ENGINE
from pipelines.voice.moves.tagger import tag_moves
from pipelines.voice.structure import read_structure


def engine() -> str:
    """Name of the engine under test: structure is found by rules, never asked of a model."""
    return OFFLINE_ENGINE


def answer(cases: Sequence[Case], tag: str) -> Mapping[str, Output]:
    """Return per talk the (first, last) sentences of its parts, by kind, or why there are none."""
    return {case.case_id: _parts(case) for case in cases}


def _parts(case: Case) -> Output:
    path = (documents.SAMPLES if case.metadata["is_sample"] else documents.corpus()) / case.input["document"]
    if not path.exists():
        return {PROBLEM: f"{path} is not here; set LECTERN_CORPORA to the folder of the corpora"}
    segments = documents.read(path).segments
    if len(segments) != case.expected["n_sentences"]:
        return {PROBLEM: f"{path} has {len(segments)} sentences, {case.expected['n_sentences']} were labelled"}
    parts: Output = {kind: [] for kind in PartKind}
    for part in read_structure(segments, tag_moves(segments)):
        parts[part.kind].append((part.first_ordinal, part.last_ordinal))
    return parts
