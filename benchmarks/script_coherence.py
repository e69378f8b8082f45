"""How a stored script holds together, in figures: `python benchmarks/script_coherence.py [PROJECT ...]`. Seconds a script.

Reads the scripts from the database and prints one line each. Near-duplicates are judged by the sentence encoder, which
the writer does not use: pairs of sentences on different facts, outside opening and recap, with a cosine of at least 0.8.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby

from lectern import environment
from pipelines import settings
from pipelines.database import Database
from pipelines.embeddings import Embedder, load_embedder
from pipelines.models import Concept, ConceptLink, OutlineBeat, Project, ScriptSentence, SentenceKind, VerifiedFact
from pipelines.writing import coherence, frameworks, prerequisites
from pipelines.writing.prerequisites import UNMAPPED, ConceptMap
from pipelines.writing.rules import SourceIndex
from pipelines.writing.runs import Run, kind_of
from pipelines.writing.speech import SpokenFact
from pipelines.writing.themes import stems, title_of

NEAR_DUPLICATE = 0.8


@dataclass(frozen=True)
class Figures:
    """Of one script; counts, and shares in 0..1."""

    sourced: int  # sentences
    near_duplicates: int  # pairs
    early_terms: int  # technical terms used before they are explained
    jumps: int  # to another section without a word
    dangling: int  # pronouns without what they stand for
    unanswered: int  # questions
    most_heard: int  # times that the most used frame is heard
    take: int  # sentences "Take X."
    recap_run: int  # longest run of words in the recap that stood in the body
    in_place: float | None  # share of the told words that stand in a beat that asks for what they do
    prerequisites: int  # edges of the concept map of which both ends are explained in sections of their own
    out_of_order: int  # of them, those told the wrong way round
    opens_on_topic: bool  # the first fact after the opening says what the topic is


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("projects", nargs="*", help="project keys; all where none is given")
    wanted = arguments.parse_args().projects
    environment.prepare()
    given = settings.load()
    embedder = load_embedder(given.state_dir)
    db = Database(given.database_url)
    print("project", *(field.name for field in fields(Figures)), sep="\t")
    for project in db.read(Project):
        if wanted and project.project_key not in wanted:
            continue
        sentences = db.read(ScriptSentence, project_key=project.project_key)
        if sentences:
            outline = db.read(OutlineBeat, project_key=project.project_key)
            facts = db.read(VerifiedFact, project_key=project.project_key)
            concepts = db.read(Concept, project_key=project.project_key)
            known = ConceptMap(tuple(concepts), tuple(db.read(ConceptLink, project_key=project.project_key)))
            print(line(project.project_key, measure(project.topic, outline, sentences, facts, embedder, known)))


def line(name: str, figures: Figures) -> str:
    """Return the figures as one line of a table."""
    values = [getattr(figures, field.name) for field in fields(Figures)]
    return "\t".join([name, *(f"{value:.2f}" if isinstance(value, float) else str(value) for value in values)])


def measure(
    topic: str,
    outline: Sequence[OutlineBeat],
    sentences: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
    embedder: Embedder,
    known: ConceptMap = UNMAPPED,
) -> Figures:
    """Return the figures of one script."""
    contents = _contents(outline)
    recap = {beat.beat_id for beat in outline if "recap" in contents.get(beat.beat_id, ())}
    body = [s for s in sentences if s.kind is SentenceKind.SOURCED and s.beat_id in _telling(outline, contents)]
    sections = {fact.fact_id: (fact.document_id, fact.heading) for fact in facts}
    told = SourceIndex([sentence.text for sentence in body])
    again = [told.longest_run(s.text)[1] for s in sentences if s.beat_id in recap and s.fact_ids]
    first = next((place for place, sentence in enumerate(sentences) if body and sentence is body[0]), 0)
    places = prerequisites.homes(_told(body, {fact.fact_id: fact for fact in facts}, topic), known, topic)
    pairs = [(places.get(link.needs_id), places.get(link.concept_id)) for link in known.links]
    told_both = [(needed, user) for needed, user in pairs if needed is not None and user is not None and needed != user]
    return Figures(
        sourced=len(body),
        near_duplicates=_near_duplicates(body, embedder),
        early_terms=len(coherence.early_terms(sentences, topic)),
        jumps=len(coherence.jumps(sentences, sections)),
        dangling=len(coherence.dangling(sentences, sections)),
        unanswered=len(coherence.unanswered(sentences)),
        most_heard=max(coherence.frame_uses(sentences).values(), default=0),
        take=sum(s.text.startswith(("Take ", "But take ", "And take ")) for s in sentences),
        recap_run=max(again, default=0),
        in_place=_in_place(body, contents, {fact.fact_id: fact for fact in facts}),
        prerequisites=len(told_both),
        out_of_order=sum(needed > user for needed, user in told_both),
        opens_on_topic=stems(topic) <= stems(coherence.explained(sentences, first) or "") if body else False,
    )


def _contents(outline: Sequence[OutlineBeat]) -> dict[str, Sequence[str]]:
    named = {(f.framework_id, beat.name): beat.must_contain for f in frameworks.load() for beat in f.beats}
    return {beat.beat_id: named.get((beat.framework_id, beat.name), ()) for beat in outline}


def _telling(outline: Sequence[OutlineBeat], contents: Mapping[str, Sequence[str]]) -> set[str]:
    return {beat.beat_id for beat in outline if "fact" in contents.get(beat.beat_id, ())}


def _told(body: Sequence[ScriptSentence], facts: Mapping[str, VerifiedFact], topic: str) -> list[Run]:
    """Return the sections of a script in the order in which they are told."""
    told = [facts[fact_id] for sentence in body for fact_id in sentence.fact_ids]
    runs = []
    for heading, group in groupby(dict.fromkeys(told), key=lambda fact: (fact.document_id, fact.heading)):
        spoken = tuple(SpokenFact(fact, (fact.text,), None, fact.text, 0) for fact in group)
        runs.append(Run(title_of(heading[1], spoken, topic), kind_of(spoken, heading[1]), spoken, 0.0))
    return runs


def _near_duplicates(body: Sequence[ScriptSentence], embedder: Embedder) -> int:
    if not body:
        return 0
    vectors = embedder.embed([sentence.text for sentence in body])
    alike = vectors @ vectors.T >= NEAR_DUPLICATE
    return sum(
        1
        for place, sentence in enumerate(body)
        for other in range(place)
        if alike[place, other] and not set(sentence.fact_ids) & set(body[other].fact_ids)
    )


def _in_place(
    body: Sequence[ScriptSentence], contents: Mapping[str, Sequence[str]], facts: Mapping[str, VerifiedFact]
) -> float | None:
    """Weigh each section told in a beat by its words; the first fact of a script opens it whatever it does."""
    sections: dict[tuple[str, str, str], list[VerifiedFact]] = {}
    for sentence in body:
        fact = facts[sentence.fact_ids[0]]
        sections.setdefault((sentence.beat_id, fact.document_id, fact.heading), []).append(fact)
    asked = total = 0
    for (beat_id, _, heading), told in sections.items():
        spoken = [SpokenFact(fact, (fact.text,), None, fact.text, 0) for fact in dict.fromkeys(told)]
        n_words = sum(len(fact.text.split()) for fact in dict.fromkeys(told))
        total += n_words
        asked += n_words if kind_of(spoken, heading).value in contents[beat_id] else 0
    return asked / total if total else None


if __name__ == "__main__":
    main()
