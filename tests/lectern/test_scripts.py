"""A script read from the tables is the one that was written, and its JSON is what other programs rely on."""

import json

import pytest

from lectern import scripts
from pipelines import models as m
from pipelines.database import Database
from tests.lectern import examples


def test_the_json_holds_plain_values_and_spoken_minutes() -> None:
    found = scripts.script_json(examples.SCRIPT)
    assert json.loads(json.dumps(found)) == found
    assert (found["minutes"], found["target_minutes"], found["engine"], found["framework"]) == (
        0.4,
        1.0,
        "offline-1",
        "gagne",
    )
    assert found["sentences"][2]["fact_ids"] == ["f1", "f2"]
    assert found["sentences"][3]["story_id"] == "st"
    assert [sentence["kind"] for sentence in found["sentences"]] == [
        "rhetoric",
        "sourced",
        "sourced",
        "story",
        "rhetoric",
    ]
    assert found["facts"][0]["document"] == "A. Author. Encyclopedia. The Press, 2024."
    assert [hook["is_chosen"] for hook in found["hooks"]] == [True, False, False]


def test_a_missing_project_and_a_missing_script_say_what_to_do(db: Database) -> None:
    with pytest.raises(scripts.ScriptMissingError, match="lectern project list"):
        scripts.load_script(db, "nobody/nothing")
    db.merge(m.Channel, [examples.CHANNEL])
    db.merge(m.Project, [examples.PROJECT])
    with pytest.raises(scripts.ScriptMissingError, match="lectern run slow-light/the-big-bang"):
        scripts.load_script(db, examples.PROJECT_KEY)


def test_a_stored_script_is_read_whole(db: Database) -> None:
    db.merge(m.Channel, [examples.CHANNEL])
    db.merge(m.Project, [examples.PROJECT])
    db.merge(m.ResearchDocument, examples.DOCUMENTS)
    db.merge(m.VerifiedFact, examples.FACTS)
    db.merge(m.Evidence, examples.EVIDENCE)
    db.merge(m.OutlineBeat, examples.BEATS)
    db.merge(m.Hook, examples.HOOKS)
    db.merge(m.ScriptSentence, examples.SENTENCES)
    db.merge(m.ReviewFinding, examples.FINDINGS)
    found = scripts.load_script(db, examples.PROJECT_KEY)
    assert found.sentences == examples.SENTENCES
    assert found.facts == examples.FACTS
    assert found.beats == examples.BEATS
    assert found.hooks == examples.HOOKS
    assert found.voice.value is None
    assert found.voice.reason
    assert found.words_per_minute > 0
    assert found.pace_reason
