"""A claim and a sentence read together: does the sentence support it, refute it, or neither?

The first four layers of the packaged sentence encoder, fine-tuned as a cross-encoder by `benchmarks/fit_pair_encoder.py`,
with 8-bit weights. The graph beside this module holds the layers; the vectors of words are those of the packaged model.

Method: Devlin et al. 2019, "BERT", section 4.1 (two sentences in one input, a classifier on top).
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pipelines import embeddings

PATH = Path(__file__).with_name("pair_encoder.onnx")
MAX_TOKENS = 160  # of a pair; the end of a longer sentence is not read
Floats = NDArray[np.float32]


class PairEncoder:
    """Judges pairs one by one: a batch needs padding, and padding changes the last digits."""

    def __init__(self, tokenizer: Tokenizer, words: Floats, session: onnxruntime.InferenceSession) -> None:
        self._tokenizer = tokenizer
        self._words = words
        self._session = session

    def probabilities(self, claim: str, sentences: Sequence[str]) -> Floats:
        """Return for each sentence the probability that it supports, refutes, does neither of `claim`, shape (n, 3)."""
        shares = np.empty((len(sentences), 3), dtype=np.float32)
        for row, sentence in enumerate(sentences):
            pair = self._tokenizer.encode(claim, sentence)
            inputs = {"words": self._words[pair.ids][None], "kinds": np.array([pair.type_ids], dtype=np.int64)}
            logits = self._session.run(["logits"], inputs)[0][0]
            grown = np.exp(logits - logits.max())
            shares[row] = grown / grown.sum()
        return shares


@lru_cache(maxsize=1)
def load() -> PairEncoder:
    """Return the encoder with the weights that the package ships; later calls share it.

    Raises:
        EmbeddingModelError: the packaged model, whose vectors of words it uses, is missing or another one.
    """
    tokenizer = embeddings.load_tokenizer()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    return PairEncoder(tokenizer, embeddings.word_vectors(), embeddings.load_session(PATH))
