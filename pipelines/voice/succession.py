"""How sentence lengths spread and follow each other in one video, as additive counts.

Sums of lengths, squares and products of neighbours are kept, so that mean, standard deviation and the correlation of a
sentence with the next come out of added-up counts exactly as out of the sentences themselves.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

LONGEST = 60  # words; a longer sentence counts as this long in the histogram
LONG_BEFORE, SHORT_AFTER = 20, 8  # words: a short sentence lands after a long one


def length_counts(lengths: Sequence[int], short: int) -> dict[str, dict[str, int]]:
    """Return the families `lengths_of` (histogram by words) and `succession` of sentences in speaking order.

    Args:
        lengths: words of each sentence whose end is the author's, in order; 0 where there is a sentence that is not.
        short: words up to which a sentence is short.
    """
    real = [n for n in lengths if n]
    pairs = [(first, second) for first, second in pairwise(lengths) if first and second]
    counts = {
        "n": len(real),
        "sum": sum(real),
        "squares": sum(n * n for n in real),
        "pairs": len(pairs),
        "first": sum(first for first, _ in pairs),
        "second": sum(second for _, second in pairs),
        "first_squares": sum(first * first for first, _ in pairs),
        "second_squares": sum(second * second for _, second in pairs),
        "products": sum(first * second for first, second in pairs),
        "long_followed": sum(first >= LONG_BEFORE for first, _ in pairs),
        "long_then_short": sum(first >= LONG_BEFORE and second <= SHORT_AFTER for first, second in pairs),
        "short_followed": sum(first <= short for first, _ in pairs),
        "short_then_short": sum(first <= short and second <= short for first, second in pairs),
    }
    histogram = Counter(str(min(n, LONGEST)) for n in real)
    return {"lengths_of": dict(sorted(histogram.items())), "succession": counts} if real else {}
