"""What may be said of a project's facts, before any of it is ordered: in other words, as quotations, and the lead."""

from collections.abc import Mapping, Sequence

from pipelines.models import PhraseFrame, Project, ResearchDocument, Story, VerifiedFact
from pipelines.sentences import words
from pipelines.writing import outline, speech, spoken_forms, terms, themes
from pipelines.writing.rules import SourceIndex
from pipelines.writing.steering import Steering


def spoken(
    facts: Sequence[VerifiedFact],
    index: SourceIndex,
    frames: Sequence[PhraseFrame],
    stories: Sequence[Story],
    steering: Steering,
) -> list[speech.SpokenFact]:
    """Return the facts that can be said in other words than their sources', contracted as the creator contracts."""
    rate = contraction_rate(frames, stories, steering)
    said = (speech.speak(fact, index, contraction_rate=rate) for fact in facts)
    return steering.facts([fact for fact in said if fact is not None])


def spoken_with_lead(
    project: Project,
    facts: Sequence[VerifiedFact],
    index: SourceIndex,
    frames: Sequence[PhraseFrame],
    stories: Sequence[Story],
    steering: Steering,
    documents: Sequence[ResearchDocument] = (),
) -> list[speech.SpokenFact]:
    """Return `spoken`, and behind it what the topic is as a quotation where that cannot be said in other words.

    The quotation names its source by `documents`; without them it speaks of "the source".
    """
    said = spoken(facts, index, frames, stories, steering)
    return said + steering.facts(_lead(project, facts, said, _called(documents)))


def quotations(
    facts: Sequence[VerifiedFact],
    spoken: Sequence[speech.SpokenFact],
    documents: Sequence[ResearchDocument],
    steering: Steering,
) -> list[speech.SpokenFact]:
    """Return facts that can only be said in their source's words as attributed quotations, the weightiest first."""
    called = _called(documents)
    said = {fact.fact.fact_id for fact in spoken}
    rest = (fact for fact in _by_weight(facts) if fact.fact_id not in said and fact.document_id in called)
    quotes = (speech.quoted(fact, called[fact.document_id]) for fact in rest)
    return steering.facts([quote for quote in quotes if quote is not None])


def contraction_rate(frames: Sequence[PhraseFrame], stories: Sequence[Story], steering: Steering) -> float:
    """Return the share of contractions to aim at, 0 to 1: the creator's own, as their wishes move it."""
    texts = [story.text for story in stories] + [frame.text for frame in frames]
    return steering.contraction_rate(spoken_forms.contraction_rate(texts))


def _lead(
    project: Project,
    facts: Sequence[VerifiedFact],
    spoken: Sequence[speech.SpokenFact],
    called: Mapping[str, str],
) -> list[speech.SpokenFact]:
    if outline.lead_of(spoken, project.topic):
        return []
    wanted = themes.stems(outline.short_topic(project.topic))
    for fact in _by_weight(facts):
        found = terms.definition(fact.text)
        if (
            found
            and found.key == wanted
            and len(words(fact.text)) <= speech.MAX_SPEAKABLE_WORDS
            and "”" not in fact.quote
        ):
            sentence = f"As {called.get(fact.document_id, 'the source')} puts it: “{fact.text}”"
            return [speech.SpokenFact(fact, (sentence,), None, "", 0)]
    return []


def _by_weight(facts: Sequence[VerifiedFact]) -> list[VerifiedFact]:
    return sorted(facts, key=lambda fact: (-themes.fact_weight(fact), fact.ordinal))


def _called(documents: Sequence[ResearchDocument]) -> dict[str, str]:
    """Return what each source is called aloud."""
    return {document.document_id: document.publisher or document.title for document in documents}
