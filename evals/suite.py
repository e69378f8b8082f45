"""A suite: cases in `cases/<suite>.jsonl`, the task in `<suite>/task.py`, and a metric in each other file there."""

import ast
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from evals.cases import Case, Dataset, Output, SuiteError, read_cases
from evals.pooled import PooledMetric
from evals.ragas_adapter import JudgedMetric, Metric, Score
from evals.results import result_row
from evals.targets import MODEL, OFFLINE, Target
from pipelines import settings
from pipelines.models import EvaluationResult

EVALS = Path(__file__).resolve().parent
M = TypeVar("M", Metric, PooledMetric, JudgedMetric)


Answer = Callable[[Case, int], Output]
"""Gives the output of a case in an epoch; may be called from several threads; raises where there is none."""


@dataclass(frozen=True)
class Suite:
    """What is measured, and on what. `prepare` does the slow set-up for cases and a target, and returns what answers.

    `engines` are the kinds of engine that it can measure. `without` names what a target may lack. `reads` names the files
    outside the repository that a case is made of: what a task's function of this name says, or what lies in the files and
    folders that the fields of the case's input that `READS` lists name.
    """

    name: str
    cases_path: Path
    task_path: Path
    metrics: tuple[Metric, ...]
    pooled: tuple[PooledMetric, ...]
    prepare: Callable[[Sequence[Case], Target], Answer]
    engines: tuple[str, ...] = (OFFLINE,)
    without: tuple[str, ...] = ()
    reads: Callable[[Case], Iterable[Path]] = lambda _case: ()

    @property
    def dataset(self) -> Dataset:
        """The suite's own cases."""
        return read_cases(self.cases_path)

    def engine(self, wanted: str | None = None) -> str | None:
        """Return the engine to resolve a target with: the wanted one, else offline where this suite asks no model."""
        return OFFLINE if wanted is None and MODEL not in self.engines else wanted

    def refuse(self, target: Target) -> None:
        """Refuse a target that this suite cannot measure.

        Raises:
            SuiteError: it asks a model where none is asked, or lacks what the suite cannot take away.
        """
        if not target.is_offline and MODEL not in self.engines:
            raise SuiteError(f"{self.name} measures rules and asks no model. Use --engine offline.")
        unknown = sorted(set(target.without) - set(self.without))
        if unknown:
            known = ", ".join(self.without) or "nothing"
            raise SuiteError(f"{self.name} cannot be run without {unknown[0]!r}. It can do without: {known}.")


def suite_names() -> list[str]:
    """Return the names of the suites: the folders here that hold a `task.py`."""
    return sorted(path.parent.name for path in EVALS.glob("*/task.py"))


def load_suite(name: str) -> Suite:
    """Load a suite with its cases and the metrics found in its folder.

    Raises:
        SuiteError: no such suite, no metric in it, or broken cases.
    """
    if name not in suite_names():
        raise SuiteError(f"No suite {name!r}. Use one of: {', '.join(suite_names())}.")
    folder = EVALS / name
    said = _constants(folder / "task.py")
    pooled_metrics = tuple(_declared(name, PooledMetric))
    metrics = tuple(_declared(name, Metric)) if pooled_metrics else tuple(find_metrics(name))
    return Suite(
        name,
        EVALS / "cases" / f"{name}.jsonl",
        folder / "task.py",
        metrics,
        pooled_metrics,
        lambda cases, target: _task(name).prepare(cases, target),
        tuple(said.get("ENGINES", (OFFLINE,))),
        tuple(said.get("WITHOUT", ())),
        (lambda case: _task(name).reads(case)) if "reads" in said else partial(_files_outside, said.get("READS", ())),
    )


def _task(name: str) -> Any:
    return importlib.import_module(f"evals.{name}.task")


def _files_outside(fields: Sequence[str], case: Case) -> Iterator[Path]:
    """Yield the files outside the repository in what some fields of a case's input name."""
    named = [settings.ROOT / case.input[name] for name in fields if case.input.get(name)]
    for path in (path for path in named if not path.is_relative_to(settings.ROOT)):
        yield path
        yield from (file for file in path.rglob("*") if file.is_file())


def _constants(task: Path) -> dict[str, Any]:
    """Return the plain constants of a task by name, and None for each function, without importing what it runs."""
    found: dict[str, Any] = {}
    for node in ast.parse(task.read_text(encoding="utf-8"), str(task)).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = None
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id in {"ENGINES", "WITHOUT", "READS"}:
                found[target.id] = _literal(task, node.lineno, node.value)
    return found


def _literal(task: Path, line: int, value: ast.expr) -> Any:
    try:
        return ast.literal_eval(value)
    except ValueError:
        raise SuiteError(f'{task}:{line}: write plain texts, such as ENGINES = ("offline", "model").') from None


def find_metrics(folder: str) -> list[Metric]:
    """Return the metrics declared in the files of `evals/<folder>/`, by name.

    Raises:
        SuiteError: there is none, or two have one name.
    """
    found = _declared(folder, Metric)
    if not found:
        raise SuiteError(f"{EVALS / folder}: no metric. Add a file with a @numeric_metric or @discrete_metric.")
    return found


def judged_metrics(folder: str) -> list[JudgedMetric]:
    """Return the metrics of a suite that ask a model, by name; most suites have none."""
    return _declared(folder, JudgedMetric)


def _declared(folder: str, kind: type[M]) -> list[M]:
    """Metrics of one kind in the files of a folder, alone or in tuples, by name."""
    found: dict[str, M] = {}
    for path in sorted(path for path in (EVALS / folder).glob("*.py") if path.stem != "task"):
        module = importlib.import_module(f"evals.{folder}.{path.stem}")
        values = [item for value in vars(module).values() for item in (value if isinstance(value, tuple) else (value,))]
        for metric in (value for value in values if isinstance(value, kind)):
            if found.setdefault(metric.name, metric) is not metric:
                raise SuiteError(f"{path}: a metric {metric.name!r} exists already. Rename one of them.")
    return [found[name] for name in sorted(found)]


def summarise(
    metric: Metric,
    scores: Sequence[Score],
    *,
    clusters: Mapping[str, str],
    subject: tuple[str, str],
    suite: str,
    tag: str,
    dataset_sha256: str,
    engine: str,
) -> EvaluationResult:
    """Return the scores of one metric as one value with its interval: Wilson's for pass and fail, else a bootstrap."""
    from evals import statistics

    valid = [(item.value, clusters[item.case_id]) for item in scores if item.value is not None]
    failed = [item for item in scores if item.value is None]
    values, sources = [value for value, _ in valid], [source for _, source in valid]
    if metric.is_numeric or not set(values) <= {0.0, 1.0}:
        bounds = metric.allowed_values if metric.is_numeric else (0.0, 1.0)
        estimate = statistics.clustered_mean(values, sources, bounds)
    else:
        estimate = statistics.clustered_share(values, sources)
    return result_row(
        metric.name,
        estimate,
        [f"{item.case_id}: {item.reason}" for item in failed],
        subject=subject,
        suite=suite,
        tag=tag,
        dataset_sha256=dataset_sha256,
        engine=engine,
    )
