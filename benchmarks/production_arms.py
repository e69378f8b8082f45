"""How often two equal arms in production are told apart, and how often the interval of their difference holds the truth.

.venv/bin/python benchmarks/production_arms.py [--rounds 400]

Each round draws projects for two arms: a voice score (mean 0.6, spread 0.1) and three shares of forty sentences near their
ceiling, as drafts have them. The verdict is by Holm over the four.
"""

import argparse

import numpy as np

from evals.statistics import ALPHA, holm
from evals.unpaired import unpaired_difference

SPREAD, SENTENCES, SHARES = 0.1, 40, (0.97, 0.99, 1.0)
SETTINGS = ((27, 3, 0.0), (12, 8, 0.0), (18, 12, 0.1))  # projects of the baseline, of the candidate, gain of the voice


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=400)
    rounds = parser.parse_args().rounds
    print("baseline  candidate  gain   ship    keep    interval holds the truth")
    for n_baseline, n_candidate, gain in SETTINGS:
        ship, keep, held = simulated(n_baseline, n_candidate, gain, rounds)
        print(f"{n_baseline:>8}  {n_candidate:>9}  {gain:>4}  {ship:>6.1%}  {keep:>6.1%}  {held:>6.1%}", flush=True)


def simulated(n_baseline: int, n_candidate: int, gain: float, rounds: int) -> tuple[float, float, float]:
    """Return the shares of rounds that end in `ship`, in `keep`, and whose interval of the voice holds the gain."""
    generator = np.random.default_rng(5)
    ship = keep = held = 0
    for _ in range(rounds):
        voices = generator.normal(0.6, SPREAD, n_baseline), generator.normal(0.6 + gain, SPREAD, n_candidate)
        shares = [
            tuple(generator.binomial(SENTENCES, share, n) / SENTENCES for n in (n_baseline, n_candidate))
            for share in SHARES
        ]
        found = [unpaired_difference(list(one), list(other)) for one, other in (voices, *shares)]
        adjusted = holm([difference.p or 0.0 for difference in found])
        told = [difference.value or 0.0 for difference, p in zip(found, adjusted, strict=True) if p <= ALPHA]
        keep += any(value < 0 for value in told)
        ship += bool(told) and all(value > 0 for value in told)
        held += (found[0].low or 0.0) <= gain <= (found[0].high or 0.0)
    return ship / rounds, keep / rounds, held / rounds


if __name__ == "__main__":
    main()
