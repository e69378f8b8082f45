"""`lectern script open|versions|diff|restore|comment|preferences`: a script as people work on it."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lectern.terminal import SERVICE_DOWN, AsJson, fail, known_errors, plain, print_json, say, session, table

if TYPE_CHECKING:
    from pipelines.models import Change

FIRST_PORT = 8430  # the same each time: what a browser keeps for a page is kept by port
PORTS = range(FIRST_PORT, FIRST_PORT + 20)

Key = Annotated[str, typer.Argument(metavar="CHANNEL/TOPIC", help="The project's key.")]
Number = Annotated[
    int, typer.Argument(metavar="VERSION", help="A number, as `lectern script versions` shows it.", min=1)
]
By = Annotated[str | None, typer.Option("--by", help="Who does it; the user of this machine without it.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to `lectern script`."""
    app.command("open")(open_)
    app.command("versions")(versions)
    app.command("diff")(diff)
    app.command("restore")(restore)
    app.command("feedback")(feedback)
    app.command("preferences")(preferences)


def open_(
    key: Key,
    by: By = None,
    port: Annotated[
        int | None, typer.Option(help=f"Port; from {FIRST_PORT} on, the first free one without it.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open it in the browser.")] = True,
) -> None:
    """Work on a script in the browser: edit, judge, choose, compare, restore, export. Stays until Ctrl-C."""
    from lectern import desk, ports
    from lectern.editor import guard, server
    from pipelines import settings

    with session() as db, known_errors():
        desk.open_desk(db, key)
        state_dir = settings.state_dir()
        free = ports.first_free([port] if port is not None else PORTS)
        if free is None:
            taken = (
                f"Port {port} is taken." if port is not None else f"Ports {PORTS.start} to {PORTS.stop - 1} are taken."
            )
            fail(f"{taken} Name another one with --port.", SERVICE_DOWN)
        address = f"http://127.0.0.1:{free}/{key}?key={guard.key_of(state_dir)}"
        typer.echo(address)
        say("Ctrl-C stops it. What you write is saved as you write.")
        if browser:
            _show(address)
        server.serve(db, state_dir / "reports", guard.key_of(state_dir), free, by)


def versions(key: Key, as_json: AsJson = False) -> None:
    """List the versions of a script, the newest first: who saved it, when and why."""
    from lectern import desk

    with session() as db, known_errors():
        opened = desk.open_desk(db, key)
    if as_json:
        print_json([{**asdict(version), "stands": version == opened.standing} for version in opened.history])
        return
    cells = [
        [
            str(version.number), f"{version.created_at.astimezone():%Y-%m-%d %H:%M}", version.author, version.reason,
            "stands" if version == opened.standing else "offered" if version.is_offer else "",
        ]
        for version in opened.history
    ]  # fmt: skip
    table(f"Versions of {key}", ["no.", "saved", "by", "what", ""], cells)


def diff(
    key: Key,
    old: Number,
    new: Annotated[int | None, typer.Argument(metavar="[VERSION]", help="The one that stands without it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show what differs between two versions."""
    from lectern import desk

    with session() as db, known_errors():
        later = new or desk.open_desk(db, key).standing.number
        changes = desk.compare(db, key, old, later)
    if as_json:
        print_json([asdict(change) for change in changes])
        return
    for change in changes:
        typer.echo(plain(f"{change.part.value} {change.place}, {change.kind.value}: {_marked(change)}"))
    if not changes:
        say(f"Versions {old} and {later} read the same.")


def restore(key: Key, number: Number, by: By = None, as_json: AsJson = False) -> None:
    """Make an older version, or an offered draft, the one that stands. Nothing is lost: it is a version of its own."""
    from lectern import desk

    with session() as db, known_errors():
        version = desk.restore(db, key, number, author=by)
    print_json(asdict(version)) if as_json else say(f"{key}: {version.reason.lower()}, as version {version.number}")


def feedback(
    key: Key,
    about: Annotated[str, typer.Option(metavar="KIND:ID", help="sentence:5, claim:ID, hook:ID or trait:questions.")],
    kind: Annotated[str, typer.Option(help="accept, reject or comment.")] = "comment",
    text: Annotated[str, typer.Option(help="What you have to say.")] = "",
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Accept, reject or comment on a sentence (by its number), a claim, a hook or a trait."""
    from lectern import desk
    from lectern import feedback as feedbacks
    from lectern.errors import BadInputError
    from pipelines.models import FeedbackKind, Subject

    with session() as db, known_errors():
        name, _, subject_key = about.partition(":")
        if name not in set(Subject) or not subject_key:
            raise BadInputError(f"--about {about!r}: write sentence:5, claim:ID, hook:ID or trait:NAME.")
        if kind not in {"accept", "reject", "comment"}:
            raise BadInputError(f"--kind {kind!r}: one of accept, reject, comment.")
        subject = Subject(name)
        if subject is Subject.SENTENCE and subject_key.isdecimal():
            subject_key = _sentence_id(desk.open_desk(db, key).script.sentences, int(subject_key))
        row = feedbacks.say(db, key, subject, subject_key, FeedbackKind(kind), text, by)
    if as_json:
        print_json(asdict(row))
        return
    say(f"{key}: {row.kind.value} of {name} “{row.before[:60]}” kept")
    if subject is Subject.TRAIT:
        say(f"It is a note. For less or more of it in scripts: `lectern style lower {row.channel_key} {row.subject_key}`, or `raise`.")  # fmt: skip


def preferences(
    channel: Annotated[str, typer.Argument(metavar="CHANNEL", help="The channel's key.")],
    revoke: Annotated[str | None, typer.Option(metavar="ID", help="Follow this one no more.")] = None,
    follow: Annotated[str | None, typer.Option(metavar="ID", help="Follow a revoked one again.")] = None,
    as_json: AsJson = False,
) -> None:
    """List what a creator's edits agree on, and whether drafts follow it; revoke what they should not."""
    from lectern import feedback as feedbacks
    from pipelines.editing.preferences import CONFIRMATIONS, is_applied
    from pipelines.models import PreferenceRule

    with session() as db, known_errors():
        for rule_id, is_revoked in ((revoke, True), (follow, False)):
            if rule_id:
                feedbacks.revoke(db, channel, rule_id, is_revoked)
        rules = db.read(PreferenceRule, channel_key=channel)
    if as_json:
        print_json([{**asdict(rule), "is_applied": is_applied(rule)} for rule in rules])
        return
    cells = [
        [rule.rule_id, rule.statement, f"{rule.support} of {CONFIRMATIONS}", "revoked" if rule.is_revoked else "followed" if is_applied(rule) else ""]
        for rule in rules
    ]  # fmt: skip
    table(f"What edits in {channel} agree on", ["id", "preference", "edits", ""], cells)


def _sentence_id(sentences: Any, number: int) -> str:
    from lectern.errors import BadInputError

    if not 1 <= number <= len(sentences):
        raise BadInputError(f"There is no sentence {number}. The script has 1 to {len(sentences)}.")
    return str(sentences[number - 1].sentence_id)


def _marked(change: "Change") -> str:
    from pipelines.editing.differences import word_changes

    marks = {"cut": "[-{}-]", "added": "{{+{}+}}", "same": "{}"}
    return "".join(marks[kind].format(text) for kind, text in word_changes(change.before, change.after))


def _show(address: str) -> None:
    """Open the page once the server has had a moment to come up."""
    import threading
    import webbrowser

    timer = threading.Timer(1.0, webbrowser.open, [address])
    timer.daemon = True
    timer.start()
