"""Where a text changes its subject: segmentation by lexical cohesion.

The cheapest segmentation under a unigram model in which each segment has a vocabulary of its own (Utiyama and Isahara,
"A statistical model for domain-independent text segmentation", ACL 2001), found by dynamic programming.
"""

import math
from collections.abc import Sequence

LONGEST = 150  # sentences a segment may have; bounds the work


def boundaries(sentences: Sequence[Sequence[str]], bonus: Sequence[float], shortest: int) -> list[int]:
    """Return the indices at which a segment begins, the first (0) included.

    Args:
        sentences: content words of each sentence.
        bonus: what a boundary before each sentence is worth beyond cohesion, in nats.
        shortest: sentences that a segment has at least, if the text has as many.
    """
    n_sentences = len(sentences)
    vocabulary = len({word for sentence in sentences for word in sentence})
    n_words = sum(len(sentence) for sentence in sentences)
    price = math.log(max(n_words, 2))
    best = [0.0] + [math.inf] * n_sentences
    begins = [0] * (n_sentences + 1)
    for first in range(n_sentences):
        if math.isinf(best[first]):
            continue
        base = best[first] + price - (bonus[first] if first else 0.0)
        for after, words_cost in _growing(sentences, first, vocabulary):
            if after - first < shortest and after < n_sentences:
                continue
            if base + words_cost < best[after]:
                best[after], begins[after] = base + words_cost, first
    found, after = [], n_sentences
    while after > 0:
        after = begins[after]
        found.append(after)
    return found[::-1]


def _growing(sentences: Sequence[Sequence[str]], first: int, vocabulary: int) -> list[tuple[int, float]]:
    """Return (end, cost) of the segments that begin at `first`: minus the log likelihood of their words."""
    counts: dict[str, int] = {}
    n, log_counts = 0, 0.0
    costs = []
    for index in range(first, min(len(sentences), first + LONGEST)):
        for word in sentences[index]:
            seen = counts.get(word, 0)
            counts[word] = seen + 1
            log_counts += (seen + 1) * math.log(seen + 2) - seen * math.log(seen + 1)
            n += 1
        costs.append((index + 1, n * math.log(max(n + vocabulary, 1)) - log_counts))
    return costs
