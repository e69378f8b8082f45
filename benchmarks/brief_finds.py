"""What the rounds of queries find in a library, and what the brief makes of it.

python benchmarks/brief_finds.py "the topic" FOLDER [--show]
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipelines import settings
from pipelines.embeddings import load_embedder
from pipelines.models import Project
from pipelines.research.pipeline import ask_in_rounds, cut_passages, read_library, write_brief


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("topic")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print the queries and the brief")
    arguments = parser.parse_args()
    embedder = load_embedder(settings.state_dir())
    project = Project("finds/library", "finds", arguments.topic, str(arguments.folder.resolve()), 8)
    documents = read_library(project)
    passages = cut_passages(documents, embedder)
    queries = ask_in_rounds(project, passages, embedder)
    brief = write_brief(project, documents, passages, queries, embedder)
    found = {passage_id for query in queries for passage_id in query.passage_ids}
    cited = {passage_id for row in brief for passage_id in row.passage_ids}
    document_of = {passage.passage_id: passage.document_id for passage in passages}
    print(
        f"{len(queries)} queries in {queries[-1].round} rounds found {len(found)} of {len(passages)} passages "
        f"({queries[-1].stop_reason}); {len({row.question for row in brief})} questions, {len(brief)} sentences, from "
        f"{len({document_of[key] for key in cited})} of {len(documents)} documents; {len(cited & found)} of "
        f"{len(cited)} cited passages were found"
    )
    if arguments.show:
        for query in queries:
            print(f"  {query.round} {query.perspective}: {query.text} ({len(query.new_passage_ids)} new)")
        for row in brief:
            print(f"  {row.question}\t{row.text}")


if __name__ == "__main__":
    main()
