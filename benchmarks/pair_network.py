"""The cross-encoder while it learns: the packaged sentence encoder's first layers in torch, and back to an ONNX graph.

Wants `pip install torch`, which the product does not need.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from pipelines.bert_graph import BertGraph

LAYERS = 4  # of the packaged six: the first ones; what the rest costs in time was better spent on more pairs
WIDTH, HEADS, INNER = 384, 12, 1536
EPSILON = 1e-12
DROPOUT = 0.1
LENGTHS = (24, 40, 56, 80, 112)  # tokens; a pair is padded to the next, a longer one is left out
BATCH_TOKENS = 1400
_ATTENTION, _FEED_FORWARD = "attention.output.", "output."

Weights = dict[str, NDArray[np.float32]]
Encoded = tuple[list[int], list[int]]  # ids of tokens and of segments


class PairNetwork(nn.Module):
    """Logits of (supports, refutes, neither) for padded token ids and segments, both (batch, tokens)."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        tables = {
            name: torch.tensor(weights[f"embeddings.{name}_embeddings.weight"])
            for name in ("word", "position", "token_type")
        }
        self.words = nn.Embedding.from_pretrained(tables["word"], freeze=True)
        self.positions = nn.Embedding.from_pretrained(tables["position"], freeze=True)
        self.kinds = nn.Embedding.from_pretrained(tables["token_type"], freeze=False)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(WIDTH, HEADS, INNER, DROPOUT, "gelu", EPSILON, batch_first=True)
            for _ in range(LAYERS)
        )
        self.head = nn.Linear(2 * WIDTH, 3)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        with torch.no_grad():
            for own, name in self._published():
                own.copy_(torch.tensor(np.concatenate([weights[part] for part in name])))

    def forward(self, ids: Tensor, kinds: Tensor) -> Tensor:
        """Return logits (batch, 3); token 0 is padding."""
        is_padding = ids == 0
        places = torch.arange(ids.shape[1])
        hidden = self.dropout(self.norm(self.words(ids) + self.positions(places) + self.kinds(kinds)))
        for layer in self.layers:
            hidden = layer(hidden, src_key_padding_mask=is_padding)
        of_claim = ((~is_padding) & (kinds == 0)).unsqueeze(-1).float()
        claim = (hidden * of_claim).sum(1) / of_claim.sum(1)
        logits: Tensor = self.head(self.dropout(torch.cat([hidden[:, 0], claim], -1)))
        return logits

    def weights(self) -> Weights:
        """Return what was learnt under the published names, and `head.weight`, `head.bias`."""
        found: Weights = {
            f"embeddings.{name}_embeddings.weight": table.weight.detach().numpy()
            for name, table in (("position", self.positions), ("token_type", self.kinds))
        }
        for own, names in self._published():
            for name, part in zip(names, np.split(own.detach().numpy(), len(names)), strict=True):
                found[name] = part
        return found | {f"head.{name}": part.detach().numpy() for name, part in self.head.named_parameters()}

    def _published(self) -> Iterator[tuple[Tensor, tuple[str, ...]]]:
        """Yield each parameter with the published names of what it is joined from."""
        for part in ("weight", "bias"):
            yield getattr(self.norm, part), (f"embeddings.LayerNorm.{part}",)
            for number, layer in enumerate(self.layers):
                own = f"encoder.layer.{number}."
                joined = tuple(f"{own}attention.self.{name}.{part}" for name in ("query", "key", "value"))
                yield getattr(layer.self_attn, f"in_proj_{part}"), joined
                for module, name in (
                    (layer.self_attn.out_proj, f"{_ATTENTION}dense"),
                    (layer.norm1, f"{_ATTENTION}LayerNorm"),
                    (layer.linear1, "intermediate.dense"),
                    (layer.linear2, f"{_FEED_FORWARD}dense"),
                    (layer.norm2, f"{_FEED_FORWARD}LayerNorm"),
                ):
                    yield getattr(module, part), (f"{own}{name}.{part}",)


def batches(pairs: Sequence[Encoded], chosen: Sequence[int], rng: random.Random) -> list[tuple[int, list[int]]]:
    """Return (length, positions of pairs) in random order, pairs of like length together, none longer than the last."""
    waiting: dict[int, list[int]] = {length: [] for length in LENGTHS}
    full = []
    for at in chosen:
        length = next((length for length in LENGTHS if length >= len(pairs[at][0])), None)
        if length is None:
            continue
        waiting[length].append(at)
        if len(waiting[length]) == BATCH_TOKENS // length:
            full.append((length, waiting[length]))
            waiting[length] = []
    full += [(length, rest) for length, rest in waiting.items() if rest]
    rng.shuffle(full)
    return full


def padded(pairs: Sequence[Encoded], length: int, chosen: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Return token ids and segments, both (len(chosen), length), 0 where there is no token."""
    ids, kinds = torch.zeros((2, len(chosen), length), dtype=torch.long)
    for row, at in enumerate(chosen):
        ids[row, : len(pairs[at][0])] = torch.tensor(pairs[at][0])
        kinds[row, : len(pairs[at][1])] = torch.tensor(pairs[at][1])
    return ids, kinds


def save(network: PairNetwork, path: Path) -> None:
    """Write the graph that the product runs: vectors of words and segments in, logits and what they are read from out, matrices in 8 bits."""
    graph = BertGraph(network.weights(), HEADS, EPSILON)
    graph.input("words", np.float32, [1, "tokens", WIDTH])
    graph.input("kinds", np.int64, [1, "tokens"])
    hidden = graph.embedding("words", "kinds")
    for number in range(LAYERS):
        hidden = graph.encoder_layer(hidden, f"encoder.layer.{number}.")
    first = graph.node("Slice", hidden, graph.integers(0), graph.integers(1), graph.integers(1))
    is_claim = graph.node("Equal", "kinds", graph.integers(0))
    of_claim = graph.node("Unsqueeze", graph.node("Cast", is_claim, to=1), graph.integers(2))
    summed = graph.node("ReduceSum", graph.node("Mul", hidden, of_claim), graph.integers(1), keepdims=1)
    claim = graph.node("Div", summed, graph.node("ReduceSum", of_claim, graph.integers(1), keepdims=1))
    joined = graph.node("Concat", first, claim, axis=2)
    logits = graph.linear(joined, "head")
    graph.output("logits", graph.node("Squeeze", logits, graph.integers(1)), [1, 3])
    graph.output("state", graph.node("Squeeze", joined, graph.integers(1)), [1, 2 * WIDTH])
    with TemporaryDirectory() as folder:
        exact = Path(folder) / "pair_encoder.onnx"
        exact.write_bytes(graph.serialised("pair encoder"))
        # Seven bits: eight overflow on processors without instructions for them, which would then judge differently.
        quantize_dynamic(
            exact,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
        )
