"""Stories come back by what happens in them or by their point, and those told a short while ago can be left out."""

from dataclasses import replace

import pytest

from pipelines import settings
from pipelines.database import Database
from pipelines.editing.store import content, save, standing
from pipelines.embeddings import Embedder, load_embedder
from pipelines.models import Channel, OutlineBeat, Project, ScriptSentence, SentenceKind, Story, StoryAspect, Telling
from pipelines.voice import store
from pipelines.voice.story_retriever import StoryRetriever
from pipelines.voice.story_search import ranked
from tests.pipelines.voice.channel import KEY

BOTTLE = "When I was eleven I hid a bottle in my grandmother's freezer, and in the morning it had burst."
SEESAW = "My cousin sat on the end of the seesaw and I went up and stayed up, because he was twice my size."
LESSON = "What I learned was that a plank can tell you how heavy a person is."


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder(settings.state_dir())


@pytest.fixture(scope="module")
def stories(embedder: Embedder) -> list[Story]:
    bottle, seesaw, lesson = (tuple(map(float, row)) for row in embedder.embed([BOTTLE, SEESAW, LESSON]))
    told = [Telling(f"Video {since}", f"v{since}", None, 3, 12.0, 0.2, since) for since in (9, 1)]
    first = Story(
        "bottle", KEY, "v9", 3, 6, 12.0, 30.0, 0.2, BOTTLE, point_reason="none", tellings=(told[0],), embedding=bottle
    )
    second = replace(
        first, story_id="seesaw", video_id="v1", text=SEESAW, point=LESSON, point_reason=None, tellings=(told[1],),
        embedding=seesaw, point_embedding=lesson,
    )  # fmt: skip
    return [first, second]


@pytest.fixture(scope="module")
def retriever(db: Database, embedder: Embedder, stories: list[Story]) -> StoryRetriever:
    db.merge(Channel, [Channel(KEY, "Slow Light", "samples/channel")])
    db.merge(Story, stories)
    return StoryRetriever(db, embedder, KEY)


def _ids(found: dict[str, list]) -> list[str]:  # type: ignore[type-arg]
    return [hit.story.story_id for hit in found["stories"]]


def test_stored_stories_come_back_as_they_were(retriever: StoryRetriever, db: Database, stories: list[Story]) -> None:
    read = {story.story_id: story for story in db.read(Story, channel_key=KEY)}
    for story in stories:
        assert read[story.story_id].tellings == story.tellings
        assert read[story.story_id].point_embedding == pytest.approx(story.point_embedding, abs=1e-6)


@pytest.mark.parametrize(
    ("query", "first"), [("something hidden bursts overnight", "bottle"), ("a heavy child on the playground", "seesaw")]
)
def test_a_story_is_found_by_what_happens_in_it(
    retriever: StoryRetriever, stories: list[Story], query: str, first: str
) -> None:
    found = retriever.run(query=query, stories=stories)
    assert _ids(found)[0] == first
    assert found["stories"][0].vector_score > found["stories"][1].vector_score


def test_by_point_only_stories_with_a_point_are_searched(retriever: StoryRetriever, stories: list[Story]) -> None:
    assert _ids(retriever.run(query="bursting bottles", stories=stories, by=StoryAspect.POINT)) == ["seesaw"]


def test_stories_told_in_the_last_videos_are_left_out(retriever: StoryRetriever, stories: list[Story]) -> None:
    assert _ids(retriever.run(query="my cousin", stories=stories, not_told_in_last=2)) == ["bottle"]
    assert _ids(retriever.run(query="my cousin", stories=stories, not_told_in_last=1)) == ["seesaw", "bottle"]
    assert _ids(retriever.run(query="my cousin", stories=stories, not_told_in_last=10)) == []


def test_a_script_of_another_project_is_a_telling_and_ones_own_is_not(
    retriever: StoryRetriever, db: Database, stories: list[Story]
) -> None:
    db.merge(Project, [Project(f"{KEY}/ice", KEY, "Ice", "library", 8.0)])
    line = ScriptSentence(
        "l1", f"{KEY}/ice", 0, "b", "I hid a bottle.", SentenceKind.STORY, (), "bottle", None, False, "", 4.0, None, "offline-1"
    )  # fmt: skip
    db.merge(ScriptSentence, [line])
    assert [len(story.tellings) for story in store.told_in_scripts(db, KEY, stories)] == [2, 1]
    assert store.told_in_scripts(db, KEY, stories, written_for=f"{KEY}/ice") == stories


def test_a_story_that_a_person_took_out_of_a_script_is_no_telling(
    retriever: StoryRetriever, db: Database, stories: list[Story]
) -> None:
    key = f"{KEY}/ice"
    db.merge(OutlineBeat, [OutlineBeat("b", key, 0, "5e", "", "Engage", "Ice", "", 50, 0.3, (), "")])
    drafted = standing(db, key)
    assert drafted is not None
    copy = content(db, drafted)
    cut = replace(copy.sentences[0], kind=SentenceKind.RHETORIC, story_id=None, text="So what is ice?")
    edited = save(db, key, drafted.number, replace(copy, sentences=(cut,)), "a person", "no story here")
    assert [len(story.tellings) for story in store.told_in_scripts(db, KEY, stories)] == [1, 1]
    other = replace(copy.sentences[0], story_id="seesaw")
    save(db, key, edited.number, replace(copy, sentences=(other,)), "a person", "another one")
    assert [len(story.tellings) for story in store.told_in_scripts(db, KEY, stories)] == [1, 2]


def test_nothing_to_search_finds_nothing(retriever: StoryRetriever) -> None:
    assert ranked([], {}, "anything") == []
    assert _ids(retriever.run(query="anything", stories=[])) == []


def test_a_share_of_the_meaning_beyond_one_is_refused(db: Database, embedder: Embedder) -> None:
    with pytest.raises(ValueError, match="dense_weight"):
        StoryRetriever(db, embedder, KEY, dense_weight=1.2)
