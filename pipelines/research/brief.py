"""The research brief: sub-questions, each answered by verbatim sentences with the passages they rest on.

It rests on what the rounds of queries found, and on nothing else of the library: their subjects are its questions, and
the passages they found are what it reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines import sentences
from pipelines.embeddings import Embedder, EncodedText, Vectors
from pipelines.facts import antecedents, checkable, references
from pipelines.models import BriefSentence, Passage, Project, ResearchDocument, ResearchQuery, content_id
from pipelines.research.lexical import stems
from pipelines.research.perspectives import heading_asked_about, sub_questions
from pipelines.research.questions import SubQuestion, subject_of
from pipelines.research.retrieval import PassageIndex
from pipelines.research.standalone import is_standalone
from pipelines.settings import OFFLINE_ENGINE

MAX_QUESTIONS = 8
PASSAGES_READ = 6  # per search, of own documents and of others
MIN_SENTENCES, MAX_SENTENCES = 2, 4
MIN_STEMS_SAID = 0.6  # of what a section is about, beyond the topic, in a sentence of another section that answers
MIN_RELEVANCE = 0.35  # cosine similarity of a sentence to its question
NOVELTY_WEIGHT = 0.3
SAME_STATEMENT = 0.8  # cosine similarity from which two sentences say the same


@dataclass(frozen=True)
class _Candidates:
    texts: list[str]
    passages: list[Passage]
    vectors: Vectors  # (n, 384)
    is_own: NDArray[np.bool_]  # (n,): from a document that the creator chose, not one that a search found


@dataclass(frozen=True)
class _Answer:
    question: SubQuestion
    candidates: _Candidates
    rows: list[int]


def extractive_brief(
    project: Project,
    documents: Sequence[ResearchDocument],
    passages: Sequence[Passage],
    queries: Sequence[ResearchQuery],
    embedder: Embedder,
    questions: Sequence[SubQuestion] = (),
) -> list[BriefSentence]:
    """Return the brief's sentences in order. Each is verbatim in a passage that `queries` found, and can stand alone.

    Sentences are chosen by maximal marginal relevance (Carbonell and Goldstein 1998): near the question, unlike what
    the brief says already, and from the creator's own documents as long as these have any. A sentence cites its own
    passage first, then passages that say the same. A question for which fewer than two sentences qualify is left out.
    Without `questions` the subjects of the queries are asked about, those of the creator's own documents first.
    """
    reading_order = {document.document_id: number for number, document in enumerate(documents)}
    ordered = sorted(passages, key=lambda p: (reading_order.get(p.document_id, len(reading_order)), p.ordinal))
    finds = _Finds(project.topic, documents, ordered, queries, embedder)
    answers: list[_Answer] = []
    told: list[NDArray[np.float32]] = []
    for question in finds.own_first(questions or sub_questions(project, queries, ordered)):
        asked = embedder.encode(question.text)
        candidates = finds.candidates(question, asked)
        rows = _chosen(candidates, asked.vector, told)
        if len(rows) >= MIN_SENTENCES:
            told.extend(candidates.vectors[row] for row in rows)
            answers.append(_Answer(question, candidates, rows))
        if len(answers) == MAX_QUESTIONS:
            break
    return _in_reading_order(project, answers, ordered)


class _Finds:
    """What the rounds of queries found, to be read for one question after the other."""

    def __init__(
        self,
        topic: str,
        documents: Sequence[ResearchDocument],
        ordered: Sequence[Passage],
        queries: Sequence[ResearchQuery],
        embedder: Embedder,
    ) -> None:
        self._topic = frozenset(stems(topic))
        self._queries = queries
        self._embedder = embedder
        self._others = {document.document_id for document in documents if document.priority > 0}
        found = {passage_id for query in queries for passage_id in query.passage_ids}
        self._index = PassageIndex([passage for passage in ordered if passage.passage_id in found])
        self._passages = {passage.passage_id: passage for passage in self._index.passages}

    def own_first(self, questions: Sequence[SubQuestion]) -> list[SubQuestion]:
        return sorted(questions, key=lambda question: question.document_id in self._others)

    def candidates(self, question: SubQuestion, asked: EncodedText) -> _Candidates:
        """Return the sentences of what is found for the question, and of what the queries about its subject found.

        A sentence from elsewhere names the subject: near in meaning are “semantic memory” and “sensory memory”, too.
        """
        hits = [hit.passage for hit in self._index.search(asked, len(self._passages))]
        read = self._nearest(hits)
        for query in self._queries:
            if heading_asked_about(query) == question.heading:
                read |= self._nearest([self._passages[key] for key in query.passage_ids if key in self._passages])
        wanted = frozenset(stems(subject_of(question.heading))) - self._topic
        texts, sources = list[str](), list[Passage]()
        for passage in read.values():
            is_own_section = passage.heading == question.heading
            for span in sentences.split(passage.text):
                is_quotable = is_standalone(span.text) and checkable.is_quotable(span.text)
                leans = antecedents.leans_back(span.text, passage.text[: span.start], references.ALWAYS_UNIQUE)
                is_about_it = is_own_section or len(wanted & set(stems(span.text))) >= MIN_STEMS_SAID * len(wanted)
                if is_quotable and not leans and is_about_it and span.text not in texts:
                    texts.append(span.text)
                    sources.append(passage)
        is_own = np.asarray([passage.document_id not in self._others for passage in sources], dtype=bool)
        return _Candidates(texts, sources, self._embedder.embed(texts), is_own)

    def _nearest(self, hits: Sequence[Passage]) -> dict[str, Passage]:
        """Return the first of the creator's own documents and as many of the others."""
        own = [passage for passage in hits if passage.document_id not in self._others]
        others = [passage for passage in hits if passage.document_id in self._others]
        return {passage.passage_id: passage for passage in [*own[:PASSAGES_READ], *others[:PASSAGES_READ]]}


