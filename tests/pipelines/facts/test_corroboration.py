"""Voices: a copy and two documents that cite each other are one source, one that cites another is its own."""

import numpy as np
import pytest

from pipelines.facts import corroboration
from pipelines.models import ResearchDocument
from tests.pipelines.facts import sources


def document(key: str, title: str, text: str, url: str | None = None) -> ResearchDocument:
    return ResearchDocument(
        document_id=key,
        project_key="p",
        title=title,
        source_path=key,
        media_type="txt",
        sha256=key,
        text=text,
        publisher=f"publisher of {key}",
        url=url,
    )


COAST = document("a", "Tides of the western coast", "High water comes twice a day on most shores of the world.")


def n_voices(*documents: ResearchDocument) -> int:
    return len(set(corroboration.voices(documents).values()))


def test_a_near_copy_is_no_second_source() -> None:
    copy = document("b", "Tides", "As is known: " + COAST.text)
    assert n_voices(COAST, copy) == 1


def test_documents_that_cite_each_other_are_one_source() -> None:
    one = document("b", "A short history of tide tables", "See Tides of the Western Coast for the figures.")
    two = document(COAST.document_id, COAST.title, COAST.text + " See A short history of tide tables.")
    assert n_voices(one, two) == 1


def test_a_citation_in_one_direction_leaves_two_sources() -> None:
    one = document("b", "A short history of tide tables", "See Tides of the Western Coast for the figures.")
    assert n_voices(COAST, one) == 2


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("The outer planets formed first around the young Sun.", "The inner planets formed first around the young Sun.", False),
        ("The air pressure rises in the valley at night.", "The air pressure falls in the valley at night.", False),
        ("Sound travels 343 metres in one second.", "Sound travels 331 metres in one second.", False),
        ("Sound travels faster in warm air than in cold air.", "In warm air sound travels faster than in cold air.", True),
    ],
)  # fmt: skip
def test_claims_about_two_things_are_two_claims_however_near_their_vectors(one: str, other: str, is_same: bool) -> None:
    claims = sources.claims_of(sources.document(one, "a"), sources.document(other, "b"))
    assert len(claims) == 2
    chosen = corroboration.same_claims(claims, np.ones((2, 1), dtype=np.float32))
    assert (len(set(chosen.values())) == 1) is is_same
