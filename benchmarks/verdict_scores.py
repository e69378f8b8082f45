"""How good verdicts are: scores by set with intervals, calibration, and precision against coverage."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import balanced_accuracy_score, f1_score, roc_auc_score

from benchmarks.claim_sets import Item
from pipelines.facts.verification import classifier
from pipelines.facts.verification.classifier import LABELS
from pipelines.settings import DEFAULT_SUPPORT_PRECISION

Table = NDArray[np.float64]
BINS = 10
RESAMPLES = 300
NEAREST = 3
EDITED = "swaps"
WANTED = (0.6, 0.65, 0.7, 0.72, 0.74, 0.75, 0.76, 0.78, 0.8, 0.82, 0.85, 0.9)


def precision_curve(support: Table, labels: NDArray[np.int64], sets: NDArray[np.str_], left_out: str) -> Table:
    """Return rows (probability, precision, coverage, low, high), each set counting the same, probability falling.

    Precision is that of all claims from a probability upwards, with its 95 % interval (claims drawn anew within each
    set); the first sixty claims are too few to say.
    """
    use = sets != left_out
    support, is_true, names = support[use], labels[use] == 0, sets[use]
    weight = set_shares(names)
    order = np.argsort(-support, kind="stable")
    grid = np.arange(0, len(order), 20)
    grid = grid[grid >= 59]

    def along(weight: Table) -> tuple[Table, Table]:
        covered = np.cumsum(weight[order])
        return np.cumsum((weight * is_true)[order])[grid] / np.maximum(covered[grid], 1e-12), covered[grid]

    precision, covered = along(weight)
    low, high = np.percentile([along(weight * times)[0] for times in draws(names)], [2.5, 97.5], axis=0)
    return np.column_stack([support[order][grid], precision, covered, low, high])


def reliability(support: Table, labels: NDArray[np.int64], sets: NDArray[np.str_], left_out: str) -> Table:
    """Return rows (mean probability, share that was true, low, high, claims) for ten bins of the probability of SUPPORTED.

    Each set counts the same; the interval is of 95 %, claims drawn anew within each set. Empty bins are left out.
    """
    use = sets != left_out
    support, is_true, names = support[use], labels[use] == 0, sets[use]
    weight, resampled = set_shares(names), draws(names)
    bins = np.minimum((support * BINS).astype(int), BINS - 1)
    rows = []
    for own in (bins == at for at in range(BINS)):
        if not own.any():
            continue
        shares = [_share(weight[own] * times[own], is_true[own]) for times in resampled]
        low, high = np.nanpercentile(shares, [2.5, 97.5])
        mean = float(np.average(support[own], weights=weight[own]))
        rows.append((mean, _share(weight[own], is_true[own]), low, high, own.sum()))
    return np.array(rows)


def _share(weight: Table, is_true: NDArray[np.bool_]) -> float:
    return float((weight * is_true).sum() / weight.sum()) if weight.any() else float("nan")


def set_shares(names: NDArray[np.str_]) -> Table:
    """Return weights by which each set counts the same; they add up to 1."""
    return np.array([1.0 / (names == name).sum() for name in names]) / len(np.unique(names))


def draws(names: NDArray[np.str_]) -> Table:
    """Return how often each claim is drawn in each resample, shape (resamples, claims); sets keep their sizes."""
    rng = np.random.default_rng(11)
    times = np.zeros((RESAMPLES, len(names)))
    for own in (np.flatnonzero(names == name) for name in np.unique(names)):
        times[:, own] = rng.multinomial(len(own), np.full(len(own), 1 / len(own)), size=RESAMPLES)
    return times


def report(title: str, items: list[Item], shares: Table, overruled: NDArray[np.bool_], curve: Table) -> dict[str, Any]:
    """Print and return the scores of two readings: the likeliest label, and the product's verdict at its default."""
    labels = np.array([LABELS.index(item.label) for item in items])
    sets = np.array([item.dataset for item in items])
    threshold = classifier.threshold(curve, DEFAULT_SUPPORT_PRECISION)
    found: dict[str, Any] = {"threshold": threshold, "ece": calibration_error(shares, labels, sets)}
    readings = {
        "likeliest": shares.argmax(axis=1),
        f"precision {DEFAULT_SUPPORT_PRECISION}": classifier.verdicts(shares, threshold, overruled),
    }
    for name, guess in readings.items():
        by_set = {
            dataset: score(items, labels, guess, shares[:, 0], np.flatnonzero(sets == dataset))
            for dataset in sorted(set(sets))
        }
        found[name] = by_set
        show(f"{title}, {name}", by_set)
    real = sets != EDITED
    edits = {
        kind: [int((kinds == kind).sum()), float((readings["likeliest"] == labels)[kinds == kind].mean())]
        for kinds in [np.array([item.kind for item in items])]
        for kind in sorted(set(kinds) - {""})
    }
    found["edits"] = edits
    print("  kinds of edit:", " ".join(f"{kind} {100 * share:.0f}" for kind, (_, share) in edits.items()))
    print(f"  expected calibration error {100 * found['ece']:.1f}; claims {int(real.sum())}")
    found["settings"] = settings_table(labels, sets, shares, overruled, curve)
    return found


