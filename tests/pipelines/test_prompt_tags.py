"""Which tag a project runs under: who decides, that it stays, and which shares are refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import prompt_tags
from pipelines.models import Project
from pipelines.prompt_tags import PromptConfigError, PromptTags

TAGS = """tags:
  production:
    writing: {draft: v1}
  experimental:
    writing: {draft: v2}
  bold:
    writing: {draft: v3}
  faithful:
    facts: {reader: v1}
"""
PROJECTS = [Project(f"channel-{number % 7}/topic-{number}", "channel", "topic", "", 8.0) for number in range(2000)]


def read(path: Path, shares: str = "", **environment: str) -> PromptTags:
    path.write_text(TAGS + shares)
    return prompt_tags.read(path, environment)


def shared(path: Path, **shares: float) -> list[str]:
    """The tag of every project when so large shares of them run under these tags."""
    listed = ", ".join(f"{tag}: {size:.9f}" for tag, size in shares.items())
    tags = read(path, f"shares:\n  writing: {{{listed}}}\n")
    return [tags.of_project(project, "writing") for project in PROJECTS]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tags") / "tags.yaml"


def test_without_shares_every_project_runs_production(path: Path) -> None:
    tags = read(path)
    assert {tags.of_project(project, "writing") for project in PROJECTS} == {"production"}


def test_a_share_is_the_share_of_the_projects_that_it_says(path: Path) -> None:
    used = shared(path, experimental=0.1, bold=0.25)
    assert used.count("experimental") / len(used) == pytest.approx(0.1, abs=0.02)
    assert used.count("bold") / len(used) == pytest.approx(0.25, abs=0.03)
    assert set(shared(path, experimental=1.0)) == {"experimental"}
    assert set(shared(path, experimental=0, bold=0)) == {"production"}


@given(st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0, 0.5))
def test_a_larger_share_takes_projects_from_production_alone(path: Path, one: float, other: float, more: float) -> None:
    before = shared(path, experimental=one, bold=other)
    for after in (
        shared(path, experimental=max(one, more), bold=other),
        shared(path, experimental=one, bold=max(other, more)),
    ):
        assert {was for was, now in zip(before, after, strict=True) if was != now} <= {"production"}


def test_the_place_of_a_project_is_another_for_each_pipeline_type_and_never_changes() -> None:
    assert prompt_tags.place_of("slow-light/the-big-bang", "writing") == 0.3071859079975261
    places = [
        (prompt_tags.place_of(p.project_key, "writing"), prompt_tags.place_of(p.project_key, "facts")) for p in PROJECTS
    ]
    both = sum(writing < 0.5 and facts < 0.5 for writing, facts in places) / len(places)
    assert both == pytest.approx(0.25, abs=0.03), "who tests a writing prompt must not all test a facts prompt too"


def test_a_tag_of_its_own_beats_the_environment_and_the_environment_beats_a_share(path: Path) -> None:
    shares = "shares: {writing: {experimental: 1.0}}\n"
    project = PROJECTS[0]
    own = Project(project.project_key, "channel", "topic", "", 8.0, pipeline_tag="bold")
    drawn, set_by_hand = read(path, shares), read(path, shares, DEFAULT_WRITING_PIPELINE_TAG="production")
    assert (drawn.of_project(project, "writing"), drawn.of_project(own, "writing")) == ("experimental", "bold")
    assert set_by_hand.of_project(project, "writing") == "production"
    assert set_by_hand.of_project(own, "writing") == "bold"
    assert drawn.of_project(project, "facts") == "production", "a share is of one pipeline type"
    assert drawn.is_drawn(project, "writing")
    assert not drawn.is_drawn(own, "writing")
    assert not set_by_hand.is_drawn(project, "writing")


def test_what_is_of_no_project_has_no_share(path: Path) -> None:
    assert read(path, "shares: {writing: {experimental: 1.0}}\n").resolve("writing") == "production"


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ("shares:\n  writing:\n    experimantal: 0.1\n", r"tags\.yaml:12: no tag 'experimantal' has prompts for writing.*bold, exp"),
        ("shares:\n  writing:\n    faithful: 0.1\n", r":12: no tag 'faithful' has prompts for writing"),
        ("shares:\n  writing:\n    production: 0.1\n", r":12: production takes what is left.*Take the line out"),
        ("shares:\n  writing:\n    experimental: 0.7\n    bold: 0.6\n", r":11: the shares of writing add up to 1\.3\. Lower"),
        ("shares:\n  writing:\n    experimental: 1.5\n", r":12: '1\.5' is no share.*0 to 1"),
        ("shares:\n  writing:\n    experimental: -0.1\n", r":12: '-0\.1' is no share"),
        ("shares:\n  writing:\n    experimental: 10%\n", r":12: '10%' is no share.*0\.1 for one in ten"),
        ("shares:\n  writing:\n    experimental: .nan\n", r":12: '\.nan' is no share"),
        ("shares:\n  writing:\n    experimental: true\n", r":12: 'true' is no share"),
        ("shares:\n  writing:\n    experimental:\n", r":12: '' is no share"),
        ("shares:\n  writing:\n    experimental: [0.1]\n", r":12: .* is no share"),
        ("shares:\n  writting:\n    experimental: 0.1\n", r":11: no pipeline type 'writting'"),
        ("shares:\n  writing:\n    bold: 0.1\n    bold: 0.2\n", r":13: bold stands twice"),
        ("shares: 0.1\n", r":10: expected `name: value` lines under shares"),
        ("share:\n  writing: {bold: 0.1}\n", r":10: expected the sections"),
    ],
)  # fmt: skip
def test_shares_that_cannot_be_are_refused_with_their_place(path: Path, shares: str, message: str) -> None:
    with pytest.raises(PromptConfigError, match=message):
        read(path, shares)


def test_a_third_share_is_refused_because_it_would_move_projects(path: Path) -> None:
    path.write_text(
        TAGS + "  calm:\n    writing: {draft: v1}\nshares:\n  writing: {experimental: 0.1, bold: 0.1, calm: 0.1}\n"
    )
    with pytest.raises(PromptConfigError, match=r":13: 3 tags share the projects of writing.*Take some out"):
        prompt_tags.read(path, {})
