"""The words of a text as they were said: what is left when everything that a captioner chose is taken away."""

import functools
import re
from dataclasses import dataclass

from pipelines.transcripts import speakers

_WORD = re.compile(r"\d+(?:[.,:]\d+)*[a-z]*|[a-z0-9]+(?:'[a-z]+)*")
_DIGIT = re.compile(r"\d")
_FILLERS = dict.fromkeys("ah eh er erm hm hmm huh mhm mm mmm uh uhm um umm".split(), "")
_SPELLINGS = _FILLERS | {"ok": "okay", "alright": "all right", "cuz": "because", "cos": "because", "gonna": "going to",
              "wanna": "want to", "gotta": "got to", "kinda": "kind of", "till": "until"}  # fmt: skip
_STAGE_DIRECTION = re.compile(
    r"\[[^\]\n]{0,60}\]|\((?i:laugh\w*|applause|music|inaudible|crosstalk)[^)\n]{0,40}\)|[♪♫]"
)


@dataclass(frozen=True)
class SpokenWords:
    """Words in order, each with the offsets of its place in the text (`starts[i]`, `ends[i]`)."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def spoken_words(text: str) -> SpokenWords:
    """Return the words of `text` without casing, punctuation, fillers, ways of writing numbers, labels and brackets.

    Two transcripts of one talk differ in all of these, so none of them may count as the speaker's voice.
    """
    lowered = _blanked(text).replace("’", "'").lower()
    placed = [(part, match.start(), match.end()) for match in _WORD.finditer(lowered) for part in _parts(match.group())]
    words, starts, ends = zip(*placed, strict=True) if placed else ((), (), ())
    return SpokenWords(words, starts, ends)


@functools.lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[str, ...]:
    """Return the words that are meant by one as it is written: none for a filler."""
    if _DIGIT.search(word):
        return ("0",)
    return tuple(_SPELLINGS.get(word, word).split())


def _blanked(text: str) -> str:
    """Blank out labels and stage directions, so that offsets stay those of the text."""
    pieces, at = [], 0
    for start, end in speakers.marks(text):
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return _STAGE_DIRECTION.sub(lambda match: " " * len(match.group()), "".join([*pieces, text[at:]]))
