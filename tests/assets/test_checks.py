"""Each rule refuses the row that breaks it and passes the one that keeps it; the rows are made by hand."""

from dataclasses import replace
from typing import Any

import pytest

from assets import checks
from assets.policy import Check
from pipelines import models as m
from tests.lectern import examples
from tests.pipelines.voice.channel import sample_profile

VIDEO = m.Video("v1", "c", "Ice", "ice.srt", "srt", "0", b"x")
FAILED = replace(VIDEO, video_id="v2", source_path="bad.srt", status=m.VideoStatus.FAILED, problem="not text")
SEGMENT = m.Segment("g1", "c", "v1", 0, "Ice floats.", 1.0, 2.0)
LATER = replace(SEGMENT, segment_id="g2", ordinal=1, start_s=2.0, end_s=3.0)
SPAN = m.Span("v1", "g1", "Ice floats.", 1.0, 2.0)
TRAIT = m.Trait("t", "c", "pacing", "pace", "Pace", 1.0, "w/min", 1.0, 1.0, 1, None, {}, (SPAN,))
TEXT = (
    "The universe is 13.8 billion years old. It was hot and dense, and it has been growing and cooling ever since then."
)
DOCUMENT = m.ResearchDocument("d1", "c/p", "Age", "age.md", "md", "0", TEXT)
UNREADABLE = replace(DOCUMENT, text="", problem="encrypted")
PASSAGE = m.Passage("p1", "c/p", "d1", 0, "", TEXT[:39], 0, 39, (1.0,))
BRIEF = m.BriefSentence("b1", "c/p", 0, "How old?", TEXT[:39], ("p1",), "offline-1")
CLAIM = m.Claim("k1", "c/p", "d1", "p1", 0, "", TEXT[:39], TEXT[:39], 0, 39, 0.9, "offline-1")
FACT = m.VerifiedFact(
    "f1",
    "c/p",
    "k1",
    "d1",
    0,
    "",
    TEXT[:39],
    TEXT[:39],
    0,
    39,
    m.Verdict.NOT_ENOUGH_INFO,
    None,
    1,
    (),
    0.9,
    "offline-1",
)
REFUTED = replace(FACT, verdict=m.Verdict.REFUTED)
BEAT = replace(examples.BEATS[0], fact_ids=("f1",))
SOURCED = m.ScriptSentence(
    "s1", "c/p", 0, "b", "It is 13.8 billion years old.", m.SentenceKind.SOURCED, ("f1",), None, None, False, "", 2.0, None, "offline-1"
)  # fmt: skip
STORY = m.Story("y1", "c", "v1", 0, 0, 1.0, 2.0, 0.1, "I fell in.")
INPUTS: dict[str, Any] = {
    "videos": [VIDEO],
    "segments": [SEGMENT],
    "research_documents": [DOCUMENT],
    "passages": [PASSAGE],
    "verified_facts": [FACT],
    "stories": [STORY],
}
FRAMEWORK = m.EducationalFramework(
    BEAT.framework_id, "One beat", "", "", {}, (m.Beat(BEAT.name, "Tell it", 1.0, ("fact",), ""),)
)
INPUTS["educational_frameworks"] = [FRAMEWORK]
DRAFT = {check.name: check for check in checks.DRAFT_CHECKS}

