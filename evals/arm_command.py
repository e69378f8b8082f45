"""`lectern eval compare A B --projects`: two tags by the projects that run under them in production."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict

from evals import arms
from evals.verdict import Verdict
from pipelines import settings
from pipelines.database import Database

EXIT_CODES = {Verdict.SHIP: 0, Verdict.KEEP: 1, Verdict.INCONCLUSIVE: 2}
Connect = Callable[[], AbstractContextManager[Database]]
"""Opens the database: the front door starts the private server, everybody else names one by `DATABASE_URL`."""


def compare_projects(
    baseline: str, candidate: str, pipeline_type: str, connect: Connect | None = None
) -> tuple[arms.ArmComparison, int]:
    """Return what production says of two tags, and the exit code of its verdict.

    Raises:
        SuiteError: the two are one tag.
        SettingsError: a tag or the type does not exist, or no database is named.
    """
    with (connect or _named_by_environment)() as db:
        found = arms.compare_arms(db, baseline, candidate, pipeline_type)
    return found, EXIT_CODES[found.verdict]


def as_json(found: arms.ArmComparison) -> str:
    """Return a comparison as JSON."""
    return json.dumps(asdict(found), indent=2, ensure_ascii=False)


@contextmanager
def _named_by_environment() -> Iterator[Database]:
    db = Database(settings.load().database_url)
    try:
        yield db
    finally:
        db.close()
