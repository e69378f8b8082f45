"""Sentences with one known edit, to learn from: an edit either makes a statement false, leaves it true, or adds to it."""

import random
import re
from collections.abc import Callable, Sequence

from pipelines.facts.dates import MONTHS
from pipelines.facts.verification.opposites import OPPOSITES

NUMBER_WORDS = tuple("zero one two three four five six seven eight nine ten eleven twelve".split())
SCALES = tuple("hundred thousand million billion trillion".split())
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NUMBER = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])")
_SMALL = re.compile(r"(?<![\w.,-])(?:[1-9]|1[0-2])(?![\w.,%-])")
_SCALED = re.compile(r"(\d+(?:\.\d+)?) (thousand|million|billion)\b")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|can|could|will|would|may|should|does|did|do)\b(?! not|n't)")
_DENIAL = re.compile(r" not\b| never\b")
_WORD = re.compile(r"\b[a-z]+\b")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+(?: (?:of |de |the )?[A-Z][\w’'-]+)*")
_FIRST_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")
_ASIDE = re.compile(r" \([^()]*\)")
_TAIL = re.compile(
    r",? (?:which|who|where|including|such as|as well as|with|after|when|while|because|although|in order to|during|since)\b"
)
_OPENING = re.compile(r"(?:In|On|At|During|For|As|After|However|Moreover|Furthermore|Additionally)[^,]{0,50}, ")
_END = re.compile(r"[.!?]+$")
_FACTORS = (0.3, 0.5, 0.7, 0.8, 1.2, 1.5, 2, 3)
_YEARS_OFF = (1, 2, 3, 5, 7, 10, 13, 20, 40, 100)
_ALIKE = (("approximately", "about"), ("about", "around"), ("United States", "U.S."), ("n't", " not"), ("also ", ""))
LEAST_KEPT = 25  # characters before a clause that is cut off

Edit = Callable[[str, random.Random], str | None]  # None: the sentence has nothing to edit


def names(sentence: str) -> list[str]:
    """Return the names in a sentence that do not open it."""
    return [match.group() for match in _NAME.finditer(sentence) if match.group() not in MONTHS]


def number(sentence: str, rng: random.Random) -> str | None:
    match = _any(_NUMBER, sentence, rng)
    return match and _put(sentence, match, _other_number(match.group(), rng))


def number_word(sentence: str, rng: random.Random) -> str | None:
    return _swapped(sentence, NUMBER_WORDS[1:], rng)


def month(sentence: str, rng: random.Random) -> str | None:
    return _swapped(sentence, MONTHS, rng)


def scale(sentence: str, rng: random.Random) -> str | None:
    return _swapped(sentence, SCALES, rng)


def negation(sentence: str, rng: random.Random) -> str | None:
    denial = _DENIAL.search(sentence)
    if denial and rng.random() < 0.8:
        return _put(sentence, denial, "")
    found = list(_AUXILIARY.finditer(sentence))[:3]
    if not found:
        return None
    match = rng.choice(found)
    return _put(sentence, match, match.group() + rng.choice((" not", " not", " never")))


def antonym(sentence: str, rng: random.Random) -> str | None:
    found = [match for match in _WORD.finditer(sentence) if match.group() in OPPOSITES]
    if not found:
        return None
    match = rng.choice(found)
    return _put(sentence, match, rng.choice(sorted(OPPOSITES[match.group()])))


def roles(sentence: str, rng: random.Random) -> str | None:
    """Swap two names that are not members of one list."""
    first = _FIRST_NAME.match(sentence)
    found = [
        match for match in ([first] if first else []) + list(_NAME.finditer(sentence)) if match.group() not in MONTHS
    ]
    if len(found) < 2:
        return None
    left, right = sorted(rng.sample(found, 2), key=lambda match: match.start())
    between = sentence[left.end() : right.start()]
    if left.group() == right.group() or right.start() < left.end() or re.fullmatch(r",? (?:and|or|,) ?", between):
        return None
    return sentence[: left.start()] + right.group() + between + left.group() + sentence[right.end() :]


def entity(others: Sequence[str]) -> Edit:
    """Return the edit that puts one of the names `others`, as long as the replaced one, in its place."""

    def edit(sentence: str, rng: random.Random) -> str | None:
        found = [match for match in _NAME.finditer(sentence) if match.group() not in MONTHS]
        if not found:
            return None
        match = rng.choice(found)
        length = len(match.group().split())
        fitting = [name for name in others if name not in sentence and len(name.split()) == length]
        return _put(sentence, match, rng.choice(fitting)) if fitting else None

    return edit


def trimmed(sentence: str, rng: random.Random) -> str | None:
    """Leave out an aside, a last clause or an opening; what is left is still said."""
    shorter = [_put(sentence, match, "") for match in _ASIDE.finditer(sentence)]
    shorter += [sentence[: match.start()] + "." for match in _TAIL.finditer(sentence) if match.start() > LEAST_KEPT]
    opening = _OPENING.match(sentence)
    if opening:
        rest = sentence[opening.end() :]
        shorter.append(rest[:1].upper() + rest[1:])
    shorter = [one for one in shorter if len(one.split()) >= 4]
    return rng.choice(shorter) if shorter else None


def respelt(sentence: str, rng: random.Random) -> str | None:
    """Write a number another way, or a word as one that means the same."""
    found = [_put(sentence, match, NUMBER_WORDS[int(match.group())]) for match in _SMALL.finditer(sentence)]
    found += [
        _put(sentence, match, f"{float(match[1]) * _SCALE_OF[match[2]]:,.0f}") for match in _SCALED.finditer(sentence)
    ]
    found += [_put(sentence, match, " percent") for match in re.finditer(r"(?<=\d)%", sentence)]
    found += [_put(sentence, match, "%") for match in re.finditer(r"(?<=\d) (?:percent|per cent)\b", sentence)]
    found += [sentence.replace(one, other, 1) for one, other in _ALIKE if one in sentence]
    return rng.choice(found) if found else None


def added(sentence: str, other: str, rng: random.Random) -> str:
    """Return the sentence with a second statement behind it, the first words of `other`."""
    words = _END.sub("", other).split()
    more = " ".join(words if len(words) <= 16 else words[: rng.randint(7, 14)])
    return (
        _END.sub("", sentence) + rng.choice((", and ", " and ", "; ", ", while ")) + more[:1].lower() + more[1:] + "."
    )


FALSE: dict[str, Edit] = {
    "number": number,
    "number word": number_word,
    "month": month,
    "scale": scale,
    "negation": negation,
    "antonym": antonym,
    "roles": roles,
}
TRUE: dict[str, Edit] = {"trimmed": trimmed, "respelt": respelt}
_SCALE_OF = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


def _other_number(written: str, rng: random.Random) -> str:
    value = float(written.replace(",", "") or 0)
    if _YEAR.fullmatch(written):
        return str(int(value) + rng.choice((-1, 1)) * rng.choice(_YEARS_OFF))
    changed = value * rng.choice(_FACTORS)
    if "." in written:
        return f"{changed + 0.1:.{len(written.split('.')[1])}f}"
    whole = max(1, round(changed))
    whole += whole == value
    return f"{whole:,}" if "," in written else str(whole)


def _swapped(sentence: str, words: Sequence[str], rng: random.Random) -> str | None:
    match = _any(re.compile(rf"\b(?:{'|'.join(words)})\b"), sentence, rng)
    return match and _put(sentence, match, rng.choice([word for word in words if word != match.group()]))


def _any(pattern: re.Pattern[str], sentence: str, rng: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(sentence))
    return rng.choice(found) if found else None


def _put(sentence: str, match: re.Match[str], new: str) -> str:
    return sentence[: match.start()] + new + sentence[match.end() :]
