"""`lectern eval …`, and the same as `python -m evals …`: run suites, go on with runs, look at them.

Exit codes: 0 pass · 1 below a threshold or worse · 2 inconclusive · 3 error, wrong usage among them.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import click
import typer
from typer.core import TyperGroup

# Before the first import of a library that reports its use: only loopback and the model may be reached from here.
os.environ.update(HAYSTACK_TELEMETRY_ENABLED="False", RAGAS_DO_NOT_TRACK="true", DO_NOT_TRACK="1")

from evals import decision_commands, gates, runner, runs, scoring, targets
from evals import suite as suites
from evals.cases import SuiteError, read_cases
from evals.gates import Decision, Outcome
from evals.runs import Run
from evals.spending import Spending, spending
from evals.suite import Suite
from pipelines.models import EvaluationResult

EXIT_CODES = {Outcome.PASS: 0, Outcome.FAIL: 1, Outcome.INCONCLUSIVE: 2, Outcome.ERROR: 3}
ERROR = EXIT_CODES[Outcome.ERROR]
INTERRUPTED = 130  # as shells say


class _Evaluations(TyperGroup):
    """Wrong usage leaves with 3: 2 means that an evaluation was inconclusive."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the sub-command."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            error.show()
            raise typer.Exit(ERROR) from None


app = typer.Typer(
    cls=_Evaluations,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Evaluations: how good an engine, a prompt version or a tag is, on fixed cases.",
    epilog="Exit codes: 0 pass, 1 below a threshold or worse, 2 inconclusive, 3 error.",
)
cases_app = typer.Typer(no_args_is_help=True, help="The cases of suites.")
app.add_typer(cases_app, name="cases")
decision_commands.add_to(app)

SuiteName = Annotated[str, typer.Argument(metavar="SUITE", help="A folder of evals/ with a task.py.")]
RunName = Annotated[str, typer.Argument(metavar="RUN", help="A run's id, or the beginning of it, or its folder.")]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Cases at once; by default LECTERN_LLM_CONCURRENCY, offline 1.")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Ask everything afresh, and keep nothing for later.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on standard output, nothing else.")]


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    try:
        app(arguments, prog_name="python -m evals", standalone_mode=True)
    except SystemExit as left:
        return int(left.code or 0)
    return 0


@contextmanager
def known_errors() -> Iterator[None]:
    """Turn what can be put right by whoever typed the command into one sentence and exit code 3.

    All errors of ours are `RuntimeError`s; a full disk and a locked file are among the others.
    """
    try:
        yield
    except click.exceptions.Exit:
        raise  # a RuntimeError, too
    except (RuntimeError, OSError, sqlite3.Error) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(ERROR) from None
    except KeyboardInterrupt:
        typer.echo(
            "Ended. What is there is kept: `lectern eval list` shows the run, `lectern eval resume` goes on.", err=True
        )
        raise typer.Exit(INTERRUPTED) from None


@app.command("run")
def run(
    suite: SuiteName,
    tag: Annotated[str, typer.Option(help="Pipeline tag to measure.")] = "production",
    prompt: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VERSION", help="Use this version of a prompt instead of the tag's."),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(metavar="offline|MODEL", help="By default LECTERN_LLM_MODEL where the suite asks a model."),
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="WHAT", help="Take something away, such as voice.")
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Answers of each case.")] = 1,
    limit: Annotated[int | None, typer.Option(min=1, help="Take only so many cases.")] = None,
    split: Annotated[str | None, typer.Option(help="Take only the cases of one split.")] = None,
    cases: Annotated[Path | None, typer.Option(metavar="FILE", help="Cases other than the suite's own.")] = None,
    workers: Workers = None,
    no_cache: NoCache = False,
    as_json: AsJson = False,
) -> None:
    """Run a suite and gate it on the thresholds. What was asked before is not asked again."""
    with known_errors():
        loaded = suites.load_suite(suite)
        target = targets.resolve(tag, prompts=_pins(prompt or []), engine=loaded.engine(engine), without=without or [])
        with _bar() as progress:
            made = runner.run(
                loaded,
                target,
                cases_path=cases,
                split=split,
                epochs=epochs,
                limit=limit,
                workers=workers,
                use_cache=not no_cache,
                progress=progress,
            )
        _show(loaded, made, as_json, use_cache=not no_cache)


