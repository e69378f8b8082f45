"""Catch phrases and terminology: what recurs over a creator's videos and stands out against ordinary speech."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.models import Segment
from pipelines.sentences import normalised_words
from pipelines.voice import style, words

PHRASE_SIZES = range(2, 7)
_MIN_KEYNESS = 12.0  # G² above which a phrase is no accident of one channel
_UNSEEN_PER_MILLION = 6.0  # rate assumed for phrases below the background's threshold
_CONTENT_MIN_ZIPF = 4.9  # a content word in a catch phrase is an everyday word
_TOPIC_RATIO = 12.0  # a word this many times more frequent than in English is the channel's topic
_TERM_RATIO = 20.0
_LIMIT = 24


@dataclass(frozen=True)
class RecurringPhrase:
    """A phrase or term with how often it is used and how far it stands out (log-likelihood G²)."""

    text: str
    count: int
    n_videos: int
    keyness: float


@dataclass(frozen=True)
class _Line:
    video_id: str
    words: tuple[str, ...]


def catch_phrases(segments: Sequence[Segment]) -> list[RecurringPhrase]:
    """Return the content-light n-grams (2-6 words) that the creator uses far more than others, best first.

    Keyness is Dunning's log-likelihood (1993, Computational Linguistics 19:61) against the rates of the background
    speakers. A phrase must occur in three videos (two where there are fewer than six), and may hold one content word if
    that is an everyday word which is not the channel's topic. Parts of a longer phrase are left out.
    """
    lines = [_Line(segment.video_id, tuple(normalised_words(segment.text))) for segment in segments]
    n_words = sum(len(line.words) for line in lines)
    n_videos = len({line.video_id for line in lines})
    sightings = _sightings(lines, _light_words(lines, n_words))
    ranked = []
    for phrase, places in sightings.items():
        videos = {lines[line].video_id for line, _ in places}
        if len(places) < 3 or len(videos) < min_videos_for(n_videos):
            continue
        keyness = _keyness(len(places), n_words, _background_rate(phrase))
        if keyness >= _MIN_KEYNESS and (_is_line(phrase, places, lines) or _is_whole(phrase, places, lines)):
            rank = keyness * (0.3 + len(videos) / n_videos) * (1 + 0.25 * min(len(phrase) - 2, 6))
            ranked.append((-rank, RecurringPhrase(" ".join(phrase), len(places), len(videos), keyness)))
    ranked.sort(key=lambda item: (item[0], item[1].text))
    return _without_overlaps([phrase for _, phrase in ranked])[:_LIMIT]


def min_videos_for(n_videos: int) -> int:
    """Number of videos in which something must recur to be a habit."""
    return 3 if n_videos >= 6 else 2


def _sightings(lines: Sequence[_Line], allowed: dict[str, bool]) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    """Return every candidate phrase → its places as (line, first word). Whole sentences may hold any words."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        for phrase, start in _phrases(line.words, allowed):
            places[phrase].append((index, start))
        if 3 <= len(line.words) <= _LINE_MAX_WORDS and (index, 0) not in places[line.words]:
            places[line.words].append((index, 0))
    return places


def _phrases(line: tuple[str, ...], allowed: dict[str, bool]) -> Iterator[tuple[tuple[str, ...], int]]:
    for start in range(len(line)):
        n_content = 0
        for end in range(start, min(start + max(PHRASE_SIZES), len(line))):
            word = line[end]
            n_content += allowed.get(word, True)
            if word not in allowed or n_content > 1:
                break
            if end > start:
                yield line[start : end + 1], start


def _light_words(lines: Sequence[_Line], n_words: int) -> dict[str, bool]:
    """Return the words that may stand in a catch phrase → whether it is a content word."""
    counts = Counter(word for line in lines for word in line.words)
    light = {}
    for word, count in counts.items():
        if words.is_function_word(word):
            light[word] = False
        elif words.zipf(word) >= _CONTENT_MIN_ZIPF and not any(letter.isdigit() for letter in word):
            is_topic = 1e9 * count / n_words >= _TOPIC_RATIO * 10 ** words.zipf(word)
            light |= {} if is_topic else {word: True}
    return light


_DANGLING = frozenset(
    """
    a an the of in on at by for with to from as and or but if than into my your his her its our their some any
    every who which whose whom because although while i'm you're we're they're i've we've you've is are was
    were be am been a's has had would could should might may can will 'll going gonna no not very too
    """.split()
)
_NEVER_FIRST = frozenset(["of", "than", "'s", "n't", "'re", "to", "or", "am", "been"])


