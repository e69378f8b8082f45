"""Signature phrases: what a creator says in video after video, far more than other speakers do."""

import functools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.sentences import normalised_words
from pipelines.voice import style, tally, words
from pipelines.voice.places import Place, Sentences
from pipelines.voice.sentence import MeasuredSentence

PHRASE_WORDS = range(2, 7)
LINE_WORDS = range(3, tally.MOST_WORDS + 1)  # of a whole sentence, which may hold any words
MIN_VIDEO_SHARE = 0.03
PRIOR_WORDS = 20_000.0  # weight of the prior, as words of ordinary speech
BACKGROUND_WORDS = 1e6  # words over which the background's rates count as observed
UNSEEN_PER_MILLION = 6.0  # rate assumed of phrases below the background's threshold
LIMIT = 24
LINES_LIMIT = 24
_MIN_Z = 3.5  # among thousands of candidates, one in two channels shows a phrase by chance
_EXAMINED = 600  # best candidates, whose wording is then looked at
_CONTENT_MIN_ZIPF = 4.9  # a content word in a phrase is an everyday word …
_TOPIC_RATIO = 12.0  # … and not this many times more frequent here than in English: then it is the topic
_PART_SHARE = 0.7  # a phrase that is said within one longer phrase so often is part of it
_SPANS = 3


@dataclass(frozen=True)
class SignaturePhrase:
    """A phrase with its log-odds against other speakers, its 95 % interval, z, and where it is said.

    `is_line`: said once in each of most videos, as a greeting or a sponsor's text is, and not here and there.
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


def phrase_table(sentences: Sequence[MeasuredSentence], ordinals: Sequence[int]) -> bytes:
    """Return one video's candidates, packed (see `tally`).

    They are n-grams of 2-6 everyday words with at most one content word that neither begin nor end in the middle of a
    construction, and whole sentences of 3-12 words.
    """
    tokens = [word for sentence in sentences for word in sentence.words]
    keys = np.array([tally.word_key(word) for word in tokens], dtype=np.uint64)
    kinds = np.array([_lightness(word) for word in tokens], dtype=np.int64)
    begins = np.array([word not in _NEVER_FIRST for word in tokens], dtype=bool)
    ends = np.array([word not in _DANGLING for word in tokens], dtype=bool)
    lengths = np.array([len(sentence.words) for sentence in sentences], dtype=np.int64)
    starts = np.r_[0, lengths.cumsum()[:-1]]
    sentence = np.repeat(np.arange(len(sentences)), lengths)
    inside = np.arange(len(tokens)) - starts[sentence] if tokens else np.zeros(0, dtype=np.int64)
    ordinal = np.array(ordinals, dtype=np.int64)
    columns: list[tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.bool_], NDArray[np.bool_]]] = []
    for size in range(2, min(tally.MOST_WORDS, len(tokens)) + 1):
        runs = tally.keys_of_runs(keys, size)
        at = np.arange(len(runs))
        fits = inside[at] + size <= lengths[sentence[at]]
        alone = fits & (lengths[sentence[at]] == size)
        if size in PHRASE_WORDS:
            content = np.convolve(kinds, np.ones(size, dtype=np.int64), "valid")
            stands = ends[at + size - 1] & begins[at] & (content <= 1)
            kept = fits & (stands | (alone & (size >= LINE_WORDS.start)))
        else:
            kept = alone
        at = at[kept]
        places = tally.packed(ordinal[sentence[at]], inside[at], np.full(len(at), size))
        columns.append((runs[at], places, inside[at] == 0, alone[at]))
    if not columns:
        return b""
    joined = [np.concatenate(column) for column in zip(*columns, strict=True)]
    order = np.argsort(joined[1], kind="stable")  # in speaking order, so that the first place is the first
    return tally.tabled(*(column[order] for column in joined)).tobytes()


@functools.cache
def _lightness(word: str) -> int:
    """0 for a word of a closed class, 1 for an everyday content word, 2 for one that no phrase may hold."""
    if words.is_function_word(word):
        return 0
    is_everyday = words.zipf(word) >= _CONTENT_MIN_ZIPF and not any(letter.isdigit() for letter in word)
    return 1 if is_everyday else 2


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
    (Monroe, Colaresi and Quinn 2008, Political Analysis 16:372, equations 15-22): prior and other group are the rates of
    the background. The variance is theirs, or that of counts clustered by video where it is larger: a phrase of one
    video has an interval that holds 0 however often it is said there, and must in any case recur in several videos.

    Args:
        corpus: the phrase tables of the videos.
        video_ids: of the videos, in the order of the tables.
        n_words: spoken in each.
        said: the term tables of the videos, to tell the channel's topics.
        read: reads sentences.
    """
    frequent = corpus.said_in(min_videos_for(len(video_ids)))
    total = float(sum(n_words))
    count, log_odds, error = _log_odds(corpus, frequent, np.array(n_words, dtype=np.float64))
    z = log_odds / error
    best = np.lexsort((corpus.keys[frequent], -z))[:_EXAMINED]
    best = best[z[best] >= _MIN_Z]
    found: list[tuple[_Sighting, SignaturePhrase]] = []
    for place in _read(corpus, frequent[best], video_ids, read):
        at = best[place.rank]
        n_videos, estimate, half = int(corpus.sizes[frequent[at]]), float(log_odds[at]), 1.96 * float(error[at])
        phrase = SignaturePhrase(
            text=" ".join(place.words),
            is_line=_is_line(int(count[at]), n_videos, len(video_ids)),
            count=int(count[at]),
            n_videos=n_videos,
            per_million=round(1e6 * float(count[at]) / total, 1),
            log_odds=estimate,
            low=estimate - half,
            high=estimate + half,
            z=float(z[at]),
            places=place.places,
        )
        found.append((place, phrase))
    found.sort(key=lambda item: (-round(item[1].z, 1), -len(item[1].text), item[1].text))
    longer = _counts_of_parts(phrase for _, phrase in found)
    whole = [
        phrase
        for place, phrase in found
        if _is_alone(place)
        or (
            _is_whole(place)
            and longer.get(phrase.text, 0) < _PART_SHARE * phrase.count
            and not any(_is_topic(word, said, total) for word in place.words)
        )
    ]
    kept = _without_overlaps(whole)
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


