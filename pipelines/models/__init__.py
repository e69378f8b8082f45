"""The vocabulary: frozen dataclasses in the order in which the flow makes them.

A class here is one grain. Classes that are stored stand in `pipelines.database.TABLES`; their field names are the column
names. Times are seconds (`_s`), offsets are characters into the named text, probabilities and shares lie in 0..1.
"Could not say" is `None` with a reason, never 0.0.
"""

from pipelines.models.channels import Channel, Project
from pipelines.models.facts import (
    Aside,
    AsideKind,
    Claim,
    Concept,
    ConceptLink,
    ConflictKind,
    ConflictOutcome,
    Contradiction,
    Evidence,
    LinkKind,
    Misconception,
    Verdict,
    VerifiedFact,
)
from pipelines.models.ids import content_id
from pipelines.models.moves import DiscourseMove, Move, PartKind, VideoPart
from pipelines.models.quality import EvaluationResult, ModelCall
from pipelines.models.research import BriefSentence, Gap, Passage, ResearchDocument, RetrievedPassage
from pipelines.models.stories import RetrievedStory, Story, StoryAspect, StoryPassage, StoryTime, Telling, VideoStories
from pipelines.models.transcripts import ParsedTranscript, Segment, Video, VideoStatus
from pipelines.models.voice import (
    ControlAction,
    ProfileVersion,
    SentenceVoice,
    Separation,
    SeriesRule,
    SeriesTrait,
    Span,
    StyleControl,
    Trait,
    VoiceFeatures,
    VoiceProfile,
    VoiceScore,
)
from pipelines.models.wording import FrameForm, FrameFunction, PhraseFrame, VideoFrames, Wording
from pipelines.models.writing import (
    Beat,
    EducationalFramework,
    Hook,
    OutlineBeat,
    ReviewFinding,
    Script,
    ScriptSentence,
    SentenceKind,
    Severity,
)

__all__ = [
    "Aside",
    "AsideKind",
    "Beat",
    "BriefSentence",
    "Channel",
    "Claim",
    "Concept",
    "ConceptLink",
    "ConflictKind",
    "ConflictOutcome",
    "Contradiction",
    "ControlAction",
    "DiscourseMove",
    "EducationalFramework",
    "EvaluationResult",
    "Evidence",
    "FrameForm",
    "FrameFunction",
    "Gap",
    "Hook",
    "LinkKind",
    "Misconception",
    "ModelCall",
    "Move",
    "OutlineBeat",
    "ParsedTranscript",
    "PartKind",
    "Passage",
    "PhraseFrame",
    "ProfileVersion",
    "Project",
    "ResearchDocument",
    "RetrievedPassage",
    "RetrievedStory",
    "ReviewFinding",
    "Script",
    "ScriptSentence",
    "Segment",
    "SentenceKind",
    "SentenceVoice",
    "Separation",
    "SeriesRule",
    "SeriesTrait",
    "Severity",
    "Span",
    "Story",
    "StoryAspect",
    "StoryPassage",
    "StoryTime",
    "StyleControl",
    "Telling",
    "Trait",
    "Verdict",
    "VerifiedFact",
    "Video",
    "VideoFrames",
    "VideoPart",
    "VideoStatus",
    "VideoStories",
    "VoiceFeatures",
    "VoiceProfile",
    "VoiceScore",
    "Wording",
    "content_id",
]
