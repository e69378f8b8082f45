"""`lectern measure voice`: one number a line, own text above another's, and errors that name the line."""

import json

import pytest
from typer.testing import CliRunner

from lectern.cli import app
from pipelines.settings import ROOT
from tests.pipelines.voice.channel import sample_segments


def lines(*rows: object) -> str:
    return "\n".join(json.dumps(row) for row in rows) + "\n"


def videos() -> list[str]:
    names = dict.fromkeys(segment.video_id for segment in sample_segments())
    return [" ".join(s.text for s in sample_segments() if s.video_id == name) for name in names]


def test_own_text_scores_above_anothers_and_each_line_has_a_number() -> None:
    own, *rest = videos()
    other = (ROOT / "samples" / "library" / "big-bang-encyclopedia-entry.md").read_text(encoding="utf-8")
    rows = [{"profile_id": "p", "profile_docs": rest, "text": text} for text in (own, other, "Too short.", "")]
    result = CliRunner().invoke(app, ["measure", "voice"], input=lines(*rows))
    assert result.exit_code == 0
    scores = [float(line) for line in result.stdout.split()]
    assert len(scores) == 4
    assert scores[0] > scores[1]


def test_a_second_profile_does_not_inherit_the_first() -> None:
    own, *rest = videos()
    other = "We need to build the wallet so that you can kind of sign the transaction, right? " * 40
    first = {"profile_id": "a", "profile_docs": rest, "text": own}
    second = {"profile_id": "b", "profile_docs": [other], "text": own}
    result = CliRunner().invoke(app, ["measure", "voice"], input=lines(first, second))
    scores = [float(line) for line in result.stdout.split()]
    assert scores[0] > scores[1]


@pytest.mark.parametrize("bad", ["not json", '{"profile_id": "p", "profile_docs": "one", "text": ""}', "[1]"])
def test_a_bad_line_is_named(bad: str) -> None:
    good = {"profile_id": "p", "profile_docs": ["So you can see it."], "text": "You can see it."}
    result = CliRunner().invoke(app, ["measure", "voice"], input=lines(good) + bad + "\n")
    assert result.exit_code == 3
    assert "line 2" in result.output


def test_facts_answer_each_line_with_a_label_and_quotes_that_stand_in_the_document() -> None:
    text = "The observatory opened in 1904. It has two domes."
    row = {
        "id": "7",
        "claim": "The observatory opened in 1904.",
        "evidence_docs": [{"id": "d", "title": "", "text": text}],
    }
    result = CliRunner().invoke(app, ["measure", "facts"], input=lines(row, {**row, "id": "8", "evidence_docs": []}))
    assert result.exit_code == 0, result.output
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["7", "8"]
    assert answers[0]["label"] == "SUPPORTED"
    assert answers[1] == {"id": "8", "label": "NOT_ENOUGH_INFO", "score": 0.0, "evidence": []}
    for quote in answers[0]["evidence"]:
        assert text[quote["start"] : quote["end"]] == quote["quote"]


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ('{"id": "1", "claim": "A."}', "evidence_docs"),
        ('{"id": "1", "claim": "A.", "evidence_docs": [{"id": "d"}]}', "text"),
        ("nonsense", "JSON"),
    ],
)
def test_a_facts_line_that_is_wrong_is_named(bad: str, named: str) -> None:
    result = CliRunner().invoke(app, ["measure", "facts"], input=bad + "\n")
    assert result.exit_code == 3
    assert "line 1" in result.output
    assert named in result.output
