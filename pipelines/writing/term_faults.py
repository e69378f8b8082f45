"""Terms that the audience does not know and that nobody explains, each with its explanation to put in front."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from pipelines.models import ScriptSentence, SentenceKind, Severity
from pipelines.writing import difficulty, hard_terms, repairs
from pipelines.writing.faults import Fault, Lines, Setting
from pipelines.writing.repairs import Repair
from pipelines.writing.themes import stems

_EARLIER = 4  # sentences in front of a first use in which a place for the explanation is looked for
_AS_IS = 4  # by which a sentence may pass the level's listening score before it is a fault


def _hard_term(script: Lines, setting: Setting) -> Iterator[Fault]:
    """Yield a fault for each term that can be explained, and one for each sentence with others."""
    found = hard_terms.unexplained(
        script, setting.level, setting.concepts, setting.index, setting.project.topic, setting.explaining
    )
    known = {stems(explanation.term) for explanation in setting.explanations}
    for line, of_line in groupby(found, key=lambda pair: pair[0]):
        hard = [term for _, term in of_line]
        for term in hard:
            if term.key in known:
                yield _fault(line, [term], setting, tuple(_explained(script, setting, line, term)))
        rest = [term for term in hard if term.key not in known]
        if rest:
            yield _fault(line, rest, setting, ())


def _fault(
    line: ScriptSentence, hard: Sequence[hard_terms.HardTerm], setting: Setting, proposed: tuple[Repair, ...]
) -> Fault:
    named = ", ".join(f"“{term.term}”" for term in hard)
    verb = "is" if len(hard) == 1 else "are"
    return Fault(
        "hard-term",
        Severity.NOTE,
        min(1.0, sum(term.excess for term in hard)),
        line,
        f"{named} {verb} above the level of {setting.level.audience.value}s, and nothing says what it means.",
        "Say in a few words what it is, or use a plainer word.",
        proposed,
    )


def _explained(script: Lines, setting: Setting, line: ScriptSentence, term: hard_terms.HardTerm) -> Iterator[Repair]:
    """Yield the term's explanations, the best way first, in front of its first use or of what stands before that."""
    place = script.index(line)
    places = [other for other in script[: place + 1] if other.beat_id == script[place].beat_id][-_EARLIER:]
    for explanation in setting.explanations:
        if stems(explanation.term) != term.key:
            continue
        kind = SentenceKind.SOURCED if explanation.fact_ids else SentenceKind.RHETORIC
        text = " ".join(explanation.sentences)
        for before in reversed(places):
            yield repairs.insert(
                script, before, text, kind, explanation.fact_ids, f"Explain by {explanation.way.value}:"
            )


def _hard_to_follow(script: Lines, setting: Setting) -> Iterator[Fault]:
    for line in script:
        score = difficulty.listening_score(line.text)
        if line.fact_ids and score > setting.level.listening + _AS_IS:
            yield Fault(
                "hard-to-follow",
                Severity.NOTE,
                0.5,
                line,
                f"Hard to follow by ear: {score} syllables beyond one a word; {setting.level.audience.value}s follow about {setting.level.listening}.",
                "Use shorter words, or make two sentences of it.",
            )


FINDERS: tuple[Callable[[Lines, Setting], Iterator[Fault]], ...] = (_hard_term, _hard_to_follow)
