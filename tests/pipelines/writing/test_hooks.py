"""An opening is vivid, stands on its own, and is about the topic."""

from collections.abc import Sequence

from pipelines.models import Project, SentenceKind
from pipelines.writing import hooks
from tests.spoken_facts import TOPIC, fact

PROJECT = Project("c/t", "c", TOPIC, "library", 8.0)
PLAIN = fact(1, "A black hole has been listed in a catalogue of black holes.")
VIVID = fact(2, "A black hole with the mass of 4 million suns sits in our galaxy.")
LEANING = fact(3, "It swallows 10 billion black holes every 200 million years.")
OFF_TOPIC = fact(4, "A snail sleeps for 3 million seconds.")


def neutral(texts: Sequence[str]) -> list[float | None]:
    return [0.5 for _ in texts]


def test_the_best_opening_is_the_vivid_fact_on_the_topic_that_needs_nothing_before_it() -> None:
    offered = hooks.offered(PROJECT, [PLAIN, VIVID, LEANING, OFF_TOPIC], [], neutral)
    assert offered[0].kind == "number"
    assert offered[0].sentences[0] == VIVID.sentences[0]
    assert all(LEANING.sentences[0] not in hook.sentences for hook in offered)


def test_every_opening_leaves_a_question_open_and_cites_what_it_states() -> None:
    for hook in hooks.offered(PROJECT, [PLAIN, VIVID], [], neutral):
        assert any(text.endswith("?") for text in hook.sentences)
        for kind, ids in zip(hook.kinds, hook.fact_ids, strict=True):
            assert bool(ids) is (kind is SentenceKind.SOURCED)


def test_striking_numbers_and_absolutes_are_vivid() -> None:
    assert hooks.vividness(VIVID) > hooks.vividness(PLAIN) == 0
    assert hooks.vividness(fact(5, "Nothing that falls in can escape.")) == 1.0


def test_without_facts_there_is_no_hook() -> None:
    assert hooks.offered(PROJECT, [], [], neutral) == []
