"""What each beat of a script is told before a word is written: its facts, beliefs and terms, and the plans of its neighbours.

A brief rests on the outline alone and never on what another beat has written, so that all beats can be written at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.models import Concept, Explanation, OutlineBeat, Story, VerifiedFact, VoiceProfile
from pipelines.sentences import normalised_words
from pipelines.writing import speech_samples, storytelling, terms
from pipelines.writing.drafted import Allowed
from pipelines.writing.outline import short_topic
from pipelines.writing.prerequisites import ConceptMap, is_at
from pipelines.writing.themes import fact_weight, stems

MIN_WORDS = 20
_ESSENTIALS = 2  # facts of a beat that a recap may say again
_NEIGHBOURS = 2  # facts of a neighbour that a beat is told
_MAX_STORIES = 4
_MOST_SUPPLIED = 3  # definitions that a script gets beyond those of its beats


@dataclass(frozen=True)
class BeatBrief:
    """One beat with all that its writer is told. `due` are the ids of the facts that it has to tell."""

    beat: OutlineBeat
    number: int  # from 1
    contents: tuple[str, ...]  # what its framework asks of it
    facts: tuple[VerifiedFact, ...]  # that it may state
    due: frozenset[str]
    words: int
    hook: str  # already written, where it opens this beat
    before: str  # the last facts of the beat before
    after: str  # what the beat after begins with
    beliefs: str
    explains: str
    explanations: str
    known_terms: str
    later_terms: str
    stories: tuple[Story, ...]


def briefs(
    allowed: Allowed,
    outline: Sequence[OutlineBeat],
    contents: Mapping[str, Sequence[str]],
    hook: str,
    known: ConceptMap,
    beliefs: Mapping[str, str],
    explained: Sequence[Explanation] = (),
) -> list[BeatBrief]:
    """Return the brief of every beat, in order.

    Args:
        allowed: what the script may draw on.
        outline: the beats.
        contents: name of a beat → what it must contain.
        hook: the opening, already written; it takes its words from the first beat.
        known: the concept map. A definition that it asks for and no beat has is given to the first beat that needs it.
        beliefs: fact id → what people believe instead.
        explained: ways of explaining the terms that are hard for the audience; each goes to the first beat that needs it.
    """
    told = _told(outline, allowed.facts, known, allowed.project.topic)
    plan = _Plan(allowed, outline, told, _homes(told, known, allowed.project.topic), _hard(told, explained), beliefs)
    return [
        _brief(plan, place, tuple(contents.get(beat.name, ())), "" if place else hook)
        for place, beat in enumerate(outline)
    ]


@dataclass(frozen=True)
class _Plan:
    """What all briefs are made from. `told` are the facts of each beat."""

    allowed: Allowed
    outline: Sequence[OutlineBeat]
    told: Sequence[Sequence[VerifiedFact]]
    homes: Mapping[Concept, tuple[int, VerifiedFact]]  # concept → beat that explains it first, and the fact that does
    hard: Mapping[int, Sequence[Explanation]]  # beat → ways of explaining what is heard there first
    beliefs: Mapping[str, str]


def _brief(plan: _Plan, place: int, contents: tuple[str, ...], hook: str) -> BeatBrief:
    beat, own = plan.outline[place], plan.told[place]
    hard = plan.hard.get(place, ())
    explaining = {fact_id for row in hard for fact_id in row.fact_ids}
    extra = [fact for fact in plan.allowed.facts if fact.fact_id in explaining and fact not in own]
    before = next((facts for facts in reversed(plan.told[:place]) if facts), ())
    return BeatBrief(
        beat=beat,
        number=place + 1,
        contents=contents,
        facts=tuple(_essentials(plan.told) if "recap" in contents else [*own, *extra]),
        due=frozenset(fact.fact_id for fact in own),
        words=max(beat.words - len(normalised_words(hook)), MIN_WORDS),
        hook=hook,
        before="\n".join(fact.text for fact in before[-_NEIGHBOURS:]),
        after=_after(plan.outline, plan.told, place),
        beliefs="\n".join(f"{f.fact_id} | {plan.beliefs[f.fact_id]}" for f in own if f.fact_id in plan.beliefs),
        explains="\n".join(f"{c.term} | {fact.fact_id}" for c, (home, fact) in plan.homes.items() if home == place),
        explanations="\n".join(
            f"{row.term} | {row.way.value} | {' '.join(row.sentences)} | {', '.join(row.fact_ids)}" for row in hard
        ),
        known_terms="\n".join(concept.term for concept, (home, _) in plan.homes.items() if home < place),
        later_terms="\n".join(concept.term for concept, (home, _) in plan.homes.items() if home > place),
        stories=tuple(_stories(plan.allowed, own)) if "story" in contents else (),
    )


def variables(
    brief: BeatBrief, allowed: Allowed, outline: Sequence[OutlineBeat], profile: VoiceProfile | None, version: int
) -> dict[str, object]:
    """Return what the prompt of a beat is rendered with. Versions of one beat hear other examples of the creator's."""
    controls = allowed.steering.controls
    examples = speech_samples.examples(brief.contents, profile, controls, version) if profile else []
    return {
        "topic": allowed.project.topic,
        "audience": allowed.project.audience or "general",
        "plan": "\n".join(
            f"{n} | {beat.title} | {beat.purpose} | {beat.words} words" for n, beat in enumerate(outline, 1)
        ),
        "beat_number": brief.number,
        "n_beats": len(outline),
        "beat_title": brief.beat.title,
        "beat_purpose": brief.beat.purpose,
        "words": brief.words,
        "words_per_minute": round(allowed.words_per_minute),
        "contents": brief.contents,
        "hook": brief.hook,
        "before": "" if brief.hook else brief.before,
        "after": brief.after,
        "facts": fact_lines(brief.facts),
        "beliefs": brief.beliefs,
        "explains": brief.explains,
        "explanations": brief.explanations,
        "known_terms": brief.known_terms,
        "later_terms": brief.later_terms,
        "examples": "\n\n".join(examples),
        "habits": "\n".join(speech_samples.habits(profile, controls)) if profile else "",
        "frames": frame_lines(allowed),
        "style": allowed.steering.told(),
        "stories": "\n".join(f"{story.story_id} | {story.text}" for story in brief.stories),
    }


