"""The writing stage: framework → outline → hooks → script → review, offline, from verified facts."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from pipelines.models import (
    EducationalFramework,
    Hook,
    Misconception,
    OutlineBeat,
    PhraseFrame,
    Project,
    ResearchDocument,
    ReviewFinding,
    ScriptSentence,
    Story,
    StyleControl,
    VerifiedFact,
    VoiceFeatures,
)
from pipelines.sentences import words
from pipelines.voice.reuse import may_be_told
from pipelines.writing import (
    argument,
    beliefs,
    drafting,
    fitting,
    frameworks,
    manuscript,
    outline,
    review,
    rhythm,
    rules,
    speech,
    spoken_forms,
    terms,
    themes,
)
from pipelines.writing.frameworks import choose
from pipelines.writing.hooks import offering, opening_style
from pipelines.writing.hooks.gaps import planned_facts
from pipelines.writing.hooks.source import Source
from pipelines.writing.outline import lead_of, usable
from pipelines.writing.phrasing import Phrasebook
from pipelines.writing.prerequisites import UNMAPPED, ConceptMap
from pipelines.writing.rules import SourceIndex
from pipelines.writing.steering import Steering

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
    controls: Sequence[StyleControl] = (),
    misconceptions: Sequence[Misconception] = (),
    known: ConceptMap = UNMAPPED,
) -> list[OutlineBeat]:
    """Choose a framework for the facts, and map their themes onto its beats with a budget at the creator's pace.

    Facts that cannot be spoken faithfully are left out. What `known` says must be known before something comes before
    it. Returns the beats in order; their words add up to the target.
    """
    steering = Steering(tuple(controls))
    stated = usable(facts)
    framework, reason = choose(frameworks, stated, may_be_told(stories, project.story_gap), misconceptions)
    spoken = steering.facts(_spoken(stated, SourceIndex([fact.quote for fact in facts]), frames, stories, steering))
    spoken += steering.facts(_lead(project, stated, spoken, {}))
    corrections = beliefs.corrected(misconceptions, stated).keys()
    total_words = round(project.minutes * words_per_minute)
    plans = outline.plan(framework, spoken, project.topic, total_words, known, corrections)
    return outline.outline_beats(project, framework, reason, plans, words_per_minute)


def write_hooks(
    project: Project,
    outline: Sequence[OutlineBeat],
    facts: Sequence[VerifiedFact],
    frames: Sequence[PhraseFrame],
    voice: Voice,
    controls: Sequence[StyleControl] = (),
    stories: Sequence[Story] = (),
    features: Sequence[VoiceFeatures] = (),
    misconceptions: Sequence[Misconception] = (),
) -> list[Hook]:
    """Return one hook of each kind that the facts allow, best first; each question it leaves open is paid by the outline."""
    steering = Steering(tuple(controls))
    stated = usable(facts)
    index = SourceIndex([fact.quote for fact in facts])
    spoken = steering.facts(_spoken(stated, index, frames, stories, steering))
    allowed = steering.frames(frames)
    material = manuscript.Material(
        project,
        outline,
        {},
        None,
        allowed,
        stories,
        index,
        1.0,
        voice,
        steering,
        beliefs.corrected(misconceptions, stated),
    )
    lead = lead_of(spoken, project.topic)  # opens what comes after the hook
    source = Source(
        [fact for fact in argument.distinct(spoken) if fact is not lead],
        planned_facts(outline, spoken),
        may_be_told(stories, project.story_gap),
        opening_style.mined(features),
        manuscript.Manuscript(material, Phrasebook(allowed, steering)),
    )
    return offering.offered(source, voice)


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
    controls: Sequence[StyleControl] = (),
    misconceptions: Sequence[Misconception] = (),
    known: ConceptMap = UNMAPPED,
) -> list[ScriptSentence]:
    """Write the script: every sentence typed and sourced, within the target length where the facts last that long.

    Where a fact corrects what people believe, the belief is told in front of it; where `known` links a concept that the
    script uses, what it is comes first.
    What the creator's style controls ban is not said; what they raise or pin is preferred where there is a choice.
    """
    steering = Steering(tuple(controls))
    frames = steering.frames(frames)
    index = SourceIndex([document.text for document in documents] + [fact.quote for fact in facts])
    spoken = steering.facts(_spoken(usable(facts), index, frames, stories, steering))
    spoken += steering.facts(_lead(project, usable(facts), spoken, _named(documents)))
    quotations = steering.facts(_quotations(usable(facts), spoken, documents))
    material = manuscript.Material(
        project,
        outline,
        _contents(outline),
        hooks[0] if hooks else None,
        frames,
        stories,
        index,
        words_per_minute,
        voice,
        steering,
        beliefs.corrected(misconceptions, usable(facts)),
        known,
    )
    script = fitting.fitted(material, [*spoken, *quotations[:MAX_QUOTATIONS]])
    if rules.spoken_minutes(script, words_per_minute) < (1 - rules.LENGTH_TOLERANCE / 2) * project.minutes:
        script = fitting.fitted(material, [*spoken, *quotations[:MANY_QUOTATIONS]])
    sections = {fact.fact_id: (fact.document_id, fact.heading) for fact in facts}
    written = manuscript.Manuscript(material, Phrasebook(()), list(script))
    rate = steering.contraction_rate(_contractions(frames, stories))
    return drafting.voiced(rhythm.in_rhythm(written, sections, voice, rate), voice)


def review_script(
    project: Project,
    outline: Sequence[OutlineBeat],
    sentences: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
    stories: Sequence[Story],
    documents: Sequence[ResearchDocument],
    words_per_minute: float,
    controls: Sequence[StyleControl] = (),
    misconceptions: Sequence[Misconception] = (),
    hooks: Sequence[Hook] = (),
    earlier: Mapping[str, Sequence[ScriptSentence]] = MappingProxyType({}),
) -> list[ReviewFinding]:
    """Judge a script, whoever wrote it; see `review` and `safety` for the rules."""
    contents = _contents(outline)
    hook = min(hooks, key=lambda hook: hook.ordinal, default=None)
    return review.findings(
        project,
        outline,
        sentences,
        facts,
        stories,
        documents,
        words_per_minute,
        contents,
        controls,
        misconceptions,
        hook,
        earlier,
    )


def _spoken(
    facts: Sequence[VerifiedFact],
    index: SourceIndex,
    frames: Sequence[PhraseFrame],
    stories: Sequence[Story],
    steering: Steering,
) -> list[speech.SpokenFact]:
    rate = steering.contraction_rate(_contractions(frames, stories))
    said = (speech.speak(fact, index, contraction_rate=rate) for fact in facts)
    return [fact for fact in said if fact is not None]


def _contractions(frames: Sequence[PhraseFrame], stories: Sequence[Story]) -> float:
    return spoken_forms.contraction_rate([story.text for story in stories] + [frame.text for frame in frames])


def _quotations(
    facts: Sequence[VerifiedFact], spoken: Sequence[speech.SpokenFact], documents: Sequence[ResearchDocument]
) -> list[speech.SpokenFact]:
    """Return facts that can only be said in their source's words as attributed quotations, the weightiest first."""
    named = _named(documents)
    said = {fact.fact.fact_id for fact in spoken}
    rest = sorted((f for f in facts if f.fact_id not in said), key=lambda f: (-themes.fact_weight(f), f.ordinal))
    quotes = (speech.quoted(fact, named[fact.document_id]) for fact in rest if fact.document_id in named)
    return [quote for quote in quotes if quote is not None]


