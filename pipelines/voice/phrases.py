"""Signature phrases: what a creator says in video after video, far more than other speakers do."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.models import Segment
from pipelines.sentences import normalised_words
from pipelines.voice import tally, words
from pipelines.voice.log_odds import log_odds
from pipelines.voice.phrase_candidates import DANGLING, NEVER_FIRST
from pipelines.voice.places import Place, Sentences

MIN_VIDEO_SHARE = 0.03
LIMIT = 24
LINES_LIMIT = 24
_MIN_Z = 3.5  # among thousands of candidates, one in two channels shows a phrase by chance
_EXAMINED = 400  # best candidates, whose wording is then looked at
_TOPIC_RATIO = 12.0  # a word this many times more frequent here than in English is the topic
_PART_SHARE = 0.7  # a phrase that is said within one longer phrase so often is part of it
_STOCK_WORDS = 5  # a whole sentence of so many words that comes back is no turn of phrase
_SPANS = 3
_SAMPLES = 6  # places at which it is looked up how a phrase goes on
_JUDGED = 3


@dataclass(frozen=True)
class SignaturePhrase:
    """A phrase with its log-odds against other speakers, its 95 % interval, z, and where it is said.

    `is_line`: said once a video, as a greeting or a sponsor's text is, and not here and there.
    """

    text: str
    is_line: bool
    count: int
    n_videos: int
    per_million: float
    log_odds: float
    low: float
    high: float
    z: float
    places: tuple[Place, ...]


class _Spot(NamedTuple):
    place: Place
    first: int  # word
    size: int


@dataclass(frozen=True)
class _Sighting:
    rank: int
    words: tuple[str, ...]
    opening: float  # share of occurrences that open a sentence
    alone: float  # share that are a whole sentence


def min_videos_for(n_videos: int) -> int:
    """Number of videos in which something must recur to be a habit."""
    return max(3 if n_videos >= 6 else 2, math.ceil(MIN_VIDEO_SHARE * n_videos))


def signature_phrases(
    corpus: tally.Corpus,
    video_ids: Sequence[str],
    n_words: Sequence[int],
    said: tally.Corpus,
    read: Sentences,
) -> list[SignaturePhrase]:
    """Return the phrases that are most the creator's own, best first, and behind them the lines said once in most videos.

    Each phrase's use is compared with that of other speakers by the log-odds ratio with an informative Dirichlet prior
    (see `log_odds`). Counts are clustered by video: a phrase of one video has an interval that holds 0 however often it is
    said there, and must in any case recur in several videos. Dropped are pieces of longer phrases, pieces that always go on
    with the same word, and the channel's topics.

    Args:
        corpus: the phrase tables of the videos.
        video_ids: of the videos, in the order of the tables.
        n_words: spoken in each.
        said: the term tables of the videos, to tell the channel's topics.
        read: reads sentences.
    """
    frequent = corpus.said_in(min_videos_for(len(video_ids)))
    total = float(sum(n_words))
    count, odds, error = log_odds(corpus, frequent, np.array(n_words, dtype=np.float64))
    z = odds / error
    best = np.lexsort((corpus.keys[frequent], -z))[:_EXAMINED]
    best = best[z[best] >= _MIN_Z]
    found: list[tuple[_Sighting, SignaturePhrase]] = []
    for place in _read(corpus, frequent[best], video_ids, read):
        at = best[place.rank]
        n_videos, estimate, half = int(corpus.sizes[frequent[at]]), float(odds[at]), 1.96 * float(error[at])
        phrase = SignaturePhrase(
            text=" ".join(place.words),
            is_line=_is_line(place, int(count[at]), n_videos, len(video_ids)),
            count=int(count[at]),
            n_videos=n_videos,
            per_million=round(1e6 * float(count[at]) / total, 1),
            log_odds=estimate,
            low=estimate - half,
            high=estimate + half,
            z=float(z[at]),
            places=(),
        )
        found.append((place, phrase))
    found.sort(key=lambda item: (-round(item[1].z, 1), -len(item[1].text), item[1].text))
    longer = _counts_of_parts(phrase for _, phrase in found)
    whole = [
        (place, phrase)
        for place, phrase in found
        if _is_alone(place)
        or (
            _is_whole(place)
            and longer.get(phrase.text, 0) < _PART_SHARE * phrase.count
            and not any(_is_topic(word, said, total) for word in place.words)
        )
    ]
    kept = _without_overlaps(_that_go_on_in_several_ways(whole, corpus, frequent[best], video_ids, read))
    return [phrase for phrase in kept if not phrase.is_line] + [phrase for phrase in kept if phrase.is_line]


def _counts_of_parts(found: Iterable[SignaturePhrase]) -> dict[str, int]:
    """Return each wording that is part of a longer phrase → occurrences of the most frequent such phrase."""
    longer: dict[str, int] = {}
    for phrase in found:
        wording = phrase.text.split()
        for size in range(2, len(wording)):
            for first in range(len(wording) - size + 1):
                part = " ".join(wording[first : first + size])
                longer[part] = max(longer.get(part, 0), phrase.count)
    return longer


def _is_line(place: _Sighting, count: int, n_videos: int, n_all: int) -> bool:
    is_stock = 2 * n_videos >= n_all or (_is_alone(place) and len(place.words) >= _STOCK_WORDS)
    return n_all >= 4 and is_stock and count <= 1.2 * n_videos


def _read(
    corpus: tally.Corpus, positions: NDArray[np.int64], video_ids: Sequence[str], read: Sentences
) -> Iterable[_Sighting]:
    """Read the wording of n-grams where they were said first in a video, the newest videos' places first."""
    spots = [_spot(corpus, corpus.members(position)[-1], video_ids) for position in positions]
    known = read(sorted({spot.place for spot in spots}))
    at, starts = corpus.select(positions)
    count, opening, alone = (tally.summed(corpus.columns[name][at], starts) for name in ("count", "opening", "alone"))
    for rank, (place, first, size) in enumerate(spots):
        wording = tuple(normalised_words(known[place].text)[first : first + size]) if place in known else ()
        if tally.key_of(wording) == int(corpus.keys[positions[rank]]):
            shares = float(opening[rank] / count[rank]), float(alone[rank] / count[rank])
            yield _Sighting(rank, wording, shares[0], shares[1])