def _in_reading_order(project: Project, answers: Sequence[_Answer], ordered: Sequence[Passage]) -> list[BriefSentence]:
    position = {passage.passage_id: number for number, passage in enumerate(ordered)}
    section = {(p.document_id, p.heading): number for number, p in reversed(list(enumerate(ordered)))}
    rows = [
        (answer, row)
        for answer in sorted(answers, key=lambda a: section.get((a.question.document_id, a.question.heading), -1))
        for row in sorted(answer.rows, key=lambda row: (position[answer.candidates.passages[row].passage_id], row))
    ]
    return [_sentence(project, number, answer, row) for number, (answer, row) in enumerate(rows)]


def _chosen(candidates: _Candidates, question: NDArray[np.float32], told: Sequence[NDArray[np.float32]]) -> list[int]:
    """Return up to four rows of `candidates`, best first."""
    vectors = candidates.vectors
    relevance = vectors @ question
    chosen: list[int] = []
    while len(chosen) < min(MAX_SENTENCES, len(vectors)):
        said = [*told, *(vectors[row] for row in chosen)]
        overlap = (vectors @ np.asarray(said).T).max(axis=1) if said else np.zeros(len(vectors))
        value = relevance - NOVELTY_WEIGHT * overlap
        value[~candidates.is_own] -= 1  # more than any two values differ by
        value[(relevance < MIN_RELEVANCE) | (overlap >= SAME_STATEMENT)] = -np.inf
        best = int(value.argmax())
        if not np.isfinite(value[best]):
            break
        chosen.append(best)
    return chosen


def _sentence(project: Project, ordinal: int, answer: _Answer, row: int) -> BriefSentence:
    candidates, question = answer.candidates, answer.question.text
    same = np.flatnonzero(candidates.vectors @ candidates.vectors[row] >= SAME_STATEMENT)
    cited = [candidates.passages[row].passage_id, *(candidates.passages[other].passage_id for other in same)]
    return BriefSentence(
        sentence_id=content_id(project.project_key, question, candidates.texts[row]),
        project_key=project.project_key,
        ordinal=ordinal,
        question=question,
        text=candidates.texts[row],
        passage_ids=tuple(dict.fromkeys(cited)),
        engine=OFFLINE_ENGINE,
    )
