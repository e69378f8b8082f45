"""The contradiction ledger, the concept map and what was set aside, as the Dagster UI shows them."""

from collections import Counter
from collections.abc import Sequence

from assets.preview import Inputs, escaped
from pipelines.models import Aside, ConceptLink, ConflictOutcome, Contradiction

MAXIMUM_PAIRS = 20
MAXIMUM_QUOTE = 300


def preview_ledger(rows: Sequence[Contradiction], inputs: Inputs) -> str:
    """Return the pairs as Markdown: what is the same, both quotes with their sources, and why they conflict or are two scopes."""
    titles = {row.document_id: row.title for row in inputs["research_documents"]}
    conflicts = [row for row in rows if row.outcome is ConflictOutcome.CONFLICT]
    lines = [f"**{len(conflicts)} conflicts**, {len(rows) - len(conflicts)} pairs of two scopes", ""]
    for row in rows[:MAXIMUM_PAIRS]:
        lines += [
            f"- **{row.outcome.value}** of {row.kind.value} · {escaped(row.same)}",
            f"    - “{escaped(row.quote, MAXIMUM_QUOTE)}” ({escaped(titles.get(row.document_id, 'unknown document'))})",
            f"    - “{escaped(row.other_quote, MAXIMUM_QUOTE)}” ({escaped(titles.get(row.other_document_id, 'unknown document'))})",
            f"    - {escaped(row.reason, MAXIMUM_QUOTE)}",
        ]
    if len(rows) > MAXIMUM_PAIRS:
        lines.append(f"\n*{MAXIMUM_PAIRS} of {len(rows)} pairs*")
    return "\n".join(lines)


def preview_asides(rows: Sequence[Aside], _: Inputs) -> str:
    """Return a Markdown table of the kinds of sentences that make no claim, each with its commonest reason and one quote."""
    lines = ["| kind | sentences | commonest reason | for example |", "| --- | --- | --- | --- |"]
    for kind, count in Counter(row.kind for row in rows).most_common():
        own = [row for row in rows if row.kind is kind]
        reason = Counter(row.reason for row in own).most_common(1)[0][0]
        quote = next(row.quote for row in own if row.reason == reason)
        lines.append(f"| {kind} | {count} | {reason} | “{escaped(quote)}” |")
    return "\n".join(lines)


def preview_map(rows: Sequence[ConceptLink], _: Inputs) -> str:
    """Return the edges of the concept map as Markdown: what needs what, and the sentence that says so."""
    lines = [f"**{len(rows)} edges**, none of them in a circle", ""]
    for row in rows[:MAXIMUM_PAIRS]:
        lines.append(f"- {escaped(row.term)} needs {escaped(row.needs)}: “{escaped(row.quote, MAXIMUM_QUOTE)}”")
    return "\n".join(lines)
