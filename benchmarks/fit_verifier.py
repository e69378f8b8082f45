"""Fit the verifier on labelled claim sets and measure it on claims whose documents it has not seen.

A set is a folder with claims.jsonl {id, claim, label, docs, gold: [{doc, sents}]} and docs.jsonl {id, title, sentences}.
Two measurements: five folds grouped by document, and each set judged by what the other sets teach.

    OMP_NUM_THREADS=1 python benchmarks/fit_verifier.py FOLDER [--vectors FILE.npz] [--report FILE.json] [--write]
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import claim_sets, verdict_scores
from benchmarks.claim_sets import Item
from pipelines.facts.verification import classifier, pair_encoder, restatement, selection, trees
from pipelines.facts.verification.classifier import LABELS, Readout, calibrated
from pipelines.facts.verification.features import FEATURES, READOUT, evidence, features, overruled
from pipelines.facts.verification.reading import read
from pipelines.facts.verification.trees import Trees

ROUNDS, LEARNING_RATE, LEAVES, LEAST_IN_LEAF = 160, 0.05, 10, 30
SEEDS = (0, 1)
RIDGE = 500.0  # of the readout, on states of unit spread, claims weighing one on average
EDITED = "swaps"  # sets whose claims are made by rule stay out of the means
Table = NDArray[np.float64]
Predict = Callable[[Table], Table]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--vectors", type=Path, help="file that keeps the sentence vectors between runs")
    parser.add_argument("--report", type=Path, help="write every figure as JSON")
    parser.add_argument("--write", action="store_true", help="replace the weights that the product ships")
    arguments = parser.parse_args()
    items = claim_sets.read(arguments.folder, arguments.vectors)
    known = known_of(items)
    labels, sets, everything = known.labels, known.sets, np.ones(len(items), bool)
    raw = by_fold(known)
    scale, bias = fit_calibration(raw, labels, set_weights(labels, sets))
    vetoed = overruled(known.rows)
    curve = curve_of(calibrated(raw, scale, bias), vetoed, labels, sets)
    in_folds = unseen_calibrated(raw, labels, sets, known.folds)
    reports = {"five folds": verdict_scores.report("five folds", items, in_folds, vetoed, curve)}
    left_out = calibrated(by_set(known), scale, bias)
    reports["set left out"] = verdict_scores.report("set left out", items, left_out, vetoed, curve)
    if arguments.write:
        rows = read_out(known, everything)
        fitted = [fit_trees(rows, labels, set_weights(labels, sets), seed) for seed in SEEDS]
        measured = {
            "curve": curve,
            "curve_of_other_kinds": curve_of(left_out, vetoed, labels, sets),
            "reliability": verdict_scores.reliability(in_folds[:, 0], labels, sets, EDITED),
        }
        tables = [selection.ranking_features(read(item.claim), item.candidates) for item in items]
        ranking, readout = fit_ranking(items, tables, everything), fit_readout(known, everything)
        write(ranking, readout, joined(fitted), scale, bias, measured)
    if arguments.report:
        arguments.report.write_text(json.dumps(reports, indent=1), encoding="utf-8")


def curve_of(shares: Table, vetoed: NDArray[np.bool_], labels: NDArray[np.int64], sets: NDArray[np.str_]) -> Table:
    """Return the precision curve of SUPPORTED; claims that a code check overrules are not called so."""
    return verdict_scores.precision_curve(np.where(vetoed, 0.0, shares[:, 0]), labels, sets, EDITED)


@dataclass(frozen=True)
class Known:
    """All labelled claims. `rows` lack the readout, which `read_out` adds."""

    rows: Table  # (n, len(FEATURES))
    states: NDArray[np.float32]  # (n, pair_encoder.WIDTH)
    labels: NDArray[np.int64]
    sets: NDArray[np.str_]
    folds: NDArray[np.int64]


def known_of(items: list[Item]) -> Known:
    """Return the features of each claim, its sentences ranked by weights that saw no claim of its fold."""
    folds = claim_sets.folds(items)
    rows = np.empty((len(items), len(FEATURES)))
    states = np.empty((len(items), pair_encoder.WIDTH), dtype=np.float32)
    encoder = pair_encoder.load()
    tables = [selection.ranking_features(read(item.claim), item.candidates) for item in items]
    for fold in np.unique(folds):
        weights = fit_ranking(items, tables, folds != fold)
        for at in np.flatnonzero(folds == fold):
            claim, candidates = read(items[at].claim), items[at].candidates
            sentences = selection.ordered(claim, candidates, tables[at] @ weights)
            heard = encoder.read(items[at].claim, evidence(sentences))
            stated = restatement.find(items[at].claim, candidates)
            rows[at] = features(claim, sentences, stated, heard, np.zeros(3))
            states[at] = heard.state
            items[at].order = [sentence.position for sentence in sentences]
    labels = np.array([LABELS.index(item.label) for item in items])
    return Known(rows, states, labels, np.array([item.dataset for item in items]), folds)


def read_out(known: Known, use: NDArray[np.bool_]) -> Table:
    """Return the rows with a readout fitted on the claims of `use` alone; for these themselves, on their other folds."""
    rows = known.rows.copy()
    rows[~use, READOUT] = fit_readout(known, use)(known.states[~use])
    for fold in np.unique(known.folds[use]):
        own = use & (known.folds == fold)
        rows[own, READOUT] = fit_readout(known, use & ~own)(known.states[own])
    return rows


def fit_readout(known: Known, use: NDArray[np.bool_]) -> Readout:
    """Return the ridge regression of the labels, one-hot, on the states."""
    states, weights = known.states[use].astype(np.float64), set_weights(known.labels[use], known.sets[use])
    mean, spread = states.mean(axis=0), states.std(axis=0) + 1e-6
    table = (states - mean) / spread
    wanted = np.eye(3)[known.labels[use]]
    share = np.average(wanted, axis=0, weights=weights)
    weighed = (table * weights[:, None]).T
    found = np.linalg.solve(weighed @ table + RIDGE * np.eye(table.shape[1]), weighed @ (wanted - share))
    scaled = found / spread[:, None]
    return Readout(scaled.astype(np.float32), (share - mean @ scaled).astype(np.float32))


def fit_ranking(items: list[Item], tables: list[Table], use: NDArray[np.bool_]) -> Table:
    """Return the weights of `selection.RANKING`, on the scale of the raw features: a claim's order needs no intercept."""
    found = [at for at in np.flatnonzero(use) if items[at].gold and items[at].dataset != EDITED]
    is_gold = np.concatenate([[at in items[one].gold for at in range(len(items[one].candidates))] for one in found])
    table = np.concatenate([tables[one] for one in found])
    spread = table.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=500).fit(table / spread, is_gold)
    return np.asarray(model.coef_[0] / spread)


