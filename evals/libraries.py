"""A library as the research and facts stages read a folder of sources, in memory: what a script is written from."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from pipelines import settings
from pipelines.embeddings import Embedder
from pipelines.facts.concept_map import concept_links, in_teaching_order
from pipelines.facts.definitions import glossary
from pipelines.facts.ledger import ledger
from pipelines.facts.misconceptions import of_library
from pipelines.facts.pipeline import extract_claims, find_evidence, verify_claims
from pipelines.facts.verification import verifier
from pipelines.models import (
    Claim,
    Contradiction,
    Evidence,
    Misconception,
    Passage,
    Project,
    ResearchDocument,
    VerifiedFact,
)
from pipelines.research.library import LibraryError
from pipelines.research.pipeline import cut_passages, read_library
from pipelines.versions import stage_version
from pipelines.writing.pipeline import tellable
from pipelines.writing.prerequisites import ConceptMap

if TYPE_CHECKING:
    from pipelines.engines import ClaimExtractor

CHANNEL_KEY = "evaluation"
_EVIDENCE: TypeAdapter[list[Evidence]] = TypeAdapter(list[Evidence])


@dataclass(frozen=True)
class Subject:
    """What the writer knows of a topic."""

    project: Project
    facts: tuple[VerifiedFact, ...]
    documents: tuple[ResearchDocument, ...]
    misconceptions: tuple[Misconception, ...]
    known: ConceptMap


@dataclass(frozen=True)
class Library:
    """A folder of sources with all that does not depend on the topic."""

    documents: tuple[ResearchDocument, ...]
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    misconceptions: tuple[Misconception, ...]
    known: ConceptMap
    contradictions: tuple[Contradiction, ...]

    def subject(self, topic: str, minutes: float, embedder: Embedder, document: str | None = None) -> Subject:
        """Return what may be told of a topic, as the asset `verified_facts` and its readers have it.

        `document` names the file whose facts alone are told; they are checked by the whole library all the same.

        Raises:
            LibraryError: the library has no such file.
        """
        project = project_on(topic, "", minutes)
        facts = verify_claims(project, self.claims, self.evidence, self.documents, embedder)
        stated = tellable(facts, self.contradictions, self.documents, topic)
        if document is None:
            return Subject(project, tuple(stated), self.documents, self.misconceptions, self.known)
        own = {row.document_id for row in self.documents if row.source_path == document}
        if not own:
            raise LibraryError(f"The library has no file {document!r}.")
        told = tuple(fact for fact in stated if fact.document_id in own)
        beliefs = tuple(row for row in self.misconceptions if row.document_id in own)
        return Subject(project, told, self.documents, beliefs, self.known)


def project_on(topic: str, folder: str, minutes: float) -> Project:
    """Return a project that is stored nowhere."""
    slug = "-".join(topic.lower().split())
    return Project(f"{CHANNEL_KEY}/{slug}", CHANNEL_KEY, topic, folder, minutes)


def read(
    folder: Path, embedder: Embedder, *, has_evidence: bool = True, extractor: "ClaimExtractor | None" = None
) -> Library:
    """Read a folder of sources. What other sources say of each claim takes most of the time and is kept by content.

    Args:
        folder: of the sources.
        embedder: of passages and claims.
        has_evidence: False: no claim is checked, and all facts stand as undecided.
        extractor: finds the claims; None: the rules do.

    Raises:
        LibraryError: the folder cannot be read, or holds nothing readable.
    """
    project = project_on("library", str(folder), 1.0)
    documents = read_library(project)
    passages = cut_passages(documents, embedder)
    claims = (
        extractor.run(project, documents, passages)["claims"]
        if extractor
        else extract_claims(project, documents, passages)
    )
    concepts = in_teaching_order(glossary(project.project_key, claims, documents))
    return Library(
        tuple(documents),
        tuple(passages),
        tuple(claims),
        tuple(_evidence(project, claims, documents, passages, embedder) if has_evidence else ()),
        tuple(of_library(project.project_key, documents, passages)),
        ConceptMap(tuple(concepts), tuple(concept_links(project.project_key, concepts))),
        tuple(ledger(project.project_key, claims, documents)),
    )


def _evidence(
    project: Project,
    claims: Sequence[Claim],
    documents: Sequence[ResearchDocument],
    passages: Sequence[Passage],
    embedder: Embedder,
) -> list[Evidence]:
    precision = settings.support_precision()
    said = [precision, stage_version("facts"), stage_version("research"), [(d.document_id, d.text) for d in documents]]
    digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    kept = settings.state_dir() / "evals" / "evidence" / f"{digest[:32]}.json"
    if kept.exists():
        return _EVIDENCE.validate_json(kept.read_bytes())
    found = find_evidence(project, claims, documents, passages, embedder, verifier.load(precision))
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(".part")
    part.write_bytes(_EVIDENCE.dump_json(found))
    part.replace(kept)
    return found