def _spot(corpus: tally.Corpus, row: int, video_ids: Sequence[str]) -> _Spot:
    sentence, first, size = tally.unpacked(int(corpus.columns["place"][row]))
    return _Spot((video_ids[corpus.video[row]], sentence), first, size)


def _that_go_on_in_several_ways(
    found: Sequence[tuple[_Sighting, SignaturePhrase]],
    corpus: tally.Corpus,
    positions: NDArray[np.int64],
    video_ids: Sequence[str],
    read: Sentences,
) -> list[SignaturePhrase]:
    """Return the phrases, with their places in the newest videos, that are no piece of a line: such a piece has the same
    word in front of it or behind it wherever it is looked up."""
    spots = [
        [_spot(corpus, row, video_ids) for row in corpus.members(positions[sighting.rank])[::-1][:_SAMPLES]]
        for sighting, _ in found
    ]
    known = read(sorted({spot.place for group in spots for spot in group}))
    return [
        replace(phrase, places=tuple(spot.place for spot in group[:_SPANS]))
        for (_, phrase), group in zip(found, spots, strict=True)
        if not _goes_on_alike(group, known)
    ]


def _goes_on_alike(spots: Sequence[_Spot], known: Mapping[Place, Segment]) -> bool:
    before, after = set(), set()
    for place, first, size in spots:
        said = normalised_words(known[place].text) if place in known else []
        before.add(said[first - 1] if first else "")
        after.add(said[first + size] if first + size < len(said) else "")
    return len(spots) >= _JUDGED and any(len(around) == 1 and around != {""} for around in (before, after))


_DETERMINERS = frozenset("a an the this that these those each every my your his her its our their some any no".split())
_KNOWN_PAIRS = frozenset(words.DISCOURSE_MARKERS + words.HEDGES)
_WEAK_ENDS = frozenset("i you we they he she it this that these those there do does did have get got go let".split())


def _is_alone(sighting: _Sighting) -> bool:
    """Whether a phrase is mostly said as a sentence of its own, such as a sign-off."""
    return len(sighting.words) >= 3 and sighting.alone >= 0.6


def _is_whole(sighting: _Sighting) -> bool:
    wording = sighting.words
    if wording[-1] in DANGLING or wording[0] in NEVER_FIRST or len(set(wording)) == 1:
        return False  # kept in the table because it was a whole sentence somewhere
    if wording[0] == "as" and wording[1] in _DETERMINERS:
        return False
    if len(wording) == 2 and " ".join(wording) not in _KNOWN_PAIRS:
        return wording[0] not in _DETERMINERS and wording[-1] not in _WEAK_ENDS and sighting.opening >= 0.5
    is_noun = wording[0] in _DETERMINERS and not all(map(words.is_function_word, wording))
    return not (is_noun and len(wording) == 3)


def _is_topic(word: str, said: tally.Corpus, n_words: float) -> bool:
    if words.is_function_word(word):
        return False
    return 1e9 * said.count((word,)) / n_words >= _TOPIC_RATIO * 10 ** words.zipf(word)


def _without_overlaps(ranked: Sequence[SignaturePhrase]) -> list[SignaturePhrase]:
    kept: list[SignaturePhrase] = []
    room = {False: LIMIT, True: LINES_LIMIT}
    for phrase in ranked:
        if room[phrase.is_line] and not any(_overlaps(phrase.text, other.text) for other in kept):
            kept.append(phrase)
            room[phrase.is_line] -= 1
    return kept


def _overlaps(text: str, other: str) -> bool:
    """Whether most of the shorter phrase stands in the longer one."""
    shorter, longer = sorted((text.split(), other.split()), key=len)
    padded = f" {' '.join(longer)} "
    for size in range(len(shorter), 1, -1):
        if any(f" {' '.join(shorter[at : at + size])} " in padded for at in range(len(shorter) - size + 1)):
            return size >= 0.6 * len(shorter)
    return False