def set_weights(labels: NDArray[np.int64], sets: NDArray[np.str_]) -> Table:
    """Return weights by which each set counts the same, and then each label."""
    weights = np.ones(len(labels))
    for name in np.unique(sets):
        weights[sets == name] /= (sets == name).sum()
    for label in np.unique(labels):
        weights[labels == label] /= weights[labels == label].sum()
    return weights * len(labels) / weights.sum()


def fit_trees(rows: Table, labels: NDArray[np.int64], weights: Table, seed: int) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(
        max_iter=ROUNDS,
        learning_rate=LEARNING_RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=LEAST_IN_LEAF,
        l2_regularization=2.0,
        max_features=0.3,
        random_state=seed,
    )
    return model.fit(rows, labels, sample_weight=weights)


def predictor(rows: Table, labels: NDArray[np.int64], sets: NDArray[np.str_]) -> Predict:
    model = joined([fit_trees(rows, labels, set_weights(labels, sets), seed) for seed in SEEDS])
    return lambda others: trees.softmax(model.scores(others))


def by_fold(known: Known) -> Table:
    """Return probabilities from weights that saw no claim of the claim's fold."""
    return unseen(known, known.folds)


def by_set(known: Known) -> Table:
    """Return probabilities from weights that saw no set of the claim's family (scifact and scifact_open are one)."""
    return unseen(known, np.array([name.removesuffix("_open") for name in known.sets]))


