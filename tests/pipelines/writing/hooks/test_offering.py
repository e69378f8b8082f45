"""Openings are of different kinds, ranked by numbers that stand on the row, and each asks what the outline answers."""

from collections.abc import Sequence

import pytest

from pipelines.models import (
    ControlAction,
    FrameForm,
    FrameFunction,
    Hook,
    OutlineBeat,
    Project,
    SentenceKind,
    StyleControl,
    VoiceFeatures,
)
from pipelines.writing import pipeline
from pipelines.writing.hooks import criteria, promises
from tests.script_sentences import line
from tests.spoken_facts import fact, frame

PROJECT = Project("c/t", "c", "Black holes", "library", 8.0)
FACTS = [
    fact(1, "The black hole in our galaxy weighs 4 million suns.", "In our galaxy"),
    fact(2, "Astronomers measured stars near the black hole in our galaxy.", "In our galaxy"),
    fact(3, "Black holes aren't like vacuum cleaners that swallow everything.", "What they do"),
    fact(4, "Light can't escape because a black hole bends space around itself.", "What they do"),
    fact(5, "In 1967, John Wheeler gave black holes their name at a talk.", "History"),
    fact(6, "If you fell into a black hole, you would be stretched.", "What they do"),
    fact(7, "Black holes trap you and everything that you send.", "What they do"),
    fact(8, "Nobody knows what a black hole looks like inside.", "Open questions"),
    fact(9, "Black holes are places that light cannot leave.", "What they are"),
    fact(10, "Black holes grow when gas falls into them.", "What they do"),
]
OUTLINE = [
    OutlineBeat("b0", "c/t", 0, "x", "", "Open", "", "", 50, 0.3, (), ""),
    OutlineBeat("b1", "c/t", 1, "x", "", "Explain", "", "", 50, 0.3, tuple(f.fact.fact_id for f in FACTS[1:]), ""),
]


def neutral(texts: Sequence[str]) -> list[float | None]:
    return [0.5 for _ in texts]


def video(name: str, *opening: str) -> VoiceFeatures:
    return VoiceFeatures(name, "c", 100, 10, 60.0, {}, {}, edges={"opening": list(opening), "closing": []})


def offered(**given: object) -> list[Hook]:
    facts = [f.fact for f in FACTS]
    return pipeline.write_hooks(PROJECT, OUTLINE, facts, [], neutral, **given)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def hooks() -> list[Hook]:
    return offered()


def test_six_kinds_or_more_are_offered_once_each_and_the_best_first(hooks: list[Hook]) -> None:
    kinds = [hook.kind for hook in hooks]
    assert len(kinds) == len(set(kinds)) >= 6
    assert [hook.ordinal for hook in hooks] == list(range(len(hooks)))
    assert [hook.score for hook in hooks] == sorted((hook.score for hook in hooks), reverse=True)


def test_the_score_is_the_weighted_mean_of_the_numbers_on_the_row(hooks: list[Hook]) -> None:
    assert sum(criteria.WEIGHTS.values()) == pytest.approx(1.0)
    for hook in hooks:
        assert set(hook.criteria) == set(criteria.WEIGHTS)
        assert hook.criteria["opening"] is None  # no videos show how this creator opens
        assert hook.score == pytest.approx(criteria.score(hook.criteria), abs=1e-3)
        assert f"{hook.criteria['curiosity']:.2f}" in hook.reason


def test_every_question_is_paid_by_facts_of_a_beat_that_the_opening_does_not_tell(hooks: list[Hook]) -> None:
    for hook in hooks:
        told = {fact_id for ids in hook.fact_ids for fact_id in ids}
        for promise in hook.promises:
            assert promise.beat_id == "b1"
            assert set(promise.fact_ids) <= set(OUTLINE[1].fact_ids)
            assert promise.fact_ids
            assert not set(promise.fact_ids) & told
        assert hook.promises
        assert any(text.endswith("?") for text in hook.sentences)


