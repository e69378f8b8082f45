"""How long a hybrid query takes beside a plain exact vector query, and ingest beside the encoder alone.

Both queries encode their text and ask the same Postgres; medians of alternating runs in one process. Passages are made
of words by their frequency in English, with random vectors: their number and size matter here, not what they say.

    python benchmarks/retrieval_speed.py [--sizes 5000,50000,200000] [--queries 60] [--library FOLDER] [--repeats 5]
"""

import argparse
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import numpy as np
import psycopg
from pgvector import Vector
from pgvector.psycopg import register_vector
from wordfreq import top_n_list, word_frequency

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from lectern import local
from pipelines import database, settings
from pipelines.database import Database, Fence
from pipelines.embeddings import DIMENSIONS, Embedder, load_embedder
from pipelines.models import Channel, Passage, Project, ResearchDocument
from pipelines.research.late_interaction import WIDTH
from pipelines.research.library import read_library
from pipelines.research.passages import cut_passages
from pipelines.research.retrieval import searched_text
from pipelines.research.retriever import HybridRetriever

WORDS, TOKENS, TOP_K = 90, 115, 10
COPY = 'COPY passages (passage_id, project_key, document_id, ordinal, heading, text, "start", "end", embedding, tokens) FROM STDIN WITH (FORMAT BINARY)'
PLAIN = """
SELECT passage_id, heading, text, 1 - (embedding <=> %s::vector) AS similarity FROM passages
WHERE project_key = %s ORDER BY embedding <=> %s::vector LIMIT %s
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="5000,50000")
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--library", type=Path, default=settings.ROOT / "samples" / "library")
    parser.add_argument("--repeats", type=int, default=5, help="of the ingest; 0 leaves it out")
    arguments = parser.parse_args()
    state_dir = Path(tempfile.mkdtemp(prefix="lectern-speed-"))
    try:
        url = local.start(state_dir)
        database.migrate(url)
        db = Database(url)
        db.merge(Channel, [Channel("speed", "Speed", "/none")])
        embedder = load_embedder(state_dir)
        if arguments.repeats:
            _ingest(db, embedder, arguments.library, arguments.repeats)
        print("passages\tplain p50\tp95 (ms)\thybrid p50\tp95 (ms)\tratio p50\tp95\tcounted\tread (s)\tpeak MiB")
        for size in (int(text) for text in arguments.sizes.split(",")):
            _query(db, url, embedder, size, arguments.queries, state_dir / "search")
        db.close()
    finally:
        local.stop(state_dir)
        shutil.rmtree(state_dir, ignore_errors=True)


def _ingest(db: Database, embedder: Embedder, library: Path, repeats: int) -> None:
    project = Project("speed/ingest", "speed", "ingest", str(library), 8)
    db.merge(Project, [project])
    documents = read_library(project)
    cut = cut_passages(documents, embedder)
    texts = [searched_text(passage) for passage in cut]

    def ingest() -> None:
        db.delete(Passage, project_key=project.project_key)
        found = cut_passages(documents, embedder)
        db.replace(Passage, found, project.project_key, Fence("passages", "r", time.time_ns() // 1000, "v", {}))

    alone, whole = _alternate(lambda _: embedder.embed(texts), lambda _: ingest(), repeats)
    ratio = np.median(np.divide(whole, alone))
    print(f"ingest of {len(cut)} passages, stored, beside encoding alone: {ratio:.3f} (median of {repeats})\n")


def _query(db: Database, url: str, embedder: Embedder, size: int, n_queries: int, folder: Path) -> None:
    key = f"speed/{size}"
    db.merge(Project, [Project(key, "speed", "queries", "/none", 8)])
    rng = random.Random(size)
    vocabulary = top_n_list("en", 30_000)
    odds = list(accumulate(word_frequency(word, "en") for word in vocabulary))
    _fill(url, key, size, rng, vocabulary, odds)
    db.replace(ResearchDocument, [], key, Fence("passages", "r", 1, "v", {}))  # notes that passages were written
    # The first search counts the words of all passages and keeps them; that of another process reads what was kept.
    counted, read = (_first_search(HybridRetriever(db, embedder, key, folder)) for _ in range(2))
    retriever = HybridRetriever(db, embedder, key, folder)
    retriever.run(query="warm up", top_k=TOP_K)
    queries = [
        " ".join(rng.choices(vocabulary[500:], k=3) + rng.choices(vocabulary, cum_weights=odds, k=6))
        for _ in range(n_queries)
    ]

    def plain(number: int) -> None:
        vector = Vector(embedder.embed([queries[number]])[0]).to_text()
        db.query(PLAIN, (vector, key, vector, TOP_K))

    first, second = _alternate(plain, lambda number: retriever.run(query=queries[number], top_k=TOP_K), n_queries)
    (p50, p95), (h50, h95) = (np.percentile(times, [50, 95]) * 1000 for times in (first, second))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = [f"{value:.1f}" for value in (p50, p95, h50, h95)]
    print(
        size,
        *figures,
        f"{h50 / p50:.2f}",
        f"{h95 / p95:.2f}",
        f"{counted:.2f}",
        f"{read:.2f}",
        f"{peak:.0f}",
        sep="\t",
        flush=True,
    )


def _first_search(retriever: HybridRetriever) -> float:
    started = time.perf_counter()
    retriever.run(query="warm up", top_k=TOP_K)
    return time.perf_counter() - started


def _fill(url: str, key: str, size: int, rng: random.Random, vocabulary: list[str], odds: list[float]) -> None:
    numbers = np.random.default_rng(size)
    with psycopg.connect(url) as connection:
        register_vector(connection)
        with connection.cursor() as cursor, cursor.copy(COPY) as copy:
            copy.set_types(["text", "text", "text", "int4", "text", "text", "int4", "int4", "vector", "bytea"])
            for row in range(size):
                vector = numbers.normal(size=DIMENSIONS)
                text = " ".join(rng.choices(vocabulary, cum_weights=odds, k=WORDS))
                tokens = numbers.integers(-60, 60, TOKENS * WIDTH, dtype=np.int8).tobytes()
                length = Vector(vector / np.linalg.norm(vector))
                copy.write_row(
                    (f"{key}-{row}", key, f"d{row // 40}", row, "Heading", text, 0, len(text), length, tokens)
                )
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE passages")


def _alternate(
    first: Callable[[int], object], second: Callable[[int], object], times: int
) -> tuple[list[float], list[float]]:
    """Return the seconds of each call of either, called in turns so that a busy machine slows both."""
    found: tuple[list[float], list[float]] = ([], [])
    for number in range(times):
        for call, seconds in zip((first, second), found, strict=True):
            started = time.perf_counter()
            call(number)
            seconds.append(time.perf_counter() - started)
    return found


if __name__ == "__main__":
    main()
