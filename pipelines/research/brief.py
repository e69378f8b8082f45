"""The research brief: sub-questions, each answered by verbatim sentences with the passages they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines import sentences
from pipelines.embeddings import Embedder, EncodedText, Vectors
from pipelines.facts import checkable
from pipelines.models import BriefSentence, Passage, Project, ResearchDocument, content_id
from pipelines.research.questions import SubQuestion, sub_questions
from pipelines.research.retrieval import PassageIndex
from pipelines.research.standalone import is_standalone
from pipelines.settings import OFFLINE_ENGINE

MAX_QUESTIONS = 8
PASSAGES_READ = 6  # per sub-question
MIN_SENTENCES, MAX_SENTENCES = 2, 4
MIN_RELEVANCE = 0.35  # cosine similarity of a sentence to its question
NOVELTY_WEIGHT = 0.3
SAME_STATEMENT = 0.8  # cosine similarity from which two sentences say the same


@dataclass(frozen=True)
class _Candidates:
    texts: list[str]
    passages: list[Passage]
    vectors: Vectors  # (n, 384)


@dataclass(frozen=True)
class _Answer:
    question: SubQuestion
    candidates: _Candidates
    rows: list[int]


def extractive_brief(
    project: Project,
    documents: Sequence[ResearchDocument],
    passages: Sequence[Passage],
    embedder: Embedder,
    questions: Sequence[SubQuestion] = (),
) -> list[BriefSentence]:
    """Return the brief's sentences in order. Each is verbatim in a passage and can stand alone.

    Sentences are chosen by maximal marginal relevance (Carbonell and Goldstein 1998): near the question, unlike what
    the brief says already. A sentence cites its own passage first, then passages that say the same. A question for
    which fewer than two sentences qualify is left out. Without `questions` the library's own headings ask.
    """
    reading_order = {document.document_id: number for number, document in enumerate(documents)}
    ordered = sorted(passages, key=lambda p: (reading_order.get(p.document_id, len(reading_order)), p.ordinal))
    index = PassageIndex(ordered)
    answers: list[_Answer] = []
    told: list[NDArray[np.float32]] = []
    for question in questions or sub_questions(ordered, embedder.embed([project.topic])[0]):
        asked = embedder.encode(question.text)
        candidates = _candidates(index, question, asked, embedder)
        rows = _chosen(candidates, asked.vector, told)
        if len(rows) >= MIN_SENTENCES:
            told.extend(candidates.vectors[row] for row in rows)
            answers.append(_Answer(question, candidates, rows))
        if len(answers) == MAX_QUESTIONS:
            break
    return _in_reading_order(project, answers, ordered)


def _in_reading_order(project: Project, answers: Sequence[_Answer], ordered: Sequence[Passage]) -> list[BriefSentence]:
    position = {passage.passage_id: number for number, passage in enumerate(ordered)}
    section = {(p.document_id, p.heading): number for number, p in reversed(list(enumerate(ordered)))}
    rows = [
        (answer, row)
        for answer in sorted(answers, key=lambda a: section[a.question.document_id, a.question.heading])
        for row in sorted(answer.rows, key=lambda row: (position[answer.candidates.passages[row].passage_id], row))
    ]
    return [_sentence(project, number, answer, row) for number, (answer, row) in enumerate(rows)]


def _candidates(index: PassageIndex, question: SubQuestion, asked: EncodedText, embedder: Embedder) -> _Candidates:
    found = index.search(asked, PASSAGES_READ)
    own = [p for p in index.passages if (p.document_id, p.heading) == (question.document_id, question.heading)]
    read = {passage.passage_id: passage for passage in [*(hit.passage for hit in found), *own]}
    texts, sources = list[str](), list[Passage]()
    for passage in read.values():
        for span in sentences.split(passage.text):
            is_quotable = is_standalone(span.text) and checkable.is_quotable(span.text)
            if is_quotable and span.text not in texts:
                texts.append(span.text)
                sources.append(passage)
    return _Candidates(texts, sources, embedder.embed(texts))


def _chosen(candidates: _Candidates, question: NDArray[np.float32], told: Sequence[NDArray[np.float32]]) -> list[int]:
    """Return up to four rows of `candidates`, best first."""
    vectors = candidates.vectors
    relevance = vectors @ question
    chosen: list[int] = []
    while len(chosen) < min(MAX_SENTENCES, len(vectors)):
        said = [*told, *(vectors[row] for row in chosen)]
        overlap = (vectors @ np.asarray(said).T).max(axis=1) if said else np.zeros(len(vectors))
        value = relevance - NOVELTY_WEIGHT * overlap
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
