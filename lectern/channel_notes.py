"""What a creator should know of a channel that was added, though no file of it is at fault."""

from collections.abc import Mapping, Sequence

from pipelines.database import Database
from pipelines.models import Channel, PhraseFrame, Trait
from pipelines.transcripts.speakers import is_named
from pipelines.writing import imitation
from pipelines.writing.imitation import ENOUGH_VIDEOS

ENOUGH_SENTENCES = 75  # of a profile, below which no text is scored
MOST_NAMED = 3  # files with the same problem
_KEPT = "SELECT DISTINCT speaker FROM segments WHERE channel_key = %s AND speaker IS NOT NULL ORDER BY speaker"


def notes(db: Database, channel_key: str, n_videos: int, n_sentences: int) -> list[str]:
    """Return what to know about the channel and what to do about it, one sentence or two each."""
    channel = db.one(Channel, channel_key=channel_key)
    labels = [row["speaker"] for row in db.query(_KEPT, (channel_key,))]
    found = [too_little(n_videos, n_sentences), whose_turns(channel, labels) if channel else None]
    traits = db.read(Trait, channel_key=channel_key)
    found.append(not_imitated(traits, db.read(PhraseFrame, channel_key=channel_key)))
    return [note for note in found if note]


def told(problems: Sequence[Mapping[str, str]]) -> list[str]:
    """Return one line for each problem, however many files have it: "partial: a.srt, b.srt and 3 more: what is wrong"."""
    files: dict[tuple[str, str], list[str]] = {}
    for row in problems:
        files.setdefault((row["status"], row["problem"]), []).append(row["file"])
    return [f"{status}: {_named(names)}: {problem}" for (status, problem), names in files.items()]


def _named(files: Sequence[str]) -> str:
    more = f" and {len(files) - MOST_NAMED} more" if len(files) > MOST_NAMED else ""
    return ", ".join(files[:MOST_NAMED]) + more


def too_little(n_videos: int, n_sentences: int) -> str | None:
    """Return what a small channel cannot show yet and how much more would do, None where it is large enough."""
    lacking = []
    if n_sentences < ENOUGH_SENTENCES:
        lacking.append(f"{ENOUGH_SENTENCES - n_sentences} more sentences before a text can be compared with this voice")
    if n_videos < ENOUGH_VIDEOS:
        lacking.append(f"{ENOUGH_VIDEOS - n_videos} more video(s) before a habit can be told from one day's topic")
    return f"This is little to know a voice by. It needs {' and '.join(lacking)}." if lacking else None


def not_imitated(traits: Sequence[Trait], frames: Sequence[PhraseFrame]) -> str | None:
    """Return what no script can imitate of a small channel, with the reasons, None where it is large enough."""
    missing = imitation.unknown(traits, frames)
    if not missing:
        return None
    return f"Scripts cannot imitate yet: {'; '.join(f'{row.what} ({row.why})' for row in missing)}. {imitation.remedy(traits)}"


def whose_turns(channel: Channel, labels: list[str]) -> str | None:
    """Return whose turns are kept where that was guessed: no label is like the channel's name, and none was given."""
    if channel.speaker or not labels or any(is_named(label, channel) for label in labels):
        return None
    kept = ", ".join(f"“{label}”" for label in labels)
    return (
        f"Speakers are labelled, and none has the channel's name. The turns of {kept} are kept, as they come in most "
        f"videos. If that is not the creator, add the channel again with --speaker LABEL."
    )
