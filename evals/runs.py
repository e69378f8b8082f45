"""A run on disk: one folder with `run.json`, `cases.jsonl`, `outputs.jsonl` and `scores.jsonl`, all that re-scoring needs.

A run's id comes from its suite, cases, target, code and epochs: the same run started twice is one run. An output is one
line, written when it is there; a line that a kill has cut in two is read as missing.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from evals.cases import Case, SuiteError, as_row, read_cases
from evals.targets import Target
from pipelines import settings

MANIFEST, CASES, OUTPUTS, SCORES = "run.json", "cases.jsonl", "outputs.jsonl", "scores.jsonl"


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
    """What a run is. `code` is the digest of the code under test, `n_planned` its cases times its epochs.

    `dataset_sha256` is that of the whole file of cases; `split` and `limit` say which of them were taken. `metrics` maps
    each metric that the outputs were scored by to the digest of its definition.
    """

    suite: str
    dataset_sha256: str
    target: Target
    code: str
    epochs: int
    n_planned: int
    cases_path: str
    started_at: str = ""  # ISO 8601, UTC
    wall_s: float = 0.0
    split: str | None = None
    limit: int | None = None
    metrics: dict[str, str] = field(default_factory=dict)

    @property
    def run_id(self) -> str:
        """Twelve hexadecimal digits, the same for the same suite, cases, target, code and epochs."""
        parts = (self.suite, self.dataset_sha256, self.split, self.limit, self.target.digest, self.code, self.epochs)
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

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases that the run was made of, as they were then."""
        return read_cases(self.folder / CASES).cases


def root() -> Path:
    """Folder of all runs and of the cache."""
    return settings.state_dir() / "evals"


def create(parent: Path, manifest: Manifest, cases: Sequence[Case]) -> Run:
    """Make the folder `<parent>/<suite>/<run id>/`, or read it where it stands already."""
    folder = parent / manifest.suite / manifest.run_id
    if (folder / MANIFEST).exists():
        return read(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _write_lines(folder / CASES, map(as_row, cases))
    write_manifest(folder, manifest)
    return Run(folder, manifest)


def find(name: str, parent: Path | None = None) -> Run:
    """Return a run by its folder, its id or the beginning of its id.

    Raises:
        SuiteError: there is none, or there are several.
    """
    if (Path(name) / MANIFEST).exists():
        return read(Path(name))
    parent = parent or root()
    found = sorted(parent.glob(f"*/{name}*/{MANIFEST}")) if name.isalnum() else []
    if len(found) != 1:
        said = f"{len(found)} runs begin so" if found else "no such run"
        raise SuiteError(f"{name}: {said} in {parent}. `lectern eval list` shows them.")
    return read(found[0].parent)


def every(parent: Path | None = None) -> list[Run]:
    """Return all runs, the newest first."""
    runs = [read(path.parent) for path in (parent or root()).glob(f"*/*/{MANIFEST}")]
    return sorted(runs, key=lambda run: (run.manifest.started_at, run.manifest.run_id), reverse=True)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep other processes from writing outputs of this run; the end of a process, however it ends, lets go.

    Raises:
        SuiteError: another process is at it.
    """
    with (folder / ".held").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SuiteError(f"{folder}: another process is at this run. Wait for it, or end it.") from None
        yield


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write `run.json` whole or not at all."""
    _replace(folder / MANIFEST, json.dumps(asdict(manifest), indent=2) + "\n")


def cut_torn_line(folder: Path) -> None:
    """Remove what a kill has left of an unfinished last line, so that the next output begins a line of its own."""
    path = folder / OUTPUTS
    if path.exists():
        with path.open("r+b") as file:
            file.truncate(file.read().rfind(b"\n") + 1)


def append_outputs(folder: Path, rows: Iterable[OutputRow]) -> None:
    """Add outputs and have them on the disk before this returns."""
    with (folder / OUTPUTS).open("a", encoding="utf-8") as file:
        file.write("".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows))
        file.flush()
        os.fsync(file.fileno())


def write_outputs(folder: Path, rows: Iterable[OutputRow]) -> None:
    """Write `outputs.jsonl` whole or not at all."""
    _write_lines(folder / OUTPUTS, map(asdict, rows))


def write_scores(folder: Path, rows: Iterable[ScoreRow]) -> None:
    """Write `scores.jsonl` whole or not at all."""
    _write_lines(folder / SCORES, map(asdict, rows))


def read(folder: Path) -> Run:
    """Read a run's folder.

    Raises:
        SuiteError: there is no run in it, or `run.json` cannot be read.
    """
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        prompts = {name: (version, sha256) for name, (version, sha256) in said["target"]["prompts"].items()}
        target = Target(**{**said["target"], "prompts": prompts, "without": tuple(said["target"]["without"])})
        manifest = Manifest(**{**said, "target": target})
    except FileNotFoundError:
        raise SuiteError(f"{folder}: no run. `lectern eval run SUITE` makes one.") from None
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
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
    lines = path.read_bytes().removesuffix(b"\n").split(b"\n")
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            rows.append(json.loads(line))
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            if number < len(lines):
                raise SuiteError(f"{path}:{number}: no JSON ({error}). Remove the line and resume.") from error
    return rows


def _write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    _replace(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def _replace(path: Path, text: str) -> None:
    draft = path.with_suffix(path.suffix + ".part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
