"""The same 200 cases by `lectern eval run`, promptfoo and Inspect, against one local model server: wall time and calls.

    python benchmarks/eval_tools.py --promptfoo FOLDER/node_modules/.bin/promptfoo --inspect FOLDER/bin/inspect

Every tool sends the same messages, has the same calls in flight at most, compares each reply with what is expected, and
keeps replies in its own cache. Cold: no state but the installed package. Cached: the same command again. The tools take turns,
so that what else the machine does falls on all of them; medians are told, and the processor time beside the wall time.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evals.cases import Case, as_row
from pipelines.prompts import PromptService
from pipelines.settings import ROOT
from tests.evaluated import claim_cases, claim_of, sentence_in
from tests.model_server import Answer, ModelServer, running

MODEL = "test-model"
QUIET = {
    "PROMPTFOO_DISABLE_TELEMETRY": "1",
    "PROMPTFOO_DISABLE_UPDATE": "1",
    "PROMPTFOO_DISABLE_REMOTE_GENERATION": "1",
    "PROMPTFOO_DISABLE_SHARING": "1",
    "NO_COLOR": "1",
    "OMP_NUM_THREADS": "1",
}
INSPECT_TASK = """
from inspect_ai import Task, task
from inspect_ai.dataset import Sample, json_dataset
from inspect_ai.model import ChatMessageSystem, ChatMessageUser
from inspect_ai.scorer import includes
from inspect_ai.solver import generate


def sample(row):
    messages = [ChatMessageSystem(content=row["system"]), ChatMessageUser(content=row["user"])]
    return Sample(id=row["id"], input=messages, target=row["expected"])


@task
def claims():
    return Task(dataset=json_dataset("cases.jsonl", sample), solver=generate(cache=True), scorer=includes())
