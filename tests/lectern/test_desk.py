"""No save overwrites another: what a person wrote stands until a person changes it, whoever saves or drafts meanwhile."""

from dataclasses import replace
from threading import Thread

import pytest

from lectern import desk, feedback
from lectern.errors import BadInputError, EditConflictError
from lectern.scripts import load_script
from pipelines import freshness
from pipelines import models as m
from pipelines.database import Database
from pipelines.editing import store
from pipelines.editing.edits import Action, Edit
from tests.lectern import examples

KEY = examples.PROJECT_KEY


@pytest.fixture
def drafted(db: Database) -> Database:
    """A project whose script was drafted, with nothing that people did."""
    for table in ("feedback", "versions", "preference_rules"):
        db.query(f"DELETE FROM {table}")  # type: ignore[arg-type]  # noqa: S608
    db.merge(m.Channel, [examples.CHANNEL])
    db.merge(m.Project, [examples.PROJECT])
    db.merge(m.ResearchDocument, examples.DOCUMENTS)
    db.merge(m.VerifiedFact, examples.FACTS)
    db.merge(m.OutlineBeat, examples.BEATS)
    db.merge(m.Hook, examples.HOOKS)
    db.merge(m.Story, [examples.STORY])
    db.query("DELETE FROM script_draft")
    db.merge(m.ScriptSentence, examples.SENTENCES)
    return db


def reword(key: str, text: str) -> list[Edit]:
    return [Edit(Action.REWORD, key, text), Edit(Action.DONE, key)]


def text_of(db: Database, key: str) -> str:
    return next(row.text for row in load_script(db, KEY).sentences if row.sentence_id == key)


def test_the_draft_is_the_first_version_and_is_kept_once(drafted: Database) -> None:
    first = desk.open_desk(drafted, KEY)
    assert (first.standing.number, first.standing.is_machine, first.offer) == (1, True, None)
    assert len(desk.open_desk(drafted, KEY).history) == 1


def test_an_edit_stands_everywhere_and_the_draft_stays_as_it_was(drafted: Database) -> None:
    version = desk.save(drafted, KEY, 1, reword("s1", "It comes from all around, from everywhere."), "anna")
    assert (version.number, version.parent, version.author, version.reason) == (2, 1, "anna", "Reworded a sentence")
    assert text_of(drafted, "s1") == "It comes from all around, from everywhere."
    assert drafted.read(m.ScriptSentence, project_key=KEY) == list(examples.SENTENCES)
    [edit] = drafted.read(m.Feedback, project_key=KEY)
    assert (edit.kind, edit.before, edit.text) == (
        m.FeedbackKind.EDIT,
        examples.SENTENCES[1].text,
        text_of(drafted, "s1"),
    )


def test_the_second_of_two_saves_gets_what_the_first_one_changed_and_loses_nothing(drafted: Database) -> None:
    desk.save(drafted, KEY, 1, reword("s1", "It came from everywhere."), "anna")
    with pytest.raises(EditConflictError) as same:
        desk.save(drafted, KEY, 1, reword("s1", "It comes from the whole sky, everywhere."), "ben")
    assert (same.value.standing, same.value.author, same.value.overlaps) == (2, "anna", ("s1", "s1"))
    assert [(c.key, c.before, c.after) for c in same.value.changes] == [
        ("s1", "It comes from everywhere.", "It came from everywhere.")
    ]
    with pytest.raises(EditConflictError) as other:
        desk.save(drafted, KEY, 1, reword("s0", "So, what is hissing?"), "ben")
    assert other.value.overlaps == ()
    assert len(store.history(drafted, KEY)) == 2
    desk.save(drafted, KEY, 2, reword("s0", "So, what is hissing?"), "ben")
    assert (text_of(drafted, "s0"), text_of(drafted, "s1")) == ("So, what is hissing?", "It came from everywhere.")


