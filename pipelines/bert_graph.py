"""The layers of a BERT encoder (Devlin et al. 2019) as nodes of an ONNX graph, from weights under their published names."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_OPSET = 20
_IR_VERSION = 10


class BertGraph:
    """Collects nodes, constants, inputs and outputs; each method returns the name of the value that it adds.

    Texts are not padded: every token of the input attends to every other.
    """

    def __init__(self, weights: dict[str, NDArray[Any]], n_heads: int, epsilon: float) -> None:
        from onnx import ModelProto

        self._weights = weights
        self._n_heads = n_heads
        self._epsilon = epsilon
        self._width = int(weights["embeddings.LayerNorm.weight"].shape[0])
        self._nodes: list[Any] = []
        self._model = ModelProto(ir_version=_IR_VERSION)  # constants go straight into it: a copy is 90 MB

    def input(self, name: str, kind: type[np.generic], shape: list[str | int]) -> None:
        """Declare an input; a text in `shape` names a length that varies."""
        from onnx import helper

        element = helper.np_dtype_to_tensor_dtype(np.dtype(kind))
        self._model.graph.input.append(helper.make_tensor_value_info(name, element, shape))

    def output(self, name: str, value: str, shape: list[str | int]) -> None:
        """Make a float value an output called `name`."""
        from onnx import TensorProto, helper

        self._nodes.append(helper.make_node("Identity", [value], [name]))
        self._model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))

    def serialised(self, name: str) -> bytes:
        """Return the ONNX model and forget it."""
        from onnx import checker, helper

        self._model.graph.name = name
        self._model.graph.node.extend(self._nodes)
        self._model.opset_import.append(helper.make_opsetid("", _OPSET))
        serialised: bytes = self._model.SerializeToString()
        self._model.Clear()
        checker.check_model(serialised)
        return serialised

    def embedding(self, words: str, kinds: str | None = None) -> str:
        """Add position and segment to vectors of words (batch, tokens, width); without `kinds` all are one segment."""
        position, kind = (self._weights[f"embeddings.{name}_embeddings.weight"] for name in ("position", "token_type"))
        n_tokens = self.node("Shape", words, start=1, end=2)
        table = self.constant(position if kinds else position + kind[0])
        positions = self.node("Slice", table, self.integers(0), n_tokens, self.integers(0))
        summed = self.node("Add", words, positions)
        if kinds:
            summed = self.node("Add", summed, self.node("Gather", self.constant(kind), kinds))
        return self._layer_norm(summed, "embeddings.LayerNorm")

    def encoder_layer(self, hidden: str, prefix: str) -> str:
        """Add one layer, whose weights begin with `prefix`, to states (batch, tokens, width)."""
        mixed = self._self_attention(hidden, f"{prefix}attention.self.")
        attended = self.linear(mixed, f"{prefix}attention.output.dense")
        hidden = self._layer_norm(self.node("Add", attended, hidden), f"{prefix}attention.output.LayerNorm")
        widened = self.node("Gelu", self.linear(hidden, f"{prefix}intermediate.dense"))
        narrowed = self.linear(widened, f"{prefix}output.dense")
        return self._layer_norm(self.node("Add", narrowed, hidden), f"{prefix}output.LayerNorm")

    def linear(self, values: str, name: str) -> str:
        """Multiply by the matrix `name`.weight, (out, in), and add `name`.bias."""
        product = self.node("MatMul", values, self.constant(self._weights[f"{name}.weight"].T))
        return self.node("Add", product, self.constant(self._weights[f"{name}.bias"]))

    def weight(self, name: str) -> str:
        """Add a weight as a constant."""
        return self.constant(self._weights[name])

    def node(self, operator: str, *inputs: str, **attributes: Any) -> str:
        """Add one operator of ONNX with a single output."""
        from onnx import helper

        output = f"{operator}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(inputs), [output], **attributes))
        return output

    def integers(self, *values: int) -> str:
        """Add a vector of whole numbers as a constant."""
        return self.constant(np.asarray(values, dtype=np.int64))

    def constant(self, values: NDArray[Any] | np.generic) -> str:
        """Add an array as a constant."""
        from onnx import numpy_helper

        constants = self._model.graph.initializer
        name = f"constant_{len(constants)}"
        constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _self_attention(self, hidden: str, prefix: str) -> str:
        head_width = self._width // self._n_heads
        query = self._heads(self.linear(hidden, f"{prefix}query"), order=(0, 2, 1, 3))
        key = self._heads(self.linear(hidden, f"{prefix}key"), order=(0, 2, 3, 1))
        value = self._heads(self.linear(hidden, f"{prefix}value"), order=(0, 2, 1, 3))
        scale = self.constant(np.float32(head_width**-0.5))
        scores = self.node("Mul", self.node("MatMul", query, key), scale)
        mixed = self.node("MatMul", self.node("Softmax", scores, axis=-1), value)
        joined = self.node("Transpose", mixed, perm=(0, 2, 1, 3))
        return self.node("Reshape", joined, self.integers(0, 0, self._width))

    def _heads(self, projected: str, order: tuple[int, ...]) -> str:
        shape = self.integers(0, 0, self._n_heads, self._width // self._n_heads)
        return self.node("Transpose", self.node("Reshape", projected, shape), perm=order)

    def _layer_norm(self, values: str, name: str) -> str:
        scale, bias = (self.constant(self._weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.node("LayerNormalization", values, scale, bias, axis=-1, epsilon=self._epsilon)
