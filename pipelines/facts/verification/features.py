"""What is known of a claim and its best sentences, as one row of numbers for the classifier."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.facts.statements import STOP_WORDS
from pipelines.facts.verification import conditions, opposites, restatement
from pipelines.facts.verification.comparison import Comparison, compare, coverage
from pipelines.facts.verification.pair_encoder import Heard
from pipelines.facts.verification.reading import Reading, weight_of
from pipelines.facts.verification.restatement import Stated
from pipelines.facts.verification.selection import Sentence

_PER_SENTENCE = (
    "coverage cosine values_found values_clash has_values names missing_names foreign_names opposites swapped_values "
    "swapped_names swapped_opposites swapped_others swapped_negations missing moved inserted longest ratio bigrams order direction "
    "negation_differs no_effect sentence_negations conditions_missing conditions_added question denial length"
).split()
_OF_CLAIM = (
    "claim_words claim_negations claim_strict claim_hedges claim_values claim_names claim_weight claim_up claim_down"
).split()
_OF_ALL = (
    "coverage_3 coverage_all cosine_2 cosine_3 margin values_3 values_clash_3 names_3 missing_3 heaviest_missing "
    "debunk strict_missing hedges_added opposites_3 no_effect_3 direction_3 questions_3 denials_3"
).split()
_OF_CHECKS = "restated restated_sentences best_clashes best_states_subject restated_by_best best_states_values".split()
_OF_ENCODER = "encoder_supports encoder_refutes readout_supports readout_refutes readout_neither".split()
FEATURES = (*_PER_SENTENCE, *_OF_CLAIM, *_OF_ALL, *_OF_CHECKS, *_OF_ENCODER)
READOUT = slice(len(FEATURES) - 3, len(FEATURES))  # what `Readout` says, in a row
_DENIALS = frozenset({("no",), ("actually",), ("not",), ("contrary",), ("nope",)})  # how an answer opens that denies
NEAREST = 3  # sentences that are looked at


def features(
    claim: Reading, sentences: Sequence[Sentence], stated: Stated, heard: Heard, readout: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the row of `FEATURES` for a claim and all sentences of its sources, best first; zeros without sentences.

    `stated` is the run of sentences that restates the claim; `heard` is what the pair encoder makes of the claim and its
    `evidence`, and `readout`, shape (3,), what labelled claims have taught to read out of that.
    A further block of features is a list like those below, with its names in `FEATURES`;
    `benchmarks/fit_verifier.py --write` then fits and ships it.
    """
    if not sentences:
        return np.zeros(len(FEATURES))
    best = sentences[:NEAREST]
    compared = [compare(claim, sentence.reading, sentence.title) for sentence in best]
    return np.array(
        [
            *_of_sentence(claim, best[0], compared[0]),
            *_of_claim(claim),
            *_of_all(claim, sentences, compared),
            *_of_checks(claim, best[0], stated),
            *heard.shares[:2],
            *readout,
        ]
    )


def evidence(sentences: Sequence[Sentence]) -> str:
    """Return the best sentences in the order of their sources, as the pair encoder reads them."""
    return " ".join(one.reading.text for one in sorted(sentences[:NEAREST], key=lambda one: one.position))


def overruled(rows: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return for rows of `FEATURES` whether a code check forbids SUPPORTED: nothing restates the claim, and the best sentence
    lacks a value of it, gives the value to something else, denies it, doubts it or says the opposite."""
    restated, clashes, values = (
        rows[:, FEATURES.index(name)] for name in ("restated", "best_clashes", "best_states_values")
    )
    return np.asarray((restated == 0) & ((clashes > 0) | (values == 0)))


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
        float(reading.is_question),
        float(reading.lower[:1] in _DENIALS),
        np.log1p(len(reading.tokens)),
    ]


def _of_claim(claim: Reading) -> list[float]:
    words = frozenset(claim.lower)
    return [
        np.log1p(len(claim.tokens)),
        claim.negations,
        len(words & opposites.STRICT),
        len(words & opposites.HEDGES),
        len(claim.quantities),
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
        sum(sentence.reading.is_question for sentence in best),
        sum(sentence.reading.lower[:1] in _DENIALS for sentence in best),
    ]


def _of_checks(claim: Reading, best: Sentence, stated: Stated) -> list[float]:
    return [
        stated.coverage,
        len(stated.positions),
        float(restatement.clashes(claim.text, [best.reading.text])),
        float(restatement.states_subject(claim.text, [best.reading.text])),
        float(stated.positions[:1] == (best.position,)),
        float(restatement.states_values(claim.text, [best.reading.text])),
    ]


def _no_effect(reading: Reading) -> bool:
    text = reading.text.lower()
    return any(cue in text for cue in opposites.NO_EFFECT)
