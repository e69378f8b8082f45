"""Labelled claim sets as the verifier sees them: a claim, the candidate sentences of its documents, their vectors."""

import hashlib
import json
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from pipelines import settings
from pipelines.embeddings import load_embedder
from pipelines.facts.verification import selection
from pipelines.facts.verification.selection import Candidate
from pipelines.models import Verdict

FOLDS = 5


@dataclass
class Item:
    """A labelled claim. `gold` are the positions of marked evidence among the candidates; `order` is filled by ranking."""

    dataset: str
    claim: str
    label: Verdict
    kind: str
    documents: tuple[str, ...]
    candidates: list[Candidate]
    gold: frozenset[int]
    has_gold: bool
    order: list[int] = field(default_factory=list)


def read(folder: Path, vectors_path: Path | None) -> list[Item]:
    """Return the claims of all sets under `folder`; vectors are kept in `vectors_path` between runs."""
    read_items = [item for path in sorted(folder.glob("*/claims.jsonl")) for item in _read_set(path)]
    vectors = _vectors(read_items, vectors_path)
    for item in read_items:
        own = vectors[item.claim]
        item.candidates = [replace(one, cosine=float(vectors[one.text] @ own)) for one in item.candidates]
    return read_items


def _read_set(path: Path) -> list[Item]:
    documents = {document["id"]: document for document in _lines(path.with_name("docs.jsonl"))}
    items = []
    for row in _lines(path):
        gold = {(mark["doc"], at) for mark in row["gold"] for at in mark["sents"]}
        seen: dict[str, tuple[str, str, int]] = {}
        for key in row["docs"]:
            for at, sentence in enumerate(documents[key]["sentences"]):
                if len(sentence) > 2:
                    seen.setdefault(sentence, (documents[key].get("title") or "", key, at))
        kept = selection.shortlist(row["claim"], [(text, title) for text, (title, _, _) in seen.items()])
        texts = [list(seen)[at] for at in kept]
        items.append(
            Item(
                dataset=path.parent.name,
                claim=row["claim"],
                label=Verdict(row["label"]),
                kind=row.get("kind", ""),
                documents=tuple(row["docs"]),
                candidates=[Candidate(text, seen[text][0], seen[text][2], 0.0) for text in texts],
                gold=frozenset(at for at, text in enumerate(texts) if seen[text][1:] in gold),
                has_gold=bool(gold),
            )
        )
    return items


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _vectors(items: list[Item], path: Path | None) -> dict[str, NDArray[np.float32]]:
    texts = list(dict.fromkeys(text for item in items for text in (item.claim, *(one.text for one in item.candidates))))
    known: dict[str, NDArray[np.float16]] = {}
    if path and path.exists():
        with np.load(path) as stored:
            known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    missing = [text for text in texts if _key(text) not in known]
    if missing:
        made = load_embedder(settings.state_dir()).embed(missing).astype(np.float16)
        known |= dict(zip(map(_key, missing), made, strict=True))
        if path:
            np.savez(path, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    return {text: known[_key(text)].astype(np.float32) for text in texts}


def _key(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def folds(items: list[Item]) -> NDArray[np.int64]:
    """Return a fold for each claim; claims that share a document share a fold."""
    names = {name: at for at, name in enumerate(dict.fromkeys(name for item in items for name in item.documents))}
    pairs = [(names[item.documents[0]], names[other]) for item in items for other in item.documents]
    left, right = np.array(pairs).T
    size = len(names)
    _, groups = connected_components(coo_matrix((np.ones(len(pairs)), (left, right)), shape=(size, size)))
    return np.array([zlib.crc32(str(groups[names[item.documents[0]]]).encode()) % FOLDS for item in items])
