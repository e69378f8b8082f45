"""Where the sources of a brief disagree: each entry of the contradiction ledger beside the sentences it bears upon."""

from collections.abc import Mapping, Sequence

from pipelines.models import BriefSentence, Contradiction, Passage


def disputes(
    brief: Sequence[BriefSentence], passages: Sequence[Passage], ledger: Sequence[Contradiction]
) -> Mapping[str, tuple[Contradiction, ...]]:
    """Return sentence id → the entries of the ledger of which either quote says that sentence or stands in it.

    What bears upon no sentence of the brief is under the key "".
    """
    by_id = {passage.passage_id: passage for passage in passages}
    found: dict[str, list[Contradiction]] = {}
    placed: set[str] = set()
    for sentence in brief:
        cited = [by_id[key] for key in sentence.passage_ids if key in by_id]
        for entry in ledger:
            if any(
                _says(sentence.text, quote) and _holds(cited, document, start)
                for document, quote, start in _sides(entry)
            ):
                found.setdefault(sentence.sentence_id, []).append(entry)
                placed.add(entry.contradiction_id)
    rest = [entry for entry in ledger if entry.contradiction_id not in placed]
    return {key: tuple(entries) for key, entries in {**found, "": rest}.items()}


def _sides(entry: Contradiction) -> tuple[tuple[str, str, int], tuple[str, str, int]]:
    return (
        (entry.document_id, entry.quote, entry.start),
        (entry.other_document_id, entry.other_quote, entry.other_start),
    )


def _says(text: str, quote: str) -> bool:
    one, two = " ".join(text.split()), " ".join(quote.split())
    return one in two or two in one


def _holds(passages: Sequence[Passage], document_id: str, offset: int) -> bool:
    return any(passage.document_id == document_id and passage.start <= offset < passage.end for passage in passages)
