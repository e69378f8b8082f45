"""Tag whole transcripts and return the moves of the labelled passage in each.

A case is a passage: a document, and its sentences by offset and digest. Sentences of the sample channel stand in the
case, others do not: their documents are read where the corpus is present, else the case says that it is not.
"""

from collections.abc import Mapping, Sequence

from evals.cases import Case, Output
from evals.discourse_moves import documents
from evals.pooled import PROBLEM
from pipelines.settings import OFFLINE_ENGINE
from pipelines.transcripts.pipeline import TranscriptSourceError
from pipelines.voice.moves.tagger import tag_moves


def engine() -> str:
    """Name of the engine under test: moves are found by rules, never asked of a model."""
    return OFFLINE_ENGINE


def answer(cases: Sequence[Case], tag: str) -> Mapping[str, Output]:
    """Return per passage the moves by sentence number, or why there are none."""
    return {case.case_id: _tagged(case) for case in cases}


def _tagged(case: Case) -> Output:
    path = (documents.SAMPLES if case.metadata["is_sample"] else documents.corpus()) / case.input["document"]
    if not path.exists():
        return {PROBLEM: f"{path} is not here; set LECTERN_CORPORA to the folder of the corpora"}
    try:
        document = documents.read(path)
    except (TranscriptSourceError, documents.OffsetError) as error:
        return {PROBLEM: f"{path}: {error}"}
    ordinals = {offset: segment.ordinal for offset, segment in zip(document.offsets, document.segments, strict=True)}
    numbers: dict[int, str] = {}
    for sentence in case.input["sentences"]:
        ordinal = ordinals.get(sentence["offset"])
        if ordinal is None or documents.digest(document.segments[ordinal].text) != sentence["digest"]:
            return {PROBLEM: f"{path}: sentence {sentence['n']} is not the one that was labelled: the text has changed"}
        numbers[ordinal] = str(sentence["n"])
    moves: dict[str, list[str]] = {}
    for move in tag_moves(document.segments):
        if move.ordinal in numbers:
            moves.setdefault(numbers[move.ordinal], []).append(move.move.value)
    return {"moves": moves}
