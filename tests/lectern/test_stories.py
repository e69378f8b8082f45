"""`lectern story`: a creator finds a story again, sees when it was told last, and is told what to do where there is none."""

import json
import os

import pytest

from pipelines import settings
from pipelines.database import Database
from pipelines.embeddings import load_embedder
from pipelines.models import Channel, Story, StoryTime, Telling
from tests import inputs

TEXT = "When I was eleven I hid a bottle in my grandmother's freezer, and in the morning it had burst."


@pytest.fixture(scope="module")
def environ(db: Database, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A channel with one story, told twice, and one without any."""
    vector = tuple(map(float, load_embedder(settings.state_dir()).embed([TEXT])[0]))
    tellings = (Telling("Why ice floats", "v1", None, 3, 95.0, 0.2, 8), Telling("Glass", "v7", None, 9, 40.0, 0.1, 1))
    story = Story(
        "s1", "ada", "v1", 3, 6, 95.0, 120.0, 0.2, TEXT, ("my grandmother",), (), (StoryTime("When I was eleven", age=11),),
        point_reason="no sentence says it", tellings=tellings, embedding=vector,
    )  # fmt: skip
    db.merge(Channel, [Channel("ada", "Ada", "ada"), Channel("quiet", "Quiet", "quiet")])
    db.merge(Story, [story])
    state = tmp_path_factory.mktemp("state")
    os.symlink(settings.state_dir() / "models", state / "models")
    return inputs.environment(state, database_url)


def test_the_list_says_when_each_story_was_told_last(environ: dict[str, str]) -> None:
    done = inputs.lectern(environ, "story", "list", "ada")
    assert done.returncode == 0, done.stderr
    assert "1:35" in done.stdout
    assert "one video ago" in done.stdout


def test_a_search_gives_scores_place_and_tellings(environ: dict[str, str]) -> None:
    done = inputs.lectern(environ, "story", "search", "ada", "a bottle that burst", "--json")
    [hit] = json.loads(done.stdout)
    assert (hit["title"], hit["start_s"], hit["told_last"]) == ("Why ice floats", 95.0, "in “Glass”, one video ago")
    assert [telling["videos_since"] for telling in hit["tellings"]] == [8, 1]
    assert hit["times"] == [{"wording": "When I was eleven", "year": None, "month": None, "age": 11}]
    assert hit["vector_score"] > 0.5


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("search", "ada", "a bottle", "--not-told-in-last", "3"), 0, "Lower --not-told-in-last"),
        (("search", "ada", "a bottle", "--by", "point"), 0, "Search --by meaning"),
        (("search", "quiet", "a bottle"), 3, "No personal story was found in the videos of 'quiet'"),
        (("list", "nobody"), 3, "No channel 'nobody'. Channels: ada, quiet"),
    ],
)
def test_what_cannot_be_found_is_said_with_what_to_do(
    environ: dict[str, str], arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = inputs.lectern(environ, "story", *arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
