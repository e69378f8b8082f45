"""`lectern source` and `lectern facts`: where a project's documents come from, and what rests on them."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from lectern.terminal import FAILED, AsJson, known_errors, plain, print_json, say, session, table
from pipelines.sentences import counted

if TYPE_CHECKING:
    from pipelines.research.collection import Outcome
    from pipelines.research.credibility import Credibility

app = typer.Typer(no_args_is_help=True, help="Sources: fetch documents for a project, and see what they rest on.")

Key = Annotated[str, typer.Argument(metavar="CHANNEL/TOPIC", help="The project's key.")]
Name = Annotated[str, typer.Argument(metavar="SOURCE", help="A source's name, as `lectern source kinds` shows it.")]
Place = Annotated[str, typer.Argument(metavar="PLACE", help="A document, as `lectern source list` names it.")]
Limit = Annotated[int, typer.Option(help="How many documents.", min=1, max=50)]


@app.command("kinds")
def kinds(as_json: AsJson = False) -> None:
    """Show which sources there are, and what switches each on. Without any, no network is used."""
    from lectern import collecting

    with known_errors():
        rows = collecting.kinds()
    if as_json:
        print_json(rows)
    else:
        cells = [[row["source"], row["gives"], "on" if row["is_on"] else "off", row["switched_on_by"]] for row in rows]
        table("Sources", ["source", "gives", "", "switched on by"], cells)


@app.command("use")
def use(
    key: Key,
    names: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Sources to search.")] = None,
    only_own: Annotated[bool, typer.Option("--only-own", help="Use no document that a search has found.")] = False,
    as_json: AsJson = False,
) -> None:
    """Choose where a project may look for documents; without a name, nowhere but in its own sources."""
    from lectern import collecting

    with session() as db, known_errors():
        policy = collecting.choose(db, key, names or (), only_own)
    if as_json:
        print_json({"project": key, "sources": policy.sources, "only_own": policy.only_own})
    else:
        say(f"{key}: {', '.join(policy.sources) or 'its own sources'}" + (" only" if only_own else ""))


@app.command("find")
def find(
    name: Name,
    query: Annotated[str, typer.Argument(help="A question or some words.")],
    top: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """Show what a source offers; nothing is stored."""
    from lectern import collecting

    with session(), known_errors():
        offers = collecting.find(collecting.sources_now(), name, query, top)
    if as_json:
        print_json([{"source": o.source, "locator": o.locator, "title": o.title, "excerpt": o.excerpt, **o.stated} for o in offers])  # fmt: skip
        return
    for offer in offers:
        place = offer.locator if offer.source == "page" else f"{offer.source}:{offer.locator}"
        typer.echo(plain(f"{place}\n      {offer.title}\n      {offer.excerpt[:300]}\n"))
    if not offers:
        say(f"{name} offers nothing for this.")


@app.command("add")
def add(
    key: Key,
    places: Annotated[list[str], typer.Argument(metavar="PLACE...", help="Addresses, or SOURCE:ID.")],
    as_json: AsJson = False,
) -> None:
    """Fetch documents that you name. They count as the project's own."""
    from lectern import collecting

    with session() as db, known_errors():
        outcomes = collecting.add(db, collecting.sources_now(), key, places)
    _report(outcomes, as_json)


@app.command("collect")
def collect(
    key: Key,
    name: Name,
    query: Annotated[str, typer.Argument(help="A question or some words.")],
    top: Limit = 5,
    as_json: AsJson = False,
) -> None:
    """Search a source that the project has chosen, and fetch what it offers."""
    from lectern import collecting

    with session() as db, known_errors():
        outcomes = collecting.collect(db, collecting.sources_now(), key, name, query, top)
    _report(outcomes, as_json)


@app.command("refresh")
def refresh(key: Key, as_json: AsJson = False) -> None:
    """Look at every fetched document again, and mark what has changed or is gone."""
    from lectern import collecting

    with session() as db, known_errors():
        outcomes = collecting.look_again(db, collecting.sources_now(), key)
    _report(outcomes, as_json)


