"""How often a verdict is wrong: `lectern eval compare` on simulated runs whose truth is known.

    python -m benchmarks.eval_verdicts [--rounds 1000]

Every comparison goes from run folders on disk through the command's own function; twenty go through the command itself, as
processes. The cases and outputs are made up in the form of real suites, and scored by their real metrics. The cases of a
source are alike, and each side has its luck with each source, so that cases are no independent evidence.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evals import runs, statistics, suite
from evals.cases import Case
from evals.comparison import Comparison
from evals.decision_commands import OF_VERDICT, compare_named
from evals.ragas_adapter import PASS
from evals.runs import Manifest, OutputRow, Run, ScoreRow
from evals.statistics import Estimate
from evals.targets import Target
from evals.verdict import Finding, Verdict

Output = dict[str, Any]
Made = tuple[list[Case], list[Output], list[Output]]
POWER_SOURCES, POWER_ROUNDS, EFFECTS = 30, 1000, (0.3, 0.5, 0.8)
PROCESSES = 20
COVERAGE_ROUNDS = 1000
DIGEST, SUPPORTED = "simulated", "SUPPORTED"
NUMBER, NUMBERED_METRIC = "number", "verdict_accuracy"  # a case whose output has this number scores it in this metric


@dataclass(frozen=True)
class Scenario:
    """A suite's form, how many sources, and what makes cases with both sides' outputs."""

    name: str
    suite: str
    n_sources: int
    make: Callable[[np.random.Generator, np.ndarray], Made]


def sizes(generator: np.random.Generator, n_sources: int) -> np.ndarray:
    """Two to six cases a source."""
    return generator.integers(2, 7, size=n_sources)


def case(number: int, source: int, expected: Output) -> Case:
    return Case(f"case-{number}", {"number": number}, expected, {}, "test", f"source-{source}")


def numbers(generator: np.random.Generator, per_source: np.ndarray, effect: float = 0.0, noise: float = 0.08) -> Made:
    """A number between 0 and 1 a case, as a mean of many epochs is. `effect`: in spreads of the sources' differences."""
    sources = np.repeat(np.arange(len(per_source)), per_source)
    quality = generator.normal(0.5, 0.06, len(per_source))[sources]
    luck = [generator.normal(0, 0.05, len(per_source))[sources] for _ in range(2)]
    own = [generator.normal(0, noise, len(sources)) for _ in range(2)]
    spread = np.sqrt(2 * (0.05**2 + noise**2 / per_source.mean()))
    values = [
        np.clip(quality + one + rest + side * effect * spread, 0, 1)
        for side, (one, rest) in enumerate(zip(luck, own, strict=True))
    ]
    cases = [case(number, source, {"verdict": SUPPORTED}) for number, source in enumerate(sources)]
    before, after = (
        [{"verdict": SUPPORTED, "quotes_verbatim": [True], NUMBER: float(value)} for value in side] for side in values
    )
    return cases, before, after


def verdicts(generator: np.random.Generator, per_source: np.ndarray, spread: float = 1.0, changed: float = 1.0) -> Made:
    """Right or wrong a case. `changed`: share of the cases that are answered anew by the candidate."""
    sources = np.repeat(np.arange(len(per_source)), per_source)
    labels = ("SUPPORTED", "REFUTED", "NOT_ENOUGH_INFO")
    expected = generator.integers(0, 3, len(sources))
    skill = generator.normal(1.2, 0.8, len(per_source))[sources]
    answered = []
    for _ in range(2):
        chance = 1 / (1 + np.exp(-(skill + generator.normal(0, spread, len(per_source))[sources])))
        right = generator.random(len(sources)) < chance
        answered.append(np.where(right, expected, (expected + generator.integers(1, 3, len(sources))) % 3))
    kept = generator.random(len(sources)) >= changed
    answered[1] = np.where(kept, answered[0], answered[1])
    cases = [
        case(number, source, {"verdict": labels[label]})
        for number, (source, label) in enumerate(zip(sources, expected, strict=True))
    ]
    before, after = ([{"verdict": labels[one], "quotes_verbatim": [True]} for one in side] for side in answered)
    return cases, before, after


