"""A run on disk: one folder with `run.json`, `outputs.jsonl` and `scores.jsonl`, so that it can be resumed and re-scored.

A run's id comes from its suite, cases, target, code and epochs: the same run started twice is one run. An output is one
line, written when it is there; a line that a kill has cut in two is read as missing.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from evals.cases import SuiteError
from evals.targets import Target

MANIFEST, OUTPUTS, SCORES = "run.json", "outputs.jsonl", "scores.jsonl"


@dataclass(frozen=True)
class Spent:
    """What one output cost. `cost_usd` None: no price is known."""

    calls: int = 0
    cached_calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = None
    latency_s: float = 0.0


@dataclass(frozen=True)
class OutputRow:
    """One case of one epoch. `output` None: it failed, and `error` says how."""

    case_id: str
    epoch: int
    output: dict[str, Any] | None
    error: str | None
    spent: Spent = Spent()
    is_cached: bool = False


@dataclass(frozen=True)
class ScoreRow:
    """What one metric says of one output. `value` None: it could not be scored, and `reason` says why."""

    case_id: str
    epoch: int
    metric: str
    value: float | None
    reason: str | None


@dataclass(frozen=True)
class Manifest:
    """What a run is. `code` is the digest of the code under test, `n_planned` its cases times its epochs."""

    suite: str
    dataset_sha256: str
    target: Target
    code: str
    epochs: int
    n_planned: int
    cases_path: str
    started_at: str = ""  # ISO 8601, UTC
    wall_s: float = 0.0

    @property
    def run_id(self) -> str:
        """Twelve hexadecimal digits, the same for the same suite, cases, target, code and epochs."""
        parts = (self.suite, self.dataset_sha256, self.target.digest, self.code, self.epochs)
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Run:
    """A run as read from its folder."""

    folder: Path
    manifest: Manifest
    outputs: tuple[OutputRow, ...] = ()
    scores: tuple[ScoreRow, ...] = field(default=())

    @property
    def is_complete(self) -> bool:
        """Whether every planned output is there, failed ones included."""
        return len(self.outputs) == self.manifest.n_planned


def create(root: Path, manifest: Manifest) -> Run:
    """Make the folder `<root>/<suite>/<run id>/`, or read it where it stands already."""
    folder = root / manifest.suite / manifest.run_id
    if (folder / MANIFEST).exists():
        return read(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_manifest(folder, manifest)
    return Run(folder, manifest)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write `run.json` whole or not at all."""
    _replace(folder / MANIFEST, json.dumps(asdict(manifest), indent=2) + "\n")


def append_output(folder: Path, row: OutputRow) -> None:
    """Add one output and have it on the disk before the next is asked for."""
    with (folder / OUTPUTS).open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def write_scores(folder: Path, rows: Iterable[ScoreRow]) -> None:
    """Write `scores.jsonl` whole or not at all."""
    _replace(folder / SCORES, "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows))


def read(folder: Path) -> Run:
    """Read a run's folder.

    Raises:
        SuiteError: there is no run in it, or `run.json` cannot be read.
    """
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        target = Target(**{**said["target"], "without": tuple(said["target"]["without"])})
        manifest = Manifest(**{**said, "target": target})
    except FileNotFoundError:
        raise SuiteError(f"{folder}: no run. `lectern eval run SUITE` makes one.") from None
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise SuiteError(f"{folder / MANIFEST}: cannot be read ({error}). Remove the folder and run again.") from error
    outputs = {
        (row["case_id"], row["epoch"]): OutputRow(**{**row, "spent": Spent(**row["spent"])})
        for row in _lines(folder / OUTPUTS)
    }
    return Run(folder, manifest, tuple(outputs.values()), tuple(ScoreRow(**row) for row in _lines(folder / SCORES)))


def _lines(path: Path) -> list[dict[str, Any]]:
    """Return the lines that parse; the last one may have been cut off by a kill.

    Raises:
        SuiteError: a line before the last does not parse.
    """
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError as error:
            if number < len(lines):
                raise SuiteError(f"{path}:{number}: no JSON ({error.msg}). Remove the line and resume.") from error
    return rows


def _replace(path: Path, text: str) -> None:
    draft = path.with_suffix(path.suffix + ".part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
