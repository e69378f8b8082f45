"""The vocabulary: frozen dataclasses in the order in which the flow makes them.

A class here is one grain. Classes that are stored stand in `pipelines.database.TABLES`; their field names are the column
names. Times are seconds (`_s`), offsets are characters into the named text, probabilities and shares lie in 0..1.
"Could not say" is `None` with a reason, never 0.0.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


def content_id(*parts: object) -> str:
    """Return a 20-digit hexadecimal id that depends on nothing but `parts`, so that a rerun makes the same row."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:20]


# --- channels and projects -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Channel:
    """One creator's body of work. `channel_key` is the Dagster partition."""

    channel_key: str
    name: str
    source: str  # folder, file, zip or URL that was added last
    speaker: str | None = None  # speaker label to keep when a transcript has several; None: found from the name


@dataclass(frozen=True)
class Project:
    """One planned video. `project_key` (`channel/topic-slug`) is the Dagster partition."""

    project_key: str
    channel_key: str
    topic: str
    library: str  # folder of source documents
    minutes: float
    audience: str = "curious adults without prior knowledge"
    pipeline_tag: str | None = None
    story_gap: int = 3  # a story told in so many of the channel's last videos is not told again


# --- transcripts -----------------------------------------------------------------------------------------------


class VideoStatus(StrEnum):
    """What became of one transcript file."""

    STORED = "stored"
    PARTIAL = "partial"  # used with a reservation, such as cues left out; `problem` says which
    FAILED = "failed"  # `problem` says why; nothing of it is used
    DUPLICATE = "duplicate"  # the bytes or the words of another video of the channel
    LEFT_OUT = "left out"  # no English speech; `problem` says what it is


@dataclass(frozen=True)
class Video:
    """One row per video of a channel: the transcript's raw bytes and what is known about it."""

    video_id: str
    channel_key: str
    title: str
    source_path: str  # path inside the folder or zip, or the URL
    media_type: str  # srt, vtt, json3, txt
    sha256: str
    raw: bytes
    published_on: date | None = None
    status: VideoStatus = VideoStatus.STORED
    problem: str | None = None
    ordinal: int = 0  # position in the channel: by date, then by name
    sketch: bytes = b""  # of its words, by which the same words in another file are known


@dataclass(frozen=True)
class Segment:
    """One row per sentence spoken by the channel's creator."""

    segment_id: str
    channel_key: str
    video_id: str
    ordinal: int  # position in the video
    text: str
    start_s: float | None  # None where the source has no times
    end_s: float | None
    speaker: str | None = None
    is_punctuated: bool = True  # False: sentence ends were inferred from pauses and openers


@dataclass(frozen=True)
class ParsedTranscript:
    """What parsing one video gave: its segments or the reason why there are none."""

    video_id: str
    status: VideoStatus
    problem: str | None
    segments: tuple[Segment, ...]


# --- voice -----------------------------------------------------------------------------------------------------


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


class FrameFunction(StrEnum):
    """What a phrasing frame does in a talk."""

    HOOK = "hook"
    QUESTION = "question"
    ANSWER = "answer"
    SIGNPOST = "signpost"
    EMPHASIS = "emphasis"
    CONTRAST = "contrast"
    CONSEQUENCE = "consequence"
    EXAMPLE = "example"
    DEFINITION = "definition"
    ADDITION = "addition"
    EVIDENCE = "evidence"
    RECAP = "recap"
    CLOSING = "closing"


class FrameForm(StrEnum):
    """How a frame is used: as a sentence of its own, or as the opening of one."""

    SENTENCE = "sentence"  # "So what does that mean?"
    OPENER = "opener"  # "The thing is," followed by a clause


@dataclass(frozen=True)
class PhraseFrame:
    """One row per content-free phrasing that this creator uses again and again, mined from their transcripts."""

    frame_id: str
    channel_key: str
    function: FrameFunction
    form: FrameForm
    text: str  # cased and punctuated as it is to be written
    count: int
    n_videos: int
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Wording:
    """A phrasing of one video that the discourse grammar knows, or a sentence that opens or closes it."""

    form: FrameForm
    function: (
        FrameFunction | None
    )  # None: opens or closes this video; the channel's videos decide whether it is a frame
    words: str  # normalised, joined by spaces
    mark: str  # what is written behind it: a comma, a colon or nothing
    count: int
    surfaces: dict[str, int]  # as it was written → how often
    spans: tuple[Span, ...]  # of the first places