def _is_line(phrase: tuple[str, ...], places: Sequence[tuple[int, int]], lines: Sequence[_Line]) -> bool:
    """Whether a phrase is mostly said as a sentence of its own, such as a sign-off."""
    if len(phrase) < 3:
        return False
    return sum(lines[line].words == phrase for line, _ in places) >= 0.6 * len(places)


def _is_whole(phrase: tuple[str, ...], places: Sequence[tuple[int, int]], lines: Sequence[_Line]) -> bool:
    """Whether a phrase stands by itself: no part of a construction, and not always continued by the same word."""
    if phrase[-1] in _DANGLING or phrase[0] in _NEVER_FIRST or len(set(phrase)) == 1:
        return False
    if len(phrase) == 2 and " ".join(phrase) not in _KNOWN_PAIRS:
        starts = sum(start == 0 for _, start in places)
        if phrase[0] in _DETERMINERS or phrase[-1] in _WEAK_ENDS or starts < 0.5 * len(places):
            return False
    if phrase[0] in _DETERMINERS and len(phrase) == 3 and not all(map(words.is_function_word, phrase)):
        return False
    before = Counter(lines[line].words[start - 1] if start else "" for line, start in places)
    after = Counter("".join(lines[line].words[start + len(phrase) : start + len(phrase) + 1]) for line, start in places)
    return all(counts[word] < 0.7 * len(places) for counts in (before, after) for word in counts if word)


_LINE_MAX_WORDS = 12
_DETERMINERS = frozenset(
    """
    a an the this that these those each every my your his her its our their some any no
    """.split()
)
_KNOWN_PAIRS = frozenset(words.DISCOURSE_MARKERS + words.HEDGES)
_WEAK_ENDS = frozenset(
    """
    i you we they he she it this that these those there do does did have get got go let what i'm you're we're
    """.split()
)


def _background_rate(phrase: tuple[str, ...]) -> float:
    return style.load_background().phrases.get(" ".join(phrase), _UNSEEN_PER_MILLION)


def _keyness(count: int, n_words: int, per_million: float) -> float:
    """Log-likelihood G² of `count` in `n_words` against a rate; 0 where the phrase is rarer than expected."""
    expected = per_million * n_words / 1e6
    return 2 * (count * math.log(count / expected) - (count - expected)) if count > expected else 0.0


def _without_overlaps(ranked: Sequence[RecurringPhrase]) -> list[RecurringPhrase]:
    """Drop phrases that are mostly part of a longer one, and longer ones that only lengthen a better one."""
    by_length = sorted(ranked, key=lambda phrase: -len(phrase.text))
    swallowed = {
        short.text
        for short in ranked
        for long in by_length
        if len(long.text) > len(short.text)
        and f" {short.text} " in f" {long.text} "
        and long.count >= 0.6 * short.count
    }
    kept: list[RecurringPhrase] = []
    for phrase in ranked:
        if phrase.text not in swallowed and not any(_overlaps(phrase.text, other.text) for other in kept):
            kept.append(phrase)
    return kept


def _overlaps(text: str, other: str) -> bool:
    """Whether most of the shorter phrase stands in the longer one."""
    shorter, longer = sorted((text.split(), other.split()), key=len)
    padded = f" {' '.join(longer)} "
    for size in range(len(shorter), 1, -1):
        if any(f" {' '.join(shorter[at : at + size])} " in padded for at in range(len(shorter) - size + 1)):
            return size >= 0.6 * len(shorter)
    return False


def terminology(segments: Sequence[Segment]) -> list[RecurringPhrase]:
    """Return the content words that the creator uses far above general English, in several videos, best first."""
    lines = [_Line(s.video_id, tuple(normalised_words(s.text))) for s in segments]
    n_words = sum(len(line.words) for line in lines)
    min_videos = min_videos_for(len({line.video_id for line in lines}))
    counts: Counter[str] = Counter()
    videos: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for word in line.words:
            stem = word.removesuffix("'s")
            if len(stem) > 2 and stem.isalpha() and not words.is_function_word(stem) and "'" not in stem:
                counts[stem] += 1
                videos[stem].add(line.video_id)
    found = []
    for word, count in counts.items():
        per_million = 10 ** words.zipf(word) / 1e3
        is_far_above = 1e6 * count / n_words >= _TERM_RATIO * per_million
        if count >= 4 and len(videos[word]) >= min_videos and is_far_above:
            keyness = _keyness(count, n_words, max(per_million, 0.5))
            found.append(RecurringPhrase(word, count, len(videos[word]), keyness))
    found.sort(key=lambda term: (-term.keyness * term.n_videos, term.text))
    return found[:_LIMIT]
