"""How near a text is to a channel's voice: z-distances of topic-free style features, to the creator and to others."""

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from pipelines.models import VoiceFeatures, VoiceProfile, VoiceScore, content_id
from pipelines.sentences import split
from pipelines.voice import style
from pipelines.voice.measures import MeasuredSentence, add_counts, read_sentence, sentence_counts

MIN_PROFILE_SENTENCES = 75
MIN_TEXT_WORDS = 60
MIN_SENTENCE_WORDS = 4
_MAX_SQUARED_Z = 9.0  # one odd feature must not decide
_BACKGROUND_VIDEOS = 8  # the pooled video-to-video variance counts as much as this many videos of the creator's own
_SMOOTHING = {"shape/words": 500.0, "lengths/sentences": 40.0, "shape/contractible": 40.0}
_MAX_SENTENCE_WEIGHT = 1.5
_RESAMPLES = 200
_SEED = 20240229

_TRAITS = {
    "word": "function_words",
    "marker": "discourse_markers",
    "hedge": "hedges",
    "opener": "sentence_openers",
    "shape:letters per word": "word_length",
    "shape:long words": "word_length",
    "shape:contractions": "contraction_share",
    "rhythm:words per sentence": "sentence_length_mean",
    "rhythm:short sentences": "short_sentence_share",
    "rhythm:long sentences": "long_sentence_share",
    "rhythm:questions": "questions",
    "address:you": "direct_address",
}


@dataclass(frozen=True)
class StyleModel:
    """A creator's style as numbers, in the order of `style.feature_names()`."""

    mean: style.Vector
    within_variance: style.Vector  # of the true rate, from video to video
    n_words: int
    n_sentences: int
    background: style.Background

    def nearness(self, rates: style.Vector, n_words: float) -> style.Vector:
        """Return per feature half the squared z-distance to other speakers less that to the creator, in nats.

        `rates` is one vector or a matrix of them; NaN marks features that were not measured and stays NaN.
        """
        own, other = self.variances(n_words)
        to_own = np.minimum((rates - self.mean) ** 2 / own, _MAX_SQUARED_Z)
        to_other = np.minimum((rates - self.background.mean) ** 2 / other, _MAX_SQUARED_Z)
        near: style.Vector = 0.5 * (to_other - to_own) - 0.5 * np.log(own / other)
        return near

    def variances(self, n_words: float) -> tuple[style.Vector, style.Vector]:
        """Return (own, other): the variance of each feature in a text of `n_words` by the creator, and by others."""
        sampling = self.background.noise / n_words
        own = self.within_variance + sampling + self.background.noise / self.n_words
        return own, self.background.between_sd**2 + sampling


def fit(features: Sequence[VoiceFeatures], background: style.Background) -> StyleModel:
    """Fit a creator's style to the measured videos.

    The variance from video to video is the creator's own, shrunk to that of other speakers as far as videos are few.
    """
    counted, per = style.count_matrix([row.counts for row in features])
    words_per_video = np.maximum(np.array([row.n_words for row in features], dtype=float), 1.0)[:, None]
    rates = style.rates(counted, per)
    mean = style.rates(counted.sum(0), per.sum(0))
    known = ~np.isnan(rates)
    n_known = known.sum(0)
    squares = np.where(known, (rates - mean) ** 2 - background.noise / words_per_video, 0.0).sum(0)
    own = np.maximum(squares / np.maximum(n_known - 1, 1), 0.0)
    weight = np.maximum(n_known - 1, 0)
    within = (_BACKGROUND_VIDEOS * background.within_sd**2 + weight * own) / (_BACKGROUND_VIDEOS + weight)
    n_words = int(words_per_video.sum())
    return StyleModel(mean, within, n_words, sum(row.n_sentences for row in features), background)


@dataclass(frozen=True)
class PreparedVoice:
    """A profile made ready for scoring: its style model and how near the creator's own unseen videos come."""

    model: StyleModel
    sentences: "SentenceScorer"
    usual: style.Vector  # per feature, median of own unseen videos: nearness less what the model expects
    ceiling: float  # median own unseen video, on the scale where the model expects others at 0 and the creator at 1

    def position(self, near: style.Vector, n_words: int) -> style.Vector:
        """Return where the rows of `near` lie between other speakers (0) and the creator's own unseen videos (1)."""
        floor = self.model.background.others_position
        return (_position(self.model, near, n_words) - floor) / (self.ceiling - floor)


def prepare(profile: VoiceProfile) -> PreparedVoice:
    """Return the profile made ready for scoring; a second call for the same measured videos costs nothing."""
    digest = content_id(profile.channel_key, *sorted(f"{row.video_id} {row.source_digest}" for row in profile.features))
    return _prepared(_Handle(digest, profile.features))


@dataclass(frozen=True)
class _Handle:
    """Features that compare by their digest, so that they can be a cache key."""

    digest: str
    features: tuple[VoiceFeatures, ...] = field(compare=False)


