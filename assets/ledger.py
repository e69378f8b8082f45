"""The contradiction ledger as the Dagster UI shows it."""

from collections.abc import Sequence

from assets.preview import escaped
from pipelines.models import ConflictOutcome, Contradiction

MAXIMUM_PAIRS = 20


def preview_ledger(rows: Sequence[Contradiction]) -> str:
    """Return the pairs as Markdown: what is the same, both quotes, and why it is a conflict or two scopes."""
    conflicts = [row for row in rows if row.outcome is ConflictOutcome.CONFLICT]
    lines = [f"**{len(conflicts)} conflicts**, {len(rows) - len(conflicts)} pairs of two scopes", ""]
    for row in rows[:MAXIMUM_PAIRS]:
        lines += [
            f"- **{row.outcome.value}** of {row.kind.value} · {escaped(row.same)}",
            f"    - “{escaped(row.quote)}”",
            f"    - “{escaped(row.other_quote)}”",
            f"    - {escaped(row.reason)}",
        ]
    if len(rows) > MAXIMUM_PAIRS:
        lines.append(f"\n*{MAXIMUM_PAIRS} of {len(rows)} pairs*")
    return "\n".join(lines)
