"""What a creator thinks of a trait does something: it is kept as a wish, as feedback, and the review follows."""

import pytest

from lectern import desk, feedback, wishes
from lectern.errors import BadInputError
from lectern.scripts import load_script
from pipelines import freshness
from pipelines import models as m
from pipelines.database import Database, Fence
from tests.lectern import examples
from tests.lectern.test_desk import KEY, drafted

__all__ = ["drafted"]
QUESTIONS = m.Trait("t0", "slow-light", "rhythm", "questions", "Questions", 6.3, "per 100 sentences", 4.0, 9.0, 8, None)
LENGTH = m.Trait("t1", "slow-light", "rhythm", "sentence_length_mean", "Sentence length, mean", 9.0, "words", 8.0, 9.9, 8, None)  # fmt: skip
CONTRACTED = m.Trait("t2", "slow-light", "lexical", "contraction_share", "Contractions", 0.914, "share", 0.8, 1.0, 8, None)  # fmt: skip
PASSIVES = m.Trait("t3", "slow-light", "syntax", "passives", "Passives", 3.0, "per 100 clauses", 2.0, 4.0, 8, None)


@pytest.fixture
def measured(drafted: Database) -> Database:
    drafted.delete(m.StyleControl, channel_key="slow-light")
    drafted.merge(m.Trait, [QUESTIONS, LENGTH, CONTRACTED, PASSIVES])
    return drafted


def test_creator_and_script_stand_side_by_side_in_what_can_be_moved() -> None:
    controls = [m.StyleControl("c", "slow-light", "trait", "questions", m.ControlAction.LOWER)]
    rows = wishes.steerable_traits([QUESTIONS, LENGTH, CONTRACTED, PASSIVES], controls, examples.SENTENCES, 155.0)
    assert [(row.name, row.usual, row.here) for row in rows] == [
        ("questions", "6.3 per 100 sentences", "25 per 100 sentences"),
        ("sentence_length_mean", "9 words", "4.25 words"),
        ("contraction_share", "91%", "–"),
    ]
    assert [row.wish for row in rows] == [m.ControlAction.LOWER, None, None]
    assert [(row.can_be_banned, row.can_be_pinned) for row in rows] == [(True, False), (False, False), (False, True)]


def test_a_wish_for_a_trait_is_kept_counts_as_feedback_and_can_be_taken_back(measured: Database) -> None:
    feedback.wish(measured, KEY, m.ControlAction.LOWER, "questions", "anna")
    feedback.wish(measured, KEY, m.ControlAction.BAN, "questions", "anna")
    [control] = measured.read(m.StyleControl)
    assert (control.target, control.action) == ("questions", m.ControlAction.BAN)
    feedback.wish(measured, KEY, None, "questions", "anna")
    assert measured.read(m.StyleControl) == []
    said = measured.read(m.Feedback, subject_type=m.Subject.TRAIT)
    assert [(row.kind.value, row.before, row.text) for row in said] == [
        ("reject", "Questions", "lower"),
        ("reject", "Questions", "ban"),
        ("comment", "Questions", "wish taken back"),
    ]


def rules(db: Database) -> set[str]:
    return {finding.rule for finding in load_script(db, KEY).findings}


def test_a_banned_phrase_is_a_finding_at_once_in_what_a_person_wrote(measured: Database) -> None:
    desk.save(measured, KEY, 1, [desk.Edit(desk.Action.REWORD, "s0", "So, what is hissing?")], "anna")
    assert "banned-phrase" not in rules(measured)
    feedback.wish(measured, KEY, m.ControlAction.BAN, "It comes from everywhere", "anna")
    assert "banned-phrase" in rules(measured)


def test_a_banned_phrase_is_a_finding_at_once_in_a_draft_that_a_run_has_reviewed(
    measured: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    reviewed = Fence("script_review", "r", 1, "v", freshness.outside_inputs(measured, "script_review", KEY))
    measured.replace(m.ReviewFinding, examples.FINDINGS, KEY, reviewed)
    assert rules(measured) == {"voice"}, "the stored review is of what stands"
    feedback.wish(measured, KEY, m.ControlAction.BAN, "It comes from everywhere", "anna")
    assert "banned-phrase" in rules(measured)


def test_a_wish_that_cannot_be_kept_says_why_and_keeps_nothing(measured: Database) -> None:
    for action, target, reason in (
        (m.ControlAction.BAN, "passives", "cannot be banned"),
        (m.ControlAction.LOWER, "question", "Did you mean questions"),
        (None, "nothing", "has no control of 'nothing'"),
    ):
        with pytest.raises(BadInputError, match=reason):
            feedback.wish(measured, KEY, action, target, "anna")
    assert measured.read(m.StyleControl) == []
