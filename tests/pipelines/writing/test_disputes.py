"""Where sources contradict each other, a script tells one side, and the review shows both with the reason."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipelines.facts.ledger import ledger
from pipelines.models import (
    Claim,
    Contradiction,
    ResearchDocument,
    ScriptSentence,
    SentenceKind,
    Severity,
    Verdict,
    VerifiedFact,
)
from pipelines.writing import disputes

YOUNG = "The great bell of the harbour weighs 12 tonnes."
OLD = "The great bell of the harbour weighs 19 tonnes."
AGAIN = "The great bell of the harbour weighs 19 tonnes, as every guide says."
MEASURED = "According to Ada Moor, the great bell of the harbour weighs 12 tonnes."
ALSO_MEASURED = "According to Ben Tide, the great bell of the harbour weighs 19 tonnes."


def _document(name: str, year: int = 2020, priority: int = 0) -> ResearchDocument:
    return ResearchDocument(name, "k", f"The {name} guide", name, "md", "", "", published_on=str(year), priority=priority)  # fmt: skip


def _fact(number: int, document: str, text: str, voices: int = 1) -> VerifiedFact:
    return VerifiedFact(
        f"fact-{number}", "k", f"claim-{number}", document, number, "", text, text, 100 * number, 100 * number + 50,
        Verdict.NOT_ENOUGH_INFO, None, voices, (), 0.5, "test",
    )  # fmt: skip


def _ledger(facts: Sequence[VerifiedFact], documents: Sequence[ResearchDocument]) -> list[Contradiction]:
    """The facts stage's own ledger, of the claims that the facts were made of."""
    claims = [
        Claim(f.claim_id, "k", f.document_id, "p", f.ordinal, "", f.text, f.quote, f.start, f.end, 1.0, "test")
        for f in facts
    ]
    return ledger("k", claims, documents)


def _line(number: int, fact: VerifiedFact, text: str | None = None) -> ScriptSentence:
    return ScriptSentence(
        f"line-{number}", "k", number, "beat", text or fact.text, SentenceKind.SOURCED, (fact.fact_id,), None, None,
        False, "", 3.0, None, "test",
    )  # fmt: skip


def _texts(facts: Sequence[VerifiedFact], documents: Sequence[ResearchDocument]) -> list[str]:
    return [fact.text for fact in disputes.undisputed(facts, _ledger(facts, documents), documents)]


def test_the_side_with_more_independent_voices_is_told() -> None:
    documents = [_document("north"), _document("south")]
    facts = [_fact(1, "north", YOUNG), _fact(2, "south", OLD, voices=3)]
    assert _texts(facts, documents) == [OLD]
    assert _texts([replace(facts[0], independent_sources=4), facts[1]], documents) == [YOUNG]


def test_of_as_many_voices_the_much_newer_source_is_told_and_then_the_creators_own() -> None:
    facts = [_fact(1, "north", YOUNG), _fact(2, "south", OLD)]
    assert _texts(facts, [_document("north", 1980), _document("south", 2020, priority=1)]) == [OLD]
    assert _texts(facts, [_document("north", 2018, priority=1), _document("south", 2010)]) == [OLD]
    assert _texts(facts, [_document("north", 2010), _document("south", 2018, priority=1)]) == [YOUNG]


def test_another_fact_with_the_weaker_value_is_left_out_too() -> None:
    documents = [_document("north"), _document("south"), _document("west")]
    facts = [_fact(1, "north", YOUNG, voices=2), _fact(2, "south", OLD), _fact(3, "west", AGAIN)]
    rows = _ledger(facts, documents)
    assert len(rows) == 1  # the ledger keeps one pair of equal values
    assert [fact.text for fact in disputes.undisputed(facts, rows, documents)] == [YOUNG]


def test_two_scopes_and_what_a_rejected_fact_said_take_nothing_away() -> None:
    documents = [_document("north"), _document("south")]
    facts = [_fact(1, "north", YOUNG), _fact(2, "south", "In winter, the great bell of the harbour weighs 19 tonnes.")]
    assert {row.outcome.value for row in _ledger(facts, documents)} == {"two scopes"}
    assert _texts(facts, documents) == [fact.text for fact in facts]
    plain = [facts[0], _fact(2, "south", OLD, voices=5)]
    rows = _ledger(plain, documents)
    assert disputes.undisputed(plain[:1], rows, documents) == plain[:1]


