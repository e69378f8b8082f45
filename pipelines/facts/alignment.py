"""The concrete clashes between a claim and a sentence: values of one thing, a word and its opposite, a negation."""

import re
from dataclasses import dataclass

from pipelines.facts.quantities import Quantity
from pipelines.facts.statements import ANTONYMS, STOP_WORDS, Statement, content_stems, stem
from pipelines.sentences import words

_LINKING = frozenset(
    stem(word)
    for word in """make give put supply form account contain reach show find report say state estimate measure take use total
    today present now just least first took taken place after before later ago fall fell rise rose drop""".split()
)
_ASPECTS = frozenset(
    """radius diameter across circumference wide long deep high thick mean median average minimum maximum initial peak early
    original predicted surface core center centre each every per without if would""".split()
)  # a word of these on one side only: the two sentences measure different things
_OWNER_WORDS = 3  # content words before a quantity that say whose it is
_WINDOW = 45  # characters on each side of a quantity that say what it measures


@dataclass(frozen=True)
class Alignment:
    """A claim set against one sentence."""

    coverage: float  # share of the claim's content stems that the sentence has
    cosine: float
    clashes: tuple[str, ...]  # concrete ones, in words: number, date, antonym, negation


def align(claim: Statement, sentence: Statement, cosine: float) -> Alignment:
    """Set `claim` against `sentence`; `cosine` is that of their embeddings."""
    covered = len(claim.stems & sentence.stems) / max(len(claim.stems), 1)
    _, clashing = compare_quantities(claim, sentence)
    clashes = (
        *(f"number: {quantity.text}" for quantity in clashing),
        *(f"antonym: {left} / {right}" for left, right in antonym_clash(claim, sentence)),
        *(("negation",) if claim.is_negated != sentence.is_negated else ()),
    )
    return Alignment(covered, cosine, clashes)


def compare_quantities(claim: Statement, sentence: Statement) -> tuple[int, list[Quantity]]:
    """Return how many quantities of the claim the sentence confirms, and those that it contradicts.

    A contradiction needs a quantity of the same unit that measures the same thing: their surroundings share a word.
    """
    found = 0
    clashing = []
    for quantity in claim.quantities:
        rivals = [other for other in sentence.quantities if other.unit == quantity.unit]
        if any(quantity.agrees_with(other) for other in rivals):
            found += 1
            continue
        measured = surroundings(claim, quantity)
        if quantity.unit and any(measured & surroundings(sentence, other) for other in rivals):
            clashing.append(quantity)
    return found, clashing


def surroundings(statement: Statement, quantity: Quantity) -> frozenset[str]:
    """Return the content stems beside a quantity, up to the next quantity of the same unit on either side."""
    same = [other for other in statement.quantities if other.unit == quantity.unit and other != quantity]
    left = max([other.end for other in same if other.end <= quantity.start], default=0)
    right = min([other.start for other in same if other.start >= quantity.end], default=len(statement.text))
    before = statement.text[max(left, quantity.start - _WINDOW) : quantity.start]
    after = statement.text[quantity.end : min(right, quantity.end + _WINDOW)]
    if left and before.count(",") + len(re.findall(r"\band\b", before)):
        after = after if not same else ""
    return content_stems(before) | content_stems(after)


def antonym_clash(claim: Statement, sentence: Statement) -> list[tuple[str, str]]:
    """Return the pairs of opposites of which the claim has one and the sentence only the other."""
    own, other = set(claim.tokens), set(sentence.tokens)
    pairs = []
    for word in sorted(own & ANTONYMS.keys()):
        if word in other or stem(word) in sentence.stems:
            continue
        pairs += [(word, opposite) for opposite in sorted(ANTONYMS[word] & other) if opposite not in own]
    return pairs


def measures_same_quantity(claim: Statement, sentence: Statement) -> bool:
    """Whether both state different values of one thing: "the age of the universe" here and there."""
    if set(claim.tokens) & _ASPECTS != set(sentence.tokens) & _ASPECTS:
        return False
    for quantity in claim.quantities:
        rivals = [other for other in sentence.quantities if other.unit == quantity.unit]
        if (
            not quantity.unit
            or _conditions_differ(claim, sentence, quantity.unit)
            or any(quantity.agrees_with(other) for other in rivals)
        ):
            continue
        mine = owner(claim, quantity)
        taken = [other for other in rivals if any(one.agrees_with(other) for one in claim.quantities)]
        if any(len(mine & owner(sentence, other)) >= 2 for other in rivals if other not in taken):
            return True
    return False


def _conditions_differ(claim: Statement, sentence: Statement, unit: str) -> bool:
    """Whether another quantity that both state disagrees, so that they speak of different occasions."""
    for other in {quantity.unit for quantity in claim.quantities} - {unit}:
        mine = [quantity for quantity in claim.quantities if quantity.unit == other]
        theirs = [quantity for quantity in sentence.quantities if quantity.unit == other]
        if theirs and not any(one.agrees_with(two) for one in mine for two in theirs):
            return True
    return False


def owner(statement: Statement, quantity: Quantity) -> frozenset[str]:
    """Return the nearest content stems before a quantity, back to a comma or quantity; those after it if there are none."""
    left = max([other.end for other in statement.quantities if other.end <= quantity.start], default=0)
    before = _in_order(statement.text[left : quantity.start].rpartition(", ")[2])
    return frozenset(before[-_OWNER_WORDS:] or _in_order(statement.text[quantity.end :])[:_OWNER_WORDS])


def _in_order(text: str) -> list[str]:
    plain = (word.lower() for word in words(text))
    stems = (stem(word) for word in plain if word not in STOP_WORDS and not word[0].isdigit())
    return [found for found in stems if found not in _LINKING]
