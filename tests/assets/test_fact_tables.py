"""Protects: what the UI shows of facts is what stands, contradicted ones first, with both quotes; nothing of it is markup."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from assets import coverage
from assets.fact_tables import MAXIMUM_FACTS, preview_evidence, preview_facts, preview_misconceptions
from pipelines import models as m
from pipelines.database import Database

Inputs = dict[str, object]

HOSTILE = "<b>Ice</b> | floats [x](http://evil)"
BOOK = m.ResearchDocument(
    "d1", "c/p", "Ice", "ice.md", "md", "0", "Ice floats.", author="Ann", publisher="A", genre="book"
)
PAGE = replace(
    BOOK, document_id="d2", title="Water", source_path="water.md", text="It sinks.", author="Bo", publisher="B"
)
EVIDENCE = m.Evidence("e1", "c/p", "c1", "d2", "p", m.Verdict.REFUTED, 0.7, "Ice sinks.", 0, 10, "x")
FACT = m.VerifiedFact(
    "f1",
    "c/p",
    "c1",
    "d1",
    0,
    "",
    "Ice floats.",
    "Ice floats.",
    0,
    11,
    m.Verdict.NOT_ENOUGH_INFO,
    None,
    1,
    (),
    0.5,
    "x",
)
REFUTED = replace(
    FACT,
    fact_id="f2",
    quote="Ice does float.",
    verdict=m.Verdict.REFUTED,
    probability=0.7,
    evidence_ids=("e1",),
    ordinal=1,
)
CLAIM = m.Claim("c1", "c/p", "d1", "p", 0, "", "Ice floats.", "Ice floats.", 0, 11, 0.9, "x")
JUDGED = m.CredibilityOverride("o", "c/p", "water.md", 0.2, "read it", "<i>me</i>", datetime.now(UTC))


@pytest.fixture
def inputs(db: Database) -> dict[str, object]:
    """What `verified_facts` is made from."""
    db.merge(m.Channel, [m.Channel("c", "C", "nowhere")])
    db.merge(m.Project, [m.Project("c/p", "c", "Ice", "nowhere", 4.0)])
    return {
        "research_documents": [BOOK, PAGE],
        "evidence": [EVIDENCE],
        "claims": [CLAIM],
        "lectern": SimpleNamespace(db=db),
    }


def test_contradicted_facts_stand_first_with_the_quote_that_contradicts_them(inputs: Inputs) -> None:
    shown = preview_facts([FACT, REFUTED], inputs)
    table = shown[shown.index("| verdict |") :].split("\n")
    assert table[2] == "| contradicted 70% | Ice floats. | “Ice does float.” | Ice | 1 | “Ice sinks.” (Water) |"
    assert table[3] == "| single source | Ice floats. | word for word | Ice | 1 | – |"
    assert "- **1** contradicted: another source contradicts it" in shown


def test_sources_stand_with_every_part_of_their_credibility_and_a_persons_judgement(
    db: Database, inputs: Inputs
) -> None:
    shown = preview_facts([FACT] * 5, inputs)
    assert "type ×0.35" in shown
    assert "| Ice | 5 | 0 | 0.61 | 0.80 | 1.00 | – | – | 0.00 |" in shown
    db.merge(m.CredibilityOverride, [JUDGED])
    assert "| Water | 0 | 0 | 0.20 (by &lt;i&gt;me&lt;/i&gt;) |" in preview_facts([FACT], inputs)


def test_nothing_from_a_source_is_markup_and_what_is_cut_is_said(inputs: Inputs) -> None:
    belief = m.Misconception("b", "c/p", "d1", 0, HOSTILE, "q", 0, 1, HOSTILE, HOSTILE, 0, 1, "x")
    shown = [
        preview_facts([replace(REFUTED, text=HOSTILE, quote=HOSTILE)], inputs),
        preview_evidence([replace(EVIDENCE, quote=HOSTILE)], inputs),
        preview_misconceptions([belief], inputs),
    ]
    for text in shown:
        assert "<b>" not in text
        assert "Ice&lt;/b&gt; \\| floats \\[x]" in text
    assert f"*{MAXIMUM_FACTS} of {MAXIMUM_FACTS + 1} facts*" in preview_facts([FACT] * (MAXIMUM_FACTS + 1), inputs)


def test_a_library_of_one_voice_warns_with_its_documents() -> None:
    copy = replace(PAGE, author="Ann", publisher="A")
    [fault] = coverage.INDEPENDENT_SOURCES.find([FACT], {"research_documents": [BOOK, copy]})
    assert "0 of 1 facts" in fault
    assert "ice.md, water.md" in fault
    assert not coverage.INDEPENDENT_SOURCES.is_blocking
    confirmed = replace(FACT, independent_sources=2)
    assert coverage.INDEPENDENT_SOURCES.find([confirmed], {"research_documents": [BOOK, PAGE]}) == []
    assert coverage.INDEPENDENT_SOURCES.measure is not None
    figures = coverage.INDEPENDENT_SOURCES.measure([confirmed], {"research_documents": [BOOK, PAGE]})
    assert figures["independent_voices"] == 2
    assert figures["share_of_facts_confirmed"] == pytest.approx(1.0)
