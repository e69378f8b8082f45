"""Tokens → sentences with times."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipelines import sentences
from pipelines.transcripts.boundaries import sentence_starts
from pipelines.transcripts.speakers import ALL_SPEAKERS
from pipelines.transcripts.tokens import Token

_WORDS_PER_STOP = 35  # with fewer stops than one in so many words, a text counts as unpunctuated
_LONG_GAP_S = 4.0
_LONGEST_SENTENCE = 80  # words
_WORDS_PER_COMMA = 25
_STOP = re.compile(r"[.!?…][\"'”’)\]]*$")
_CONTINUES = re.compile(r"[a-z]")


@dataclass(frozen=True)
class TimedSentence:
    """One spoken sentence; times in seconds, None where the source has none."""

    text: str
    start_s: float | None
    end_s: float | None
    speaker: str | None
    is_punctuated: bool


def split(tokens: Sequence[Token], kept_speaker: str | None = ALL_SPEAKERS) -> list[TimedSentence]:
    """Split what `kept_speaker` says into sentences; text before the first label counts as theirs.

    Punctuated text is split at its punctuation; text with hardly any, by `boundaries`.
    """
    is_punctuated = _is_punctuated(tokens)
    split_turn = _punctuated if is_punctuated else _unpunctuated
    found = (
        _timed(piece, is_as_written)
        for turn in _turns(tokens, kept_speaker, is_punctuated)
        for piece, is_as_written in split_turn(turn)
    )
    return [sentence for sentence in found if sentence.text]


def _is_punctuated(tokens: Sequence[Token]) -> bool:
    stops = sum(bool(_STOP.search(token.text)) for token in tokens)
    return stops * _WORDS_PER_STOP >= len(tokens)


def _turns(tokens: Sequence[Token], kept: str | None, is_punctuated: bool) -> Iterator[list[Token]]:
    """Yield the kept speaker's turns. A sentence that goes on after another's interjection is put together again."""
    turn: list[Token] = []
    is_interrupted = False
    for token in tokens:
        if not (kept == ALL_SPEAKERS or token.speaker in {kept, None}):
            is_interrupted = bool(turn)
            continue
        changed = is_interrupted or (kept == ALL_SPEAKERS and bool(turn) and token.speaker != turn[-1].speaker)
        goes_on = is_punctuated and turn and not _STOP.search(turn[-1].text) and _CONTINUES.match(token.text)
        if changed and not goes_on:
            yield turn
            turn = []
        is_interrupted = False
        turn.append(token)
    if turn:
        yield turn


def _punctuated(turn: list[Token]) -> Iterator[tuple[list[Token], bool]]:
    joined = "".join(_separator(turn, index) + token.text for index, token in enumerate(turn))
    ends = list(accumulate(len(_separator(turn, index)) + len(token.text) for index, token in enumerate(turn)))
    begin = 0
    for span in sentences.split(joined):
        end = bisect_right(ends, span.end - 1) + 1
        yield from _cut_runaway(turn[begin:end])
        begin = end


def _cut_runaway(piece: list[Token]) -> Iterator[tuple[list[Token], bool]]:
    """Cut a stretch where recognition stopped writing punctuation; a long sentence that has its commas stays whole."""
    commas = sum(token.text[-1] in ",;:—" for token in piece)
    if len(piece) > _LONGEST_SENTENCE and commas * _WORDS_PER_COMMA < len(piece):
        yield from _unpunctuated(piece)
    else:
        yield piece, True


def _separator(turn: list[Token], index: int) -> str:
    if index == 0:
        return ""
    before, token = turn[index - 1], turn[index]
    if token.opens_paragraph:
        return "\n\n"
    is_after_gap = token.start_s is not None and before.end_s is not None and token.start_s - before.end_s > _LONG_GAP_S
    return "\n\n" if is_after_gap and token.text[0].isupper() else " "


def _unpunctuated(turn: list[Token]) -> Iterator[tuple[list[Token], bool]]:
    starts = sentence_starts(turn)
    for begin, end in zip(starts, [*starts[1:], len(turn)], strict=True):
        yield turn[begin:end], False


def _timed(tokens: list[Token], is_punctuated: bool) -> TimedSentence:
    text = " ".join(token.text for token in tokens)
    if not tokens:
        return TimedSentence("", None, None, None, is_punctuated)
    return TimedSentence(text, tokens[0].start_s, tokens[-1].end_s, tokens[0].speaker, is_punctuated)
