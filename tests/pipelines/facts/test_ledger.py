"""The ledger: both quotes stand in their documents, and rows come in a fixed order."""

from pipelines.facts.ledger import candidates, ledger
from pipelines.models import ConflictOutcome
from tests.pipelines.facts.sources import PROJECT, claims_of, document

OLD = document("The Hubble constant is 500 kilometers per second per megaparsec.", "a", "1931")
NEW = document(
    "Stars are made of gas. The Hubble constant is 70 kilometers per second per megaparsec. "
    "In adults, zinc shortens colds of the nose.",
    "b",
    "2020",
)
THIRD = document("In children, zinc does not shorten colds of the nose.", "c", "2021")


def test_conflicts_stand_in_front_of_two_scopes_and_quotes_are_verbatim() -> None:
    sources = [OLD, NEW, THIRD]
    rows = ledger(PROJECT, claims_of(*sources), sources)
    assert [row.outcome for row in rows] == [ConflictOutcome.CONFLICT, ConflictOutcome.TWO_SCOPES]
    assert [row.ordinal for row in rows] == [0, 1]
    texts = {source.document_id: source.text for source in sources}
    for row in rows:
        assert texts[row.document_id][row.start : row.end] == row.quote
        assert texts[row.other_document_id][row.other_start : row.other_end] == row.other_quote


def test_a_source_that_is_much_older_is_named_as_such() -> None:
    [row] = ledger(PROJECT, claims_of(OLD, NEW), [OLD, NEW])
    assert "published in 1931 and 2020" in row.reason


def test_the_order_of_the_claims_changes_nothing() -> None:
    sources = [OLD, NEW, THIRD]
    found = claims_of(*sources)
    assert ledger(PROJECT, found[::-1], sources) == ledger(PROJECT, found, sources)


def test_only_claims_that_share_words_are_set_against_each_other() -> None:
    pairs = list(candidates(claims_of(OLD, NEW, THIRD)))
    assert all(one.ordinal < two.ordinal for one, two in pairs)
    assert not any("gas" in one.text or "gas" in two.text for one, two in pairs)


def test_one_document_can_disagree_with_itself() -> None:
    torn = document("The Nile is 6,650 kilometers long.\n\nThe length of the Nile is 5,000 kilometers.")
    assert len(ledger(PROJECT, claims_of(torn), [torn])) == 1