def test_of_many_saves_at_once_exactly_one_is_stored(drafted: Database) -> None:
    outcomes: list[str] = []

    def attempt(n: int) -> None:
        try:
            desk.save(drafted, KEY, 1, reword("s0", f"So, what hisses, number {'abcdefgh'[n]}?"), f"editor {n}")
            outcomes.append("stored")
        except EditConflictError as error:
            outcomes.append("refused" if error.standing == 2 else "wrong")

    desk.open_desk(drafted, KEY)
    threads = [Thread(target=attempt, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "refused", "refused", "stored"]
    assert [version.number for version in store.history(drafted, KEY)] == [1, 2]


def test_a_new_draft_is_offered_and_taken_only_by_a_person(drafted: Database) -> None:
    desk.save(drafted, KEY, 1, reword("s0", "So, what is hissing?"), "anna")
    redrafted = replace(examples.SENTENCES[1], sentence_id="n1", text="It is heard from everywhere.")
    drafted.delete(m.ScriptSentence, sentence_id="s1")
    drafted.merge(m.ScriptSentence, [redrafted])
    opened = desk.open_desk(drafted, KEY)
    assert opened.offer is not None
    assert (opened.offer.number, opened.standing.number) == (3, 2)
    assert text_of(drafted, "s0") == "So, what is hissing?"
    taken = desk.restore(drafted, KEY, 3, author="anna")
    assert (taken.number, taken.parent, taken.reason) == (4, 2, "Took draft 3")
    assert (text_of(drafted, "s0"), text_of(drafted, "n1")) == ("So, what hisses?", "It is heard from everywhere.")
    assert desk.open_desk(drafted, KEY).offer is None
    desk.restore(drafted, KEY, 2, author="anna")
    assert text_of(drafted, "s0") == "So, what is hissing?"


def test_a_new_draft_stands_where_no_person_wrote(drafted: Database) -> None:
    desk.open_desk(drafted, KEY)
    drafted.merge(m.ScriptSentence, [replace(examples.SENTENCES[0], text="What hisses, then?")])
    opened = desk.open_desk(drafted, KEY)
    assert (opened.standing.number, opened.standing.is_machine, opened.offer) == (2, True, None)


def test_a_number_that_no_cited_fact_states_is_flagged(drafted: Database) -> None:
    desk.save(drafted, KEY, 1, reword("s2", "They found it in 1965, from everywhere."), "anna")
    script = load_script(drafted, KEY)
    assert script.sentences[2].kind is m.SentenceKind.UNSUPPORTED
    assert ("s2", m.Severity.BLOCKING) in {(found.sentence_id, found.severity) for found in script.findings}
    desk.save(drafted, KEY, 2, reword("s2", "They found it in 1964, from everywhere."), "anna")
    assert load_script(drafted, KEY).sentences[2].kind is m.SentenceKind.SOURCED


def test_a_hook_is_chosen_and_its_words_open_the_script(drafted: Database) -> None:
    desk.save(drafted, KEY, 1, [Edit(Action.CHOOSE, "h2")], "anna")
    script = load_script(drafted, KEY)
    assert [hook.hook_id for hook in script.hooks] == ["h2", "h0", "h1"]
    assert script.sentences[0].text == "It never stops."
    [row] = drafted.read(m.Feedback, project_key=KEY)
    assert (row.subject_type, row.subject_key, row.kind) == (m.Subject.HOOK, "h2", m.FeedbackKind.ACCEPT)


def test_a_moved_sentence_is_a_version_that_says_so_and_nothing_else(drafted: Database) -> None:
    version = desk.save(drafted, KEY, 1, [Edit(Action.LATER, "s2"), Edit(Action.LATER, "s2")], "anna")
    assert version.reason == "Moved a sentence"
    assert [row.sentence_id for row in load_script(drafted, KEY).sentences] == ["s0", "s1", "s3", "s4", "s2"]
    kinds = [(change.kind.value, change.key) for change in desk.compare(drafted, KEY, 1, 2)]
    assert ("moved", "s2") in kinds or ("edited", "s2") in kinds
    with pytest.raises(BadInputError, match="last place"):
        desk.save(drafted, KEY, 2, [Edit(Action.LATER, "s2")], "anna")


def test_a_rejected_opening_makes_the_hooks_stale_until_it_is_wanted_again(
    drafted: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)

    def digest() -> str:
        return freshness.outside_inputs(drafted, "hooks", KEY)["rejected_openings"]

    before = digest()
    feedback.say(drafted, KEY, m.Subject.HOOK, "h0", m.FeedbackKind.REJECT, author="anna")
    assert store.rejected_openings(drafted, KEY) == {"What hisses?"}
    assert digest() != before
    feedback.say(drafted, KEY, m.Subject.HOOK, "h0", m.FeedbackKind.ACCEPT, author="anna")
    assert digest() == before


def test_what_cannot_be_done_says_why_and_changes_nothing(drafted: Database) -> None:
    for edits, reason in (
        (reword("s0", "   "), "There are no words"),
        (reword("s0", "a " * 1500), "too many for one sentence"),
        (reword("gone", "Words."), "not there any more"),
        ([Edit(Action.CITE, "s0", fact_ids=("f3",))], "no such fact"),
        ([], "0 edits"),
    ):
        with pytest.raises(BadInputError, match=reason):
            desk.save(drafted, KEY, 1, edits, "anna")
    with pytest.raises(BadInputError, match="Versions: 1 to 1"):
        desk.restore(drafted, KEY, 7)
    with pytest.raises(BadInputError, match="has no sentence 'nobody'"):
        feedback.say(drafted, KEY, m.Subject.SENTENCE, "nobody", m.FeedbackKind.REJECT)
    assert len(store.history(drafted, KEY)) == 1


def test_a_comment_is_kept_with_what_it_was_about(drafted: Database) -> None:
    feedback.say(drafted, KEY, m.Subject.CLAIM, "f1", m.FeedbackKind.COMMENT, "Is that the right year?", "anna")
    [row] = desk.open_desk(drafted, KEY).feedback
    assert (row.before, row.text, row.version) == ("The light was found in 1964.", "Is that the right year?", 1)


def test_what_rests_on_a_rejected_fact_is_open_until_it_is_trusted_again(drafted: Database) -> None:
    def doubtful() -> set[str | None]:
        return {row.sentence_id for row in load_script(drafted, KEY).findings if row.rule == "unknown-citation"}

    feedback.say(drafted, KEY, m.Subject.CLAIM, "f1", m.FeedbackKind.REJECT, author="anna")
    assert doubtful() == {"s2"}
    with pytest.raises(BadInputError, match="no such fact"):
        desk.save(drafted, KEY, 1, [Edit(Action.CITE, "s1", fact_ids=("f1",))], "anna")
    feedback.say(drafted, KEY, m.Subject.CLAIM, "f1", m.FeedbackKind.ACCEPT, author="anna")
    assert doubtful() == set()


def test_three_edits_that_agree_become_a_preference_that_can_be_revoked(drafted: Database) -> None:
    rows = [replace(examples.SENTENCES[0], sentence_id=f"p{n}", ordinal=5 + n, text=f"Well, {word} it hisses.") for n, word in enumerate(["here", "there", "everywhere"])]  # fmt: skip
    drafted.merge(m.ScriptSentence, rows)
    for n, row in enumerate(rows):
        desk.save(drafted, KEY, desk.open_desk(drafted, KEY).standing.number, reword(row.sentence_id, row.text[6:].capitalize()), "anna")  # fmt: skip
        assert len(drafted.read(m.PreferenceRule)) == (n > 0)
    [rule] = drafted.read(m.PreferenceRule)
    assert (rule.statement, rule.support) == ("Leave out “well”.", 3)
    feedback.revoke(drafted, "slow-light", rule.rule_id)
    assert desk.open_desk(drafted, KEY).rules[0].is_revoked
    with pytest.raises(BadInputError, match="no learned preference"):
        feedback.revoke(drafted, "slow-light", "nothing")


def test_a_save_makes_review_and_evaluation_stale_and_no_draft(
    drafted: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)

    def inputs() -> dict[str, dict[str, str]]:
        return {name: {key: digest for key, digest in freshness.outside_inputs(drafted, name, KEY).items() if key in {"version", "rejected", "preferences"}} for name in ("hooks", "script_draft", "script_review", "evaluation_results")}  # fmt: skip

    before = inputs()
    desk.save(drafted, KEY, 1, reword("s0", "So, what is hissing?"), "anna")
    after = inputs()
    assert [name for name in before if before[name] != after[name]] == ["script_review", "evaluation_results"]
    feedback.say(drafted, KEY, m.Subject.CLAIM, "f1", m.FeedbackKind.REJECT, author="anna")
    assert [name for name in before if after[name] != inputs()[name]] == ["hooks", "script_draft", "script_review"]
