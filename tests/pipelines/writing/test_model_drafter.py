"""A model writes all beats at once; the best versions are taken, faults are mended, and what stays wrong is never kept."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from pipelines.database import Database
from pipelines.llm import ModelClient
from pipelines.model_errors import ModelError, ModelErrorKind
from pipelines.models import (
    ControlAction,
    FrameForm,
    FrameFunction,
    Hook,
    Misconception,
    ModelCall,
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
from pipelines.writing.pipeline import contents_of, review_script
from tests.model_server import Answer, ModelServer, json_answer, running, settings_for

QUOTE = (
    "The temperature of the background today is 2.725 kelvin, measured by a satellite called COBE in its first year."
)
TOLD_OFFLINE = "The oldest light has a temperature of 2.725 kelvin today."
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
    OutlineBeat("b1", "c/t", 0, "gagne", "", "Gain attention", "The hiss", "open", 40, 0.3, ("f1", "f2"), "a radio"),
    OutlineBeat("b2", "c/t", 1, "gagne", "", "Retain and transfer", "What to keep", "close", 40, 0.3, ("f1",), ""),
]


def line(
    text: str, kind: str = "sourced", facts: Sequence[str] = ("f1",), story: str | None = None
) -> dict[str, object]:
    return {"text": text, "kind": kind, "fact_ids": list(facts), "story_id": story, "visual": ""}


def beat(*lines: Drafted) -> Drafted:
    return {"sentences": list(lines)}


GOOD = beat(line("So what does that mean?", "rhetoric", ()), line("The glow now sits at 2.725 kelvin."))
RECAP = beat(line("Keep this: the oldest light is at 2.725 kelvin."))


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with running() as started:
        yield started


def by_beat(request: dict[str, Any]) -> Answer:
    """Answer as a model that keeps to every rule, and mends nothing."""
    if not is_draft(request):
        return json_answer({"edits": []})
    return json_answer(RECAP if "You write beat 2" in user(request) else GOOD)


def user(request: dict[str, Any]) -> str:
    return str(request["messages"][1]["content"])


def is_draft(request: dict[str, Any]) -> bool:
    return "You write beat" in user(request)


def drafter_for(server: ModelServer, db: Database | None = None, candidates: int = 1) -> ModelScriptDrafter:
    settings = replace(settings_for(server), llm_candidates=candidates, llm_prices=(1.0, 2.0))
    return ModelScriptDrafter(ModelClient(settings, db, backoff_s=0.01), PROMPTS, review_script, contents_of)


def draft(
    server: ModelServer,
    controls: Sequence[StyleControl] = (),
    drafter: ModelScriptDrafter | None = None,
    **more: Any,
) -> list[ScriptSentence]:
    drafter = drafter or drafter_for(server)
    return drafter.run(PROJECT, BEATS, [HOOK], FACTS, [FRAME], [STORY], [DOCUMENT], 150.0, voice, controls, **more)[
        "sentences"
    ]


def voice(sentences: Sequence[str]) -> list[float | None]:
    return [0.5 for _ in sentences]


def test_a_draft_is_typed_numbered_and_opened_by_the_hook(server: ModelServer) -> None:
    story = line("At eleven, her chest freezer stood in Enugu, my grandmother kept it.", "story", (), "s1")
    server.answer_by(lambda request: json_answer(beat(story) if "beat 2" in user(request) else GOOD))
    script = draft(server)
    assert [sentence.ordinal for sentence in script] == [0, 1, 2, 3]
    assert [sentence.kind.value for sentence in script] == ["rhetoric", "rhetoric", "sourced", "story"]
    assert [sentence.beat_id for sentence in script] == ["b1", "b1", "b1", "b2"]
    assert [sentence.engine for sentence in script] == ["offline-1", *["test-model"] * 3]
    assert len({sentence.sentence_id for sentence in script}) == 4
    assert script[1].frame_id == "fr1"
    assert script[2].seconds == pytest.approx(7 * 60 / 150)
    assert {sentence.voice for sentence in script} == {0.5}
    assert not rules.untyped(script)
    assert not rules.unresolved_citations(script, FACTS, [STORY])


def test_a_beat_is_told_its_usable_facts_and_the_plan_of_its_neighbours_but_not_their_words(
    server: ModelServer,
) -> None:
    server.answer_by(by_beat)
    draft(server)
    first, second = sorted(
        (user(request) for request in server.requests if is_draft(request)), key=lambda t: "beat 2" in t
    )
    assert "f1 | SUPPORTED" in first
    assert "f2 |" not in first
    assert "What is that hiss?" in first
    assert "What to keep: close" in first, "what the beat after is about"
    assert QUOTE in second.partition("The beat before yours ends")[2]
    assert "The glow now sits at 2.725 kelvin." not in second


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
        (line("You may have heard that it is hot.", "belief"), "no source reports this"),
        (
            line("Electric eels navigate muddy rivers using weak pulses round submerged roots.", "rhetoric", ()),
            "states something without a source",
        ),
        (line("This part is sponsored by LunarCoin.", "rhetoric", ()), "LunarCoin is in nothing that you were given"),
        (line("Have a look at lunar.example now?", "rhetoric", ()), "holds 'lunar.example', which nobody says"),
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
        "invented belief",
        "claim",
        "name out of nowhere",
        "address",
    ],
)
def test_a_broken_rule_is_fed_back_once_and_then_ends_the_draft(
    server: ModelServer, bad: Drafted, complaint: str
) -> None:
    def mends(request: dict[str, Any]) -> Answer:
        is_first = "You write beat 1" in user(request) and len(request["messages"]) == 2
        return json_answer(beat(bad)) if is_first else by_beat(request)

    server.answer_by(mends)
    assert len(draft(server)) == 4
    told_back = [request["messages"][3]["content"] for request in server.requests if len(request["messages"]) > 2]
    assert len(told_back) == 1
    assert complaint in told_back[0]
    server.answer_by(lambda request: json_answer(beat(bad)) if "write beat 1" in user(request) else by_beat(request))
    with pytest.raises(ModelError) as caught:
        draft(server)
    assert caught.value.kind is ModelErrorKind.CONTENT
    assert len([request for request in server.requests if "You write beat 1" in user(request)]) == 2


def test_one_sentence_that_is_refused_in_every_version_does_not_refuse_the_script(
    server: ModelServer, db: Database
) -> None:
    wrong = beat(
        line("So what does that mean?", "rhetoric", ()),
        line("The glow sits at 9.9 kelvin."),
        line("It hums.", facts=("f9",)),
    )
    server.answer_by(lambda request: json_answer(wrong) if "write beat 1" in user(request) else by_beat(request))
    sources = [replace(FACTS[0], text=TOLD_OFFLINE, quote=TOLD_OFFLINE)]
    project, arguments = (
        replace(PROJECT, topic="the glow"),
        (BEATS, [HOOK], sources, [FRAME], [STORY], [DOCUMENT], 150.0, voice),
    )
    script = drafter_for(server, db, candidates=2).run(project, *arguments)["sentences"]
    first = [one for one in script if one.beat_id == "b1"][1:]
    assert [one.engine for one in first] == ["test-model", "offline-1"]
    assert not any("9.9" in one.text or "hums" in one.text for one in script)
    assert not rules.unresolved_citations(script, sources, [])
    assert not rules.unsourced_numbers(script, sources)
    server.forget()
    assert drafter_for(server, db, candidates=2).run(project, *arguments)["sentences"] == script
    assert not server.requests


def test_the_model_is_told_the_creators_wishes_and_a_banned_phrase_goes_back_to_it(server: ModelServer) -> None:
    ban = StyleControl("c1", PROJECT.channel_key, "phrase", "so what does that mean", ControlAction.BAN)
    kept = beat(line("The glow now sits at 2.725 kelvin."))
    server.answer_by(lambda request: json_answer(kept) if len(request["messages"]) > 2 else by_beat(request))
    script = draft(server, [ban])
    first = next(request for request in server.requests if "beat 1" in user(request))
    again = next(request for request in server.requests if len(request["messages"]) > 2)
    assert "ban | phrase | so what does that mean" in user(first)
    assert "What does that mean?" not in user(first), "nor is the frame offered"
    assert "does not want this said" in again["messages"][-1]["content"]
    assert not any("does that mean" in sentence.text for sentence in script)


def test_beats_are_written_at_the_same_time(server: ModelServer) -> None:
    server.answer_by(lambda request: replace(by_beat(request), stall_s=0.4))
    draft(server, drafter=drafter_for(server, candidates=2))
    drafts = [times for request, *times in server.served if is_draft(request)]
    assert len(drafts) == 4
    assert max(came for came, _ in drafts) < min(done for _, done in drafts), "all four were in flight together"


def test_of_several_versions_the_best_is_taken_and_a_refused_one_does_no_harm(server: ModelServer) -> None:
    poor = beat(line("It is what it is.", "rhetoric", ()))
    wrong = beat(line("It is at 9.9 kelvin."))

    def versions(request: dict[str, Any]) -> Answer:
        version = request.get("seed", 0)
        return json_answer([poor, GOOD, wrong][version]) if "beat 1" in user(request) else by_beat(request)

    server.answer_by(versions)
    script = draft(server, drafter=drafter_for(server, candidates=3))
    assert [sentence.text for sentence in script if sentence.beat_id == "b1"][1:] == [
        "So what does that mean?",
        "The glow now sits at 2.725 kelvin.",
    ]


def test_the_same_draft_again_asks_nothing_though_a_version_was_refused(server: ModelServer, db: Database) -> None:
    wrong = beat(line("It is at 9.9 kelvin."))
    server.answer_by(
        lambda request: (
            json_answer(wrong) if request.get("seed") == 1 and "beat 1" in user(request) else by_beat(request)
        )
    )
    first = drafter_for(server, db, candidates=2)
    script = draft(server, drafter=first)
    assert first.usage.requests == len(server.requests) > 4
    assert first.usage.cost_usd == pytest.approx(first.usage.requests * (100 * 1.0 + 20 * 2.0) / 1e6)
    server.forget()
    again = drafter_for(server, db, candidates=2)
    assert draft(server, drafter=again) == script
    assert not server.requests
    assert (again.usage.requests, again.usage.prompt_tokens, again.usage.cost_usd) == (0, 0, 0.0)
    assert again.usage.cached >= 4


def test_a_reply_that_stops_half_way_keeps_nothing_of_the_draft(server: ModelServer, db: Database) -> None:
    topic = replace(PROJECT, topic="the light that is cut off")
    half = Answer(content='{"sentences": [{"text": "The glow', finish_reason="length")
    server.answer_by(lambda request: half if "beat 2" in user(request) else by_beat(request))
    with pytest.raises(ModelError, match="cut off"):
        drafter_for(server, db).run(topic, BEATS, [HOOK], FACTS, [FRAME], [STORY], [DOCUMENT], 150.0, voice)
    kept = [call for call in db.read(ModelCall) if "that is cut off" in str(call.request)]
    assert {call.finish_reason for call in kept} <= {"stop"}, (
        "whole beats may be kept for another try, the half one is not"
    )


def test_what_the_review_finds_is_mended_by_edits_of_the_faulty_sentence_only(server: ModelServer) -> None:
    long = (
        " ".join(["The glow sits, if you listen very long and very well on a clear night,"] * 3) + " at 2.725 kelvin."
    )
    faulty = beat(line("So what does that mean?", "rhetoric", ()), line(long))
    said = "The glow now sits at 2.725 kelvin, if you listen very well."
    short = [line(said), line("And that's all there is to it, on a clear night.", "rhetoric", ())]
    brief = [replace(one, words=20) for one in BEATS]  # so that the long sentence is not needed for its length

    def mends(request: dict[str, Any]) -> Answer:
        if not is_draft(request):
            return json_answer({"edits": [{"number": 2, "sentences": short}]})
        return json_answer(faulty) if "beat 1" in user(request) else by_beat(request)

    server.answer_by(mends)
    drafter = drafter_for(server)
    script = drafter.run(PROJECT, brief, [HOOK], FACTS, [FRAME], [STORY], [DOCUMENT], 150.0, voice)["sentences"]
    assert [sentence.text for sentence in script[1:3]] == ["So what does that mean?", said]
    repairs = [user(request) for request in server.requests if not is_draft(request)]
    assert any("2 | " in told and "one breath" in told for told in repairs)


def test_a_repair_that_makes_the_script_worse_is_not_taken(server: ModelServer) -> None:
    long = (
        " ".join(["The glow sits, if you listen very long and very well on a clear night,"] * 3) + " at 2.725 kelvin."
    )
    faulty = beat(line(long))

    def spoils(request: dict[str, Any]) -> Answer:
        if not is_draft(request):
            worse = [line(long), line(long.replace("glow", "light"))]
            return json_answer({"edits": [{"number": 1, "sentences": worse}]})
        return json_answer(faulty) if "beat 1" in user(request) else by_beat(request)

    server.answer_by(spoils)
    assert [sentence.text for sentence in draft(server) if sentence.beat_id == "b1"][1:] == [long]


def test_what_people_believe_is_told_to_the_model_and_may_be_told_in_front_of_its_correction(
    server: ModelServer,
) -> None:
    row = Misconception(
        "m1", "c/t", "d1", 0, "the sky is cold and dark", "People think the sky is cold and dark.", 0, 10,
        QUOTE, QUOTE, 0, len(QUOTE), "offline-1",
    )  # fmt: skip
    told = beat(
        line("You may have heard that the sky is cold and dark.", "belief"), line("The glow sits at 2.725 kelvin.")
    )
    server.answer_by(lambda request: json_answer(told) if "beat 1" in user(request) else by_beat(request))
    script = draft(server, misconceptions=[row])
    assert "f1 | the sky is cold and dark" in user(next(r for r in server.requests if "beat 1" in user(r)))
    assert [sentence.kind for sentence in script][1] is SentenceKind.BELIEF


def test_a_server_that_fails_ends_the_draft_and_waiting_beats_are_not_asked(server: ModelServer) -> None:
    server.answer_by(lambda _: Answer(status=401, body=b'{"error": {"message": "no such key", "code": "invalid"}}'))
    settings = replace(settings_for(server), llm_candidates=8, llm_concurrency=1)
    drafter = ModelScriptDrafter(ModelClient(settings, None, backoff_s=0.01), PROMPTS, review_script, contents_of)
    started = time.perf_counter()
    with pytest.raises(ModelError) as caught:
        draft(server, drafter=drafter)
    assert caught.value.kind is ModelErrorKind.BUG
    assert len(server.requests) <= 3
    assert time.perf_counter() - started < 30
