"""From written to spoken English, word by word: symbols and units, formal words, contractions."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipelines.writing import lexicon, rephrasings

_UNITS = {
    "km/s/Mpc": "kilometres per second per megaparsec", "km s-1 Mpc-1": "kilometres per second per megaparsec",
    "arcsec": "arcseconds", "arcmin": "arcminutes", "Myr": "million years", "Gyr": "billion years", "km/s": "kilometres per second", "m/s": "metres per second", "km/h": "kilometres per hour", "km": "kilometres",
    "cm": "centimetres", "mm": "millimetres", "kg": "kilograms", "nm": "nanometres", "GHz": "gigahertz",
    "MHz": "megahertz", "Hz": "hertz", "Mpc": "megaparsecs", "kpc": "kiloparsecs", "pc": "parsecs", "ms": "milliseconds",
    "g/cm3": "grams per cubic centimetre", "°C": "degrees Celsius", "°F": "degrees Fahrenheit", "°": "degrees",
    "K": "kelvin", "eV": "electronvolts", "keV": "kiloelectronvolts", "MeV": "megaelectronvolts", "mph": "miles per hour",
}  # fmt: skip
_UNIT = re.compile(r"(?<=\d)\s?(" + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)) + r")(?![\w/])")
_AMERICAN = re.compile(r"(?i)\b(?:\w*meters?|centers?|colors?|\w+ized?|gray|program)\b")
_AMERICAN_UNITS = {unit: said.replace("metres", "meters").replace("metre", "meter") for unit, said in _UNITS.items()}
_SYMBOLS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<![\d.,])1\s?MSun\b", "1 solar mass"),
        (r"(?<=\d)\s?MSun\b", " times the mass of the Sun"),
        (r"(?<=\d)\s?LSun\b", " times the luminosity of the Sun"),
        (r"(?<=\d)\s?%", " percent"),
        (r"\bper cent\b", "percent"),
        (r"(?<![A-Z] )\b(\d[\d.,]*)\s?[–—]\s?(?=\d)", r"\1 to "),
        (r"~\s?(?=\d)", "about "),
        (r"(?<=\d)\s?×\s?(?=\d)", " times "),
        (r"\b1/10(?=(?: of)?\b)(?!\d)", "a tenth"),
        (r"\b1/100(?!\d)", "a hundredth"),
        (r"\b1/1,?000(?!\d)", "a thousandth"),
        (r"\be\.g\.,?", "for example,"),
        (r"\bi\.e\.,?", "that is,"),
        (r"\betc\.", "and so on"),
        (r"(?<=\w)\s?&\s?(?=\w)", " and "),
        (r"\bvs\.?(?=\s)", "versus"),
        (r"\s+", " "),
    )
)
# Written → spoken, always applied. Order matters: longer phrases stand before the words in them.
_FORMAL = """
for the purpose of=for|in order to=to|in order for=for|due to the fact that=because|owing to the fact that=because
in spite of the fact that=even though|despite the fact that=even though|in the event that=if|a large number of=a lot of
a great number of=a lot of|a wide variety of=all kinds of|a variety of=all kinds of|a great deal of=a lot of
the majority of=most of|a majority of=most of|in the vicinity of=near|in close proximity to=close to
at the present time=right now|at this point in time=right now|prior to=before|subsequent to=after|as well as=and also
in addition,=and|additionally,=and|furthermore,=and|moreover,=and|therefore,=so|thus,=so|hence,=so|consequently,=so
accordingly,=so|as a result,=so|as a consequence,=so|nevertheless,=but|nonetheless,=but|however,=but|in contrast,=but
by contrast,=but|conversely,=but|on the other hand,=but|for instance=for example|is able to=can|are able to=can
was able to=managed to|were able to=managed to|has the ability to=can|have the ability to=can|approximately normal=close to normal|approximately=about
utilizes=uses|utilised=used|utilized=used|utilize=use|utilizing=using|utilise=use|commences=starts|commenced=started
commence=start|initiates=starts|initiated=started|initiate=start|obtains=gets|acquires=picks up
acquire=pick up|acquired=picked up|possesses=has|possess=have|requires=needs|required=needed|requiring=needing
demonstrates=shows|illustrates=shows|indicates=shows|indicate=show|exhibits=shows|constitutes=makes up
constitute=make up|to comprise=to be made up of|comprises=is made up of|comprise=are made up of|ascertain=find out
considerable=big|considerably=a lot|substantial=big|substantially=a lot|primarily=mainly|predominantly=mostly
principally=mainly|exceedingly=extremely|rapidly=quickly|upon=on|whereas=while|whilst=while
amongst=among|regarding=about|possibly=maybe|perhaps=maybe|entire=whole|initially=at first|subsequently=later
eventually=in the end|ultimately=in the end|currently=right now|presently=right now|frequently=often
occasionally=now and then|simultaneously=at the same time|occurs=happens|occurred=happened|occurring=happening
occur=happen|resides=lives|reside=live|attempts to=tries to|attempted to=tried to|assist=help|assists=helps
assisted=helped|residual=leftover|asserts that=says that|states that=says that|stated that=said that|such as=like
termed=called|referred to as=called|known as=called|is composed of=is made of|are composed of=are made of
is comprised of=is made of|to consist of=to be made of|consists of=is made of|consist of=are made of|by means of=with|additional=extra
individuals=people|it is important to note that=|it should be noted that=|it is worth noting that=|note that=
it has been shown that=we know that|of course,=|virtually all=almost all|virtually=almost|nearly=almost
equivalent to=the same as|identical to=the same as|comparable to=about the same as|undergoes=goes through|undergo=go through|attains=reaches|attain=reach|exceeds=is more than
depicts=shows|elucidate=explain|immense=huge|tremendous=huge|contemporary=modern|ordinarily=usually
typically=usually|in general,=usually,|it follows that=so|one another=each other|in the course of=during
a multitude of=many|on the order of=about|of the order of=about|at a rate of=at|the fact that=that
magnificent=beautiful|erroneous=wrong|discern=make out|henceforth=from then on|thereafter=after that
aforementioned=|respectively=|considered to be=considered|is said to be=is called|are said to be=are called
is regarded as=counts as|are regarded as=count as|gives rise to=makes|give rise to=make|gave rise to=made
came out as about=was about|came out as roughly=was roughly|came out at about=was about
results in=leads to|resulted in=led to|in the absence of=without|in the presence of=near|devoid of=without
"""
_CONTRACTIONS = """
it is=it's|that is=that's|there is=there's|what is=what's|here is=here's|he is=he's|she is=she's|they are=they're
we are=we're|you are=you're|we have=we've|they have=they've|you have=you've|it has been=it's been|it will=it'll|they will=they'll
we will=we'll|you will=you'll|do not=don't|does not=doesn't|did not=didn't|is not=isn't|are not=aren't|was not=wasn't
were not=weren't|has not=hasn't|have not=haven't|had not=hadn't|cannot=can't|can not=can't|could not=couldn't
would not=wouldn't|should not=shouldn't|will not=won't|would have=would've|could have=could've|should have=should've|might have=might've|let us=let's|we would=we'd|they would=they'd|I am=I'm
""".strip()


def _pairs(table: str) -> tuple[tuple[str, str], ...]:
    entries = (entry for line in table.strip().splitlines() for entry in line.split("|"))
    return tuple((written, spoken) for written, _, spoken in (entry.partition("=") for entry in entries))


def _pattern(phrase: str) -> re.Pattern[str]:
    tail = r"(?!\w)" if phrase[-1].isalnum() else ""
    return re.compile(r"(?<![\w’'-])" + re.escape(phrase).replace(r"\ ", r"\s+") + tail + r"(?![’'-]\w)", re.IGNORECASE)


_FORMAL_RULES = tuple(
    (re.compile(("^" if written.endswith(",") else "") + _pattern(written).pattern, re.IGNORECASE), spoken)
    for written, spoken in _pairs(_FORMAL)
)
_Rule = tuple[re.Pattern[str], str]


def _indexed() -> dict[str, list[_Rule]]:
    """Return the equals of the lexicon by their first word, so that a sentence meets only its own."""
    rules: dict[str, list[_Rule]] = defaultdict(list)
    for written, spoken in lexicon.equals():
        pattern = re.compile(rf"(?<![\w’'-]){re.escape(written)}(?![\w’'-])")
        rules[written.split()[0]].append((pattern, spoken))
    return rules


_EQUALS = _indexed()
_PATTERNS = tuple((re.compile(pattern), spoken) for pattern, spoken in rephrasings.PATTERNS)
_LOOSE = tuple((re.compile(pattern), spoken) for pattern, spoken in rephrasings.LOOSE)
_LOOSE_COST = 3.0  # words further from the middle that an exact equal may stand and still be preferred
_CONSEQUENT = re.compile(r"(?<!,), (?=(?:the|a|an|it|its|they|we|you|that|more|some|there|all)\b)")
_WORD_START = re.compile(r"(?<![\w’'-])[a-z][\w]*")
_CONTRACTION_RULES = tuple((_pattern(written), spoken) for written, spoken in _pairs(_CONTRACTIONS))


_PASTS = "threw|gave|got|took|came|went|drew|broke|fell|grew|knew|ran|saw|sank|spoke|wrote|began|shook|flew|blew|wore|chose|rose|swam|ate"
"""Pasts that are no participles: behind an article or a form of be they are a participle put wrongly."""

_WRONG_FORM = re.compile(
    r"(?i)\b(?:more|most|less|least|so|as|too|very|the|these|those|not) (?:lots of|plenty of|many a)\b|\b(?:more|most) (?:many|enough|big|fast|odd|really|great|full|a lot|vital to none)\b"
    r"|\ban? (?:enough|many|lots|plenty|other the|a|an)\b|\b(\w+) (?<!that )(?<!had )\1\b|\ball of the way|\bentire of|\bwhole of all|\bvery (?:huge|enormous|tiny|perfect|vital|really)\b"
    r"|\breally (?:really|very|much|few|little|huge|tiny)\b|\bthe our\b|\bstandard mistake|\bso a little\b|\b(?:as|so|too|how|very) a long way\b|\bgive off \w+ly\b|\ba number of (?:hundred|thousand|million|billion|times)\b|\b(?:between|both) [^,.]{0,40} and also\b|\b(?:the|an?|these|those|its|their|many|most) (?:picked up|worked out|thrown out|given off|put together)\b|\b(?:be|is|are) had\b|\bto (?:are|is)\b"
    rf"|\b(?:the|an?|its|their|our|newly|recently|is|are|was|were|be|been|being|has|have|had) (?:{_PASTS})\b|\w (?:threw|gave|took|drew|broke|saw|chose|wrote|shook|wore|ate) (?:(?:out|off|up|away|apart|down) )?by\b"
    r"|(?:^|, |\band |\bbut |\bso )(?:they|we|you) (?:is|was|has|does)\b|(?:^|, |\band |\bbut |\bso )(?:it|he|she) (?:are|have|do)\b"
)
_ARTICLE = re.compile(r"\b([Aa]n?) (?=([a-z][a-z’'-]{2,}))")
_VOWEL_SOUND = re.compile(r"(?!uni(?!n|m[^o])|us[eu]|eu|one\b|once\b|ubiq)[aeiou]|hour|hono|heir")


def spell_symbols(text: str) -> str:
    """Write units and symbols as they are said: `71 km/s` → `71 kilometres per second`, `3–4 %` → `3 to 4 percent`."""
    units = _AMERICAN_UNITS if _AMERICAN.search(text) else _UNITS
    spoken = _UNIT.sub(lambda match: " " + units[match.group(1)], text)
    for pattern, replacement in _SYMBOLS:
        spoken = pattern.sub(replacement, spoken)
    return spoken.strip()


def plain_words(text: str) -> str:
    """Replace formal words and phrases by those of speech, keeping the case of a sentence's first letter."""
    return capitalised(_replaced(text, _FORMAL_RULES)) if text[:1].isupper() else _replaced(text, _FORMAL_RULES)


