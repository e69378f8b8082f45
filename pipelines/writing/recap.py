"""The end of a script: its argument again, in the order in which it was told, and the close."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.models import FrameFunction, OutlineBeat, SentenceKind
from pipelines.sentences import normalised_words
from pipelines.writing import grammar, spoken_forms, terms, themes
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.rules import MAX_VERBATIM_WORDS, SourceIndex
from pipelines.writing.runs import common_nouns, is_anchored
from pipelines.writing.speech import SpokenFact

_KEPT = 4  # facts that make a word one of the talk's own
_OWN = 0.5  # share of its words by which a fact that does not name the topic belongs to the argument
_SAME_STEP = 0.5  # of worth, that a further fact of a beat loses
_LONGEST = 18  # words of a fact that is said again
_ORDINALS = ("First", "Second", "Third")
_THREE = re.compile(r"(?i)\bthree\b")
_ANY_NUMBER = re.compile(r"(?i)put it together|where we started")
_LAST = re.compile(r"(?i)keep that one|forget everything else")
_CLOSING = re.compile(r"(?i)thanks|keep |that's (?:it|the|all)|see you")
_DEFINES = re.compile(
    r"(?i)\b(?:is|are|was|were) (?:an?|the|called|not|made)\b|\bmeans\b|\bexplains?\b|n['’]t (?:an?|the)\b"
)
_LEANS = re.compile(
    r"(?i)^(?:it|they|that|this|and|but|so|when|if|in|he|she|you|we|some|other|here|take|as|for|from|there|only|at|after|once|for)\b"
    r"|^(?:most|some|many|all|several) (?:were|are|have|had|involved)\b|^a number of\b|\b(?:one|two|three|four|five|several|some|many) \w+ that\b|\b(?:some|several|many|a number of|lots of) (?:\w+ ){1,2}\w+s\.$|\bpercent\.$|\b(?:also|another|too|instead|both|might|may|suggested|considered|believed|thought|assumed|argued|claimed|proposed|wondered|according)\b"
)


def recap(manuscript: Manuscript, beat: OutlineBeat, planned: Mapping[str, Sequence[Sequence[SpokenFact]]]) -> None:
    """Say the argument again: a fact of each step, shorter and in the order told; "three things" needs exactly three."""
    chosen = essentials(manuscript, planned)
    if not chosen:
        return
    frames = _THREE if len(chosen) == 3 else _ANY_NUMBER
    if not manuscript.frame(beat, manuscript.book.sentence(FrameFunction.RECAP, frames)):
        manuscript.rhetoric(beat, "So, let's put it all together.")
    for number, fact in enumerate(chosen):
        cue = f"Recap card: {fact.subject or beat.title}"
        text = f"{_ORDINALS[number]}, {restated(manuscript, fact, number) or manuscript.lowered(fact.short)}"
        manuscript.say(beat, text, SentenceKind.SOURCED, (fact.fact.fact_id,), visual=cue)
    manuscript.frame(beat, manuscript.book.sentence(FrameFunction.RECAP, _LAST))


def restated(manuscript: Manuscript, fact: SpokenFact, place: int = 0) -> str | None:
    """Return a fact for after an ordinal, not in the words in which it was told: the thing first, then what it is, or reworded.

    None where twelve of its words in a row would come back. `place` is its number in the recap.
    """
    found = terms.definition(fact.sentences[0])
    if found is not None:
        term = manuscript.lowered(found.term)
        again = terms.recalled(replace(found, term=term), place)
        is_new = SourceIndex([fact.sentences[0]]).longest_run(again)[1] <= MAX_VERBATIM_WORDS
        return again if is_new else None
    n_words = len(normalised_words(fact.short))
    if n_words <= MAX_VERBATIM_WORDS:
        return f"we saw that {manuscript.lowered(fact.short)}"
    for last in range(n_words, MAX_VERBATIM_WORDS - 1, -1):
        other = spoken_forms.reworded(fact.short, max(0, n_words - MAX_VERBATIM_WORDS), last)
        if other and SourceIndex([fact.short]).longest_run(other)[1] <= MAX_VERBATIM_WORDS:
            return f"we saw that {manuscript.lowered(other)}"
    return None


def essentials(manuscript: Manuscript, planned: Mapping[str, Sequence[Sequence[SpokenFact]]]) -> list[SpokenFact]:
    """Return up to three told facts that carry the argument, in the order told, from different runs and rather from different beats.

    Preferred are statements of what something is, near the topic, corroborated, short, in the words of the whole talk.
    """
    told = {fact_id: line.ordinal for line in reversed(manuscript.lines) for fact_id in line.fact_ids}
    topic = manuscript.material.project.topic
    common = common_nouns([fact for runs in planned.values() for run in runs for fact in run])
    shared = Counter(
        stem for runs in planned.values() for run in runs for f in run for stem in themes.stems(f.fact.text)
    )
    n_facts = max(1, sum(len(run) for runs in planned.values() for run in runs))

    def own(fact: SpokenFact) -> float:
        """Return the share of a fact's words that the talk keeps coming back to."""
        said = themes.stems(fact.short)
        return sum(shared[stem] >= min(_KEPT, 1 + n_facts // 8) for stem in said) / max(1, len(said))

    def carries(fact: SpokenFact) -> bool:
        is_about = bool(themes.stems(fact.short) & themes.stems(topic)) or terms.defined_by(fact) is not None
        return _recallable(manuscript, fact, common) and (is_about or own(fact) >= _OWN)

    def worth(fact: SpokenFact) -> float:
        said = themes.stems(fact.short)
        return _worth(fact, topic) + own(fact) + 4 * sum(shared[stem] for stem in said) / (n_facts * max(1, len(said)))

    ranked = []
    for runs in planned.values():
        options = [[f for f in run if f.fact.fact_id in told and carries(f)] for run in runs]
        facts = [max(option, key=lambda fact: (worth(fact), -fact.fact.ordinal)) for option in options if option]
        facts.sort(key=lambda fact: (-worth(fact), fact.fact.ordinal))
        ranked += [(_SAME_STEP * place - worth(fact), fact) for place, fact in enumerate(facts)]
    chosen: list[SpokenFact] = []
    for _, fact in sorted(ranked, key=lambda entry: (entry[0], entry[1].fact.ordinal)):
        if len(chosen) < len(_ORDINALS) and not any(_overlaps(fact, other) for other in chosen):
            chosen.append(fact)
    return sorted(chosen, key=lambda fact: told[fact.fact.fact_id])


def _overlaps(fact: SpokenFact, other: SpokenFact) -> bool:
    """Whether two facts are on one thing, so that one of them will do."""
    mine, theirs = themes.stems(fact.short), themes.stems(other.short)
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))


