"""The list of sources, to be pasted under a video: each document once, with its address and when the script rests on it."""

from lectern import notes, running_order
from lectern.exports import contents
from lectern.notes import Notes
from pipelines.models import ResearchDocument, Script


def render(script: Script) -> str:
    """Return a numbered list in the order of first use, plain text."""
    apparatus = notes.number(script)
    starts = _starts(script)
    lines = [f"Sources of “{contents.one_line(script.project.topic)}”"]
    for number, (document, sentence_ids) in enumerate(_used(apparatus).values(), 1):
        lines += ["", f"[{number}] {contents.one_line(_entry(document))}"]
        seconds = sorted({starts[key] for key in sentence_ids})
        lines.append(f"    at {', '.join(dict.fromkeys(running_order.clock(start) for start in seconds))}")
    return "\n".join(lines if len(lines) > 1 else [*lines, "", "The script cites no source."]) + "\n"


def _entry(document: ResearchDocument | None) -> str:
    cited = notes.citation(document)
    if document is None:
        return cited
    url = document.url if document.url and document.url.startswith(("https://", "http://")) else ""
    licence = f"({document.licence})" if document.licence else ""
    return " ".join(part for part in (cited, url, licence) if part)


def _used(apparatus: Notes) -> dict[str, tuple[ResearchDocument | None, list[str]]]:
    """Return document id → the document and the sentences that rest on it, in the order of the notes."""
    found: dict[str, tuple[ResearchDocument | None, list[str]]] = {}
    for note in apparatus.used:
        _, sentence_ids = found.setdefault(note.fact.document_id, (note.document, []))
        sentence_ids += [sentence.sentence_id for sentence in note.used_in]
    return found


def _starts(script: Script) -> dict[str, float]:
    """Return sentence id → second at which it is spoken."""
    return {sentence.sentence_id: start for sentence, start in running_order.timed_sentences(script)}
