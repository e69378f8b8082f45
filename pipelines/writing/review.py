"""What is wrong with a script, and what to do about it: findings by rule, place and severity."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipelines.models import (
    Contradiction,
    EducationalFramework,
    Gap,
    Hook,
    Misconception,
    OutlineBeat,
    PhraseFrame,
    Project,
    ResearchDocument,
    ReviewFinding,
    ScriptSentence,
    SentenceKind,
    Severity,
    Story,
    StyleControl,
    Trait,
    VerifiedFact,
    content_id,
)
from pipelines.sentences import counted, words
from pipelines.voice.reuse import told_recently, when_told
from pipelines.writing import (
    beliefs,
    contract,
    diagnosis,
    disputes,
    imitation,
    length,
    rules,
    salvage,
    speakability,
    storytelling,
    wishes,
)
from pipelines.writing.faults import Setting
from pipelines.writing.hooks import promises
from pipelines.writing.outline import short_topic
from pipelines.writing.phrasing import OPENERS_APART
from pipelines.writing.safety import findings as safety

MAX_SPOKEN_WORDS = 30
_Found = tuple[str, Severity, str | None, str, str]  # rule, severity, sentence id, message, remedy


@dataclass(frozen=True)
class Background:
    """What a script's material lacks: where sources differ, what they leave open, what is known of the creator."""

    ledger: Sequence[Contradiction] = ()
    gaps: Sequence[Gap] = ()
    traits: Sequence[Trait] = ()
    frames: Sequence[PhraseFrame] = ()


NO_BACKGROUND = Background()


def findings(
    project: Project,
    outline: Sequence[OutlineBeat],
    sentences: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
    stories: Sequence[Story],
    documents: Sequence[ResearchDocument],
    words_per_minute: float,
    setting: Setting,
    framework: EducationalFramework | None,
    controls: Sequence[StyleControl] = (),
    misconceptions: Sequence[Misconception] = (),
    hook: Hook | None = None,
    earlier: Mapping[str, Sequence[ScriptSentence]] = MappingProxyType({}),
    background: Background = NO_BACKGROUND,
) -> list[ReviewFinding]:
    """Apply every rule. Blocking findings come first, then in script order.

    `framework` is that of the outline, if it is known; `hook` the opening that the script uses; `earlier` the channel's last
    scripts by what they are called.
    """
    index = rules.indexed(documents, facts)
    found = [
        *_typing(sentences, facts, stories),
        *_beliefs(sentences, facts, misconceptions),
        *_wording(sentences, index),
        *length.findings(project, outline, sentences, words_per_minute, background.gaps),
        *_beats(framework, outline, sentences, facts),
        *_delivery(sentences, facts),
        *speakability.findings(sentences),
        *_faults(sentences, setting),
        *_reuse(project, sentences, facts, stories),
        *_wishes(sentences, controls),
        *_promises(hook, sentences),
        *safety.found(sentences, facts, index, earlier),
        *disputes.findings(sentences, facts, background.ledger, documents),
        *imitation.findings(background.traits, background.frames),
        *salvage.findings(outline, sentences, facts, hook),
    ]
    order = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    return [
        ReviewFinding(content_id(project.project_key, rule, sentence_id, message), project.project_key, rule, severity, sentence_id, message, remedy)
        for rule, severity, sentence_id, message, remedy in sorted(dict.fromkeys(found), key=lambda item: order[item[1]])
    ]  # fmt: skip


def _typing(
    sentences: Sequence[ScriptSentence], facts: Sequence[VerifiedFact], stories: Sequence[Story]
) -> Iterator[_Found]:
    for sentence in rules.untyped(sentences):
        if sentence.kind is SentenceKind.UNSUPPORTED:
            yield (
                "unsupported",
                Severity.BLOCKING,
                sentence.sentence_id,
                "No fact supports this sentence.",
                "Cite a verified fact, or cut the sentence.",
            )
        else:
            yield (
                "untyped",
                Severity.BLOCKING,
                sentence.sentence_id,
                f"The sentence is typed {sentence.kind.value} and does not cite accordingly.",
                "Cite a fact or a story, or type it as rhetoric.",
            )
    for sentence, cited in rules.unresolved_citations(sentences, facts, stories):
        yield (
            "unknown-citation",
            Severity.BLOCKING,
            sentence.sentence_id,
            f"{cited} is no usable fact and no story of the bank.",
            "Cite a fact of this project that is not refuted.",
        )
    for sentence, number in rules.unsourced_numbers(sentences, facts):
        yield (
            "unsourced-number",
            Severity.BLOCKING,
            sentence.sentence_id,
            f"{number} does not stand in the cited facts.",
            "Correct the number, or cite the fact that states it.",
        )


def _beliefs(
    sentences: Sequence[ScriptSentence], facts: Sequence[VerifiedFact], misconceptions: Sequence[Misconception]
) -> Iterator[_Found]:
    for sentence, fault in beliefs.misplaced(sentences, misconceptions, facts):
        message = f"A belief is told here, and {fault}."
        remedy = "Tell what is so right behind it, from the source that reports the belief, or cut it."
        yield "misplaced-belief", Severity.BLOCKING, sentence.sentence_id, message, remedy


