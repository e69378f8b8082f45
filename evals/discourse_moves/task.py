"""Tag whole transcripts and return the moves of the labelled passage in each.

A case is a passage: a document, and its sentences by offset and digest. Sentences of the sample channel stand in the
case, others do not: their documents are read where the corpus is present, else the case cannot be run.
"""

from collections.abc import Sequence
from pathlib import Path

from evals.cases import Case, MissingInputError, Output, SuiteError
from evals.discourse_moves import documents
from evals.suite import Answer
from evals.targets import Target
from pipelines.transcripts.pipeline import TranscriptSourceError
from pipelines.voice.moves.tagger import tag_moves

ENGINES = ("offline",)


def reads(case: Case) -> list[Path]:
    """Return the transcript of a case."""
    return [(documents.SAMPLES if case.metadata["is_sample"] else documents.corpus()) / case.input["document"]]


def prepare(cases: Sequence[Case], target: Target) -> Answer:
    """Return what gives the moves of a passage by sentence number."""
    return answer


def answer(case: Case, epoch: int) -> Output:
    """Return the moves of a passage by sentence number.

    Raises:
        MissingInputError: its document is not here.
        SuiteError: the document is not the one that was labelled.
    """
    (path,) = reads(case)
    if not path.exists():
        raise MissingInputError(f"{path} is not here; set LECTERN_CORPORA to the folder of the corpora")
    try:
        document = documents.read(path)
    except (TranscriptSourceError, documents.OffsetError) as error:
        raise SuiteError(f"{path}: {error}") from error
    ordinals = {offset: segment.ordinal for offset, segment in zip(document.offsets, document.segments, strict=True)}
    numbers: dict[int, str] = {}
    for sentence in case.input["sentences"]:
        ordinal = ordinals.get(sentence["offset"])
        if ordinal is None or documents.digest(document.segments[ordinal].text) != sentence["digest"]:
            raise SuiteError(f"{path}: sentence {sentence['n']} is not the one that was labelled: the text has changed")
        numbers[ordinal] = str(sentence["n"])
    moves: dict[str, list[str]] = {}
    for move in tag_moves(document.segments):
        if move.ordinal in numbers:
            moves.setdefault(numbers[move.ordinal], []).append(move.move.value)
    return {"moves": moves}
