"""How a channel speaks: measurements, traits, and how near a text is to them."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


@dataclass(frozen=True)
class Span:
    """A quotable place in a channel: the evidence behind a trait, a phrase or a story."""

    video_id: str
    segment_id: str
    text: str
    start_s: float | None
    end_s: float | None


@dataclass(frozen=True)
class VoiceFeatures:
    """One row per video: counts that add up over videos, and measurements of this one."""

    video_id: str
    channel_key: str
    n_words: int
    n_sentences: int
    duration_s: float | None
    measures: dict[str, float | None]  # trait name → value in this video, None: cannot be measured here
    counts: dict[str, dict[str, int]]  # e.g. {"function_words": {"the": 12}, "phrases": {...}}; mergeable by addition
    source_digest: str = ""  # of the sentences measured and the code that measured them; equal digest: nothing to do
    phrases: bytes = b""  # n-grams that may be a signature, packed; see `pipelines.voice.tally`
    terms: bytes = b""  # content words and how each was introduced, packed
    examples: dict[str, Any] = field(default_factory=dict)  # trait → places [ordinal, sentences, strength], best first
    edges: dict[str, list[str]] = field(default_factory=dict)  # opening, closing → the first and last sentences
    speech: bytes = b""  # n-grams of the score, packed; see `pipelines.voice.fidelity`
    speech_prints: bytes = b""  # fingerprints of word runs; see `pipelines.voice.copying`


@dataclass(frozen=True)
class Trait:
    """One row per trait of a channel's voice."""

    trait_id: str
    channel_key: str
    family: str  # lexical, rhythm, pacing, teaching, openings, closings
    name: str  # e.g. words_per_minute
    label: str  # what a creator reads, e.g. "Pace"
    value: float | None
    unit: str
    low: float | None  # 10th percentile over the channel's videos
    high: float | None  # 90th percentile
    n_videos: int
    reason: str | None  # why value is None
    detail: dict[str, Any] = field(default_factory=dict)  # phrases with counts; others: quartiles and their interval
    evidence: tuple[Span, ...] = ()
    interval_low: float | None = None  # 95 % interval of the value, by bootstrap over videos
    interval_high: float | None = None
    percentile: float | None = None  # share of other speakers below the value, 0..100
    n_speakers: int = 0  # other speakers compared with
    stability: float | None = None  # over years: 1 = years differ by nothing, 0 = far more than speakers do
    drift: dict[str, Any] = field(default_factory=dict)  # years → values, slope with interval, whether it drifts
    reasons: dict[str, str] = field(default_factory=dict)  # why interval, percentile, stability or drift is absent


@dataclass(frozen=True)
class SeriesTrait:
    """One row per trait of one series of a channel, against the channel's other videos."""

    series_trait_id: str
    channel_key: str
    series: str
    name: str  # as in `Trait`
    label: str
    unit: str
    value: float
    rest: float  # of the channel's videos outside the series
    difference_low: float | None  # 95 % interval of value - rest; None for too few videos
    difference_high: float | None
    n_videos: int  # of the series
    differs: bool


@dataclass(frozen=True)
class ProfileVersion:
    """One row per version of a channel's profile; versions are never deleted. The table also holds when it was stored."""

    version_id: str
    channel_key: str
    number: int  # 1 is the first
    digest: str  # of the traits' values and phrases
    n_videos: int
    n_words: int
    traits: dict[str, Any]  # trait name → [value, interval_low, interval_high]
    phrases: tuple[str, ...]
    changes: dict[str, Any]  # against the version before: traits that moved, phrases that came and went


class ControlAction(StrEnum):
    """What a creator wants of a trait or phrase."""

    PIN = "pin"  # a trait stays as it is now, a phrase is preferred
    RAISE = "raise"
    LOWER = "lower"
    BAN = "ban"


@dataclass(frozen=True)
class StyleControl:
    """One row per wish of a creator about their style in scripts. The creator's own data: no run changes it."""

    control_id: str
    channel_key: str
    kind: str  # trait, phrase
    target: str  # trait name, or a wording as normalised words
    action: ControlAction
    value: float | None = None  # of a pinned trait, as it was when it was pinned


@dataclass(frozen=True)
class SeriesRule:
    """One row per rule by which a creator puts videos into a series. The creator's own data."""

    rule_id: str
    channel_key: str
    pattern: str  # of a file's path or a title, such as "calculus/*"
    series: str


@dataclass(frozen=True)
class VoiceProfile:
    """A channel's voice as one value: everything that scoring and writing need. Read from the tables, not stored."""

    channel_key: str
    traits: tuple[Trait, ...]
    features: tuple[VoiceFeatures, ...]


@dataclass(frozen=True)
class VoiceScore:
    """How near a text is to a channel's voice. `value` None: too little text or profile, see `reason`."""

    value: float | None  # 0 = unlike, 1 = as near as the creator's own unseen videos
    low: float | None
    high: float | None
    reason: str | None
    n_words: int
    contributions: dict[str, float]  # trait → signed share of the difference to the creator's usual talk
    probability: float | None = None  # calibrated: the creator's, rather than of another who speaks of the same things
    copied_share: float = 0.0  # share of the words that stand in the channel's own videos; they are not scored


@dataclass(frozen=True)
class Rather:
    """A creator's own wording for a place of a sentence, which does the same work there."""

    wording: str
    gain: float  # by which the sentence alone is more probably the creator's with it
    n_said: int  # how often the creator says it
    n_instead: int  # and how often what stands there
    examples: tuple[Span, ...]  # two of their sentences that hold it, of two videos


@dataclass(frozen=True)
class SentenceVoice:
    """What one sentence of a text does to the score, and what the creator would rather say."""

    text: str
    value: float | None  # probability that it is the creator's, by its wording alone; None: too short
    contribution: float  # to the text's score, in spreads of other speakers; the sentences' contributions add up to it
    wordings: tuple[str, ...]  # what in it pulls away most, as it stands in the sentence
    trait: str | None  # which trait they belong to
    instead_of: str | None = None  # the wording to change, as it stands in the sentence
    rather: Rather | None = None  # and for what; None: nothing of the creator's does the same work and helps
    opening: str | None = None  # of the sentence, where the creator opens sentences so too and `rather` is None
    alike: tuple[Span, ...] = ()  # two of theirs that open so

    @property
    def examples(self) -> tuple[Span, ...]:
        """Sentences of the creator that show how they would say it."""
        return self.rather.examples if self.rather else self.alike


@dataclass(frozen=True)
class Separation:
    """How well the score tells a channel's own unseen videos from other speakers. `value` None: see `reason`."""

    value: float | None  # area under the ROC curve
    low: float | None
    high: float | None
    reason: str | None
    own: tuple[float, ...]  # score of each video, by the voice of the rest
    others: tuple[float, ...]
    floor: float | None
    ceiling: float | None
