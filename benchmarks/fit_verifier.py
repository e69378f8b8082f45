"""Fit the verifier's weights on labelled claim sets and measure it by cross-validation grouped by document.

A set is a folder with claims.jsonl {id, claim, label, docs} and docs.jsonl {id, sentences}. Each claim is judged
against the one sentence that evidence selection would put first. Two figures a set: `raw` is the regression alone (the
most probable label), `strict` is what the product says (`verdicts.judge`, which abstains when in doubt).

    python benchmarks/fit_verifier.py FOLDER [--write] [--limit 600]
"""

import argparse
import json
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, f1_score
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipelines import settings
from pipelines.embeddings import Embedder, load_embedder
from pipelines.facts import alignment, statements, verdicts
from pipelines.models import Verdict

SHORTLIST = 3  # sentences of a claim's documents, best covered first, that get a vector
FOLDS = 5
REGULARISATION = 0.3
COLUMNS = "set, n, macro-F1, balanced accuracy of S, REFUTED called SUPPORTED, precision of S (n), precision of R (n)"


@dataclass(frozen=True)
class Pair:
    """A claim with its best sentence."""

    dataset: str
    group: str
    label: Verdict
    claim: str
    sentence: str
    cosine: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=600, help="claims per set, chosen by a digest of their id")
    parser.add_argument("--write", action="store_true", help="replace the weights that the product ships")
    arguments = parser.parse_args()
    embedder = load_embedder(settings.state_dir())
    pairs = [
        pair
        for path in sorted(arguments.folder.glob("*/claims.jsonl"))
        for pair in read(path, arguments.limit, embedder)
    ]
    features = np.stack([features_of(pair) for pair in pairs])
    labels = np.array([verdicts.LABELS.index(pair.label) for pair in pairs])
    report(pairs, labels, *cross_validated(pairs, features, labels))
    if arguments.write:
        write(fit(features, labels, set_weights(pairs)), len(pairs))


def read(path: Path, limit: int, embedder: Embedder) -> Iterator[Pair]:
    documents = {document["id"]: document["sentences"] for document in read_jsonl(path.with_name("docs.jsonl"))}
    claims = sorted(read_jsonl(path), key=lambda claim: zlib.crc32(claim["id"].encode()))[:limit]
    for claim in claims:
        own = statements.read(claim["claim"])
        found = dict.fromkeys(s for key in claim["docs"] for s in documents[key] if len(s) > 2)
        covered = sorted(found, key=lambda s: -len(own.stems & statements.content_stems(s)))[:SHORTLIST]
        vectors = embedder.embed([claim["claim"], *covered])
        cosines = vectors[1:] @ vectors[0]
        scores = [
            len(own.stems & statements.content_stems(sentence)) / max(len(own.stems), 1) + float(cosine)
            for sentence, cosine in zip(covered, cosines, strict=True)
        ]
        best = int(np.argmax(scores))
        yield Pair(
            path.parent.name,
            claim["docs"][0],
            Verdict(claim["label"]),
            claim["claim"],
            covered[best],
            float(cosines[best]),
        )


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def features_of(pair: Pair) -> NDArray[np.float64]:
    return alignment.align(statements.read(pair.claim), statements.read(pair.sentence), pair.cosine).features


def set_weights(pairs: list[Pair]) -> NDArray[np.float64]:
    """Give every set the same total weight."""
    names = [pair.dataset for pair in pairs]
    return np.array([1.0 / names.count(name) for name in names]) * len(pairs) / len(set(names))


def fit(features: NDArray[np.float64], labels: NDArray[np.int64], weights: NDArray[np.float64]) -> verdicts.Weights:
    model = LogisticRegression(C=REGULARISATION, max_iter=2000).fit(features, labels, sample_weight=weights)
    return verdicts.Weights(model.coef_, model.intercept_)


def cross_validated(
    pairs: list[Pair], features: NDArray[np.float64], labels: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return raw and strict labels, each from weights that saw no claim about the same document."""
    raw, strict = np.zeros(len(pairs), np.int64), np.zeros(len(pairs), np.int64)
    groups = [f"{re.sub('_open', '', pair.dataset)}/{pair.group}" for pair in pairs]
    for training, test in GroupKFold(FOLDS).split(features, labels, groups):
        weights = fit(features[training], labels[training], set_weights([pairs[at] for at in training]))
        raw[test] = weights.probabilities(features[test]).argmax(axis=1)
        for at in test:
            pair = pairs[at]
            verdict, _ = verdicts.judge(
                statements.read(pair.claim), statements.read(pair.sentence), pair.cosine, weights
            )
            strict[at] = verdicts.LABELS.index(verdict)
    return raw, strict


def report(pairs: list[Pair], labels: NDArray[np.int64], raw: NDArray[np.int64], strict: NDArray[np.int64]) -> None:
    datasets = np.array([pair.dataset for pair in pairs])
    for name, guess in (("raw", raw), ("strict", strict)):
        print(f"\n{name}: {COLUMNS}")
        rows = [measure(labels[datasets == dataset], guess[datasets == dataset]) for dataset in sorted(set(datasets))]
        for dataset, row in zip(sorted(set(datasets)), rows, strict=True):
            print(f"  {dataset:13}" + "  ".join(show(value) for value in row))
        real = [row for dataset, row in zip(sorted(set(datasets)), rows, strict=True) if dataset != "swaps"]
        print("  mean of real " + "  ".join(f"{np.mean([row[k] for row in real]):.3f}" for k in (1, 2)))
        print("  all          " + "  ".join(show(value) for value in measure(labels, guess)))


def show(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def measure(labels: NDArray[np.int64], guess: NDArray[np.int64]) -> list[Any]:
    def precision(label: int) -> float | None:
        return float((labels[guess == label] == label).mean()) if (guess == label).any() else None

    present = sorted(set(labels))
    refuted = labels == 1
    return [
        len(labels),
        float(f1_score(labels, guess, labels=present, average="macro", zero_division=0)),
        float(balanced_accuracy_score(labels == 0, guess == 0)),
        float((guess[refuted] == 0).mean()) if refuted.any() else None,
        precision(0),
        int((guess == 0).sum()),
        precision(1),
        int((guess == 1).sum()),
    ]


def write(weights: verdicts.Weights, n_claims: int) -> None:
    stored = {
        "features": alignment.FEATURES,
        "labels": [str(label) for label in verdicts.LABELS],
        "coefficients": np.round(weights.coefficients, 4).tolist(),
        "intercepts": np.round(weights.intercepts, 4).tolist(),
        "fitted_on": n_claims,
    }
    verdicts.WEIGHTS_PATH.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {verdicts.WEIGHTS_PATH}")


if __name__ == "__main__":
    main()
