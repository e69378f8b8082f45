"""What a creator would rather say in a sentence that is off: their own wording for the same work, and where they say it."""

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipelines.models import Rather, Segment, Span
from pipelines.sentences import normalised_words
from pipelines.voice import score, segment_vectors
from pipelines.voice.alternatives import Place, fitting, is_ambiguous, places, slots, times_said
from pipelines.voice.words import OPENER_CLASSES

N_EXAMPLES = 2
_LEAST_SAID = 3
_LEAST_GAIN = 0.002  # of the probability of the sentence alone
_PLACES_TRIED = 3  # of a sentence, one wording each
_EXAMPLE_WORDS = (5, 30)
_MOST_COMPARED = 200  # sentences, of which the two nearest are shown


@dataclass(frozen=True, eq=False)
class OwnSentences:
    """A channel's sentences as normalised words, each between spaces."""

    segments: Sequence[Segment]
    texts: Sequence[str]

    @functools.cached_property
    def joined(self) -> str:
        """All of them, in one text to count in."""
        return "\n".join(self.texts)

    @functools.cached_property
    def quotable(self) -> Sequence[int]:
        """The numbers of those that can be quoted, the ones with times first."""
        low, high = _EXAMPLE_WORDS
        fit = [number for number, text in enumerate(self.texts) if low <= text.count(" ") - 1 <= high]
        return sorted(fit, key=lambda number: self.segments[number].start_s is None)

    @functools.cached_property
    def by_opening(self) -> Mapping[str, Sequence[int]]:
        """The quotable ones by their first word, and by their first two."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in self.quotable:
            first, second, *_ = self.texts[number].split()
            found[first].append(number)
            found[f"{first} {second}"].append(number)
        return found

    def of_two_videos(self, numbers: Iterable[int], beside: frozenset[str]) -> tuple[Span, ...]:
        """Return two sentences of two videos that share the most words with `beside`; none where only one video has any."""
        ranked = sorted(
            (
                self.segments[number].start_s is None,
                -len(beside.intersection(self.texts[number].split())),
                place,
                number,
            )
            for place, number in enumerate(numbers)
        )
        spans: dict[str, Span] = {}
        for *_, number in ranked:
            row = self.segments[number]
            spans.setdefault(row.video_id, Span(row.video_id, row.segment_id, row.text, row.start_s, row.end_s))
            if len(spans) == N_EXAMPLES:
                return tuple(spans.values())
        return ()


@dataclass(frozen=True)
class _Channel:
    """A channel's sentences; number and ends tell one such list from another of the same voice."""

    key: tuple[int, str, str]
    segments: Sequence[Segment] = field(compare=False)


@functools.lru_cache(maxsize=4)
def _read(channel: _Channel) -> OwnSentences:
    return OwnSentences(channel.segments, [f" {' '.join(normalised_words(row.text))} " for row in channel.segments])


def own_sentences(segments: Sequence[Segment]) -> OwnSentences:
    """Return a channel's sentences ready for looking wordings up; the same ones again cost nothing."""
    key = (len(segments), segments[0].segment_id, segments[-1].segment_id) if segments else (0, "", "")
    return _read(_Channel(key, segments))


@functools.lru_cache(maxsize=512)
def _counts(own: OwnSentences, slot: int) -> dict[str, int]:
    """Return how often the creator says each wording of a line of the table."""
    return {wording: times_said(own.joined, wording) for wording in slots()[slot]}


@functools.lru_cache(maxsize=512)
def _holding(own: OwnSentences, wording: str) -> tuple[int, ...]:
    """Return the numbers of some quotable sentences that hold a wording, the ones with times first."""
    found = (number for number in own.quotable if times_said(own.texts[number], wording) > 0)
    return tuple(itertools.islice(found, _MOST_COMPARED))