"""


@dataclass(frozen=True)
class Tool:
    """How to run a tool in a folder: `command` of the folder, with `variables` in its environment."""

    name: str
    command: list[str]
    variables: dict[str, str]
    prepare: Callable[[Path], None]


@dataclass(frozen=True)
class Timing:
    """One run of a tool: seconds by the clock and of the processor, and calls that reached the server."""

    wall_s: float
    cpu_s: float
    calls: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--promptfoo", type=Path, help="promptfoo's command")
    parser.add_argument("--inspect", type=Path, help="Inspect's command")
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=16, help="calls in flight at most")
    parser.add_argument("--reply-s", type=float, default=0.2, help="seconds that the server takes for a reply")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    cases = claim_cases(f"number{at:03}" for at in range(given.cases))
    with running() as server, tempfile.TemporaryDirectory() as folder:
        server.answer_by(lambda request: replace(_answer(request), stall_s=given.reply_s))
        tools = _tools(given, cases, server)
        found: dict[str, dict[str, list[Timing]]] = {tool.name: {"cold": [], "cached": []} for tool in tools}
        for number in range(given.rounds):
            for tool in tools:
                place = Path(folder) / f"{tool.name} {number}"
                place.mkdir()
                tool.prepare(place)
                for kind in ("cold", "cached"):
                    found[tool.name][kind].append(_timed(tool, place, server))
    print(json.dumps(_summary(found), indent=2))


def _answer(request: dict[str, Any]) -> Answer:
    return claim_of(sentence_in(request))


def _tools(given: argparse.Namespace, cases: list[Case], server: ModelServer) -> list[Tool]:
    tools = [_ours(given, cases, server)]
    shown = [_shown(case) for case in cases]
    if given.promptfoo:
        tools.append(_promptfoo(given, shown, server))
    if given.inspect:
        tools.append(_inspect(given, shown, server))
    return tools


def _shown(case: Case) -> dict[str, str]:
    """Return the messages that our task sends for a case, and what the reply must hold."""
    prompt = PromptService.from_environment().resolve("claim-extraction", "facts", "production")
    variables = {"topic": case.source, "title": "Case", "heading": "Body", "passage": case.input["sentence"]}
    system, user = prompt.render(**variables)
    return {"id": case.case_id, "system": system.text, "user": user.text, "expected": case.input["sentence"]}


def _ours(given: argparse.Namespace, cases: list[Case], server: ModelServer) -> Tool:
    def prepare(place: Path) -> None:
        _write_lines(place / "cases.jsonl", [as_row(case) for case in cases])

    return Tool(
        "lectern",
        [sys.executable, "-m", "evals", "run", "claims", "--cases", "{place}/cases.jsonl", "--json"],
        {
            "LECTERN_LLM_MODEL": MODEL,
            "LECTERN_LLM_BASE_URL": server.base_url,
            "LECTERN_LLM_CONCURRENCY": str(given.at_once),
            "LECTERN_STATE_DIR": "{place}/state",
            "PYTHONPATH": str(ROOT),
        },
        prepare,
    )


def _promptfoo(given: argparse.Namespace, shown: list[dict[str, str]], server: ModelServer) -> Tool:
    provider = {
        "id": f"openai:chat:{MODEL}",
        "config": {"apiBaseUrl": server.base_url, "apiKey": "none", "temperature": 0, "max_tokens": 4000},
    }

    def prepare(place: Path) -> None:
        messages = [{"role": role, "content": f"{{{{ {role} }}}}"} for role in ("system", "user")]
        text = json.dumps(messages).replace('"{{ system }}"', "{{ system | dump }}")
        (place / "prompt.json").write_text(text.replace('"{{ user }}"', "{{ user | dump }}"))
        tests = [
            {
                "vars": {"system": row["system"], "user": row["user"]},
                "assert": [{"type": "contains", "value": row["expected"]}],
            }
            for row in shown
        ]
        config = {"prompts": ["file://prompt.json"], "providers": [provider], "tests": tests}
        (place / "promptfooconfig.json").write_text(json.dumps(config))

    flags = ["--no-progress-bar", "--no-table", "--no-share", "-j", str(given.at_once), "-o", "{place}/out.json"]
    return Tool(
        "promptfoo",
        [str(given.promptfoo.resolve()), "eval", "-c", "{place}/promptfooconfig.json", *flags],
        {"PROMPTFOO_CONFIG_DIR": "{place}/state", "PROMPTFOO_CACHE_PATH": "{place}/state/cache"},
        prepare,
    )


def _inspect(given: argparse.Namespace, shown: list[dict[str, str]], server: ModelServer) -> Tool:
    def prepare(place: Path) -> None:
        _write_lines(place / "cases.jsonl", shown)
        (place / "task.py").write_text(INSPECT_TASK)

    flags = [
        "--display",
        "none",
        "--log-dir",
        "logs",
        "--max-connections",
        str(given.at_once),
        "--max-samples",
        str(given.at_once),
    ]
    return Tool(
        "inspect",
        [str(given.inspect.resolve()), "eval", "task.py", "--model", f"openai-api/local/{MODEL}", *flags],
        {"LOCAL_BASE_URL": server.base_url, "LOCAL_API_KEY": "none", "INSPECT_CACHE_DIR": "{place}/state"},
        prepare,
    )


def _timed(tool: Tool, place: Path, server: ModelServer) -> Timing:
    """Run a tool once in its folder; its exit code may say that something failed, its calls may not."""
    server.forget()
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    variables = {name: value.replace("{place}", str(place)) for name, value in tool.variables.items()}
    done = subprocess.run(
        [word.replace("{place}", str(place)) for word in tool.command],
        cwd=ROOT if tool.name == "lectern" else place,
        env={**os.environ, **QUIET, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    wall_s, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1, 2}:
        raise SystemExit(f"{tool.name} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{tool.name}: {wall_s:.2f} s, processor {cpu_s:.2f} s, {len(server.requests)} calls", file=sys.stderr)
    return Timing(wall_s, cpu_s, len(server.requests))


def _summary(found: dict[str, dict[str, list[Timing]]]) -> dict[str, Any]:
    """Return medians by tool, and ours over the faster of the others."""
    medians = {
        name: {
            kind: {
                "wall_s": round(statistics.median(one.wall_s for one in timings), 2),
                "cpu_s": round(statistics.median(one.cpu_s for one in timings), 2),
                "calls": [one.calls for one in timings],
            }
            for kind, timings in kinds.items()
        }
        for name, kinds in found.items()
    }
    others = [name for name in medians if name != "lectern"]
    ratios = {
        f"{kind}_{figure}": round(
            medians["lectern"][kind][figure] / min(medians[name][kind][figure] for name in others), 2
        )
        for kind in ("cold", "cached")
        for figure in ("wall_s", "cpu_s")
        if others
    }
    return {"tools": medians, "lectern_over_the_faster_other": ratios}


def _write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


if __name__ == "__main__":
    main()