def _lead(
    project: Project,
    facts: Sequence[VerifiedFact],
    spoken: Sequence[speech.SpokenFact],
    named: Mapping[str, str],
) -> list[speech.SpokenFact]:
    """Return the statement of what the topic is as an attributed quotation, where it cannot be said in other words."""
    if outline.lead_of(spoken, project.topic):
        return []
    wanted = themes.stems(outline.short_topic(project.topic))
    for fact in sorted(facts, key=lambda fact: (-themes.fact_weight(fact), fact.ordinal)):
        found = terms.definition(fact.text)
        if (
            found
            and found.key == wanted
            and len(words(fact.text)) <= speech.MAX_SPEAKABLE_WORDS
            and "”" not in fact.quote
        ):
            sentence = f"As {named.get(fact.document_id, 'the source')} puts it: “{fact.text}”"
            return [speech.SpokenFact(fact, (sentence,), None, "", 0)]
    return []


def _named(documents: Sequence[ResearchDocument]) -> dict[str, str]:
    """Return what each source is called aloud."""
    return {document.document_id: document.publisher or document.title for document in documents}


def _contents(beats: Sequence[OutlineBeat]) -> dict[str, Sequence[str]]:
    """Return what each beat must contain, by its framework."""
    chosen = {beat.framework_id for beat in beats}
    return {
        beat.name: beat.must_contain
        for framework in _known_frameworks()
        if framework.framework_id in chosen
        for beat in framework.beats
    }


@cache
def _known_frameworks() -> tuple[EducationalFramework, ...]:
    return tuple(frameworks.load())
