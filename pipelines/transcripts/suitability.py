"""Whether a transcript is the creator's speech in English: language, song, and turns of several people."""

import re
from collections.abc import Sequence

from pipelines.sentences import normalised_words
from pipelines.transcripts.cues import Cue

_ENGLISH = frozenset(  # function words that English does not share with its neighbours, as it does "in", "was" and "so"
    """
    a about all and are at because been but by could don't for from has have her how i i'm if it it's just know like not
    of out should than that that's the their them then there these they think this those to were what when which with
    would you you're your he she these can
    """.split()
)
LEAST_ENGLISH = 0.12  # share of words; 692 English transcripts have 0.17 to 0.5, five other languages 0.02 at most
_LEAST_WORDS = 30  # fewer say nothing about their language
MOST_REPEATED = 0.25  # share of lines said before; 670 transcripts of speech have 0.08 at most
_LEAST_LINES = 12
_LINE_WORDS = 3  # a shorter line, such as "Okay.", comes back in any speech
_LEAST_TURNS = 3
_MARK = re.compile(r"^[ \t]*(?P<mark>>>+|[-–—](?=[ \t]*[\w\"“]))", re.MULTILINE)


def not_english(cues: Sequence[Cue]) -> str | None:
    """Return what is wrong where a transcript is in another language, or None; too short a text is taken for English."""
    share = english_share("\n".join(cue.text for cue in cues))
    if share is None or share >= LEAST_ENGLISH:
        return None
    return (
        f"It is not in English: {share:.0%} of its words are common English ones, where speech has 30 % or more. It is left "
        "out of the voice. Give its English subtitles (such as name.en.vtt), or leave the file out."
    )


def english_share(text: str) -> float | None:
    """Return which share of the words are common English ones, None for a text too short to say.

    A few words in another script are no English, however few.
    """
    words = normalised_words(text)
    if len(words) < _LEAST_WORDS and text.isascii():
        return None
    return sum(word in _ENGLISH for word in words) / max(1, len(words))


def sung(cues: Sequence[Cue]) -> str | None:
    """Return what is wrong where most of a transcript is a song's lyrics, known by lines that come again, or None."""
    lines = [tuple(normalised_words(line)) for cue in cues for line in cue.text.split("\n")]
    lines = [line for line in lines if len(line) >= _LINE_WORDS]
    n_repeated = len(lines) - len(set(lines))
    if len(lines) < _LEAST_LINES or n_repeated < MOST_REPEATED * len(lines):
        return None
    return (
        f"It reads like a song: {n_repeated} of {len(lines)} lines come again word for word, which is no speech. "
        "If it is speech, export it without repeated lines."
    )


def unnamed_turns(cues: Sequence[Cue], *, is_caption: bool) -> str | None:
    """Return what is wrong where turns of several people are marked and not named, or None.

    A hyphen opens a turn in captions; in plain text it opens an item of a list.
    """
    marks = [match["mark"] for cue in cues for match in _MARK.finditer(cue.text)]
    marks = [mark for mark in marks if is_caption or mark != "-"]
    if len(marks) < _LEAST_TURNS:
        return None
    return (
        f"{len(marks)} turns are marked with “{marks[0]}” and no name: several people speak, and their words are mixed. Put "
        "the speaker's name before each turn (“ANN: …”), or leave the file out."
    )
