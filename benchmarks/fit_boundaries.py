"""Fit and measure the weights that find sentence ends in captions without punctuation. About two minutes.

    python benchmarks/fit_boundaries.py CORPUS [--write]

CORPUS is a folder with `manifest.csv` and a folder of .txt per speaker. The weights are fitted only on transcripts whose
licence permits it (`LICENSED`); bias and length weight are chosen there too, by folds over speakers. The figures are of
speakers from all other sources, who are measured only. Punctuation is taken away and nothing but words is left, so what
pauses add is not measured. `--write` replaces the weights that the product ships.
"""

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import compress, pairwise, product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from ordinary_phrases import LICENSED
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from pipelines.sentences import split
from pipelines.transcripts.boundaries import WEIGHTS_PATH, Weights, normalise, sentence_starts
from pipelines.transcripts.tokens import Token

UNUSABLE = ("caption-auto", "transcript-live-typed")  # without sentences of their own; not what was said word for word
SHORTEST_TURN = 30  # words; shorter turns of the interviews are left out of the fit, since captions are of monologues
N_WORDS, N_OPENINGS = 1500, 400  # that have weights: the most frequent, in all and at starts
REGULARISATION, SMALLEST = 1.0, 0.15  # smaller weights are left out of the file
FOLDS = 5
SHIFTS, LENGTH_WEIGHTS = (0.8, 1.2, 1.6, 2.0), (0.25, 0.5)  # tried; a shift is added to the fitted bias
TUNING_WORDS, TEST_WORDS = 1000, 3000  # of each transcript, from its start
RESAMPLES = 2000


@dataclass(frozen=True)
class Transcript:
    """A transcript's words without punctuation, and True for each word that starts a sentence."""

    speaker: str
    source: str
    words: list[str]
    is_start: NDArray[np.bool_]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the weights that the product ships")
    arguments = parser.parse_args()
    transcripts = list(read_corpus(arguments.corpus))
    licensed = [transcript for transcript in transcripts if transcript.source in LICENSED]
    weights = tuned(licensed)
    report([transcript for transcript in transcripts if transcript.source not in LICENSED], weights)
    if arguments.write:
        write(weights, licensed)


def read_corpus(corpus: Path) -> Iterator[Transcript]:
    """Read the punctuated transcripts of `manifest.csv`: all of licensed sources, the creators' of the others."""
    with (corpus / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            is_one_off = row["split"] == "background"
            is_read = row["split"] == "dev" or (is_one_off and row["source_repo"] in LICENSED)
            if not is_read or row["pipeline"] in UNUSABLE:
                continue
            text = (corpus / row["speaker"] / f"{row['doc_id']}.txt").read_text(encoding="utf-8")
            if row["source_repo"] in LICENSED:
                turns = (turn for turn in re.split(r"\n\s*\n", text) if len(turn.split()) >= SHORTEST_TURN)
                text = "\n\n".join(turns)
            words, is_start = [], []
            for sentence in split(text):
                own = [word for word in map(normalise, sentence.text.split()) if word]
                words += own
                is_start += [position == 0 for position in range(len(own))]
            if sum(is_start) < 2:
                continue
            yield Transcript(
                row["doc_id"] if is_one_off else row["speaker"], row["source_repo"], words, np.array(is_start, bool)
            )


def tuned(transcripts: Sequence[Transcript]) -> Weights:
    """Fit on all, with the shift of the bias and the length weight that give the best F1 for speakers left out."""
    choices = list(product(SHIFTS, LENGTH_WEIGHTS))
    counts = np.zeros((len(choices), 3))
    for training, held in GroupKFold(FOLDS).split(transcripts, groups=[each.speaker for each in transcripts]):
        weights = fit([transcripts[at] for at in training])
        for at, (shift, length_weight) in enumerate(choices):
            variant = replace(weights, bias=weights.bias + shift, length_weight=length_weight)
            counts[at] += sum(count(transcripts[index], variant, TUNING_WORDS) for index in held)
    scores = figures(counts)[2]
    best = int(np.argmax(scores))
    print(f"fitted on {len(transcripts)} transcripts of {len({each.speaker for each in transcripts})} speakers")
    for choice, score in zip(choices, scores, strict=True):
        print(f"  shift {choice[0]:.1f}, length weight {choice[1]:.2f}: F1 {score:.3f}")
    weights = fit(transcripts)
    return replace(weights, bias=round(weights.bias + choices[best][0], 2), length_weight=choices[best][1])


def fit(transcripts: Sequence[Transcript]) -> Weights:
    """Return the weights of a logistic regression, and the mean and spread of log lengths; the length weight is 0."""
    words = most_frequent((word for each in transcripts for word in each.words), N_WORDS)
    openings = most_frequent(
        (pair for each in transcripts for pair in compress(pairs(each.words), each.is_start)), N_OPENINGS
    )
    design = vstack([features(each.words, words, openings) for each in transcripts])
    model = LogisticRegression(C=REGULARISATION, solver="liblinear")
    model.fit(design, np.concatenate([each.is_start[1:] for each in transcripts]))
    last, first, opening = np.split(model.coef_[0], [len(words), 2 * len(words)])
    lengths = np.log(np.concatenate([np.diff(np.flatnonzero(each.is_start)) for each in transcripts]))
    return Weights(
        bias=float(model.intercept_[0]),
        length_mean=round(float(lengths.mean()), 2),
        length_sd=round(float(lengths.std()), 2),
        length_weight=0.0,
        last=named(words, last),
        first=named(words, first),
        opening=named(openings, opening),
    )


def most_frequent(items: Iterator[str], n: int) -> dict[str, int]:
    """Return the most frequent items with their ranks; equally frequent ones in the order of the alphabet."""
    ranked = sorted(Counter(items).items(), key=lambda item: (-item[1], item[0]))
    return {item: rank for rank, (item, _) in enumerate(ranked[:n])}


def pairs(words: Sequence[str]) -> list[str]:
    return [f"{word} {following}" for word, following in pairwise(words)]


def features(words: Sequence[str], listed: dict[str, int], openings: dict[str, int]) -> csr_matrix:
    """Return a row per cut between two words: one-hot word before, word after and pair after."""
    n = len(listed)
    cells = [(row, listed[word]) for row, word in enumerate(words[:-1]) if word in listed]
    cells += [(row, n + listed[word]) for row, word in enumerate(words[1:]) if word in listed]
    cells += [(row, 2 * n + openings[pair]) for row, pair in enumerate(pairs(words[1:])) if pair in openings]
    rows, columns = zip(*cells, strict=True)
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(words) - 1, 2 * n + len(openings)))


