"""A draft is judged by its sentences and quotes, and a gate that cannot say does not open."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from evals.draft import evaluate_draft, gate
from pipelines.models import (
    EvaluationResult,
    ResearchDocument,
    ScriptSentence,
    SentenceKind,
    Story,
    Verdict,
    VerifiedFact,
    VoiceProfile,
)

N = 20
QUOTES = [f"The antenna number {at} recorded a temperature of {at}.5 kelvin." for at in range(N)]
TEXT = " ".join(QUOTES)
DOCUMENT = ResearchDocument("d", "c/t", "Antennas", "a.md", "md", "0", TEXT)


def fact(at: int) -> VerifiedFact:
    start = TEXT.index(QUOTES[at])
    return VerifiedFact(
        f"f{at}", "c/t", f"c{at}", "d", at, "", QUOTES[at], QUOTES[at], start, start + len(QUOTES[at]),
        Verdict.SUPPORTED, 0.9, 2, (), 0.5, "offline-1",
    )  # fmt: skip


def sentence(at: int, text: str | None = None) -> ScriptSentence:
    spoken = text or f"On antenna {at}, the temperature recorded was {at}.5 kelvin."
    return ScriptSentence(
        f"s{at}",
        "c/t",
        at,
        "b",
        spoken,
        SentenceKind.SOURCED,
        (f"f{at}",),
        None,
        None,
        False,
        "",
        3.0,
        None,
        "offline-1",
    )


FACTS = [fact(at) for at in range(N)]
SCRIPT = [sentence(at) for at in range(N)]


def evaluated(script: Sequence[ScriptSentence], facts: Sequence[VerifiedFact] = FACTS) -> dict[str, EvaluationResult]:
    stories: list[Story] = []
    profile = VoiceProfile("c", (), ())
    results = evaluate_draft(script, facts, [], stories, [DOCUMENT], profile, "c/t", "production")
    return {result.metric: result for result in results}


def opened(results: dict[str, EvaluationResult]) -> dict[str, bool]:
    return {metric: is_open for metric, is_open, _ in gate(list(results.values()))}


def test_a_sound_draft_passes_where_something_can_be_said() -> None:
    results = evaluated(SCRIPT)
    gates = opened(results)
    assert gates.pop("voice_fidelity") is False
    assert gates == {"sourced_is_backed": True, "quote_is_verbatim": True, "citation_resolves": True}
    assert results["sourced_is_backed"].low == pytest.approx(0.8389, abs=1e-4)


def test_a_voice_that_cannot_be_scored_is_none_with_a_reason_and_keeps_the_gate_shut() -> None:
    voice = evaluated(SCRIPT)["voice_fidelity"]
    assert voice.value is None
    assert voice.reason
    (reason,) = [reason for metric, _, reason in gate([voice]) if metric == "voice_fidelity"]
    assert voice.reason in reason


@pytest.mark.parametrize(
    ("metric", "broken"),
    [
        ("sourced_is_backed", lambda s: replace(s, text="The antenna recorded 99 kelvin at a temperature.")),
        ("sourced_is_backed", lambda s: replace(s, text="Pigeons love warm bread crumbs near rusty garden fences.")),
        ("citation_resolves", lambda s: replace(s, fact_ids=("f999",))),
    ],
    ids=["number", "content", "citation"],
)
def test_a_few_broken_sentences_lower_the_bound_and_shut_the_gate(metric: str, broken: object) -> None:
    assert callable(broken)
    script = [broken(line) if line.ordinal < 4 else line for line in SCRIPT]
    results = evaluated(script)
    assert results[metric].value == pytest.approx(0.8)
    assert opened(results)[metric] is False


def test_a_quote_that_is_not_at_its_offsets_counts() -> None:
    moved = [replace(fact, start=fact.start + 1, end=fact.end + 1) if fact.ordinal < 5 else fact for fact in FACTS]
    assert evaluated(SCRIPT, moved)["quote_is_verbatim"].value == pytest.approx(0.75)


def test_the_same_draft_has_the_same_rows_and_another_draft_another_digest() -> None:
    assert evaluated(SCRIPT) == evaluated(SCRIPT)
    changed = evaluated([replace(SCRIPT[0], text="Changed."), *SCRIPT[1:]])["citation_resolves"]
    assert changed.dataset_sha256 != evaluated(SCRIPT)["citation_resolves"].dataset_sha256
    assert changed.result_id == evaluated(SCRIPT)["citation_resolves"].result_id
