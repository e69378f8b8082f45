"""Rounds of queries: each asks about other sections of the library than those before, until little is new."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.embeddings import Embedder
from pipelines.models import Passage, Project, ResearchQuery, content_id
from pipelines.research.coverage import LEAST_ANSWER
from pipelines.research.perspectives import PerspectiveQuery, heading_queries, opening_queries
from pipelines.research.questions import words_inside_sentences
from pipelines.research.retrieval import PassageIndex
from pipelines.research.subjects import next_subjects, subjects_of

MAX_QUERIES = 60
MAX_ROUNDS = 8
SUBJECTS_PER_ROUND = 4
FOUND_PER_QUERY = 8
LEAST_NEW = 0.1  # share of a round's finds; a round that finds less ends the search


def ask_in_rounds(
    project: Project, passages: Sequence[Passage], embedder: Embedder, max_queries: int = MAX_QUERIES
) -> list[ResearchQuery]:
    """Return the queries in the order in which they were asked, each with the passages it found.

    The last one has the reason why the search ended: little was new, no heading was left to ask about, or the budget of
    queries or rounds was spent.
    """
    search = _Search(project, passages, embedder)
    queries = opening_queries(project)
    asked: list[ResearchQuery] = []
    for number in range(1, MAX_ROUNDS + 1):
        round_ = [
            search.ask(query, number, len(asked) + at) for at, query in enumerate(queries[: max_queries - len(asked)])
        ]
        asked += round_
        n_found = len({passage_id for query in round_ for passage_id in query.passage_ids})
        n_new = sum(len(query.new_passage_ids) for query in round_)
        if not n_found:
            return _ended(asked, "no passage is near enough to what was asked")
        if n_new < LEAST_NEW * n_found:
            return _ended(asked, f"{n_new} of the {n_found} passages that the round found were new")
        if len(asked) >= max_queries:
            return _ended(asked, f"the budget of {max_queries} queries was spent")
        queries = search.next_queries()
        if not queries:
            return _ended(asked, "no heading was left to ask about")
    return _ended(asked, f"the budget of {MAX_ROUNDS} rounds was spent")


class _Search:
    def __init__(self, project: Project, passages: Sequence[Passage], embedder: Embedder) -> None:
        self._project = project
        self._embedder = embedder
        self._index = PassageIndex(passages)
        self._casing = words_inside_sentences(passages)
        self._subjects = subjects_of(passages)
        self._topic = embedder.embed([project.topic])[0]
        self._found: set[str] = set()
        self._asked_about: set[str] = set()
        self._texts: set[str] = set()

    def ask(self, query: PerspectiveQuery, round_number: int, ordinal: int) -> ResearchQuery:
        hits = self._index.search(self._embedder.encode(query.text), FOUND_PER_QUERY)
        near = [hit.passage.passage_id for hit in hits if hit.vector_score >= LEAST_ANSWER]
        new = tuple(passage_id for passage_id in near if passage_id not in self._found)
        self._found |= set(new)
        return ResearchQuery(
            query_id=content_id(self._project.project_key, query.perspective, query.text),
            project_key=self._project.project_key,
            round=round_number,
            ordinal=ordinal,
            perspective=query.perspective,
            text=query.text,
            origin=query.origin,
            passage_ids=tuple(near),
            new_passage_ids=new,
            best_score=max((hit.vector_score for hit in hits), default=None),
        )

    def next_queries(self) -> list[PerspectiveQuery]:
        """Return the queries about the next subjects."""
        chosen = next_subjects(self._subjects, self._topic, self._asked_about, SUBJECTS_PER_ROUND)
        self._asked_about |= {subject.heading for subject in chosen}
        queries = [query for subject in chosen for query in heading_queries(subject.heading, self._casing)]
        # Two documents can have the same heading under the same one above it.
        new = {query.text.lower(): query for query in queries if query.text.lower() not in self._texts}
        self._texts |= set(new)
        return list(new.values())


def _ended(asked: list[ResearchQuery], reason: str) -> list[ResearchQuery]:
    return [*asked[:-1], replace(asked[-1], stop_reason=reason)] if asked else []
