"""The writing stage: framework → outline → hooks → script → review, offline, from verified facts."""

from collections.abc import Callable, Sequence

from pipelines.models import (
    EducationalFramework,
    Hook,
    OutlineBeat,
    PhraseFrame,
    Project,
    ResearchDocument,
    ReviewFinding,
    ScriptSentence,
    Story,
    VerifiedFact,
)
from pipelines.writing import (
    drafting,
    fitting,
    frameworks,
    hooks,
    manuscript,
    outline,
    review,
    speech,
    spoken_forms,
    themes,
)
from pipelines.writing.rules import SourceIndex

MAX_QUOTATIONS = 4
"""Sentences of a script that may stand in a source's own words, named and between quotation marks."""

MANY_QUOTATIONS = 10
"""The same where what can be said in other words does not fill the time."""

Voice = Callable[[Sequence[str]], list[float | None]]


def load_frameworks() -> list[EducationalFramework]:
    """Return the educational frameworks, validated.

    Raises:
        FrameworkError: `frameworks.yaml` breaks its contract; the message names the entry.
    """
    return frameworks.load()


def make_outline(
    project: Project,
    facts: Sequence[VerifiedFact],
    frames: Sequence[PhraseFrame],
    stories: Sequence[Story],
    words_per_minute: float,
    frameworks: Sequence[EducationalFramework],
) -> list[OutlineBeat]:
    """Choose a framework for the facts, and map their themes onto its beats with a budget at the creator's pace.

    Facts that cannot be spoken faithfully are left out. Returns the beats in order; their words add up to the target.
    """
    usable = outline.usable(facts)
    framework, reason = _choose(frameworks, usable, stories)
    spoken = _spoken(usable, SourceIndex([fact.quote for fact in facts]), frames, stories)
    plans = outline.plan(framework, spoken, project.topic, round(project.minutes * words_per_minute))
    return outline.outline_beats(project, framework, reason, plans, words_per_minute)


def write_hooks(
    project: Project,
    outline: Sequence[OutlineBeat],
    facts: Sequence[VerifiedFact],
    frames: Sequence[PhraseFrame],
    voice: Voice,
) -> list[Hook]:
    """Return up to three hooks of different kinds, best first; fewer where the facts give no more."""
    usable = _usable(facts)
    spoken = _spoken(usable, SourceIndex([fact.quote for fact in facts]), frames, ())
    planned = {fact_id for beat in outline for fact_id in beat.fact_ids}
    return hooks.offered(project, [f for f in spoken if f.fact.fact_id in planned], frames, voice)


def draft_script(
    project: Project,
    outline: Sequence[OutlineBeat],
    hooks: Sequence[Hook],
    facts: Sequence[VerifiedFact],
    frames: Sequence[PhraseFrame],
    stories: Sequence[Story],
    documents: Sequence[ResearchDocument],
    words_per_minute: float,
    voice: Voice,
) -> list[ScriptSentence]:
    """Write the script: every sentence typed and sourced, within the target length where the facts last that long."""
    index = SourceIndex([document.text for document in documents] + [fact.quote for fact in facts])
    spoken = _spoken(_usable(facts), index, frames, stories)
    is_short = sum(fact.n_words for fact in spoken) < project.minutes * words_per_minute
    n_quotes = MANY_QUOTATIONS if is_short else MAX_QUOTATIONS
    spoken += _quotations(_usable(facts), spoken, documents)[:n_quotes]
    material = manuscript.Material(
        project, outline, _contents(outline), hooks[0] if hooks else None, frames, stories, index, words_per_minute
    )
    return drafting.voiced(fitting.fitted(material, spoken), voice)


def review_script(
    project: Project,
    outline: Sequence[OutlineBeat],
    sentences: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
    stories: Sequence[Story],
    documents: Sequence[ResearchDocument],
    words_per_minute: float,
) -> list[ReviewFinding]:
    """Judge a script, whoever wrote it; see `review` for the rules."""
    return review.findings(project, outline, sentences, facts, stories, documents, words_per_minute, _contents(outline))


def _choose(
    candidates: Sequence[EducationalFramework], usable: Sequence[VerifiedFact], stories: Sequence[Story]
) -> tuple[EducationalFramework, str]:
    return frameworks.choose(candidates, usable, stories)


def _usable(facts: Sequence[VerifiedFact]) -> list[VerifiedFact]:
    return outline.usable(facts)


def _spoken(
    facts: Sequence[VerifiedFact], index: SourceIndex, frames: Sequence[PhraseFrame], stories: Sequence[Story]
) -> list[speech.SpokenFact]:
    rate = spoken_forms.contraction_rate([story.text for story in stories] + [frame.text for frame in frames])
    said = (speech.speak(fact, index, contraction_rate=rate) for fact in facts)
    return [fact for fact in said if fact is not None]


def _quotations(
    facts: Sequence[VerifiedFact], spoken: Sequence[speech.SpokenFact], documents: Sequence[ResearchDocument]
) -> list[speech.SpokenFact]:
    """Return facts that can only be said in their source's words as attributed quotations, the weightiest first."""
    named = {document.document_id: document.publisher or document.title for document in documents}
    said = {fact.fact.fact_id for fact in spoken}
    rest = sorted((f for f in facts if f.fact_id not in said), key=lambda f: (-themes.fact_weight(f), f.ordinal))
    quotes = (speech.quoted(fact, named[fact.document_id]) for fact in rest if fact.document_id in named)
    return [quote for quote in quotes if quote is not None]


def _contents(beats: Sequence[OutlineBeat]) -> dict[str, Sequence[str]]:
    """Return what each beat must contain, by its framework."""
    chosen = {beat.framework_id for beat in beats}
    return {
        beat.name: beat.must_contain
        for framework in frameworks.load()
        if framework.framework_id in chosen
        for beat in framework.beats
    }
