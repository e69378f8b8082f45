"""Small documents, passages and claims for tests of the facts stage."""

from pipelines.facts import claims
from pipelines.models import Claim, Passage, ResearchDocument

PROJECT = "c/p"


def document(text: str, name: str = "a", year: str | None = None, **fields: object) -> ResearchDocument:
    """A document whose id is its name."""
    return ResearchDocument(name, PROJECT, f"Title {name}", f"{name}.md", "md", "", text, published_on=year, **fields)  # type: ignore[arg-type]


def passage(source: ResearchDocument, heading: str = "Body") -> Passage:
    """The whole document as one passage."""
    return Passage(
        f"p-{source.document_id}", PROJECT, source.document_id, 0, heading, source.text, 0, len(source.text), ()
    )


def claims_of(*sources: ResearchDocument) -> list[Claim]:
    """Every sentence that the rules keep, in reading order over the documents."""
    found: list[Claim] = []
    for source in sources:
        for claim in claims.find(PROJECT, source, [passage(source)], frozenset({"universe"})):
            found.append(Claim(**{**vars(claim), "ordinal": len(found)}))
    return found


def judged_of(text: str) -> list[claims.Judged]:
    """Every sentence of a document with one passage, judged."""
    source = document(text)
    return list(claims.judge(source, [passage(source)], frozenset()))
