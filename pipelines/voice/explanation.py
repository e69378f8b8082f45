"""Why a sentence does or does not sound like the creator, and what they would rather say."""

import itertools
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.models import Segment, SentenceVoice, Span, VoiceProfile
from pipelines.sentences import normalised_words, split
from pipelines.voice import fidelity, score, wording_traits
from pipelines.voice.fidelity import Vector
from pipelines.voice.ngrams import FAMILIES, Indices, Occurrences
from pipelines.voice.spoken_words import SpokenWords, spoken_words
from pipelines.voice.words import zipf

N_WORDINGS = 2
N_EXAMPLES = 2
_EXAMPLE_WORDS = (4, 30)
_EVERYDAY_ZIPF = 5.4  # words said at least 250 times in a million


def explain_text(text: str, profile: VoiceProfile, segments: Sequence[Segment] = ()) -> list[SentenceVoice]:
    """Return each sentence with its part in the text's score; empty if the profile is too thin to score.

    The score is linear in weighted counts, so a sentence's contribution is the sum over its n-grams of weight times
    share of the count, less its share of what other speakers score. Contributions add up to the score; taking a sentence
    out moves the score of the rest against its contribution. An n-gram belongs to the sentence in which it begins.

    Args:
        text: punctuated text.
        profile: the creator.
        segments: the channel's sentences, among which examples are sought.
    """
    prepared = score.prepare(profile)
    spans = split(text)
    values = score.score_sentences([span.text for span in spans], profile)
    if prepared is None or not spans or sum(row.n_sentences for row in profile.features) < score.MIN_PROFILE_SENTENCES:
        return []
    spoken = spoken_words(text)
    sentence_of = np.searchsorted([span.end for span in spans], np.array(spoken.starts, dtype=int), side="right")
    found, pulls = _pulls(spoken, prepared.voice)
    contributions = _shares(sentence_of, found, pulls, len(spans))
    favourites = _favourites(prepared)
    rows = []
    for index, span in enumerate(spans):
        wordings, trait = _worst(spoken, found, pulls, sentence_of == index, text, prepared.voice.others)
        rather = favourites.get(trait, ()) if trait else ()
        said, examples = _said(rather, segments)
        rows.append(
            SentenceVoice(
                span.text, values[index], round(float(contributions[index]), 4), wordings, trait, said, examples
            )
        )
    return rows


def _pulls(spoken: SpokenWords, voice: fidelity.Voice) -> tuple[Occurrences, Vector]:
    """Return every n-gram of the text and what it adds to the score, before the share of other speakers is taken off."""
    others = voice.others
    pieces = fidelity.segments_of(spoken.words)
    found, pulls, start = [], [], 0
    for piece in pieces:
        occurrences = others.vocabulary.occurrences(piece)
        vector = fidelity.segment_vector(piece, others)
        counts = np.bincount(occurrences.features, minlength=others.vocabulary.size)
        per_use = voice.direction[vector.indices] * vector.values / counts[vector.indices]
        lookup = np.zeros(others.vocabulary.size)
        lookup[vector.indices] = per_use
        pulls.append(lookup[occurrences.features] / (voice.spread * len(pieces)))
        found.append(Occurrences(occurrences.features, occurrences.first + start, occurrences.last + start))
        start += len(piece)
    merged = Occurrences(
        np.concatenate([one.features for one in found]),
        np.concatenate([one.first for one in found]),
        np.concatenate([one.last for one in found]),
    )
    return merged, np.concatenate(pulls) - voice.offset / (voice.spread * max(1, len(merged.features)))


def _shares(sentence_of: Indices, found: Occurrences, pulls: Vector, n_sentences: int) -> Vector:
    owner = np.minimum(sentence_of[found.first], n_sentences - 1)
    return np.asarray(np.bincount(owner, weights=pulls, minlength=n_sentences), dtype=np.float64)


def _worst(
    spoken: SpokenWords,
    found: Occurrences,
    pulls: Vector,
    is_inside: NDArray[np.bool_],
    text: str,
    others: fidelity.OtherSpeakers,
) -> tuple[tuple[str, ...], str | None]:
    """Return the wordings of a sentence that pull away most, and the trait of the worst of them."""
    inside = np.flatnonzero(
        is_inside[found.first] & is_inside[found.last] & (others.vocabulary.family_of[found.features] < 2)
    )
    if not len(inside):
        return (), None
    totals: dict[tuple[int, int], float] = defaultdict(float)
    for index in inside:
        totals[int(found.first[index]), int(found.last[index])] += float(pulls[index])
    covered = {place: _covered(place, totals) for place in totals}
    ranked = sorted(covered.items(), key=lambda item: (item[1], item[0]))
    wordings: list[str] = []
    taken: set[int] = set()
    worst: tuple[int, int] | None = None
    for (first, last), pull in ranked:
        if pull >= 0 or len(wordings) == N_WORDINGS:
            break
        if taken.isdisjoint(range(first, last + 1)):
            taken.update(range(first, last + 1))
            wordings.append(text[spoken.starts[first] : spoken.ends[last]])
            worst = worst or (first, last)
    if worst is None:
        return (), None
    name = " ".join(spoken.words[worst[0] : worst[1] + 1])
    return tuple(wordings), wording_traits.trait_of(name, FAMILIES[1])


def _covered(place: tuple[int, int], totals: dict[tuple[int, int], float]) -> float:
    """Return what a run of words adds with all the shorter runs inside it: what taking it out would take away."""
    return sum(pull for (first, last), pull in totals.items() if place[0] <= first and last <= place[1])


def _favourites(prepared: score.PreparedVoice) -> dict[str, tuple[str, ...]]:
    """Return per trait the creator's most telling phrases, as words; words of their topics are none of their style."""
    vocabulary = prepared.voice.others.vocabulary
    worth = prepared.voice.direction * prepared.mean
    traits = wording_traits.trait_of_features()
    found: dict[str, tuple[str, ...]] = {}
    for number, trait in enumerate(wording_traits.TRAITS):
        rows = [
            (worth[index], name)
            for name, index in vocabulary.features[1].items()
            if traits[index] == number and "~~" not in name and worth[index] > 0
        ]
        ranked = (name.lstrip("=").replace("~", " ") for _, name in sorted(rows, key=lambda row: (-row[0], row[1])))
        everyday = (phrase for phrase in ranked if " " in phrase and min(map(zipf, phrase.split())) >= _EVERYDAY_ZIPF)
        found[trait] = tuple(itertools.islice(everyday, 12))
    return found


def _said(wordings: Sequence[str], segments: Sequence[Segment]) -> tuple[str | None, tuple[Span, ...]]:
    """Return the first of `wordings` that is found in two of the creator's sentences, with those sentences."""
    low, high = _EXAMPLE_WORDS
    for wording in wordings:
        spans: dict[str, Span] = {}
        for segment in sorted(segments, key=lambda row: row.start_s is None):
            is_short = low <= segment.text.count(" ") + 1 <= high and segment.video_id not in spans
            if is_short and f" {wording} " in f" {' '.join(normalised_words(segment.text))} ":
                spans[segment.video_id] = Span(
                    segment.video_id, segment.segment_id, segment.text, segment.start_s, segment.end_s
                )
            if len(spans) == N_EXAMPLES:
                return wording, tuple(spans.values())
    return None, ()
