"""How a claim and one sentence differ word by word: what is shared, what was swapped, what is missing, in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from pipelines.facts.quantities import WORD_VALUES
from pipelines.facts.statements import STOP_WORDS
from pipelines.facts.verification import agreement, opposites
from pipelines.facts.verification.agreement import Agreement
from pipelines.facts.verification.reading import NEGATIONS, Reading, weight_of

_MAX_SWAP = 5  # words of the claim in one swap; longer ones are another wording
_MAX_SWAP_IN_SENTENCE = 7


@dataclass(frozen=True)
class Swaps:
    """Words of a claim that stand where the sentence has others, in a frame that both share, counted by what they are."""

    values: int
    names: int
    opposites: int
    others: int
    negations: int
    missing: int  # content words of the claim outside common blocks that the sentence has nowhere
    moved: int  # content words of the claim in a swap that the sentence has elsewhere: who did what to whom
    inserted: int  # content words of the claim between two words that follow each other in the sentence
    longest: int  # most content words of the claim in a row outside common blocks
    ratio: float  # share of both token sequences that lies in common blocks


@dataclass(frozen=True)
class Comparison:
    """A claim against one sentence; `title` words count as said."""

    coverage: float
    names: float  # share of the claim's names that the sentence or its title has, 1 where it has none
    missing_names: int
    foreign_names: int  # names of the sentence that the claim has not
    agreement: Agreement
    opposites: int
    swaps: Swaps
    bigrams: float
    order: float  # share of pairs of shared words that keep their order
    direction: int  # +1 both point up or down, -1 they point apart, 0 one of them points nowhere


def compare(claim: Reading, sentence: Reading, title: frozenset[str]) -> Comparison:
    """Compare a claim with a sentence whose document's title has the stems `title`."""
    said = sentence.words | title
    known = said | frozenset(sentence.stems)
    return Comparison(
        coverage=coverage(claim, said),
        names=len(claim.names & known) / len(claim.names) if claim.names else 1.0,
        missing_names=len(claim.names - known),
        foreign_names=len(sentence.names - frozenset(claim.stems)),
        agreement=agreement.compare(claim.quantities, sentence.quantities),
        opposites=count_opposites(claim, sentence),
        swaps=find_swaps(claim, sentence, title),
        bigrams=bigrams(claim, sentence),
        order=_order(claim, sentence),
        direction=_direction(claim, sentence),
    )


def coverage(claim: Reading, said: frozenset[str]) -> float:
    """Return the weighted share of the claim's content words that are among the stems `said`."""
    total = sum(weight_of(word) for word in sorted(claim.words))
    return sum(weight_of(word) for word in sorted(claim.words & said)) / total if total else 0.0


def count_opposites(claim: Reading, sentence: Reading) -> int:
    """Return how many words of the claim are absent from the sentence, which has their opposite instead."""
    own, other = frozenset(claim.lower), frozenset(sentence.lower)
    stems = frozenset(sentence.stems)
    return sum(
        bool(opposites.OPPOSITES[word] & other - own)
        for word, stem in zip(claim.lower, claim.stems, strict=True)
        if word in opposites.OPPOSITES and word not in other and stem not in stems
    )


def find_swaps(claim: Reading, sentence: Reading, title: frozenset[str]) -> Swaps:
    """Line the two texts up (longest common blocks) and count what differs between common blocks."""
    matcher = SequenceMatcher(None, claim.stems, sentence.stems, autojunk=False)
    counts = dict.fromkeys(("values", "names", "opposites", "others", "negations"), 0)
    missing = moved = inserted = longest = 0
    after_common = False
    said = frozenset(sentence.stems) | title
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind == "equal":
            after_common = True
            continue
        own = [at for at in range(a0, a1) if claim.lower[at] not in STOP_WORDS]
        other = [at for at in range(b0, b1) if sentence.lower[at] not in STOP_WORDS]
        negated = _negations(claim.lower[a0:a1]) != _negations(sentence.lower[b0:b1])
        if negated and a1 - a0 <= 2 and b1 - b0 <= 2:
            counts["negations"] += 1
        missing += sum(claim.stems[at] not in said for at in own)
        longest = max(longest, len(own))
        if kind == "delete":
            inserted += len(own)
        if kind != "replace" or not after_common or a1 - a0 > _MAX_SWAP or b1 - b0 > _MAX_SWAP_IN_SENTENCE:
            continue
        moved += sum(claim.stems[at] in said for at in own)
        if own and other:
            counts[_swap_kind(claim, sentence, own, other)] += 1
    return Swaps(**counts, missing=missing, moved=moved, inserted=inserted, longest=longest, ratio=matcher.ratio())


def _negations(words: Sequence[str]) -> bool:
    return sum(word in NEGATIONS or word.endswith("n't") for word in words) % 2 == 1


def _swap_kind(claim: Reading, sentence: Reading, own: Sequence[int], other: Sequence[int]) -> str:
    if any(claim.lower[at][0].isdigit() for at in own) and any(sentence.lower[at][0].isdigit() for at in other):
        return "values"
    theirs = frozenset(sentence.lower[at] for at in other)
    if any(opposites.OPPOSITES.get(claim.lower[at], frozenset()) & theirs for at in own):
        return "opposites"
    if any(claim.tokens[at][0].isupper() for at in own) and any(sentence.tokens[at][0].isupper() for at in other):
        return "names"
    if any(claim.lower[at] in WORD_VALUES for at in own) and any(sentence.lower[at] in WORD_VALUES for at in other):
        return "values"
    return "others"


def bigrams(claim: Reading, sentence: Reading) -> float:
    """Return the share of the pairs of neighbouring content words of the claim that the sentence has."""
    own, other = _pairs(claim), _pairs(sentence)
    return len(own & other) / len(own) if own else 0.0


@lru_cache(maxsize=20_000)
def _pairs(reading: Reading) -> frozenset[tuple[str, str]]:
    stems = [reading.stems[at] for at in reading.content]
    return frozenset(pairwise(stems))


def _order(claim: Reading, sentence: Reading) -> float:
    """Return the share of shared content words that occur in the same order, 1 where fewer than two are shared."""
    first: dict[str, int] = {}
    for at in sentence.content:
        first.setdefault(sentence.stems[at], at)
    places = [first[stem] for stem in dict.fromkeys(claim.stems[at] for at in claim.content) if stem in first]
    pairs = [(left, right) for at, left in enumerate(places) for right in places[at + 1 :]]
    return sum(left < right for left, right in pairs) / len(pairs) if pairs else 1.0


def _direction(claim: Reading, sentence: Reading) -> int:
    own, other = _pointing(claim), _pointing(sentence)
    return own * other


def _pointing(reading: Reading) -> int:
    up = sum(word in opposites.UP for word in reading.lower)
    down = sum(word in opposites.DOWN for word in reading.lower)
    turn = -1 if reading.negations % 2 else 1
    return turn * ((up > down) - (up < down))
