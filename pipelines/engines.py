"""Which engine does a stage's work: the offline one, or a model through Haystack when one is configured.

Both components of a stage have the same `run`, so what comes after cannot tell them apart but by the rows' `engine`.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from haystack import component

from pipelines.database import Database
from pipelines.editing.preferences import followed
from pipelines.facts.pipeline import extract_claims
from pipelines.model_usage import Usage
from pipelines.models import (
    Claim,
    Explanation,
    Hook,
    Misconception,
    OutlineBeat,
    Passage,
    PhraseFrame,
    PreferenceRule,
    Project,
    ResearchDocument,
    ScriptSentence,
    Story,
    StyleControl,
    VerifiedFact,
    VoiceProfile,
)
from pipelines.settings import OFFLINE_ENGINE, Settings, support_precision
from pipelines.writing.pipeline import contents_of, draft_script, finish_script, review_script
from pipelines.writing.prerequisites import UNMAPPED, ConceptMap
from pipelines.writing.rules import indexed

if TYPE_CHECKING:
    from pipelines.facts.verification.verifier import Judge
    from pipelines.llm import ModelClient
    from pipelines.prompts import PromptService
    from pipelines.research.question_writer import ModelQuestionWriter
    from pipelines.writing.hook_writer import ModelHookWriter

Voice = Callable[[Sequence[str]], list[float | None]]


class ClaimExtractor(Protocol):
    """Finds claims in passages."""

    def run(
        self, project: Project, documents: list[ResearchDocument], passages: list[Passage]
    ) -> dict[str, list[Claim]]:
        """Return `{"claims": [...]}`."""
        ...


class ScriptDrafter(Protocol):
    """Writes a script from verified facts.

    `misconceptions` are told in front of the facts that correct them, what `known` says must be known first comes first,
    `profile` shows how the creator speaks, and `explained` are ways of explaining what is hard for the audience.
    """

    @property
    def usage(self) -> Usage:
        """What was asked of a model, and what it cost."""
        ...

    def run(
        self,
        project: Project,
        outline: list[OutlineBeat],
        hooks: list[Hook],
        facts: list[VerifiedFact],
        frames: list[PhraseFrame],
        stories: list[Story],
        documents: list[ResearchDocument],
        words_per_minute: float,
        voice: Voice,
        controls: Sequence[StyleControl] = (),
        misconceptions: Sequence[Misconception] = (),
        known: ConceptMap = UNMAPPED,
        profile: VoiceProfile | None = None,
        explained: Sequence[Explanation] = (),
    ) -> dict[str, list[ScriptSentence]]:
        """Return `{"sentences": [...]}`."""
        ...


@component
class OfflineClaimExtractor:
    """Finds claims by rule, without a model."""

    @component.output_types(claims=list[Claim])
    def run(
        self, project: Project, documents: list[ResearchDocument], passages: list[Passage]
    ) -> dict[str, list[Claim]]:
        """Return the claims of every passage."""
        return {"claims": extract_claims(project, documents, passages)}


@component
class OfflineScriptDrafter:
    """Builds a script from verified facts and the creator's phrasing frames, without a model."""

    usage = Usage()

    @component.output_types(sentences=list[ScriptSentence])
    def run(
        self,
        project: Project,
        outline: list[OutlineBeat],
        hooks: list[Hook],
        facts: list[VerifiedFact],
        frames: list[PhraseFrame],
        stories: list[Story],
        documents: list[ResearchDocument],
        words_per_minute: float,
        voice: Voice,
        controls: Sequence[StyleControl] = (),
        misconceptions: Sequence[Misconception] = (),
        known: ConceptMap = UNMAPPED,
        profile: VoiceProfile | None = None,
        explained: Sequence[Explanation] = (),
    ) -> dict[str, list[ScriptSentence]]:
        """Return the script's sentences in order."""
        drafted = draft_script(
            project,
            outline,
            hooks,
            facts,
            frames,
            stories,
            documents,
            words_per_minute,
            voice,
            controls,
            misconceptions,
            known,
        )
        return {"sentences": drafted}


def claim_extractor(settings: Settings, db: Database, project: Project) -> ClaimExtractor:
    """Return the claim extractor of the configured engine, with the project's prompts."""
    if settings.engine == OFFLINE_ENGINE:
        return OfflineClaimExtractor()
    from pipelines.facts.model_extractor import ModelClaimExtractor

    return ModelClaimExtractor(*_model(settings, db, project, "facts"))


def claim_verifier(settings: Settings, db: Database, project: Project) -> "Judge":
    """Return the verifier of the configured engine at the precision that the operator set."""
    from pipelines.facts.verification import verifier

    offline = verifier.load(support_precision())
    if settings.engine == OFFLINE_ENGINE:
        return offline
    from pipelines.facts.model_verifier import ModelVerifier

    client, prompts, tag = _model(settings, db, project, "facts")
    return ModelVerifier(client, prompts, offline, tag)


def question_writer(settings: Settings, db: Database, project: Project) -> "ModelQuestionWriter | None":
    """Return what writes the questions of a brief with a model, None for the offline engine: the library's headings ask."""
    if settings.engine == OFFLINE_ENGINE:
        return None
    from pipelines.research.question_writer import ModelQuestionWriter

    return ModelQuestionWriter(*_model(settings, db, project, "facts"))


def script_drafter(settings: Settings, db: Database, project: Project) -> ScriptDrafter:
    """Return the script drafter of the configured engine, with the project's prompts."""
    if settings.engine == OFFLINE_ENGINE:
        return OfflineScriptDrafter()
    from pipelines.writing.model_drafter import ModelScriptDrafter

    client, prompts, tag = _model(settings, db, project, "writing")
    return ModelScriptDrafter(client, prompts, review_script, contents_of, tag)


def whole_draft(
    drafter: ScriptDrafter,
    preferences: Sequence[PreferenceRule],
    *,
    project: Project,
    outline: list[OutlineBeat],
    facts: list[VerifiedFact],
    documents: list[ResearchDocument],
    words_per_minute: float,
    voice: Voice,
    controls: Sequence[StyleControl],
    known: ConceptMap,
    explained: Sequence[Explanation],
    **more: Any,
) -> list[ScriptSentence]:
    """Return a draft as a person sees it: written, mended, and worded as the creator's edits ask.

    `more` is what else the drafter's `run` takes.
    """
    told = drafter.run(
        project=project, outline=outline, facts=facts, documents=documents, words_per_minute=words_per_minute, voice=voice,
        controls=controls, known=known, explained=explained, **more,
    )["sentences"]  # fmt: skip
    mended = finish_script(
        project, outline, told, facts, documents, words_per_minute, voice, controls, explained, known
    )
    return followed(mended, preferences, facts, indexed(documents, facts), words_per_minute, voice)


def hook_writer(settings: Settings, db: Database, project: Project) -> "ModelHookWriter | None":
    """Return what writes openings with a model, None for the offline engine: those by rule stand."""
    if settings.engine == OFFLINE_ENGINE:
        return None
    from pipelines.writing.hook_writer import ModelHookWriter

    return ModelHookWriter(*_model(settings, db, project, "writing"))


def _model(
    settings: Settings, db: Database, project: Project, pipeline_type: str
) -> "tuple[ModelClient, PromptService, str]":
    """Return model, prompts and the project's tag; the imports take a second, which the offline engine is spared."""
    from pipelines.llm import ModelClient
    from pipelines.prompts import PromptService

    prompts = PromptService.from_settings(settings)
    return ModelClient(settings, db), prompts, prompts.tag_of(project, pipeline_type)