@dataclass(frozen=True)
class VideoFrames:
    """One row per video: what it adds to the mining of phrasing frames."""

    video_id: str
    channel_key: str
    n_sentences: int
    is_punctuated: bool
    capitals: dict[str, int]  # everyday word → how much more often it is capitalised inside a sentence than not
    wordings: tuple[Wording, ...]
    everyday: dict[str, list[int]]  # sentence of everyday words → its places in the video, from 0
    source_digest: str  # of the sentences read and the code that read them; equal digest: nothing to do


@dataclass(frozen=True)
class StoryTime:
    """When a story happened, as it was said, and what that fixes; all None for a wording such as "one night"."""

    wording: str
    year: int | None = None
    month: int | None = None  # 1..12
    age: int | None = None  # of the creator, in years
    years_ago: int | None = None  # before the video; `year` follows where the video has a date


@dataclass(frozen=True)
class StoryPassage:
    """A run of sentences of one video in which the creator tells a personal story."""

    video_id: str
    first_ordinal: int
    last_ordinal: int
    start_s: float | None
    end_s: float | None
    position: float  # where in the video it starts, 0..1
    text: str
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    times: tuple[StoryTime, ...] = ()
    point: str | None = None  # the sentence in which the creator says what it means, verbatim
    point_reason: str | None = None  # why `point` is None
    turn: str | None = None  # from one named feeling to its opposite, e.g. "afraid → proud"; None: not both are named
    embedding: tuple[float, ...] = ()
    point_embedding: tuple[float, ...] = ()  # empty without a point


@dataclass(frozen=True)
class VideoStories:
    """One row per video: the stories told in it, none of them or several."""

    video_id: str
    channel_key: str
    passages: tuple[StoryPassage, ...]
    source_digest: str  # of the sentences read and the code that read them; equal digest: nothing to do


@dataclass(frozen=True)
class Telling:
    """One time that a story was told, in a video or in the script of a planned one."""

    title: str  # of the video, or the topic of the script's project
    video_id: str | None
    project_key: str | None  # None: told in a video
    first_ordinal: int
    start_s: float | None
    position: float
    videos_since: int  # usable videos of the channel after this one; 0 for the last video and for a script


@dataclass(frozen=True)
class Story:
    """One row per personal story of a channel, however often it was told. The words are those of its first telling."""

    story_id: str
    channel_key: str
    video_id: str
    first_ordinal: int
    last_ordinal: int
    start_s: float | None
    end_s: float | None
    position: float  # where in the video it starts, 0..1
    text: str
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    times: tuple[StoryTime, ...] = ()
    point: str | None = None  # the sentence in which the creator says what it means, verbatim
    point_reason: str | None = None  # why `point` is None
    turn: str | None = None
    tellings: tuple[Telling, ...] = ()  # oldest first
    embedding: tuple[float, ...] = ()  # 384 numbers, length 1
    point_embedding: tuple[float, ...] = ()  # empty without a point

    @property
    def last_told(self) -> Telling | None:
        """The newest telling, or None where it is not known when it was told."""
        return min(self.tellings, key=lambda telling: telling.videos_since) if self.tellings else None


class StoryAspect(StrEnum):
    """What of a story a search compares with its query."""

    MEANING = "meaning"  # what happens in it
    POINT = "point"  # the sentence in which its teller says what it means


@dataclass(frozen=True)
class RetrievedStory:
    """A story with the scores that brought it up."""

    story: Story
    score: float  # 0..1, relative to the other stories searched
    vector_score: float  # cosine of the query and the story, or its point
    lexical_score: float  # BM25


class Move(StrEnum):
    """What a sentence does in a talk."""

    DEFINITION = "definition"  # says what a term means
    EXAMPLE = "example"  # a concrete instance of a general point
    ANALOGY = "analogy"  # explains by likeness to another domain, or asks to imagine a stand-in
    QUESTION = "question"  # posed to the audience or for the talk, not to a guest
    ANSWER = "answer"  # begins the speaker's own answer to a question
    SIGNPOST = "signpost"  # what comes next, where we are
    RECAP = "recap"  # repeats what was said
    ASIDE = "aside"  # steps out of the line of argument
    STORY = "story"  # part of telling what happened to the speaker
    CALL_TO_ACTION = "call_to_action"  # asks the viewer to do something outside the talk


@dataclass(frozen=True)
class DiscourseMove:
    """One row per move that a sentence makes; a sentence may make several."""

    move_id: str
    channel_key: str
    video_id: str
    segment_id: str
    ordinal: int  # of the sentence
    move: Move
    wording: str  # the words that showed it
    position: float  # share of the video's words that were said before the sentence
    start_s: float | None
    end_s: float | None
    source_digest: str = ""  # of the video's sentences and the code that read them; equal digest: nothing to do


