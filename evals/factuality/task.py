"""Verify every case's claim against a library, by default that of the samples, as if a document of its own had stated it, by rule or with a model
heard beside the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals import model_calls
from evals.cases import Case, MissingInputError, Output, SuiteError
from evals.remembering import RememberingEmbedder
from evals.suite import Answer
from evals.targets import Target, prompts_of
from pipelines import settings
from pipelines.embeddings import load_embedder
from pipelines.facts.pipeline import find_evidence, verify_claims
from pipelines.facts.verification import verifier
from pipelines.facts.verification.verifier import Judge, Verifier
from pipelines.models import Claim, Evidence, Passage, Project, ResearchDocument, content_id
from pipelines.prompts import PromptService
from pipelines.research.pipeline import cut_passages, read_library

if TYPE_CHECKING:
    from pipelines.llm import ModelClient

ENGINES = ("offline", "model")
READS = ("library",)
LIBRARY, TOPIC = str(settings.ROOT / "samples" / "library"), "the big bang"


@dataclass(frozen=True)
class _Library:
    """The documents of a folder, as a project on a topic reads them."""

    project: Project
    documents: tuple[ResearchDocument, ...]
    passages: tuple[Passage, ...]

    @classmethod
    def read(cls, folder: str, topic: str) -> "_Library":
        project = Project("evals/factuality", "evals", topic, folder, 8.0)
        documents = read_library(project)
        passages = cut_passages(documents, load_embedder(settings.state_dir()))
        return cls(project, tuple(documents), tuple(passages))

    def stating(self, case: Case) -> ResearchDocument:
        """Return the document that states the case's claim: one of the library's, or one of its own.

        Raises:
            MissingInputError: the document that the case names is not in the library.
        """
        name = case.input.get("stated_by")
        if name is None:
            return _document(case)
        found = [document for document in self.documents if document.source_path == name]
        if not found:
            raise MissingInputError(f"{self.project.library}: no document {name}, which states the claim")
        return found[0]


def prepare(cases: Sequence[Case], target: Target) -> Answer:
    """Return what gives the verdict on a case, its probability and whether each quote stands in its document."""
    embedder = RememberingEmbedder(load_embedder(settings.state_dir()))
    named = {(case.input.get("library", LIBRARY), case.input.get("topic", TOPIC)) for case in cases}
    libraries = {one: _Library.read(*one) for one in named}
    offline = verifier.load(target.parameters["support_precision"])
    client = model_calls.client(target)
    prompts = prompts_of(target)

    def answer(case: Case, epoch: int) -> Output:
        library = libraries[case.input.get("library", LIBRARY), case.input.get("topic", TOPIC)]
        stated = library.stating(case)
        claim = _claim(case, stated)
        documents = list(dict.fromkeys([*library.documents, stated]))
        judge = offline if client is None else _heard(client, epoch, prompts, offline, target.tag)
        evidence = find_evidence(library.project, [claim], documents, library.passages, embedder, judge)
        _refuse_silence(judge)
        (fact,) = verify_claims(library.project, [claim], evidence, documents, embedder)
        texts = {document.document_id: document.text for document in library.documents}
        return {
            "verdict": fact.verdict.value,
            "probability": fact.probability,
            "quotes_verbatim": [_is_verbatim(row, texts) for row in evidence],
        }

    return answer


def _heard(client: "ModelClient", epoch: int, prompts: PromptService, offline: Verifier, tag: str) -> Judge:
    from pipelines.facts.model_verifier import ModelVerifier

    return ModelVerifier(model_calls.of_case(client, epoch), prompts, offline, tag)


def _refuse_silence(judge: Judge) -> None:
    """Refuse a verdict that the offline verifier gave alone because the model gave no usable reply.

    Raises:
        SuiteError: it did so once at least.
    """
    silent = [reason for reason in getattr(judge, "rejections", {}) if reason.startswith("no usable reply")]
    if silent:
        raise SuiteError(f"the model gave {silent[0]}; the log says more.")


def _document(case: Case) -> ResearchDocument:
    text = case.input["claim"]
    return ResearchDocument(
        document_id=content_id("case", case.case_id),
        project_key="evals/factuality",
        title=f"Case {case.case_id}",
        source_path=f"cases/{case.case_id}.txt",
        media_type="txt",
        sha256=content_id(text),
        text=text,
        author=f"author of {case.case_id}",
        publisher=f"publisher of {case.case_id}",
    )


def _claim(case: Case, document: ResearchDocument) -> Claim:
    return Claim(
        claim_id=content_id("claim", case.case_id),
        project_key="evals/factuality",
        document_id=document.document_id,
        passage_id=content_id("passage", case.case_id),
        ordinal=0,
        heading="",
        text=case.input["claim"],
        quote=case.input["claim"],
        start=0,
        end=len(case.input["claim"]),
        check_worthiness=1.0,
        engine=settings.OFFLINE_ENGINE,
    )


def _is_verbatim(row: Evidence, texts: Mapping[str, str]) -> bool:
    return bool(row.quote) and texts.get(row.document_id, "")[row.start : row.end] == row.quote