@functools.lru_cache(maxsize=64)
def _prepared(handle: _Handle) -> PreparedVoice:
    return prepare_features(handle.features, style.load_background())


def prepare_features(features: Sequence[VoiceFeatures], background: style.Background) -> PreparedVoice:
    """Fit the style model, and leave each video out in turn to find how near unseen videos of the creator come."""
    model = fit(features, background)
    own, differences = [], [np.zeros_like(model.mean)]
    for index, row in enumerate(features):
        rest = [*features[:index], *features[index + 1 :]]
        if not rest or row.n_words < MIN_TEXT_WORDS:
            continue
        unseen = fit(rest, background)
        counted, per = style.count_matrix([row.counts])
        near = unseen.nearness(style.rates(counted, per), row.n_words)
        own.append(float(_position(unseen, near, row.n_words)[0]))
        differences.append(near[0] - _expected(unseen, row.n_words)[1])
    sentences = _sentence_scorer(model, [row.counts for row in features])
    usual = np.median(np.nan_to_num(differences), axis=0)
    ceiling = min(max(median(own), background.others_position + 0.25), 1.25) if len(own) >= 3 else 1.0
    return PreparedVoice(model, sentences, usual, ceiling)


def _position(model: StyleModel, near: style.Vector, n_words: int) -> style.Vector:
    is_measured = ~np.isnan(near[0])
    by_other, by_own = _expected(model, n_words)
    floor, top = by_other[is_measured].sum(), by_own[is_measured].sum()
    found: style.Vector = (near[:, is_measured].sum(1) - floor) / (top - floor)
    return found


def _expected(model: StyleModel, n_words: int) -> tuple[style.Vector, style.Vector]:
    """Return the nearness per feature to expect of a text of `n_words` by another speaker, and by the creator."""
    own, other = (np.sqrt(variance) for variance in model.variances(n_words))
    normal = _normal_quantiles()[:, None]
    by_other = model.nearness(model.background.mean + normal * other, n_words).mean(0)
    return by_other, model.nearness(model.mean + normal * own, n_words).mean(0)


@functools.cache
def _normal_quantiles() -> style.Vector:
    from scipy.special import ndtri  # what scipy.stats.norm.ppf calls; importing scipy.stats takes a second

    return np.asarray(ndtri((np.arange(100) + 0.5) / 100), dtype=np.float64)


def score_text(text: str, profile: VoiceProfile) -> VoiceScore:
    """Score how near `text` is to the voice of `profile`.

    Style features that do not depend on the topic (rates of function words, discourse markers and hedges, sentence
    openers, sentence lengths, contractions, questions, direct address, word length) are turned into z-distances, as in
    Burrows's Delta (Burrows 2002, Literary and Linguistic Computing 17:267), in the quadratic form whose probabilistic
    reading Argamon gives (2008, LLC 23:131): distance to the creator against distance to other speakers. Every variance
    holds the sampling noise of a text of this length, so that a short text is not called unlike for its shortness.
    1 is the median of the creator's own videos, each scored by the others; 0 is the average other speaker. The interval
    is the 2.5th to 97.5th percentile over resampled sentences. A contribution says how much of the difference to the
    creator's own texts lies in a trait: negative pulls away from the creator, positive is more like them than usual;
    absolute values add up to 1.
    """
    sentences = [read_sentence(span.text) for span in split(text)]
    n_words = sum(len(sentence.words) for sentence in sentences)
    reason = _why_not(profile, n_words)
    if reason:
        return VoiceScore(None, None, None, reason, n_words, {})
    return score_measured(sentences, prepare(profile))


def score_measured(sentences: Sequence[MeasuredSentence], voice: PreparedVoice) -> VoiceScore:
    """Score sentences that are already measured; see `score_text`."""
    n_words = sum(len(sentence.words) for sentence in sentences)
    counted, per = style.count_matrix([sentence_counts(sentence) for sentence in sentences])
    picks = np.random.default_rng(_SEED).multinomial(
        len(sentences), np.full(len(sentences), 1 / len(sentences)), _RESAMPLES
    )
    weights = np.vstack([np.ones(len(sentences)), picks])
    near = voice.model.nearness(style.rates(weights @ counted, weights @ per), n_words)
    near = np.where(np.isnan(near[0]), np.nan, np.nan_to_num(near))
    positions = voice.position(near, n_words)
    value, spread = float(positions[0]), positions[1:]
    centred = value + spread - spread.mean()  # resampling adds noise of its own, which pulls every resample down
    low, high = np.percentile(centred, (2.5, 97.5))
    return VoiceScore(
        value=_clip(value),
        low=_clip(min(float(low), value)),
        high=_clip(max(float(high), value)),
        reason=None,
        n_words=n_words,
        contributions=_contributions(near[0] - _expected(voice.model, n_words)[1] - voice.usual),
    )