class PartKind(StrEnum):
    """What a stretch of a video is there for."""

    HOOK = "hook"  # opens without saying yet what the video is about to do
    PROMISE = "promise"  # what the viewer will get, or the question that the video will answer
    SECTION = "section"  # one step of the argument
    RECAP = "recap"  # the summary at the end
    CALL_TO_ACTION = "call_to_action"  # a run of such moves; lies inside other parts
    FAREWELL = "farewell"


@dataclass(frozen=True)
class VideoPart:
    """One row per part of a video. Parts follow each other without overlap, calls to action apart."""

    part_id: str
    channel_key: str
    video_id: str
    kind: PartKind
    number: int  # among the parts of this kind in the video, from 1
    first_ordinal: int
    last_ordinal: int
    start_s: float | None
    end_s: float | None
    begins_at: float  # share of the video's words that were said before it
    ends_at: float
    source_digest: str = ""  # of what it was read from


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
class SentenceVoice:
    """What one sentence of a text does to the score, and what the creator would rather say."""

    text: str
    value: float | None  # probability that it is the creator's, by its wording alone; None: too short
    contribution: float  # to the text's score, in spreads of other speakers; the sentences' contributions add up to it
    wordings: tuple[str, ...]  # what in it pulls away most, as it stands in the sentence
    trait: str | None  # which trait they belong to
    rather: str | None  # what the creator often says in that trait
    examples: tuple[Span, ...]  # where they say it


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


# --- research --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ResearchDocument:
    """One row per source document of a project."""

    document_id: str
    project_key: str
    title: str
    source_path: str
    media_type: str  # md, html, txt, pdf, docx
    sha256: str
    text: str  # plain text; all offsets point into it
    author: str | None = None
    published_on: str | None = None  # as stated: a year, a month or a day
    publisher: str | None = None
    licence: str | None = None
    url: str | None = None
    problem: str | None = None  # why the document could not be read; text is then empty
    headings: tuple[tuple[int, str], ...] = ()  # (offset, "H1 > H2"), in order


@dataclass(frozen=True)
class Passage:
    """One row per passage: a run of whole sentences under one heading."""

    passage_id: str
    project_key: str
    document_id: str
    ordinal: int
    heading: str
    text: str
    start: int  # offset into the document's text
    end: int
    embedding: tuple[float, ...]  # 384 numbers, length 1


@dataclass(frozen=True)
class RetrievedPassage:
    """A passage with the scores that brought it up."""

    passage: Passage
    score: float
    vector_score: float
    lexical_score: float


@dataclass(frozen=True)
class BriefSentence:
    """One row per sentence of a project's research brief, with the passage it rests on."""

    sentence_id: str
    project_key: str
    ordinal: int
    question: str  # sub-question that this sentence helps to answer
    text: str
    passage_ids: tuple[str, ...]
    engine: str


# --- facts -----------------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """What the evidence in *other* documents says of a claim."""

    SUPPORTED = "SUPPORTED"
    REFUTED = "REFUTED"
    NOT_ENOUGH_INFO = "NOT_ENOUGH_INFO"


@dataclass(frozen=True)
class Claim:
    """One row per check-worthy, self-contained claim found in a passage."""

    claim_id: str
    project_key: str
    document_id: str
    passage_id: str
    ordinal: int  # reading order over documents and passages
    heading: str
    text: str  # self-contained: pronouns resolved where that was safe
    quote: str  # the source sentence, verbatim
    start: int  # offset of the quote in the document's text
    end: int
    check_worthiness: float
    engine: str


@dataclass(frozen=True)
class Evidence:
    """One row per piece of evidence for or against a claim, from a passage of another document or section."""

    evidence_id: str
    project_key: str
    claim_id: str
    document_id: str
    passage_id: str
    verdict: Verdict
    probability: float
    quote: str  # verbatim sentence
    start: int
    end: int
    engine: str


@dataclass(frozen=True)
class VerifiedFact:
    """One row per claim with its verdict.

    Every fact is stated by the document it was quoted from. `verdict` says what the *other* sources add: SUPPORTED
    (confirmed), REFUTED (contradicted), NOT_ENOUGH_INFO (stands on its own source alone).
    """

    fact_id: str
    project_key: str
    claim_id: str
    document_id: str
    ordinal: int
    heading: str
    text: str
    quote: str
    start: int
    end: int
    verdict: Verdict
    probability: float | None  # of `verdict`; None where no other passage speaks of it
    independent_sources: int  # documents by different publishers or authors that state it, its own included
    evidence_ids: tuple[str, ...]
    relevance: float  # to the project's topic
    engine: str

    @property
    def is_usable(self) -> bool:
        """Whether a script may state it: quoted from a source and not contradicted by another."""
        return self.verdict is not Verdict.REFUTED


