"""Cases: what a suite asks, as versioned JSON lines that are read strictly."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Output = dict[str, Any]  # what the code under test says of one case
_FIELDS = {"id": str, "input": dict, "expected": dict, "metadata": dict, "split": str, "source": str}


class SuiteError(RuntimeError):
    """A suite cannot be run. The message names the file, the line and the remedy."""


class MissingInputError(SuiteError):
    """What a case is made of is not on this machine, which says nothing of the code under test."""


@dataclass(frozen=True)
class Case:
    """One case. `source` names what it was taken from; cases of one source are not independent of each other."""

    case_id: str
    input: dict[str, Any]
    expected: dict[str, Any]
    metadata: dict[str, Any]
    split: str
    source: str


@dataclass(frozen=True)
class Dataset:
    """The cases of a suite and the sha256 of their file."""

    cases: tuple[Case, ...]
    sha256: str


def read_cases(path: Path) -> Dataset:
    """Read cases from JSON lines.

    Raises:
        SuiteError: the file is missing or empty, a line does not parse, lacks a field or repeats an id or an input, or
            two splits share a source or a text.
    """
    try:
        raw = path.read_bytes()
        lines = raw.decode("utf-8").split("\n")
    except FileNotFoundError:
        raise SuiteError(f"{path}: no such file. Write one case a line: {', '.join(_FIELDS)}.") from None
    except UnicodeDecodeError as error:
        raise SuiteError(f"{path}: is no UTF-8 ({error.reason} at byte {error.start}). Save it as UTF-8.") from error
    cases: list[Case] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            case = _read_case(path, number, line)
            for key in (f"id {case.case_id!r}", f"input {json.dumps(case.input, sort_keys=True)}"):
                if key in seen:
                    raise SuiteError(
                        f"{path}:{number}: {key[:120]} stands in line {seen[key]} already. Remove one of them."
                    )
                seen[key] = number
            cases.append(case)
    if not cases:
        raise SuiteError(f"{path}: holds no case.")
    _refuse_leaks(path, cases)
    return Dataset(tuple(cases), hashlib.sha256(raw).hexdigest())


def _read_case(path: Path, number: int, line: str) -> Case:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise SuiteError(f"{path}:{number}: no JSON ({error.msg}, column {error.colno}). Correct the line.") from error
    if not isinstance(row, dict) or set(row) != set(_FIELDS):
        raise SuiteError(f"{path}:{number}: a case has exactly the fields {', '.join(_FIELDS)}.")
    for name, kind in _FIELDS.items():
        if not isinstance(row[name], kind):
            raise SuiteError(f"{path}:{number}: {name} must be a {kind.__name__}.")
    return Case(row["id"], row["input"], row["expected"], row["metadata"], row["split"], row["source"])


def as_row(case: Case) -> dict[str, Any]:
    """Return a case as it stands in a line of its file."""
    values = (case.case_id, case.input, case.expected, case.metadata, case.split, case.source)
    return dict(zip(_FIELDS, values, strict=True))


def _refuse_leaks(path: Path, cases: Sequence[Case]) -> None:
    """Refuse what would measure on one split what was learned on another."""
    first_of: dict[str, Case] = {}
    for case in cases:
        wording = " ".join(re.findall(r"\w+", " ".join(_texts(case.input)).casefold()))
        for key, what in ((f"source {case.source}", f"the source {case.source!r}"), (f"text {wording}", "one text")):
            first = first_of.setdefault(key, case)
            if first.split != case.split and (wording or what != "one text"):
                raise SuiteError(
                    f"{path}: {first.case_id!r} of split {first.split!r} and {case.case_id!r} of split {case.split!r} share "
                    f"{what[:120]}. Put both into one split, or remove one."
                )


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value; numbers count, too."""
    if isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    else:
        yield str(value)