@app.command("resume")
def resume(name: RunName, workers: Workers = None, as_json: AsJson = False) -> None:
    """Go on with a run that was ended, or whose outputs failed in part: only what is missing is asked."""
    with known_errors():
        found = runs.find(name)
        loaded = suites.load_suite(found.manifest.suite)
        with _bar() as progress:
            made = runner.resume(loaded, found, workers=workers, progress=progress)
        _show(loaded, made, as_json)


@app.command("score")
def score(name: RunName, no_cache: NoCache = False, as_json: AsJson = False) -> None:
    """Score the outputs of a run by the metrics as they are now, without making any anew."""
    with known_errors():
        found = runs.find(name)
        loaded = suites.load_suite(found.manifest.suite)
        _show(loaded, scoring.score(loaded, found, use_cache=not no_cache), as_json, use_cache=not no_cache)


@app.command("judge")
def judge(
    name: RunName,
    model: Annotated[str, typer.Option(help="The model that judges, reached as LECTERN_LLM_BASE_URL and the key say.")],
    as_json: AsJson = False,
) -> None:
    """Ask a model about the outputs of a run, by metrics of ragas. They are reported and gate nothing."""
    from evals import judged

    with known_errors():
        found = runs.find(name)
        results = judged.judge(suites.load_suite(found.manifest.suite), found, model)
    typer.echo(json.dumps([asdict(one) for one in results], indent=2) if as_json else "\n".join(_table(results)))


