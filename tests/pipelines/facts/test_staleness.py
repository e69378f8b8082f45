"""Protects: the rule by which a change of a document marks facts. The database's side is in tests/lectern/test_facts.py."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.facts.staleness import Change, changed_documents, stale_facts
from pipelines.models import Evidence, ResearchDocument, Verdict, VerifiedFact


def document(name: str, text: str, path: str | None = None, problem: str | None = None) -> ResearchDocument:
    return ResearchDocument(name, "a/b", name, path or f"{name}.md", "md", "", text, problem=problem)


def fact(name: str, document_id: str, quote: str, *evidence_ids: str) -> VerifiedFact:
    return VerifiedFact(
        name, "a/b", name, document_id, 0, "", quote, quote, 0, 1, Verdict.SUPPORTED, 0.9, 2, evidence_ids, 1.0, "e"
    )


def evidence(name: str, document_id: str, quote: str) -> Evidence:
    return Evidence(name, "a/b", "c", document_id, "p", Verdict.SUPPORTED, 0.9, quote, 0, 1, "e")


def test_each_change_has_its_kind_and_reason() -> None:
    before = [
        document("a", "one"),
        document("b", "two"),
        document("c", "three"),
        document("d", "four"),
        document("e", "", problem="x"),
    ]
    now = [
        document("a2", "one more", "a.md"),
        document("b2", "two", "renamed.md"),
        document("d2", "", "d.md", "It is encrypted."),
    ]
    changes = changed_documents(before, now, {"c.md": "It was retracted."})
    assert [(change.document.document_id, change.change, change.reason) for change in changes] == [
        ("a", Change.CHANGED, "Its text has changed."),
        ("c", Change.WITHDRAWN, "It was retracted."),
        ("d", Change.CHANGED, "It cannot be read any more: It is encrypted."),
    ]
    assert changed_documents(before[2:3], [])[0].reason == "It is no longer among the project's sources."


def test_a_fact_rests_on_its_own_document_and_on_those_of_its_evidence() -> None:
    changes = changed_documents(
        [document("a", "The sea rises."), document("b", "x")], [document("a2", "The sea", "a.md"), document("b", "x")]
    )
    rows = [evidence("e1", "a", "The sea"), evidence("e2", "b", "x"), evidence("e3", "a", "The sea rises.")]
    facts = [
        fact("own", "a", "The sea rises."),
        fact("by evidence", "b", "x", "e1"),
        fact("by two", "b", "x", "e1", "e3"),
        fact("other", "b", "x", "e2"),
    ]
    found = stale_facts(changes, facts, rows)
    assert [(row.fact_id, row.is_quote_kept) for row in found] == [
        ("own", False),
        ("by evidence", True),
        ("by two", False),
    ]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sets(st.sampled_from("abc"))), max_size=8),
    st.sets(st.sampled_from("abc")),
)
def test_exactly_what_rests_on_a_changed_document_is_marked(
    built: list[tuple[str, set[str]]], touched: set[str]
) -> None:
    before = [document(name, f"text of {name}") for name in "abc"]
    now = [row for row in before if row.document_id not in touched]
    rows = [evidence(f"e{name}", name, f"text of {name}") for name in "abc"]
    facts = [
        fact(str(at), own, f"text of {own}", *(f"e{name}" for name in others)) for at, (own, others) in enumerate(built)
    ]
    marked = {row.fact_id for row in stale_facts(changed_documents(before, now), facts, rows)}
    assert marked == {str(at) for at, (own, others) in enumerate(built) if {own, *others} & touched}
