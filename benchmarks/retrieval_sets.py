"""Sets of queries with relevance judgements: read, encoded once into a folder, and scored by nDCG@10.

A set is a folder with corpus.jsonl {id, title, text}, queries.jsonl {id, text} and qrels.tsv (query-id, corpus-id, score).
"""

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.embeddings import Embedder, EncodedText
from pipelines.research import late_interaction as late
from pipelines.research.lexical import LexicalIndex
from pipelines.research.retrieval import DEPTH, best_rows, searched_words

CUT = 10


@dataclass
class Encoded:
    """Texts with their vectors, and the states of their tokens one below the other."""

    vectors: NDArray[np.float32]  # (n, 384)
    states: NDArray[Any]  # (tokens, width), half precision
    starts: NDArray[np.int64]  # (n + 1,): where the tokens of each text begin


@dataclass
class Query:
    """A query with its candidates and what is known of them."""

    group: str  # queries of one group are about one document
    relevant: dict[int, int]  # row of a passage → gain
    states: NDArray[np.float32]  # (tokens, 768) of those that count
    weights: NDArray[np.float32]  # (tokens,)
    candidates: NDArray[np.int64]  # rows of the passages
    similarities: NDArray[np.float64]
    lexical: NDArray[np.float64]  # as a share of the best


@dataclass
class RetrievalSet:
    """A set, encoded."""

    name: str
    documents: list[str]
    passages: Encoded
    queries: list[Query]


def read_sets(folder: Path, cache: Path, embedder: Embedder) -> list[RetrievalSet]:
    """Return the sets of a folder; what has been encoded before is read from `cache`."""
    cache.mkdir(parents=True, exist_ok=True)
    return [_read_set(path.parent, cache, embedder) for path in sorted(folder.glob("*/queries.jsonl"))]


def ndcg(order: Sequence[int], relevant: dict[int, int]) -> float:
    """Return the discounted gain of the first ten of `order`, as a share of the best possible."""
    ideal = sorted(relevant.values(), reverse=True)[:CUT]
    return _gain([relevant.get(row, 0) for row in order[:CUT]]) / _gain(ideal)


def _gain(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


def _read_set(folder: Path, cache: Path, embedder: Embedder) -> RetrievalSet:
    corpus, asked = _lines(folder / "corpus.jsonl"), _lines(folder / "queries.jsonl")
    texts = [searched_words(row.get("title") or "", row["text"]) for row in corpus]
    documents = [row["id"].partition("#")[0] for row in corpus]
    passages = _encoded(texts, cache / f"{folder.name}.passages", embedder)
    words = LexicalIndex(texts)
    relevant = _judgements(folder / "qrels.tsv", [row["id"] for row in corpus])
    queries = [_query(embedder.encode(row["text"]), relevant[row["id"]], documents, passages, words) for row in asked]
    return RetrievalSet(folder.name, documents, passages, queries)


def _query(
    asked: EncodedText, relevant: dict[int, int], documents: Sequence[str], passages: Encoded, words: LexicalIndex
) -> Query:
    similarities, lexical = passages.vectors @ asked.vector, words.scores(asked.text)
    rows = np.asarray(sorted({*best_rows(similarities, DEPTH), *best_rows(lexical, DEPTH, above=0.0)}))
    weights = late.token_weights(asked.text, asked.spans, words.rarity)
    # A paragraph of an article is "article-number": its neighbours are not unseen.
    group = re.sub(r"^(xq\d+)-\d+$", r"\1", documents[min(relevant)])
    best = max(float(lexical.max()), 1e-9)
    counts = weights > 0
    return Query(
        group,
        relevant,
        asked.states[counts],
        weights[counts],
        rows,
        similarities[rows].astype(float),
        lexical[rows] / best,
    )


def _judgements(path: Path, ids: Sequence[str]) -> dict[str, dict[int, int]]:
    row_of = {passage_id: row for row, passage_id in enumerate(ids)}
    found: dict[str, dict[int, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        query_id, passage_id, gain = line.split("\t")
        if int(gain) > 0:
            found.setdefault(query_id, {})[row_of[passage_id]] = int(gain)
    return found


def _encoded(texts: Sequence[str], place: Path, embedder: Embedder) -> Encoded:
    arrays, states = place.with_suffix(place.suffix + ".npz"), place.with_suffix(place.suffix + ".npy")
    if not states.exists():
        _encode(texts, arrays, states, embedder)
    with np.load(arrays) as stored:
        return Encoded(stored["vectors"], np.load(states, mmap_mode="r"), stored["starts"])


def _encode(texts: Sequence[str], arrays: Path, states: Path, embedder: Embedder) -> None:
    vectors, found, starts = [], [], [0]
    for text in texts:
        encoded = embedder.encode(text)
        counted = encoded.states[late.counted_tokens(encoded)].astype(np.float16)
        vectors.append(encoded.vector)
        found.append(counted)
        starts.append(starts[-1] + len(counted))
    np.savez(arrays, vectors=np.asarray(vectors), starts=np.asarray(starts))
    np.save(states, np.concatenate(found))


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def folds(queries: Sequence[Query], n_folds: int) -> Iterator[NDArray[np.bool_]]:
    """Yield, fold by fold, which queries are held out; queries of one group are held out together."""
    from zlib import crc32

    fold = np.asarray([crc32(query.group.encode()) % n_folds for query in queries])
    for number in range(n_folds):
        yield fold == number
