"""A moved sentence changes places with its neighbour, and every other sentence keeps the picture it is spoken over."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.editing.edits import Action, Bench, Edit, EditError, applied
from pipelines.editing.moving import pictures
from pipelines.models import WorkingCopy
from tests.lectern.examples import BEATS, FACTS, HOOKS, SENTENCES

BENCH = Bench(FACTS, 150.0, lambda texts: [0.5] * len(texts))


def script(*beats: str) -> WorkingCopy:
    """A working copy from beats such as `A:sea B C:land`: sentences in a row, each with its cue where it has one."""
    rows = [
        replace(SENTENCES[0], sentence_id=name, beat_id=BEATS[n].beat_id, text=f"{name}.", visual=cue)
        for n, beat in enumerate(beats)
        for name, _, cue in (said.partition(":") for said in beat.split())
    ]
    return WorkingCopy(BEATS, HOOKS, tuple(replace(row, ordinal=n) for n, row in enumerate(rows)))


def shape(copy: WorkingCopy) -> list[str]:
    """The inverse of `script`."""
    return [
        " ".join(f"{row.sentence_id}{':' if row.visual else ''}{row.visual}" for row in copy.sentences if row.beat_id == beat.beat_id)
        for beat in BEATS
    ]  # fmt: skip


def moved(copy: WorkingCopy, action: Action, key: str) -> WorkingCopy:
    return applied(copy, [Edit(action, key)], BENCH)


@pytest.mark.parametrize(
    ("before", "action", "key", "after"),
    [
        (["A:sea B C", ""], Action.LATER, "A", ["B:sea A C", ""]),
        (["A:sea B C", ""], Action.EARLIER, "C", ["A:sea C B", ""]),
        (["A:sea B", ""], Action.EARLIER, "B", ["B:sea A", ""]),
        (["A:sea B C:land D", ""], Action.LATER, "B", ["A:sea C:land B D", ""]),
        (["A:sea B C:land D", ""], Action.EARLIER, "C", ["A:sea C B D:land", ""]),
        (["A:sea B:land C:sky", ""], Action.EARLIER, "B", ["B:land A:sea C:sky", ""]),
        (["A:sea B C:land", ""], Action.EARLIER, "C", ["A:sea C:land B:sea", ""]),
        (["A:sea B", "C:land D"], Action.LATER, "B", ["A:sea", "B:land C D"]),
        (["A:sea B", "C:land D"], Action.EARLIER, "C", ["A:sea B C", "D:land"]),
        (["A:sea", "B:land"], Action.LATER, "A", ["", "A:sea B:land"]),
    ],
)
def test_one_place(before: list[str], action: Action, key: str, after: list[str]) -> None:
    assert shape(moved(script(*before), action, key)) == after


@pytest.mark.parametrize(("action", "key", "end"), [(Action.EARLIER, "A", "first"), (Action.LATER, "C", "last")])
def test_at_the_end_of_the_script_there_is_no_further_place(action: Action, key: str, end: str) -> None:
    with pytest.raises(EditError, match=end):
        moved(script("A B", "C"), action, key)


@given(st.lists(st.sampled_from(["", ":sea", ":land"]), min_size=2, max_size=7), st.data())
def test_the_others_keep_picture_and_order(cues: list[str], data: st.DataObject) -> None:
    names = [f"{name}{cue}" for name, cue in zip("ABCDEFG", cues, strict=False)]
    parts = data.draw(st.integers(0, len(names)))
    copy = script(" ".join(names[:parts]), " ".join(names[parts:]))
    key = data.draw(st.sampled_from([row.sentence_id for row in copy.sentences]))
    try:
        after = moved(copy, data.draw(st.sampled_from([Action.EARLIER, Action.LATER])), key)
    except EditError:
        return

    def others(one: WorkingCopy) -> list[tuple[str, str]]:
        shown = pictures(one)
        return [(row.sentence_id, shown[n]) for n, row in enumerate(one.sentences) if row.sentence_id != key]

    assert others(after) == others(copy)
    assert [row.ordinal for row in after.sentences] == list(range(len(copy.sentences)))
