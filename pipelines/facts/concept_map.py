"""What must be known before what: concepts as a graph without cycles, each edge with the sentence that gives it.

An edge says that a concept is defined with another one. Where edges would go in a circle, the weaker one is left out: an
edge to what is mentioned earlier is stronger than one to what comes later. What a section merely mentions beside its subject
gave edges that a reader found wrong three times in four, and gives none.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.facts.definitions import term_key
from pipelines.facts.statements import stem
from pipelines.models import Concept, ConceptLink, LinkKind, content_id
from pipelines.sentences import words


def concept_links(project_key: str, concepts: Sequence[Concept]) -> list[ConceptLink]:
    """Return the edges of the map, the strongest first; together they hold no cycle."""
    proposed = list(_by_definition(project_key, concepts))
    first = {concept.concept_id: concept.first_mention for concept in concepts}

    def strength(link: ConceptLink) -> tuple[bool, int, int]:
        is_later = first[link.needs_id] > first[link.concept_id]
        return is_later, first[link.concept_id], first[link.needs_id]

    kept: dict[tuple[str, str], ConceptLink] = {}
    below: dict[str, set[str]] = defaultdict(set)  # what a concept needs
    for link in sorted(proposed, key=strength):
        pair = (link.concept_id, link.needs_id)
        if pair not in kept and not _reaches(below, link.needs_id, link.concept_id):
            kept[pair] = link
            below[link.concept_id].add(link.needs_id)
    return list(kept.values())


def teaching_order(concepts: Sequence[Concept], links: Sequence[ConceptLink]) -> list[Concept]:
    """Return the concepts so that each stands behind all that it needs, otherwise in the order of first mention.

    Raises:
        ValueError: the links go in a circle.
    """
    by_id = {concept.concept_id: concept for concept in concepts}
    waits = {concept.concept_id: 0 for concept in concepts}
    leads: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.concept_id in by_id and link.needs_id in by_id:
            waits[link.concept_id] += 1
            leads[link.needs_id].append(link.concept_id)
    ready = [(by_id[key].first_mention, key) for key, count in waits.items() if count == 0]
    heapq.heapify(ready)
    ordered: list[Concept] = []
    while ready:
        _, key = heapq.heappop(ready)
        ordered.append(by_id[key])
        for other in leads[key]:
            waits[other] -= 1
            if waits[other] == 0:
                heapq.heappush(ready, (by_id[other].first_mention, other))
    if len(ordered) < len(by_id):
        circle = sorted(by_id[key].term for key, count in waits.items() if count)
        raise ValueError(
            f"The concept map goes in a circle over {', '.join(circle[:5])}. Leave out one of their links."
        )
    return ordered


def in_teaching_order(concepts: Sequence[Concept]) -> list[Concept]:
    """Return the concepts in teaching order, numbered so."""
    key = concepts[0].project_key if concepts else ""
    ordered = teaching_order(concepts, concept_links(key, concepts))
    return [replace(concept, ordinal=ordinal) for ordinal, concept in enumerate(ordered)]


def _reaches(below: dict[str, set[str]], start: str, goal: str) -> bool:
    seen, open_ = set[str](), [start]
    while open_:
        key = open_.pop()
        if key == goal:
            return True
        if key not in seen:
            seen.add(key)
            open_ += below[key]
    return False


def _by_definition(project_key: str, concepts: Sequence[Concept]) -> Iterator[ConceptLink]:
    for concept in concepts:
        if concept.definition is None or concept.document_id is None:
            continue
        for needed in _used_in(concept.definition, concepts, concept):
            place = (concept.document_id, concept.quote or "", concept.start or 0, concept.end or 0)
            yield _link(project_key, concept, needed, place)


def _used_in(text: str, concepts: Sequence[Concept], own: Concept) -> Iterator[Concept]:
    """Yield the other concepts that a text uses; of "black hole" and "hole" only the longer one."""
    used = [other for other in concepts if other is not own and _uses(text, term_key(other.term))]
    keys = [term_key(other.term) for other in used]
    mine = term_key(own.term)
    for other, key in zip(used, keys, strict=True):
        if not key <= mine and not any(key < longer for longer in keys):
            yield other


def _uses(text: str, key: frozenset[str]) -> bool:
    said = [stem(word.lower()) for word in words(text)]
    size = len(key) + 1
    return key <= set(said) and any(key <= set(said[at : at + size]) for at in range(len(said)))


def _link(project_key: str, concept: Concept, needed: Concept, place: tuple[str, str, int, int]) -> ConceptLink:
    document_id, quote, start, end = place
    return ConceptLink(
        link_id=content_id(project_key, concept.concept_id, needed.concept_id),
        project_key=project_key,
        concept_id=concept.concept_id,
        needs_id=needed.concept_id,
        term=concept.term,
        needs=needed.term,
        kind=LinkKind.DEFINITION,
        document_id=document_id,
        quote=quote,
        start=start,
        end=end,
    )
