"""What an operator sees of a table in the Dagster UI: counts, columns, the first rows, a plot."""

import base64
import dataclasses
import html
import io
from collections.abc import Callable, Sequence
from typing import Any, get_type_hints

import dagster as dg

from assets.profile_words import against_others, amount, drifting, most_unlike_others, name_of, wordings
from pipelines.models import ResearchDocument, Trait

MAXIMUM_ROWS = 12
MAXIMUM_CELL = 90
HIDDEN = {
    "raw", "embedding", "point_embedding", "counts", "capitals", "everyday", "headings", "evidence", "detail", "start",
    "end", "sha256", "source_digest", "sketch", "phrases", "terms", "examples", "edges", "drift", "reasons", "traits",
    "changes", "tokens",
}  # fmt: skip
Inputs = dict[str, Any]
NAMED_BY = ("title", "wording", "words", "text")  # what stands for a value with fields of its own


def column_schema(model: type) -> dg.TableSchema:
    """Return the columns of the table that stores `model`."""
    hints = get_type_hints(model)
    return dg.TableSchema(
        columns=[dg.TableColumn(field.name, _type_name(hints[field.name])) for field in dataclasses.fields(model)]
    )


def describe(
    model: type,
    rows: Sequence[Any],
    inputs: Inputs,
    plot: Callable[[Sequence[Any]], str | None] | None,
    preview: Callable[[Sequence[Any], Inputs], str] | None = None,
) -> dict[str, Any]:
    """Return the metadata of one materialisation: row count, a Markdown preview and, where there is one, a plot.

    `preview` writes the Markdown, from the rows and what they were made from; without it there is a table of the first rows.
    """
    metadata: dict[str, Any] = {
        "dagster/partition_row_count": len(rows),
        "preview": dg.MetadataValue.md(preview(rows, inputs) if preview else markdown_table(model, rows)),
    }
    drawing = plot(rows) if plot and rows else None
    if drawing:
        metadata["plot"] = dg.MetadataValue.md(drawing)
    return metadata


def markdown_table(model: type, rows: Sequence[Any]) -> str:
    """Return the first rows as a Markdown table; text from outside is escaped, long cells are cut."""
    if not rows:
        return "*no rows*"
    names = [
        f.name
        for f in dataclasses.fields(model)
        if f.name not in HIDDEN and not f.name.endswith(("_id", "_ids", "_key"))
    ]
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    for row in rows[:MAXIMUM_ROWS]:
        lines.append("| " + " | ".join(_cell(getattr(row, name)) for name in names) + " |")
    if len(rows) > MAXIMUM_ROWS:
        lines.append(f"\n*{MAXIMUM_ROWS} of {len(rows)} rows*")
    return "\n".join(lines)


def figure_markdown(figure: Any) -> str:
    """Return a matplotlib figure as an inline image, so that the UI shows it without a network."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110, bbox_inches="tight")
    return f"![plot](data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()})"


def preview_profile(traits: Sequence[Trait], _: Inputs) -> str:
    """Return a voice as its creator reads it: what stands out, what they keep saying, what has changed."""
    lines = ["**What stands out from other speakers**", ""]
    for trait in most_unlike_others(traits, 6):
        value = amount(trait.value, trait.unit)
        lines.append(f"- {escaped(name_of(trait))}: {escaped(value)}, {against_others(trait)}")
    if len(lines) == 2:
        lines.append("Nothing, or there is too little to say.")
    phrases = wordings(traits, "catch_phrases")
    lines += ["", "**What they keep saying**", ""]
    lines += [f"- “{escaped(row['text'])}”, {row['count']}× in {row['n_videos']} videos" for row in phrases[:6]]
    lines += [] if phrases else ["No wording recurs over several videos."]
    lines += ["", "**What has changed**", "", *(f"- {escaped(line)}" for line in drifting(traits))]
    return "\n".join(lines)


def preview_documents(documents: Sequence[ResearchDocument], _: Inputs) -> str:
    """Return the documents with what they state and their credibility by that alone, the most credible first; then notes."""
    from pipelines.research.credibility import credibility, newest_year

    newest = newest_year(documents)
    judged = sorted(
        ((credibility(document, newest), document) for document in documents if not document.problem),
        key=lambda pair: (pair[0].value is None, -(pair[0].value or 0.0), pair[1].source_path),
    )
    lines = ["| document | author | date | licence | rights | credibility | because |", "|" + " --- |" * 7]
    for number, row in judged[:MAXIMUM_ROWS]:
        why = "; ".join(f"{part.name} {part.value:.2g}" for part in number.components if part.value is not None)
        stated = (row.author or "–", row.published_on or "–", row.licence or "–", row.rights.value)
        value = "–" if number.value is None else f"{number.value:.2f}"
        lines.append("| " + " | ".join(escaped(cell) for cell in (row.source_path, *stated, value, why)) + " |")
    if len(judged) > MAXIMUM_ROWS:
        lines.append(f"\n*{MAXIMUM_ROWS} of {len(judged)} documents*")
    said = [(row.source_path, note) for row in documents for note in (row.problem, *row.notes) if note]
    return "\n".join([*lines, "", *(f"- {escaped(path)}: {escaped(note)}" for path, note in said[:MAXIMUM_ROWS])])


def _cell(value: Any) -> str:
    if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
        name = next((name for name in NAMED_BY if hasattr(value[0], name)), None)
        value = f"{len(value)}: " + "; ".join(str(getattr(item, name) if name else item) for item in value)
    return escaped(f"{value:.3g}" if isinstance(value, float) else str(value))


def escaped(text: str, longest: int = MAXIMUM_CELL) -> str:
    """Return text from outside as Markdown shows it verbatim, on one line, cut at `longest` characters."""
    text = " ".join(text.split())
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    return html.escape(text).replace("|", "\\|").replace("[", "\\[").replace("`", "'")


def _type_name(hint: Any) -> str:
    name = getattr(hint, "__name__", None) if not hasattr(hint, "__args__") else None
    return name or str(hint).replace("pipelines.models.", "").replace("typing.", "")