@lru_cache(maxsize=4096)
def reworded(text: str, first_word: int, last_word: int) -> str | None:
    """Change one wording between two word positions by an equal one; None where no rule applies.

    The change nearest the middle is made, because it breaks a run of words into the shortest pieces.
    """
    middle = (first_word + last_word) / 2
    best: tuple[float, int, int, str] | None = None
    for cost, match, spoken in _changes(text):
        position = len(text[: match.start()].split())
        end = len(text[: match.end()].split())
        if position < first_word or end - 1 > last_word:
            continue
        option = (
            abs((position + end - 1) / 2 - middle) + cost,
            match.start(),
            match.end(),
            spoken if match.start() else _cased(spoken, match.group()),
        )
        changed = _joined(text, option)
        if _WRONG_FORM.search(changed) is None and (best is None or option < best):
            best = option
    return None if best is None else _joined(text, best)


def equal_wordings(text: str) -> list[str]:
    """Return `text` with one part of it in an equal wording, for every part that has one; forms that nobody says are left out."""
    found = []
    for cost, match, spoken in _changes(text):
        if cost:
            continue
        put = spoken if match.start() else _cased(spoken, match.group())
        changed = _joined(text, (0.0, match.start(), match.end(), put))
        if changed != text and _WRONG_FORM.search(changed) is None:
            found.append(changed)
    return list(dict.fromkeys(found))


