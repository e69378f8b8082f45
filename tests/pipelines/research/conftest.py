"""The embedder and the samples' documents and passages, made once."""

from pathlib import Path

import pytest

from pipelines.embeddings import Embedder, load_embedder
from pipelines.models import Passage, Project, ResearchDocument
from pipelines.research.pipeline import cut_passages, read_library

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "library"


@pytest.fixture(scope="session")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return load_embedder(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="session")
def big_bang() -> Project:
    topic = "The Big Bang: how the universe began and how we know"
    return Project("maya/big-bang", "maya", topic, str(SAMPLES), 8)


@pytest.fixture(scope="session")
def documents(big_bang: Project) -> list[ResearchDocument]:
    return read_library(big_bang)


@pytest.fixture(scope="session")
def passages(documents: list[ResearchDocument], embedder: Embedder) -> list[Passage]:
    return cut_passages(documents, embedder)
