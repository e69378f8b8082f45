"""What a text speaks of, as stems without quantities and accents, close synonyms as one."""

import re
import unicodedata
from functools import lru_cache

from pipelines.facts import quantities, statements
from pipelines.facts.verification.reading import weight_of

_SYNONYMS = """find found detect discover discovery observe see show prove confirm establish measure reveal identify announce publish report describe state evidence
begin began beginning start origin onset bang big old age
expand expansion grow grew growth inflate
accelerate speed velocity quicken faster
recede recession
slow decelerate brake
join combine unite fuse merge settle bind
make made form create produce build built forge cook supply leave left contribute consist contain compose account constitute content
need require
light glow radiation cosmic microwave background afterglow hiss noise signal remnant
stretch redshift redden
share portion fraction amount abundance
idea theory hypothesis model
predict estimate infer derive calculate give gave put suggest
relation rule law
value rate constant
call name term dub coin
vary differ fluctuate variation fluctuation difference ripple
release emit escape free transparent clear
complete finish end vanish over
satellite spacecraft probe
star sun
win receive award share prize
big large great huge
tiny small minute little
quick rapid fast swift
universe cosmos
sky everywhere
paper article
broadcast talk
die death
memory recall remember
sample sampling
explode explosion supernova supernovae
spectrum spectra
drop fall fell cool
collapse implode"""
_COUNT_STEMS = frozenset(
    statements.stem(word)
    for word in "one two three four five six seven eight nine ten half third quarter hundred".split()
)
_GIVEN_NAME = re.compile(r"\b(?:[A-Z][a-z]{3,} )([A-Z][a-z]{2,})(?![\w ]*(?:Way|Bang|Telescope)\b)")
_MASS_NUMBER = re.compile(r"\b([a-z]{4,})-\d+\b")  # lithium-7
SAYING_LITTLE = frozenset(
    statements.stem(word)
    for word in "time thing way part number people scientist astronomer today present year now total usual about roughly must".split()
) | {"find", "predict", "make"}


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _SYNONYMS.splitlines():
        group = line.split()
        for word in group:
            table.setdefault(statements.stem(word), group[0])
    return table


_CANONICAL = _table()


def canonical(word: str) -> str:
    """Return the stem of a word, or the one that stands for its synonyms."""
    stem = statements.stem(word)
    return _CANONICAL.get(stem, stem)


@lru_cache(maxsize=60_000)
def of(text: str) -> frozenset[str]:
    """Return the content stems of `text` without accents, quantities and given names, close synonyms as one."""
    rest = text
    for quantity in reversed(quantities.find(text)):
        rest = f"{rest[: quantity.start]} {rest[quantity.end :]}"
    plain = _MASS_NUMBER.sub(r"\1", _GIVEN_NAME.sub(r"\1", without_accents(rest)))
    stems = statements.content_stems(plain) - _COUNT_STEMS
    return frozenset(_CANONICAL.get(stem, stem) for stem in stems)


def without_accents(text: str) -> str:
    """Return `text` with accented letters replaced by plain ones: Lemaître and Lemaitre are one name."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def coverage(own: frozenset[str], other: frozenset[str]) -> float:
    """Return the weighted share of the concepts `own` that are among `other`, 0..1; words that say little count half."""
    weight = {concept: weight_of(concept) * (0.5 if concept in SAYING_LITTLE else 1.0) for concept in own}
    total = sum(weight[concept] for concept in sorted(own))
    return sum(weight[concept] for concept in sorted(own & other)) / total if total else 0.0
