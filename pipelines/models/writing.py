"""From a framework to a reviewed script."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipelines.models.channels import Channel, Project
from pipelines.models.facts import Evidence, VerifiedFact
from pipelines.models.quality import EvaluationResult
from pipelines.models.research import BriefSentence, ResearchDocument
from pipelines.models.stories import Story
from pipelines.models.voice import VoiceScore


@dataclass(frozen=True)
class Beat:
    """One step of an educational framework."""

    name: str
    purpose: str
    share: float  # of the script's words
    must_contain: tuple[str, ...]  # e.g. ("question", "fact"); checked by `script_review`
    visual: str  # what the viewer sees, as a direction with {subject}
    heard: tuple[str, ...] = ()  # marks of a talk that are heard in this beat more than elsewhere


@dataclass(frozen=True)
class EducationalFramework:
    """One row per educational framework: a typed contract of beats."""

    framework_id: str  # e.g. gagne
    title: str
    source: str  # who described it, where
    suits: str  # what it is good for, in a sentence
    signals: dict[str, float]  # corpus signal → weight, used to choose between frameworks
    beats: tuple[Beat, ...]
    topics: tuple[str, ...] = ()  # words of a topic that ask for it
    audiences: dict[str, float] = field(default_factory=dict)  # audience → what it speaks for the framework


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
    BELIEF = "belief"  # what people wrongly believe, said as their belief; cites the fact that corrects it
    OWN = "own"  # what the creator says on their own account, and vouches for
    UNSUPPORTED = "unsupported"


class HookKind(StrEnum):
    """How an opening catches attention."""

    QUESTION = "question"  # asks what the script answers
    CONTRADICTION = "contradiction"  # sets what is so against what people think, or against what one would expect
    NUMBER = "number"  # a figure that wants explaining
    STORY = "story"  # somebody, somewhere, at a time
    STAKES = "stakes"  # what it has to do with the viewer
    DEMONSTRATION = "demonstration"  # something to picture, or to try in thought
    MYSTERY = "mystery"  # what nobody knows yet


@dataclass(frozen=True)
class HookPromise:
    """What an opening makes the viewer expect, and where the script gives it."""

    text: str  # the question left open
    beat_id: str | None  # None: nothing in the outline pays it
    fact_ids: tuple[str, ...]  # each of which pays it


@dataclass(frozen=True)
class Hook:
    """One row per hook offered for a project."""

    hook_id: str
    project_key: str
    ordinal: int  # 0 is the one chosen
    kind: str  # of `HookKind`
    sentences: tuple[str, ...]
    kinds: tuple[SentenceKind, ...]
    fact_ids: tuple[tuple[str, ...], ...]  # per sentence
    score: float
    reason: str
    engine: str
    criteria: dict[str, float | None] = field(default_factory=dict)  # criterion → 0..1; None: cannot be said
    promises: tuple[HookPromise, ...] = ()
    style: str = ""  # how this creator opens videos so, with a place that shows it
    story_id: str | None = None  # of the sentences of kind story


class Way(StrEnum):
    """How a term is explained."""

    DEFINITION = "definition"  # what it is
    ANALOGY = "analogy"  # what it is like
    EXAMPLE = "example"  # a case of it
    STEPS = "steps"  # how it comes about, one step after the other


@dataclass(frozen=True)
class Explanation:
    """One row per way of explaining a term that is above the audience's level. The first of a term is the one to use."""

    explanation_id: str
    project_key: str
    ordinal: int
    term: str
    difficulty: float | None  # estimated, 0..1, of its hardest word; None for a term made of plain words
    way: Way
    sentences: tuple[str, ...]  # as they are said
    fact_ids: tuple[str, ...]  # empty for the creator's own analogy
    segment_id: str | None  # where the creator has used the analogy
    support: float | None  # probability that its facts support it, by the verifier; None for the creator's own analogy
    reason: str  # why this way, and why here in the order
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
    preference_ids: tuple[str, ...] = ()  # rules learned from edits that worded it


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
    is_edited: bool = False  # a person's version stands
    rejected: frozenset[str] = frozenset()  # ids of facts that a person rejected
