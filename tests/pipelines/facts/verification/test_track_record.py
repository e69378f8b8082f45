"""Protects: the verifier ships with its record, and an operator's wish is read off it as the verifier itself does."""

import numpy as np
import pytest

from pipelines.facts.verification import classifier, track_record
from pipelines.facts.verification.track_record import TrackRecord

CURVE = np.array(
    [(0.9, 1.0, 0.1, 0.9, 1.0), (0.7, 0.8, 0.3, 0.7, 0.9), (0.6, 0.85, 0.4, 0.8, 0.9), (0.2, 0.5, 1, 0.4, 0.6)]
)
RECORD = TrackRecord(CURVE, CURVE[:2], np.empty((0, 5)))


@pytest.mark.parametrize("wanted", [0.5, 0.82, 0.85, 1.0])
def test_the_marked_point_is_the_threshold_that_the_verifier_uses(wanted: float) -> None:
    chosen = RECORD.chosen(wanted)
    assert chosen is not None
    assert chosen.probability == classifier.threshold(CURVE, wanted)
    assert chosen.precision >= wanted


def test_a_wish_that_no_measured_setting_kept_has_no_point() -> None:
    assert TrackRecord(CURVE[1:], CURVE, np.empty((0, 5))).chosen(0.95) is None


def test_other_kinds_of_claims_are_read_at_the_same_probability() -> None:
    other = RECORD.on_other_kinds(0.65)
    assert other is not None
    assert other.coverage == 0.3
    assert RECORD.on_other_kinds(0.95) is None


def test_the_shipped_verifier_has_a_record_whose_figures_are_shares() -> None:
    record = track_record.load()
    for curve in (record.curve, record.curve_of_other_kinds):
        assert len(curve) > 50
        assert (np.diff(curve[:, 0]) <= 0).all()
        assert ((curve >= 0) & (curve <= 1 + 1e-9)).all()
        assert (curve[:, 3] <= curve[:, 1] + 0.02).all(), "the interval holds what was measured"
        assert (curve[:, 1] <= curve[:, 4] + 0.02).all()
    assert (record.reliability[:, :4] <= 1).all()
    assert record.reliability[:, 4].sum() > 4000
    default = record.chosen(0.85)
    assert default is not None
    assert default.precision >= 0.85
