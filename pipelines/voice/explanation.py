"""Why a sentence does or does not sound like the creator, and what they would rather say."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipelines.models import Segment, SentenceVoice, VoiceProfile
from pipelines.sentences import split
from pipelines.voice import fidelity, other_speakers, score, segment_vectors, wording_traits
from pipelines.voice.ngrams import FAMILIES, LONGEST_REACH, Indices, Occurrences, Vector
from pipelines.voice.reading import Reading, read_text
from pipelines.voice.spoken_words import SpokenWords
from pipelines.voice.suggestions import OwnSentences, opening_alike, own_sentences, suggest

N_WORDINGS = 2
N_SUGGESTED = 6
"""Sentences of a text for which another wording is sought."""


def explain_text(
    text: str, profile: VoiceProfile, segments: Sequence[Segment] = (), n_suggested: int = N_SUGGESTED
) -> list[SentenceVoice]:
    """Return each sentence with its part in the text's score; empty if the profile is too thin to score.

    The score is linear in weighted counts, so a sentence's contribution is the sum over its n-grams of weight times
    share of the count, less its share of what other speakers score. Contributions add up to the score; taking a sentence
    out moves the score of the rest against its contribution. An n-gram belongs to the sentence in which it begins.

    Args:
        text: punctuated text.
        profile: the creator.
        segments: the channel's sentences, in any one order, among which examples are sought once per voice.
        n_suggested: for how many of the sentences that are most off another wording is sought.
    """
    prepared = score.prepare(profile)
    spans = split(text)
    if prepared is None or not spans or sum(row.n_sentences for row in profile.features) < score.MIN_PROFILE_SENTENCES:
        return []
    reading = read_text(text)
    sentence_of = np.searchsorted(
        [span.end for span in spans], np.array(reading.spoken.starts, dtype=int), side="right"
    )
    values = score.sentence_values(reading.ngrams, sentence_of, len(spans), prepared)
    found, pulls = _pulls(reading, prepared.voice)
    contributions = np.bincount(sentence_of[found.first], weights=pulls, minlength=len(spans))
    worst = _worst(found, pulls, sentence_of, prepared.voice.others)
    suggested = set(np.argsort(contributions, kind="stable")[:n_suggested].tolist())
    own = own_sentences(segments)
    rows = []
    for index, span in enumerate(spans):
        wordings, trait = _worded(worst.get(index, ()), reading.spoken, text)
        contribution = round(float(contributions[index]), 4)
        row = SentenceVoice(span.text, values[index], contribution, wordings, trait)
        first, end = np.searchsorted(sentence_of, [index, index + 1]).tolist()
        is_off = index in suggested and contribution < 0 and end > first
        rows.append(_with_advice(row, first, end, reading.spoken, text, prepared, own) if is_off else row)
    return rows


def _with_advice(
    row: SentenceVoice,
    first: int,
    end: int,
    spoken: SpokenWords,
    text: str,
    prepared: score.PreparedVoice,
    own: OwnSentences,
) -> SentenceVoice:
    """Return the row of the words `first` to `end` with what the creator would rather say there, or how they open such."""
    words = spoken.words[first:end]
    if offer := suggest(words, prepared, own):
        place, rather = offer
        run = (first + place.first, first + place.end - 1)
        return replace(row, instead_of=_as_written(run, spoken, text), rather=rather)
    opening, alike = opening_alike(words, own)
    return replace(row, opening=opening, alike=alike)


def _as_written(run: tuple[int, int], spoken: SpokenWords, text: str) -> str:
    return text[spoken.starts[run[0]] : spoken.ends[run[1]]]


def _pulls(reading: Reading, voice: fidelity.Voice) -> tuple[Occurrences, Vector]:
    """Return every n-gram of the segments and what it adds to the score, with its share of other speakers."""
    others, found = voice.others, reading.ngrams
    n_words = len(reading.spoken.words)
    rows = reading.rows
    entries = segment_vectors.entries_of(found, segment_vectors.segment_of_words(n_words), others)
    inside = np.flatnonzero(entries >= 0)
    per_use = voice.direction[rows.entries % others.vocabulary.size] * rows.values / rows.counts
    n_segments = len(segment_vectors.segment_bounds(n_words)) - 1
    pulls = per_use[np.searchsorted(rows.entries, entries[inside])] / (voice.spread * n_segments)
    kept = Occurrences(found.features[inside], found.first[inside], found.last[inside])
    return kept, pulls - voice.offset / (voice.spread * max(1, len(inside)))


def _worst(
    found: Occurrences, pulls: Vector, sentence_of: Indices, others: other_speakers.OtherSpeakers
) -> dict[int, list[tuple[int, int]]]:
    """Return per sentence the runs of words, first to last, that pull away most; no two overlap."""
    inside = (sentence_of[found.first] == sentence_of[found.last]) & (others.vocabulary.family_of[found.features] < 2)
    first, reach = found.first[inside], found.last[inside] - found.first[inside]
    n_words = len(sentence_of)
    place = reach * n_words + first
    sums = np.bincount(place, weights=pulls[inside], minlength=(LONGEST_REACH + 1) * n_words)
    covered = _covered(np.asarray(sums, dtype=np.float64).reshape(LONGEST_REACH + 1, n_words)).ravel()
    places = np.unique(place)
    places = places[covered[places] < 0]
    reach, first = np.divmod(places, n_words)
    found_runs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for index in np.lexsort((reach, first, covered[places])).tolist():
        run = (int(first[index]), int(first[index] + reach[index]))
        chosen = found_runs[int(sentence_of[run[0]])]
        if len(chosen) < N_WORDINGS and all(run[1] < start or end < run[0] for start, end in chosen):
            chosen.append(run)
    return found_runs


def _covered(sums: Vector) -> Vector:
    """Return what each run of words adds with all the shorter runs inside it: what taking it out would take away.

    Both are (reach, first word). A run holds what its two longest parts hold, less what these two share.
    """
    covered = sums.copy()
    for reach in range(1, len(sums)):
        covered[reach, :-1] += covered[reach - 1, :-1] + covered[reach - 1, 1:]
        if reach > 1:
            covered[reach, :-1] -= covered[reach - 2, 1:]
    return covered


def _worded(runs: Sequence[tuple[int, int]], spoken: SpokenWords, text: str) -> tuple[tuple[str, ...], str | None]:
    """Return runs as they stand in the text, and the trait of the first of them."""
    if not runs:
        return (), None
    first, last = runs[0]
    name = " ".join(spoken.words[first : last + 1])
    wordings = tuple(_as_written(run, spoken, text) for run in runs)
    return wordings, wording_traits.trait_of(name, FAMILIES[1])
