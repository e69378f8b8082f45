"""`lectern eval compare`, `report` and `gate`: from runs on disk to a decision and an exit code.

Exit codes: 0 ship or pass · 1 worse, or below a threshold · 2 inconclusive · 3 error.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from evals import gates, runs, suite
from evals.cases import SuiteError
from evals.gates import Outcome, ThresholdError
from evals.runs import Run
from pipelines.settings import SettingsError

if TYPE_CHECKING:
    from evals.comparison import Comparison

ERROR = 3
OF_VERDICT = {"ship": 0, "keep": 1, "inconclusive": 2}
OF_OUTCOME = {Outcome.PASS: 0, Outcome.FAIL: 1, Outcome.INCONCLUSIVE: 2, Outcome.ERROR: ERROR}

Which = (
    "A run's id or the beginning of it, its folder, or a tag: then the newest complete run of the suite by that tag."
)
SuiteOption = Annotated[str | None, typer.Option("--suite", help="Where A or B is a tag: whose runs to look among.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on standard output, nothing else.")]
Junit = Annotated[Path | None, typer.Option("--junit", metavar="FILE", help="Also write JUnit XML for CI.")]
Markdown = Annotated[Path | None, typer.Option("--markdown", metavar="FILE", help="Also write a summary for a review.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the app of `lectern eval`."""
    app.command("compare")(compare)
    app.command("report")(report)
    app.command("gate")(gate)


def compare(
    context: typer.Context,
    baseline: Annotated[str, typer.Argument(metavar="A", help=f"The baseline. {Which}")],
    candidate: Annotated[str, typer.Argument(metavar="B", help="The candidate, named in the same way.")],
    of_suite: SuiteOption = None,
    projects: Annotated[
        bool, typer.Option("--projects", help="A and B are tags: compare the projects that run under them.")
    ] = False,
    of_type: Annotated[
        str, typer.Option("--type", help="With --projects: whose shares, facts or writing.")
    ] = "writing",
    as_json: AsJson = False,
    junit: Junit = None,
    markdown: Markdown = None,
) -> None:
    """Say whether the candidate B may ship: ship (exit 0), keep the baseline A (1) or inconclusive (2).

    A and B are runs: an id or the beginning of it, a folder, or a tag, which means its newest complete run.
    """
    if projects:
        _compare_projects(context, baseline, candidate, of_type, as_json, of_suite or junit or markdown)
    from evals import summaries

    with _known_errors():
        found = compare_named(baseline, candidate, of_suite)
        _write(junit, lambda: summaries.comparison_junit(found))
        _write(markdown, lambda: summaries.comparison_markdown(found))
    _print(summaries.comparison_json(found) if as_json else summaries.comparison_text(found))
    raise typer.Exit(OF_VERDICT[found.verdict])


def _compare_projects(
    context: typer.Context, baseline: str, candidate: str, of_type: str, as_json: bool, of_runs: object
) -> NoReturn:
    """Say what production says of two tags, and leave with the exit code of the verdict."""
    from evals import arm_command, arms

    with _known_errors():
        if of_runs:
            raise SuiteError("--suite, --junit and --markdown are of runs. Leave them out, or leave --projects out.")
        found, code = arm_command.compare_projects(baseline, candidate, of_type, context.obj)
    typer.echo(arm_command.as_json(found) if as_json else arms.told(found))
    raise typer.Exit(code)


def report(
    run: Annotated[str, typer.Argument(metavar="A", help=Which)],
    candidate: Annotated[str | None, typer.Argument(metavar="[B]", help="The candidate; without one, A alone.")] = None,
    to: Annotated[Path, typer.Option("--to", metavar="FILE.html", help="Where to write the page.")] = Path("eval.html"),
    of_suite: SuiteOption = None,
) -> None:
    """Write one HTML file that shows a comparison of B with A, or A alone with its gates.

    A and B are named as in compare, and the exit codes are those of compare and gate.
    """
    from evals import report as pages

    with _known_errors():
        if candidate is None:
            loaded, found = _judged(run, of_suite)
            results = _results(loaded, found)
            decisions = gates.decide_all(results)
            code = OF_OUTCOME[gates.overall(decisions)]
            page = pages.render_run(loaded, found, results, decisions)
        else:
            compared = compare_named(run, candidate, of_suite)
            code = OF_VERDICT[compared.verdict]
            page = pages.render_comparison(compared)
        _write(to, lambda: page)
    typer.echo(str(to))
    raise typer.Exit(code)