def raw_position(sentences: Sequence[MeasuredSentence], model: StyleModel) -> float:
    """Return where a text lies on the model's own scale: 0 expected of another speaker, 1 of the creator."""
    counted, per = style.count_matrix([add_counts(sentence_counts(sentence) for sentence in sentences)])
    n_words = sum(len(sentence.words) for sentence in sentences)
    return float(_position(model, model.nearness(style.rates(counted, per), n_words), n_words)[0])


def unclipped(sentences: Sequence[MeasuredSentence], voice: PreparedVoice) -> float:
    """Return the score of measured sentences before it is clipped to 0..1, which keeps ranks; see `score_text`."""
    floor = voice.model.background.others_position
    return (raw_position(sentences, voice.model) - floor) / (voice.ceiling - floor)


def _why_not(profile: VoiceProfile, n_words: int) -> str | None:
    n_sentences = sum(row.n_sentences for row in profile.features)
    if n_sentences < MIN_PROFILE_SENTENCES:
        return f"the profile rests on {n_sentences} sentences; {MIN_PROFILE_SENTENCES} are needed: add transcripts"
    if n_words < MIN_TEXT_WORDS:
        return f"the text has {n_words} words; {MIN_TEXT_WORDS} are needed to judge a voice"
    return None


def _contributions(differences: style.Vector) -> dict[str, float]:
    by_trait: dict[str, float] = {}
    for name, difference in zip(style.feature_names(), differences, strict=True):
        if not np.isnan(difference):
            trait = _TRAITS.get(name) or _TRAITS[name.split(":")[0]]
            by_trait[trait] = by_trait.get(trait, 0.0) + float(difference)
    total = sum(abs(value) for value in by_trait.values()) or 1.0
    ordered = sorted(by_trait.items(), key=lambda item: (-abs(item[1]), item[0]))
    return {trait: round(value / total, 4) for trait, value in ordered}


def _clip(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def score_sentences(sentences: Sequence[str], profile: VoiceProfile) -> list[float | None]:
    """Score each sentence by itself: how much its wording speaks for this creator rather than for other speakers.

    The evidence is a log-likelihood ratio: each function word, discourse marker, hedge, opener, contraction, question
    form and length class present (or absent) weighs by how much more often this creator uses it than other speakers do.
    It is put on a scale on which the evidence to expect of the creator's sentence of that length is 0.7 and that of
    another speaker's is 0.4 (logistic between and beyond). A single sentence says little: read 0.3 as "few of your
    habits in it", not as "not yours". None: fewer than four words, or a profile under 75 sentences.
    """
    measured = [read_sentence(sentence) for sentence in sentences]
    if not measured or sum(row.n_sentences for row in profile.features) < MIN_PROFILE_SENTENCES:
        return [None] * len(measured)
    scorer = prepare(profile).sentences
    counted, per = style.count_matrix([sentence_counts(sentence) for sentence in measured])
    values = scorer.values(counted, per)
    return [
        float(value) if len(sentence.words) >= MIN_SENTENCE_WORDS else None
        for sentence, value in zip(measured, values, strict=True)
    ]


@dataclass(frozen=True)
class SentenceScorer:
    """Weights of presence and absence per style feature that is a share, and the share in either population."""

    if_present: style.Vector
    if_absent: style.Vector
    own: style.Vector
    other: style.Vector

    def values(self, counted: style.Vector, per: style.Vector) -> style.Vector:
        """Return a value in 0..1 for every row of counts."""
        absent = np.maximum(per - counted, 0)
        evidence = counted @ self.if_present + absent @ self.if_absent
        by_own = (per * (self.own * self.if_present + (1 - self.own) * self.if_absent)).sum(1)
        by_other = (per * (self.other * self.if_present + (1 - self.other) * self.if_absent)).sum(1)
        place = (evidence - (by_own + by_other) / 2) / np.maximum(by_own - by_other, 0.5)
        high, low = _logit(0.7), _logit(0.4)
        value: style.Vector = 1 / (1 + np.exp(-((high + low) / 2 + (high - low) * place)))
        return value


def _sentence_scorer(model: StyleModel, counts: Sequence[Mapping[str, Mapping[str, int]]]) -> SentenceScorer:
    counted, per = style.count_matrix([add_counts({k: dict(v) for k, v in row.items()} for row in counts)])
    prior = np.array([_SMOOTHING.get(denominator, 500.0) for _, _, denominator in style.features()])
    other = np.clip(model.background.mean, 1e-5, 1 - 1e-5)
    own = np.clip((counted[0] + prior * other) / (per[0] + prior), 1e-5, 1 - 1e-5)
    is_share = np.array(
        [name not in ("shape:letters per word", "rhythm:words per sentence") for name in style.feature_names()]
    )
    present = np.where(is_share, np.log(own / other), 0.0)
    absent = np.where(is_share, np.log((1 - own) / (1 - other)), 0.0)
    bound = _MAX_SENTENCE_WEIGHT
    return SentenceScorer(np.clip(present, -bound, bound), np.clip(absent, -bound, bound), own, other)


def _logit(share: float) -> float:
    return math.log(share / (1 - share))
