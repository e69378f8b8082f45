"""`lectern measure`: scores for others to check, JSON lines in, numbers out."""

from pathlib import Path
from typing import Annotated

import typer

from lectern.terminal import known_errors

app = typer.Typer(no_args_is_help=True, help="Measures: scores for others to check, JSON lines in, numbers out.")


@app.command("voice")
def measure_voice() -> None:
    """Score texts against profiles: one JSON object a line on standard input, one log-odds a line on standard output.

    A line is {"profile_id", "profile_docs": [text, …], "text"}; lines of one profile are adjacent; higher is closer.
    """
    import sys

    from lectern.measure import measure_voice as measured

    with known_errors():
        for value in measured(sys.stdin):
            print(value)


@app.command("facts")
def measure_facts() -> None:
    """Judge claims by documents: one JSON object a line on standard input, one on standard output.

    A line is {"id", "claim", "evidence_docs": [{"id", "title", "text"}, …]}; its answer {"id", "label", "score",
    "evidence": [{"doc_id", "quote", "start", "end"}, …]} with score the probability of SUPPORTED.
    """
    import sys

    from lectern.measure_facts import measure_facts as measured

    with known_errors():
        for answer in measured(sys.stdin):
            print(answer, flush=True)


@app.command("retrieval")
def measure_retrieval(
    corpus: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="One passage a line: id, title, text.")],
) -> None:
    """Rank a corpus for queries: {"id", "query"} a line on standard input, {"id", "ranked"} a line on standard output."""
    import json
    import sys

    from lectern.measure_retrieval import measure_retrieval as measured
    from pipelines import settings
    from pipelines.embeddings import load_embedder

    with known_errors():
        state_dir = settings.state_dir()
        for row in measured(corpus, sys.stdin, load_embedder(state_dir), state_dir):
            print(json.dumps(row, ensure_ascii=False))
