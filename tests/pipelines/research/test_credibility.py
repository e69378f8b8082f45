"""Protects: credibility is the weighted mean of what is known, every part says why, and a person's judgement stands over it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.models import CredibilityOverride, ResearchDocument
from pipelines.research.credibility import (
    GENRES,
    LEAST_KNOWN,
    WEIGHTS,
    credibility,
    latest_overrides,
    newest_year,
)


def document(**stated: object) -> ResearchDocument:
    return ResearchDocument("d", "a/b", "T", "a.md", "md", "", "text", **stated)  # type: ignore[arg-type]


def override(value: float, day: int) -> CredibilityOverride:
    when = datetime(2026, 1, day, tzinfo=UTC)
    return CredibilityOverride(f"o{day}", "a/b", "a.md", value, "read it", "ann", when)


def test_the_weights_are_shares() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)


def test_every_part_is_shown_with_its_reason() -> None:
    judged = credibility(
        document(genre="journal-article", author="Ann", published_on="2011-05", cited_by=100, source="openalex"),
        2026,
        (3, 6),
    )
    assert {part.name: part.value for part in judged.components} == {
        "type": 0.9, "author": 1.0, "date": 0.5, "citations": 1.0, "corroboration": 0.5
    }  # fmt: skip
    assert judged.value == pytest.approx(0.35 * 0.9 + 0.15 * 1 + 0.15 * 0.5 + 0.15 * 1 + 0.2 * 0.5, abs=5e-4)
    assert judged.known == 1.0
    assert "15 years before the newest" in judged.components[2].reason
    assert "3 of 6 facts" in judged.components[4].reason


def test_what_is_not_known_is_none_and_has_no_part() -> None:
    judged = credibility(document(genre="blog"), None)
    unknown = {part.name for part in judged.components if part.value is None}
    assert unknown == {"date", "citations", "corroboration"}
    assert judged.value == pytest.approx((0.35 * 0.3 + 0.15 * 0.2) / 0.5)
    assert judged.known == pytest.approx(0.5)


def test_too_little_known_gives_no_number() -> None:
    judged = credibility(document(), None)
    assert judged.value is None
    assert judged.known < LEAST_KNOWN


def test_an_institution_answers_for_an_unsigned_document() -> None:
    parts = {part.name: part for part in credibility(document(publisher="Larkfield Institute"), None).components}
    assert (parts["type"].value, parts["author"].value) == (0.7, 0.6)
    assert "Larkfield Institute" in parts["type"].reason


def test_few_facts_say_nothing_of_corroboration() -> None:
    assert credibility(document(), None, (4, 4)).components[4].value is None
    assert credibility(document(), None, (5, 5)).components[4].value == 1.0


def test_the_last_judgement_stands_and_the_computed_value_stays_beside_it() -> None:
    rows = [override(0.9, 3), override(0.1, 2)]
    judged = credibility(document(genre="book", author="A"), None, override=latest_overrides(rows)["a.md"])
    assert judged.value == 0.9
    assert judged.computed == pytest.approx((0.35 * 0.8 + 0.15) / 0.5)
    assert judged.override == rows[0]


def test_age_counts_from_the_newest_document() -> None:
    documents = [document(published_on=text) for text in ("March 1994", "2019-02-01", "no year", None)]
    assert newest_year(documents) == 2019
    assert newest_year([document()]) is None


@given(
    st.sampled_from([None, *GENRES, "poster"]),
    st.sampled_from([None, "Ann"]),
    st.sampled_from([None, "1994", "2030"]),
    st.one_of(st.none(), st.integers(0, 10**7)),
    st.one_of(st.none(), st.integers(0, 50).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))),
)
def test_every_value_is_a_share(
    genre: str | None, author: str | None, day: str | None, cited_by: int | None, confirmed: tuple[int, int] | None
) -> None:
    judged = credibility(document(genre=genre, author=author, published_on=day, cited_by=cited_by), 2026, confirmed)
    values = [judged.value, judged.known, *(part.value for part in judged.components)]
    assert all(value is None or 0 <= value <= 1 for value in values)
    assert all(part.reason for part in judged.components)