@functools.lru_cache(maxsize=8)
def _worths(prepared: score.PreparedVoice) -> dict[str, float]:
    """Return how much each wording of the table speaks for a creator when it stands alone."""
    wordings = sorted({wording for line in slots() for wording in line})
    others = prepared.voice.others
    found = others.vocabulary.occurrences([word for wording in wordings for word in wording.split()])
    row_of = np.repeat(np.arange(len(wordings)), [len(wording.split()) for wording in wordings])
    rows = segment_vectors.rows_of(found, row_of, others)
    row, feature = np.divmod(rows.entries, others.vocabulary.size)
    worths = np.bincount(row, weights=prepared.voice.direction[feature] * rows.values, minlength=len(wordings))
    return dict(zip(wordings, worths.tolist(), strict=True))


def suggest(words: Sequence[str], prepared: score.PreparedVoice, own: OwnSentences) -> tuple[Place, Rather] | None:
    """Return which wording of a sentence to change and for what: the one change that helps the sentence most.

    A wording is offered where the creator says it in two videos and more often than the one that stands there, and where
    the sentence with it is more probably theirs, by the score of the whole changed sentence.

    Args:
        words: of the sentence, as spoken.
        prepared: the creator.
        own: the channel's sentences.
    """
    tried = _candidates(words, prepared, own)
    variants = [words, *([*words[: p.first], *wording.split(), *words[p.end :]] for p, wording in tried)]
    before, *after = _alone(variants, prepared) if tried else [None]
    offers = [
        (value - before, place, wording)
        for value, (place, wording) in zip(after, tried, strict=True)
        if value is not None and before is not None and value - before >= _LEAST_GAIN
    ]
    for gain, place, wording in sorted(offers, key=lambda offer: (-offer[0], offer[1].first)):
        next_word = words[place.end] if place.end < len(words) else ""
        said, numbers = _counts(own, place.slot)[wording], _holding(own, wording)
        if is_ambiguous(place.slot, wording):
            said = own.joined.count(f" {wording} {next_word} ")
            numbers = tuple(number for number in numbers if f" {wording} {next_word} " in own.texts[number])
        beside = frozenset([*words[: place.first], *words[place.end :]])
        examples = own.of_two_videos(numbers, beside) if said >= _LEAST_SAID else ()
        if examples:
            stands = " ".join(words[place.first : place.end])
            return place, Rather(wording, round(gain, 4), said, _counts(own, place.slot)[stands], examples)
    return None


def _candidates(words: Sequence[str], prepared: score.PreparedVoice, own: OwnSentences) -> list[tuple[Place, str]]:
    """Return the places that stand to gain most, each with the creator's best wording for it."""
    worths, found = _worths(prepared), []
    for place in places(words):
        stands, said = " ".join(words[place.first : place.end]), _counts(own, place.slot)
        theirs = [wording for wording in fitting(words, place) if said[wording] >= max(_LEAST_SAID, said[stands] + 1)]
        if theirs:
            best = max(theirs, key=lambda wording: (worths[wording], wording))
            found.append((worths[stands] - worths[best], place.first, place, best))
    return [(place, best) for _, _, place, best in sorted(found, key=lambda row: row[:2])[:_PLACES_TRIED]]


def _alone(rows: Sequence[Sequence[str]], prepared: score.PreparedVoice) -> list[float | None]:
    """Return the probability of each row of words by itself."""
    found = prepared.voice.others.vocabulary.occurrences([word for row in rows for word in row])
    return score.sentence_values(
        found, np.repeat(np.arange(len(rows)), [len(row) for row in rows]), len(rows), prepared
    )


def opening_alike(words: Sequence[str], own: OwnSentences) -> tuple[str | None, tuple[Span, ...]]:
    """Return how a sentence opens, where the creator opens sentences so in two videos, and two of theirs."""
    is_telling = len(words) > 1 and any(
        words[0] in members for name, members in OPENER_CLASSES.items() if name != "article"
    )
    for opening in (" ".join(words[:2]), words[0]) if is_telling else ():
        numbers = own.by_opening.get(opening, ())[:_MOST_COMPARED]
        if examples := own.of_two_videos(numbers, frozenset(words)):
            return opening, examples
    return None, ()
