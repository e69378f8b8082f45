"""An edit changes what it names and nothing else, and the running order stays whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.editing.edits import Action, Bench, Edit, EditError, GoneError, applied
from pipelines.models import SentenceKind, WorkingCopy
from tests.lectern.examples import BEATS, FACTS, HOOKS, SENTENCES

COPY = WorkingCopy(BEATS, HOOKS, SENTENCES)
BENCH = Bench(FACTS, 150.0, lambda texts: [0.5] * len(texts))


def edited(*edits: Edit, copy: WorkingCopy = COPY) -> WorkingCopy:
    return applied(copy, edits, BENCH)


def test_a_reworded_sentence_keeps_its_id_and_is_timed_anew() -> None:
    row = edited(Edit(Action.REWORD, "s1", "  It comes\nfrom everywhere, always. ")).sentences[1]
    assert (row.sentence_id, row.text, row.voice, row.engine) == (
        "s1",
        "It comes from everywhere, always.",
        0.5,
        "by hand",
    )
    assert row.seconds == pytest.approx(60 * 5 / 150)


def test_two_sentences_in_one_are_parted_when_the_writer_leaves_and_each_cites_what_bears_it_out() -> None:
    typed = Edit(Action.REWORD, "s2", "They found it in 1964. It came from everywhere. Imagine that!")
    assert len(edited(typed).sentences) == len(SENTENCES)
    rows = edited(typed, Edit(Action.DONE, "s2")).sentences[2:5]
    assert [(row.text, row.kind, row.fact_ids) for row in rows] == [
        ("They found it in 1964.", SentenceKind.SOURCED, ("f1",)),
        ("It came from everywhere.", SentenceKind.SOURCED, ("f2",)),
        ("Imagine that!", SentenceKind.RHETORIC, ()),
    ]
    assert [row.visual for row in rows] == ["A horn.", "", ""]


def test_a_cue_goes_on_over_what_follows_a_cut() -> None:
    rows = edited(Edit(Action.CUT, "s2")).sentences
    assert (rows[2].sentence_id, rows[2].visual) == ("s3", "A horn.")
    assert edited(Edit(Action.CUT, "s1")).sentences[1].visual == "A horn."


def test_a_sentence_is_added_behind_another_and_has_to_rest_on_something() -> None:
    rows = edited(Edit(Action.INSERT, "s1", "Wait for it. Nobody had expected 3 kelvin.")).sentences
    assert [(row.text, row.kind) for row in rows[2:4]] == [
        ("Wait for it.", SentenceKind.RHETORIC),
        ("Nobody had expected 3 kelvin.", SentenceKind.UNSUPPORTED),
    ]
    vouched = edited(Edit(Action.VOUCH, rows[3].sentence_id), copy=replace(COPY, sentences=rows))
    assert vouched.sentences[3].kind is SentenceKind.OWN


def test_a_chosen_hook_takes_the_place_of_the_one_in_use_and_back() -> None:
    chosen = edited(Edit(Action.CHOOSE, "h1"))
    assert [hook.hook_id for hook in chosen.hooks] == ["h1", "h0", "h2"]
    assert [hook.ordinal for hook in chosen.hooks] == [0, 1, 2]
    back = edited(Edit(Action.CHOOSE, "h0"), copy=chosen)
    assert len(back.sentences) == len(chosen.sentences)
    assert back.sentences[0].text == "What hisses?"


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (Edit(Action.REWORD, "s0", "\n \t"), "no words"),
        (Edit(Action.REWORD, "s0", "w" * 2001), "2001 characters"),
        (Edit(Action.VOUCH, "s4"), "waits for your own words"),
        (Edit(Action.CITE, "s0", fact_ids=("f3",)), "f3"),
    ],
)
def test_what_cannot_be_done_says_why(edit: Edit, reason: str) -> None:
    with pytest.raises(EditError, match=reason):
        edited(edit)
    with pytest.raises(GoneError, match="not there any more"):
        edited(replace(edit, key="gone", action=Action.CUT))


@given(
    st.lists(
        st.builds(
            Edit,
            st.sampled_from([Action.REWORD, Action.DONE, Action.CUT, Action.INSERT, Action.VOUCH, Action.CHOOSE]),
            st.sampled_from(["s0", "s1", "s2", "s3", "h0", "h1", "h2"]),
            st.text(min_size=1, max_size=60),
        ),
        max_size=6,
    )
)
def test_whatever_is_edited_ids_are_unique_and_the_order_is_whole(edits: list[Edit]) -> None:
    copy = COPY
    for edit in edits:
        try:
            copy = edited(edit, copy=copy)
        except EditError:
            continue
    ids = [row.sentence_id for row in copy.sentences]
    assert len(set(ids)) == len(ids)
    assert [row.ordinal for row in copy.sentences] == list(range(len(ids)))
    assert all(row.text.strip() for row in copy.sentences)
    assert sorted(hook.hook_id for hook in copy.hooks) == ["h0", "h1", "h2"]
