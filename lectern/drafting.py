"""The stored rows that a project's script is drafted from, for drafts that are looked at and not kept."""

from dataclasses import dataclass
from typing import Any

from lectern.errors import ScriptMissingError
from pipelines import models as m
from pipelines.database import Database
from pipelines.voice.pipeline import sentence_voice
from pipelines.voice.store import told_in_scripts
from pipelines.writing.prerequisites import ConceptMap


@dataclass(frozen=True)
class Material:
    """The stored rows that a script is drafted from; outline and hook stay as they are."""

    project: m.Project
    profile: m.VoiceProfile
    controls: tuple[m.StyleControl, ...]
    inputs: dict[str, Any]  # arguments of `ScriptDrafter.run` that no wish changes


def drafting_material(db: Database, project_key: str) -> Material:
    """Read what a project's script is drafted from.

    Raises:
        ScriptMissingError: the project is unknown or has no outline yet.
    """
    project = db.one(m.Project, project_key=project_key)
    outline = db.read(m.OutlineBeat, project_key=project_key)
    if project is None or not outline:
        raise ScriptMissingError(
            f"{project_key} has no outline to draft from. `lectern project list` names the projects, `lectern run` makes it."
        )
    channel = project.channel_key
    stories = told_in_scripts(db, channel, db.read(m.Story, channel_key=channel), written_for=project_key)
    traits, features = db.read(m.Trait, channel_key=channel), db.read(m.VoiceFeatures, channel_key=channel)
    profile = m.VoiceProfile(channel, tuple(traits), tuple(features))
    concepts, links = db.read(m.Concept, project_key=project_key), db.read(m.ConceptLink, project_key=project_key)
    inputs = {
        "project": project,
        "outline": outline,
        "hooks": db.read(m.Hook, project_key=project_key),
        "facts": db.read(m.VerifiedFact, project_key=project_key),
        "frames": db.read(m.PhraseFrame, channel_key=channel),
        "stories": stories,
        "documents": db.read(m.ResearchDocument, project_key=project_key),
        "misconceptions": db.read(m.Misconception, project_key=project_key),
        "known": ConceptMap(tuple(concepts), tuple(links)),
        "profile": profile,
        "voice": sentence_voice(traits, features),
    }
    return Material(project, profile, tuple(db.read(m.StyleControl, channel_key=channel)), inputs)
