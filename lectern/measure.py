"""What the product says, for others to measure: JSON lines in, one number or one JSON object a line out."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lectern.errors import BadInputError

if TYPE_CHECKING:
    from pipelines.facts.checking import Source

_VOICE_FIELDS = {"profile_id": str, "profile_docs": list, "text": str}
_CLAIM_FIELDS = {"id": str, "claim": str, "evidence_docs": list}


def measure_voice(lines: Iterable[str]) -> Iterator[float]:
    """Yield, for each line, the log-odds that its text is by the speaker of its profile; higher is closer.

    A line is `{"profile_id", "profile_docs": [text, …], "text"}`. The profile is built once for a run of lines with one
    `profile_id`. Every text gets a number, however short: this is for measuring, and leaves out what `score_text` refuses.

    Raises:
        BadInputError: a line is no such object; its number is named.
    """
    from pipelines.voice import fidelity
    from pipelines.voice.spoken_words import spoken_words

    others = fidelity.other_speakers()
    read = (_read_voice(number, line) for number, line in enumerate(lines, 1) if line.strip())
    for _, rows in groupby(read, key=lambda row: row["profile_id"]):
        voice = None
        for row in rows:
            if voice is None:
                videos = [fidelity.sum_speech(spoken_words(text).words, others) for text in row["profile_docs"]]
                voice = fidelity.make_voice(
                    fidelity.add_speech(videos, others.vocabulary.size).vector(others.vocabulary.size), others
                )
            words = spoken_words(row["text"]).words
            yield round(fidelity.log_odds(voice, fidelity.text_vector(words, others), len(words)), 6)


def _read_voice(number: int, line: str) -> dict[str, Any]:
    row = _read(number, line, _VOICE_FIELDS)
    if not all(isinstance(text, str) for text in row["profile_docs"]):
        raise BadInputError(f"line {number}: “profile_docs” must be a list of texts.")
    return row


def measure_facts(lines: Iterable[str]) -> Iterator[str]:
    """Yield, for each line, what its documents say of its claim, as a line of JSON.

    A line is `{"id", "claim", "evidence_docs": [{"id", "title", "text"}, …]}`; its answer is `{"id", "label", "score",
    "evidence": [{"doc_id", "quote", "start", "end"}, …]}`: the score is the probability of SUPPORTED, the best quote
    comes first, and each stands in its document word for word at its offsets.

    Raises:
        BadInputError: a line is no such object; its number is named.
    """
    from pipelines import settings
    from pipelines.embeddings import load_embedder
    from pipelines.facts.checking import Checker
    from pipelines.facts.verification import verifier

    checker = Checker(load_embedder(settings.state_dir()), verifier.load(settings.support_precision()))
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = _read(number, line, _CLAIM_FIELDS)
        sources = [_source(number, document) for document in row["evidence_docs"]]
        finding = checker.check(row["claim"], sources)
        quotes = [
            {"doc_id": quote.key, "quote": quote.text, "start": quote.start, "end": quote.end}
            for quote in finding.quotes
        ]
        answer = {"id": row["id"], "label": finding.verdict, "score": round(finding.support, 4), "evidence": quotes}
        yield json.dumps(answer, ensure_ascii=False)


def _source(number: int, document: Any) -> "Source":
    from pipelines.facts.checking import Source

    fields = {"id": str, "text": str}
    for name, kind in fields.items():
        if not isinstance(document, dict) or not isinstance(document.get(name), kind):
            raise BadInputError(
                f"line {number}: each of “evidence_docs” must have a text “{name}”. Remedy: give id, title and text."
            )
    return Source(document["id"], str(document.get("title") or ""), document["text"])


def _read(number: int, line: str, fields: Mapping[str, type]) -> dict[str, Any]:
    try:
        row: dict[str, Any] = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadInputError(f"line {number} is not JSON: {error}. Remedy: one JSON object a line.") from error
    for name, kind in fields.items():
        if not isinstance(row, dict) or not isinstance(row.get(name), kind):
            raise BadInputError(f"line {number}: “{name}” must be a {kind.__name__}. Remedy: give {', '.join(fields)}.")
    return row
