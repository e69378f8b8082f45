"""A draft is compared with the channel's last scripts: the latest first, not with itself, not with another channel's."""

from dataclasses import replace

from pipelines.database import Database, Fence
from pipelines.editing.store import content, save, standing
from pipelines.models import Channel, OutlineBeat, Project, ScriptSentence
from pipelines.writing.safety.authenticity import LAST_SCRIPTS
from pipelines.writing.store import last_scripts
from tests.script_sentences import line


def written(db: Database, channel: str, topic: str, order: int) -> Project:
    project = Project(f"{channel}/{topic}", channel, topic, "library", 8.0)
    said = replace(line(f"This is on {topic}."), sentence_id=f"{channel} {topic}", project_key=project.project_key)
    db.merge(Project, [project])
    db.replace(ScriptSentence, [said], project.project_key, Fence("script_draft", "r", order, "v", {}))
    return project


def test_the_last_scripts_of_the_channel_are_read_the_latest_first(db: Database) -> None:
    db.merge(Channel, [Channel(name, name, "folder") for name in ("maya", "other")])
    written(db, "other", "clouds", 99)
    projects = [written(db, "maya", f"topic-{order}", order) for order in range(LAST_SCRIPTS + 2)]
    found = last_scripts(db, projects[-1])
    assert list(found) == [f"topic-{order}" for order in range(LAST_SCRIPTS, 0, -1)]
    assert [sentence.text for sentence in found["topic-3"]] == ["This is on topic-3."]


def test_a_first_script_has_none_before_it(db: Database) -> None:
    db.merge(Channel, [Channel("nora", "nora", "folder")])
    assert last_scripts(db, written(db, "nora", "clouds", 1)) == {}


def test_of_a_script_that_a_person_edited_their_version_is_read(db: Database) -> None:
    db.merge(Channel, [Channel("vera", "vera", "folder")])
    edited, own = written(db, "vera", "clouds", 1), written(db, "vera", "rain", 2)
    beat = OutlineBeat("b", edited.project_key, 0, "5e", "", "Engage", "Clouds", "", 50, 0.3, (), "")
    db.merge(OutlineBeat, [beat])
    drafted = standing(db, edited.project_key)
    assert drafted is not None
    copy = content(db, drafted)
    said = replace(copy.sentences[0], text="I say this otherwise.")
    save(db, edited.project_key, drafted.number, replace(copy, sentences=(said,)), "vera", "mine")
    assert [sentence.text for sentence in last_scripts(db, own)["clouds"]] == ["I say this otherwise."]
