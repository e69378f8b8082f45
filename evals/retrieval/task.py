"""Search the sample library for every query, as `lectern project search` does, in memory."""

from collections.abc import Sequence

from evals.cases import Case, Output
from evals.libraries import project_on
from evals.suite import Answer
from evals.targets import Target
from pipelines import settings
from pipelines.embeddings import load_embedder
from pipelines.research.coverage import search_problem
from pipelines.research.pipeline import cut_passages, read_library
from pipelines.research.retrieval import PassageIndex

ENGINES = ("offline",)
LIBRARY = settings.ROOT / "samples" / "library"
DEPTH = 10


def prepare(cases: Sequence[Case], target: Target) -> Answer:
    """Return what searches for one query: which of the expected quotes each passage found holds, and what is said of the search."""
    embedder = load_embedder(settings.state_dir())
    passages = cut_passages(read_library(project_on("library", str(LIBRARY), 1.0)), embedder)
    index = PassageIndex(passages)
    texts = [_plain(passage.text) for passage in index.passages]

    def answer(case: Case, epoch: int) -> Output:
        hits = index.search(embedder.encode(case.input["query"]), DEPTH)
        quotes = [_plain(quote) for quote in case.expected["quotes"]]
        return {
            "text": "\n\n".join(hit.passage.text for hit in hits[:3]),
            "quotes_found": [[quote for quote in quotes if quote in _plain(hit.passage.text)] for hit in hits],
            "relevant_passages": sum(any(quote in text for quote in quotes) for text in texts),
            "problem": search_problem([hit.vector_score for hit in hits]),
        }

    return answer


def _plain(text: str) -> str:
    return " ".join(text.split())
