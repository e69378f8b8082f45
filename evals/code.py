"""Which code gave an output or a score, as a digest, so that a change of it is noticed and nothing else is."""

import ast
import hashlib
import inspect
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_UNDER_TEST = ("pipelines", "samples")  # what tasks run, and what they read
_LOCK = ROOT / "requirements.lock"  # the encoder and the libraries


def task_digest(task: Path, read: Iterable[Path]) -> str:
    """Return the digest of what a task runs: its modules, the data beside it, `pipelines/`, samples and libraries.

    Args:
        task: the suite's `task.py`.
        read: files outside the repository that the cases are made of; their names, sizes and times of change count.
    """
    digest = hashlib.sha256(under_test().encode())
    for path in [*modules_behind(task), *sorted(path for path in task.parent.glob("*.jsonl"))]:
        _add(digest, path)
    for path in sorted(set(read)):
        state = path.stat() if path.exists() else None
        digest.update(f"{path}:{state and (state.st_size, state.st_mtime_ns)}\n".encode())
    return digest.hexdigest()


def function_digest(function: Callable[..., Any]) -> str:
    """Return the digest of the modules behind a metric's function, and of what is bound to it."""
    bound = ""
    while isinstance(function, partial):
        bound += repr((function.args, function.keywords))
        function = function.func
    named = f"{function.__qualname__}{bound}"
    return _behind(Path(inspect.getfile(function))) + hashlib.sha256(named.encode()).hexdigest()


@cache
def file_digest(path: Path) -> str:
    """Return the digest of one file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def _behind(path: Path) -> str:
    digest = hashlib.sha256()
    modules = modules_behind(path)
    for module in modules:
        _add(digest, module)
    if any(_imports(module, "pipelines") for module in modules):
        digest.update(under_test().encode())
    return digest.hexdigest()


def modules_behind(path: Path) -> list[Path]:
    """Return a module of `evals/` and those of `evals/` that it imports, however far, by path."""
    found: set[Path] = set()
    waiting = [path]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += [file for name in _imports(one, "evals") if (file := _file(name)) is not None]
    return sorted(found)


@cache
def under_test() -> str:
    """Return the digest of everything that a task may run or read, whichever the suite."""
    digest = hashlib.sha256(_LOCK.read_bytes() if _LOCK.exists() else b"")
    for folder in _UNDER_TEST:
        for path in sorted((ROOT / folder).rglob("*")):
            if "__pycache__" not in path.parts and path.is_file():
                _add(digest, path)
    return digest.hexdigest()


@cache
def _imports(path: Path, package: str) -> tuple[str, ...]:
    """Return the modules and names of a package that a file imports, wherever the import stands."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return tuple(name for name in names if name.partition(".")[0] == package)


def _file(name: str) -> Path | None:
    """Return the file of `package.module` or of `package.module.name`."""
    for dotted in (name, name.rpartition(".")[0]):
        path = ROOT / dotted.replace(".", "/")
        for file in (path.with_suffix(".py"), path / "__init__.py"):
            if file.is_file():
                return file
    return None


def _add(digest: Any, path: Path) -> None:
    digest.update(f"{path.name}\n".encode())
    digest.update(path.read_bytes())
