"""What a listener would stumble over in a script: each fault with its place and a proposed repair, whoever wrote it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipelines.models import Concept, Explanation, OutlineBeat, Project, ScriptSentence, Severity, VerifiedFact, Way
from pipelines.writing import audience, grammar
from pipelines.writing.argument import Sameness
from pipelines.writing.audience import Level
from pipelines.writing.prerequisites import is_at
from pipelines.writing.repairs import Repair
from pipelines.writing.rules import SourceIndex
from pipelines.writing.themes import stems

Lines = Sequence[ScriptSentence]


@dataclass(frozen=True)
class Setting:
    """What a script is judged by, beside its own words."""

    project: Project
    outline: Sequence[OutlineBeat]
    contents: Mapping[str, Sequence[str]]  # beat id → what the beat must contain
    facts: Mapping[str, VerifiedFact]
    index: SourceIndex
    explanations: Sequence[Explanation] = ()
    concepts: Sequence[Concept] = ()  # the glossary
    allows: Callable[[str], bool] = lambda text: True  # whether the creator wants something said
    taken_as_known: Mapping[str, frozenset[str]] = field(default_factory=dict)  # fact id → stems; see `mentions`
    same: Sameness | None = None  # which statements say the same; None: by the script's own words

    @cached_property
    def level(self) -> Level:
        """What the audience can follow."""
        return audience.level_of(self.project.audience)

    @cached_property
    def sections(self) -> dict[str, tuple[str, str]]:
        """Fact id → the section of the sources it is from."""
        return {fact_id: (fact.document_id, fact.heading) for fact_id, fact in self.facts.items()}

    @cached_property
    def explaining(self) -> dict[frozenset[str], set[str]]:
        """A term's stems → the facts that explain it: those of its explanations and of its place in the glossary."""
        found: dict[frozenset[str], set[str]] = {}
        for explanation in self.explanations:
            if explanation.way is not Way.EXAMPLE:
                found.setdefault(stems(explanation.term), set()).update(explanation.fact_ids)
        for concept in self.concepts:
            at = {fact.fact_id for fact in self.facts.values() if is_at(concept, fact)}
            found.setdefault(stems(concept.term), set()).update(at)
        return found

    def beats_with(self, content: str) -> list[str]:
        """Return the ids of the beats that must contain something, in their order."""
        return [beat.beat_id for beat in self.outline if content in self.contents.get(beat.beat_id, ())]

    def lowered(self, text: str) -> str:
        """Return a sentence as it stands behind an opening word: in lower case unless it opens with a name."""
        first = text.split(" ", maxsplit=1)[0].strip(",:;")
        if grammar.PRESENTS.match(text):
            return text[:1].lower() + text[1:]
        is_common = first.lower().split("'")[0].split("’")[0] in self.index.common_words and first != "I"
        return text[:1].lower() + text[1:] if is_common else grammar.lowered(text)


@dataclass(frozen=True)
class Fault:
    """One fault: the rule, how much it weighs, where it is, what is wrong, and the repairs to try, best first."""

    rule: str
    severity: Severity
    weight: float
    sentence: ScriptSentence | None
    message: str
    remedy: str  # for a person, where no repair is proposed
    repairs: tuple[Repair, ...] = ()

    @property
    def proposal(self) -> str:
        """What to do about it."""
        return self.repairs[0].what if self.repairs else self.remedy
