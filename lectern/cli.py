"""The `lectern` command: what a creator and a script call.

Exit codes: 0 done · 1 failed · 2 wrong usage · 3 bad input (file, folder, name) · 4 the library does not cover the topic ·
5 the database or a service is down.
"""

from pathlib import Path
from typing import Annotated

import typer

from evals import command as evaluations
from lectern import brief, evaluation_cases, measures, source, style, versions, voice
from lectern.terminal import FAILED, AsJson, known_errors, plain, print_json, say, session, table
from pipelines.models import StoryAspect
from pipelines.sentences import counted

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="From a channel's transcripts and a folder of sources to a verified, cited script in the creator's voice.",
    epilog="Exit codes: 0 done, 1 failed, 2 wrong usage, 3 bad input, 4 topic not covered, 5 database or service down.",
)
channel_app = typer.Typer(no_args_is_help=True, help="Channels: the transcripts of one creator.")
project_app = typer.Typer(no_args_is_help=True, help="Projects: one planned video each.")
script_app = typer.Typer(no_args_is_help=True, help="Scripts: what a project has become.")
app.add_typer(channel_app, name="channel")
app.add_typer(project_app, name="project")
app.add_typer(script_app, name="script")
versions.add_to(script_app)
app.add_typer(style.app, name="style")
app.add_typer(brief.app, name="brief")
app.add_typer(source.app, name="source")
app.command("voice")(voice.voice)
app.command("facts")(source.facts)
app.add_typer(measures.app, name="measure")
evaluations.cases_app.command("add")(evaluation_cases.add)
app.add_typer(evaluations.app, name="eval", context_settings={"obj": session})  # who needs the database opens it so
story_app = typer.Typer(no_args_is_help=True, help="Stories: what a creator has told of their own life.")
app.add_typer(story_app, name="story")

Key = Annotated[
    str, typer.Argument(metavar="CHANNEL/TOPIC", help="The project's key, as `lectern project list` shows it.")
]

ChannelKey = Annotated[str, typer.Argument(metavar="CHANNEL", help="The channel's key.")]


def main() -> None:
    """Run the command and turn known errors into one sentence and an exit code."""
    app()


@channel_app.command("add")
def channel_add(
    source: Annotated[str, typer.Argument(metavar="PATH_OR_URL", help="Folder, file, zip or channel URL.")],
    name: Annotated[str, typer.Option(help="The channel's key: lower-case letters, digits and hyphens.")],
    speaker: Annotated[str | None, typer.Option(help="Speaker label to keep, when transcripts have several.")] = None,
    as_json: AsJson = False,
) -> None:
    """Add a channel, or what is new in one, and make its voice profile. The same files again cost nothing."""
    from lectern import channel_notes, work

    with session() as db, known_errors():
        outcome = work.add_channel(db, source, name, speaker)
    if as_json:
        print_json(outcome)
        return
    say(
        f"{name}: {outcome['usable']} of {counted(outcome['videos'], 'video')}, {counted(outcome['sentences'], 'sentence')}"
        + ("" if outcome["changed"] else ", nothing new")
    )
    for line in channel_notes.told(outcome["problems"]):
        say(f"  {line}")
    for note in outcome["notes"]:
        say(f"  note: {note}")


@channel_app.command("list")
def channel_list(as_json: AsJson = False) -> None:
    """List the channels."""
    from lectern import work

    with session() as db:
        rows = work.list_channels(db)
    if as_json:
        print_json(rows)
    else:
        cells = [[str(value if value is not None else "–") for value in row.values()] for row in rows]
        table("Channels", ["key", "name", "videos", "sentences", "words/min", "stories", "phrasings"], cells)


@project_app.command("new")
def project_new(
    channel: Annotated[str, typer.Option(help="Key of the channel whose voice it is.")],
    topic: Annotated[str, typer.Option(help="What the video is about, in a few words.")],
    library: Annotated[Path, typer.Option(help="Folder of source documents: md, html, txt, pdf, docx, epub.")],
    minutes: Annotated[float, typer.Option(help="Target length.", min=0.5, max=180)] = 8.0,
    audience: Annotated[str | None, typer.Option(help="Who it is for.")] = None,
    tag: Annotated[str | None, typer.Option(help="Pipeline tag whose prompts are used.")] = None,
    story_gap: Annotated[int, typer.Option(help="Tell no story that so many last videos told.", min=0)] = 3,
    as_json: AsJson = False,
) -> None:
    """Plan a video. The key is CHANNEL/topic-in-hyphens; the same topic again changes the plan."""
    from lectern import work

    with session() as db, known_errors():
        key = work.new_project(db, channel, topic, library, minutes, audience, tag, story_gap)
    if as_json:
        print_json({"project": key})
    else:
        typer.echo(key)


@project_app.command("list")
def project_list(as_json: AsJson = False) -> None:
    """List the projects, the tag of prompts that each runs under, and what each still needs."""
    from lectern import work

    with session() as db, known_errors():
        rows = work.list_projects(db)
    if as_json:
        print_json(rows)
        return
    cells = [[str(value) for value in {**row, "tags": _tags(row["tags"])}.values()] for row in rows]
    table("Projects", ["key", "topic", "minutes", "tag", "state"], cells)


def _tags(by_type: dict[str, str]) -> str:
    """The tags of a project: one word where they are one."""
    if len(set(by_type.values())) == 1:
        return next(iter(by_type.values()))
    return ", ".join(f"{kind}: {tag}" for kind, tag in by_type.items())


