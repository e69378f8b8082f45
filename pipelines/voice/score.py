"""How near a text is to a channel's voice: between other speakers and the creator's own unseen videos."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipelines.models import Separation, VoiceFeatures, VoiceProfile, VoiceScore, content_id
from pipelines.transcripts.suitability import LEAST_ENGLISH, english_share
from pipelines.voice import copying, fidelity, other_speakers, segment_vectors, speech_sums, wording_traits
from pipelines.voice.ngrams import Indices, Occurrences, Vector
from pipelines.voice.other_speakers import OtherSpeakers
from pipelines.voice.reading import Reading, read_text
from pipelines.voice.segment_vectors import SparseVector
from pipelines.voice.spoken_words import spoken_words

MIN_PROFILE_SENTENCES = 75
MIN_TEXT_WORDS = 100
MIN_SENTENCE_WORDS = 4
MIN_VIDEOS = 3  # fewer cannot show how the creator's unseen videos score
MAX_COPIED = 0.5
_MAX_VIDEOS = 60  # looked at one by one for ceiling and interval; the voice itself rests on all
_RESAMPLES = 200
_SEED = 20240229


@dataclass(frozen=True, eq=False)
class PreparedVoice:
    """A profile made ready for scoring. V videos are looked at one by one.

    `products`: (V, V), score of video v along video u; `along`: (features, V), S⁻¹ times each video's difference from
    other speakers; `offsets`: (V,), its product with the mean of other speakers; `own`: (V,), score of each video by the voice of the others; `rivals`: (V,), mean product of other
    speakers with each video.
    """

    voice: fidelity.Voice
    mean: Vector
    sizes: Vector
    along: Vector
    offsets: Vector
    products: Vector
    own: Vector
    rivals: Vector
    others: Vector

    @functools.cached_property
    def usual(self) -> Vector:
        """What each of `wording_traits.TRAITS` adds to the creator's own score."""
        trait_of = wording_traits.trait_of_features()
        worth = self.voice.direction * self.mean
        return np.asarray(np.bincount(trait_of, weights=worth, minlength=len(wording_traits.TRAITS)), dtype=np.float64)

    @property
    def floor(self) -> float:
        """Mean score of other speakers on the creator's topics."""
        return float(self.others.mean()) + self.voice.others.topic_uplift

    @property
    def ceiling(self) -> float:
        """Mean score of the creator's own unseen videos."""
        return float(self.own.mean())


def prepare(profile: VoiceProfile) -> PreparedVoice | None:
    """Return the profile made ready for scoring, None if it holds no speech; a second call for it costs nothing."""
    spoken = [row for row in profile.features if row.speech]
    if not spoken:
        return None
    digest = content_id(profile.channel_key, *sorted(f"{row.video_id} {row.source_digest}" for row in spoken))
    return _prepared(_Handle(digest, tuple(spoken)))


@dataclass(frozen=True)
class _Handle:
    """Features that compare by their digest, so that they can be a cache key."""

    digest: str
    features: tuple[VoiceFeatures, ...] = field(compare=False)


@functools.lru_cache(maxsize=16)
def _prepared(handle: _Handle) -> PreparedVoice:
    return prepare_speech([speech_sums.unpack(row.speech) for row in handle.features])


def prepare_speech(videos: Sequence[speech_sums.SpeechSum]) -> PreparedVoice:
    """Return the voice of videos, each of which has some speech."""
    others = other_speakers.stored()
    size = others.vocabulary.size
    mean = speech_sums.add_speech(videos, size).vector(size)
    voice = fidelity.make_voice(mean, others)
    shown = [videos[index] for index in np.unique(np.linspace(0, len(videos) - 1, _MAX_VIDEOS).round().astype(int))]
    differences = np.array([video.vector(size) for video in shown]).T - others.mean[:, None]
    along = np.ascontiguousarray(others.whitened(differences))
    products = along.T @ differences
    sizes = np.array([video.n_segments for video in shown], dtype=float)
    rivals = others.unseen(others.along(along))[: others.n_speakers].mean(0)
    return PreparedVoice(
        voice,
        mean,
        sizes,
        along,
        others.mean @ along,
        products,
        _left_out(products, sizes),
        rivals,
        voice.others_scores(),
    )


def _left_out(products: Vector, sizes: Vector) -> Vector:
    """Return the score of each video by the voice that the other videos make; none for a single one."""
    if len(sizes) < 2:
        return np.zeros(0)
    weights = np.tile(sizes, (len(sizes), 1))
    np.fill_diagonal(weights, 0.0)
    weights /= weights.sum(1, keepdims=True)
    spread = np.sqrt(np.einsum("vu,uw,vw->v", weights, products, weights))
    found: Vector = np.einsum("vu,uv->v", weights, products) / spread
    return found