def gate(
    run: Annotated[str, typer.Argument(metavar="RUN", help=Which)],
    of_suite: SuiteOption = None,
    as_json: AsJson = False,
    junit: Junit = None,
    markdown: Markdown = None,
) -> None:
    """Hold one run against evals/thresholds.yaml: pass (exit 0), fail (1), inconclusive (2) or error (3).

    RUN is an id or the beginning of it, a folder, or a tag, which means its newest complete run.
    """
    from evals import summaries

    with _known_errors():
        loaded, found = _judged(run, of_suite)
        results = _results(loaded, found)
        decisions = gates.decide_all(results)
        outcome = gates.overall(decisions)
        _write(junit, lambda: summaries.gate_junit(found, decisions))
        _write(markdown, lambda: summaries.gate_markdown(found, results, decisions, outcome))
    _print(
        summaries.gate_json(found, results, decisions, outcome)
        if as_json
        else summaries.gate_text(found, decisions, outcome)
    )
    raise typer.Exit(OF_OUTCOME[outcome])


def compare_named(baseline: str, candidate: str, of_suite: str | None = None) -> "Comparison":
    """Compare two runs that are named as on the command line.

    Raises:
        SuiteError: there is no such run, or the two cannot be compared.
    """
    from evals import comparison

    one, other = find(baseline, of_suite), find(candidate, of_suite)
    return comparison.compare(suite.load_suite(one.manifest.suite), one, other)


def find(name: str, of_suite: str | None = None) -> Run:
    """Return the run of an id, of a folder, or the newest complete one by a tag.

    Raises:
        SuiteError: there is none. The message names what there is and the remedy.
    """
    try:
        found = runs.find(name)
    except SuiteError as error:
        return _newest(name, of_suite, error)
    if of_suite is not None and found.manifest.suite != of_suite:
        raise SuiteError(
            f"Run {name} is of the suite {found.manifest.suite!r}, not of {of_suite!r}. Leave --suite out."
        )
    return found


def _newest(tag: str, of_suite: str | None, not_an_id: SuiteError) -> Run:
    by_tag = [run for run in runs.every() if run.manifest.target.tag == tag and of_suite in {None, run.manifest.suite}]
    complete = [run for run in by_tag if run.is_complete]
    suites = sorted({run.manifest.suite for run in complete})
    if len(suites) > 1:
        raise SuiteError(f"The tag {tag!r} has runs of {', '.join(suites)}. Say which: --suite {suites[0]}")
    if complete:
        return complete[0]
    if by_tag:
        raise SuiteError(
            f"The tag {tag!r} has no complete run. Finish one: lectern eval resume {by_tag[0].manifest.run_id}"
        )
    raise SuiteError(
        f"{not_an_id} Nor is it a tag with a run{f' of {of_suite}' if of_suite else ''}. "
        f"Make one: lectern eval run {of_suite or 'SUITE'} --tag {tag}"
    )


def _judged(name: str, of_suite: str | None) -> tuple[suite.Suite, Run]:
    from evals import comparison

    found = find(name, of_suite)
    loaded = suite.load_suite(found.manifest.suite)
    comparison.check(loaded, found)
    return loaded, found


def _results(loaded: suite.Suite, run: Run) -> list[Any]:
    from evals import scoring

    return scoring.summarise(loaded, run)


@contextmanager
def _known_errors() -> Iterator[None]:
    try:
        yield
    except (SuiteError, SettingsError, ThresholdError) as error:
        typer.secho(f"error: {error}", fg="red", err=True)
        raise typer.Exit(ERROR) from None


def _write(path: Path | None, make: Callable[[], str]) -> None:
    if path is None:
        return
    try:
        path.write_text(make(), encoding="utf-8")
    except OSError as error:
        raise SuiteError(
            f"{path}: cannot be written ({error.strerror}). Name a file in a folder that exists."
        ) from error


def _print(said: str | dict[str, Any]) -> None:
    """Print text without control characters, so that an error from a model does not steer the terminal, or JSON."""
    if isinstance(said, str):
        typer.echo("".join(character for character in said if character.isprintable() or character == "\n"))
    else:
        typer.echo(json.dumps(said, indent=2, ensure_ascii=False))
