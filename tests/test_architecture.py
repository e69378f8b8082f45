"""The rules of the layout, read from the source: who imports whom, what files are called, how SQL is written."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("pipelines", "assets", "lectern", "evals")
OURS = frozenset({*PACKAGES, "tests", "notebooks", "benchmarks", "migrations"})
LARGEST_FILE_LINES = 425
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|constants?|misc)(_|$)")
# What a layer of the product may import of the others: the arrows of docs/architecture.md.
MAY_IMPORT = {
    "pipelines": {"pipelines"},
    "evals": {"evals", "pipelines"},
    "assets": {"assets", "pipelines", "evals", "lectern"},
    "lectern": {"lectern", "pipelines", "assets", "evals"},
}
# Modules of `pipelines/` that are wired from stages: everything else there is a noun that stages build on.
ABOVE_STAGES = {"pipelines.engines", "pipelines.freshness"}
REGISTRY_HOST = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(com|org)|crates\.io|rubygems\.org|proxy\.golang\.org|conda\.anaconda\.org",
    re.I,
)


def _files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _module(path: Path) -> str:
    return _name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def _imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file the import stands; `from a import b` as `a.b`."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}:{node.lineno} imports relatively: write the package out"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _importers(package: str, *folders: str) -> set[str]:
    return {
        _name(path) for path in _files(*folders) if any(name.partition(".")[0] == package for name in _imports(path))
    }


@pytest.mark.parametrize("layer", PACKAGES)
def test_arrows_between_the_packages_point_one_way(layer: str) -> None:
    wrong = {
        f"{_name(path)} imports {name}"
        for path in _files(layer)
        for name in _imports(path)
        if name.partition(".")[0] in OURS - MAY_IMPORT[layer]
    }
    assert not wrong


def test_only_assets_and_the_front_door_know_dagster() -> None:
    assert not _importers("dagster", "pipelines", "evals", "migrations", "notebooks", "benchmarks")


def test_only_evals_knows_ragas() -> None:
    assert not _importers("ragas", "pipelines", "assets", "lectern", "migrations", "notebooks", "benchmarks")
    assert _importers("ragas", "evals") == {"evals/ragas_adapter.py"}


def test_sql_drivers_stay_in_the_database_layer() -> None:
    allowed = re.compile(r"pipelines/(database|\w+/store)\.py|lectern/environment\.py")
    importers = _importers("psycopg", *PACKAGES) | _importers("psycopg_pool", *PACKAGES)
    assert not {name for name in importers if not allowed.fullmatch(name)}


def test_the_vocabulary_imports_nothing_of_ours() -> None:
    files = _files("pipelines/models")
    assert files
    imported = {name for path in files for name in _imports(path) if name.partition(".")[0] in OURS}
    assert not {name for name in imported if not name.startswith("pipelines.models")}


def test_nouns_do_not_import_components_or_the_wiring_of_a_stage() -> None:
    components = {
        _module(path)
        for path in _files("pipelines")
        if any(
            isinstance(node, ast.ClassDef)
            and any("component" in ast.unparse(decorator) for decorator in node.decorator_list)
            for node in ast.walk(_tree(path))
        )
    }
    above = {*components, *(f"pipelines.{stage}.pipeline" for stage in _stages()), *ABOVE_STAGES}
    wrong = set()
    for path in _files("pipelines"):
        importer = _module(path)
        if importer in above or importer.startswith("pipelines.research.standalone"):
            continue
        wrong |= {f"{importer} imports {name}" for name in _imports(path) if _is_of(name, above)}
    assert not wrong


def test_a_stage_does_not_drive_another_stage() -> None:
    """A stage may use another's nouns; only `assets/` calls a stage's `pipeline`, only the stage itself its `store`."""
    wrong = {
        f"{_name(path)} imports {name}"
        for stage in _stages()
        for path in _files(f"pipelines/{stage}")
        for name in _imports(path)
        for other in _stages() - {stage}
        if name.startswith((f"pipelines.{other}.pipeline", f"pipelines.{other}.store"))
    }
    assert not wrong


def _stages() -> set[str]:
    return {path.name for path in (ROOT / "pipelines").iterdir() if (path / "pipeline.py").exists()}


def _is_of(name: str, modules: set[str]) -> bool:
    return name in modules or name.rpartition(".")[0] in modules


def test_no_file_has_a_name_that_says_nothing() -> None:
    files = [path for path in _files(*PACKAGES, "tests", "benchmarks") if VAGUE.search(path.stem)]
    folders = {
        folder for path in _files(*PACKAGES) for folder in path.relative_to(ROOT).parts[:-1] if VAGUE.search(folder)
    }
    assert not files
    assert not folders


def test_sql_is_never_put_together_from_strings() -> None:
    """A value goes in as a parameter, a name through `psycopg.sql`: no f-string, `%`, `+` or `.format` of a plain string."""
    wrong = set()
    for path in _files(*PACKAGES, "benchmarks"):
        for node in ast.walk(_tree(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            if node.func.attr in {"execute", "executemany", "query", "SQL", "stream", "copy"}:
                statement = node.args[0]
                is_glued = isinstance(statement, ast.JoinedStr) or (
                    isinstance(statement, ast.BinOp) and isinstance(statement.op, ast.Mod | ast.Add)
                )
                is_formatted = (
                    isinstance(statement, ast.Call)
                    and isinstance(statement.func, ast.Attribute)
                    and statement.func.attr == "format"
                    and isinstance(statement.func.value, ast.Constant)
                )
                if is_glued or is_formatted:
                    wrong.add(f"{_name(path)}:{node.lineno}")
    assert not wrong


def test_every_module_says_what_it_is_for() -> None:
    assert not {
        _name(path) for path in _files(*PACKAGES) if path.read_text().strip() and not ast.get_docstring(_tree(path))
    }


def test_no_file_grows_beyond_reading() -> None:
    files = _files(*PACKAGES, "tests", "benchmarks", "migrations")
    sizes = {_name(path): len(path.read_text().splitlines()) for path in files}
    assert not {name: lines for name, lines in sizes.items() if lines > LARGEST_FILE_LINES}


def test_no_place_names_a_package_registry() -> None:
    """Where packages come from is the reader's choice (a mirror, a cache, no network): nothing here decides it."""
    places = [
        path
        for pattern in (
            "*.md",
            "*.lock",
            "*.toml",
            "*.yaml",
            "Makefile",
            ".env.example",
            "docs/**/*.md",
            ".github/**/*.yml",
        )
        for path in ROOT.glob(pattern)
    ]
    assert ROOT / "requirements.lock" in places
    assert not {
        _name(path): REGISTRY_HOST.findall(path.read_text())
        for path in places
        if REGISTRY_HOST.search(path.read_text())
    }
