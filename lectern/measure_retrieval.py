"""The product's ranking of a corpus for others to measure: JSON lines in, JSON lines out.

The vectors of a corpus are kept under the state folder, so that a second run costs what its queries cost.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from lectern.errors import BadInputError
from pipelines.embeddings import SHA256, Embedder
from pipelines.models import Passage
from pipelines.research import late_interaction
from pipelines.research.passages import encode_passage
from pipelines.research.retrieval import PassageIndex

RANKED = 60


def measure_retrieval(
    corpus: Path, lines: Iterable[str], embedder: Embedder, state_dir: Path
) -> Iterator[dict[str, Any]]:
    """Yield, for each line `{"id", "query"}`, `{"id", "ranked"}`: up to 60 ids of the corpus, best first.

    `corpus` has one passage a line: `{"id", "title", "text"}`. The title is the passage's heading; an id `document#number`
    says of which document the passage is a part. The passages are ranked as the product ranks those of a project.

    Raises:
        BadInputError: a line is no such object, or two passages have one id; its number is named.
    """
    index = PassageIndex(_encoded(_passages(corpus), embedder, state_dir / "measured"))
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _object(line, f"line {number}", ("id", "query"))
            found = index.search(embedder.encode(row["query"]), RANKED)
            yield {"id": row["id"], "ranked": [hit.passage.passage_id for hit in found]}


def _passages(corpus: Path) -> list[Passage]:
    found: dict[str, Passage] = {}
    with corpus.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            place = f"{corpus}, line {number}"
            row = _object(line, place, ("id", "text"))
            if row["id"] in found:
                raise BadInputError(f"{place}: the id {row['id']} occurs twice. Remedy: give each passage its own id.")
            document, _, _ = row["id"].partition("#")
            title, text = row.get("title") or "", row["text"]
            found[row["id"]] = Passage(row["id"], "", document, number, title, text, 0, len(text), ())
    return list(found.values())


def _encoded(drafts: Sequence[Passage], embedder: Embedder, folder: Path) -> list[Passage]:
    """Return the passages with their vectors: those of an earlier run of this code on this corpus, if there was one."""
    place = folder / f"{_digest(drafts)}.npz"
    if not place.exists():
        _store([encode_passage(draft, embedder) for draft in drafts], place)
    with np.load(place) as stored:
        vectors, tokens, ends = stored["vectors"], stored["tokens"].tobytes(), np.cumsum(stored["lengths"])
    starts = [0, *ends[:-1].tolist()]
    return [
        replace(draft, embedding=tuple(vector.tolist()), tokens=tokens[start:end])
        for draft, vector, start, end in zip(drafts, vectors, starts, ends.tolist(), strict=True)
    ]


def _digest(drafts: Sequence[Passage]) -> str:
    """Return a digest of the passages and of what turns them into vectors."""
    digest = hashlib.sha256(SHA256["model.safetensors"].encode())
    for path in (late_interaction.WEIGHTS, Path(late_interaction.__file__)):
        digest.update(path.read_bytes())
    for draft in drafts:
        digest.update(json.dumps([draft.passage_id, draft.heading, draft.text]).encode())
    return digest.hexdigest()[:20]


def _store(passages: Sequence[Passage], place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                vectors=np.asarray([passage.embedding for passage in passages], dtype=np.float32),
                tokens=np.frombuffer(b"".join(passage.tokens for passage in passages), dtype=np.int8),
                lengths=np.asarray([len(passage.tokens) for passage in passages], dtype=np.int64),
            )
        Path(temporary).replace(place)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _object(line: str, place: str, names: Iterable[str]) -> dict[str, str]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadInputError(f"{place} is not JSON: {error}. Remedy: one JSON object a line.") from error
    for name in names:
        if not isinstance(row, dict) or not isinstance(row.get(name), str):
            raise BadInputError(f"{place}: “{name}” must be a text. Remedy: give {', '.join(names)}.")
    found: dict[str, str] = row
    return found