def _joined(text: str, option: tuple[float, int, int, str]) -> str:
    _, start, end, replacement = option
    return _articles(re.sub(r"\s+", " ", text[:start] + replacement + text[end:]).strip())


def _changes(text: str) -> Iterator[tuple[float, re.Match[str], str]]:
    """Yield (cost, match, replacement) for every equal wording of a part of `text`."""
    for word in _WORD_START.finditer(text):
        for pattern, spoken in _EQUALS.get(word.group(), ()):
            if match := pattern.match(text, word.start()):
                yield 0.0, match, spoken
    if text.startswith("If ") and (match := _CONSEQUENT.search(text)):
        yield 0.0, match, match.group() + "then "
    for cost, rules in ((0.0, _PATTERNS), (_LOOSE_COST, _LOOSE)):
        for pattern, spoken in rules:
            for match in pattern.finditer(text):
                yield cost, match, match.expand(spoken)


def is_wrong_form(text: str) -> bool:
    """Whether a rewording left a form that nobody says: `more many`, `the the`, `an enough`."""
    return _WRONG_FORM.search(text) is not None


def contraction_places(text: str) -> list[tuple[int, int, str]]:
    """Return where `text` could contract: (start, end, contracted form), in order, without overlaps."""
    found = [
        (match.start(), match.end(), _cased(spoken, match.group()))
        for pattern, spoken in _CONTRACTION_RULES
        for match in pattern.finditer(text)
        if _contracts(text, match)
    ]
    places: list[tuple[int, int, str]] = []
    for place in sorted(found, key=lambda item: (item[0], -item[1])):
        if not places or place[0] >= places[-1][1]:
            places.append(place)
    return places


