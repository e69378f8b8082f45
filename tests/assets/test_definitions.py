"""The code location: it loads anywhere, documents itself, and is the graph that `pipelines.freshness` decides by."""

import os
import re
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.assets.graph.asset_graph import AssetGraph, AssetNode

from assets.definitions import defs
from pipelines import freshness
from tests import inputs

SNAPSHOT = Path(__file__).with_name("asset_graph.txt")
GRAIN = re.compile(r"One (row per|executed notebook per|script page per)\b")
SUITES = "suite_results"  # of no channel and no project, so that it is in no list of what is stale
REPORTS = {"channel_report", "creator_dna_report", "research_report", "facts_report", "script_page", "script_report"}


@pytest.fixture(scope="module")
def graph() -> AssetGraph:
    return defs().resolve_asset_graph()


def _nodes(graph: AssetGraph) -> dict[str, AssetNode]:
    return {node.key.to_user_string(): node for node in graph.asset_nodes}


def test_definitions_load_without_a_database(tmp_path: Path) -> None:
    environ = inputs.environment(tmp_path)
    program = "from assets.definitions import defs; print(len(list(defs().resolve_all_asset_specs())))"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environ, cwd=inputs.ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == len(freshness.ASSETS) + len(REPORTS) + 1
    assert not list(tmp_path.iterdir()), "loading must not leave anything behind"


def test_a_missing_prompt_file_stops_the_code_location_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompts = tmp_path / "prompts"
    for source in (inputs.ROOT / "prompts").rglob("*"):
        if source.is_file() and not source.match("script-draft/*"):
            copy = prompts / source.relative_to(inputs.ROOT / "prompts")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(source.read_bytes())
    monkeypatch.setenv("PROMPTS_DIR", str(prompts))
    monkeypatch.setenv("PIPELINE_TAGS_CONFIG_PATH", str(prompts / "pipeline-tags.yaml"))
    with pytest.raises(Exception, match=re.escape(f"script-draft{os.sep}v") + r"\d+\.j2") as caught:
        defs()
    assert type(caught.value).__name__ == "PromptConfigError"


def test_broken_tags_stop_the_code_location_and_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "tags.yaml"
    broken.write_text("production: [unclosed\n")
    monkeypatch.setenv("PIPELINE_TAGS_CONFIG_PATH", str(broken))
    with pytest.raises(Exception, match=re.escape(str(broken))):
        defs()


def test_every_asset_documents_itself(graph: AssetGraph) -> None:
    for name, node in _nodes(graph).items():
        assert GRAIN.match(node.description or ""), f"{name}: the description opens with the grain"
        assert node.owners, f"{name} has no owner"
        assert node.group_name != "default", f"{name} has no group"
        assert node.kinds, f"{name} has no kind"


def test_every_table_states_its_columns_and_checks_what_it_stores(graph: AssetGraph) -> None:
    for asset in freshness.ASSETS:
        node = _nodes(graph)[asset.name]
        schema = node.metadata["dagster/column_schema"]
        assert isinstance(schema, dg.TableSchema)
        assert schema.columns
        blocking = {key.name for key in node.check_keys if graph.get_check_spec(key).blocking}
        assert "schema" in blocking, f"{asset.name} does not check its keys before it is stored"


def test_the_graph_is_the_one_by_which_staleness_is_decided(graph: AssetGraph) -> None:
    nodes = _nodes(graph)
    assert set(nodes) == {asset.name for asset in freshness.ASSETS} | REPORTS | {SUITES}
    for asset in freshness.ASSETS:
        node = nodes[asset.name]
        assert {key.to_user_string() for key in node.parent_keys} == set(asset.upstream), asset.name
        assert node.group_name == asset.stage
        partitions = node.partitions_def
        name = partitions.name if isinstance(partitions, dg.DynamicPartitionsDefinition) else None
        assert name == asset.partitions, asset.name
        assert node.code_version == freshness.code_version(asset.name)


def _partitions(node: AssetNode) -> str:
    partitions = node.partitions_def
    if isinstance(partitions, dg.MultiPartitionsDefinition):
        return " × ".join(dimension.name for dimension in partitions.partitions_defs)
    return getattr(partitions, "name", None) or "unpartitioned"


def test_the_asset_graph_is_as_in_the_snapshot(graph: AssetGraph) -> None:
    """`make snapshot` writes it anew, and the diff shows a reviewer what has changed."""
    lines = []
    for name, node in sorted(_nodes(graph).items()):
        lines.append(f"{name}  [{node.group_name}, {_partitions(node)}]")
        lines += [f"    reads {key.to_user_string()}" for key in sorted(node.parent_keys)]
        lines += [
            f"    check {key.name}{'' if graph.get_check_spec(key).blocking else ' (warns)'}"
            for key in sorted(node.check_keys, key=lambda key: key.name)
        ]
    text = "\n".join(lines) + "\n"
    if os.environ.get("UPDATE_SNAPSHOT"):
        SNAPSHOT.write_text(text)
    assert text == SNAPSHOT.read_text(), "The asset graph changed. If it was meant to: make snapshot"
