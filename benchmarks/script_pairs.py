"""Scripts of any stored channel on any stored topic, written in memory: what `script_grid` and `script_position` measure.

A project's sources and facts do not depend on its channel, so those of one project serve for every channel; nothing is
stored.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    VoiceProfile,
)
from pipelines.voice.habits import CreatorVoice
from pipelines.voice.pace import speaking_pace
from pipelines.writing.pipeline import draft_script, finish_script, load_frameworks, make_outline, tellable, write_hooks
from pipelines.writing.prerequisites import ConceptMap


@dataclass(frozen=True)
class Speaker:
    """What the writer knows of a channel."""

    channel: Channel
    traits: tuple[Trait, ...]
    features: tuple[VoiceFeatures, ...]
    frames: tuple[PhraseFrame, ...]
    stories: tuple[Story, ...]

    @property
    def words_per_minute(self) -> float:
        """The pace that scripts are measured by."""
        return speaking_pace(self.traits, ())[0]

    @property
    def voice(self) -> CreatorVoice:
        """What the writer goes by."""
        return CreatorVoice(VoiceProfile(self.channel.channel_key, self.traits, self.features))


@dataclass(frozen=True)
class Subject:
    """What the writer knows of a topic."""

    project: Project
    facts: tuple[VerifiedFact, ...]
    documents: tuple[ResearchDocument, ...]
    misconceptions: tuple[Misconception, ...]
    known: ConceptMap


@dataclass(frozen=True)
class Written:
    """A script with what it was made of. `wall_s` is outline, hooks and draft together."""

    project: Project
    speaker: Speaker
    subject: Subject
    outline: tuple[OutlineBeat, ...]
    sentences: tuple[ScriptSentence, ...]
    wall_s: float

    @property
    def text(self) -> str:
        """What is spoken."""
        return "\n".join(sentence.text for sentence in self.sentences if not sentence.is_placeholder)


def speakers(db: Database, names: Sequence[str] = ()) -> list[Speaker]:
    """Return the stored channels of these names, in their order; all where none is named."""
    rows = {row.channel_key: row for row in db.read(Channel)}
    return [
        Speaker(
            rows[key],
            tuple(db.read(Trait, channel_key=key)),
            tuple(db.read(VoiceFeatures, channel_key=key)),
            tuple(db.read(PhraseFrame, channel_key=key)),
            tuple(db.read(Story, channel_key=key)),
        )
        for key in names or sorted(rows)
    ]


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


def written(speaker: Speaker, subject: Subject, minutes: float, is_revoiced: bool = True) -> Written:
    """Write the script of a pair, as the assets `outline`, `hooks` and `script_draft` do offline, without explanations."""
    key, slug = speaker.channel.channel_key, subject.project.project_key.split("/", maxsplit=1)[1]
    project = replace(subject.project, project_key=f"{key}/{slug}", channel_key=key, minutes=minutes)
    frames, stories, voice, pace = list(speaker.frames), list(speaker.stories), speaker.voice, speaker.words_per_minute
    frameworks = load_frameworks()
    begin = time.perf_counter()
    outline = make_outline(
        project, subject.facts, frames, stories, pace, frameworks, (), subject.misconceptions, subject.known
    )
    hooks = write_hooks(
        project, outline, subject.facts, frames, voice, (), stories, speaker.features, subject.misconceptions
    )
    drafted = draft_script(
        project, outline, hooks, subject.facts, frames, stories, subject.documents, pace, voice, (),
        subject.misconceptions, subject.known, is_revoiced=is_revoiced,
    )  # fmt: skip
    script = finish_script(
        project, outline, drafted, subject.facts, subject.documents, pace, voice, known=subject.known
    )
    return Written(project, speaker, subject, tuple(outline), tuple(script), time.perf_counter() - begin)