def _contracts(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() :]
    if re.match(r"\s*[.,;:?!]|\s*$", following) or re.search(
        r"\b(?:as|than|what|where|how|on|of|in|with|by|to|for|from|at|around|inside|near|about|behind) $",
        text[: match.start()],
    ):
        return False  # "as it is at the surface", "what it is." keep the full verb
    if not match.group().lower().endswith(" have"):
        return True
    return (
        re.match(
            r"\s+(?:\w+ed|been|seen|found|made|got|had|known|gone|become|come|taken|shown|given|never|always|also)\b",
            following,
        )
        is not None
    )


def contract(text: str, places: Sequence[tuple[int, int, str]] | None = None) -> str:
    """Contract `text` at `places`, by default wherever it can."""
    for start, end, contracted in reversed(contraction_places(text) if places is None else places):
        text = text[:start] + contracted + text[end:]
    return text


CONTRACTS_FROM = 0.4
"""Share of places to contract from which a creator counts as one who does."""


def contraction_rate(texts: Sequence[str], default: float = 0.75) -> float:
    """Return the share of places where a speaker contracts, from what they said; `default` under ten places."""
    full = sum(len(contraction_places(text)) for text in texts)
    short = sum(len(re.findall(r"\w['’](?:s|re|ve|ll|d|t|m)\b", text)) for text in texts)
    return default if full + short < 10 else short / (full + short)


def capitalised(text: str) -> str:
    """Return `text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def _cased(replacement: str, original: str) -> str:
    return capitalised(replacement) if original[:1].isupper() else replacement


def _replaced(text: str, rules: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for pattern, spoken in rules:
        text = pattern.sub(lambda match, spoken=spoken: _cased(spoken, match.group()), text)  # type: ignore[misc]
    return _articles(re.sub(r"\s+([,.])", r"\1", re.sub(r"\s+", " ", text)).strip())


def _articles(text: str) -> str:
    """Make a and an agree with the sound of the lower-case word after them."""

    def agreed(match: re.Match[str]) -> str:
        return match.group(1)[0] + ("n " if _VOWEL_SOUND.match(match.group(2)) else " ")

    return _ARTICLE.sub(agreed, text)
