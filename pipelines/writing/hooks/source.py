"""What openings of a project are made from: its spoken facts, what of them the outline tells, and what each leaves open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.models import HookKind, Story
from pipelines.writing.hooks import gaps
from pipelines.writing.hooks.criteria import KNOWN_TO_ALL
from pipelines.writing.hooks.gaps import Gap, Planned
from pipelines.writing.hooks.opening_style import OpeningStyle
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.outline import short_topic
from pipelines.writing.runs import common_nouns, is_anchored
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import stems

_LEANS = re.compile(
    r"^(?:That|It|They|As|There|Take|And|But|More|In (?!\d)|By (?!\d|the end of \d)|With|For|A number|Second|Also|To|This|So|Such)\b"
)
_COMPARES = re.compile(
    r"(?i)\b(?:similar|other|different|further|additional|such) (?!to\b|from\b|than\b)[a-z]+s\b|\bour (?:model|example)\b"
)
"""What points back at things of its kind that have not been spoken of."""

_SHORTEST, _LONGEST = 6, 32  # words of a fact that opens a video
_OF_ANY_TOPIC = stems(
    "know knows began begin work works works story history science guide introduction explained really"
)
_LEAST_SHARED = 2  # content words, beside the topic's, that tie a question to the fact before it


@dataclass(frozen=True)
class Source:
    """What openings are made from. `manuscript` is empty; it knows the topic, the sources' words and the beliefs."""

    spoken: Sequence[SpokenFact]
    planned: Sequence[Planned]
    stories: Sequence[Story]
    style: OpeningStyle
    manuscript: Manuscript
    contracts: bool = True  # "what's" rather than "what is"

    @property
    def topic(self) -> str:
        """The topic in short, as it stands in a sentence."""
        return short_topic(self.manuscript.material.project.topic)

    @cached_property
    def questions(self) -> list[Gap]:
        """Questions that planned facts answer."""
        return list(gaps.specific(self.planned, self.topic, self.manuscript.lowered))

    def is_about(self, fact: SpokenFact) -> bool:
        """Whether a fact speaks of the topic, by a word of its name or of its subtitle."""
        topic = stems(self.manuscript.material.project.topic) - _OF_ANY_TOPIC | stems(self.topic)
        return bool(topic & stems(" ".join(fact.sentences)))

    @cached_property
    def standing_alone(self) -> list[SpokenFact]:
        """Facts that can open a video: short, and with nothing that has to be known before."""
        known = stems(self.topic) | common_nouns(self.spoken) | KNOWN_TO_ALL
        found = [
            fact
            for fact in self.spoken
            if _SHORTEST <= fact.n_words <= _LONGEST
            and not _LEANS.search(fact.sentences[0])
            and not _COMPARES.search(" ".join(fact.sentences))
            and is_anchored(fact, (), known)
            and _names_what_it_is_about(fact, known)
        ]
        return found

    def gap_after(self, fact: SpokenFact, kind: HookKind) -> Gap | None:
        """Return the best question that a fact leaves open: in the words that both use, else why it is so, else what the topic is."""
        said, topic = stems(" ".join(fact.sentences)), stems(self.topic)
        near = []
        for gap in self.questions:
            asked = stems(gap.question)
            shared = len((asked - topic) & said)
            if fact.fact.fact_id not in gap.fact_ids and (shared >= _LEAST_SHARED or asked <= said | topic):
                near.append((gap.pull * shared, gap))
        best = max(near, key=lambda item: item[0], default=(0.0, None))[1]
        rest = [payoff for payoff in self.planned if payoff.fact.fact.fact_id != fact.fact.fact_id]
        named = self.manuscript.topic
        general = gaps.of_topic(rest, named, kind) if self.is_about(fact) else gaps.bridge(fact, rest, named)
        return best or next(gaps.behind(fact, rest, self.topic, kind, self.manuscript.lowered), general)


def _names_what_it_is_about(fact: SpokenFact, known: frozenset[str]) -> bool:
    """Whether a definite subject is one that everybody knows, or named: "the mass of the companion" is neither."""
    subject = fact.subject or ""
    if not re.match(r"(?i)the\b", subject):
        return True
    return bool(stems(subject) & known) or any(word[:1].isupper() for word in subject.split()[1:])
