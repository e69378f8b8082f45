"""Protects: the vectors mean something, do not depend on the batch, and odd input cannot break them."""

import multiprocessing
from pathlib import Path

import numpy as np
import pytest

from pipelines import embeddings
from pipelines.embeddings import DIMENSIONS, Embedder, EmbeddingModelError, load_embedder

TEXTS = [
    "The cat sat on the mat.",
    "A kitten was sitting on a rug.",
    "Share prices fell sharply on Monday.",
    "The universe is 13.8 billion years old, and it is still expanding.",
]


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return load_embedder(tmp_path_factory.mktemp("state with space"))


def test_a_paraphrase_is_nearer_than_another_subject(embedder: Embedder) -> None:
    cat, kitten, shares, _ = embedder.embed(TEXTS)
    assert cat @ kitten > 0.5
    assert cat @ shares < 0.2


def test_vectors_have_length_one(embedder: Embedder) -> None:
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_in_a_batch(embedder: Embedder) -> None:
    together = embedder.embed(TEXTS)
    alone = np.vstack([embedder.embed([text]) for text in TEXTS])
    assert np.abs(together - alone).max() < 1e-5


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "x" * 10_000,
        "word " * 2_000,
        "日本語のテキスト",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ],
)
def test_odd_text_gives_a_finite_unit_vector(embedder: Embedder, text: str) -> None:
    vector = embedder.embed([text])[0]
    assert np.isfinite(vector).all()
    assert abs(float(np.linalg.norm(vector)) - 1) < 1e-5


def test_nothing_to_embed_gives_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, DIMENSIONS)


def test_the_graph_agrees_with_the_published_similarity(embedder: Embedder) -> None:
    """sentence-transformers gives 0.943 for this pair."""
    first, second = embedder.embed(["That is a happy person", "That is a very happy person"])
    assert float(first @ second) == pytest.approx(0.943, abs=0.001)


def test_weights_of_another_model_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "tokenizer.json"
    other.write_text("{}")
    with pytest.raises(EmbeddingModelError, match="Reinstall"):
        embeddings._checked(other)


def _load_in_process(state_dir: Path) -> None:
    load_embedder(state_dir).embed(["ready"])


def test_two_processes_may_write_the_graph_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_load_in_process, args=(tmp_path,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert [path.suffix for path in (tmp_path / "models").iterdir()] == [".onnx"]
