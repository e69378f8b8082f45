"""Where sentences end in speech without punctuation: by words, pauses and length.

The cut between two words scores the log-odds of a sentence end there: a logistic regression on the word before
(`last`), the word after (`first`) and the two words after (`opening`), fitted on punctuated English transcripts whose
punctuation was taken away, plus what the pause adds. A segmentation scores its cuts plus a share of the log-probability
of its lengths, and the best is found by dynamic programming. The weights and their sources stand in
`boundary_words.json`, made by `benchmarks/fit_boundaries.py`. By words alone, on the
first 3,000 words of 124 transcripts by 10 speakers outside the fit, precision is 0.49 and recall 0.58 (F1 0.53, 95 %
interval over transcripts 0.52 to 0.54). What pauses add is set by hand and not measured.
"""

import json
import math
import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.transcripts.tokens import Token

WEIGHTS_PATH = Path(__file__).with_name("boundary_words.json")
LONGEST = 50  # words of one sentence
_STOP_SCORE = 8.0  # a full stop, where a text has a few
_BREATH_S, _PAUSE_SCORE_PER_S, _PAUSE_SCORE_MOST = 0.1, 5.0, 6.0
_AROUND = " .,!?;:\"'“”‘’()[]—-…"


@dataclass(frozen=True)
class Weights:
    """What words and lengths add to the log-odds of a sentence end; a word that is not listed adds nothing."""

    bias: float
    length_mean: float  # of the natural logarithm of a sentence's number of words
    length_sd: float
    length_weight: float
    last: Mapping[str, float]
    first: Mapping[str, float]
    opening: Mapping[str, float]  # two words, joined by a space

    def words_score(self, words: Sequence[str], index: int) -> float:
        """Return the log-odds, by words alone, that a sentence ends before `words[index]`; `index` is at least 1."""
        score = self.bias + self.last.get(words[index - 1], 0.0) + self.first.get(words[index], 0.0)
        return score + self.opening.get(" ".join(words[index : index + 2]), 0.0)

    def length_score(self, n_words: int) -> float:
        """Return what a sentence of `n_words` adds: the weighted log-density of a log-normal, without its constant."""
        return -self.length_weight * ((math.log(n_words) - self.length_mean) / self.length_sd) ** 2 / 2


@cache
def shipped_weights() -> Weights:
    """Return the weights of `boundary_words.json`; its other fields say where they come from."""
    stored = json.loads(WEIGHTS_PATH.read_text("utf-8"))
    return Weights(**{field: stored[field] for field in Weights.__dataclass_fields__})


def normalise(word: str) -> str:
    """Return a word as the weights list it: lower case, straight apostrophe, no punctuation around it."""
    return word.lower().replace("’", "'").strip(_AROUND)


def sentence_starts(tokens: Sequence[Token], weights: Weights | None = None) -> list[int]:
    """Return the indices of the tokens that start a sentence, the first token among them.

    `weights` are the shipped ones unless others are to be measured.
    """
    if not tokens:
        return []
    weights = weights or shipped_weights()
    words = [normalise(token.text) for token in tokens]
    scores = [0.0]
    for index in range(1, len(tokens)):
        scores.append(weights.words_score(words, index) + _sound_score(tokens[index - 1], tokens[index]))
    return _best_cut(scores, [weights.length_score(n) for n in range(LONGEST, 0, -1)])


def _sound_score(before: Token, after: Token) -> float:
    score = _STOP_SCORE if before.text.rstrip("\"'”’)").endswith((".", "!", "?")) else 0.0
    if before.end_s is not None and after.start_s is not None:
        pause_s = after.start_s - before.end_s
        score += min(_PAUSE_SCORE_MOST, _PAUSE_SCORE_PER_S * max(0.0, pause_s - _BREATH_S))
    return score


def _best_cut(scores: Sequence[float], lengths: Sequence[float]) -> list[int]:
    """Return the starts with the best sum of cut and length scores, in n · longest steps.

    `scores[i]` is of a start at i; `lengths` are of the longest sentence, then each shorter one down to one word.
    """
    through = [0.0]  # best score of what stands before each index, plus the score of starting there
    came_from = [0]
    for end in range(1, len(scores) + 1):
        first = max(0, end - len(lengths))
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