def named(names: dict[str, int], values: NDArray[np.float64]) -> dict[str, float]:
    return {
        name: round(float(values[names[name]]), 2) for name in sorted(names) if abs(values[names[name]]) >= SMALLEST
    }


def count(transcript: Transcript, weights: Weights, n_words: int) -> NDArray[np.float64]:
    """Return (starts found rightly, starts found, starts there are) in the leading words; the first word is no finding."""
    tokens = [Token(word, None, None, None) for word in transcript.words[:n_words]]
    found = set(sentence_starts(tokens, weights)) - {0}
    there = set(np.flatnonzero(transcript.is_start[:n_words]).tolist()) - {0}
    return np.array([len(found & there), len(found), len(there)], float)


def figures(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return precision, recall and F1 as rows, from counts with the columns of `count`."""
    right, found, there = counts.T
    return np.array([right / found, right / there, 2 * right / (found + there)])


def report(transcripts: Sequence[Transcript], weights: Weights) -> None:
    """Print the figures in all, with 95 % intervals from resampled transcripts, and for each speaker."""
    counts = np.array([count(each, weights, TEST_WORDS) for each in transcripts])
    speakers = np.array([each.speaker for each in transcripts])
    drawn = np.random.default_rng(0).integers(len(counts), size=(RESAMPLES, len(counts)))
    low, high = np.percentile(figures(counts[drawn].sum(axis=1)), [2.5, 97.5], axis=1)
    print(
        f"measured on {len(counts)} transcripts of {len(set(speakers))} other speakers, {counts[:, 2].sum():.0f} starts"
    )
    for at, name in enumerate(("precision", "recall", "F1")):
        print(f"  {name:9} {figures(counts.sum(0, keepdims=True))[at, 0]:.3f} ({low[at]:.3f} to {high[at]:.3f})")
    for speaker in sorted(set(speakers)):
        own = counts[speakers == speaker]
        values = "  ".join(f"{value:.3f}" for value in figures(own.sum(0, keepdims=True))[:, 0])
        print(f"  {speaker:16} n={len(own):3}  {values}")


def write(weights: Weights, transcripts: Sequence[Transcript]) -> None:
    content = {
        "sources": LICENSED,
        "n_documents": len(transcripts),
        "n_words": sum(len(each.words) for each in transcripts),
        **asdict(weights),
    }
    WEIGHTS_PATH.write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {WEIGHTS_PATH}")


if __name__ == "__main__":
    main()