def score_text(text: str, profile: VoiceProfile) -> VoiceScore:
    """Score how near `text` is to the voice of `profile`; see `fidelity` for the method.

    `value` is 0 at the channel's floor, other speakers on the same topics, and 1 at its ceiling, its own videos each scored
    by the rest. The interval is the 2.5th to 97.5th percentile over resampled videos and resampled segments of the
    text. `probability` is calibrated against speakers of the same topics, taking both as equally likely. Words copied
    from the channel's own videos are left out before scoring, and their share is reported; so are passages that the text
    says again, as a refrain, for repetition is no evidence. A text in another language gets no number. A contribution says how much of
    the difference to the creator's usual talk lies in a trait: negative pulls away; absolute values add up to 1.
    """
    reading = read_text(text)
    spoken = reading.spoken
    n_words = len(spoken.words)
    copied = copying.copied_words(spoken.words, [row.speech_prints for row in profile.features])
    copied_share = round(float(copied.mean()), 4) if n_words else 0.0
    is_left_out = copied | copying.repeated_words(spoken.words)
    prepared = prepare(profile)
    reason = _why_not(profile, prepared, n_words, copied_share) or _unfit(text, n_words - int(is_left_out.sum()))
    if reason or prepared is None:
        return VoiceScore(None, None, None, reason, n_words, {}, None, copied_share)
    segments, n_kept = _scored_segments(reading, is_left_out, prepared.voice.others)
    whole = segment_vectors.mean_vector(segments)
    position = (prepared.voice.score(whole) - prepared.floor) / (prepared.ceiling - prepared.floor)
    low, high = _interval(segments, prepared)
    odds = fidelity.log_odds(prepared.voice, whole, n_kept)
    return VoiceScore(
        value=_clip(position),
        low=_clip(position + low),
        high=_clip(position + high),
        reason=None,
        n_words=n_words,
        contributions=_contributions(whole, prepared),
        probability=round(float(1 / (1 + np.exp(-odds))), 4),
        copied_share=copied_share,
    )


def _scored_segments(
    reading: Reading, is_left_out: NDArray[np.bool_], others: OtherSpeakers
) -> tuple[list[SparseVector], int]:
    """Return the segments of what is left of a text, and of how many words they are."""
    if not is_left_out.any():
        n_words = len(reading.spoken.words)
        return segment_vectors.split_rows(reading.rows, n_words, others), n_words
    kept = [word for word, is_out in zip(reading.spoken.words, is_left_out, strict=True) if not is_out]
    return segment_vectors.segment_vectors(len(kept), others.vocabulary.occurrences(kept), others), len(kept)


def _why_not(profile: VoiceProfile, prepared: PreparedVoice | None, n_words: int, copied_share: float) -> str | None:
    n_sentences = sum(row.n_sentences for row in profile.features)
    n_videos = sum(bool(row.speech) for row in profile.features)
    if n_sentences < MIN_PROFILE_SENTENCES:
        return (
            f"not enough speech: the profile rests on {n_sentences} sentences, {MIN_PROFILE_SENTENCES} are needed; "
            f"add transcripts with at least {MIN_PROFILE_SENTENCES - n_sentences} more"
        )
    if n_videos < MIN_VIDEOS or prepared is None:
        return (
            f"not enough speech: the profile rests on {n_videos} video{'s' * (n_videos != 1)}, {MIN_VIDEOS} are needed to "
            f"know how this creator's unseen videos score; add {MIN_VIDEOS - n_videos} more"
        )
    if n_words < MIN_TEXT_WORDS:
        return f"not enough text: {n_words} words, {MIN_TEXT_WORDS} are needed; add {MIN_TEXT_WORDS - n_words} more"
    if copied_share > MAX_COPIED or n_words * (1 - copied_share) < MIN_TEXT_WORDS:
        return f"{copied_share:.0%} of the words are copied from this channel's videos, and copying is no evidence of voice"
    if prepared.ceiling - prepared.floor < 0.1:
        return "the score does not tell this channel's own videos from other speakers"
    return None


def _unfit(text: str, n_kept: int) -> str | None:
    """Return why a long enough text cannot be scored for its own sake, or None."""
    share = english_share(text)
    if share is not None and share < LEAST_ENGLISH:
        return (
            f"not in English: {share:.0%} of its words are common English ones, where speech has 30 % or more; the score knows "
            "English only"
        )
    if n_kept < MIN_TEXT_WORDS:
        return (
            f"not enough text: {n_kept} words are left without what it says again word for word, and repetition is no "
            f"evidence; {MIN_TEXT_WORDS} are needed, add {MIN_TEXT_WORDS - n_kept} more"
        )
    return None