@app.command("export")
def export(name: RunName, to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where to write it.")]) -> None:
    """Write the outputs of a run as a dataset of ragas, for experiments of your own."""
    from evals import judged, ragas_adapter

    with known_errors():
        found = runs.find(name)
        path = ragas_adapter.export(f"{found.manifest.suite}-{found.manifest.run_id}", judged.rows(found), to)
    typer.echo(str(path))


@app.command("list")
def list_runs(as_json: AsJson = False) -> None:
    """List the suites, and the runs there are, the newest first."""
    with known_errors():
        found = [_described(run) for run in runs.every()]
        names = suites.suite_names()
    if as_json:
        typer.echo(json.dumps({"suites": names, "runs": found}, indent=2))
        return
    typer.echo(f"Suites: {', '.join(names)}\n")
    for row in found:
        state = f"{row['outputs']} of {row['planned']}" if row["outputs"] < row["planned"] else "complete"
        failed = f", {row['failed']} failed" if row["failed"] else ""
        typer.echo(
            f"{row['run']}  {row['suite']:<18} {row['tag']:<14} {row['engine']:<18} {row['started_at']}  {state}{failed}"
        )


@cases_app.command("check")
def check_cases(
    suite: SuiteName, cases: Annotated[Path | None, typer.Option(metavar="FILE", help="Another file.")] = None
) -> None:
    """Check the cases of a suite: fields, doubles, and whether one split knows what another asks."""
    with known_errors():
        path = cases or suites.load_suite(suite).cases_path
        dataset = read_cases(path)
    splits: dict[str, list[str]] = {}
    for case in dataset.cases:
        splits.setdefault(case.split, []).append(case.source)
    typer.echo(f"{path}: {len(dataset.cases)} cases, sha256 {dataset.sha256}")
    for split, sources in sorted(splits.items()):
        typer.echo(f"  {split}: {len(sources)} cases of {len(set(sources))} sources")


def _pins(given: list[str]) -> dict[str, str]:
    pins = {}
    for one in given:
        name, equals, version = one.partition("=")
        if not (name and equals and version):
            raise SuiteError(f"--prompt {one}: write it as NAME=VERSION, such as script-draft=v3.")
        pins[name] = version
    return pins


@contextmanager
def _bar() -> Iterator[runner.Progress | None]:
    """Yield what shows progress on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, planned: bar.update(task, completed=done, total=planned)


def _show(suite: Suite, made: Run, as_json: bool, use_cache: bool = True) -> None:
    """Print a scored run with what the thresholds say, and leave with its exit code."""
    results = scoring.summarise(suite, made, use_cache=use_cache)
    decisions = gates.decide_all(results)
    outcome = gates.overall(decisions)
    cost = spending(made.outputs)
    typer.echo(
        _as_json(made, results, decisions, outcome, cost)
        if as_json
        else _as_text(made, results, decisions, outcome, cost)
    )
    raise typer.Exit(EXIT_CODES[outcome])


def _described(run: Run) -> dict[str, Any]:
    manifest = run.manifest
    return {
        "run": manifest.run_id,
        "suite": manifest.suite,
        "tag": manifest.target.tag,
        "engine": manifest.target.engine,
        "without": manifest.target.without,
        "started_at": manifest.started_at,
        "outputs": len(run.outputs),
        "failed": sum(row.output is None for row in run.outputs),
        "planned": manifest.n_planned,
        "folder": str(run.folder),
    }


def _as_json(
    run: Run, results: list[EvaluationResult], decisions: list[Decision], outcome: Outcome, cost: Spending
) -> str:
    report = {
        "outcome": outcome,
        "run": _described(run),
        "target": asdict(run.manifest.target),
        "spending": {**asdict(cost), "wall_s": run.manifest.wall_s},
        "results": [asdict(result) for result in results],
        "decisions": [asdict(decision) for decision in decisions],
    }
    return json.dumps(report, indent=2, ensure_ascii=False)


def _as_text(
    run: Run, results: list[EvaluationResult], decisions: list[Decision], outcome: Outcome, cost: Spending
) -> str:
    first = results[0]
    lines = [f"{first.suite}, tag {first.tag}, engine {first.engine}, cases {first.dataset_sha256[:12]}", ""]
    lines += [*_table(results), ""]
    lines += [f"{decision.outcome.upper():<13}{decision.metric}: {decision.reason}" for decision in decisions]
    return "\n".join([*lines, "", *_spent(cost), f"Run: {run.manifest.run_id}  {run.folder}", f"Outcome: {outcome}"])


def _table(results: list[EvaluationResult]) -> list[str]:
    lines = [f"{'metric':<28}{'value':>8}  {'95 % interval':<18}{'n':>5}{'errors':>8}"]
    for result in results:
        value = "-" if result.value is None else f"{result.value:.3f}"
        no_interval = result.low is None or result.high is None
        interval = "-" if no_interval else f"[{result.low:.3f}, {result.high:.3f}]"
        lines.append(f"{result.metric:<28}{value:>8}  {interval:<18}{result.n:>5}{result.n_errors:>8}")
        if result.reason:
            lines.append(f"  {result.reason}")
    return lines


def _spent(cost: Spending) -> list[str]:
    lines = [f"Outputs: {cost.outputs}, {cost.failed} failed, {cost.cached_outputs} from the cache"]
    if cost.latency_p50_s is not None and cost.latency_p95_s is not None:
        lines[0] += (
            f"; {cost.latency_p50_s:.3g} s each at the median, {cost.latency_p95_s:.3g} s at the 95th percentile"
        )
    if cost.calls or cost.cached_calls or cost.prompt_tokens:
        price = "cost not known: no price is set" if cost.cost_usd is None else f"{cost.cost_usd:.4f} US dollars"
        lines.append(
            f"Model: {cost.calls} calls, {cost.cached_calls} replies from the cache, "
            f"{cost.prompt_tokens} + {cost.completion_tokens} tokens, {price}"
        )
    return lines
