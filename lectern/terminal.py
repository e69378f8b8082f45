"""What every command does at the terminal: open the database, say things, print tables, and leave with an exit code."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from pipelines.database import Database

FAILED, BAD_INPUT, NOT_COVERED, SERVICE_DOWN = 1, 3, 4, 5

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on standard output, nothing else.")]


@contextmanager
def session() -> Iterator["Database"]:
    """Prepare the environment and yield the database; known errors become a message and an exit code."""
    from lectern import environment, local
    from pipelines.database import Database, DatabaseError
    from pipelines.settings import SettingsError

    db = None
    try:
        db = Database(environment.prepare())
        yield db
    except (local.LocalServerError, DatabaseError) as error:
        fail(str(error), SERVICE_DOWN)
    except SettingsError as error:
        fail(str(error), BAD_INPUT)
    finally:
        if db is not None:
            db.close()


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong in red and leave with an exit code."""
    typer.secho(plain(message), fg="red", err=True)
    raise typer.Exit(code)


def plain(text: str) -> str:
    """Drop control characters: text from files must not steer the terminal."""
    return "".join(character for character in text if character.isprintable() or character in "\n\t")


def say(text: str) -> None:
    """Say something to the person, on standard error."""
    typer.echo(plain(text), err=True)


def print_json(value: Any) -> None:
    """Print JSON on standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def table(title: str, columns: list[str], rows: list[list[str]]) -> None:
    """Print a table."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    shown = Table(title=title, title_justify="left", box=None, header_style="bold", pad_edge=False)
    for name in columns:
        shown.add_column(name)
    for row in rows:
        shown.add_row(*[escape(plain(cell)) for cell in row])
    Console().print(shown)


@contextmanager
def known_errors() -> Iterator[None]:
    """Turn what the work refuses into one sentence and an exit code."""
    from lectern import errors
    from pipelines.settings import SettingsError

    try:
        yield
    except (errors.BadInputError, errors.ScriptMissingError, SettingsError) as error:
        fail(str(error), BAD_INPUT)
    except errors.NotCoveredError as error:
        fail(str(error), NOT_COVERED)
    except errors.ServiceError as error:
        fail(str(error), SERVICE_DOWN)
    except errors.RunFailedError as error:
        fail(str(error), FAILED)
