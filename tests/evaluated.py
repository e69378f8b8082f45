"""Suites and runs made up for tests: real cases, files and caches, and a task that is a function of the test's."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from evals.cases import Case, as_row
from evals.pooled import PooledMetric
from evals.ragas_adapter import Metric
from evals.runs import Manifest, OutputRow, Run, append_outputs, create, read, root
from evals.suite import Answer, Suite
from evals.targets import Target
from pipelines.settings import OFFLINE_ENGINE

TARGET = Target("production", OFFLINE_ENGINE)


def cases_of(names: Iterable[str], split: Callable[[str], str] = lambda name: "test") -> list[Case]:
    """One case a name, each from a source of its own."""
    return [Case(name, {"question": name}, {}, {}, split(name), name) for name in names]


def suite_of(
    folder: Path,
    cases: Iterable[Case],
    answer: Answer | None = None,
    metrics: tuple[Metric, ...] = (),
    pooled: tuple[PooledMetric, ...] = (),
    engines: tuple[str, ...] = ("offline", "model"),
) -> Suite:
    """A suite whose cases are written to `folder` and whose task is `answer`."""
    folder.mkdir(exist_ok=True)
    path, task = folder / "cases.jsonl", folder / "task.py"
    path.write_text("".join(json.dumps(as_row(case)) + "\n" for case in cases))
    task.write_text("")
    prepared = answer or (lambda case, epoch: {"value": 1.0})
    return Suite("made-up", path, task, metrics, pooled, lambda cases, target: prepared, engines)


def run_of(suite: Suite, outputs: Iterable[OutputRow], epochs: int = 1) -> Run:
    """A run of `suite` with these outputs, on disk."""
    dataset = suite.dataset
    planned = len(dataset.cases) * epochs
    manifest = Manifest(suite.name, dataset.sha256, TARGET, "code", epochs, planned, str(suite.cases_path))
    folder = create(root(), manifest, dataset.cases).folder
    append_outputs(folder, outputs)
    return read(folder)
