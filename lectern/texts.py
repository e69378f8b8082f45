"""A text that somebody gives to be judged: read as a transcript is, and of several speakers only the creator."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lectern.errors import BadInputError

if TYPE_CHECKING:
    from pipelines.models import Channel
    from pipelines.transcripts.cues import Cue

SUFFIXES = (".txt", ".md", ".srt", ".vtt")


@dataclass(frozen=True)
class GivenText:
    """The words to judge, and what the person should know about how they were read."""

    text: str
    notes: tuple[str, ...] = ()


def read_text(file: str, channel: "Channel", speaker: str | None = None) -> GivenText:
    """Return the words of a file, or of standard input for "-": without times, labels and other speakers' turns.

    Args:
        file: a path that ends in one of `SUFFIXES`, or "-".
        channel: whose voice the text is held against; a label like its name is the creator's.
        speaker: the label of the turns to judge, where no label is like the channel's name.

    Raises:
        BadInputError: there is no such file, it is no text or a song's, or nobody knows which speaker is meant.
    """
    from pipelines.transcripts import suitability
    from pipelines.transcripts.cues import TranscriptFormatError
    from pipelines.transcripts.encoding import decode
    from pipelines.transcripts.formats import parse

    name = "standard input" if file == "-" else file
    raw, suffix = _bytes_of(file, name), Path(file).suffix.lower().lstrip(".")
    try:
        written = decode(raw).text
        parsed = parse(raw, suffix if suffix in {"srt", "vtt"} else "txt")
    except TranscriptFormatError as error:
        raise BadInputError(f"{name}: {error}") from error
    if song := suitability.sung(parsed.cues):
        raise BadInputError(f"{name}: {song}")
    pieces, notes = _turns_to_judge(name, written, parsed.cues, channel, speaker)
    between = " " if parsed.cues[0].start_s is not None else "\n\n"
    return GivenText(between.join(pieces), (*parsed.problems, *notes))


def _bytes_of(file: str, name: str) -> bytes:
    path = Path(file).expanduser()
    if file != "-" and path.suffix.lower() not in SUFFIXES:
        raise BadInputError(
            f"{file}: not a text that is read here. Give a {', '.join(SUFFIXES)} file, or - and pipe it in."
        )
    try:
        raw = sys.stdin.buffer.read() if file == "-" else path.read_bytes()
    except OSError as error:
        raise BadInputError(f"{file}: {error.strerror}. Give the path of a text.") from error
    if not raw.strip():
        raise BadInputError(f"{name}: empty. Give a text of at least 100 words.")
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInputError(f"{name}: not a text (it holds zero bytes). Export it as plain text.")
    return raw


def _turns_to_judge(
    name: str, written: str, cues: "tuple[Cue, ...]", channel: "Channel", speaker: str | None
) -> tuple[list[str], list[str]]:
    """Return the pieces of text to judge, and what was left out."""
    from pipelines.transcripts import speakers

    labels = [label for label, n_turns in speakers.turn_counts(written).most_common() if n_turns > 1]
    if len(labels) < 2 and not speaker:
        return [cue.text for cue in cues], []
    listed = ", ".join(f"“{label}”" for label in labels) or "none"
    tally = speakers.tally(written)
    creator, is_named = speakers.creator_label(replace(channel, speaker=speaker or channel.speaker), [tally])
    if not is_named:
        raise BadInputError(
            f"{name}: several speakers are labelled ({listed}), and none has the channel's name, so their words would be "
            f"mixed. Say whose turns to judge, such as --speaker {labels[0]!r}."
        )
    kept = speakers.kept_label(tally, creator, is_named)
    pieces = speakers.own_turns(cues, kept) if kept in tally else []
    if kept not in labels or not pieces:
        raise BadInputError(
            f"{name}: no turns of “{creator}”. Labelled are: {listed}. Name one of them with --speaker."
        )
    n_kept, n_all = (sum(len(piece.split()) for piece in some) for some in (pieces, [cue.text for cue in cues]))
    return pieces, [
        f"Several speakers are labelled ({listed}). Only the turns of “{kept}” are judged: {n_kept} of {n_all} words."
    ]
