"""A sentence read once for comparison: stems of its content words, names, quantities, negation, antonyms."""

import re
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from pipelines.facts import quantities
from pipelines.facts.quantities import Quantity
from pipelines.sentences import words

STOP_WORDS = frozenset(
    """a about after all also am an and any are as at be because been before being between both but by can could did do
    does doing down during each few for from further had has have having he her here hers herself him himself his how i if
    in into is it its itself just me more most my of off on once one only or other our out over own same she should so some
    such than that the their them then there these they this those through to under until up us very was we were what when
    where which while who whom why will with would you your about roughly approximately nearly almost around""".split()
)
NEGATIONS = frozenset(
    """not no never none nobody nothing neither nor without cannot lack lacks lacked fail fails failed unable false
    incorrect hardly""".split()
)
_ANTONYM_PAIRS = """increase decrease|increases decreases|increased decreased|increasing decreasing|rise fall|rises falls|
rose fell|higher lower|high low|more less|more fewer|larger smaller|large small|bigger smaller|greater less|longer shorter|
long short|older younger|old young|early late|earlier later|before after|best worst|better worse|positive negative|
northern southern|eastern western|success failure|succeeded failed|open closed|promote inhibit|activate inhibit|
enhance reduce|improve worsen|improves worsens|improved worsened|cause prevent|causes prevents|beneficial harmful|
safe dangerous|effective ineffective|include exclude|presence absence|present absent|same different|similar different|
true false|right wrong|likely unlikely|possible impossible|always never|often rarely|many few|most few|maximum minimum|
above below|inside outside|gain loss|gained lost|strong weak|stronger weaker|fast slow|faster slower|hot cold|hotter colder|
hotter cooler|warmer cooler|light dark|heavy light|heavier lighter|narrow wide|easy difficult|expand contract|
expands contracts|expanding contracting|accelerate slow|accelerates slows|accelerating slowing|accelerate decelerate|
ancient modern|permanent temporary|voluntary involuntary|conscious unconscious|explicit implicit|short-term long-term|
anterograde retrograde|proactive retroactive|acute chronic|dominant recessive|rare common|infinite finite|
attract repel|attracts repels|brighter fainter|denser thinner|massive low-mass|appear disappear|create destroy|
younger older|wider narrower|unknown known|symmetric asymmetric""".replace("\n", "")


def _antonyms() -> dict[str, frozenset[str]]:
    opposite: dict[str, set[str]] = {}
    for pair in _ANTONYM_PAIRS.split("|"):
        left, right = pair.split()
        opposite.setdefault(left, set()).add(right)
        opposite.setdefault(right, set()).add(left)
    return {word: frozenset(others) for word, others in opposite.items()}


ANTONYMS = _antonyms()
_stemmer = Stemmer.Stemmer("english")


@dataclass(frozen=True)
class Statement:
    """What a comparison needs to know of one sentence. `stems` are those of content words, without numbers."""

    text: str
    tokens: tuple[str, ...]  # lower case, in order
    stems: frozenset[str]
    names: frozenset[str]  # stems of capitalised words that do not merely open the sentence
    quantities: tuple[Quantity, ...]
    is_negated: bool


@lru_cache(maxsize=20_000)
def read(text: str) -> Statement:
    """Read one sentence of English."""
    surface = [word.replace("’", "'") for word in words(text)]
    lower = tuple(word.lower() for word in surface)
    capitalised = [word for position, word in enumerate(surface) if word[0].isupper() and position]
    return Statement(
        text=text,
        tokens=lower,
        stems=content_stems(text),
        names=frozenset(stem(word) for word in capitalised if word.lower() not in STOP_WORDS),
        quantities=quantities.find(text),
        is_negated=sum(word in NEGATIONS or word.endswith("n't") for word in lower) % 2 == 1,
    )


def opposites(claim: Statement, sentence: Statement) -> list[tuple[str, str]]:
    """Return the pairs of opposites of which the claim has one and the sentence only the other."""
    own, other = set(claim.tokens), set(sentence.tokens)
    pairs = []
    for word in sorted(own & ANTONYMS.keys()):
        if word in other or stem(word) in sentence.stems:
            continue
        pairs += [(word, opposite) for opposite in sorted(ANTONYMS[word] & other) if opposite not in own]
    return pairs


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the content words of `text`, possessives removed; numerals are left to `quantities`."""
    plain = (word.lower().replace("’", "'") for word in words(text))
    return frozenset(stem(word) for word in plain if word not in STOP_WORDS and not word[0].isdigit() and word != "%")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the Snowball stem of one word, possessive removed."""
    plain = re.sub(r"'s?$", "", word.lower())
    return str(_stemmer.stemWord(plain))
