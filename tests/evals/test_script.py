"""Each metric of a written script falls when what it measures is broken, and a case that cannot be read says so."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals import creators, libraries, writing
from evals.cases import Case, SuiteError
from evals.creators import Creator
from evals.script.figures import figures
from evals.script.task import prepare, reads
from evals.suite import load_suite
from evals.targets import resolve
from evals.writing import Written
from pipelines.embeddings import Embedder, load_embedder
from pipelines.models import ScriptSentence, SentenceKind
from pipelines.settings import ROOT, state_dir
from tests import inputs

METRICS = {metric.name: metric for metric in load_suite("script").metrics}
MINUTES = 2.0


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder(state_dir())


@pytest.fixture(scope="module")
def creator(embedder: Embedder) -> Creator:
    return creators.read_creator(ROOT / "samples" / "channel", embedder)


@pytest.fixture(scope="module")
def subject(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> libraries.Subject:
    folder = inputs.write_library(tmp_path_factory.mktemp("sources") / "library")
    return libraries.read(folder, embedder, has_evidence=False).subject("The Big Bang", MINUTES, embedder)


@pytest.fixture(scope="module")
def written(creator: Creator, subject: libraries.Subject) -> Written:
    return writing.write(writing.plan(creator, subject, MINUTES))


def value(name: str, output: dict[str, Any]) -> float:
    return float(METRICS[name].function(output, {}))


def test_a_script_without_the_creators_voice_sounds_less_like_them_and_no_other_figure_of_form_falls(
    creator: Creator, subject: libraries.Subject, written: Written
) -> None:
    plain = writing.write(writing.plan(creator.without_voice(), subject, MINUTES))
    own, other = figures(written, creator), figures(plain, creator)
    assert value("voice_fidelity", other) < value("voice_fidelity", own) - 0.1
    assert value("voice_probability", other) < value("voice_probability", own)
    assert value("length_error", other) < 0.1
    assert value("opening_paid", other) == value("opening_paid", own) == 1.0


def dangling(script: Sequence[ScriptSentence]) -> list[ScriptSentence]:
    return [
        replace(line, text=f"It {line.text}") if line.kind is SentenceKind.SOURCED and at % 3 == 0 else line
        for at, line in enumerate(reversed(script))
    ]


def without_last_beats(script: Sequence[ScriptSentence]) -> list[ScriptSentence]:
    beats = list(dict.fromkeys(line.beat_id for line in script))
    return [line for line in script if line.beat_id in beats[:2]]


def half(script: Sequence[ScriptSentence]) -> list[ScriptSentence]:
    return list(script[: len(script) // 2])


def renumbered(script: Sequence[ScriptSentence]) -> list[ScriptSentence]:
    return [
        replace(line, text=f"{line.text} That is 777.") if line.kind is SentenceKind.SOURCED else line
        for line in script
    ]


def opening_alone(script: Sequence[ScriptSentence]) -> list[ScriptSentence]:
    return [
        replace(line, kind=SentenceKind.RHETORIC, fact_ids=()) if at > 3 else line for at, line in enumerate(script)
    ]


def hardened(script: Sequence[ScriptSentence]) -> list[ScriptSentence]:
    return [replace(line, text=f"{line.text} Thermodynamic isotropy, perspicaciously.") for line in script]


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("structure", without_last_beats),
        ("coherence_faults", dangling),
        ("length_error", half),
        ("opening_paid", opening_alone),
        ("sourced_share", renumbered),
        ("difficulty", hardened),
    ],
)
def test_a_metric_sees_what_it_is_there_for(
    creator: Creator, written: Written, name: str, broken: Callable[[Sequence[ScriptSentence]], list[ScriptSentence]]
) -> None:
    before = value(name, figures(written, creator))
    after = value(name, figures(replace(written, sentences=tuple(broken(written.sentences))), creator))
    assert after < before if METRICS[name].better == "higher" else after > before


def test_a_voice_that_cannot_be_scored_is_no_zero(creator: Creator, written: Written) -> None:
    output = figures(replace(written, sentences=written.sentences[:3]), creator)
    with pytest.raises(ValueError, match="could not be scored: not enough text"):
        value("voice_fidelity", output)


def case(channel: str, library: str) -> Case:
    given = {"channel": channel, "library": library, "topic": "The Big Bang", "minutes": MINUTES}
    return Case("one", given, {}, {}, "test", "one")


def test_a_task_answers_the_same_twice_and_names_the_files_it_read(tmp_path: Path) -> None:
    folder = inputs.write_library(tmp_path / "library", inputs.DOCUMENTS[:1])
    one = case("samples/channel", str(folder))
    answer = prepare([one], resolve("production", engine="offline"))
    output = answer(one, 0)
    assert output == answer(one, 0)
    assert output["text"].count("\n") > 10
    assert list(reads(one)) == [folder / inputs.DOCUMENTS[0]]


@pytest.mark.parametrize(("channel", "library"), [("samples/channel", "no/such"), ("no/such", "samples/library")])
def test_a_folder_that_is_not_there_is_named_with_its_case(channel: str, library: str) -> None:
    with pytest.raises(SuiteError, match=r"Case one: .*no/such"):
        prepare([case(channel, library)], resolve("production", engine="offline"))
