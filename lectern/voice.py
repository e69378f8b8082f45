"""`lectern voice`: how near a text is to a creator's voice, which traits and sentences pull away, and what they say instead."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lectern.terminal import AsJson, known_errors, plain, print_json, say, session, table

if TYPE_CHECKING:
    from pipelines.database import Database
    from pipelines.models import SentenceVoice

N_SENTENCES = 5
SUFFIXES = (".txt", ".md", ".srt")


def voice(
    channel: Annotated[str, typer.Argument(metavar="CHANNEL", help="The channel's key.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="A .txt, .md or .srt file; - reads standard input.")],
    as_json: AsJson = False,
) -> None:
    """Say how near a text is to a channel's voice, and which sentences are most off, with what the creator says instead."""
    with session() as db, known_errors():
        found = judged(db, channel, read_text(file))
    print_json(found) if as_json else _show(channel, found)


def read_text(file: str) -> str:
    """Return the words of a file, or of standard input for "-"; subtitles without their times.

    Raises:
        BadInputError: there is no such file, it is no text, or nothing stands in it.
    """
    from lectern.errors import BadInputError
    from pipelines.transcripts.cues import TranscriptFormatError
    from pipelines.transcripts.formats import parse

    path = Path(file).expanduser()
    if file != "-" and path.suffix.lower() not in SUFFIXES:
        raise BadInputError(
            f"{file}: not a text that is read here. Give a {', '.join(SUFFIXES)} file, or - and pipe it in."
        )
    try:
        raw = sys.stdin.buffer.read() if file == "-" else path.read_bytes()
    except OSError as error:
        raise BadInputError(f"{file}: {error.strerror}. Give the path of a text.") from error
    name = "standard input" if file == "-" else file
    if not raw.strip():
        raise BadInputError(f"{name}: empty. Give a text of at least 100 words.")
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInputError(f"{name}: not a text (it holds zero bytes). Export it as plain text.")
    try:
        cues = parse(raw, "srt" if path.suffix.lower() == ".srt" else "txt").cues
    except TranscriptFormatError as error:
        raise BadInputError(f"{name}: {error}") from error
    return ("\n\n" if cues[0].start_s is None else " ").join(cue.text for cue in cues)


def judged(db: "Database", channel: str, text: str) -> dict[str, Any]:
    """Return the score of a text with its reasons, as plain JSON types.

    Raises:
        BadInputError: there is no such channel.
    """
    from lectern.errors import BadInputError
    from pipelines.models import Channel, Segment, VoiceFeatures, VoiceProfile
    from pipelines.voice.explanation import explain_text
    from pipelines.voice.pipeline import score_text
    from pipelines.voice.store import video_records

    if db.one(Channel, channel_key=channel) is None:
        known = ", ".join(row.channel_key for row in db.read(Channel)) or "none yet"
        raise BadInputError(f"No channel {channel!r}. Channels: {known}. Add one with `lectern channel add`.")
    profile = VoiceProfile(channel, (), tuple(db.read(VoiceFeatures, channel_key=channel)))
    score = score_text(text, profile)
    rows = explain_text(text, profile, db.read(Segment, channel_key=channel)) if score.value is not None else []
    rows = sorted((row for row in rows if row.contribution < 0), key=lambda row: row.contribution)
    titles = {record.video_id: record.title for record in video_records(db, channel)}
    return {**asdict(score), "sentences": [_sentence(row, titles) for row in rows[:N_SENTENCES]]}


def _sentence(row: "SentenceVoice", titles: dict[str, str]) -> dict[str, Any]:
    examples = [
        {"title": titles.get(span.video_id, span.video_id), "start_s": span.start_s, "text": span.text}
        for span in row.examples
    ]
    return {**asdict(row), "examples": examples}


def _show(channel: str, found: dict[str, Any]) -> None:
    from lectern.stories import clock
    from pipelines.voice.wording_traits import LABELS

    if found["value"] is None:
        say(f"No score: {found['reason']}.")
        return
    lines = [
        f"Probability that it is {channel}, rather than another on the same topics: {found['probability']:.0%}",
        f"Position between other speakers (0) and the creator's own unseen videos (1): {found['value']:.2f} "
        f"({found['low']:.2f} to {found['high']:.2f})",
        f"Copied from own videos: {found['copied_share']:.0%} of {found['n_words']} words",
    ]
    typer.echo("\n".join(lines) + "\n")
    cells = [
        [LABELS[name], "pulls away" if share < 0 else "fits", f"{share:+.0%}"]
        for name, share in found["contributions"].items()
    ]
    table("Traits", ["trait", "", "share"], cells)
    for number, row in enumerate(found["sentences"], 1):
        value = "too short alone" if row["value"] is None else f"{row['value']:.0%} alone"
        why = " and ".join(f"“{wording}”" for wording in row["wordings"])
        shown = [f"\n{number}. {row['text']}", f"   {row['contribution']:+.2f}, {value}"]
        if row["trait"]:
            shown.append(f"   Pulls away: {why} ({LABELS[row['trait']]})")
        if row["rather"]:
            shown.append(f"   The creator says “{row['rather']}”:")
        shown += [f"     {clock(one['start_s'])} {one['title']}: {one['text']}" for one in row["examples"]]
        typer.echo(plain("\n".join(shown)))