def conflicts(generator: np.random.Generator, per_source: np.ndarray) -> Made:
    """Precision, recall and false alarms of all cases together."""
    sources = np.repeat(np.arange(len(per_source)), per_source)
    labels = ("conflict", "two scopes", "none")
    expected = generator.choice(3, size=len(sources), p=[0.4, 0.2, 0.4])
    answered = []
    for _ in range(2):
        chance = np.clip(0.8 + generator.normal(0, 0.1, len(per_source)), 0.05, 0.95)[sources]
        right = generator.random(len(sources)) < chance
        answered.append(np.where(right, expected, (expected + generator.integers(1, 3, len(sources))) % 3))
    cases = [
        case(number, source, {"outcome": labels[label]})
        for number, (source, label) in enumerate(zip(sources, expected, strict=True))
    ]
    before, after = ([{"outcome": labels[one]} for one in side] for side in answered)
    return cases, before, after


SCENARIOS = (
    Scenario("a number, few sources", "factuality", 8, numbers),
    Scenario("a number, many sources", "factuality", 60, numbers),
    Scenario("pass or fail, few sources", "factuality", 10, verdicts),
    Scenario("pass or fail, many sources", "factuality", 60, verdicts),
    Scenario("pass or fail, nine of ten answers equal", "factuality", 40, lambda g, n: verdicts(g, n, changed=0.1)),
    Scenario("all together (precision, recall), few sources", "contradictions", 10, conflicts),
    Scenario("all together (precision, recall), many sources", "contradictions", 40, conflicts),
    Scenario("five sources, too few", "factuality", 5, numbers),
)


def write(root: Path, loaded: suite.Suite, label: str, cases: Sequence[Case], outputs: Sequence[Output]) -> Run:
    """Write a run as the runner leaves it: manifest, cases, outputs and scores."""
    manifest = Manifest(
        suite=loaded.name,
        dataset_sha256=DIGEST,
        target=Target(label, "offline-1"),
        code=label,
        epochs=1,
        n_planned=len(cases),
        cases_path="",
    )
    run = runs.create(root, manifest, cases)
    runs.write_outputs(
        run.folder, [OutputRow(one.case_id, 0, output, None) for one, output in zip(cases, outputs, strict=True)]
    )
    rows = []
    for metric in loaded.metrics:
        for one, output in zip(cases, outputs, strict=True):
            if metric.applies(one.expected):
                said = metric.function(output, one.expected)
                value = float(said == PASS)
                if metric.name == NUMBERED_METRIC:
                    value = output.get(NUMBER, value)
                rows.append(ScoreRow(one.case_id, 0, metric.name, value, None))
    runs.write_scores(run.folder, rows)
    return run


def compared(root: Path, scenario_suite: str, label: str, made: Made) -> tuple[Comparison, tuple[Path, Path]]:
    loaded = suite.load_suite(scenario_suite)
    cases, before, after = made
    one, other = (
        write(root, loaded, f"{label}-{side}", cases, outputs) for side, outputs in (("a", before), ("b", after))
    )
    return compare_named(str(one.folder), str(other.folder)), (one.folder, other.folder)


