"""`lectern style`: what a creator wants of their style, and how their profile has changed."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from lectern.terminal import AsJson, known_errors, plain, print_json, say, session, table
from pipelines.models import ControlAction

if TYPE_CHECKING:
    from pipelines.models import StyleControl

app = typer.Typer(no_args_is_help=True, help="Style: pin, raise, lower or ban a trait or phrase in scripts.")

ChannelKey = Annotated[str, typer.Argument(metavar="CHANNEL", help="The channel's key.")]
Target = Annotated[
    str,
    typer.Argument(
        metavar="TRAIT_OR_PHRASE", help="A trait's name, such as questions, or a phrase: \"let's dive in\"."
    ),
]


def _set(action: str, channel: str, target: str, as_json: bool) -> None:
    from lectern.wishes import wish
    from pipelines.models import ControlAction
    from pipelines.voice.controls import HOLDABLE, STEERABLE, not_followed

    with session() as db, known_errors():
        row = wish(db, channel, ControlAction(action), target)
    if as_json:
        print_json(_as_json(row))
        return
    pinned = "" if row.value is None else f" at {row.value:.3g}"
    say(f"{channel}: {row.action.value} {row.kind} {row.target!r}{pinned}. Scripts are drafted anew by `lectern run`.")
    if unmet := not_followed(row):
        can = HOLDABLE if row.action is ControlAction.PIN else STEERABLE
        say(f"  Only a language model can {unmet}; the offline writer can {row.action.value} {', '.join(sorted(can))}.")


@app.command("pin")
def pin(channel: ChannelKey, target: Target, as_json: AsJson = False) -> None:
    """Keep a trait as it is now, or prefer a phrase."""
    _set("pin", channel, target, as_json)


@app.command("raise")
def raise_(channel: ChannelKey, target: Target, as_json: AsJson = False) -> None:
    """Have more of a trait, or use a phrase rather than others."""
    _set("raise", channel, target, as_json)


@app.command("lower")
def lower(channel: ChannelKey, target: Target, as_json: AsJson = False) -> None:
    """Have less of a trait, or use a phrase only where nothing else fits."""
    _set("lower", channel, target, as_json)


@app.command("ban")
def ban(channel: ChannelKey, target: Target, as_json: AsJson = False) -> None:
    """Never say a phrase, or do without a trait."""
    _set("ban", channel, target, as_json)


@app.command("clear")
def clear(
    channel: ChannelKey,
    target: Annotated[
        str | None, typer.Argument(metavar="[TRAIT_OR_PHRASE]", help="Which one; all without it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take a wish back, or all of them."""
    from lectern.wishes import take_back

    with session() as db, known_errors():
        n = take_back(db, channel, target)
    print_json({"cleared": n}) if as_json else say(f"{channel}: {n} control{'' if n == 1 else 's'} taken back")


@app.command("list")
def list_(channel: ChannelKey, as_json: AsJson = False) -> None:
    """List what is asked of a channel's style."""
    from lectern.wishes import check_channel
    from pipelines.models import StyleControl

    with session() as db, known_errors():
        check_channel(db, channel)
        rows = db.read(StyleControl, channel_key=channel)
    if as_json:
        print_json([_as_json(row) for row in rows])
    else:
        cells = [
            [row.action.value, row.kind, row.target, "" if row.value is None else f"{row.value:.3g}"] for row in rows
        ]
        table(f"Style of {channel}", ["wish", "of", "which", "kept at"], cells)


SHOWN = 6  # places that differ, of a preview


@app.command("try")
def try_(
    key: Annotated[str, typer.Argument(metavar="CHANNEL/TOPIC", help="The project's key.")],
    action: Annotated[ControlAction, typer.Argument(help="What to try.")],
    target: Target,
    as_json: AsJson = False,
) -> None:
    """Show what a wish would do to a project's script, before and after. Nothing is stored; a model is asked as for a draft."""
    from lectern.style_preview import preview

    with session() as db, known_errors():
        found = preview(db, key, action, target)
    if as_json:
        print_json(found)
        return
    _print_preview(found)


