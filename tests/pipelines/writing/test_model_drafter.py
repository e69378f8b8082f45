"""A model writes beats; what breaks a rule goes back once, and then nothing is kept."""

from collections.abc import Iterator, Sequence

import pytest

from pipelines.llm import ModelClient
from pipelines.model_errors import ModelError, ModelErrorKind
from pipelines.models import (
    ControlAction,
    FrameForm,
    FrameFunction,
    Hook,
    OutlineBeat,
    PhraseFrame,
    Project,
    ResearchDocument,
    ScriptSentence,
    SentenceKind,
    Story,
    StyleControl,
    Verdict,
    VerifiedFact,
)
from pipelines.prompts import PromptService
from pipelines.settings import ROOT
from pipelines.writing import rules
from pipelines.writing.model_drafter import ModelScriptDrafter
from tests.model_server import ModelServer, json_answer, running, settings_for

QUOTE = (
    "The temperature of the background today is 2.725 kelvin, measured by a satellite called COBE in its first year."
)
Drafted = dict[str, object]
PROJECT = Project("c/t", "c", "the oldest light", "library", 1.0)
DOCUMENT = ResearchDocument("d1", "c/t", "Oldest Light", "a.md", "md", "0" * 64, QUOTE)
PROMPTS = PromptService(ROOT / "prompts", ROOT / "prompts" / "pipeline-tags.yaml")
STORY = Story("s1", "c", "v1", 0, 2, None, None, 0.1, "When I was eleven my grandmother kept a chest freezer in Enugu.")
FRAME = PhraseFrame("fr1", "c", FrameFunction.QUESTION, FrameForm.SENTENCE, "So what does that mean?", 4, 3)
HOOK = Hook("h1", "c/t", 0, "question", ("What is that hiss?",), (SentenceKind.RHETORIC,), ((),), 1.0, "", "offline-1")


def fact(fact_id: str, verdict: Verdict = Verdict.SUPPORTED) -> VerifiedFact:
    return VerifiedFact(
        fact_id, "c/t", "c1", "d1", 0, "", QUOTE, QUOTE, 0, len(QUOTE), verdict, 0.9, 2, (), 0.5, "offline-1"
    )


FACTS = [fact("f1"), fact("f2", Verdict.REFUTED)]
BEATS = [
    OutlineBeat("b1", "c/t", 0, "gagne", "", "attention", "The hiss", "open", 40, 0.3, ("f1", "f2"), "a radio"),
    OutlineBeat("b2", "c/t", 1, "gagne", "", "recap", "What to keep", "close", 40, 0.3, ("f1",), ""),
]


def line(
    text: str, kind: str = "sourced", facts: Sequence[str] = ("f1",), story: str | None = None
) -> dict[str, object]:
    return {"text": text, "kind": kind, "fact_ids": list(facts), "story_id": story, "visual": ""}


def beat(*lines: Drafted) -> Drafted:
    return {"sentences": list(lines)}


GOOD = beat(line("So what does that mean?", "rhetoric", ()), line("The glow now sits at 2.725 kelvin."))


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with running() as started:
        yield started


def draft(server: ModelServer, controls: Sequence[StyleControl] = ()) -> list[ScriptSentence]:
    drafter = ModelScriptDrafter(ModelClient(settings_for(server), None, backoff_s=0.01), PROMPTS)
    return drafter.run(PROJECT, BEATS, [HOOK], FACTS, [FRAME], [STORY], [DOCUMENT], 150.0, voice, controls)["sentences"]


def voice(sentences: Sequence[str]) -> list[float | None]:
    return [0.5 for _ in sentences]


def test_a_draft_is_typed_numbered_and_opened_by_the_hook(server: ModelServer) -> None:
    story = line("At eleven, her chest freezer stood in Enugu, my grandmother kept it.", "story", (), "s1")
    server.script(json_answer(GOOD), json_answer(beat(story)))
    script = draft(server)
    assert [sentence.ordinal for sentence in script] == [0, 1, 2, 3]
    assert [sentence.kind.value for sentence in script] == ["rhetoric", "rhetoric", "sourced", "story"]
    assert [sentence.beat_id for sentence in script] == ["b1", "b1", "b1", "b2"]
    assert [sentence.engine for sentence in script] == ["offline-1", *["test-model"] * 3]
    assert script[1].frame_id == "fr1"
    assert script[2].seconds == pytest.approx(7 * 60 / 150)
    assert {sentence.voice for sentence in script} == {0.5}
    assert not rules.untyped(script)
    assert not rules.unresolved_citations(script, FACTS, [STORY])


def test_the_model_sees_only_usable_facts_of_the_beat_and_what_was_said_before(server: ModelServer) -> None:
    server.script(json_answer(GOOD))
    draft(server)
    first, second = (request["messages"][1]["content"] for request in server.requests)
    assert "f1 | SUPPORTED" in first
    assert "f2 |" not in first
    assert "What is that hiss?" in first
    assert "The glow now sits at 2.725 kelvin." in second


def test_the_model_is_told_the_creators_wishes_and_a_banned_phrase_goes_back_to_it(server: ModelServer) -> None:
    ban = StyleControl("c1", PROJECT.channel_key, "phrase", "so what does that mean", ControlAction.BAN)
    kept = beat(line("The glow now sits at 2.725 kelvin."))
    server.script(json_answer(GOOD), json_answer(kept))
    script = draft(server, [ban])
    first, again = (request["messages"] for request in server.requests[:2])
    assert "ban | phrase | so what does that mean" in first[1]["content"]
    assert "What does that mean?" not in first[1]["content"], "nor is the frame offered"
    assert "does not want this said" in again[-1]["content"]
    assert not any("does that mean" in sentence.text for sentence in script)


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        (line("The glow is cold.", facts=("f9",)), "the id 'f9' does not exist"),
        (line("The glow is cold.", facts=("f2",)), "the id 'f2' does not exist"),
        (line("The glow sits at 3.1 kelvin."), "the number 3.1 is in none of the facts"),
        (line("It took 400 years.", "rhetoric", ()), "the number 400 is in none of the facts"),
        (line("The glow is cold.", facts=()), "kind sourced does not agree"),
        (line("I once met a bear in Alaska.", "story", (), "s1"), "story s1 does not tell this"),
        (line("My grandmother kept a freezer.", "story", (), "s7"), "the id 's7' does not exist"),
        (line(QUOTE), "words of a source; say it in other words"),
        (
            line("Electric eels navigate muddy rivers using weak pulses round submerged roots.", "rhetoric", ()),
            "states something without a source",
        ),
    ],
    ids=[
        "unknown fact",
        "refuted fact",
        "number",
        "number in rhetoric",
        "uncited",
        "invented",
        "no story",
        "copied",
        "claim",
    ],
)
def test_a_broken_rule_is_fed_back_once_and_then_ends_the_draft(
    server: ModelServer, bad: Drafted, complaint: str
) -> None:
    server.script(json_answer(beat(bad)), json_answer(GOOD))
    assert len(draft(server)) == 5
    assert complaint in server.requests[1]["messages"][3]["content"]
    server.script(json_answer(beat(bad)))
    with pytest.raises(ModelError) as caught:
        draft(server)
    assert caught.value.kind is ModelErrorKind.CONTENT
    assert len(server.requests) == 2
