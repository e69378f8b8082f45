"""The brief's rules: both quotes and corrections stand verbatim, and a library that defines little of its terms is said so."""

from dataclasses import replace

import pytest

from assets import checks, coverage
from assets.ledger import preview_asides, preview_ledger, preview_map
from pipelines import models as m

TEXT = "Ice floats. Ice sinks. A floe is a sheet of ice."
DOCUMENT = m.ResearchDocument("d", "c/p", "Ice", "ice.md", "md", "0", TEXT)
INPUTS = {"research_documents": [DOCUMENT]}
CONFLICT = m.Contradiction(
    "k", "c/p", 0, m.ConflictKind.STANCE, m.ConflictOutcome.CONFLICT, "ice", "floats", "sinks", "opposites",
    "c1", "d", "Ice floats.", 0, 11, "c2", "d", "Ice sinks.", 12, 22, "offline-1",
)  # fmt: skip
BELIEF = m.Misconception(
    "b", "c/p", "d", 0, "Ice sinks.", "Ice sinks.", 12, 22, "Ice floats.", "Ice floats.", 0, 11, "x"
)
DEFINED = m.Concept("n1", "c/p", 0, "floe", TEXT[23:], "d", TEXT[23:], 23, len(TEXT), 3, 5)
UNDEFINED = m.Concept("n2", "c/p", 1, "pycnocline", None, None, None, None, None, 7, 9)


@pytest.mark.parametrize("moved", [{"start": 1}, {"other_end": 30}])
def test_a_ledger_entry_with_a_quote_elsewhere_is_refused(moved: dict[str, int]) -> None:
    assert checks.BOTH_QUOTES_VERBATIM.find([CONFLICT], INPUTS) == []
    assert len(checks.BOTH_QUOTES_VERBATIM.find([replace(CONFLICT, **moved)], INPUTS)) == 1


def test_a_correction_stands_verbatim_or_is_not_there() -> None:
    without = replace(BELIEF, correction=None, correction_quote=None, correction_start=None, correction_end=None)
    assert checks.CORRECTIONS_VERBATIM.find([BELIEF, without], INPUTS) == []
    assert checks.CORRECTIONS_VERBATIM.find([replace(BELIEF, correction_start=2)], INPUTS)


def test_a_glossary_of_mostly_undefined_terms_warns_with_their_names() -> None:
    assert checks.DEFINITIONS_VERBATIM.find([DEFINED, UNDEFINED], INPUTS) == []
    [fault] = coverage.GLOSSARY_COVERED.find([DEFINED, UNDEFINED], INPUTS)
    assert "30%" in fault
    assert "pycnocline (7×)" in fault
    assert coverage.GLOSSARY_COVERED.find([replace(DEFINED, n_mentions=7), UNDEFINED], INPUTS) == []
    assert coverage.GLOSSARY_COVERED.find([], INPUTS) == []
    assert not coverage.GLOSSARY_COVERED.is_blocking


def test_previews_escape_what_sources_say() -> None:
    torn = replace(CONFLICT, quote="<b>Ice</b> | floats")
    aside = m.Aside("a", "c/p", "d", "p", 0, m.AsideKind.OPINION, "an opinion", "<b>Fun!</b>", 0, 4, "x")
    link = m.ConceptLink("l", "c/p", "n1", "n2", "floe", "ice", m.LinkKind.DEFINITION, "d", "<b>ice</b>", 0, 3)
    for shown in (
        preview_ledger([torn], {"research_documents": []}),
        preview_asides([aside], {}),
        preview_map([link], {}),
    ):
        assert "&lt;b&gt;" in shown
        assert "<b>" not in shown
