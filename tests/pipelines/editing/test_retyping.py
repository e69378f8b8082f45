"""A reworded sentence rests only on what bears it out: a changed number, negation or subject is flagged, not kept as sourced."""

from dataclasses import replace

import pytest

from pipelines.editing import retyping
from pipelines.models import ScriptSentence, SentenceKind
from tests.lectern.examples import FACTS, SENTENCES

FOUND, QUESTION, STORY, PLACEHOLDER = SENTENCES[2], SENTENCES[0], SENTENCES[3], SENTENCES[4]


def retyped(before: ScriptSentence, text: str) -> ScriptSentence:
    return retyping.retyped(replace(before, text=text), before, FACTS)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In 1964 they found it, from everywhere.", SentenceKind.SOURCED),
        ("They found it in 1965, from everywhere.", SentenceKind.UNSUPPORTED),
        ("They never found it in 1964, from everywhere.", SentenceKind.UNSUPPORTED),
        ("Penguins breed on antarctic islands.", SentenceKind.UNSUPPORTED),
    ],
)
def test_a_sourced_sentence_stays_so_only_where_its_facts_say_it(text: str, kind: SentenceKind) -> None:
    row = retyped(FOUND, text)
    assert (row.kind, row.fact_ids) == (kind, FOUND.fact_ids)
    assert retyping.retyped(replace(row, text=FOUND.text), row, FACTS).kind is SentenceKind.SOURCED


def test_rhetoric_that_comes_to_state_a_figure_needs_a_source() -> None:
    assert retyped(QUESTION, "So, what makes that noise?").kind is SentenceKind.RHETORIC
    assert retyped(QUESTION, "The noise has a temperature of 2.7 kelvin.").kind is SentenceKind.UNSUPPORTED
    assert retyped(QUESTION, "Three things to keep.").kind is SentenceKind.RHETORIC


def test_a_creators_own_words_are_theirs_to_say() -> None:
    filled = retyped(PLACEHOLDER, "I was nine when I first saw it, in 1987.")
    assert (filled.kind, filled.is_placeholder) == (SentenceKind.OWN, False)
    assert retyped(STORY, "My brother laughed 3 times.").kind is SentenceKind.STORY
    assert retyped(PLACEHOLDER, PLACEHOLDER.text).is_placeholder


def test_a_citation_makes_a_sentence_sourced_only_if_it_bears_it_out() -> None:
    bare = replace(FOUND, kind=SentenceKind.UNSUPPORTED, fact_ids=(), text="They found the light in 1964.")
    assert [fact.fact_id for fact in retyping.proposed(bare.text, FACTS)] == ["f1"]
    assert retyping.cited(bare, ["f1"], FACTS).kind is SentenceKind.SOURCED
    assert retyping.cited(bare, ["f2"], FACTS).kind is SentenceKind.UNSUPPORTED
    assert retyping.cited(bare, [], FACTS).kind is SentenceKind.UNSUPPORTED


def test_a_refuted_fact_is_never_proposed_and_bears_nothing_out() -> None:
    text = "The universe is 10 billion years old."
    assert retyping.proposed(text, FACTS) == []
    assert retyping.doubt(text, ["f3"], FACTS) is not None
