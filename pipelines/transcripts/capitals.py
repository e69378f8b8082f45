"""Captions in capitals, written in lower case again. Names stay as they are where nothing shows that they are names."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.transcripts.cues import Cue

LEAST_CAPITALS = 0.8  # share of the letters; ordinary transcripts have 0.09 at most
_LEAST_LETTERS = 60
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = (
    "january february april june july august september october november december"  # "march" and "may" are also verbs
)
_NAMES = re.compile(
    rf"\b(?:i(?=$|[^\w'’.-])|i(?=['’](?:m|ll|d|ve)\b)|(?:{'|'.join(f'{_DAYS} {_MONTHS}'.split())})\b|english\b|god\b"
    r"|(?:mr|mrs|ms|dr)\.? [a-z])"
)
_OPENS = re.compile(r"(?:^|(?<=[.!?…])[\"'”’)\]]*\s+)[\"'“‘(\[]*[a-z]")
_STOPS = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
PROBLEM = (
    "The captions are in capitals. They are read in lower case, with a capital where a sentence begins; names are not "
    "restored, but for days, months and persons with a title. Captions in mixed case would show them."
)


def are_capitals(cues: Sequence[Cue]) -> bool:
    """Whether a transcript is written in capitals throughout."""
    letters = [character for cue in cues for character in cue.text if character.isalpha()]
    cased = [letter for letter in letters if letter.isupper() or letter.islower()]
    return len(cased) >= _LEAST_LETTERS and sum(map(str.isupper, cased)) >= LEAST_CAPITALS * len(cased)


def lowered(cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues in lower case with capitals where sentences begin. No text changes its length: offsets hold."""
    written = []
    is_new = True
    for cue in cues:
        text = _lowered(cue.text, is_new=is_new)
        written.append(replace(cue, text=text))
        is_new = bool(_STOPS.search(text)) if text.strip() else is_new
    return written


def _lowered(text: str, *, is_new: bool) -> str:
    text = "".join(character.lower() if len(character.lower()) == 1 else character for character in text)
    text = _NAMES.sub(lambda match: match.group().title(), text)
    return _OPENS.sub(lambda match: match.group().upper() if match.start() or is_new else match.group(), text)
