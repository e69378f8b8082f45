"""A claim and its evidence read together: does the evidence support it, refute it, or neither?

The first four layers of the packaged sentence encoder, fine-tuned as a cross-encoder by `benchmarks/fit_pair_encoder.py`,
with 8-bit weights. The graph beside this module holds the layers; the vectors of words are those of the packaged model.

Method: Devlin et al. 2019, "BERT", section 4.1 (two sentences in one input, a classifier on top).
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pipelines import embeddings

PATH = Path(__file__).with_name("pair_encoder.onnx")
MAX_TOKENS = 160  # of a pair; the end of longer evidence is not read
WIDTH = 768  # of a state
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Heard:
    """What the network makes of a claim and its evidence."""

    shares: Floats  # (3,) probability that the evidence supports, refutes, does neither
    state: Floats  # (768,) its last layer: the first token, then the mean over the claim's tokens


class PairEncoder:
    """Reads pairs one by one: a batch needs padding, and padding changes the last digits."""

    def __init__(self, tokenizer: Tokenizer, words: Floats, session: onnxruntime.InferenceSession) -> None:
        self._tokenizer = tokenizer
        self._words = words
        self._session = session

    def read(self, claim: str, evidence: str) -> Heard:
        """Read `claim` with one or more sentences of evidence."""
        pair = self._tokenizer.encode(claim, evidence)
        inputs = {"words": self._words[pair.ids][None], "kinds": np.array([pair.type_ids], dtype=np.int64)}
        logits, state = self._session.run(["logits", "state"], inputs)
        grown = np.exp(logits[0] - logits[0].max())
        return Heard(grown / grown.sum(), state[0])


@lru_cache(maxsize=1)
def load() -> PairEncoder:
    """Return the encoder with the weights that the package ships; later calls share it.

    Raises:
        EmbeddingModelError: the packaged model, whose vectors of words it uses, is missing or another one.
    """
    tokenizer = embeddings.load_tokenizer()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    return PairEncoder(tokenizer, embeddings.word_vectors(), embeddings.load_session(PATH))