def _interval(segments: Sequence[SparseVector], prepared: PreparedVoice) -> tuple[float, float]:
    """Return how far below and above it the position may lie, over resampled videos and segments."""
    rng = np.random.default_rng(_SEED)
    n_videos, n_segments = len(prepared.sizes), len(segments)
    picks = rng.multinomial(n_videos, np.full(n_videos, 1 / n_videos), _RESAMPLES)
    weights = picks * prepared.sizes
    weights = weights / weights.sum(1, keepdims=True)
    spread = np.sqrt(((weights @ prepared.products) * weights).sum(1))
    products = np.array([segment.values @ prepared.along[segment.indices] - prepared.offsets for segment in segments])
    taken = rng.multinomial(n_segments, np.full(n_segments, 1 / n_segments), _RESAMPLES) / n_segments
    scores = ((taken @ products) * weights).sum(1) / spread
    floors = weights @ prepared.rivals / spread + prepared.voice.others.topic_uplift
    ceilings = picks @ prepared.own / n_videos
    positions = (scores - floors) / np.maximum(ceilings - floors, 0.1)
    low, high = np.percentile(
        positions - positions.mean(), (2.5, 97.5)
    )  # a resample repeats videos, which costs all alike
    return float(low), float(high)


def _contributions(text: SparseVector, prepared: PreparedVoice) -> dict[str, float]:
    names, direction = wording_traits.TRAITS, prepared.voice.direction
    trait_of = wording_traits.trait_of_features()
    said = np.bincount(trait_of[text.indices], weights=direction[text.indices] * text.values, minlength=len(names))
    sums = said - prepared.usual
    total = float(np.abs(sums).sum()) or 1.0
    named = {name: round(float(value) / total, 4) for name, value in zip(names, sums, strict=True)}
    return dict(sorted(named.items(), key=lambda item: (-abs(item[1]), item[0])))


def score_sentences(sentences: Sequence[str], profile: VoiceProfile) -> list[float | None]:
    """Return per sentence the probability, judging by its wording alone, that it is this creator's rather than another's.

    A single sentence says little: most lie between 0.3 and 0.7. None: fewer than four words, or too little profile.
    """
    prepared = prepare(profile)
    if prepared is None or sum(row.n_sentences for row in profile.features) < MIN_PROFILE_SENTENCES:
        return [None] * len(sentences)
    words = [spoken_words(sentence).words for sentence in sentences]
    found = prepared.voice.others.vocabulary.occurrences([word for sentence in words for word in sentence])
    return sentence_values(found, np.repeat(np.arange(len(words)), [len(row) for row in words]), len(words), prepared)


def sentence_values(
    found: Occurrences, sentence_of: Indices, n_sentences: int, prepared: PreparedVoice
) -> list[float | None]:
    """Return what `score_sentences` does, given the n-grams of a text and the sentence of each word."""
    voice = prepared.voice
    rows = segment_vectors.rows_of(found, sentence_of, voice.others)
    sentence, feature = np.divmod(rows.entries, voice.others.vocabulary.size)
    sums = np.bincount(sentence, weights=voice.direction[feature] * rows.values, minlength=n_sentences)
    intercept, slope = voice.others.sentence_calibration
    odds = intercept + slope * (sums - voice.offset) / voice.spread
    chances = 1 / (1 + np.exp(-odds))
    lengths = np.bincount(sentence_of, minlength=n_sentences)
    return [
        round(float(chance), 4) if length >= MIN_SENTENCE_WORDS else None
        for chance, length in zip(chances, lengths, strict=True)
    ]


def separation(profile: VoiceProfile) -> Separation:
    """Return how well the score tells this channel's unseen videos from other speakers: area under the ROC curve.

    Each video is scored by the voice of the rest. The interval resamples videos and other speakers.
    """
    prepared = prepare(profile)
    if prepared is None or len(prepared.own) < MIN_VIDEOS:
        n_videos = 0 if prepared is None else len(prepared.sizes)
        reason = f"{n_videos} videos with speech, {MIN_VIDEOS} are needed"
        return Separation(None, None, None, reason, (), (), None, None)
    own, others = prepared.own, prepared.others + prepared.voice.others.topic_uplift
    wins = (own[:, None] > others) + 0.5 * (own[:, None] == others)
    rng = np.random.default_rng(_SEED)
    areas = [
        wins[np.ix_(rng.integers(0, len(own), len(own)), rng.integers(0, len(others), len(others)))].mean()
        for _ in range(_RESAMPLES)
    ]
    low, high = np.percentile(areas, (2.5, 97.5))
    return Separation(
        float(wins.mean()), float(low), float(high), None, tuple(map(float, own)), tuple(map(float, others)),
        prepared.floor, prepared.ceiling,
    )  # fmt: skip


def _clip(value: float) -> float:
    return min(max(value, 0.0), 1.0)
