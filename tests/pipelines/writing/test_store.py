"""A draft is compared with the channel's last scripts: the latest first, not with itself, not with another channel's."""

from dataclasses import replace

from pipelines.database import Database, Fence
from pipelines.models import Channel, Project, ScriptSentence
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
