"""Dated documents: their values give way to newer ones, their history stands."""

import pytest

from pipelines.facts import age
from pipelines.models import ResearchDocument


def _document(name: str, published_on: str | None) -> ResearchDocument:
    return ResearchDocument(name, "c/p", name, f"{name}.md", "md", "", "text", published_on=published_on)


def test_only_documents_far_behind_the_newest_are_dated() -> None:
    documents = [_document("old", "15 November 1994"), _document("new", "2025-02-08"), _document("none", None)]
    assert age.dated([*documents, _document("recent", "2015")]) == {"old"}
    assert age.dated(documents[:1]) == frozenset()


@pytest.mark.parametrize(
    ("text", "is_status"),
    [
        ("Edwin Hubble published the evidence in 1929.", False),
        ("Georges Lemaitre argued in 1927 that the universe must be expanding.", False),
        ("In 1994 the published values of the Hubble constant lie between 50 and 100.", True),
        ("Astronomers expect the expansion of the universe to be slowing down.", True),
        ("The WMAP satellite gives the age of the universe as 13.7 billion years.", True),
        ("Gravity pulls every galaxy towards every other galaxy.", False),
    ],
)
def test_history_is_told_from_the_knowledge_of_the_day(text: str, is_status: bool) -> None:
    assert age.is_of_its_day(text) is is_status


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Most astronomers believe that the universe began between 10 and 20 billion years ago.",
            "Measurements put the beginning of the universe at 13.8 billion years ago.",
        ),
        (
            "Astronomers expect the expansion of the universe to be slowing down.",
            "Observations showed in 1998 that the expansion of the universe is accelerating.",
        ),
        (
            "According to WMAP's first results, reionisation took place about 200 million years after the Big Bang.",
            "Reionisation was about half done 700 million years after the Big Bang.",
        ),
    ],
)
def test_a_newer_value_or_the_opposite_supersedes(old: str, new: str) -> None:
    assert age.is_superseded(old, new, 0.7)
    assert not age.is_superseded(old, new, 0.2)


def test_another_thing_does_not_supersede() -> None:
    old = "According to WMAP's first results, reionisation took place about 200 million years after the Big Bang."
    assert not age.is_superseded(old, "The light was released 380,000 years after the Big Bang.", 0.7)
