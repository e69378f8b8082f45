"""Protects: a kept index scores as the one that was kept, and one that is old, broken or half written is not used."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.research import kept_words
from pipelines.research.lexical import LexicalIndex

TEXTS = ["The tides rise.", "Tides are rising; the tide is high.", "Bread rises in the oven.", ""]
IDS = ["a", "b", "c", "d"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = kept_words.place(tmp_path / "search", "maya/tides")
    kept_words.keep(made, "first", IDS, LexicalIndex(TEXTS))
    return made


@given(st.lists(st.text(max_size=40), max_size=6), st.text(max_size=20))
def test_what_is_read_scores_as_what_was_kept(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], query: str
) -> None:
    file = tmp_path_factory.mktemp("kept") / "x.npz"
    index, ids = LexicalIndex(texts), [str(number) for number in range(len(texts))]
    kept_words.keep(file, "d", ids, index)
    read = kept_words.load(file, "d")
    assert read is not None
    for asked in (query, *texts):
        assert read[1].scores(asked).tolist() == index.scores(asked).tolist()
        assert read[1].rarity(asked) == index.rarity(asked)
    assert read[0] == ids


def test_an_index_of_other_passages_is_not_used(file: Path) -> None:
    assert kept_words.load(file, "second") is None


def test_keeping_again_leaves_one_file(file: Path) -> None:
    kept_words.keep(file, "second", IDS[:1], LexicalIndex(TEXTS[:1]))
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert kept_words.load(file, "first") is None
    read = kept_words.load(file, "second")
    assert read is not None
    assert read[0] == ["a"]


@pytest.mark.parametrize("n_bytes", [0, 10, 400])
def test_a_broken_file_is_not_used(file: Path, n_bytes: int) -> None:
    file.write_bytes(file.read_bytes()[:n_bytes])
    assert kept_words.load(file, "first") is None


def test_a_write_that_dies_half_way_leaves_the_old_index(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(stream: object, **arrays: object) -> None:
        stream.write(b"half")  # type: ignore[attr-defined]
        raise KeyboardInterrupt

    monkeypatch.setattr(np, "savez", dies)
    with pytest.raises(KeyboardInterrupt):
        kept_words.keep(file, "second", IDS, LexicalIndex(TEXTS))
    assert kept_words.load(file, "first") is not None
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "search").write_text("a file where the folder should be")
    kept_words.keep(kept_words.place(tmp_path / "search", "maya/tides"), "first", IDS, LexicalIndex(TEXTS))
    assert kept_words.load(kept_words.place(tmp_path / "search", "maya/tides"), "first") is None
