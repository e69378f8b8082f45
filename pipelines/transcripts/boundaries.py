"""Where sentences end in speech without punctuation: by words, pauses and length.

The cut between two words scores the log-odds of a sentence end there: a logistic regression on the word before
(`last`), the word after (`first`) and the two words after (`opening`), fitted on 443 punctuated English transcripts
whose punctuation was taken away (`boundary_words.json`), plus what the pause adds. A segmentation scores its cuts plus
half the log-probability of its lengths, and the best is found by dynamic programming. By words alone, on the first
3,000 words of 10 transcripts by speakers outside the fit, precision is 0.54 and recall 0.59 (optimistic: bias and
length weight were chosen on the same 10). What pauses add is set by hand and not measured.
"""

import json
import math
import operator
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipelines.transcripts.tokens import Token

_LONGEST = 50  # words of one sentence
_BIAS = -1.65  # chosen so that about as many ends are found as there are
_LENGTH_MEAN, _LENGTH_SD, _LENGTH_WEIGHT = 2.53, 0.86, 0.5  # of the logarithm of the number of words
_STOP_SCORE = 8.0  # a full stop, where a text has a few
_BREATH_S, _PAUSE_SCORE_PER_S, _PAUSE_SCORE_MOST = 0.1, 5.0, 6.0
_AROUND = " .,!?;:\"'“”‘’()[]—-…"


@cache
def _weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = json.loads(
        Path(__file__).with_name("boundary_words.json").read_text("utf-8")
    )
    return weights


def sentence_starts(tokens: Sequence[Token]) -> list[int]:
    """Return the indices of the tokens that start a sentence, the first token among them."""
    words = [token.text.lower().replace("’", "'").strip(_AROUND) for token in tokens]
    return _best_cut([0.0, *(_score(tokens, words, index) for index in range(1, len(tokens)))] if tokens else [])


def _score(tokens: Sequence[Token], words: Sequence[str], index: int) -> float:
    weights = _weights()
    score = _BIAS + weights["last"].get(words[index - 1], 0.0) + weights["first"].get(words[index], 0.0)
    score += weights["opening"].get(" ".join(words[index : index + 2]), 0.0)
    before, after = tokens[index - 1], tokens[index]
    if before.end_s is not None and after.start_s is not None:
        pause_s = after.start_s - before.end_s
        score += min(_PAUSE_SCORE_MOST, _PAUSE_SCORE_PER_S * max(0.0, pause_s - _BREATH_S))
    is_stop = before.text.rstrip("\"'”’)").endswith((".", "!", "?"))
    return score + (_STOP_SCORE if is_stop else 0.0)


def _best_cut(scores: Sequence[float]) -> list[int]:
    """Return the starts with the best sum of cut and length scores, in n · longest steps; `scores[i]`: a start at i."""
    lengths = [_length_score(n) for n in range(_LONGEST, 0, -1)]
    through = [0.0]  # best score of what stands before each index, plus the score of starting there
    came_from = [0]
    for end in range(1, len(scores) + 1):
        first = max(0, end - _LONGEST)
        values = list(map(operator.add, through[first:end], lengths[first - end :]))
        best = max(values)
        came_from.append(first + values.index(best))
        if end < len(scores):
            through.append(best + scores[end])
    starts = []
    end = len(scores)
    while end > 0:
        end = came_from[end]
        starts.append(end)
    return starts[::-1]


def _length_score(n_words: int) -> float:
    return -_LENGTH_WEIGHT * ((math.log(n_words) - _LENGTH_MEAN) / _LENGTH_SD) ** 2 / 2
