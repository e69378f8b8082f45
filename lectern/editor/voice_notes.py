"""What in a sentence pulls it away from the creator's voice, and what they would rather say: as the panel tells it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lectern.running_order import clock, is_spoken
from lectern.scripts import profile_of
from pipelines.database import Database
from pipelines.models import ScriptSentence, Segment, SentenceVoice
from pipelines.voice.explanation import explain_text
from pipelines.voice.store import video_records
from pipelines.voice.wording_traits import LABELS

N_SUGGESTED = 40  # sentences that are most off for which another wording is sought
_BANNABLE_WORDS = 2  # a ban of a single word would hit sentences in which it does no harm


@dataclass(frozen=True)
class VoiceNote:
    """Why one sentence is off, and what helps."""

    wordings: tuple[str, ...]  # as they stand in the sentence, the worst first
    trait: str  # what they have to do with, for people
    bannable: tuple[str, ...]  # those of them that a script can do without
    instead_of: str  # what to change; empty: nothing of the creator's fits there
    rather: str  # and for what
    why: str  # how often the creator says either
    text: str  # the sentence with it
    opening: str  # with which the creator opens sentences, too; empty: none
    examples: tuple[str, ...]  # sentences of the creator, with time and video


def voice_notes(db: Database, channel_key: str, sentences: Sequence[ScriptSentence]) -> dict[str, VoiceNote]:
    """Return sentence id → note, of those sentences that pull the script away from the creator's voice."""
    spoken = [sentence for sentence in sentences if is_spoken(sentence)]
    write = db.last_write("segments", channel_key)
    segments = _segments(db, channel_key, write.content_sha256 if write else "")
    rows = explain_text(
        " ".join(sentence.text for sentence in spoken), profile_of(db, channel_key), segments, N_SUGGESTED
    )
    off = {key: row for key, row in _by_sentence(spoken, rows).items() if row.contribution < 0 and row.wordings}
    titles = {record.video_id: record.title for record in video_records(db, channel_key)} if off else {}
    texts = {sentence.sentence_id: sentence.text for sentence in spoken}
    return {key: _note(row, texts[key], titles) for key, row in off.items()}


@lru_cache(maxsize=2)
def _segments(db: Database, channel_key: str, content: str) -> tuple[Segment, ...]:
    """Read what a channel has said once per content: there can be a hundred thousand sentences."""
    return tuple(db.read(Segment, channel_key=channel_key))


def _by_sentence(sentences: Sequence[ScriptSentence], rows: Sequence[SentenceVoice]) -> dict[str, SentenceVoice]:
    """Return sentence id → its row; of several that were found in one, the row that pulls away most."""
    starts, at = [], 0
    for sentence in sentences:
        starts.append(at)
        at += len(sentence.text) + 1
    text = " ".join(sentence.text for sentence in sentences)
    found: dict[str, SentenceVoice] = {}
    at = 0
    for row in rows:
        start = text.find(row.text, at)
        if start < 0:
            continue
        key, at = sentences[bisect_right(starts, start) - 1].sentence_id, start + len(row.text)
        if key not in found or row.contribution < found[key].contribution:
            found[key] = row
    return found


def _note(row: SentenceVoice, text: str, titles: Mapping[str, str]) -> VoiceNote:
    instead_of = row.instead_of or ""
    rather = row.rather if instead_of in text else None  # what is written without a full stop is read with what follows
    why = f"You say it {rather.n_said} times, the other {rather.n_instead} times." if rather else ""
    return VoiceNote(
        wordings=row.wordings,
        trait=LABELS[row.trait] if row.trait else "",
        bannable=tuple(wording for wording in row.wordings if len(wording.split()) >= _BANNABLE_WORDS),
        instead_of=instead_of if rather else "",
        rather=rather.wording if rather else "",
        why=why,
        text=text.replace(instead_of, _cased(rather.wording, instead_of), 1) if rather else "",
        opening=row.opening or "",
        examples=tuple(
            f"{clock(span.start_s) + ' ' if span.start_s is not None else ''}{titles.get(span.video_id, span.video_id)}: “{span.text}”"
            for span in row.examples
        ),
    )


def _cased(wording: str, instead_of: str) -> str:
    return wording[:1].upper() + wording[1:] if instead_of[:1].isupper() else wording
