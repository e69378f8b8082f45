"""Asides: every sentence that makes no claim is kept with its kind and a reason."""

import pytest

from pipelines.facts import checkable, claims
from pipelines.facts.asides import set_aside
from pipelines.models import AsideKind
from tests.pipelines.facts.sources import PROJECT, claims_of, document, passage


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The nebula is the most beautiful sight in the sky.", "opinion"),
        ("Why do stars shine?", "rhetoric"),
        ("Look at the brightest star of the cluster.", "rhetoric"),
        ("I remember the night when my father showed me Saturn.", "story"),
        ("Suppose a star has twice the mass of the Sun.", "exercise"),
        ("Figure 4.2: The life of a star like the Sun.", "caption"),
        ("Many people think that the Moon makes its own light.", "belief"),
        ("This process takes a few million years.", "unresolved"),
        ("Stars shine.", "thin"),
    ],
)
def test_a_sentence_without_a_claim_is_told_to_be_what_it_is(text: str, kind: str) -> None:
    source = document(text)
    [row] = set_aside(PROJECT, [source], [passage(source)])
    assert row.kind is AsideKind(kind)
    assert row.reason
    assert source.text[row.start : row.end] == row.quote


def test_every_sentence_is_a_claim_or_set_aside() -> None:
    source = document("Stars are made of hot gas. Why do stars shine? The Sun is a star of middle age.")
    rows, found = set_aside(PROJECT, [source], [passage(source)]), claims_of(source)
    assert sorted([row.start for row in rows] + [claim.start for claim in found]) == [0, 27, 47]


def test_every_reason_that_is_given_has_a_kind() -> None:
    source = document("No. A b\n\n- x | y\n\nThis. He did it (so. Let us go! Data are = 5. The Sun. If I were you?")
    for judged in claims.judge(source, [passage(source)], frozenset()):
        assert judged.problem is None or checkable.kind_of(judged.problem)