def _print_preview(found: dict[str, Any]) -> None:
    effect = found["effect"]
    if found["not_followed"]:
        say(f"Only a language model can {found['not_followed']}; the offline writer cannot.")
    rows = [
        [f"{effect['what']}, {effect['unit']}", _figure(effect["before"]), _figure(effect["after"])],
        *(
            [name, _figure(found[name]["before"]), _figure(found[name]["after"])]
            for name in ("sentences", "words", "minutes")
        ),
        ["voice (0 others, 1 you)", _interval(found["voice"]["before"]), _interval(found["voice"]["after"])],
    ]
    table(f"{found['project']}: {found['wish']}", ["", "before", "after"], rows)
    usual, aim = _figure(effect["usual"]), _figure(effect["aim"])
    say(
        effect["reason"]
        or (f"You usually have {usual}; the wish aims at {aim}." if effect["usual"] is not None else "")
    )
    say(f"{found['changed']} of {found['sentences']['before']} sentences differ.")
    for change in found["changes"][:SHOWN]:
        for mark, texts in (("-", change["before"]), ("+", change["after"])):
            for text in texts:
                typer.echo(plain(f"  {mark} {text}"))
        typer.echo("")
    action, _, target = found["wish"].partition(" ")
    say(f'To keep it: lectern style {action} {found["project"].partition("/")[0]} "{target}", then lectern run.')


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}" if isinstance(value, float) else str(value)


def _interval(voice: dict[str, Any]) -> str:
    if voice["value"] is None:
        return f"– ({voice['reason']})"
    return f"{voice['value']:.2f} ({voice['low']:.2f} to {voice['high']:.2f})"


@app.command("versions")
def versions(channel: ChannelKey, as_json: AsJson = False) -> None:
    """Show the versions of a channel's profile and what changed from each to the next."""
    from lectern.wishes import check_channel
    from pipelines.models import ProfileVersion
    from pipelines.voice.store import versions_stored_at

    with session() as db, known_errors():
        check_channel(db, channel)
        rows, stored_at = db.read(ProfileVersion, channel_key=channel), versions_stored_at(db, channel)
    if as_json:
        print_json(
            [{"number": r.number, "stored_at": stored_at[r.number], "n_videos": r.n_videos, **r.changes} for r in rows]
        )
        return
    cells = []
    for row in rows:
        moved = ", ".join(f"{name} {_change(change)}" for name, change in row.changes.get("moved", {}).items())
        cells.append([str(row.number), f"{stored_at[row.number]:%Y-%m-%d %H:%M}", str(row.n_videos), moved or "–"])
    table(f"Versions of {channel}", ["version", "stored", "videos", "moved beyond its interval"], cells)


@app.command("series")
def series(
    channel: ChannelKey,
    pattern: Annotated[str | None, typer.Argument(help='Path or title, such as "calculus/*" or "*tutorial*".')] = None,
    name: Annotated[str | None, typer.Argument(help="The series; without it the rule is taken back.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the series of a channel; with a pattern and a name, put videos into one."""
    from lectern import work
    from lectern.wishes import check_channel
    from pipelines.models import SeriesRule, content_id
    from pipelines.voice.series import series_of
    from pipelines.voice.store import video_records

    with session() as db, known_errors():
        check_channel(db, channel)
        if pattern and name:
            db.merge(SeriesRule, [SeriesRule(content_id(channel, pattern), channel, pattern, name)])
        elif pattern:
            db.delete(SeriesRule, channel_key=channel, pattern=pattern)
        if pattern:
            work.refresh_channel(db, channel)
        records = video_records(db, channel)
        found = series_of(records, {rule.pattern: rule.series for rule in db.read(SeriesRule, channel_key=channel)})
    rows = [{"series": found.get(record.video_id), "title": record.title} for record in records]
    if as_json:
        print_json(rows)
    else:
        table(
            f"Series of {channel}",
            ["series", "video"],
            sorted([str(row["series"] or "–"), str(row["title"])] for row in rows),
        )


def _change(change: dict[str, Any]) -> str:
    return f"{change['before']:.3g} → {change['now']:.3g}"


def _as_json(row: "StyleControl") -> dict[str, Any]:
    return {"action": row.action.value, "kind": row.kind, "target": row.target, "value": row.value}
