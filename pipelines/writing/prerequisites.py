"""What must be told before what: the edges of the concept map, laid over the runs of facts that explain the concepts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.models import Concept, ConceptLink, VerifiedFact
from pipelines.writing import terms
from pipelines.writing.runs import Run, common_nouns, is_anchored, known_before
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import fact_weight, stems

_MOST_SUPPLIED = 3  # definitions that a script gets beyond those of its runs


@dataclass(frozen=True)
class ConceptMap:
    """The concepts of a library and which of them is explained with which. Without any, nothing must come before anything."""

    concepts: tuple[Concept, ...] = ()
    links: tuple[ConceptLink, ...] = ()  # the strongest first

    def explains(self, concept: Concept, fact: SpokenFact) -> bool:
        """Whether a fact says what a concept is: it is the sentence that defines it, or defines the same term."""
        return is_at(concept, fact.fact) or terms.defined_by(fact) == stems(concept.term)

    @property
    def linked(self) -> list[Concept]:
        """The concepts with an edge, in teaching order."""
        ends = {key for link in self.links for key in (link.concept_id, link.needs_id)}
        return [concept for concept in self.concepts if concept.concept_id in ends]


UNMAPPED = ConceptMap()


def is_at(concept: Concept, fact: VerifiedFact) -> bool:
    """Whether a fact quotes the sentence that a concept's definition was taken from."""
    return concept.start is not None and (fact.document_id, fact.start) == (concept.document_id, concept.start)


def taught_in_order(runs: Sequence[Run], known: ConceptMap, topic: str) -> list[Run]:
    """Move each run that explains a concept in front of the first run that explains something with it.

    The first run stays first: it says what the topic is. A prerequisite that would have to come both before and after
    a run is left where it is, the weaker one of the concept map.
    """
    explained = homes(runs, known, topic)
    needs: dict[int, list[int]] = {}
    for link in known.links:
        user, needed = explained.get(link.concept_id), explained.get(link.needs_id)
        if user is None or needed is None or 0 in (user, needed) or user == needed:
            continue
        if not _leads_to(needs, needed, user):
            needs.setdefault(user, []).append(needed)
    placed: dict[int, None] = {}

    def place(number: int) -> None:
        for other in sorted(needs.get(number, ())):
            if other not in placed:
                place(other)
        placed.setdefault(number)

    for number in range(len(runs)):
        place(number)
    return [runs[number] for number in placed]


def homes(runs: Sequence[Run], known: ConceptMap, topic: str) -> dict[str, int]:
    """Return concept id → number of the run that explains it: that of its definition, else the first whose title names it."""
    found: dict[str, int] = {}
    for concept in known.concepts:
        if stems(concept.term) <= stems(topic):
            continue  # all of the script explains it
        defining = (n for n, run in enumerate(runs) if any(known.explains(concept, fact) for fact in run.facts))
        named = (n for n, run in enumerate(runs) if stems(concept.term) <= stems(run.title) and _uses(run, concept))
        home = next(defining, next(named, None))
        if home is not None:
            found[concept.concept_id] = home
    return found


def _uses(run: Run, concept: Concept) -> bool:
    return any(terms.uses(fact.fact.text, stems(concept.term)) for fact in run.facts)


def _leads_to(needs: Mapping[int, Sequence[int]], start: int, goal: int) -> bool:
    seen, open_ = set[int](), [start]
    while open_:
        number = open_.pop()
        if number == goal:
            return True
        if number not in seen:
            seen.add(number)
            open_ += needs.get(number, ())
    return False


def supplied(
    told: Mapping[str, Sequence[Sequence[SpokenFact]]], known: ConceptMap, spoken: Sequence[SpokenFact], topic: str
) -> dict[str, list[list[SpokenFact]]]:
    """Put what a linked concept is in front of the first fact that uses it, where nothing told says so and a source does.

    `told` are the runs of each beat. At most `_MOST_SUPPLIED` definitions are added, those first that come first in
    teaching order. The script's first fact stays first.
    """
    runs = {beat_id: [list(run) for run in beat] for beat_id, beat in told.items()}
    common = common_nouns(spoken)
    found = ((concept, _missing(concept, runs, known, spoken, topic)) for concept in known.linked)
    missing = [(concept, definition) for concept, definition in found if definition][:_MOST_SUPPLIED]
    of_concept = {concept.concept_id: definition for concept, definition in missing}
    for concept, definition in reversed(missing):  # what comes first in teaching order is put in last
        key = stems(concept.term)
        needing = [of_concept.get(link.concept_id) for link in known.links if link.needs_id == concept.concept_id]
        flat = [(run, at) for beat in runs.values() for run in beat for at in range(len(run))]
        users = (
            (run, at) for run, at in flat[1:] if run[at] in needing or terms.uses(" ".join(run[at].sentences), key)
        )
        user = next(users, None)
        if user is not None and is_anchored(definition, (), known_before(definition, topic, common)):
            run, at = user
            while at and not _fits(definition, run[at - 1], run[at], known_before(run[at], topic, common)):
                at -= 1
            run.insert(at, definition)
    return runs


def _fits(definition: SpokenFact, before: SpokenFact, after: SpokenFact, said: frozenset[str]) -> bool:
    """Whether a definition can stand between two facts: it goes on from the one, and the other does not lean on that."""
    shared = stems(" ".join(before.sentences)) & stems(" ".join(definition.sentences))
    return bool(shared) and is_anchored(after, [definition], said)


def _missing(
    concept: Concept,
    runs: Mapping[str, Sequence[Sequence[SpokenFact]]],
    known: ConceptMap,
    spoken: Sequence[SpokenFact],
    topic: str,
) -> SpokenFact | None:
    """Return the fact that says what a concept is, where the concept needs an introduction and nothing told gives it."""
    key = stems(concept.term)
    facts = [fact for beat in runs.values() for run in beat for fact in run]
    if key <= stems(topic) or not terms.is_technical(key, concept.term):
        return None
    if any(known.explains(concept, fact) for fact in facts):
        return None
    own = [fact for fact in spoken if terms.defined_by(fact) == key]
    return max(own, key=lambda fact: (fact_weight(fact.fact), -fact.fact.ordinal), default=None)
