"""Passages: runs of whole sentences under one heading."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines import sentences
from pipelines.embeddings import Embedder
from pipelines.models import Passage, ResearchDocument, content_id
from pipelines.research import late_interaction
from pipelines.research.duplicates import find_copies
from pipelines.research.retrieval import searched_text
from pipelines.research.sections import is_boilerplate, sections
from pipelines.sentences import TextSpan

TARGET_WORDS = 90
MIN_WORDS = 40  # a shorter rest joins the passage before it
MAX_WORDS = 120


def cut_passages(
    documents: Sequence[ResearchDocument], embedder: Embedder, known: Sequence[Passage] = ()
) -> list[Passage]:
    """Return the passages of all readable documents, with their vectors, in reading order.

    A passage has about 60 to 120 words; `text == document.text[start:end]`. Sections that only surround the subject
    (objectives, exercises, references) are left out. A passage that is in `known` keeps its vectors. Near-duplicates of
    an earlier passage are marked as its copies.
    """
    encoded = {passage.passage_id: passage for passage in known if passage.tokens}
    drafts = [draft for document in documents for draft in _drafts(document)]
    copies = find_copies([draft.text for draft in drafts])
    cut = []
    for row, draft in enumerate(drafts):
        source = encoded.get(draft.passage_id) or encode_passage(draft, embedder)
        original = drafts[copies[row]].passage_id if row in copies else None
        cut.append(replace(draft, embedding=source.embedding, tokens=source.tokens, copy_of=original))
    return cut


def encode_passage(draft: Passage, embedder: Embedder) -> Passage:
    """Return the passage with its vector and the vectors of its tokens."""
    text = embedder.encode(searched_text(draft))
    tokens = late_interaction.to_bytes(late_interaction.passage_tokens(text))
    return replace(draft, embedding=tuple(float(number) for number in text.vector), tokens=tokens)


def _drafts(document: ResearchDocument) -> Iterator[Passage]:
    ordinal = 0
    for name, start, end in sections(document.text, document.headings):
        if is_boilerplate(name):
            continue
        for first, last in _runs(sentences.split(document.text[start:end])):
            begin, finish = start + first.start, start + last.end
            text = document.text[begin:finish]
            yield Passage(
                passage_id=content_id(document.document_id, begin, finish, text),
                project_key=document.project_key,
                document_id=document.document_id,
                ordinal=ordinal,
                heading=name,
                text=text,
                start=begin,
                end=finish,
                embedding=(),
            )
            ordinal += 1


def _runs(spans: Sequence[TextSpan]) -> list[tuple[TextSpan, TextSpan]]:
    """Return (first, last) sentence of runs of about `TARGET_WORDS`, as even as whole sentences allow."""
    if not spans:
        return []
    counts = [len(sentences.words(span.text)) for span in spans]
    total = sum(counts)
    n_runs = max(1, round(total / TARGET_WORDS))
    if total / n_runs > MAX_WORDS - MIN_WORDS / 2:
        n_runs += 1
    breaks, done, target = [0], 0, total / n_runs
    for number, count in enumerate(counts):
        next_break = len(breaks) * target
        if number > breaks[-1] and len(breaks) < n_runs and abs(done - next_break) <= abs(done + count - next_break):
            breaks.append(number)
        done += count
    return [(spans[first], spans[last - 1]) for first, last in pairwise([*breaks, len(spans)])]
