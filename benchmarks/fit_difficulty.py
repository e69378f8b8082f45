"""Fit `pipelines/writing/difficulty.json`, and say how well it detects what readers find hard.

    python benchmarks/fit_difficulty.py COMPLEX [--write]

COMPLEX is a clone of https://github.com/MMU-TDMLab/CompLex (CC BY 4.0; Shardlow, Cooper and Zampieri, CompLex: A New
Corpus for Lexical Complexity Prediction from Likert Scale Data, 2020). Fitted on its training words, reported on its test
words, which share no word with them. Intervals are bootstrapped over words (one word may stand in several sentences).
For comparison, SemEval-2021 task 1 on the same test words reports a Pearson correlation of 0.5287 for frequency alone and
of 0.7886 for the best system.
"""

import argparse
import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.writing import audience, difficulty

TRAIN, TEST = "train/lcp_single_train.tsv", "test-labels/lcp_single_test.tsv"
DRAWS = 1000
SEED = 20210101
HARD = 0.5  # judged "neutral" or harder

Numbers = NDArray[np.float64]


def rows(repository: Path, path: str) -> list[dict[str, str]]:
    """Return the rows of one file of the clone, bare or not, at its head."""
    text = subprocess.run(
        ["git", "-C", str(repository), "show", f"HEAD:{path}"], check=True, capture_output=True, text=True
    ).stdout
    return [row for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE) if row["token"]]


def matrix(entries: list[dict[str, str]]) -> tuple[Numbers, Numbers]:
    """Return the features, shape (n, features), and the judgements, shape (n,)."""
    return (
        np.array([difficulty.features(row["token"]) for row in entries]),
        np.array([float(row["complexity"]) for row in entries]),
    )


def correlation(estimates: Numbers, judged: Numbers) -> float:
    return float(np.corrcoef(estimates, judged)[0, 1])


def precision(at: float) -> Callable[[Numbers, Numbers], float]:
    """Return the share of words called hard at a level that readers found harder than the median word of the set."""
    return lambda estimates, judged: (
        float((judged[estimates >= at] >= np.median(judged)).mean()) if (estimates >= at).any() else float("nan")
    )


def recall(at: float) -> Callable[[Numbers, Numbers], float]:
    """Return the share of words that readers judged 0.5 or harder which are called hard at a level."""
    return lambda estimates, judged: float((estimates[judged >= HARD] >= at).mean())


def interval(
    measure: Callable[[Numbers, Numbers], float], words: list[str], estimates: Numbers, judged: Numbers
) -> str:
    """Return a measure with its 95 % interval over words."""
    chance = np.random.default_rng(SEED)
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word.lower(), []).append(place)
    groups = list(places.values())
    drawn = []
    for _ in range(DRAWS):
        chosen = np.concatenate([groups[at] for at in chance.integers(len(groups), size=len(groups))])
        drawn.append(measure(estimates[chosen], judged[chosen]))
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return f"{measure(estimates, judged):.3f} [{low:.3f}, {high:.3f}]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("complex", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    fitted_on, tested_on = rows(arguments.complex, TRAIN), rows(arguments.complex, TEST)
    known, judged = matrix(fitted_on)
    weights = np.linalg.lstsq(known, judged, rcond=None)[0]
    if arguments.write:
        named = {name: round(float(weight), 5) for name, weight in zip(difficulty.FEATURES, weights, strict=True)}
        source = "CompLex, CC BY 4.0, https://github.com/MMU-TDMLab/CompLex, training words"
        content = {"source": source, "n": len(fitted_on), "weights": named}
        difficulty.WEIGHTS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    unseen, truth = matrix(tested_on)
    estimates, words = unseen @ weights, [row["token"] for row in tested_on]
    print(f"fitted on {len(fitted_on)}, tested on {len(tested_on)} words in context, {len(set(words))} different words")
    print("Pearson correlation", interval(correlation, words, estimates, truth))
    print("frequency alone    ", interval(correlation, words, -unseen[:, 0], truth))
    for kind in audience.Audience:
        at = audience.level_named(kind).hardest
        n_called = int((estimates >= at).sum())
        print(
            f"{kind.value:<10} from {at:.2f}: {n_called} called hard,",
            f"recall of words judged {HARD} or harder {interval(recall(at), words, estimates, truth)},",
            f"share of those called that are above the median {interval(precision(at), words, estimates, truth)}",
        )


if __name__ == "__main__":
    main()
