"""Fit what retrieval learns, the projection of tokens and the weights of the ranking, and measure it on unseen queries.

Measured twice: in folds (queries about one document together), and with each family of sets left out. `xquad_para` and
`xquad_sent` share their texts and are one family.

    python benchmarks/fit_retrieval.py FOLDER --cache FOLDER [--write] [--quick]
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from retrieval_sets import Query, RetrievalSet, folds, ndcg, read_sets
from scipy.optimize import minimize
from token_projection import Basis, LearningSet, fit_projection, reduced_sets, token_scores

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipelines import settings
from pipelines.embeddings import load_embedder
from pipelines.research import late_interaction, ranking
from pipelines.research.ranking import Weights, ranking_scores

N_FOLDS = 3
DOCUMENT_WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.4)
WITHOUT_TOKENS = Weights(meaning=0.8, words=0.2, tokens=0.0, document=0.0)
Floats = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, required=True, help="where encoded passages are kept")
    parser.add_argument("--write", action="store_true", help="replace the weights that the product ships")
    parser.add_argument("--quick", action="store_true", help="one fold, and no set left out")
    arguments = parser.parse_args()
    sets = read_sets(arguments.folder, arguments.cache, load_embedder(settings.state_dir()))
    basis, learning = reduced_sets(sets, arguments.cache)
    scores = _in_folds(learning, 1 if arguments.quick else N_FOLDS)
    if arguments.write:
        _write(basis, learning, scores)
    if not arguments.quick:
        _left_out(learning)


def _write(basis: Basis, learning: Sequence[LearningSet], scores: dict[str, list[Floats | None]]) -> None:
    """Replace what the product ships: a projection learnt from all queries, weights from scores of unseen ones."""
    weights = _fit_weights([(one.data, scores[one.data.name]) for one in learning])
    projection = fit_projection(learning, [np.arange(len(one.data.queries)) for one in learning])
    np.savez(
        late_interaction.WEIGHTS,
        centre=basis.centre.astype(np.float16),
        matrix=(basis.matrix @ projection).astype(np.float16),
    )
    stored = {"with_tokens": vars(weights), "without_tokens": vars(WITHOUT_TOKENS)}
    ranking.WEIGHTS.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print("written", weights, flush=True)


def _in_folds(learning: Sequence[LearningSet], n_folds: int) -> dict[str, list[Floats | None]]:
    """Print the figures of held-out queries and return their token scores, by set and query."""
    scores: dict[str, list[Floats | None]] = {one.data.name: [None] * len(one.data.queries) for one in learning}
    for held in list(zip(*(folds(one.data.queries, N_FOLDS) for one in learning), strict=True))[:n_folds]:
        projection = fit_projection(learning, [np.flatnonzero(~rows) for rows in held])
        for one, rows in zip(learning, held, strict=True):
            for row in np.flatnonzero(rows):
                scores[one.data.name][row] = token_scores(one, row, projection)
        print("a fold is done", flush=True)
    weights = []
    values: dict[str, dict[str, list[float]]] = {}
    for held in list(zip(*(folds(one.data.queries, N_FOLDS) for one in learning), strict=True))[:n_folds]:
        others = [
            (one.data, [None if rows[at] and n_folds > 1 else score for at, score in enumerate(scores[one.data.name])])
            for one, rows in zip(learning, held, strict=True)
        ]
        weights.append(_fit_weights(others))
        for one, rows in zip(learning, held, strict=True):
            for row in np.flatnonzero(rows):
                _add(values, one.data, one.data.queries[row], scores[one.data.name][row], weights[-1])
    print("weights", *weights, sep="\n  ")
    _report("in folds", values)
    return scores


def _left_out(learning: Sequence[LearningSet]) -> None:
    """Print the figures of families that neither the projection nor the weights have seen.

    The weights are fitted as they are used here: on scores of families that the scoring projection has not seen, either.
    """
    values: dict[str, dict[str, list[float]]] = {}
    families = sorted({_family(one) for one in learning})
    for family in families:
        others = [one for one in learning if _family(one) != family]
        weights = _fit_weights([pair for inner in families if inner != family for pair in _unseen(others, inner)])
        print("without", family, weights, flush=True)
        for data, scores in _unseen(learning, family):
            for query, found in zip(data.queries, scores, strict=True):
                _add(values, data, query, found, weights)
    _report("each family left out", values)


def _unseen(learning: Sequence[LearningSet], family: str) -> list[tuple[RetrievalSet, list[Floats | None]]]:
    """Return the sets of a family with the token scores of their queries by a projection learnt from the other families."""
    others = [one for one in learning if _family(one) != family]
    projection = fit_projection(others, [np.arange(len(one.data.queries)) for one in others])
    own = [one for one in learning if _family(one) == family]
    return [(one.data, [token_scores(one, row, projection) for row in range(len(one.data.queries))]) for one in own]


def _family(one: LearningSet) -> str:
    return one.data.name.split("_")[0]


def _fit_weights(known: Sequence[tuple[RetrievalSet, Sequence[Floats | None]]]) -> Weights:
    """Return weights of a softmax over candidates (each set counts the same), then the best weight of the document."""
    rows = [
        (np.column_stack([query.similarities, query.lexical, score]), _target(query), 1 / len(data.queries))
        for data, scores in known
        for query, score in zip(data.queries, scores, strict=True)
        if score is not None and _target(query).any()
    ]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, gradient = 0.0, np.zeros(3)
        for evidence, target, share in rows:
            values = evidence @ weights
            chances = np.exp(values - values.max())
            chances /= chances.sum()
            total -= share * float(target @ np.log(chances + 1e-12))
            gradient += share * (evidence.T @ (chances - target))
        return total, gradient

    found = minimize(loss, np.full(3, 10.0), jac=True, method="L-BFGS-B", bounds=[(0, None)] * 3).x
    found /= found.sum()
    tried = [
        Weights(*(float(round(share * (1 - document), 4)) for share in found), document)
        for document in DOCUMENT_WEIGHTS
    ]
    return max(tried, key=lambda weights: _mean(known, weights))


def _mean(known: Sequence[tuple[RetrievalSet, Sequence[Floats | None]]], weights: Weights) -> float:
    return float(
        np.mean(
            [
                np.mean(
                    [_value(data, q, s, weights) for q, s in zip(data.queries, scores, strict=True) if s is not None]
                )
                for data, scores in known
            ]
        )
    )


def _target(query: Query) -> Floats:
    gains = np.asarray([query.relevant.get(int(row), 0) for row in query.candidates], dtype=float)
    return gains / max(gains.sum(), 1e-9)


def _value(data: RetrievalSet, query: Query, tokens: Floats, weights: Weights) -> float:
    documents = [data.documents[row] for row in query.candidates]
    scores = ranking_scores(query.similarities, query.lexical, tokens, documents, weights)
    return ndcg([int(row) for row in query.candidates[np.argsort(-scores, kind="stable")]], query.relevant)


def _add(
    values: dict[str, dict[str, list[float]]], data: RetrievalSet, query: Query, tokens: Floats | None, fitted: Weights
) -> None:
    assert tokens is not None
    steps = {
        "meaning": Weights(1, 0, 0, 0),
        "words": Weights(0, 1, 0, 0),
        "both": WITHOUT_TOKENS,
        "tokens alone": Weights(0, 0, 1, 0),
        "no document": Weights(fitted.meaning, fitted.words, fitted.tokens, 0),
        "all": fitted,
    }
    for step, weights in steps.items():
        values.setdefault(data.name, {}).setdefault(step, []).append(_value(data, query, tokens, weights))


def _report(title: str, values: dict[str, dict[str, list[float]]]) -> None:
    print(f"\n{title}: nDCG@10 of held-out queries, with the 95 % interval of “all”")
    steps = list(next(iter(values.values())))
    print("set", "queries", *steps, sep="\t")
    rng = np.random.default_rng(7)
    for name, found in values.items():
        every = np.asarray(found["all"])
        low, high = np.percentile(rng.choice(every, (1000, len(every))).mean(1), [2.5, 97.5])
        print(name, len(every), *(f"{np.mean(found[step]):.4f}" for step in steps), f"{low:.3f}–{high:.3f}", sep="\t")
    print(
        "mean", "", *(f"{np.mean([np.mean(found[step]) for found in values.values()]):.4f}" for step in steps), sep="\t"
    )


if __name__ == "__main__":
    main()