@project_app.command("search")
def project_search(
    key: Key,
    query: Annotated[str, typer.Argument(help="A question or some words.")],
    top: Annotated[int, typer.Option(help="How many passages.", min=1, max=50)] = 5,
    as_json: AsJson = False,
) -> None:
    """Search a project's sources by meaning and by word: its own first, then what a search has found, each best first."""
    from lectern import work
    from pipelines.research.coverage import search_problem

    with session() as db, known_errors():
        found = work.search(db, key, query, top)
    if as_json:
        print_json(found)
        return
    problem = search_problem([hit["vector_score"] for hit in found])
    if problem:
        say(problem)
    for hit in found:
        origin = "" if hit["is_own"] else "  (found by a search)"
        typer.echo(plain(f"{hit['score']:.2f}  {hit['document']} · {hit['heading']}{origin}\n      {hit['text']}\n"))


@story_app.command("list")
def story_list(channel: ChannelKey, as_json: AsJson = False) -> None:
    """List a channel's stories with when each was told last; the scripts of its projects count."""
    from lectern import stories

    with session() as db, known_errors():
        rows = stories.list_stories(db, channel)
    if as_json:
        print_json(rows)
        return
    columns = ["video", "at", "opening", "told", "last told"]
    cells = [
        [row["title"], stories.clock(row["start_s"]), row["text"][:60], str(len(row["tellings"])), row["told_last"]]
        for row in rows
    ]  # fmt: skip
    table(counted(len(rows), "story", "stories"), columns, cells)


@story_app.command("search")
def story_search(
    channel: ChannelKey,
    query: Annotated[str, typer.Argument(help="A question or some words.")],
    by: Annotated[StoryAspect, typer.Option(help="Search what happens, or what it is told for.")] = StoryAspect.MEANING,
    not_told_in_last: Annotated[int, typer.Option(help="Leave out stories told in so many last videos.", min=0)] = 0,
    top: Annotated[int, typer.Option(help="How many stories.", min=1, max=50)] = 5,
    as_json: AsJson = False,
) -> None:
    """Search a channel's stories by meaning or by point; best first."""
    from lectern import stories

    with session() as db, known_errors():
        found = stories.search_stories(db, channel, query, by, not_told_in_last, top)
    if as_json:
        print_json(found)
    elif not found:
        say(
            "No story is left to search. "
            + ("Search --by meaning." if by is StoryAspect.POINT else "Lower --not-told-in-last.")
        )
    for hit in () if as_json else found:
        typer.echo(plain(stories.shown(hit)))


@app.command()
def run(
    key: Key,
    with_reports: Annotated[bool, typer.Option(help="Also execute the notebooks.")] = False,
    as_json: AsJson = False,
) -> None:
    """Materialise whatever is missing or stale for a project, from its channel to its script page."""
    from lectern import work

    with session() as db, known_errors():
        outcome = work.run_project(db, key, with_reports)
    if as_json:
        print_json(outcome)
        return
    say(f"{key}: {outcome['summary']}")
    typer.echo(outcome["page"])


@script_app.command("show")
def script_show(key: Key, as_json: AsJson = False) -> None:
    """Print a script: as Markdown, or as JSON with sentences, kinds, facts and findings."""
    from lectern.exports import markdown
    from lectern.scripts import load_script, script_json

    with session() as db, known_errors():
        script = load_script(db, key)
    if as_json:
        print_json(script_json(script))
    else:
        typer.echo(plain(markdown.render(script)))


@script_app.command("export")
def script_export(
    key: Key,
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where to write; made where it is missing.")],
    format: Annotated[
        list[str] | None,
        typer.Option(
            help="html, markdown, docx, av, text, rtf, fountain, sources, shots, srt or all; may be repeated."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write a script in other forms into a folder: to read, to edit, to film, to cut."""
    from lectern.exports import formats
    from lectern.scripts import load_script

    with session() as db, known_errors():
        wanted = formats.chosen(format or [formats.ALL])
        files = {name: str(path) for name, path in formats.write(load_script(db, key), to, wanted).items()}
    if as_json:
        print_json(files)
    else:
        typer.echo("\n".join(files.values()))


@app.command()
def demo(as_json: AsJson = False) -> None:
    """Run the main job on the samples: a channel and a library in, a verified script page out."""
    from lectern import work

    with session() as db, known_errors():
        outcome = work.run_demo(db)
    if as_json:
        print_json(outcome)
        return
    say(f"\n{outcome['summary']}\n\nOpen the script page in a browser:")
    typer.echo(outcome["page"])
    say(
        "\nThen: `make dev` for the Dagster UI and JupyterLab, `.venv/bin/lectern --help`, `.venv/bin/lectern down` to stop."
    )


@app.command()
def up(
    foreground: Annotated[bool, typer.Option(help="Stay until Ctrl-C, then stop everything.")] = False,
    as_json: AsJson = False,
) -> None:
    """Start the database, the Dagster UI with its daemon, and JupyterLab."""
    from lectern import services

    with session(), known_errors():
        addresses = services.start()
    if as_json:
        print_json(addresses)
    else:
        for name, address in addresses.items():
            typer.echo(f"{name:<10} {address}")
    if foreground:
        services.wait()


@app.command()
def down() -> None:
    """Stop what `lectern up` and any other command started, the database included."""
    from lectern import local, services
    from pipelines.settings import state_dir

    stopped = services.stop()
    if local.stop(state_dir()):
        stopped.append("database")
    say("stopped: " + ", ".join(stopped) if stopped else "nothing was running")


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Check the set-up and say what to do about what is wrong."""
    from lectern.doctor import examine

    findings = examine()
    if as_json:
        print_json(findings)
    else:
        for finding in findings:
            mark = {"ok": "✓", "note": "·", "problem": "✗"}[finding["state"]]
            typer.echo(f"{mark} {finding['subject']}: {finding['message']}")
    if any(finding["state"] == "problem" for finding in findings):
        raise typer.Exit(FAILED)


if __name__ == "__main__":
    main()
