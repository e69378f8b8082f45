"""Two arms in production: whom chance dealt is compared, whom a person chose is not, and few projects decide nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from evals import arms
from evals.cases import SuiteError
from evals.verdict import Finding, Verdict
from pipelines import freshness, prompt_tags, settings
from pipelines.database import Database, Fence
from pipelines.models import Channel, EvaluationResult, Project, content_id
from pipelines.prompt_tags import PromptConfigError
from pipelines.tables import TABLES

MODELS = {table.name: model for model, table in TABLES.items()}
OF_PROMPTS = ["research_brief", "claims", "evidence", "hooks", "script_draft"]


@pytest.fixture(autouse=True)
def half(db: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Half of the projects run under `experimental`."""
    path = tmp_path / "tags.yaml"
    shipped = (settings.ROOT / "prompts" / "pipeline-tags.yaml").read_text()
    path.write_text(f"{shipped}\nshares:\n  writing:\n    experimental: 0.5\n")
    monkeypatch.setenv("PIPELINE_TAGS_CONFIG_PATH", str(path))
    monkeypatch.setenv("DATABASE_URL", database_url)
    yield
    for table in ("evaluation_results", "partition_writes", "projects", "channels"):
        db.query(f"DELETE FROM {table}")  # noqa: S608


def plan(db: Database, number: int, tag: str | None = None) -> Project:
    db.merge(Channel, [Channel("tiny", "Tiny", "nowhere")])
    project = Project(f"tiny/topic-{number}", "tiny", f"topic {number}", "nowhere", 8.0, pipeline_tag=tag)
    db.merge(Project, [project])
    return project


def evaluate(db: Database, project: Project, voice: float | None, backed: float = 1.0) -> None:
    """Store what a run stores of its prompts and its evaluation."""
    key = project.project_key
    tag = prompt_tags.read().of_project(project, "writing")
    rows = [
        EvaluationResult(
            content_id("project", key, "draft_quality", metric, tag), "project", key, "draft_quality", metric, tag,
            value, None, None, 30, 0, "0", None if value is not None else "too short", "a-model",
        )
        for metric, value in (("voice_fidelity", voice), ("sourced_is_backed", backed))
    ]  # fmt: skip
    for asset in [*OF_PROMPTS, "evaluation_results"]:
        seen = freshness.outside_inputs(db, asset, key)
        of_asset = rows if asset == "evaluation_results" else []
        db.replace(MODELS[asset], of_asset, key, Fence(asset, "run", 1, freshness.code_version(asset), seen))


def dealt(db: Database, n: int, gain: float, first: int = 0) -> dict[str, list[float]]:
    """Make `n` projects whose scripts have a voice of 0.5, and of `gain` more where they run under `experimental`."""
    generator = np.random.default_rng(3)
    values: dict[str, list[float]] = {"production": [], "experimental": []}
    for number in range(first, first + n):
        project = plan(db, number)
        tag = prompt_tags.read().of_project(project, "writing")
        value = 0.5 + gain * (tag == "experimental") + float(generator.normal(0, 0.1))
        evaluate(db, project, value)
        values[tag].append(value)
    return values


def found(comparison: arms.ArmComparison) -> dict[str, arms.ArmMetric]:
    return {metric.name: metric for metric in comparison.metrics}


def test_a_candidate_that_is_better_in_production_ships(db: Database) -> None:
    values = dealt(db, 40, 0.2)
    comparison = arms.compare_arms(db, "production", "experimental")
    voice = found(comparison)["voice_fidelity"]
    assert comparison.n_projects == (len(values["production"]), len(values["experimental"]))
    assert voice.difference.value == pytest.approx(np.mean(values["experimental"]) - np.mean(values["production"]))
    assert (comparison.verdict, voice.finding) == (Verdict.SHIP, Finding.BETTER)
    assert "voice_fidelity better by" in comparison.reason
    assert found(comparison)["sourced_is_backed"].finding is Finding.UNDECIDED


def test_the_other_way_round_it_is_kept(db: Database) -> None:
    dealt(db, 40, -0.2)
    assert arms.compare_arms(db, "production", "experimental").verdict is Verdict.KEEP


def test_equal_arms_are_inconclusive_and_say_what_it_would_take(db: Database) -> None:
    dealt(db, 20, 0.02)
    comparison = arms.compare_arms(db, "production", "experimental")
    assert comparison.verdict is Verdict.INCONCLUSIVE
    voice = found(comparison)["voice_fidelity"]
    assert voice.needed is not None
    assert voice.needed > 20
    assert f"{voice.needed - 20:,} more" in comparison.reason
    assert f"{voice.detectable:.3g}" in comparison.reason