def settings_table(
    labels: NDArray[np.int64], sets: NDArray[np.str_], shares: Table, overruled: NDArray[np.bool_], curve: Table
) -> list[Any]:
    """Print and return what each wanted precision gives: means over the real sets."""
    print("  wanted  p >=   macro-F1  bal.acc.  refuted->supported  precision  coverage")
    rows = []
    for wanted in WANTED:
        least = classifier.threshold(curve, wanted)
        guess = classifier.verdicts(shares, least, overruled)
        found = []
        for name in sorted(set(sets) - {EDITED}):
            truth, said = labels[sets == name], guess[sets == name] == 0
            refuted = truth == 1
            found.append(
                (
                    macro_f1(truth, guess[sets == name]),
                    balanced_accuracy_score(truth == 0, said),
                    said[refuted].mean() if refuted.any() else np.nan,
                    (truth == 0)[said].mean() if said.any() else np.nan,
                    said.mean(),
                )
            )
        means = [float(np.nanmean(column)) if not np.isnan(column).all() else None for column in np.array(found).T]
        rows.append([wanted, least, *means])
        print(f"  {wanted:6.2f}  {least:.3f}" + " ".join(_percent(mean) for mean in means))
    return rows


def calibration_error(shares: Table, labels: NDArray[np.int64], sets: NDArray[np.str_]) -> float:
    """Return the expected calibration error of SUPPORTED, ten bins of equal width, each set counting the same."""
    use = sets != EDITED
    support, is_true, names = shares[use, 0], labels[use] == 0, sets[use]
    weight = set_shares(names)
    bins = np.minimum((support * BINS).astype(int), BINS - 1)
    return float(sum(abs((weight * (support - is_true))[bins == at].sum()) for at in range(BINS)))


def score(
    items: list[Item], labels: NDArray[np.int64], guess: NDArray[np.int64], support: Table, own: NDArray[np.intp]
) -> dict[str, Any]:
    truth, said = labels[own], guess[own]
    is_refuted, is_said = truth == 1, said == 0
    hits = [bool(set(items[at].order[:NEAREST]) & items[at].gold) for at in own if items[at].has_gold]
    rng = np.random.default_rng(11)
    draws = [rng.integers(0, len(own), len(own)) for _ in range(RESAMPLES)]
    low, high = np.percentile([macro_f1(truth[draw], said[draw]) for draw in draws], [2.5, 97.5])
    return {
        "n": len(own),
        "macro_f1": macro_f1(truth, said),
        "interval": [float(low), float(high)],
        "balanced_accuracy": float(balanced_accuracy_score(truth == 0, is_said)),
        "auc": float(roc_auc_score(truth == 0, support[own])) if 0 < (truth == 0).sum() < len(truth) else None,
        "refuted_called_supported": float(is_said[is_refuted].mean()) if is_refuted.any() else None,
        "precision": float((truth == 0)[is_said].mean()) if is_said.any() else None,
        "coverage": float(is_said.mean()),
        "hit_at_3": float(np.mean(hits)) if hits else None,
    }


def macro_f1(truth: NDArray[np.int64], said: NDArray[np.int64]) -> float:
    return float(f1_score(truth, said, labels=sorted(set(truth.tolist())), average="macro", zero_division=0))


def show(title: str, by_set: dict[str, dict[str, Any]]) -> None:
    names = "macro_f1 balanced_accuracy auc refuted_called_supported precision coverage hit_at_3".split()
    print(f"\n{title}\n  {'set':14}{'n':>6}  " + " ".join(f"{name[:9]:>9}" for name in names))
    for dataset, row in by_set.items():
        print(
            f"  {dataset:14}{row['n']:>6}  "
            + " ".join(_percent(row[name]) for name in names)
            + "  {:.1f}-{:.1f}".format(*(100 * end for end in row["interval"]))
        )
    real = [row for dataset, row in by_set.items() if dataset != EDITED]
    means = [[row[name] for row in real if row[name] is not None] for name in names]
    shown = " ".join(_percent(float(np.mean(mean)) if mean else None) for mean in means)
    print(f"  {'mean of real':14}{sum(row['n'] for row in real):>6}  {shown}")


def _percent(value: float | None) -> str:
    return f"{'-' if value is None else format(100 * value, '.1f'):>9}"
