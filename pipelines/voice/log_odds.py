"""How far a creator's use of n-grams stands out against other speakers, with an error that respects videos."""

import functools
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.voice import tally

ORDINARY = Path(__file__).with_name("ordinary_phrases.json")  # made by benchmarks/ordinary_phrases.py
PRIOR_WORDS = 20_000.0  # weight of the prior, as words of ordinary speech
BACKGROUND_WORDS = 1e6  # words over which the background's rates count as observed
UNSEEN_PER_MILLION = 6.0  # rate assumed of phrases below the background's threshold

Vector = NDArray[np.float64]


def log_odds(corpus: tally.Corpus, positions: NDArray[np.int64], n_words: Vector) -> tuple[Vector, Vector, Vector]:
    """Return (count, log-odds, standard error) of n-grams, given as positions in the corpus, and the words of each video.

    The log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, Political Analysis 16:372,
    equations 15-22); prior and other group are the rates of the background. The variance is theirs, or that of counts
    clustered by video where it is larger.
    """
    at, starts = corpus.select(positions)
    in_video = corpus.columns["count"][at].astype(np.float64)
    count = tally.summed(in_video, starts)
    total = n_words.sum()
    rates = _background_rates(corpus.keys[positions])
    prior, others = rates * PRIOR_WORDS, rates * BACKGROUND_WORDS
    own_odds = np.log((count + prior) / (total + PRIOR_WORDS - count - prior))
    other_odds = np.log((others + prior) / (BACKGROUND_WORDS + PRIOR_WORDS - others - prior))
    rate = count / total
    squares = tally.summed(in_video**2, starts) - 2 * rate * tally.summed(in_video * n_words[corpus.video[at]], starts)
    clustered = (squares + rate**2 * (n_words**2).sum()) / count**2 * len(n_words) / max(len(n_words) - 1, 1)
    variance = np.maximum(1 / (count + prior), clustered) + 1 / (others + prior)
    return count, own_odds - other_odds, np.sqrt(variance)


@functools.cache
def _background_table() -> tuple[NDArray[np.uint64], Vector]:
    phrases: dict[str, float] = json.loads(ORDINARY.read_text(encoding="utf-8"))["phrases"]
    keys = np.array([tally.key_of(phrase.split()) for phrase in phrases], dtype=np.uint64)
    order = np.argsort(keys)
    return keys[order], np.array(list(phrases.values()))[order]


def _background_rates(keys: NDArray[np.uint64]) -> Vector:
    """Return the rate of each n-gram in the background, as a share of words."""
    known, rates = _background_table()
    at = np.searchsorted(known, keys).clip(max=len(known) - 1)
    found: Vector = np.where(known[at] == keys, rates[at], UNSEEN_PER_MILLION) / 1e6
    return found
