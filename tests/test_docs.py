"""The documentation is true: its commands parse, its links lead somewhere, its variables are read, its examples run."""

import ast
import hashlib
import re
import shlex
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
import typer

from assets.definitions import defs  # noqa: F401  (loads what the examples are added to)
from assets.policy import table_asset
from assets.resources import Lectern
from evals import ragas_adapter, targets
from evals.cases import Case
from evals.suite import suite_names
from lectern import work
from lectern.cli import app
from lectern.exports import formats
from pipelines import freshness, models, prompts
from pipelines.database import Database, Fence
from pipelines.freshness import StoredAsset
from pipelines.research import library
from pipelines.research.readers import kinds
from pipelines.tables import TABLES, Table
from pipelines.transcripts.pipeline import read_channel, segment_channel
from tests.conftest import ROOT

PAGES = sorted(
    [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "samples" / "README.md", *(ROOT / "docs").rglob("*.md")]
)
COOKBOOK = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
NEW_IN_RECIPES = {"prompts/script-draft/v5.j2"}
FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
IN_REPOSITORY = re.compile(
    r"(?:assets|benchmarks|docs|evals|lectern|migrations|notebooks|pipelines|prompts|samples|tests)/"
)
SET_BY_US = {"PATH"}  # read to be passed on, nothing that a user sets for Lectern

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def spans(page: Path) -> list[str]:
    """What the page shows as inline code."""
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", prose(page))


