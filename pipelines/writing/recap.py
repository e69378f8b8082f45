"""The end of a script: its most important facts again, in the order in which they were told, and the close."""

import re
from collections.abc import Sequence

from pipelines.models import FrameFunction, OutlineBeat, SentenceKind
from pipelines.writing import themes
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.rules import MAX_VERBATIM_WORDS
from pipelines.writing.runs import common_nouns, is_anchored
from pipelines.writing.speech import SpokenFact

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
    r"|^(?:most|some|many|all|several) (?:were|are|have|had|involved)\b|^a number of\b|\b(?:also|another|too|instead|both|might|may|suggested|according)\b"
)


def recap(manuscript: Manuscript, beat: OutlineBeat, runs: Sequence[Sequence[SpokenFact]]) -> None:
    """Say the three weightiest facts again, one of each run, in the order told; "three things" needs exactly three."""
    chosen = essentials(manuscript, runs)
    if not chosen:
        return
    frames = _THREE if len(chosen) == 3 else _ANY_NUMBER
    if not manuscript.frame(beat, manuscript.book.sentence(FrameFunction.RECAP, frames)):
        manuscript.rhetoric(beat, "So, let's put it all together.")
    for number, fact in enumerate(chosen):
        text = f"{_ORDINALS[number]}, {manuscript.lowered(fact.short)}"
        cue = f"Recap card: {fact.subject or beat.title}"
        manuscript.say(beat, text, SentenceKind.SOURCED, (fact.fact.fact_id,), visual=cue)
    manuscript.frame(beat, manuscript.book.sentence(FrameFunction.RECAP, _LAST))


def essentials(manuscript: Manuscript, runs: Sequence[Sequence[SpokenFact]]) -> list[SpokenFact]:
    """Return up to three told facts that hold the script together: near the topic, corroborated, short."""
    told = {fact_id for line in manuscript.lines for fact_id in line.fact_ids}
    topic = manuscript.material.project.topic
    common = common_nouns([fact for run in runs for fact in run])
    best = []
    for run in runs:
        options = [fact for fact in run if fact.fact.fact_id in told and _recallable(manuscript, fact, common)]
        if options:
            strongest = max(options, key=lambda fact: (_worth(fact, topic), -fact.fact.ordinal))
            best.append((_worth(strongest, topic) + 0.04 * len(run), strongest))
    top = sorted(best, key=lambda entry: (-entry[0], entry[1].fact.ordinal))[:3]
    return [fact for worth, fact in best if (worth, fact) in top]


def _worth(fact: SpokenFact, topic: str) -> float:
    wanted = themes.stems(topic)
    about = len(themes.stems(fact.short) & wanted) / max(1, len(wanted))
    defines = _DEFINES.search(fact.short) is not None
    form = 0.45 if defines else (-0.2 if fact.short.startswith("The ") else 0.0)
    return themes.fact_weight(fact.fact) + 0.6 * about + form - 0.015 * len(fact.short.split())


def _recallable(manuscript: Manuscript, fact: SpokenFact, common: frozenset[str]) -> bool:
    return (
        6 <= len(fact.short.split()) <= 18
        and "," not in " ".join(fact.short.split()[:3])
        and _LEANS.search(fact.short) is None
        and is_anchored(fact, (), common | themes.stems(manuscript.material.project.topic))
        and manuscript.material.index.longest_run(fact.short)[1] <= MAX_VERBATIM_WORDS
    )


def close(manuscript: Manuscript, beat: OutlineBeat) -> None:
    """Let go: the topic once more, and the creator's own closing words."""
    topic = manuscript.topic
    manuscript.rhetoric(beat, f"So the next time you hear about {topic}, you'll know what's behind it.")
    for _ in range(2):
        manuscript.frame(beat, manuscript.book.sentence(FrameFunction.CLOSING, _CLOSING))
