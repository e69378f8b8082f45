"""The pair encoder: it tells an edit from a restatement, judges each pair alone, and reads no more than it can hold."""

import numpy as np
import pytest

from pipelines.facts.verification import pair_encoder
from pipelines.facts.verification.pair_encoder import MAX_TOKENS, WIDTH, PairEncoder

CLAIM = "The bridge was opened to traffic in the spring."


@pytest.fixture(scope="module")
def encoder() -> PairEncoder:
    return pair_encoder.load()


def test_shares_add_up_to_one_and_a_state_has_its_width(encoder: PairEncoder) -> None:
    heard = encoder.read(CLAIM, "Nobody remembers who built it.")
    assert heard.shares.sum() == pytest.approx(1.0, abs=1e-5)
    assert heard.state.shape == (WIDTH,)


def test_what_says_the_claim_supports_it_and_what_denies_it_refutes_it(encoder: PairEncoder) -> None:
    assert encoder.read(CLAIM, CLAIM).shares.argmax() == 0
    assert encoder.read(CLAIM, "The bridge was not opened to traffic in the spring.").shares.argmax() == 1


def test_what_speaks_of_something_else_does_not_support(encoder: PairEncoder) -> None:
    assert encoder.read(CLAIM, "Penguins feed their young on fish and krill.").shares[0] < 0.1


def test_the_same_pair_is_read_the_same_whatever_came_before(encoder: PairEncoder) -> None:
    first = encoder.read(CLAIM, "It opened in April.")
    encoder.read("Short.", "A much longer sentence about the sea, the weather and the boats that go out in it.")
    again = encoder.read(CLAIM, "It opened in April.")
    assert np.array_equal(first.state, again.state)
    assert np.array_equal(first.shares, again.shares)


def test_evidence_beyond_what_a_pair_holds_changes_nothing(encoder: PairEncoder) -> None:
    long = "The old mill stood by the river. " * MAX_TOKENS
    assert np.array_equal(encoder.read(CLAIM, long).state, encoder.read(CLAIM, long + "It opened in spring.").state)


def test_a_long_claim_is_read_to_its_end_however_long_its_evidence(encoder: PairEncoder) -> None:
    claim = "The bridge, " + "which crosses the wide river near the old mill, " * 10 + "was opened to traffic in "
    evidence = "The old mill stood by the river. " * MAX_TOKENS
    spring, autumn = (encoder.read(f"{claim}{season}.", evidence) for season in ("spring", "autumn"))
    assert not np.array_equal(spring.state, autumn.state)


def test_a_claim_without_letters_is_read_too(encoder: PairEncoder) -> None:
    assert np.isfinite(encoder.read("", "").state).all()
