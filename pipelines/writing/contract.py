"""Whether an outline and a script keep their framework's contract: what is missing, and where it belongs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.models import Beat, EducationalFramework, OutlineBeat, ScriptSentence, SentenceKind, VerifiedFact
from pipelines.writing import coherence, rules
from pipelines.writing.runs import Kind, kind_of
from pipelines.writing.speech import SpokenFact

_KINDS = frozenset(kind.value for kind in Kind)


@dataclass(frozen=True)
class Missing:
    """A beat, or something that a beat must contain, that is not there. `content` is None where the whole beat is missing.

    It belongs behind the beat `after` and in front of the beat `before`; None at the script's ends.
    """

    beat: Beat
    content: str | None
    after: str | None
    before: str | None
    sentence_id: str | None  # in front of which it belongs; None: at the end

    @property
    def where(self) -> str:
        """Where it belongs, in words."""
        if self.content is not None:
            return f"in “{self.beat.name}”"
        if self.after and self.before:
            return f"between “{self.after}” and “{self.before}”"
        return (
            f"behind “{self.after}”"
            if self.after
            else f"in front of “{self.before}”"
            if self.before
            else "as the whole"
        )


def missing(
    framework: EducationalFramework,
    outline: Sequence[OutlineBeat],
    script: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
) -> list[Missing]:
    """Return what the contract asks for and the script has not, in the order of the framework.

    Of the kinds of facts that a beat asks for, one is enough. A beat of the outline without a sentence is missing, too.
    """
    told = {beat.name: [line for line in script if line.beat_id == beat.beat_id] for beat in outline}
    by_id = {fact.fact_id: fact for fact in facts}
    firsts = {name: lines[0].sentence_id for name, lines in told.items() if lines}
    found = []
    for beat in framework.beats:
        if beat.name not in firsts:
            found.append(_gap(framework, beat, firsts))
            continue
        found += [
            Missing(beat, content, beat.name, beat.name, firsts[beat.name])
            for content in _lacking(beat, told[beat.name], by_id, script)
        ]
    return found


def unplanned(framework: EducationalFramework, outline: Sequence[OutlineBeat]) -> list[Missing]:
    """Return the beats of a framework that an outline has not, because the sources give them nothing to tell."""
    planned = dict.fromkeys(beat.name for beat in outline)
    return [_gap(framework, beat, planned) for beat in framework.beats if beat.name not in planned]


def _gap(framework: EducationalFramework, beat: Beat, present: Mapping[str, str | None]) -> Missing:
    """Return a missing beat with its place among those that are `present`, by name → their first sentence."""
    at = framework.beats.index(beat)
    after = [other.name for other in framework.beats[:at] if other.name in present]
    before = [other.name for other in framework.beats[at + 1 :] if other.name in present]
    first = present[before[0]] if before else None
    return Missing(beat, None, after[-1] if after else None, before[0] if before else None, first)


def _lacking(
    beat: Beat, lines: Sequence[ScriptSentence], facts: Mapping[str, VerifiedFact], script: Sequence[ScriptSentence]
) -> list[str]:
    lacking = [content for content in beat.must_contain if content in _HAS and not _HAS[content](lines, script)]
    asked = [content for content in beat.must_contain if content in _KINDS]
    if asked and "fact" not in lacking and not _kinds(lines, facts) & set(asked):
        lacking.append(" or ".join(asked))
    return lacking


def _kinds(lines: Sequence[ScriptSentence], facts: Mapping[str, VerifiedFact]) -> set[str]:
    """Return what the sections told in a beat do, by the facts that are cited of each."""
    sections: dict[tuple[str, str], list[SpokenFact]] = {}
    for fact_id in dict.fromkeys(fact_id for line in lines for fact_id in line.fact_ids):
        fact = facts.get(fact_id)
        if fact is not None:
            told = SpokenFact(fact, (fact.text,), None, fact.text, 0)
            sections.setdefault((fact.document_id, fact.heading), []).append(told)
    explained = any(coherence.explained(lines, place) for place in range(len(lines)))
    kinds = {kind_of(told, heading).value for (_, heading), told in sections.items()}
    return kinds | ({Kind.DEFINITION.value} if explained else set())


_Has = Callable[[Sequence[ScriptSentence], Sequence[ScriptSentence]], bool]
_HAS: Mapping[str, _Has] = {
    "hook": lambda lines, script: bool(script) and lines[0] is script[0],
    "promise": lambda lines, script: any(line.kind is SentenceKind.RHETORIC for line in lines),
    "fact": lambda lines, script: any(line.kind is SentenceKind.SOURCED for line in lines),
    "number": lambda lines, script: any(
        line.kind is SentenceKind.SOURCED and rules.numbers(line.text) for line in lines
    ),
    "story": lambda lines, script: any(line.kind is SentenceKind.STORY for line in lines),
    "recap": lambda lines, script: bool(_cited(lines) & _cited([line for line in script if line not in lines])),
    "close": lambda lines, script: lines[-1] is script[-1],
}


def _cited(lines: Sequence[ScriptSentence]) -> set[str]:
    return {fact_id for line in lines for fact_id in line.fact_ids}