# --- writing ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Beat:
    """One step of an educational framework."""

    name: str
    purpose: str
    share: float  # of the script's words
    must_contain: tuple[str, ...]  # e.g. ("question", "fact"); checked by `script_review`
    visual: str  # what the viewer sees, as a direction with {subject}


@dataclass(frozen=True)
class EducationalFramework:
    """One row per educational framework: a typed contract of beats."""

    framework_id: str  # e.g. gagne
    title: str
    source: str  # who described it, where
    suits: str  # what it is good for, in a sentence
    signals: dict[str, float]  # corpus signal → weight, used to choose between frameworks
    beats: tuple[Beat, ...]


@dataclass(frozen=True)
class OutlineBeat:
    """One row per beat of a project's outline."""

    beat_id: str
    project_key: str
    ordinal: int
    framework_id: str
    framework_reason: str
    name: str
    title: str  # what this beat is about, in the project's terms
    purpose: str
    words: int  # budget
    minutes: float  # at the creator's pace
    fact_ids: tuple[str, ...]
    visual: str


class SentenceKind(StrEnum):
    """What a script sentence rests on."""

    SOURCED = "sourced"
    STORY = "story"
    RHETORIC = "rhetoric"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class Hook:
    """One row per hook offered for a project."""

    hook_id: str
    project_key: str
    ordinal: int  # 0 is the one chosen
    kind: str  # question, contradiction, number, stakes …
    sentences: tuple[str, ...]
    kinds: tuple[SentenceKind, ...]
    fact_ids: tuple[tuple[str, ...], ...]  # per sentence
    score: float
    reason: str
    engine: str


@dataclass(frozen=True)
class ScriptSentence:
    """One row per sentence of a script."""

    sentence_id: str
    project_key: str
    ordinal: int
    beat_id: str
    text: str
    kind: SentenceKind
    fact_ids: tuple[str, ...]
    story_id: str | None
    frame_id: str | None  # phrasing frame that carries it
    is_placeholder: bool  # asks the creator for a story or example of their own; not spoken
    visual: str  # visual cue, empty where it carries on
    seconds: float  # at the creator's pace
    voice: float | None  # 0..1, this sentence against the profile
    engine: str


class Severity(StrEnum):
    """How much a finding matters."""

    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class ReviewFinding:
    """One row per finding about a script: rule, place and remedy."""

    finding_id: str
    project_key: str
    rule: str
    severity: Severity
    sentence_id: str | None
    message: str
    remedy: str


@dataclass(frozen=True)
class Script:
    """A script with everything its page shows. Read from the tables, not stored."""

    project: Project
    channel: Channel
    words_per_minute: float
    pace_reason: str  # how the pace was measured, or that it was assumed
    beats: tuple[OutlineBeat, ...]
    hooks: tuple[Hook, ...]
    sentences: tuple[ScriptSentence, ...]
    facts: tuple[VerifiedFact, ...]
    evidence: tuple[Evidence, ...]
    documents: tuple[ResearchDocument, ...]
    stories: tuple[Story, ...]
    findings: tuple[ReviewFinding, ...]
    voice: VoiceScore
    evaluations: tuple["EvaluationResult", ...] = ()
    brief: tuple[BriefSentence, ...] = ()
    passage_documents: Mapping[str, str] = field(default_factory=dict)  # passage id → document id


# --- quality and the model path --------------------------------------------------------------------------------


@dataclass(frozen=True)
class EvaluationResult:
    """One row per metric of one evaluation of one subject. `value` None: nothing could be scored, see `reason`."""

    result_id: str
    subject_type: str  # project or suite
    subject_key: str
    suite: str
    metric: str
    tag: str
    value: float | None
    low: float | None  # 95 % interval
    high: float | None
    n: int
    n_errors: int
    dataset_sha256: str
    reason: str | None
    engine: str


@dataclass(frozen=True)
class ModelCall:
    """One row per model call kept in the call cache."""

    call_id: str  # digest of model, messages, parameters and epoch
    model: str
    prompt_name: str
    prompt_version: str
    request: dict[str, Any]
    reply: str
    finish_reason: str
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None
    latency_s: float
