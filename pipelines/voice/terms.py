"""Terminology: the words of a creator's subject, and how each was brought in when it was said first."""

import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from pipelines.sentences import normalised_words
from pipelines.voice import tally, words
from pipelines.voice.phrases import min_videos_for
from pipelines.voice.places import Place, Sentences
from pipelines.voice.sentence import MeasuredSentence, moves_in

LIMIT = 24
TERM_WORDS = (1, 2, 3)
_TERM_RATIO = 20.0  # times more frequent than in English
_MAX_ZIPF = 5.2  # a word of everyday speech is no term, however often it is said
_EXAMINED = 600  # most used candidates, whose wording is then looked at
_BURST = 2.5  # times that a term is said in a video that has it: terms come in bursts (Katz 1996), stock words do not
_EVERYDAY = 0x8000  # in the table's `kind`: a word too common for a term, kept to tell topics
_WITHIN = 2  # sentences after the first use in which an example or analogy still introduces it


class Introduction(IntEnum):
    """What a creator does when a term is said for the first time in a video."""

    NAMED = 0
    DEFINED = 1
    EXAMPLE = 2
    ANALOGY = 3


SAID = {
    Introduction.NAMED: "named without explanation",
    Introduction.DEFINED: "defined in place",
    Introduction.EXAMPLE: "by example",
    Introduction.ANALOGY: "by analogy",
}
_PART_SHARE = 0.6
_KIND, _SENTENCES = 0xF, 4  # in the table's `kind`: the introduction, and how many sentences it takes


@dataclass(frozen=True)
class Term:
    """A term with how often it is said and how it was introduced."""

    text: str
    count: int
    n_videos: int
    per_million: float
    introduction: str  # at its first use in the channel
    n_explained: int  # videos whose first use explains it
    place: Place  # of the first use
    n_sentences: int  # that the introduction takes


def term_table(sentences: Sequence[MeasuredSentence], ordinals: Sequence[int]) -> bytes:
    """Return one video's content words and runs of two or three of them (said twice at least), packed, each with the
    introduction at its first use."""
    keys, places = [], []
    for index, sentence in enumerate(sentences):
        content = [is_content(word) for word in sentence.words]
        bare = [word.removesuffix("'s") for word in sentence.words]
        for first in range(len(bare)):
            for size in TERM_WORDS:
                if first + size > len(bare) or not content[first + size - 1]:
                    break
                keys.append(tally.key_of(tuple(bare[first : first + size])))
                places.append((ordinals[index], first, size))
    if not keys:
        return b""
    array = np.array(keys, dtype=np.uint64)
    at = np.array(places, dtype=np.int64)
    nothing = np.zeros(len(array), dtype=bool)
    table = tally.tabled(array, tally.packed(at[:, 0], at[:, 1], at[:, 2]), nothing, nothing)
    table = table[((table["place"] & 0xF) == 1) | (table["count"] >= 2)]
    index_of = {ordinal: index for index, ordinal in enumerate(ordinals)}
    marks = [_marks(sentence) for sentence in sentences]
    for row in table:
        ordinal, first, size = tally.unpacked(int(row["place"]))
        word = sentences[index_of[ordinal]].words[first].removesuffix("'s")
        if size == 1 and words.zipf(word) >= _MAX_ZIPF:
            row["kind"] = _EVERYDAY
            continue
        kind, n_sentences = introduced(sentences, marks, index_of[ordinal], first, size)
        row["kind"] = kind | n_sentences << _SENTENCES
    return bytes(table.tobytes())


@functools.cache
def is_content(word: str) -> bool:
    """Return whether a word can be part of a term."""
    stem = word.removesuffix("'s")
    return len(stem) > 2 and stem.isalpha() and not words.is_function_word(stem)


def _marks(sentence: MeasuredSentence) -> frozenset[str]:
    return frozenset(moves_in(sentence))


_DEFINES = ("called", "termed", "named", "known as", "call it", "call this", "call that", "call these", "call them", "call",
            "defines", "define", "definition of", "what is", "what's")  # fmt: skip
_DEFINED_BY = (
    "is a", "is an", "is the", "is just", "is simply", "is basically", "is what", "is when", "is where", "is how",
    "is any", "is something", "is defined", "is essentially", "is really just", "are a", "are the", "are just", "are simply",
    "are what", "are basically", "means", "refers to", "stands for", "which is", "which are", "which means", "that is a",
    "meaning", "is like", "is called",
)  # fmt: skip


