"""The stored rows that a project's script is drafted from, for drafts that are looked at and not kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lectern.errors import ScriptMissingError
from pipelines import models as m
from pipelines.database import Database
from pipelines.editing.store import rejected_facts
from pipelines.engines import ScriptDrafter, whole_draft
from pipelines.voice.habits import CreatorVoice
from pipelines.voice.store import told_in_scripts
from pipelines.writing.pipeline import tellable
from pipelines.writing.prerequisites import ConceptMap


@dataclass(frozen=True)
class Material:
    """The stored rows that a script is drafted from; outline and hook stay as they are."""

    project: m.Project
    profile: m.VoiceProfile
    controls: tuple[m.StyleControl, ...]
    inputs: dict[str, Any]  # arguments of `whole_draft` that no wish changes
    rules: tuple[m.PreferenceRule, ...]  # learned from the creator's edits

    def drafted(
        self, drafter: ScriptDrafter, words_per_minute: float, controls: Sequence[m.StyleControl]
    ) -> list[m.ScriptSentence]:
        """Draft the script as the asset `script_draft` does, repairs and preferences included; nothing is stored."""
        return whole_draft(drafter, self.rules, **self.inputs, words_per_minute=words_per_minute, controls=controls)


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
    rejected, documents = rejected_facts(db, project_key), db.read(m.ResearchDocument, project_key=project_key)
    trusted = [fact for fact in db.read(m.VerifiedFact, project_key=project_key) if fact.fact_id not in rejected]
    concepts, links = db.read(m.Concept, project_key=project_key), db.read(m.ConceptLink, project_key=project_key)
    inputs = {
        "project": project,
        "outline": outline,
        "hooks": db.read(m.Hook, project_key=project_key),
        "facts": tellable(trusted, db.read(m.Contradiction, project_key=project_key), documents, project.topic),
        "frames": db.read(m.PhraseFrame, channel_key=channel),
        "stories": stories,
        "documents": documents,
        "misconceptions": db.read(m.Misconception, project_key=project_key),
        "known": ConceptMap(tuple(concepts), tuple(links)),
        "profile": profile,
        "explained": db.read(m.Explanation, project_key=project_key),
        "voice": CreatorVoice(profile),
    }
    controls = tuple(db.read(m.StyleControl, channel_key=channel))
    return Material(project, profile, controls, inputs, tuple(db.read(m.PreferenceRule, channel_key=channel)))
