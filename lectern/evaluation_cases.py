"""`lectern eval cases add`: what creators corrected becomes cases of an evaluation."""

from typing import TYPE_CHECKING, Annotated

import typer

from evals.cases import SuiteError
from evals.command import ERROR, SuiteName
from lectern.terminal import fail, say, session
from pipelines.models import Channel, Feedback, Project, ResearchDocument, VerifiedFact

if TYPE_CHECKING:
    from evals.feedback_cases import Material
    from pipelines.database import Database


def add(
    suite: SuiteName,
    origin: Annotated[str, typer.Option("--from", help="Where cases come from: feedback.")] = "feedback",
    project: Annotated[str | None, typer.Option(metavar="CHANNEL/TOPIC", help="Of this project alone.")] = None,
) -> None:
    """Add what people corrected to the cases of a suite. The same corrections again add nothing."""
    from evals import feedback_cases

    if origin != "feedback":
        fail(f"No cases come from {origin!r}. Use --from feedback.", ERROR)
    with session() as db:
        try:
            cases = feedback_cases.cases_of(suite, _material(db, project))
            changed = feedback_cases.add(suite, cases)
        except SuiteError as error:
            fail(str(error), ERROR)
    say(f"{changed} cases added or changed, {len(cases)} from feedback in all.")
    if cases:
        say(f"Run them: lectern eval run {suite} --cases {feedback_cases.path_of(suite)}")


def _material(db: "Database", project_key: str | None) -> "list[Material]":
    """Read projects with what was said of them.

    Raises:
        SuiteError: there is no such project.
    """
    projects = db.read(Project, **({"project_key": project_key} if project_key else {}))
    if project_key and not projects:
        raise SuiteError(f"No project {project_key!r}. `lectern project list` shows them.")
    channels = {channel.channel_key: channel for channel in db.read(Channel)}
    return [
        (
            project,
            channels[project.channel_key],
            db.read(Feedback, project_key=project.project_key),
            db.read(VerifiedFact, project_key=project.project_key),
            db.read(ResearchDocument, project_key=project.project_key),
        )
        for project in projects
    ]
