"""Reports: executed notebooks and the script page, as files that the Dagster UI links to."""

from pathlib import Path

import dagster as dg

from assets.policy import AUTOMATION, OWNERS, channels, projects
from assets.resources import Lectern


def _files(paths: dict[str, Path]) -> dict[str, dg.MetadataValue]:
    return {name: dg.MetadataValue.path(str(path)) for name, path in paths.items()}


def _notebook(lectern: Lectern, name: str, parameters: dict[str, str], folder: str) -> dg.MaterializeResult[None]:
    from lectern.reports import run_notebook

    report = run_notebook(name, parameters, lectern.settings.state_dir / "reports" / folder)
    files = {"report": report, "notebook": report.with_suffix(".ipynb")}
    return dg.MaterializeResult(metadata={**_files(files), "open": dg.MetadataValue.url(report.as_uri())})


@dg.asset(
    partitions_def=channels,
    group_name="reports",
    owners=OWNERS,
    kinds={"jupyter"},
    deps=["videos", "segments", "voice_features"],
    automation_condition=AUTOMATION["channels"],
)
def channel_report(context: dg.AssetExecutionContext, lectern: Lectern) -> dg.MaterializeResult[None]:
    """One executed notebook per channel: what was published, and how healthy its transcripts are."""
    return _notebook(lectern, "01_channel", {"channel_key": context.partition_key}, context.partition_key)


@dg.asset(
    partitions_def=channels,
    group_name="reports",
    owners=OWNERS,
    kinds={"jupyter"},
    deps=["creator_dna", "creator_dna_versions", "series_dna", "stories", "discourse_moves", "video_structure"],
    automation_condition=AUTOMATION["channels"],
)
def creator_dna_report(context: dg.AssetExecutionContext, lectern: Lectern) -> dg.MaterializeResult[None]:
    """One executed notebook per channel: what its voice consists of."""
    return _notebook(lectern, "02_creator_dna", {"channel_key": context.partition_key}, context.partition_key)


@dg.asset(
    partitions_def=projects,
    group_name="reports",
    owners=OWNERS,
    kinds={"jupyter"},
    deps=[
        "research_queries",
        "research_brief",
        "gaps",
        "contradictions",
        "misconceptions",
        "asides",
        "glossary",
        "concept_map",
    ],
    automation_condition=AUTOMATION["projects"],
)
def research_report(context: dg.AssetExecutionContext, lectern: Lectern) -> dg.MaterializeResult[None]:
    """One executed notebook per project: what the sources say, where they differ, and what they leave out."""
    return _notebook(lectern, "03_research", {"project_key": context.partition_key}, context.partition_key)


@dg.asset(
    partitions_def=projects,
    group_name="reports",
    owners=OWNERS,
    kinds={"jupyter"},
    deps=["verified_facts", "evidence", "contradictions", "misconceptions"],
    automation_condition=AUTOMATION["projects"],
)
def facts_report(context: dg.AssetExecutionContext, lectern: Lectern) -> dg.MaterializeResult[None]:
    """One executed notebook per project: what holds, on what it rests, and how sure that is."""
    return _notebook(lectern, "04_facts", {"project_key": context.partition_key}, context.partition_key)


@dg.asset(
    partitions_def=projects,
    group_name="reports",
    owners=OWNERS,
    kinds={"html"},
    deps=["research_brief", "script_draft", "script_review", "evaluation_results"],
    automation_condition=AUTOMATION["projects"],
)
def script_page(context: dg.AssetExecutionContext, lectern: Lectern) -> dg.MaterializeResult[None]:
    """One script page per project, with every other form of the script beside it."""
    from lectern.exports import formats
    from lectern.scripts import load_script

    script = load_script(lectern.db, context.partition_key)
    folder = lectern.settings.state_dir / "reports" / context.partition_key
    files = formats.write(script, folder, formats.chosen([formats.ALL]))
    return dg.MaterializeResult(
        metadata={
            **_files(files),
            "open": dg.MetadataValue.url(files["script.html"].as_uri()),
            "sentences": len(script.sentences),
        }
    )


@dg.asset(
    partitions_def=projects,
    group_name="reports",
    owners=OWNERS,
    kinds={"jupyter"},
    deps=["script_draft", "script_review", "evaluation_results"],
    automation_condition=AUTOMATION["projects"],
)
def script_report(context: dg.AssetExecutionContext, lectern: Lectern) -> dg.MaterializeResult[None]:
    """One executed notebook per project: how good the draft is."""
    return _notebook(lectern, "05_script_report", {"project_key": context.partition_key}, context.partition_key)