def test_few_projects_are_inconclusive_however_far_apart_and_say_how_many_more(db: Database) -> None:
    tags = prompt_tags.read()
    projects = [plan(db, number) for number in range(40)]
    for tag, voice in (("production", 0.1), ("experimental", 0.9)):
        of_tag = [project for project in projects if tags.of_project(project, "writing") == tag][:3]
        for at, project in enumerate(of_tag):
            evaluate(db, project, voice + at / 100)
    comparison = arms.compare_arms(db, "production", "experimental")
    assert comparison.verdict is Verdict.INCONCLUSIVE
    assert "3 projects under production, 3 under experimental: too few" in comparison.reason
    assert "At least 1 more under experimental is needed" in comparison.reason
    assert len(comparison.left_out[arms.NOT_EVALUATED]) == 34


def test_no_project_in_an_arm_is_told_with_the_remedy(db: Database) -> None:
    comparison = arms.compare_arms(db, "production", "experimental")
    assert comparison.verdict is Verdict.INCONCLUSIVE
    assert "`shares:`" in comparison.reason


def test_a_project_whose_tag_was_chosen_does_not_count(db: Database) -> None:
    dealt(db, 10, 0.0)
    chosen = plan(db, 99, tag="experimental")
    evaluate(db, chosen, 0.99)
    comparison = arms.compare_arms(db, "production", "experimental")
    assert sum(comparison.n_projects) == 10
    assert comparison.left_out == {arms.CHOSEN: [chosen.project_key]}


def test_a_tag_set_for_all_leaves_nobody_to_chance(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    dealt(db, 10, 0.0)
    monkeypatch.setenv("DEFAULT_WRITING_PIPELINE_TAG", "production")
    comparison = arms.compare_arms(db, "production", "experimental")
    assert comparison.n_projects == (0, 0)
    assert any("DEFAULT_WRITING_PIPELINE_TAG" in note for note in comparison.notes)


def test_what_was_made_before_a_project_moved_does_not_count(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dealt(db, 12, 0.0)
    before = arms.compare_arms(db, "production", "experimental").n_projects
    path = tmp_path / "tags.yaml"
    path.write_text(path.read_text().replace("experimental: 0.5", "experimental: 1.0"))
    comparison = arms.compare_arms(db, "production", "experimental")
    assert comparison.n_projects == (0, before[1])
    assert len(comparison.left_out[arms.OUTDATED]) == before[0]


def test_a_draft_without_a_value_is_counted_and_in_no_mean(db: Database) -> None:
    dealt(db, 12, 0.0)
    project = next(
        project for project in (plan(db, number) for number in range(50, 70))
        if prompt_tags.read().of_project(project, "writing") == "experimental"
    )  # fmt: skip
    evaluate(db, project, None)
    voice = found(arms.compare_arms(db, "production", "experimental"))["voice_fidelity"]
    assert voice.unscored == (0, 1)
    assert sum(voice.difference.sizes) == 12


def test_a_facts_prompt_has_arms_of_its_own(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "tags.yaml"
    path.write_text(path.read_text().replace("  writing:\n    experimental: 0.5", "  facts:\n    experimental: 0.5"))
    for number in range(12):
        evaluate(db, plan(db, number), 0.5 + number / 100)
    assert all(arms.compare_arms(db, "production", "experimental", "facts").n_projects)
    assert arms.compare_arms(db, "production", "experimental", "writing").n_projects == (12, 0)


@pytest.mark.parametrize(
    ("tags", "error", "message"),
    [
        (("production", "production"), SuiteError, "one tag"),
        (("production", "experimantal"), PromptConfigError, "no tag 'experimantal'.*experimental, production"),
    ],
)
def test_tags_that_cannot_be_compared_are_refused(
    db: Database, tags: Sequence[str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        arms.compare_arms(db, *tags)


def test_scripts_that_no_prompt_had_a_part_in_are_told(db: Database) -> None:
    dealt(db, 4, 0.0)
    rows = [replace(row, engine="offline-1") for row in db.read(EvaluationResult)]
    db.merge(EvaluationResult, rows)
    assert any("no prompt had a part" in note for note in arms.compare_arms(db, "production", "experimental").notes)


def test_the_text_says_the_verdict_first_and_who_was_left_out_last(db: Database) -> None:
    dealt(db, 10, 0.0)
    for number in range(90, 97):
        evaluate(db, plan(db, number, tag="experimental"), 0.9)
    lines = arms.told(arms.compare_arms(db, "production", "experimental")).splitlines()
    assert lines[0].startswith("INCONCLUSIVE: ")
    assert any(line.startswith("voice_fidelity") and "0.5" in line for line in lines)
    assert any(arms.CHOSEN in line and "and 2 more" in line for line in lines)
