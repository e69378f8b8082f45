"""Facts, their evidence, their sources and what people get wrong, as the Dagster UI shows them."""

from collections import Counter
from collections.abc import Sequence

from assets.preview import Inputs, escaped
from pipelines.facts import grounds
from pipelines.models import (
    CredibilityOverride,
    Evidence,
    Misconception,
    ResearchDocument,
    Verdict,
    VerifiedFact,
)
from pipelines.research.credibility import credibility, latest_overrides, newest_year

MAXIMUM_FACTS = 30
MAXIMUM_QUOTE = 300
_ORDER = (Verdict.REFUTED, Verdict.SUPPORTED, Verdict.NOT_ENOUGH_INFO)
_NAMES = {
    Verdict.REFUTED: "contradicted",
    Verdict.SUPPORTED: "confirmed",
    Verdict.NOT_ENOUGH_INFO: "single source",
}
_SPEAKS = {Verdict.REFUTED: "against", Verdict.SUPPORTED: "for", Verdict.NOT_ENOUGH_INFO: "of it, open;"}


def preview_facts(rows: Sequence[VerifiedFact], inputs: Inputs) -> str:
    """Return what the facts stand on, the sources with their credibility, and the facts: contradicted ones first, then the
    confirmed, each least probable first, with the sentence elsewhere that decided."""
    documents: Sequence[ResearchDocument] = inputs["research_documents"]
    evidence: Sequence[Evidence] = inputs["evidence"]
    behind = grounds.evidence_of(rows, evidence)
    titles = {row.document_id: row.title for row in documents}
    lines = [
        f"- **{count}** {_NAMES[verdict]}: {why}" for (verdict, why), count in grounds.counted(rows, evidence).items()
    ]
    lines += ["", "**Sources, the most credible first**", "", *_sources(rows, inputs), "", "**Facts**", ""]
    lines += ["| verdict | fact | quote | source | independent sources | elsewhere |", "|" + " --- |" * 6]
    ordered = sorted(rows, key=lambda row: (_ORDER.index(row.verdict), row.probability or 1.0, row.ordinal))
    for row in ordered[:MAXIMUM_FACTS]:
        said = next((one for one in behind[row.fact_id] if one.verdict is row.verdict), None)
        elsewhere = f"“{said.quote}” ({titles.get(said.document_id, 'unknown document')})" if said else "–"
        probability = "" if row.probability is None else f" {grounds.in_percent(row.verdict, row.probability)}"
        quote = "word for word" if row.quote == row.text else f"“{row.quote}”"
        cells = (row.text, quote, titles.get(row.document_id, ""), str(row.independent_sources), elsewhere)
        shown = [_NAMES[row.verdict] + probability, *(escaped(cell, MAXIMUM_QUOTE) for cell in cells)]
        lines.append("| " + " | ".join(shown) + " |")
    return "\n".join([*lines, *_left_out(len(rows), "facts")])


def _sources(facts: Sequence[VerifiedFact], inputs: Inputs) -> list[str]:
    """Return a table of the documents: facts, how many an independent source confirms, credibility part by part."""
    documents = [row for row in inputs["research_documents"] if not row.problem]
    newest = newest_year(documents)
    project_key = facts[0].project_key if facts else ""
    overrides = latest_overrides(inputs["lectern"].db.read(CredibilityOverride, project_key=project_key))
    n_facts = Counter(fact.document_id for fact in facts)
    n_confirmed = Counter(fact.document_id for fact in facts if fact.independent_sources > 1)
    judged = [
        (row, credibility(row, newest, (n_confirmed[row.document_id], n_facts[row.document_id]), overrides.get(row.source_path)))
        for row in documents
    ]  # fmt: skip
    judged.sort(key=lambda pair: (pair[1].value is None, -(pair[1].value or 0.0), pair[0].source_path))
    parts = [f"{part.name} ×{part.weight:g}" for part in judged[0][1].components] if judged else []
    heads = ["source", "facts", "confirmed elsewhere", "credibility", *parts]
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    for row, number in judged:
        value = "not known" if number.value is None else f"{number.value:.2f}"
        if number.override:
            value += f" (by {escaped(number.override.decided_by)})"
        components = ["–" if part.value is None else f"{part.value:.2f}" for part in number.components]
        counts = (str(n_facts[row.document_id]), str(n_confirmed[row.document_id]))
        lines.append("| " + " | ".join([escaped(row.title), *counts, value, *components]) + " |")
    return lines


def preview_evidence(rows: Sequence[Evidence], inputs: Inputs) -> str:
    """Return how many sentences speak for and against, and a table: claim, verdict, the sentence and its source."""
    claims = {row.claim_id: row.text for row in inputs["claims"]}
    titles = {row.document_id: row.title for row in inputs["research_documents"]}
    counts = Counter(row.verdict for row in rows)
    words = {Verdict.SUPPORTED: "support a claim", Verdict.REFUTED: "contradict one"}
    told = [f"**{counts[verdict]}** {said}" for verdict, said in words.items()]
    lines = [f"{', '.join(told)}, **{counts[Verdict.NOT_ENOUGH_INFO]}** are the nearest and leave it open", ""]
    lines += ["| it speaks | claim | what another source says | that source |", "|" + " --- |" * 4]
    for row in sorted(rows, key=lambda row: (_ORDER.index(row.verdict), row.probability))[:MAXIMUM_FACTS]:
        cells = (claims.get(row.claim_id, ""), f"“{row.quote}”", titles.get(row.document_id, ""))
        shown = " | ".join(escaped(cell, MAXIMUM_QUOTE) for cell in cells)
        lines.append(f"| {_SPEAKS[row.verdict]} {grounds.in_percent(row.verdict, row.probability)} | {shown} |")
    return "\n".join([*lines, *_left_out(len(rows), "sentences")])


def preview_misconceptions(rows: Sequence[Misconception], inputs: Inputs) -> str:
    """Return a table of beliefs beside the sentence that corrects them."""
    titles = {row.document_id: row.title for row in inputs["research_documents"]}
    n_corrected = sum(row.correction is not None for row in rows)
    lines = [f"**{len(rows)} beliefs**, {n_corrected} of them corrected by their source. None is a fact.", ""]
    lines += ["| people believe | the source says | source |", "|" + " --- |" * 3]
    for row in rows[:MAXIMUM_FACTS]:
        belief = row.belief or "otherwise; the source does not say what"
        correction = f"“{row.correction_quote}”" if row.correction_quote else "nothing against it"
        cells = (belief, correction, titles.get(row.document_id, ""))
        lines.append("| " + " | ".join(escaped(cell, MAXIMUM_QUOTE) for cell in cells) + " |")
    return "\n".join([*lines, *_left_out(len(rows), "beliefs")])


def _left_out(n_rows: int, name: str) -> list[str]:
    return [f"\n*{MAXIMUM_FACTS} of {n_rows} {name}*"] if n_rows > MAXIMUM_FACTS else []