def introduced(
    sentences: Sequence[MeasuredSentence], marks: Sequence[frozenset[str]], index: int, first: int, size: int
) -> tuple[Introduction, int]:
    """Return how a term is brought in where it stands, and how many sentences that takes.

    Defined in place: the sentence says what it is ("that jump is called parallax", "parallax is the jump …"). By example
    or analogy: this sentence or one of the next two announces one. Else it is named without explanation.
    """
    tokens = sentences[index].words
    before = " ".join(word for word in tokens[max(0, first - 3) : first] if word not in ("a", "an", "the"))
    after = " ".join(word for word in tokens[first + size : first + size + 4] if word not in ("really", "actually"))
    if any(before.endswith(mark) for mark in _DEFINES) or any(f"{after} ".startswith(f"{m} ") for m in _DEFINED_BY):
        return Introduction.DEFINED, 1
    for name, kind in (("analogies", Introduction.ANALOGY), ("examples", Introduction.EXAMPLE)):
        for ahead, found in enumerate(marks[index : index + _WITHIN + 1]):
            if name in found:
                return kind, ahead + 1
    return Introduction.NAMED, 1


def terminology(corpus: tally.Corpus, video_ids: Sequence[str], n_words: Sequence[int], read: Sentences) -> list[Term]:
    """Return the terms that a creator uses far above general English in several videos, those of most videos first.

    The frequency in English of a run of words is unknown, so a run of two or three must be said as often as a rare word.

    Args:
        corpus: the term tables of the videos, the oldest first.
        video_ids: of the videos, in that order.
        n_words: spoken in each.
        read: reads sentences.
    """
    frequent = corpus.said_in(min_videos_for(len(video_ids)))
    at, starts = corpus.select(frequent)
    count = tally.summed(corpus.columns["count"][at], starts)
    is_everyday = tally.summed(corpus.columns["kind"][at] & _EVERYDAY, starts) > 0
    rank = np.lexsort((corpus.keys[frequent], -count * corpus.sizes[frequent]))
    rank = rank[(count[rank] >= np.maximum(4, _BURST * corpus.sizes[frequent[rank]])) & ~is_everyday[rank]][:_EXAMINED]
    members = [corpus.members(frequent[index]) for index in rank]
    places = [tally.unpacked(int(corpus.columns["place"][rows[0]])) for rows in members]
    first = [(video_ids[corpus.video[rows[0]]], place[0]) for rows, place in zip(members, places, strict=True)]
    known = read(sorted(set(first)))
    total, found = float(sum(n_words)), []
    for index, rows, where, (_, start, size) in zip(rank, members, first, places, strict=True):
        text = _wording(known[where].text, start, size) if where in known else None
        if text is None or not _is_term(text, int(count[index]), total):
            continue
        kinds = corpus.columns["kind"][rows]
        found.append(
            Term(
                " ".join(text), int(count[index]), len(rows), round(1e6 * float(count[index]) / total, 1),
                SAID[Introduction(int(kinds[0]) & _KIND)], int(((kinds & _KIND) > 0).sum()), where, (int(kinds[0]) >> _SENTENCES) & 0xF,
            )
        )  # fmt: skip
    return _without_parts(sorted(found, key=_standing))[:LIMIT]


def _standing(term: Term) -> tuple[float, str]:
    english = max(10 ** words.zipf(term.text) / 1e3, 0.5) if " " not in term.text else 0.5
    keyness = term.count * np.log(term.per_million / english)
    return -float(keyness) * term.n_videos, term.text


def _wording(sentence: str, first: int, size: int) -> tuple[str, ...] | None:
    tokens = normalised_words(sentence)[first : first + size]
    return tuple(word.removesuffix("'s") for word in tokens) if len(tokens) == size else None


def _is_term(text: tuple[str, ...], count: int, n_words: float) -> bool:
    if len(text) > 1:
        return not any(words.zipf(word) >= 5.6 for word in text)
    return 1e9 * count / n_words >= _TERM_RATIO * 10 ** words.zipf(text[0])


def _without_parts(ranked: Sequence[Term]) -> list[Term]:
    """Drop words that are mostly said as part of a longer term, and the other number of a term that is kept."""
    longer: Counter[str] = Counter()
    for term in ranked:
        for word in term.text.split() if " " in term.text else ():
            longer[word] = max(longer[word], term.count)
    kept: dict[str, Term] = {}
    for term in ranked:
        other_number = term.text.removesuffix("s") if term.text.endswith("s") else f"{term.text}s"
        if longer[term.text] < _PART_SHARE * term.count and other_number not in kept:
            kept[term.text] = term
    return list(kept.values())