def test_a_refuted_side_never_wins() -> None:
    documents = [_document("north"), _document("south")]
    facts = [_fact(1, "north", YOUNG), replace(_fact(2, "south", OLD, voices=5), verdict=Verdict.REFUTED)]
    assert _texts(facts, documents) == [YOUNG]


def test_both_may_stand_where_each_says_who_found_it() -> None:
    documents = [_document("north"), _document("south")]
    facts = [_fact(1, "north", MEASURED), _fact(2, "south", ALSO_MEASURED)]
    rows = _ledger(facts, documents)
    assert rows
    assert disputes.undisputed(facts, rows, documents) == facts
    (told,) = disputes.findings([_line(1, facts[0]), _line(2, facts[1])], facts, rows, documents)
    assert (told[0], told[1]) == ("disputed-fact", Severity.NOTE)
    (lost,) = disputes.findings([_line(1, facts[0], YOUNG), _line(2, facts[1])], facts, rows, documents)
    assert lost[0] == "both-sides-stated"


def test_the_review_shows_both_quotes_with_sources_which_is_used_and_why() -> None:
    documents = [_document("north", 2019), _document("south", 2021)]
    facts = [_fact(1, "north", YOUNG), _fact(2, "south", OLD, voices=3)]
    rows = _ledger(facts, documents)
    ((rule, severity, place, message, _),) = disputes.findings([_line(1, facts[1])], facts, rows, documents)
    assert (rule, severity, place) == ("disputed-fact", Severity.NOTE, "line-1")
    assert f"“{OLD}” (The south guide, 2021) against “{YOUNG}” (The north guide, 2019)" in message
    assert "uses the first" in message
    assert "more independent voices state it (3 against 1)" in message
    ((_, severity, _, message, _),) = disputes.findings([_line(1, facts[0])], facts, rows, documents)
    assert severity is Severity.WARNING
    assert "uses the second; the first is stronger" in message
    assert not [*disputes.findings([], facts, rows, documents)]


def test_both_sides_told_as_plain_facts_are_a_finding_at_the_weaker() -> None:
    documents = [_document("north"), _document("south")]
    facts = [_fact(1, "north", YOUNG), _fact(2, "south", OLD, voices=3)]
    lines = [_line(1, facts[0]), _line(2, facts[1])]
    (found,) = disputes.findings(lines, facts, _ledger(facts, documents), documents)
    assert found[:3] == ("both-sides-stated", Severity.WARNING, "line-1")


def test_what_nothing_decides_is_said_to_be_open() -> None:
    documents = [_document("north"), _document("south")]
    facts = [_fact(1, "north", YOUNG), replace(_fact(2, "south", OLD), relevance=0.9)]
    rows = _ledger(facts, documents)
    assert disputes.undisputed(facts, rows, documents) == facts[1:]
    (found,) = disputes.findings([_line(1, facts[1])], facts, rows, documents)
    assert found[1] is Severity.WARNING
    assert "nothing says which is right" in found[3]


@pytest.mark.parametrize(
    ("text", "is_attributed"),
    [
        ("The Planck satellite inferred a Hubble constant of 67.4 from the microwave background.", True),
        ("A Hubble constant of 67.4 was inferred from the microwave background.", True),
        ("Measurements in the nearby universe give about 73 kilometres per second.", True),
        ("Measurements of the early universe predict about 67.4 kilometres per second.", True),
        ("A value of 67.4 means that two galaxies separate by 67.4 kilometres every second.", True),
        ("The great bell of the harbour weighs 12 tonnes.", False),
        ("Dark matter makes up about 27 percent of the universe.", False),
        ("The measurements were made in the harbour, which lies in the north.", False),
    ],
)
def test_who_found_a_value_or_how_is_heard_in_many_wordings(text: str, is_attributed: bool) -> None:
    assert disputes.is_attributed(text) is is_attributed


def test_two_measurements_that_differ_are_both_kept_and_shown_with_which_is_stronger_and_why() -> None:
    documents = [_document("north"), _document("south")]
    near = "Measurements in the harbour found that the great bell of the harbour weighs 12 tonnes."
    far = "The great bell of the harbour weighs 19 tonnes, as inferred from its ring."
    facts = [_fact(1, "north", near), _fact(2, "south", far, voices=3)]
    rows = _ledger(facts, documents)
    assert rows
    assert disputes.undisputed(facts, rows, documents) == facts
    (told,) = disputes.findings([_line(1, facts[0]), _line(2, facts[1])], facts, rows, documents)
    assert told[1] is Severity.NOTE
    assert near in told[3]
    assert far in told[3]
    assert "The first is the stronger: more independent voices state it (3 against 1)" in told[3]
