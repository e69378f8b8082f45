"""`lectern brief`: what a project's sources say together, where they differ, and what they leave out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lectern.terminal import AsJson, known_errors, plain, print_json, say, session, table

if TYPE_CHECKING:
    from pipelines.database import Database
    from pipelines.models import Contradiction

app = typer.Typer(no_args_is_help=True, help="Briefs: what a project's sources say, where they differ, what they lack.")
Key = Annotated[str, typer.Argument(metavar="CHANNEL/TOPIC", help="The project's key.")]


@app.command("show")
def show(key: Key, as_json: AsJson = False) -> None:
    """Show the cited brief with the disagreements beside its sentences, misconceptions and what cannot be answered."""
    with session() as db, known_errors():
        brief = load(db, key)
    if as_json:
        print_json(brief)
        return
    for question in brief["questions"]:
        typer.echo(plain(f"\n{question['question']}"))
        for sentence in question["sentences"]:
            typer.echo(plain(f"  {sentence['text']} {''.join(f'[{number}]' for number in sentence['sources'])}"))
            for entry in sentence["disagreements"]:
                typer.echo(plain(_dispute(entry, "    ")))
    for title, lines in (
        ("Your sources also differ here", [_dispute(entry, "  ") for entry in brief["disagreements"]]),
        ("What people get wrong", [_belief(row) for row in brief["misconceptions"]]),
        (
            "What your sources cannot answer",
            [f"  {row['reason']}\n    looked for {row['looked_for']}" for row in brief["gaps"]],
        ),
        ("Sources", [f"  [{number}] {name}" for number, name in enumerate(brief["sources"], 1)]),
    ):
        if lines:
            typer.echo(plain("\n".join([f"\n{title}", *lines])))


@app.command("conflicts")
def conflicts(
    key: Key,
    every: Annotated[bool, typer.Option("--all", help="Also the pairs that speak of two scopes.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the contradiction ledger: pairs of statements that differ about one thing, with both quotes."""
    with session() as db, known_errors():
        brief = load(db, key)
    rows = [row for row in brief["ledger"] if every or row["outcome"] == "conflict"]
    if as_json:
        print_json(rows)
        return
    scopes = sum(row["outcome"] != "conflict" for row in brief["ledger"])
    say(f"{key}: {len(brief['ledger']) - scopes} conflicts, {scopes} pairs of two scopes")
    for row in rows:
        typer.echo(plain(f"\n{_dispute(row, '')}"))


@app.command("glossary")
def glossary(key: Key, as_json: AsJson = False) -> None:
    """List the terms in the order in which they can be taught, each with its definition and what it needs."""
    with session() as db, known_errors():
        rows = load(db, key)["glossary"]
    if as_json:
        print_json(rows)
        return
    cells = [[row["term"], row["definition"] or "no source says", ", ".join(row["needs"])] for row in rows]
    table(f"{len(rows)} terms, what must be known first in front", ["term", "what it is", "needs"], cells)


def load(db: "Database", key: str) -> dict[str, Any]:
    """Return a project's brief with all that stands beside it, as plain values.

    Raises:
        BadInputError: the project is unknown, or its brief has not been made.
    """
    from lectern.errors import BadInputError
    from pipelines import models as m
    from pipelines.research.disputes import disputes

    documents = {row.document_id: row for row in db.read(m.ResearchDocument, project_key=key)}
    brief = db.read(m.BriefSentence, project_key=key)
    if not documents or not brief:
        raise BadInputError(
            f"{key} has no brief yet. Make the project with `lectern project new`, then `lectern run {key}`."
        )
    passages = db.read(m.Passage, project_key=key)
    of_passage = {passage.passage_id: passage.document_id for passage in passages}
    ledger = db.read(m.Contradiction, project_key=key)
    numbers = {document_id: number for number, document_id in enumerate(documents, 1)}
    titles = {document_id: row.title for document_id, row in documents.items()}
    beside = disputes(brief, passages, ledger)
    questions: dict[str, list[dict[str, Any]]] = {}
    for sentence in brief:
        sources = sorted({numbers[of_passage[passage]] for passage in sentence.passage_ids})
        entries = [_entry(entry, titles) for entry in beside.get(sentence.sentence_id, ())]
        row = {"text": sentence.text, "sources": sources, "disagreements": entries}
        questions.setdefault(sentence.question, []).append(row)
    return {
        "project": key,
        "questions": [{"question": question, "sentences": rows} for question, rows in questions.items()],
        "disagreements": [_entry(entry, titles) for entry in beside.get("", ())],
        "ledger": [_entry(entry, titles) for entry in ledger],
        "misconceptions": [
            {"belief": row.belief, "quote": row.quote, "correction": row.correction, "source": titles[row.document_id]}
            for row in db.read(m.Misconception, project_key=key)
        ],
        "gaps": [
            {"question": row.question, "reason": row.reason, "looked_for": row.looked_for, "nearest": row.nearest}
            for row in db.read(m.Gap, project_key=key)
        ],
        "glossary": _glossary(db.read(m.Concept, project_key=key), db.read(m.ConceptLink, project_key=key)),
        "sources": list(titles.values()),
    }


def _entry(row: "Contradiction", titles: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "outcome": row.outcome.value,
        "same": row.same,
        "reason": row.reason,
        "quotes": [
            {"source": titles[row.document_id], "quote": row.quote, "start": row.start, "end": row.end},
            {"source": titles[row.other_document_id], "quote": row.other_quote, "start": row.other_start, "end": row.other_end},
        ],
    }  # fmt: skip


def _glossary(concepts: Sequence[Any], links: Sequence[Any]) -> list[dict[str, Any]]:
    return [
        {
            "term": concept.term,
            "definition": concept.definition,
            "mentions": concept.n_mentions,
            "needs": [link.needs for link in links if link.concept_id == concept.concept_id],
        }
        for concept in concepts
    ]


def _dispute(entry: dict[str, Any], indent: str) -> str:
    lines = [f"{indent}{entry['outcome']} of {entry['kind']} about {entry['same']}"]
    lines += [f"{indent}  “{' '.join(side['quote'].split())}” ({side['source']})" for side in entry["quotes"]]
    return "\n".join([*lines, f"{indent}  {entry['reason']}"])


def _belief(row: dict[str, Any]) -> str:
    correction = row["correction"] or "no source corrects it"
    return f"  {row['belief'] or row['quote']}\n    instead: {correction} ({row['source']})"
