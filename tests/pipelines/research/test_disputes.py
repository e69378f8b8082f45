"""Disputes: an entry of the ledger stands beside the sentence of the brief that it bears upon, the others apart."""

from dataclasses import replace

from pipelines.models import BriefSentence, ConflictKind, ConflictOutcome, Contradiction, Passage
from pipelines.research.disputes import disputes

SAID = "The Nile is 6,650 kilometers long."
PASSAGE = Passage("p1", "c/p", "d1", 0, "Length", SAID, 100, 134, ())
SENTENCE = BriefSentence("s1", "c/p", 0, "How long is the Nile?", SAID, ("p1",), "offline-1")
ENTRY = Contradiction(
    "k1", "c/p", 0, ConflictKind.NUMBER, ConflictOutcome.CONFLICT, "nile, length", "6,650", "5,000", "no scope",
    "c1", "d1", SAID, 100, 134, "c2", "d2", "The Nile is 5,000 kilometers long.", 0, 34, "offline-1",
)  # fmt: skip


def test_an_entry_stands_beside_the_sentence_that_it_quotes() -> None:
    assert disputes([SENTENCE], [PASSAGE], [ENTRY]) == {"s1": (ENTRY,), "": ()}


def test_the_other_side_of_an_entry_counts_as_well() -> None:
    turned = replace(
        ENTRY,
        document_id="d2",
        quote=ENTRY.other_quote,
        start=0,
        other_document_id="d1",
        other_quote=SAID,
        other_start=100,
    )
    assert disputes([SENTENCE], [PASSAGE], [turned])["s1"] == (turned,)


def test_equal_words_elsewhere_are_not_taken_for_the_sentence() -> None:
    assert disputes([SENTENCE], [replace(PASSAGE, document_id="d9")], [ENTRY]) == {"": (ENTRY,)}
