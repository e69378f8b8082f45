"""Scores of the product for others to measure: JSON lines in, one number a line out."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from lectern.errors import BadInputError

_VOICE_FIELDS = {"profile_id": str, "profile_docs": list, "text": str}


def measure_voice(lines: Iterable[str]) -> Iterator[float]:
    """Yield, for each line, the log-odds that its text is by the speaker of its profile; higher is closer.

    A line is `{"profile_id", "profile_docs": [text, …], "text"}`. The profile is built once for a run of lines with one
    `profile_id`. Every text gets a number, however short: this is for measuring, and leaves out what `score_text` refuses.

    Raises:
        BadInputError: a line is no such object; its number is named.
    """
    from pipelines.voice import fidelity, other_speakers, segment_vectors, speech_sums
    from pipelines.voice.spoken_words import spoken_words

    others = other_speakers.stored()
    read = (_read_voice(number, line) for number, line in enumerate(lines, 1) if line.strip())
    for _, rows in groupby(read, key=lambda row: row["profile_id"]):
        voice = None
        for row in rows:
            if voice is None:
                videos = [speech_sums.sum_speech(spoken_words(text).words, others) for text in row["profile_docs"]]
                voice = fidelity.make_voice(
                    speech_sums.add_speech(videos, others.vocabulary.size).vector(others.vocabulary.size), others
                )
            words = spoken_words(row["text"]).words
            yield round(fidelity.log_odds(voice, segment_vectors.text_vector(words, others), len(words)), 6)


def _read_voice(number: int, line: str) -> dict[str, Any]:
    row = read_row(number, line, _VOICE_FIELDS)
    if not all(isinstance(text, str) for text in row["profile_docs"]):
        raise BadInputError(f"line {number}: “profile_docs” must be a list of texts.")
    return row


def read_row(number: int, line: str, fields: Mapping[str, type]) -> dict[str, Any]:
    """Return a line of JSON that is an object with `fields` of these types.

    Raises:
        BadInputError: it is none; the line and the field are named.
    """
    try:
        row: dict[str, Any] = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadInputError(f"line {number} is not JSON: {error}. Remedy: one JSON object a line.") from error
    for name, kind in fields.items():
        if not isinstance(row, dict) or not isinstance(row.get(name), kind):
            raise BadInputError(f"line {number}: “{name}” must be a {kind.__name__}. Remedy: give {', '.join(fields)}.")
    return row
