"""One claim against the documents that are handed over with it, without a library, a project or a database."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines import sentences
from pipelines.embeddings import Embedder, Vectors
from pipelines.facts.verification import selection
from pipelines.facts.verification.selection import Candidate
from pipelines.facts.verification.verifier import Judge
from pipelines.models import Verdict

QUOTES = 3
MIN_LETTERS = 3  # of a sentence that may be evidence

_LINE_END = re.compile(r"\n(?!\s*[a-z])")


@dataclass(frozen=True)
class Source:
    """A document that a claim is checked against. `key` names it in the quotes."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Quote:
    """A sentence as it stands: `text` is the source's text from `start` to `end`."""

    key: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """What the sources say of a claim. `support` is the probability of SUPPORTED; the best quote comes first."""

    verdict: Verdict
    support: float
    quotes: tuple[Quote, ...]


class Checker:
    """Checks claims one by one; the vector of a sentence is made once, however many claims it is evidence for."""

    def __init__(self, embedder: Embedder, verifier: Judge) -> None:
        self._embedder = embedder
        self._verifier = verifier
        self._vectors: dict[str, Vectors] = {}

    def check(self, claim: str, sources: Sequence[Source]) -> Finding:
        """Judge `claim` by the sentences of `sources` alone."""
        found = _quotable(sources)
        kept = selection.shortlist(claim, [(quote.text, source.title) for source, _, quote in found])
        near = [found[at] for at in kept]
        own, *others = self._embed([claim, *(quote.text for _, _, quote in near)])
        judgement = self._verifier.judge(
            claim,
            [
                Candidate(quote.text, source.title, place, float(vector @ own))
                for (source, place, quote), vector in zip(near, others, strict=True)
            ],
        )
        quotes = tuple(near[at][2] for at in judgement.order[:QUOTES])
        return Finding(judgement.verdict, judgement.supported, quotes)

    def _embed(self, texts: Sequence[str]) -> list[Vectors]:
        missing = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if missing:
            self._vectors |= dict(zip(missing, self._embedder.embed(missing), strict=True))
        return [self._vectors[text] for text in texts]


def _quotable(sources: Sequence[Source]) -> list[tuple[Source, int, Quote]]:
    """Return every sentence once, with its source and its place in it: lines without a full stop are sentences too."""
    found: dict[str, tuple[Source, int, Quote]] = {}
    for source in sources:
        place = 0
        for span in sentences.split(source.text):
            for start, end in _lines(span.text):
                text = span.text[start:end]
                if len(text) >= MIN_LETTERS:
                    quote = Quote(source.key, text, span.start + start, span.start + end)
                    found.setdefault(text, (source, place, quote))
                    place += 1
    return list(found.values())


def _lines(text: str) -> list[tuple[int, int]]:
    """Return where the lines of `text` begin and end; a line that goes on in lower case is not over."""
    spans, at = [], 0
    for line in _LINE_END.split(text):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            spans.append((start, start + len(stripped)))
        at += len(line) + 1
    return spans