def _wording(sentences: Sequence[ScriptSentence], index: rules.SourceIndex) -> Iterator[_Found]:
    for sentence, run in rules.verbatim_places(sentences, index):
        yield (
            "verbatim",
            Severity.BLOCKING,
            sentence.sentence_id,
            f"{run} words in a row stand in a source.",
            "Reword the sentence, or quote it and name its source.",
        )


def _beats(
    framework: EducationalFramework | None,
    outline: Sequence[OutlineBeat],
    sentences: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
) -> Iterator[_Found]:
    for gap in contract.missing(framework, outline, sentences, facts) if framework else ():
        if gap.content is None:
            message = f"The beat “{gap.beat.name}” is missing: {gap.beat.purpose[:1].lower()}{gap.beat.purpose[1:]}. It belongs {gap.where}."
            remedy = "Add sources that give it something to say, write it there, or leave it out on purpose."
            yield "missing-beat", Severity.WARNING, gap.sentence_id, message, remedy
        else:
            message = f"The beat “{gap.beat.name}” has no {gap.content}."
            remedy = f"Add one {gap.where}, or merge the beat with its neighbour."
            yield "beat-contents", Severity.WARNING, gap.sentence_id, message, remedy


def _faults(sentences: Sequence[ScriptSentence], setting: Setting) -> Iterator[_Found]:
    for fault in diagnosis.find(sentences, setting):
        place = fault.sentence.sentence_id if fault.sentence else None
        yield fault.rule, fault.severity, place, fault.message, fault.proposal


def _reuse(
    project: Project, sentences: Sequence[ScriptSentence], facts: Sequence[VerifiedFact], stories: Sequence[Story]
) -> Iterator[_Found]:
    """Stories that were told a short while ago: those that the script tells again, and the one that was left out for it."""
    recent = {story.story_id: story for story in stories if told_recently(story, project.story_gap)}
    told = {sentence.story_id: sentence for sentence in reversed(sentences) if sentence.story_id}
    for story_id, sentence in told.items():
        if story_id in recent:
            message = f"This story was told {when_told(recent[story_id])}."
            remedy = "Tell another one, or plan the project with a smaller --story-gap."
            yield "story-told-recently", Severity.WARNING, sentence.sentence_id, message, remedy
    cited = {fact_id for sentence in sentences for fact_id in sentence.fact_ids}
    stated = [fact.text for fact in facts if fact.fact_id in cited]
    nearest = storytelling.fitting(stories, short_topic(project.topic), stated)
    if nearest is not None and nearest.story_id in recent and nearest.story_id not in told:
        message = f"A story that fits was left out, because it was told {when_told(nearest)}: “{nearest.text[:60]} …”"
        remedy = "To tell it again all the same, plan the project with a smaller --story-gap."
        yield "story-left-out", Severity.NOTE, None, message, remedy


def _wishes(sentences: Sequence[ScriptSentence], controls: Sequence[StyleControl]) -> Iterator[_Found]:
    for sentence, phrase in wishes.banned_places(sentences, controls):
        remedy = "Say it otherwise, or take the ban back with `lectern style clear`."
        yield "banned-phrase", Severity.BLOCKING, sentence.sentence_id, f"You banned “{phrase}”.", remedy
    for message, remedy in wishes.not_met(sentences, controls):
        yield "style-control", Severity.NOTE, None, message, remedy


def _promises(hook: Hook | None, sentences: Sequence[ScriptSentence]) -> Iterator[_Found]:
    for promise, paying in promises.payments(hook, sentences) if hook else ():
        if paying is None:
            asking = promises.asked_in(promise, hook, sentences) if hook else None
            message = f"The opening asks “{promise.text}”, and no sentence answers it."
            remedy = "Tell one of the facts that answer it, or choose another opening."
            yield "unpaid-promise", Severity.WARNING, asking.sentence_id if asking else None, message, remedy


def _delivery(sentences: Sequence[ScriptSentence], facts: Sequence[VerifiedFact]) -> Iterator[_Found]:
    last_use: dict[str, int] = {}
    for sentence in sentences:
        if sentence.is_placeholder:
            yield (
                "placeholder",
                Severity.WARNING,
                sentence.sentence_id,
                "This place waits for a story of your own.",
                "Tell one in 20 to 30 seconds, or delete the line.",
            )
        elif len(words(sentence.text)) > MAX_SPOKEN_WORDS:
            yield (
                "long-sentence",
                Severity.WARNING,
                sentence.sentence_id,
                f"{len(words(sentence.text))} words are hard to say in one breath.",
                "Split the sentence.",
            )
        if sentence.frame_id and sentence.ordinal - last_use.get(sentence.frame_id, -OPENERS_APART) < OPENERS_APART:
            yield (
                "repeated-frame",
                Severity.WARNING,
                sentence.sentence_id,
                "The same phrasing came a short while before.",
                "Reword one of the two.",
            )
        if sentence.frame_id:
            last_use[sentence.frame_id] = sentence.ordinal
    cited = {fact_id for sentence in sentences for fact_id in sentence.fact_ids}
    alone = Counter(fact.independent_sources <= 1 for fact in facts if fact.fact_id in cited)
    if alone[True]:
        verb = "rests" if alone[True] == 1 else "rest"
        message = f"{alone[True]} of {counted(alone.total(), 'fact')} {verb} on one source alone."
        yield (
            "single-source",
            Severity.WARNING,
            None,
            message,
            "Add an independent source for the ones that carry the argument.",
        )