CASES: list[tuple[Check, Any, Any, dict[str, Any]]] = [
    (checks.USABLE_VIDEO, VIDEO, FAILED, {}),
    (checks.NO_VIDEO_LOST, SEGMENT, replace(SEGMENT, video_id="v9"), {}),
    (checks.EVIDENCE_IS_OF_THE_CHANNEL, TRAIT, replace(TRAIT, evidence=(replace(SPAN, segment_id="g9"),)), {}),
    (checks.READABLE_DOCUMENT, DOCUMENT, UNREADABLE, {}),
    (checks.OFFSETS_POINT_AT_TEXT, PASSAGE, replace(PASSAGE, start=1), {}),
    (checks.OFFSETS_POINT_AT_TEXT, PASSAGE, replace(PASSAGE, document_id="d9"), {}),
    (checks.PASSAGES_EXIST, BRIEF, replace(BRIEF, passage_ids=("p1", "p9")), {}),
    (checks.QUOTES_VERBATIM, CLAIM, replace(CLAIM, quote="The universe is 14 billion years old."), {}),
    (checks.EVERY_FACT_KNOWN, BEAT, replace(BEAT, fact_ids=("f9",)), {}),
    (checks.EVERY_BEAT_PLANNED, BEAT, replace(BEAT, name="Another"), {}),
    (checks.EVERY_FACT_KNOWN, BEAT, BEAT, {"verified_facts": [REFUTED]}),
    (DRAFT["every_sentence_typed"], SOURCED, replace(SOURCED, kind=m.SentenceKind.UNSUPPORTED), {}),
    (DRAFT["every_sentence_typed"], SOURCED, replace(SOURCED, fact_ids=()), {}),
    (DRAFT["citations_resolve"], SOURCED, replace(SOURCED, fact_ids=("f9",)), {}),
    (DRAFT["citations_resolve"], SOURCED, replace(SOURCED, kind=m.SentenceKind.STORY, story_id="y9", fact_ids=()), {}),
    (DRAFT["citations_resolve"], SOURCED, SOURCED, {"verified_facts": [REFUTED]}),
    (DRAFT["numbers_sourced"], SOURCED, replace(SOURCED, text="It is 14.9 billion years old."), {}),
    (DRAFT["no_verbatim_run"], SOURCED, replace(SOURCED, text=TEXT[40:]), {}),
]  # fmt: skip


@pytest.mark.parametrize(("check", "good", "bad", "changed"), CASES, ids=lambda value: getattr(value, "name", ""))
def test_a_rule_passes_the_row_that_keeps_it_and_refuses_the_other(
    check: Check, good: Any, bad: Any, changed: dict[str, Any]
) -> None:
    assert check.find([good], INPUTS) == []
    faults = check.find([bad], INPUTS | changed)
    assert faults
    assert all(isinstance(fault, str) and fault for fault in faults)


def test_sentences_of_a_video_start_in_order() -> None:
    assert checks.TIMES_IN_ORDER.find([SEGMENT, LATER], INPUTS) == []
    assert checks.TIMES_IN_ORDER.find([SEGMENT, replace(LATER, start_s=0.5)], INPUTS)
    untimed = [replace(SEGMENT, start_s=None), replace(LATER, start_s=None)]
    assert checks.TIMES_IN_ORDER.find(untimed, INPUTS) == [], "no times are no times out of order"
    other_video = replace(LATER, video_id="v2", start_s=0.0)
    assert checks.TIMES_IN_ORDER.find([SEGMENT, other_video], INPUTS) == []


def test_the_gate_fails_on_the_lower_bound_not_on_the_value() -> None:
    sure = m.EvaluationResult(
        "r", "project", "c/p", "draft_quality", "citation_resolves", "production", 1.0, 0.95, 1.0, 60, 0, "0", None, "offline-1"
    )  # fmt: skip
    unsure, unmeasured = (
        replace(sure, low=0.3),
        replace(sure, value=None, low=None, high=None, n=0, reason="none cited"),
    )
    assert not _named(sure)
    assert _named(unsure)
    assert _named(unmeasured), "what could not be measured has not passed"


def _named(result: m.EvaluationResult) -> list[str]:
    return [fault for fault in checks.GATE.find([result], INPUTS) if fault.startswith(result.metric)]


def test_the_score_must_tell_a_channel_from_others_and_few_videos_cannot_show_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    profile = sample_profile()
    inputs = {"voice_features": list(profile.features)}
    check = checks.VOICE_IS_TOLD_APART
    assert not check.is_blocking
    assert check.find(profile.traits, inputs) == []
    assert check.measure is not None
    figures = check.measure(profile.traits, inputs)
    assert figures["own_videos"] == len(profile.features)
    assert figures["interval_low"] <= figures["area_under_curve"] <= figures["interval_high"]
    few = {"voice_features": list(profile.features[:2])}
    assert check.find(profile.traits, few)[0].startswith("cannot be said")
    assert "area_under_curve" not in check.measure(profile.traits, few)
    monkeypatch.setattr(checks, "LOWEST_AREA", 1.01)
    assert "area under the curve" in check.find(profile.traits, inputs)[0]
