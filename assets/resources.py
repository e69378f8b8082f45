"""What assets need from outside: database, embedder, settings. Opened when first used."""

from functools import cached_property
from typing import TYPE_CHECKING

import dagster as dg

from pipelines import settings
from pipelines.database import Database
from pipelines.models import (
    Channel,
    Contradiction,
    PreferenceRule,
    Project,
    ResearchDocument,
    StyleControl,
    VerifiedFact,
    WorkingCopy,
)

if TYPE_CHECKING:
    from pipelines.embeddings import Embedder


class Lectern(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The platform as seen by an asset. Reads its environment when first used, never at import."""

    @property
    def settings(self) -> settings.Settings:
        """The settings of this process."""
        return settings.load()

    @cached_property
    def _database(self) -> Database:
        return Database(self.settings.database_url)

    @property
    def db(self) -> Database:
        """The product's database."""
        return self._database

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        """Close the connections: an open pool keeps its threads, and the process waits for each of them at its end."""
        if opened := self.__dict__.pop("_database", None):
            opened.close()

    @property
    def embedder(self) -> "Embedder":
        """The sentence encoder."""
        from pipelines.embeddings import load_embedder

        return load_embedder(self.settings.state_dir)

    def channel(self, channel_key: str) -> Channel:
        """Return the channel, or fail with the remedy."""
        channel = self.db.one(Channel, channel_key=channel_key)
        if channel is None:
            raise dg.Failure(f"No channel {channel_key!r}. Add it with `lectern channel add`.", allow_retries=False)
        return channel

    def style_controls(self, project: Project) -> list[StyleControl]:
        """Return what the project's creator wants of their style."""
        return self.db.read(StyleControl, channel_key=project.channel_key)

    def preference_rules(self, project: Project) -> list[PreferenceRule]:
        """Return what the edits of the project's creator agree on."""
        return self.db.read(PreferenceRule, channel_key=project.channel_key)

    def trusted(self, project: Project, facts: list[VerifiedFact]) -> list[VerifiedFact]:
        """Return the facts without those that a person has rejected."""
        from pipelines.editing.store import rejected_facts

        rejected = rejected_facts(self.db, project.project_key)
        return [fact for fact in facts if fact.fact_id not in rejected]

    def rejected_openings(self, project: Project) -> frozenset[str]:
        """Return the words of the openings that a person has rejected."""
        from pipelines.editing.store import rejected_openings

        return rejected_openings(self.db, project.project_key)

    def tellable(
        self,
        project: Project,
        facts: list[VerifiedFact],
        contradictions: list[Contradiction],
        documents: list[ResearchDocument],
    ) -> list[VerifiedFact]:
        """Return the trusted facts that a script may tell; see `pipelines.writing.pipeline.tellable`."""
        from pipelines.writing.pipeline import tellable

        return tellable(self.trusted(project, facts), contradictions, documents, project.topic)

    def standing(self, project: Project, drafted: WorkingCopy) -> WorkingCopy:
        """Return what a person's version holds, where one stands, else what was drafted."""
        from pipelines.editing.store import content, persons_version

        version = persons_version(self.db, project.project_key)
        return drafted if version is None else content(self.db, version)

    def project(self, project_key: str) -> Project:
        """Return the project, or fail with the remedy."""
        project = self.db.one(Project, project_key=project_key)
        if project is None:
            raise dg.Failure(f"No project {project_key!r}. Make it with `lectern project new`.", allow_retries=False)
        return project
