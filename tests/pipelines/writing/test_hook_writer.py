"""Openings by a model are kept where they break no rule and the script pays what they promise."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from pipelines.llm import ModelClient
from pipelines.models import HookKind, SentenceKind
from pipelines.prompts import PromptService
from pipelines.settings import ROOT
from pipelines.writing.hook_writer import ModelHookWriter
from pipelines.writing.hooks.kinds import Opening
from tests.model_server import ModelServer, json_answer, running, settings_for
from tests.pipelines.writing.model_drafts import PROJECT, beat, fact

PROMPTS = PromptService(ROOT / "prompts", ROOT / "prompts" / "pipeline-tags.yaml")
FACTS = [
    fact("f1", "The glow of the early universe has cooled to 2.725 kelvin."),
    fact("f2", "The glow cooled because space stretched its waves as the universe grew."),
    fact("f3", "Galaxies gather along threads of dark matter."),
]
BEATS = [beat(0, "Opening"), beat(1, "The glow", ["f1", "f2"]), beat(2, "Galaxies", ["f3"])]


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with running() as started:
        yield started


def hook(
    text: str = "The oldest glow there is sits at 2.725 kelvin.",
    cites: str = "f1",
    question: str = "Why did that glow cool?",
    paid_by: tuple[str, ...] = ("f2",),
) -> dict[str, Any]:
    sentences = [
        {"text": text, "kind": "sourced", "fact_ids": [cites]},
        {"text": "So what happened to it?", "kind": "rhetoric", "fact_ids": []},
    ]
    return {"kind": "number", "sentences": sentences, "question": question, "paid_by": list(paid_by)}


def written(server: ModelServer, candidates: int = 1) -> tuple[list[Opening], ModelHookWriter]:
    settings = replace(settings_for(server), llm_candidates=candidates)
    writer = ModelHookWriter(ModelClient(settings, None, backoff_s=0.01), PROMPTS)
    return writer.run(PROJECT, BEATS, FACTS, [], [])["openings"], writer


def test_an_opening_is_typed_sourced_and_knows_what_pays_it(server: ModelServer) -> None:
    server.script(json_answer({"hooks": [hook()]}))
    (opening,), _ = written(server)
    assert (opening.kind, opening.engine) == (HookKind.NUMBER, "test-model")
    assert [line.kind for line in opening.lines] == [SentenceKind.SOURCED, SentenceKind.RHETORIC]
    (gap,) = opening.gaps
    assert (gap.question, gap.fact_ids, gap.payoffs[0].beat.beat_id) == ("Why did that glow cool?", ("f2",), "b1")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (hook(text="The oldest glow sits at 3.1 kelvin."), "the number 3.1"),
        (hook(cites="f9"), "the id 'f9' does not exist"),
        (hook(paid_by=("f9",)), "paid_by names no planned fact"),
        (hook(paid_by=("f1",)), "gives the answer away"),
        (hook(paid_by=("f2", "f3")), "facts of several beats"),
        (hook(question="It cooled."), "its question is none"),
        (hook(question="What is dark matter?", text="It sits at 2.725 kelvin.", paid_by=("f2",)), "something else"),
    ],
    ids=["number", "fact", "unplanned", "answered", "beats", "no question", "unrelated"],
)
def test_what_breaks_a_rule_is_left_out_and_the_rest_is_kept(
    server: ModelServer, bad: dict[str, Any], reason: str
) -> None:
    server.script(json_answer({"hooks": [bad, hook()]}))
    openings, writer = written(server)
    assert [opening.lines[0].text for opening in openings] == ["The oldest glow there is sits at 2.725 kelvin."]
    assert writer.rejections.total() == 1
    server.script(json_answer({"hooks": [bad]}), json_answer({"hooks": [hook()]}))
    assert len(written(server)[0]) == 1, "a reply of which nothing can be used goes back once"
    assert reason in server.requests[1]["messages"][-1]["content"]


def test_a_model_that_is_wrong_twice_leaves_no_opening_and_raises_nothing(server: ModelServer) -> None:
    server.script(json_answer({"hooks": [hook(cites="f9")]}))
    openings, _ = written(server, candidates=2)
    assert openings == []
    assert len(server.requests) == 4


def test_the_same_opening_of_two_samples_is_one(server: ModelServer) -> None:
    server.script(json_answer({"hooks": [hook()]}))
    assert len(written(server, candidates=3)[0]) == 1
