"""Verdicts of the product for others to measure: JSON lines in, JSON lines out."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from lectern.errors import BadInputError
from lectern.measure import read_row
from pipelines import settings
from pipelines.embeddings import load_embedder
from pipelines.facts.checking import Checker, Source
from pipelines.facts.verification import verifier

_CLAIM_FIELDS = {"id": str, "claim": str, "evidence_docs": list}


def measure_facts(lines: Iterable[str]) -> Iterator[str]:
    """Yield, for each line, what its documents say of its claim, as a line of JSON.

    A line is `{"id", "claim", "evidence_docs": [{"id", "title", "text"}, …]}`; its answer is `{"id", "label", "score",
    "evidence": [{"doc_id", "quote", "start", "end"}, …]}`: the score is the probability of SUPPORTED, the best quote
    comes first, and each stands in its document word for word at its offsets.

    Raises:
        BadInputError: a line is no such object; its number is named.
    """
    checker = Checker(load_embedder(settings.state_dir()), verifier.load(settings.support_precision()))
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = read_row(number, line, _CLAIM_FIELDS)
        sources = [_source(number, document) for document in row["evidence_docs"]]
        finding = checker.check(row["claim"], sources)
        quotes = [
            {"doc_id": quote.key, "quote": quote.text, "start": quote.start, "end": quote.end}
            for quote in finding.quotes
        ]
        answer = {"id": row["id"], "label": finding.verdict, "score": round(finding.support, 4), "evidence": quotes}
        yield json.dumps(answer, ensure_ascii=False)


def _source(number: int, document: Any) -> Source:
    fields = {"id": str, "text": str}
    for name, kind in fields.items():
        if not isinstance(document, dict) or not isinstance(document.get(name), kind):
            raise BadInputError(
                f"line {number}: each of “evidence_docs” must have a text “{name}”. Remedy: give id, title and text."
            )
    return Source(document["id"], str(document.get("title") or ""), document["text"])
