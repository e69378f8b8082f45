"""How near a text is to a creator's voice: Fisher's linear discriminant between the creator and other speakers.

A text of about 250 words is a vector x of weighted n-gram counts (`ngrams`), of length 1. A creator is the mean of the
vectors of their videos. With the mean c and the regularised covariance S of other speakers, the score of x is

    s(x) = (creator - c)ᵀ S⁻¹ (x - c)

(Fisher 1936, Annals of Eugenics 7:179-188): linear in the text, so that it can be taken apart into words, and linear in
the creator, so that leaving a video out or adding one is a subtraction or an addition. S is never formed: with fewer
speakers than features, the Woodbury identity needs only their inner products.
"""

from dataclasses import dataclass

import numpy as np

from pipelines.voice.ngrams import Vector
from pipelines.voice.other_speakers import OtherSpeakers
from pipelines.voice.segment_vectors import SEGMENT_WORDS, SparseVector


@dataclass(frozen=True)
class Voice:
    """A creator as the score sees them: `direction` is S⁻¹ (creator - c), dense; `offset` its product with c."""

    direction: Vector
    offset: float
    strength: float  # the score that the creator's own mean gets: how far they are from other speakers
    others: OtherSpeakers

    def score(self, text: SparseVector) -> float:
        """Return s(x) of the module's docstring in units of its spread over other speakers."""
        return (float(self.direction[text.indices] @ text.values) - self.offset) / self.spread

    @property
    def spread(self) -> float:
        """Return the standard deviation of scores over other speakers, as S has it."""
        return float(np.sqrt(self.strength))

    def others_scores(self) -> Vector:
        """Return the scores of the stored segments of other speakers, each as if unseen."""
        products = self.others.unseen(self.others.along(self.direction))
        found: Vector = products[: self.others.n_speakers] / self.spread
        return found


def make_voice(mean: Vector, others: OtherSpeakers) -> Voice:
    """Return the voice whose segments' vectors have the given mean."""
    difference = mean - others.mean
    direction = others.whitened(difference)
    return Voice(direction, float(direction @ others.mean), float(direction @ difference), others)


def evidence(voice: Voice, text: SparseVector, n_words: int) -> tuple[float, float, float, float]:
    """Return what a probability is made of: 1, the score, its share of the creator's own, and score × log2 of length."""
    score = voice.score(text)
    doublings = float(np.log2(max(n_words, 1) / SEGMENT_WORDS))
    return 1.0, score, score / float(np.sqrt(voice.strength)), score * doublings


def log_odds(voice: Voice, text: SparseVector, n_words: int) -> float:
    """Return the calibrated log-odds that a text is the creator's, taking both as equally likely beforehand.

    The rival is another person who speaks about the same things.
    """
    return float(np.dot(voice.others.calibration, evidence(voice, text, n_words)))