def shell_lines(page: Path) -> list[str]:
    """The lines of the page's shell blocks."""
    blocks = FENCE.finditer(page.read_text(encoding="utf-8"))
    return [line for block in blocks if block["language"] == "sh" for line in block["body"].splitlines()]


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def subcommand(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the words name, and the words after its name."""
    command: click.Command = typer.main.get_command(app)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        assert words[0] in command.commands, f"lectern has no command {words[0]!r}"
        command, words = command.commands[words[0]], words[1:]
    return command, words


@each_page
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {match for text in [*spans(page), *shell_lines(page)] for match in re.findall(r"^make ([a-z-]+)", text)}
    assert named <= targets


@each_page
def test_every_command_line_in_a_shell_block_parses(page: Path) -> None:
    for line in shell_lines(page):
        if line.startswith(".venv/bin/lectern "):
            command, arguments = subcommand(shlex.split(line)[1:])
            command.make_context(command.name, arguments)  # parses and converts, runs nothing


@each_page
def test_every_command_and_option_in_the_text_exists(page: Path) -> None:
    for span in spans(page):
        words = span.removeprefix(".venv/bin/").split()
        if words[0] == "lectern" and not span.startswith("lectern/"):
            command, rest = subcommand(words[1:])
            known = {"--help"}.union(*(parameter.opts for parameter in command.params))
            assert {word for word in rest if word.startswith("--")} <= known, span


@each_page
def test_every_suite_that_is_run_exists(page: Path) -> None:
    named = {
        match for line in shell_lines(page) for match in re.findall(r"(?:python -m evals|lectern eval) run (\w+)", line)
    }
    assert named <= set(suite_names())


@each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if "://" not in target:
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            assert file.exists(), f"{target}: no such file"
            assert not anchor or anchor in anchors(file), f"{target}: no such heading"


@each_page
def test_every_path_in_the_text_exists(page: Path) -> None:
    named = {span for span in spans(page) if IN_REPOSITORY.match(span) and re.fullmatch(r"[\w./-]+", span)}
    missing = {
        path for path in named - NEW_IN_RECIPES if not (ROOT / path).exists() and not (page.parent / path).exists()
    }
    assert not missing


@cache
def variables_read() -> frozenset[str]:
    """Names that our packages ask the environment for: `environ.get("X")`, `environment.get("X")`, `_number("X")`."""
    by_type = {f"DEFAULT_{pipeline_type.upper()}_PIPELINE_TAG" for pipeline_type in prompts.PIPELINE_TYPES}
    return by_type.union(_names_read())


def _names_read() -> Iterator[str]:
    for package in ("assets", "evals", "lectern", "pipelines"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                    called = ast.unparse(node.func)
                    if called.endswith(("environ.get", "environment.get", "getenv")) or called in {"_number", "_count"}:
                        yield str(node.args[0].value)


def test_the_example_environment_lists_what_is_read_and_nothing_else() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", example, re.MULTILINE)) == variables_read() - SET_BY_US


def test_the_example_environment_sets_nothing() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


@each_page
def test_every_variable_in_the_text_is_read(page: Path) -> None:
    named = {span.partition("=")[0] for span in spans(page) if re.fullmatch(r"[A-Z]+_[A-Z_]+(?:=\S+)?", span)}
    documented = {
        name for name in named if name.startswith(("LECTERN_", "DEFAULT_", "PIPELINE_", "DATABASE_", "OPENAI_"))
    }
    assert documented <= variables_read()


def test_every_decision_is_listed_and_numbered_without_a_gap() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert [name[:4] for name in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    assert re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8")) == pages
    for name in pages:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.startswith(f"# {name[:4]} ")
        if name != "0012-libraries.md":
            assert all(part in text for part in ("**Need.**", "**Weighed**", "**Chosen.**", "**Costs.**")), name


def test_every_dependency_is_explained() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    explained = (ROOT / "docs" / "decisions" / "0012-libraries.md").read_text(encoding="utf-8")
    names = [re.split(r"[\[<>=!~ ]", dependency)[0] for dependency in declared]
    assert [name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", explained)] == []


def test_the_architecture_names_every_asset() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [asset.name for asset in freshness.ASSETS if f"| `{asset.name}` |" not in text] == []


def test_the_glossary_explains_every_verdict_and_sentence_kind() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert [verdict for verdict in models.Verdict if verdict not in text] == []
    assert [kind for kind in models.SentenceKind if f"*{kind.capitalize()}*" not in text] == []


def test_the_readme_has_the_exit_codes_of_the_command() -> None:
    assert app.info.epilog in " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())


def test_the_readme_shows_where_the_demo_puts_its_page(db: Database) -> None:
    db.merge(models.Channel, [models.Channel(work.DEMO_CHANNEL, "Slow Light", "samples/channel")])
    key = work.new_project(
        db, work.DEMO_CHANNEL, work.DEMO_TOPIC, work.SAMPLES / "library", work.DEMO_MINUTES, None, None
    )
    channel, _, slug = key.partition("/")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f".lectern/reports/{channel}/" in text
    assert [row.file for row in formats.FORMATS.values() if f"── {row.file} " not in text] == []
    assert f"lectern script open {key}" in text
    assert f"── {slug}/" in text


def example(path: str) -> str:
    """The cookbook's code for a file."""
    return next(block["body"] for block in FENCE.finditer(COOKBOOK) if block["body"].startswith(f"# {path}\n"))


def run_example(path: str, **names: Any) -> dict[str, Any]:
    """Execute the cookbook's code for a file as the module that it would be."""
    module = path.removesuffix(".py").replace("/", ".")
    namespace: dict[str, Any] = {"__name__": module, **names}
    exec(compile(example(path), path, "exec"), namespace)
    return namespace


def test_the_recipe_for_a_source_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = run_example("pipelines/research/readers/org.py")["read"]
    monkeypatch.setitem(sys.modules, "pipelines.research.readers.org", SimpleNamespace(read=read))  # type: ignore[misc]
    monkeypatch.setitem(kinds.READERS, ".org", ("org", "org"))
    (tmp_path / "comets.org").write_text(
        "#+TITLE: Comets\n#+AUTHOR: A. Writer\n* What they are\nA comet is\na ball of ice.\n\n** Parts\n- a nucleus\n- a tail\n"
    )
    (tmp_path / "empty.org").write_text("")
    project = models.Project("a/comets", "a", "comets", str(tmp_path), 8.0)
    document, empty = library.read_library(project)
    assert (document.title, document.author, document.media_type) == ("Comets", "A. Writer", "org")
    assert document.text == "A comet is a ball of ice.\n\na nucleus\n\na tail"
    assert [(document.text[offset:][:9], heading) for offset, heading in document.headings] == [
        ("A comet i", "What they are"),
        ("a nucleus", "What they are > Parts"),
    ]
    assert empty.problem


def test_the_recipe_for_a_metric() -> None:
    metric = run_example("evals/factuality/abstention.py")["abstention"]
    assert isinstance(metric, ragas_adapter.Metric)
    assert metric.description
    assert [metric.applies({"verdict": verdict}) for verdict in models.Verdict] == [True, True, False]
    said, unsaid = (metric.function({"verdict": v}, {"verdict": "SUPPORTED"}) for v in ("SUPPORTED", "NOT_ENOUGH_INFO"))
    assert (said, unsaid) == (ragas_adapter.FAIL, ragas_adapter.PASS)


def test_the_recipe_for_a_suite() -> None:
    task = run_example("evals/sentence_ends/task.py")
    case = Case("one", {"text": "It rained. Then it did not."}, {}, {}, "test", "one")
    answer = task["prepare"]([case], targets.resolve("production", engine="offline"))
    assert answer(case, 0)["sentences"] == ["It rained.", "Then it did not."]


def test_the_recipe_for_a_prompt_version(tmp_path: Path) -> None:
    folder = tmp_path / "prompts"
    shutil.copytree(ROOT / "prompts", folder)
    tags = folder / "pipeline-tags.yaml"
    new = folder / "script-draft" / "v5.j2"
    shutil.copy(folder / "script-draft" / "v4.j2", new)
    new.write_text(new.read_text().replace("short sentences", "very short sentences"))
    head, experimental, tail = tags.read_text().partition("  experimental:")
    tags.write_text(head + experimental + tail.replace("      script-draft: v4", "      script-draft: v5", 1))

    def service(**default_tags: str) -> prompts.PromptService:
        return prompts.PromptService(folder, tags, default_tags=default_tags)

    assert service().resolve("script-draft", "writing").version == "v4"
    assert service().resolve("script-draft", "writing", "experimental").version == "v5"
    assert service(writing="experimental").resolve("script-draft", "writing").version == "v5"

    digest = hashlib.sha256(new.read_bytes()).hexdigest()
    tags.write_text(
        tags.read_text().replace("  script-draft:\n    v1: ", f"  script-draft:\n    v5: {digest}\n    v1: ")
    )
    service().validate()
    new.write_text(new.read_text() + "\n")
    with pytest.raises(prompts.PromptConfigError, match=re.escape(str(new))):
        service().validate()


@pytest.fixture
def pause_recipe(db: Database, monkeypatch: pytest.MonkeyPatch) -> tuple[type, Callable[..., list[Any]]]:
    """The class and the rule of the recipe for an asset, in the places where the recipe puts them."""
    pause = run_example("pipelines/models/voice.py", dataclass=dataclass)["Pause"]
    monkeypatch.setattr(models, "Pause", pause, raising=False)
    entry = next(block["body"] for block in FENCE.finditer(COOKBOOK) if block["body"].startswith("m.Pause:"))
    monkeypatch.setitem(TABLES, pause, eval(entry.partition(":")[2].strip().rstrip(","), {"Table": Table}))
    entry = next(block["body"] for block in FENCE.finditer(COOKBOOK) if block["body"].startswith("StoredAsset("))
    monkeypatch.setitem(freshness.BY_NAME, "pauses", eval(entry.strip().rstrip(","), {"StoredAsset": StoredAsset}))
    db.query(run_example("migrations/versions/NNNN_pauses.py")["UP"])
    return pause, run_example("pipelines/voice/pauses.py")["find_pauses"]


def test_the_recipe_for_an_asset(db: Database, pause_recipe: tuple[type, Callable[..., list[Any]]]) -> None:
    import dagster as dg

    pause, find_pauses = pause_recipe
    names = {"table_asset": table_asset, "dg": dg, "Lectern": Lectern, "Segment": models.Segment, "Pause": pause}
    pauses = run_example("assets/defs/voice.py", find_pauses=find_pauses, **names)["pauses"]
    assert pauses.key == dg.AssetKey("pauses")
    assert {spec.name for spec in pauses.check_specs} == {"schema"}

    channel = models.Channel("slow-light", "Slow Light", str(work.SAMPLES / "channel"))
    db.merge(models.Channel, [channel])
    rows = find_pauses("slow-light", segment_channel(channel, read_channel(channel, []), []))
    assert rows
    assert all(row.seconds >= 1.0 for row in rows)
    db.replace(pause, rows, "slow-light", Fence("pauses", "run", 1, freshness.code_version("pauses"), {}))
    assert sorted(db.read(pause), key=repr) == sorted(rows, key=repr)