def equal_sides(rounds: int, root: Path) -> Iterator[tuple[str, ...]]:
    """A/A: both sides are drawn from one distribution. Every ship and every keep is false."""
    total: Counter[str] = Counter()
    tested: list[tuple[Path, Path, Verdict]] = []
    per_scenario = -(-rounds // len(SCENARIOS))
    held: Counter[bool] = Counter()
    for number, scenario in enumerate(SCENARIOS):
        generator = np.random.default_rng(1000 + number)
        counted: Counter[str] = Counter()
        for index in range(per_scenario):
            made = scenario.make(generator, sizes(generator, scenario.n_sources))
            found, folders = compared(root, scenario.suite, f"{number}-{index}", made)
            counted[found.verdict] += 1
            held.update(
                metric.difference.low <= 0 <= metric.difference.high
                for metric in found.metrics
                if metric.difference.low is not None and metric.difference.high is not None
            )
            if index % max(1, per_scenario // 3) == 0:
                tested.append((*folders, found.verdict))
        total += counted
        yield (
            scenario.name,
            str(per_scenario),
            told(counted["ship"], per_scenario),
            told(counted["keep"], per_scenario),
        )
    n = total.total()
    yield ("together", str(n), told(total["ship"], n), told(total["keep"], n))
    yield ("intervals of differences that hold 0", str(held.total()), told(held[True], held.total()), "")
    yield ("through the process, same verdict and exit code", *through_the_command(tested[:PROCESSES], root))


def through_the_command(tested: Sequence[tuple[Path, Path, Verdict]], root: Path) -> tuple[str, str, str]:
    same = 0
    for one, other, verdict in tested:
        done = subprocess.run(
            [sys.executable, "-m", "evals", "compare", str(one), str(other), "--json"],
            check=False,
            capture_output=True,
            text=True,
        )
        same += done.returncode == OF_VERDICT[verdict] and json.loads(done.stdout)["verdict"] == verdict
    return str(len(tested)), f"{same} of {len(tested)}", ""


def power_curve(root: Path) -> Iterator[tuple[str, ...]]:
    """B is better by so many spreads of the sources' differences: how often it ships, and what Student's t promises."""
    for effect in EFFECTS:
        generator = np.random.default_rng(round(effect * 1000))
        shipped, wrong = 0, 0
        for index in range(POWER_ROUNDS):
            made = numbers(generator, np.full(POWER_SOURCES, 4), effect)
            found, _ = compared(root, "factuality", f"power-{effect}-{index}", made)
            shipped += found.verdict is Verdict.SHIP
            wrong += any(metric.finding is Finding.WORSE for metric in found.metrics)
        promised = statistics.power(effect, POWER_SOURCES)
        yield (f"effect {effect}", str(POWER_ROUNDS), told(shipped, POWER_ROUNDS), f"{promised:.1%}", f"{wrong} keep")


def coverage() -> Iterator[tuple[str, ...]]:
    """How often the interval holds the truth, which a million draws give where no formula does."""

    def precision(pairs: Sequence[tuple[bool, bool]]) -> float | None:
        hits, called = sum(a and b for a, b in pairs), sum(a for a, _ in pairs)
        true = sum(b for _, b in pairs)
        return 2 * hits / (called + true) if called + true else None

    def drawn(generator: np.random.Generator, per_source: np.ndarray) -> list[list[tuple[bool, bool]]]:
        chance = np.clip(0.8 + generator.normal(0, 0.1, len(per_source)), 0.05, 0.95)
        return [
            [(bool(t == r), bool(t)) for t, r in zip(generator.random(n) < 0.5, generator.random(n) < p, strict=True)]
            for n, p in zip(per_source, chance, strict=True)
        ]

    pooled_truth = precision([pair for group in drawn(np.random.default_rng(1), np.full(100_000, 4)) for pair in group])

    def mean(generator: np.random.Generator, per_source: np.ndarray) -> tuple[Estimate, float]:
        sources = np.repeat(np.arange(len(per_source)), per_source)
        values = generator.beta(7, 3, len(per_source))[sources] * 0.8 + generator.random(len(sources)) * 0.2
        return statistics.clustered_mean(values.tolist(), sources.tolist()), 0.66

    def shares(generator: np.random.Generator, per_source: np.ndarray) -> tuple[Estimate, float]:
        sources = np.repeat(np.arange(len(per_source)), per_source)
        answers = generator.random(len(sources)) < generator.beta(4, 1, len(per_source))[sources]
        return statistics.clustered_share(answers.astype(float).tolist(), sources.tolist()), 0.8

    def independent(generator: np.random.Generator, per_source: np.ndarray) -> tuple[Estimate, float]:
        n = len(per_source)
        return statistics.share(int(generator.binomial(n, 0.8)), n), 0.8

    def difference(generator: np.random.Generator, per_source: np.ndarray) -> tuple[Any, float]:
        sources = np.repeat(np.arange(len(per_source)), per_source)
        values = generator.normal(0.05, 0.1, len(per_source))[sources] + generator.normal(0, 0.1, len(sources))
        return statistics.paired_difference(values.tolist(), sources.tolist()), 0.05

    def of_answers(generator: np.random.Generator, per_source: np.ndarray) -> tuple[Any, float]:
        sources = np.repeat(np.arange(len(per_source)), per_source)
        chance = generator.beta(3, 1, len(per_source))[sources]
        one, other = (generator.random(len(sources)) < np.minimum(chance + more, 1) for more in (0.0, 0.0))
        return statistics.paired_difference((other.astype(float) - one).tolist(), sources.tolist()), 0.0

    def pooled(generator: np.random.Generator, per_source: np.ndarray) -> tuple[Estimate, float]:
        return statistics.clustered_statistic(drawn(generator, per_source), precision), pooled_truth or 0.0

    def pooled_pairs(generator: np.random.Generator, per_source: np.ndarray) -> tuple[Any, float]:
        pairs = list(zip(drawn(generator, per_source), drawn(generator, per_source), strict=True))
        return statistics.pooled_comparison(pairs, precision, is_tested=False)[2], 0.0

    for name, make, rounds in (
        ("clustered_mean", mean, COVERAGE_ROUNDS),
        ("clustered_share", shares, COVERAGE_ROUNDS),
        ("share (Wilson)", independent, COVERAGE_ROUNDS),
        ("paired_difference, numbers", difference, COVERAGE_ROUNDS),
        ("paired_difference, pass or fail", of_answers, COVERAGE_ROUNDS),
        ("clustered_statistic, F1", pooled, COVERAGE_ROUNDS // 2),
        ("pooled_difference, F1", pooled_pairs, COVERAGE_ROUNDS // 2),
    ):
        for n_sources in (8, 15, 40):
            generator = np.random.default_rng(n_sources)
            held = 0
            for _ in range(rounds):
                estimate, truth = make(generator, sizes(generator, n_sources))
                if estimate.low is None or estimate.high is None:  # every source equal: nothing is promised
                    held += estimate.value == truth
                    continue
                held += estimate.low - 1e-12 <= truth <= estimate.high + 1e-12
            yield (f"{name}, {n_sources} sources", str(rounds), told(held, rounds))


def told(found: int, n: int) -> str:
    """A share with Wilson's interval."""
    estimate = statistics.share(found, n)
    return f"{estimate.value or 0:.1%} ({estimate.low or 0:.1%} to {estimate.high or 0:.1%})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1000, help="A/A comparisons in all")
    parser.add_argument("--only", choices=("equal", "power", "coverage"), help="one of the three tables")
    given = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        tables = {
            "equal": ("A/A: rounds, false ship, false keep", lambda: equal_sides(given.rounds, root)),
            "power": (f"Power with {POWER_SOURCES} sources: rounds, shipped, analytical", lambda: power_curve(root)),
            "coverage": ("Coverage of 95 % intervals: rounds, held", coverage),
        }
        for name, (title, rows) in tables.items():
            if given.only in {None, name}:
                print(f"\n{title}", flush=True)
                for row in rows():
                    print(f"{row[0]:<50}" + "".join(f"{cell:>26}" for cell in row[1:]), flush=True)
    print(f"\n{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
