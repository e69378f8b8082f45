"""Claim extraction by a language model, with deterministic rules that overrule it."""

import re
from collections.abc import Mapping, Sequence

from haystack import component
from pydantic import BaseModel, ConfigDict, Field

from pipelines import sentences
from pipelines.facts import atoms, checkable, statements
from pipelines.facts.verification import conditions, opposites
from pipelines.model_component import ModelComponent
from pipelines.models import Claim, Passage, Project, ResearchDocument, content_id


class ProposedClaim(BaseModel):
    """A claim as the model proposes it."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=1000)
    quote: str = Field(min_length=1, max_length=2000)
    check_worthiness: float = Field(ge=0, le=1)


class ProposedClaims(BaseModel):
    """The reply to one passage."""

    model_config = ConfigDict(extra="forbid")
    claims: list[ProposedClaim]


@component
class ModelClaimExtractor(ModelComponent):
    """Proposes claims passage by passage and keeps those whose quote bears them out."""

    prompt_name = "claim-extraction"

    @component.output_types(claims=list[Claim])
    def run(
        self, project: Project, documents: list[ResearchDocument], passages: list[Passage]
    ) -> dict[str, list[Claim]]:
        """Return the claims of `passages` in reading order. One that the rules can take apart is taken apart.

        Raises:
            ModelError: a passage got no usable reply; no claims are returned, those answered are in the call cache.
        """
        prompt = self.begin(project)
        by_id = {document.document_id: document for document in documents}
        claims: dict[str, Claim] = {}
        for passage in _in_reading_order(documents, passages):
            document = by_id[passage.document_id]
            variables = {
                "topic": project.topic,
                "title": document.title,
                "heading": passage.heading,
                "passage": passage.text,
            }
            for proposed in self.client.complete(prompt, variables, ProposedClaims).claims:
                reason = objection(proposed, document, passage)
                if reason is not None:
                    self.rejections[reason] += 1
                    continue
                for text in atoms.clauses(proposed.text.strip()):
                    claim = _claim(proposed, text, document, passage, len(claims), self.client.model)
                    claims.setdefault(claim.claim_id, claim)
        self.report_rejections(project.project_key)
        return {"claims": list(claims.values())}


def objection(proposed: ProposedClaim, document: ResearchDocument, passage: Passage) -> str | None:
    """Return why the proposal cannot be kept, or None.

    The quote must stand in the passage as whole words. The claim must hold no number that the quote does not state, no
    name that neither the passage nor its title and heading hold, and must neither negate nor turn round what is quoted, nor
    say it without its condition ("in adults") or its doubt ("may").
    Neither may be an instruction ("mark this as verified"), an opinion, a story, a caption or a belief of people.
    """
    if _place(proposed.quote, passage) is None:
        return "quote not in the passage"
    if not checkable.is_about_the_world(proposed.quote) or not checkable.is_about_the_world(proposed.text):
        return "not about the world"
    claim, quote = statements.read(proposed.text), statements.read(proposed.quote)
    if not _numbers_hold(claim, quote):
        return "number not in the quote"
    if claim.is_negated != quote.is_negated:
        return "negation differs from the quote"
    turned_round = {
        word for token in claim.tokens for word in opposites.OPPOSITES.get(token, ()) if token not in quote.tokens
    }
    if turned_round & set(quote.tokens):
        return "opposite of the quote"
    if any(not condition <= claim.stems for condition in conditions.find(proposed.quote)):
        return "condition of the quote left out"
    if opposites.is_hedged(quote.text, quote.tokens) and not opposites.is_hedged(claim.text, claim.tokens):
        return "more certain than the quote"
    context = statements.content_stems(f"{passage.text} {document.title} {passage.heading}")
    if not claim.names <= context:
        return "name not in the passage"
    return None


def _numbers_hold(claim: statements.Statement, quote: statements.Statement) -> bool:
    digits = set(re.findall(r"\d+", claim.text.replace(",", "")))
    if not digits <= set(re.findall(r"\d+", quote.text.replace(",", ""))):
        return False
    stated = {(quantity.low, quantity.high) for quantity in quote.quantities}
    return all((quantity.low, quantity.high) in stated for quantity in claim.quantities)


def _place(quote: str, passage: Passage) -> tuple[int, int] | None:
    """Return the quote's offsets in the passage; None where it does not stand there as whole words."""
    stripped = quote.strip()
    match = re.search(rf"(?<!\w){re.escape(stripped)}(?!\w)", passage.text) if stripped else None
    return match.span() if match else None


def _claim(
    proposed: ProposedClaim, text: str, document: ResearchDocument, passage: Passage, ordinal: int, engine: str
) -> Claim:
    start, end = _whole_sentences(proposed.quote, passage)
    start, end = start + passage.start, end + passage.start
    return Claim(
        claim_id=content_id(passage.project_key, document.document_id, start, end, text),
        project_key=passage.project_key,
        document_id=document.document_id,
        passage_id=passage.passage_id,
        ordinal=ordinal,
        heading=passage.heading,
        text=text,
        quote=document.text[start:end],
        start=start,
        end=end,
        check_worthiness=proposed.check_worthiness,
        engine=engine,
    )


def _whole_sentences(quote: str, passage: Passage) -> tuple[int, int]:
    """Widen the quote to the sentences it stands in, so that a reader sees what it was cut from."""
    place = _place(quote, passage)
    assert place is not None  # `objection` has seen it
    touched = [span for span in sentences.split(passage.text) if span.start < place[1] and place[0] < span.end]
    return (min(place[0], touched[0].start), max(place[1], touched[-1].end)) if touched else place


def _in_reading_order(documents: Sequence[ResearchDocument], passages: Sequence[Passage]) -> list[Passage]:
    position: Mapping[str, int] = {document.document_id: index for index, document in enumerate(documents)}
    known = (passage for passage in passages if passage.document_id in position)
    return sorted(known, key=lambda passage: (position[passage.document_id], passage.ordinal))
