"""An encoder that embeds each text once: the topics of a library share all of its claims."""

from collections.abc import Sequence

import numpy as np

from pipelines.embeddings import Embedder, EncodedText, Vectors


class RememberingEmbedder(Embedder):
    """Gives the vectors of another embedder and keeps them by text; it forgets nothing, so it is for the texts of a suite."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self._known: dict[str, Vectors] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (n, 384)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._inner.embed(new), strict=True))
        return np.asarray([self._known[text] for text in texts], dtype=np.float32).reshape(len(texts), -1)

    def encode(self, text: str) -> EncodedText:
        """Return the vector of `text` with the states of its tokens."""
        return self._inner.encode(text)
