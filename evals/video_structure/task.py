"""Read the structure of whole talks, for comparison with how a reader divided them.

Split `dev` and `test` are the sample videos; `others` are talks that are measured and not published, skipped with a
reason where the corpus is not there.
"""

from collections.abc import Sequence
from pathlib import Path

from evals.cases import Case, MissingInputError, Output, SuiteError
from evals.discourse_moves import documents
from evals.suite import Answer
from evals.targets import Target
from pipelines.models import PartKind
from pipelines.voice.moves.tagger import tag_moves
from pipelines.voice.structure import read_structure

ENGINES = ("offline",)


def reads(case: Case) -> list[Path]:
    """Return the transcript of a case."""
    return [(documents.SAMPLES if case.metadata["is_sample"] else documents.corpus()) / case.input["document"]]


def prepare(cases: Sequence[Case], target: Target) -> Answer:
    """Return what gives the parts of a talk."""
    return answer


def answer(case: Case, epoch: int) -> Output:
    """Return the (first, last) sentences of the parts of a talk, by kind.

    Raises:
        MissingInputError: its transcript is not here.
        SuiteError: the transcript is not the one that was labelled.
    """
    (path,) = reads(case)
    if not path.exists():
        raise MissingInputError(f"{path} is not here; set LECTERN_CORPORA to the folder of the corpora")
    segments = documents.read(path).segments
    if len(segments) != case.expected["n_sentences"]:
        raise SuiteError(f"{path} has {len(segments)} sentences, {case.expected['n_sentences']} were labelled")
    parts: Output = {kind: [] for kind in PartKind}
    for part in read_structure(segments, tag_moves(segments)):
        parts[part.kind].append((part.first_ordinal, part.last_ordinal))
    return parts