def fact_lines(facts: Sequence[VerifiedFact]) -> str:
    """Return facts as a model reads them, one a line."""
    return "\n".join(
        " ".join(f"{fact.fact_id} | {fact.verdict.value} | {fact.text} | {fact.quote}".split()) for fact in facts
    )


def frame_lines(allowed: Allowed) -> str:
    """Return the creator's phrasings as a model reads them, one a line."""
    return "\n".join(f"{frame.function.value} | {frame.text}" for frame in allowed.frames)


def _told(
    outline: Sequence[OutlineBeat], facts: Sequence[VerifiedFact], known: ConceptMap, topic: str
) -> list[list[VerifiedFact]]:
    """Return the facts of each beat, with the definitions that a linked concept lacks in front of what uses it."""
    by_id = {fact.fact_id: fact for fact in facts}
    told = [[by_id[fact_id] for fact_id in beat.fact_ids if fact_id in by_id] for beat in outline]
    n_supplied = 0
    for concept in known.linked:
        key = stems(concept.term)
        everything = [fact for beat in told for fact in beat]
        is_needed = not key <= stems(topic) and terms.is_technical(key, concept.term)
        if n_supplied == _MOST_SUPPLIED or not is_needed or any(_explains(concept, fact) for fact in everything):
            continue
        defining = max(
            (f for f in facts if _explains(concept, f)), key=lambda f: (fact_weight(f), -f.ordinal), default=None
        )
        user = next(((beat, at) for beat in told for at, fact in enumerate(beat) if terms.uses(fact.text, key)), None)
        if defining is not None and user is not None:
            user[0].insert(user[1], defining)
            n_supplied += 1
    return told


def _homes(
    told: Sequence[Sequence[VerifiedFact]], known: ConceptMap, topic: str
) -> dict[Concept, tuple[int, VerifiedFact]]:
    """Return concept → number of the beat that explains it first and the fact that does, in the order of the beats."""
    found: dict[Concept, tuple[int, VerifiedFact]] = {}
    for place, facts in enumerate(told):
        for fact in facts:
            for concept in known.concepts:
                if concept not in found and not stems(concept.term) <= stems(topic) and _explains(concept, fact):
                    found[concept] = (place, fact)
    return found


def _hard(told: Sequence[Sequence[VerifiedFact]], explained: Sequence[Explanation]) -> dict[int, list[Explanation]]:
    """Return number of a beat → the sourced ways of explaining the terms that are heard there first."""
    found: dict[int, list[Explanation]] = {}
    for row in explained:
        uses = (place for place, facts in enumerate(told) if any(terms.uses(f.text, stems(row.term)) for f in facts))
        place = next(uses, None)
        if place is not None and row.fact_ids:
            found.setdefault(place, []).append(row)
    return found


def _explains(concept: Concept, fact: VerifiedFact) -> bool:
    defined = terms.definition(fact.text)
    return is_at(concept, fact) or (defined is not None and defined.key == stems(concept.term))


def _essentials(told: Sequence[Sequence[VerifiedFact]]) -> list[VerifiedFact]:
    """Return the weightiest facts of every beat, in the order in which they are told."""
    kept = []
    for facts in told:
        best = sorted(facts, key=lambda fact: (-fact_weight(fact), fact.ordinal))[:_ESSENTIALS]
        kept += [fact for fact in facts if fact in best]
    return list(dict.fromkeys(kept))


def _after(outline: Sequence[OutlineBeat], told: Sequence[Sequence[VerifiedFact]], place: int) -> str:
    if place + 1 == len(outline):
        return ""
    following = outline[place + 1]
    return "\n".join([f"{following.title}: {following.purpose}", *(fact.text for fact in told[place + 1][:1])])


def _stories(allowed: Allowed, facts: Sequence[VerifiedFact]) -> list[Story]:
    """Return the story that fits the beat first, then those that share most words with it."""
    texts = [fact.text for fact in facts]
    best = storytelling.fitting(allowed.stories, short_topic(allowed.project.topic), texts)
    subject = stems(" ".join([allowed.project.topic, *texts]))
    ranked = sorted(
        allowed.stories, key=lambda story: (story is not best, -len(stems(story.text) & subject), story.story_id)
    )
    return ranked[:_MAX_STORIES]