@app.command("withdraw")
def withdraw(
    key: Key,
    place: Place,
    reason: Annotated[str, typer.Option(help="Why it is not to be relied on.")],
    by: Annotated[str | None, typer.Option(help="Who says so; the user of this machine without it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Take a fetched document out of a project, with the facts that rest on it."""
    _withdraw(key, place, reason, by, as_json)


@app.command("restore")
def restore(key: Key, place: Place, as_json: AsJson = False) -> None:
    """Use a withdrawn document again."""
    _withdraw(key, place, None, None, as_json)


@app.command("list")
def list_(key: Key, as_json: AsJson = False) -> None:
    """List a project's documents with author, date, licence and rights, its own first."""
    from lectern import collecting

    with session() as db, known_errors():
        rows = collecting.list_sources(db, key)
    if as_json:
        print_json(rows)
        return
    columns = ["place", "title", "author", "date", "licence", "rights", "state"]
    names = ["place", "title", "author", "published_on", "licence", "rights", "state"]
    table(counted(len(rows), "document"), columns, [[str(row[name] or "–") for name in names] for row in rows])
    for row in rows:
        for note in row["notes"]:
            say(f"  note: {row['place']}: {note}")


@app.command("credibility")
def credibility(
    key: Key,
    place: Annotated[str | None, typer.Argument(metavar="[PLACE]", help="One document with all its parts.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show how credible each document is, and what the number is made of."""
    from lectern import judging

    with session() as db, known_errors():
        rows = [row for row in judging.judge(db, key) if place in (None, row.source_path)]
    if as_json:
        print_json([judging.as_json(row) for row in rows])
        return
    cells = [
        [row.source_path, _number(row.value), *(_number(part.value) for part in row.components), _overruled(row)]
        for row in rows
    ]
    table("Credibility", ["place", "value", "type", "author", "date", "citations", "corroboration", "overruled"], cells)
    for row in rows if place else ():
        for part in row.components:
            say(f"  {part.name} (weight {part.weight:g}): {_number(part.value)}, {part.reason}")


@app.command("override")
def override(
    key: Key,
    place: Place,
    value: Annotated[float, typer.Argument(help="From 0 to 1.")],
    reason: Annotated[str, typer.Option(help="Why; it is shown with the number.")],
    by: Annotated[str | None, typer.Option(help="Who says so; the user of this machine without it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Put your own judgement of a document in place of the computed one."""
    from lectern import judging

    with session() as db, known_errors():
        row = judging.overrule(db, key, place, value, reason, by)
    if as_json:
        print_json({"place": place, "value": row.value, "reason": row.reason, "decided_by": row.decided_by})
    else:
        say(f"{place}: {row.value:g}, says {row.decided_by}: {row.reason}")


def facts(
    key: Key,
    stale: Annotated[bool, typer.Option("--stale", help="Only those that rest on a changed document.")] = False,
    as_json: AsJson = False,
) -> None:
    """List a project's facts with quote, source and verdict, and mark those whose sources have changed since."""
    from lectern.facts import list_facts

    with session() as db, known_errors():
        rows = list_facts(db, key)
    shown = [row for row in rows if row["stale"]] if stale else rows
    if as_json:
        print_json(shown)
        return
    columns = ["fact", "verdict", "sources", "source", "stale"]
    cells = [
        [row["text"], row["verdict"], str(row["independent_sources"]), row["place"] or "–", _why(row["stale"])]
        for row in shown
    ]
    n_stale = sum(bool(row["stale"]) for row in rows)
    table(f"{counted(len(rows), 'fact')}, {n_stale} of them stale", columns, cells)
    if n_stale:
        say(f"`lectern run {key}` makes anew what is stale.")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _overruled(row: "Credibility") -> str:
    return f"{row.override.decided_by}: {row.override.reason}" if row.override else ""


def _withdraw(key: str, place: str, reason: str | None, by: str | None, as_json: bool) -> None:
    from lectern import collecting

    with session() as db, known_errors():
        copy = collecting.withdraw(db, key, place, reason, by)
    state = "used again" if reason is None else f"withdrawn: {reason}"
    print_json({"place": place, "withdrawn": copy.withdrawn}) if as_json else say(f"{copy.title}: {state}")


def _report(outcomes: "list[Outcome]", as_json: bool) -> None:
    """Print what became of each document; leave with 1 where not one could be used."""
    rows: list[dict[str, Any]] = [
        {"source": o.source, "locator": o.locator, "title": o.copy.title if o.copy else None, "event": o.event, "problem": o.problem}
        for o in outcomes
    ]  # fmt: skip
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            named = f"{row['title']} ({row['locator']})" if row["title"] else row["locator"]
            say(f"{row['event']}: {named}" + (f": {row['problem']}" if row["problem"] else ""))
        if not rows:
            say("nothing was found")
    if rows and all(row["event"] == "failed" for row in rows):
        raise typer.Exit(FAILED)


def _why(stale: list[dict[str, Any]]) -> str:
    return "; ".join(
        f"{row['place']} {row['change']}" + (", quote kept" if row["is_quote_kept"] else "") for row in stale
    )