def _worth(fact: SpokenFact, topic: str) -> float:
    wanted = themes.stems(topic)
    about = len(themes.stems(fact.short) & wanted) / max(1, len(wanted))
    defines = _DEFINES.search(fact.short) is not None
    if terms.defined_by(fact) == wanted:
        about += 1.0  # what the topic is comes back in any case
    form = 0.45 if defines else (-0.5 if fact.short.startswith("The ") else 0.0)
    return (
        themes.fact_weight(fact.fact)
        + 0.6 * about
        + form
        - 0.015 * len(fact.short.split())
        - themes.hardness(fact.short, topic)
    )


def _recallable(manuscript: Manuscript, fact: SpokenFact, common: frozenset[str]) -> bool:
    return (
        len(fact.short.split()) >= 6
        and len(fact.short.split()) <= _LONGEST
        and (again := restated(manuscript, fact)) is not None
        and "," not in " ".join(fact.short.split()[:3])
        and _LEANS.search(fact.short) is None
        and terms.named_by(fact) is None  # a name alone is no step of an argument
        and grammar.PRESENTS.match(fact.short) is None
        and not fact.short.endswith("?")
        and is_anchored(fact, (), common | themes.stems(manuscript.material.project.topic))
        and manuscript.material.index.longest_run(again)[1] <= MAX_VERBATIM_WORDS
    )


def close(manuscript: Manuscript, beat: OutlineBeat) -> None:
    """Let go: the topic once more, and the creator's own closing words."""
    topic = manuscript.topic
    manuscript.rhetoric(beat, f"So the next time you hear about {topic}, you'll know what's behind it.")
    for _ in range(2):
        manuscript.frame(beat, manuscript.book.sentence(FrameFunction.CLOSING, _CLOSING))