def _is_line(count: int, n_videos: int, n_all: int) -> bool:
    return n_all >= 4 and 2 * n_videos >= n_all and count <= 1.2 * n_videos


def _log_odds(
    corpus: tally.Corpus, positions: NDArray[np.int64], n_words: style.Vector
) -> tuple[style.Vector, style.Vector, style.Vector]:
    """Return (count, log-odds, standard error) of n-grams."""
    at, starts = corpus.select(positions)
    in_video = corpus.columns["count"][at].astype(np.float64)
    count = tally.summed(in_video, starts)
    total = n_words.sum()
    rates = _background_rates(corpus.keys[positions])
    prior, others = rates * PRIOR_WORDS, rates * BACKGROUND_WORDS
    own_odds = np.log((count + prior) / (total + PRIOR_WORDS - count - prior))
    other_odds = np.log((others + prior) / (BACKGROUND_WORDS + PRIOR_WORDS - others - prior))
    rate = count / total
    squares = tally.summed(in_video**2, starts) - 2 * rate * tally.summed(in_video * n_words[corpus.video[at]], starts)
    clustered = (squares + rate**2 * (n_words**2).sum()) / count**2 * len(n_words) / max(len(n_words) - 1, 1)
    variance = np.maximum(1 / (count + prior), clustered) + 1 / (others + prior)
    return count, own_odds - other_odds, np.sqrt(variance)


@functools.cache
def _background_table() -> tuple[NDArray[np.uint64], style.Vector]:
    phrases = style.load_background().phrases
    keys = np.array([tally.key_of(phrase.split()) for phrase in phrases], dtype=np.uint64)
    order = np.argsort(keys)
    return keys[order], np.array(list(phrases.values()))[order]


def _background_rates(keys: NDArray[np.uint64]) -> style.Vector:
    """Return the rate of each n-gram in the background, as a share of words."""
    known, rates = _background_table()
    at = np.searchsorted(known, keys).clip(max=len(known) - 1)
    found: style.Vector = np.where(known[at] == keys, rates[at], UNSEEN_PER_MILLION) / 1e6
    return found


@dataclass(frozen=True)
class _Sighting:
    rank: int
    words: tuple[str, ...]
    opening: float  # share of occurrences that open a sentence
    alone: float  # share that are a whole sentence
    places: tuple[Place, ...]


def _read(
    corpus: tally.Corpus, positions: NDArray[np.int64], video_ids: Sequence[str], read: Sentences
) -> Iterable[_Sighting]:
    """Read the wording of n-grams where they were said first in a video, the newest videos' places first."""
    members = [corpus.members(position)[::-1][:_SPANS] for position in positions]
    packed = [[tally.unpacked(int(corpus.columns["place"][row])) for row in rows] for rows in members]
    places = [
        [(video_ids[corpus.video[row]], at[0]) for row, at in zip(rows, unpacked, strict=True)]
        for rows, unpacked in zip(members, packed, strict=True)
    ]
    known = read(sorted({group[0] for group in places}))
    at, starts = corpus.select(positions)
    count, opening, alone = (tally.summed(corpus.columns[name][at], starts) for name in ("count", "opening", "alone"))
    for rank, (group, unpacked) in enumerate(zip(places, packed, strict=True)):
        _, first, size = unpacked[0]
        said = normalised_words(known[group[0]].text) if group[0] in known else []
        wording = tuple(said[first : first + size])
        if tally.key_of(wording) == int(corpus.keys[positions[rank]]):
            shares = float(opening[rank] / count[rank]), float(alone[rank] / count[rank])
            yield _Sighting(rank, wording, shares[0], shares[1], tuple(group))


_DANGLING = frozenset(
    """
    a an the of in on at by for with to from as and or but if than into my your his her its our their some any
    every who which whose whom because although while i'm you're we're they're i've we've you've is are was
    were be am been a's has had would could should might may can will 'll going gonna no not very too that i you we
    they he she it's that's there's so just this these those what where when how why
    """.split()
)
_NEVER_FIRST = frozenset("of than to or am been is are was were be both one".split())
_DETERMINERS = frozenset("a an the this that these those each every my your his her its our their some any no".split())
_KNOWN_PAIRS = frozenset(words.DISCOURSE_MARKERS + words.HEDGES)
_WEAK_ENDS = frozenset("i you we they he she it this that these those there do does did have get got go let".split())


def _is_alone(sighting: _Sighting) -> bool:
    """Whether a phrase is mostly said as a sentence of its own, such as a sign-off."""
    return len(sighting.words) >= 3 and sighting.alone >= 0.6


def _is_whole(sighting: _Sighting) -> bool:
    wording = sighting.words
    if wording[-1] in _DANGLING or wording[0] in _NEVER_FIRST or len(set(wording)) == 1:
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
