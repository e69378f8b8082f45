"""The panel says what in a sentence is off and offers the sentence as the creator would say it, in their own spelling."""

from dataclasses import replace

import pytest

from lectern.editor.voice_notes import VoiceNote, voice_notes
from pipelines import models as m
from pipelines.database import Database
from pipelines.sentences import split
from pipelines.settings import ROOT
from pipelines.transcripts.pipeline import read_channel
from tests.lectern.examples import SENTENCES
from tests.pipelines.voice.channel import KEY, sample_profile, sample_segments
from tests.pipelines.voice.test_explanation import STIFF, encyclopedia


@pytest.fixture
def spoken(db: Database) -> Database:
    """The sample channel as it is stored."""
    channel = m.Channel(KEY, "Slow Light", str(ROOT / "samples" / "channel"))
    db.merge(m.Channel, [channel])
    db.merge(m.Video, read_channel(channel, []))
    db.merge(m.VoiceFeatures, sample_profile().features)
    db.merge(m.Segment, sample_segments())
    return db


def script(*texts: str) -> list[m.ScriptSentence]:
    return [replace(SENTENCES[0], sentence_id=f"s{n}", ordinal=n, text=text) for n, text in enumerate(texts)]


def noted(db: Database, *texts: str) -> dict[str, VoiceNote]:
    return voice_notes(db, KEY, script(*texts))


def test_a_sentence_that_is_off_gets_its_wordings_and_the_creators_own_in_their_place(spoken: Database) -> None:
    texts = [span.text for span in split(STIFF + encyclopedia())]
    notes = noted(spoken, *texts)
    note = next(note for note in notes.values() if note.instead_of == "However")
    assert (note.rather, note.text) == ("and yet", "And yet, an arch is difficult to obtain.")
    assert note.why.startswith("You say it ")
    for key, each in notes.items():
        assert all(wording in texts[int(key[1:])] for wording in (*each.wordings, each.instead_of))
        assert all(len(wording.split()) > 1 for wording in each.bannable)


def test_a_sentence_without_its_full_stop_is_no_fault_of_the_next(spoken: Database) -> None:
    texts = [span.text for span in split(STIFF + encyclopedia())]
    at = next(n for n, text in enumerate(texts) if text.startswith("However"))
    texts[at - 1] = texts[at - 1].rstrip(".")
    notes = noted(spoken, *texts)
    assert all(note.text == "" or note.rather in note.text.lower() for note in notes.values())
    assert f"s{at}" not in notes, "both were read as one sentence, which began in the one before"


def test_a_channel_too_thin_to_score_says_nothing(db: Database) -> None:
    assert voice_notes(db, "nobody", script("However, an arch is difficult to obtain.")) == {}