def unseen(known: Known, groups: NDArray[Any]) -> Table:
    found = np.empty((len(known.rows), 3))
    for group in np.unique(groups):
        own = groups == group
        rows = read_out(known, ~own)
        found[own] = predictor(rows[~own], known.labels[~own], known.sets[~own])(rows[own])
    return found


def fit_calibration(raw: Table, labels: NDArray[np.int64], weights: Table) -> tuple[Table, Table]:
    """Return scale and bias of the log-probabilities (one temperature, one shift a label) with the least log-loss."""
    from scipy.optimize import minimize

    def loss(parameters: Table) -> float:
        shares = calibrated(raw, np.full(3, parameters[0]), np.array([parameters[1], parameters[2], 0.0]))
        return float(
            -(weights * np.log(np.maximum(shares[np.arange(len(labels)), labels], 1e-9))).sum() / weights.sum()
        )

    best = minimize(loss, np.array([1.0, 0.0, 0.0]), method="Nelder-Mead").x
    return np.full(3, best[0]), np.array([best[1], best[2], 0.0])


def unseen_calibrated(raw: Table, labels: NDArray[np.int64], sets: NDArray[np.str_], folds: NDArray[np.int64]) -> Table:
    """Return probabilities whose calibration, too, saw no claim of the fold."""
    found = np.empty_like(raw)
    for fold in np.unique(folds):
        own = folds == fold
        scale, bias = fit_calibration(raw[~own], labels[~own], set_weights(labels[~own], sets[~own]))
        found[own] = calibrated(raw[own], scale, bias)
    return found


def joined(models: list[HistGradientBoostingClassifier]) -> Trees:
    """Return the mean of fitted models as one set of trees in arrays."""
    parts: dict[str, list[NDArray[np.float64]]] = {
        name: [] for name in ("feature", "threshold", "left", "right", "value")
    }
    roots, size, depth = [], 0, 0
    for model in models:
        for tree in [tree for rounds in model._predictors for tree in rounds]:
            nodes = tree.nodes
            is_leaf = nodes["is_leaf"].astype(bool)
            own = np.arange(len(nodes))
            roots.append(size)
            parts["feature"].append(np.where(is_leaf, 0, nodes["feature_idx"]))
            parts["threshold"].append(np.where(is_leaf, 0.0, nodes["num_threshold"]))
            parts["left"].append(size + np.where(is_leaf, own, nodes["left"]))
            parts["right"].append(size + np.where(is_leaf, own, nodes["right"]))
            parts["value"].append(np.where(is_leaf, nodes["value"], 0.0) / len(models))
            depth = max(depth, int(nodes["depth"].max()))
            size += len(nodes)
    arrays = {name: np.concatenate(values) for name, values in parts.items()}
    return Trees(
        roots=np.array(roots, dtype=np.int32),
        feature=arrays["feature"].astype(np.int32),
        threshold=arrays["threshold"],
        left=arrays["left"].astype(np.int32),
        right=arrays["right"].astype(np.int32),
        value=arrays["value"],
        baseline=np.mean([model._baseline_prediction.ravel() for model in models], axis=0),
        depth=depth,
    )


def write(
    ranking: Table, readout: Readout, model: Trees, scale: Table, bias: Table, measured: dict[str, Table]
) -> None:
    np.savez_compressed(
        classifier.PATH,
        features=np.array(FEATURES),
        ranking=ranking,
        readout=readout.weights,
        readout_bias=readout.bias,
        scale=scale,
        bias=bias,
        **measured,
        **model.arrays(),
    )
    print(f"wrote {classifier.PATH}, {classifier.PATH.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
