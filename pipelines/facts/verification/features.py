"""What is known of a claim and its best sentences, as one row of numbers for the classifier."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.facts.statements import STOP_WORDS
from pipelines.facts.verification import conditions, opposites
from pipelines.facts.verification.comparison import Comparison, compare, coverage
from pipelines.facts.verification.reading import Reading, weight_of
from pipelines.facts.verification.selection import Sentence

_PER_SENTENCE = (
    "coverage cosine values_found values_clash has_values names missing_names foreign_names opposites swapped_values "
    "swapped_names swapped_opposites swapped_others swapped_negations missing moved inserted longest ratio bigrams order direction "
    "negation_differs no_effect sentence_negations conditions_missing conditions_added length"
).split()
_OF_CLAIM = (
    "claim_words claim_negations claim_strict claim_hedges claim_values claim_names claim_weight claim_up claim_down"
).split()
_OF_ALL = (
    "coverage_3 coverage_all cosine_2 cosine_3 margin values_3 values_clash_3 names_3 missing_3 heaviest_missing "
    "debunk strict_missing hedges_added opposites_3 no_effect_3 direction_3"
).split()
FEATURES = (*_PER_SENTENCE, *_OF_CLAIM, *_OF_ALL)
NEAREST = 3  # sentences that are looked at


def features(claim: Reading, sentences: Sequence[Sentence]) -> NDArray[np.float64]:
    """Return the row of `FEATURES` for a claim and all sentences of its sources, best first; zeros without sentences."""
    if not sentences:
        return np.zeros(len(FEATURES))
    best = sentences[:NEAREST]
    compared = [compare(claim, sentence.reading, sentence.title) for sentence in best]
    return np.array(
        [*_of_sentence(claim, best[0], compared[0]), *_of_claim(claim), *_of_all(claim, sentences, compared)]
    )


def _of_sentence(claim: Reading, sentence: Sentence, compared: Comparison) -> list[float]:
    reading, swaps = sentence.reading, compared.swaps
    return [
        compared.coverage,
        sentence.cosine,
        compared.agreement.share,
        compared.agreement.clashing,
        float(compared.agreement.total > 0),
        compared.names,
        compared.missing_names,
        min(compared.foreign_names, 6),
        compared.opposites,
        swaps.values,
        swaps.names,
        swaps.opposites,
        swaps.others,
        swaps.negations,
        swaps.missing,
        swaps.moved,
        swaps.inserted,
        swaps.longest,
        swaps.ratio,
        compared.bigrams,
        compared.order,
        compared.direction,
        float(claim.negations % 2 != reading.negations % 2),
        float(_no_effect(reading)),
        reading.negations,
        conditions.lost(claim.text, reading.text),
        conditions.lost(reading.text, claim.text),
        np.log1p(len(reading.tokens)),
    ]


def _of_claim(claim: Reading) -> list[float]:
    words = frozenset(claim.lower)
    return [
        np.log1p(len(claim.tokens)),
        claim.negations,
        len(words & opposites.STRICT),
        len(words & opposites.HEDGES),
        len(claim.values),
        len(claim.names),
        sum(weight_of(word) for word in sorted(claim.words)) / max(len(claim.words), 1),
        float(bool(words & opposites.UP)),
        float(bool(words & opposites.DOWN)),
    ]


def _of_all(claim: Reading, sentences: Sequence[Sentence], compared: Sequence[Comparison]) -> list[float]:
    best = sentences[:NEAREST]
    near = frozenset().union(*(sentence.reading.words | sentence.title for sentence in best))
    far = frozenset().union(*(sentence.reading.words | sentence.title for sentence in sentences))
    near_words = frozenset().union(*(sentence.reading.lower for sentence in best))
    first = frozenset(best[0].reading.lower)
    own = frozenset(claim.lower)
    cosines = sorted((sentence.cosine for sentence in sentences), reverse=True)
    mixed = [sentence.coverage + sentence.cosine for sentence in best]
    missing = [weight_of(word) for word in sorted(claim.words - near) if word not in STOP_WORDS]
    return [
        coverage(claim, near),
        coverage(claim, far),
        cosines[min(1, len(cosines) - 1)],
        float(np.mean(cosines[:NEAREST])),
        mixed[0] - mixed[1] if len(mixed) > 1 else 0.0,
        max(one.agreement.share for one in compared),
        max(one.agreement.clashing for one in compared),
        len(claim.names & near) / len(claim.names) if claim.names else 1.0,
        len(claim.words - near) / max(len(claim.words), 1),
        max(missing, default=0.0),
        len(first & opposites.DEBUNK),
        len((own & opposites.STRICT) - near_words),
        len(own & opposites.HEDGES) - len(first & opposites.HEDGES),
        sum(one.opposites for one in compared),
        sum(_no_effect(sentence.reading) for sentence in best),
        sum(one.direction for one in compared),
    ]


def _no_effect(reading: Reading) -> bool:
    text = reading.text.lower()
    return any(cue in text for cue in opposites.NO_EFFECT)
