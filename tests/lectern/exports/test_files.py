"""Protects: a file is there whole or as it was before."""

from pathlib import Path

import pytest

from lectern.exports.files import write_whole


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    (tmp_path / "script.md").mkdir()
    (tmp_path / "script.md" / "kept").touch()
    with pytest.raises(OSError, match=r"script\.md"):
        write_whole(tmp_path / "script.md", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["script.md"]
