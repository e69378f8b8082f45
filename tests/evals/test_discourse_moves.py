"""The labelled passages: published text only where it is ours, and a changed text is noticed, not scored."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases import Case, MissingInputError, SuiteError
from evals.discourse_moves import documents
from evals.discourse_moves.scores import FIRST, SECOND, TAGGER, decisions, f1, kappa
from evals.discourse_moves.task import answer
from evals.suite import load_suite
from pipelines.models import Move
from tests.conftest import CORPORA

CASES = load_suite("discourse_moves").dataset.cases


def samples() -> list[Case]:
    return [case for case in CASES if case.metadata["is_sample"]]


def test_text_is_published_for_the_samples_only() -> None:
    for case in CASES:
        assert all(("text" in sentence) is case.metadata["is_sample"] for sentence in case.input["sentences"])


def test_speakers_are_wholly_for_development_or_for_test_and_labels_are_moves_of_its_sentences() -> None:
    splits: dict[str, set[str]] = {}
    for case in CASES:
        splits.setdefault(case.source, set()).add(case.split)
        for labeller in (FIRST, SECOND):
            for number, moves in case.expected[labeller].items():
                assert 0 <= int(number) < case.expected["n_sentences"] == len(case.input["sentences"])
                assert {Move(move) for move in moves}
    assert all(len(parts) == 1 for parts in splits.values())


def test_sample_passages_are_tagged_and_their_text_is_what_was_labelled() -> None:
    assert all(answer(case, 0)["moves"] for case in samples())
    for case in samples():
        assert all(documents.digest(s["text"]) == s["digest"] for s in case.input["sentences"])


def test_a_changed_sentence_and_a_missing_document_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    case = samples()[0]
    changed = json.loads(json.dumps(case.input))
    changed["sentences"][3]["digest"] = "0" * 12
    with pytest.raises(SuiteError, match="sentence 3 is not the one"):
        answer(replace(case, input=changed), 0)
    monkeypatch.setenv("LECTERN_CORPORA", str(tmp_path))
    other = next(case for case in CASES if not case.metadata["is_sample"])
    with pytest.raises(MissingInputError, match="set LECTERN_CORPORA"):
        answer(other, 0)


@pytest.mark.corpora
def test_every_passage_of_the_corpus_is_still_what_was_labelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LECTERN_CORPORA", str(CORPORA))
    assert all("moves" in answer(case, 0) for case in CASES)


def test_plain_text_offsets_point_at_the_sentences(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("One thing.  Another\nthing.\n\nA third thing.", encoding="utf-8")
    document = documents.read(path)
    assert [document.text[offset:][:3] for offset in document.offsets] == ["One", "Ano", "A t"]


def test_agreement_figures_by_hand() -> None:
    scored = [({"moves": {"1": ["aside"], "2": ["recap"]}}, {FIRST: {"1": ["aside"], "3": ["aside"]}, SECOND: {}})]
    tagger, first = decisions(scored, TAGGER, Move.ASIDE), decisions(scored, FIRST, Move.ASIDE)
    assert (tagger, first) == ({(0, "1")}, {(0, "1"), (0, "3")})
    assert f1(tagger, first) == pytest.approx(2 / 3)
    assert kappa(tagger, first, 4) == pytest.approx((0.75 - 0.5) / 0.5)
    assert f1(set(), set()) is None
    assert kappa(set(), set(), 4) is None
