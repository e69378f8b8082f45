"""The list of sources, to be pasted under a video: each document once, with its address and when the script rests on it."""

from collections.abc import Sequence

from lectern import notes, running_order
from lectern.exports import contents
from lectern.notes import Notes
from pipelines.models import ResearchDocument, Script

ONE_PASSAGE_S = 20.0  # between two sentences that rest on a source, within which a viewer reads them as one place


def render(script: Script) -> str:
    """Return a numbered list in the order of first use, plain text."""
    apparatus = notes.number(script)
    starts = _starts(script)
    lines = [f"Sources of “{contents.one_line(script.project.topic)}”"]
    for number, (document, sentence_ids) in enumerate(_used(apparatus).values(), 1):
        lines += ["", f"[{number}] {contents.one_line(_entry(document))}"]
        lines.append(f"    at {', '.join(_spans(sorted({starts[key] for key in sentence_ids})))}")
    return "\n".join(lines if len(lines) > 1 else [*lines, "", "The script cites no source."]) + "\n"


def _entry(document: ResearchDocument | None) -> str:
    cited = notes.citation(document)
    if document is None:
        return cited
    url = document.url if document.url and document.url.startswith(("https://", "http://")) else ""
    licence = f"({document.licence})" if document.licence else ""
    return " ".join(part for part in (cited, url, licence) if part)


def _spans(starts: Sequence[float]) -> list[str]:
    """Return times as `m:ss`, those that follow each other closely as one span."""
    runs: list[list[float]] = []
    for start in starts:
        if runs and start - runs[-1][-1] <= ONE_PASSAGE_S:
            runs[-1].append(start)
        else:
            runs.append([start])
    ends = [dict.fromkeys((running_order.clock(run[0]), running_order.clock(run[-1]))) for run in runs]
    return [" to ".join(span) for span in ends]


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
