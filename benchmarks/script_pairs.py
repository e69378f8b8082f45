"""Scripts of any stored channel on any stored topic, written in memory: what `script_grid` and `script_position` measure.

A project's sources and facts do not depend on its channel, so those of one project serve for every channel; nothing is
stored.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from evals.creators import Creator
from evals.libraries import Subject
from evals.writing import plan, write
from pipelines.database import Database
from pipelines.models import (
    Channel,
    Concept,
    ConceptLink,
    Contradiction,
    Misconception,
    OutlineBeat,
    PhraseFrame,
    Project,
    ResearchDocument,
    ScriptSentence,
    Story,
    Trait,
    VerifiedFact,
    VoiceFeatures,
)
from pipelines.voice.pace import speaking_pace
from pipelines.writing.pipeline import tellable
from pipelines.writing.prerequisites import ConceptMap


@dataclass(frozen=True)
class Written:
    """A script with what it was made of. `wall_s` is outline, hooks and draft together."""

    project: Project
    speaker: Creator
    subject: Subject
    outline: tuple[OutlineBeat, ...]
    sentences: tuple[ScriptSentence, ...]
    wall_s: float

    @property
    def text(self) -> str:
        """What is spoken."""
        return "\n".join(sentence.text for sentence in self.sentences if not sentence.is_placeholder)


def speakers(db: Database, names: Sequence[str] = ()) -> list[Creator]:
    """Return the stored channels of these names, in their order; all where none is named."""
    rows = {row.channel_key: row for row in db.read(Channel)}
    return [_speaker(db, rows[key]) for key in names or sorted(rows)]


def _speaker(db: Database, channel: Channel) -> Creator:
    key = channel.channel_key
    traits = tuple(db.read(Trait, channel_key=key))
    features = tuple(db.read(VoiceFeatures, channel_key=key))
    frames = tuple(db.read(PhraseFrame, channel_key=key))
    return Creator(channel, traits, features, frames, tuple(db.read(Story, channel_key=key)), speaking_pace(traits)[0])


def subjects(db: Database, names: Sequence[str] = ()) -> list[Subject]:
    """Return a subject per topic of the stored projects: of several projects on one topic the first."""
    found: dict[str, Subject] = {}
    for project in sorted(db.read(Project), key=lambda row: row.project_key):
        key = project.project_key
        slug = key.split("/", maxsplit=1)[1]
        facts = db.read(VerifiedFact, project_key=key)
        if slug in found or not facts or (names and slug not in names):
            continue
        documents = db.read(ResearchDocument, project_key=key)
        facts = tellable(facts, db.read(Contradiction, project_key=key), documents, project.topic)
        found[slug] = Subject(
            project,
            tuple(facts),
            tuple(documents),
            tuple(db.read(Misconception, project_key=key)),
            ConceptMap(
                tuple(db.read(Concept, project_key=key)),
                tuple(db.read(ConceptLink, project_key=key)),
            ),
        )
    return [found[slug] for slug in names or sorted(found)]


def written(speaker: Creator, subject: Subject, minutes: float, is_revoiced: bool = True) -> Written:
    """Write the script of a pair, as the assets `outline`, `hooks` and `script_draft` do offline, without explanations."""
    begin = time.perf_counter()
    planned = plan(speaker, subject, minutes)
    script = write(planned, is_revoiced=is_revoiced)
    wall_s = time.perf_counter() - begin
    return Written(planned.project, speaker, subject, planned.outline, script.sentences, wall_s)
