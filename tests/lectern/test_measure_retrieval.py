"""`lectern measure retrieval`: every query gets a ranking by the product's search, and errors name the line."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from lectern.cli import app

CORPUS = [
    {
        "id": "tides#0",
        "title": "Tides – Cause",
        "text": "The Moon pulls on the near side of the sea more than on the far side.",
    },
    {"id": "tides#1", "title": "Tides – Height", "text": "In the Bay of Fundy the water rises sixteen metres."},
    {"id": "bread#0", "title": "", "text": "A dough rises twice before it is baked."},
    {"id": "empty#0", "title": "", "text": ""},
]


@pytest.fixture(scope="module")
def state_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state")


def measure(tmp_path: Path, state_dir: Path, corpus: list[object], lines: str) -> Result:
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in corpus), encoding="utf-8")
    return CliRunner().invoke(
        app, ["measure", "retrieval", str(path)], input=lines, env={"LECTERN_STATE_DIR": str(state_dir)}
    )


def ranked(result: Result) -> dict[str, list[str]]:
    assert result.exit_code == 0, result.output
    return {row["id"]: row["ranked"] for row in map(json.loads, result.stdout.splitlines())}


def queries(*texts: str) -> str:
    return "".join(json.dumps({"id": text, "query": text}) + "\n" for text in texts)


def test_every_query_is_answered_and_the_best_passage_is_first(tmp_path: Path, state_dir: Path) -> None:
    texts = ["How high is the tide in the Bay of Fundy?", "the of and", "", "日本語"]
    found = ranked(measure(tmp_path, state_dir, CORPUS, queries(*texts)))
    assert list(found) == texts
    assert found[texts[0]][0] == "tides#1"
    assert all(set(order) <= {row["id"] for row in CORPUS} for order in found.values())


def test_a_second_run_reads_the_vectors_of_the_first_and_ranks_the_same(
    tmp_path: Path, state_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ranked(measure(tmp_path, state_dir, CORPUS, queries("Why does dough rise?")))

    def refuse(*_: object) -> None:
        raise AssertionError("a passage was encoded again")

    monkeypatch.setattr("lectern.measure_retrieval.encode_passage", refuse)
    assert ranked(measure(tmp_path, state_dir, CORPUS, queries("Why does dough rise?"))) == first
    with pytest.raises(AssertionError):
        raise measure(tmp_path, state_dir, CORPUS[:3], queries("x")).exception or AssertionError("nothing was raised")


@pytest.mark.parametrize(
    ("corpus", "lines", "place"),
    [
        ([CORPUS[0], CORPUS[0]], queries("x"), "corpus.jsonl, line 2"),
        ([CORPUS[0], {"id": "x"}], queries("x"), "corpus.jsonl, line 2"),
        ([CORPUS[0]], queries("x") + "no json\n", "line 2"),
        ([CORPUS[0]], '{"id": "x", "query": 3}\n', "line 1"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, state_dir: Path, corpus: list[object], lines: str, place: str) -> None:
    result = measure(tmp_path, state_dir, corpus, lines)
    assert result.exit_code == 3
    assert place in " ".join(result.output.split())
    assert "Remedy" in result.output
