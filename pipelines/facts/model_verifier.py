"""Verification by a language model, heard as a second witness beside the offline verifier, under rules that overrule it.

The model names one sentence, quotes it and labels the claim. What it says counts only where the quote stands in that
sentence word for word and a comparison in code does not disagree. It then shifts the calibrated probabilities by Bayes'
rule, as a witness of assumed accuracy would (Dawid and Skene 1979), and the operator's precision decides as it does offline.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from haystack import component
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from pipelines.facts import checkable, references, statements
from pipelines.facts.verification import comparison, conditions, opposites
from pipelines.facts.verification.classifier import LABELS
from pipelines.facts.verification.reading import Reading, read
from pipelines.facts.verification.selection import Candidate
from pipelines.facts.verification.verifier import STATED, Judgement, Verifier
from pipelines.llm import ModelClient
from pipelines.model_component import ModelComponent
from pipelines.model_errors import ModelError
from pipelines.models import Verdict
from pipelines.prompts import PromptService

ACCURACY = 0.75  # assumed of any model, from what is published of such; not measured here
MAX_SENTENCES = 12  # shown to the model, the best of them
MIN_COSINE = 0.5  # of the nearest sentence: below it no sentence speaks of the claim, and nothing is asked
MIN_COVERAGE = 0.3  # of the claim's words, weighted, by the quoted sentence and its source's title
MAX_FAILURES = 3  # in a row; then the model is left alone
_log = logging.getLogger(__name__)


class ProposedVerdict(BaseModel):
    """What the model says of one claim."""

    model_config = ConfigDict(extra="forbid")
    label: Verdict
    sentence_id: str | None
    quote: str = Field(max_length=2000)
    reason: str = Field(max_length=1000)


@component
class ModelVerifier(ModelComponent):
    """Judges claims as `offline` does, with a model heard beside it. Where it gives no usable reply, `offline` judges alone.

    `rejections` counts by reason what was refused and what failed, since the component was made.
    """

    prompt_name = "claim-verification"

    def __init__(self, client: ModelClient, prompts: PromptService, offline: Verifier, tag: str | None = None) -> None:
        ModelComponent.__init__(self, client, prompts, tag)  # the decorator makes a new class, which `super()` misses
        self.offline = offline
        self._prompt = self.begin()
        self._failures = 0

    @component.output_types(judgement=Judgement)
    def run(self, claim: str, candidates: list[Candidate]) -> dict[str, Judgement]:
        """Return `{"judgement": …}`, see `judge`."""
        return {"judgement": self.judge(claim, candidates)}

    def judge(self, claim: str, candidates: Sequence[Candidate]) -> Judgement:
        """Judge `claim` by `candidates`, which need no order. Nothing is raised when the model fails."""
        alone = self.offline.judge(claim, candidates)
        shown = sentences_shown(claim, candidates, alone)
        if not shown or self._failures >= MAX_FAILURES:
            return alone
        proposed = self._ask(claim, candidates, shown)
        if proposed is None:
            return alone
        quoted = None if proposed.label is Verdict.NOT_ENOUGH_INFO else shown[proposed.sentence_id or ""]
        reason = objection(proposed.label, claim, candidates[quoted]) if quoted is not None else None
        if reason is not None:
            self.rejections[reason] += 1
            is_supported = Verdict.SUPPORTED in (proposed.label, alone.verdict)
            return replace(alone, verdict=Verdict.NOT_ENOUGH_INFO) if is_supported else alone
        order = alone.order if quoted is None else (quoted, *(at for at in alone.order if at != quoted))
        vetoed = np.array([alone.is_vetoed])
        heard = self.offline.decide(_with_witness(alone, proposed.label), order, self.client.model, vetoed)
        return replace(heard, restated=() if quoted is not None else alone.restated)

    def _ask(self, claim: str, candidates: Sequence[Candidate], shown: dict[str, int]) -> ProposedVerdict | None:
        lines = [
            f"{name} | {_one_line(candidates[at].title)} | {_one_line(candidates[at].text)}"
            for name, at in shown.items()
        ]
        texts = {name: _one_line(candidates[at].text) for name, at in shown.items()}
        try:
            proposed = self.client.complete(
                self._prompt,
                {"claim": claim, "sentences": "\n".join(lines)},
                ProposedVerdict,
                lambda reply: _misquoted(reply, texts),
            )
        except ModelError as error:
            self._failures += 1
            self.rejections[f"no usable reply ({error.kind})"] += 1
            last = " It is not asked again in this run." if self._failures == MAX_FAILURES else ""
            _log.warning("%s: judged without the model: %s%s", self.prompt_name, error, last)
            return None
        self._failures = 0
        return proposed


def objection(label: Verdict, claim: str, candidate: Candidate) -> str | None:
    """Return why the quoted sentence cannot have shown `label`, or None.

    It must speak of what the claim speaks of. To support it, it must state every number and name of the claim, under the same
    conditions, no less certain, neither denied nor turned round.
    """
    own, other = read(claim), read(candidate.text)
    title = read(candidate.title).words
    if comparison.coverage(own, other.words | title) < MIN_COVERAGE:
        return "speaks of something else"
    if other.is_question:
        return "a question"
    return _disagreement(own, other, title) if label is Verdict.SUPPORTED else None


def _disagreement(claim: Reading, sentence: Reading, title: frozenset[str]) -> str | None:
    compared = comparison.compare(claim, sentence, title)
    swaps, agreement = compared.swaps, compared.agreement
    own, other = frozenset(claim.lower), frozenset(sentence.lower)
    said = sentence.words | title
    subject = references.subject(claim.text)
    found = {
        "subject not in the sentence": subject and not read(subject.text).words & said,
        "number not in the sentence": agreement.found < agreement.total or swaps.values,
        "name not in the sentence": compared.missing_names or swaps.names,
        "negation differs from the sentence": claim.negations % 2 != sentence.negations % 2 or swaps.negations,
        "opposite of the sentence": _turned_round(claim, sentence) or compared.direction < 0,
        "condition differs from the sentence": _narrows(claim, said) or _narrows(sentence, claim.words),
        "less certain in the sentence": opposites.is_hedged(sentence.text, other)
        and not opposites.is_hedged(claim.text, own),
        "more sweeping than the sentence": (own & opposites.STRICT) - other,
    }
    return next((reason for reason, is_so in found.items() if is_so), None)


def _narrows(one: Reading, said: frozenset[str]) -> bool:
    """Whether a text holds under a condition ("in mice") that is not wholly among the stems `said`."""
    return any(not stems <= said for stems in conditions.find(one.text))


def _turned_round(claim: Reading, sentence: Reading) -> bool:
    """Whether the sentence has the opposite of a word of the claim, in any form, instead of the word."""
    own, other = frozenset(claim.stems), frozenset(sentence.stems)
    return any(statements.opposite_stems().get(word, frozenset()) & other - own for word in own - other)


def sentences_shown(claim: str, candidates: Sequence[Candidate], alone: Judgement) -> dict[str, int]:
    """Return name → position of the sentences that the model is asked about, in their order; none where it is not asked.

    It is not asked where a sentence states the claim word for word, where the claim says nothing, and where nothing is near it.
    What is no statement about the world, such as an order to whoever reads, is not shown.
    """
    is_near = any(candidate.cosine >= MIN_COSINE for candidate in candidates)
    if alone.supported >= STATED[0] or not is_near or not read(claim).words:
        return {}
    worldly = [at for at in alone.order if checkable.is_about_the_world(candidates[at].text)]
    return {f"s{number}": at for number, at in enumerate(sorted(worldly[:MAX_SENTENCES]), 1)}


def _misquoted(proposed: ProposedVerdict, texts: dict[str, str]) -> list[str]:
    """Return what is wrong with the quote of a label that needs one."""
    if proposed.label is Verdict.NOT_ENOUGH_INFO:
        return []
    text, quote = texts.get(proposed.sentence_id or ""), _one_line(proposed.quote)
    if text is None:
        return [f"sentence_id: {proposed.sentence_id!r} is none of the ids given"]
    if not quote or not re.search(rf"(?<!\w){re.escape(quote)}(?!\w)", text):
        return [f"quote: it does not stand in sentence {proposed.sentence_id} word for word"]
    return []


def _with_witness(alone: Judgement, label: Verdict) -> NDArray[np.float64]:
    """Return the probabilities of `LABELS`, shape (1, 3), after a witness of known accuracy has said `label`."""
    likelihood = np.array([ACCURACY if one is label else (1 - ACCURACY) / (len(LABELS) - 1) for one in LABELS])
    posterior: NDArray[np.float64] = np.array([[alone.supported, alone.refuted, alone.neither]]) * likelihood
    return posterior / float(posterior.sum())


def _one_line(text: str) -> str:
    return " ".join(text.split())