def test_what_is_stated_cites_its_fact_and_what_is_asked_states_nothing(hooks: list[Hook]) -> None:
    for hook in hooks:
        for kind, ids in zip(hook.kinds, hook.fact_ids, strict=True):
            assert bool(ids) is (kind is SentenceKind.SOURCED)


def test_an_opening_is_in_the_words_and_the_order_of_preference_of_the_creator() -> None:
    own = frame("Okay, so picture this.", FrameFunction.HOOK, FrameForm.SENTENCE, n_videos=3)
    features = [video(str(n), "Okay, so picture this.", "You are standing on a shore.") for n in range(3)]
    facts = [f.fact for f in FACTS if f.fact.ordinal != 6]
    found = pipeline.write_hooks(PROJECT, OUTLINE, facts, [own], neutral, features=features)
    by_kind = {hook.kind: hook for hook in found}
    assert by_kind["demonstration"].criteria["opening"] == 1.0
    assert by_kind["number"].criteria["opening"] == 0.0
    assert "3 of your 3 videos open so" in by_kind["demonstration"].style
    assert by_kind["question"].sentences[0].startswith("Okay, so ")


def test_what_the_creator_bans_is_not_said() -> None:
    banned = StyleControl("1", "c", "phrase", "vacuum cleaners", ControlAction.BAN)
    assert not any("vacuum" in text for hook in offered(controls=[banned]) for text in hook.sentences)


def test_what_a_person_rejected_is_not_offered_again_unless_there_is_nothing_else(hooks: list[Hook]) -> None:
    first = " ".join(hooks[0].sentences)
    again = offered(unwanted={first})
    assert first not in {" ".join(hook.sentences) for hook in again}
    assert hooks[0].kind in {hook.kind for hook in again}, "another of its kind takes its place"
    only = pipeline.write_hooks(PROJECT, OUTLINE, [FACTS[2].fact], [], neutral)
    rejected = {" ".join(hook.sentences) for hook in only}
    assert pipeline.write_hooks(PROJECT, OUTLINE, [FACTS[2].fact], [], neutral, unwanted=rejected) == only


def test_who_does_not_contract_asks_without_contractions(hooks: list[Hook]) -> None:
    pinned = StyleControl("1", "c", "trait", "contraction_share", ControlAction.PIN, 0.0)
    assert any("what's" in text.lower() for hook in hooks for text in hook.sentences)
    assert not any("what's" in text.lower() for hook in offered(controls=[pinned]) for text in hook.sentences)


def test_without_facts_there_is_no_hook() -> None:
    assert pipeline.write_hooks(PROJECT, OUTLINE, [], [], neutral) == []


def test_a_script_pays_a_promise_with_the_sentence_that_tells_one_of_its_facts(hooks: list[Hook]) -> None:
    hook = hooks[0]
    opening = [
        line(text, kind, *ids, ordinal=place)
        for place, (text, kind, ids) in enumerate(zip(hook.sentences, hook.kinds, hook.fact_ids, strict=True))
    ]
    paying = line("That's how it is.", SentenceKind.SOURCED, hook.promises[0].fact_ids[0], ordinal=9)
    ((_, found), *_) = promises.payments(hook, [*opening, paying])
    assert found == paying
    assert all(sentence is None for _, sentence in promises.payments(hook, opening))
    assert promises.opening_of(hooks, [*opening, paying]) == hook
    assert promises.opening_of(hooks, [line("I'll open in my own way."), paying]) is None


def test_what_limits_ads_opens_no_video() -> None:
    harsh = fact(11, "Nobody knows why a black hole murdered its star.", "Open questions")
    found = pipeline.write_hooks(PROJECT, OUTLINE, [*(f.fact for f in FACTS), harsh.fact], [], neutral)
    assert found
    assert not any("murdered" in text for hook in found for text in hook.sentences)
