"""Reading the answers of services: every value may be missing or of another type than documented."""

from dataclasses import replace
from typing import Any

from pipelines.research.web.cache import Response
from pipelines.research.web.failures import TransientError
from pipelines.research.web.fetching import Fetcher, Request, json_of


def ask(fetcher: Fetcher, request: Request) -> dict[str, Any]:
    """Return the JSON object that a service answers with; a damaged answer is not kept.

    Raises:
        FetchError: as `Fetcher.get`.
    """
    return record(fetcher.get(replace(request, check=record)))


def record(response: Response) -> dict[str, Any]:
    """Return the JSON object of an answer.

    Raises:
        TransientError: the answer is no JSON object.
    """
    value = json_of(response)
    if not isinstance(value, dict):
        raise TransientError(f"{response.url} answered with JSON that is no object. Try again later.")
    return value


def entries(value: Any, *path: str) -> list[dict[str, Any]]:
    """Return the objects of the list at `path`, an empty list where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def field(value: Any, *path: str) -> str | None:
    """Return the text or number at `path` as text, of a list its first entry; None where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if isinstance(value, list) and value:
        value = value[0]
    is_plain = isinstance(value, str) or (isinstance(value, int | float) and not isinstance(value, bool))
    return (" ".join(str(value).split()) if not isinstance(value, str) else value.strip()) or None if is_plain else None
