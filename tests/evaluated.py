"""Suites and runs made up for tests: real cases, files and caches, and a task that is a function of the test's."""

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from evals.cases import Case, as_row
from evals.pooled import PooledMetric
from evals.ragas_adapter import Metric
from evals.runs import Manifest, OutputRow, Run, append_outputs, create, read, root
from evals.suite import Answer as Answers
from evals.suite import Suite
from evals.targets import Target
from pipelines.settings import OFFLINE_ENGINE
from tests.model_server import Answer, ModelServer, json_answer

TARGET = Target("production", OFFLINE_ENGINE)


def cases_of(names: Iterable[str], split: Callable[[str], str] = lambda name: "test") -> list[Case]:
    """One case a name, each from a source of its own."""
    return [Case(name, {"question": name}, {}, {}, split(name), name) for name in names]


def suite_of(
    folder: Path,
    cases: Iterable[Case],
    answer: Answers | None = None,
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


def claim_cases(names: Iterable[str]) -> list[Case]:
    """Cases of the suite `claims`: one sentence each, with a number of its own."""
    return [
        Case(
            name,
            {"before": "", "sentence": f"The lake {name} is {at + 100} metres deep."},
            {
                "kind": "claim",
                "claims": [f"The lake {name} is {at + 100} metres deep."],
                "is_compound": False,
                "is_resolved": False,
            },
            {},
            "test",
            name,
        )
        for at, name in enumerate(names)
    ]


def sentence_in(request: dict[str, Any]) -> str:
    """The passage that a request for claims shows, which is the case's sentence."""
    blocks = re.findall(r"<(data-\w+)>\n(.*?)\n</\1>", request["messages"][1]["content"], re.DOTALL)
    return str(blocks[-1][1])


def claim_of(sentence: str) -> Answer:
    """The answer of a model that takes a sentence for one claim."""
    return json_answer({"claims": [{"text": sentence, "quote": sentence, "check_worthiness": 1.0}]})


def environment_of(server: ModelServer, state_dir: Path) -> dict[str, str]:
    """The settings of a process that asks the server's model."""
    return {
        "LECTERN_LLM_MODEL": "test-model",
        "LECTERN_LLM_BASE_URL": server.base_url,
        "LECTERN_LLM_CONCURRENCY": "8",
        "LECTERN_STATE_DIR": str(state_dir),
    }
