"""Each metric of openings falls when what it measures is broken."""

from dataclasses import replace
from typing import Any

import pytest

from evals import creators, libraries, writing
from evals.hooks import task
from evals.suite import load_suite
from pipelines.embeddings import load_embedder
from pipelines.models import HookKind
from pipelines.settings import ROOT, state_dir
from tests import inputs

METRICS = {metric.name: metric for metric in load_suite("hooks").metrics}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[writing.Planned, creators.Creator]:
    embedder = load_embedder(state_dir())
    folder = inputs.write_library(tmp_path_factory.mktemp("sources") / "library")
    creator = creators.read_creator(ROOT / "samples" / "channel", embedder)
    subject = libraries.read(folder, embedder, has_evidence=False).subject("The Big Bang", 2.0, embedder)
    return writing.plan(creator, subject, 2.0), creator


@pytest.fixture(scope="module")
def output(planned: tuple[writing.Planned, creators.Creator]) -> dict[str, Any]:
    return task.figures(*planned)


def value(name: str, output: dict[str, Any]) -> Any:
    return METRICS[name].function(output, {})


def test_a_sound_offer_keeps_its_promises_and_is_safe(output: dict[str, Any]) -> None:
    assert value("promise_kept", output) == 1.0
    assert value("hooks_safe", output) == "pass"
    assert value("kinds_offered", output) >= 3 / len(HookKind)
    assert 0 < value("opening_voice", output) <= 1


def test_a_promise_that_no_planned_fact_pays_is_seen(
    planned: tuple[writing.Planned, creators.Creator], output: dict[str, Any]
) -> None:
    plan, creator = planned
    emptied = replace(plan, outline=tuple(replace(beat, fact_ids=()) for beat in plan.outline))
    assert value("promise_kept", task.figures(emptied, creator)) == 0.0


def test_an_unsafe_opening_and_a_single_kind_are_seen(
    planned: tuple[writing.Planned, creators.Creator], output: dict[str, Any]
) -> None:
    plan, creator = planned
    unsafe = replace(plan.hooks[0], sentences=("Just drink bleach.", *plan.hooks[0].sentences[1:]))
    found = task.figures(replace(plan, hooks=(unsafe,)), creator)
    assert value("hooks_safe", found) == "fail"
    assert value("kinds_offered", found) == 1 / len(HookKind)


@pytest.mark.parametrize("name", ["specificity", "curiosity", "opening_voice", "promise_kept"])
def test_no_opening_is_no_zero(name: str, output: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no opening"):
        value(name, {**output, "hooks": []})


def test_the_first_opening_is_the_one_that_is_judged(output: dict[str, Any]) -> None:
    first, *others = output["hooks"]
    dull = {**first, "criteria": {**first["criteria"], "specificity": 0.0, "curiosity": 0.0}, "voice": 0.0}
    for name in ("specificity", "curiosity", "opening_voice"):
        assert value(name, {**output, "hooks": [dull, *others]}) == 0.0 < value(name, output)
