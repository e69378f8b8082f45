"""Trees in arrays say what the fitted model says."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks.fit_verifier import joined
from pipelines.facts.verification import trees


def test_arrays_predict_what_the_fitted_model_predicts() -> None:
    rng = np.random.default_rng(3)
    rows = rng.normal(size=(400, 5))
    labels = (rows[:, 0] > 0.3).astype(int) + (rows[:, 1] * rows[:, 2] > 0.5)
    model = HistGradientBoostingClassifier(max_iter=20, random_state=0).fit(rows, labels)
    found = trees.softmax(joined([model]).scores(rows[:50]))
    np.testing.assert_allclose(found, model.predict_proba(rows[:50]), atol=1e-6)


def test_what_is_stored_is_what_was_fitted() -> None:
    rng = np.random.default_rng(4)
    rows = rng.normal(size=(200, 3))
    model = joined([HistGradientBoostingClassifier(max_iter=5).fit(rows, rows[:, 0].round().clip(-1, 1))])
    again = trees.from_arrays(model.arrays())
    np.testing.assert_array_equal(again.scores(rows), model.scores(rows))
