"""From written to spoken English, word by word: symbols and units, formal words, contractions."""

import re
from collections.abc import Sequence

_UNITS = {
    "km/s": "kilometres per second", "m/s": "metres per second", "km/h": "kilometres per hour", "km": "kilometres",
    "cm": "centimetres", "mm": "millimetres", "kg": "kilograms", "nm": "nanometres", "GHz": "gigahertz",
    "MHz": "megahertz", "Hz": "hertz", "Mpc": "megaparsecs", "kpc": "kiloparsecs", "pc": "parsecs", "ms": "milliseconds",
    "g/cm3": "grams per cubic centimetre", "°C": "degrees Celsius", "°F": "degrees Fahrenheit", "°": "degrees",
    "K": "kelvin", "eV": "electronvolts", "keV": "kiloelectronvolts", "MeV": "megaelectronvolts", "mph": "miles per hour",
}  # fmt: skip
_UNIT = re.compile(r"(?<=\d)\s?(" + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)) + r")(?![\w/])")
_SYMBOLS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=\d)\s?MSun\b", " times the mass of the Sun"),
        (r"(?<=\d)\s?%", " percent"),
        (r"\bper cent\b", "percent"),
        (r"(?<![A-Z] )\b(\d[\d.,]*)\s?[–—]\s?(?=\d)", r"\1 to "),
        (r"~\s?(?=\d)", "about "),
        (r"(?<=\d)\s?×\s?(?=\d)", " times "),
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
was able to=could|were able to=could|has the ability to=can|have the ability to=can|approximately=about
utilizes=uses|utilised=used|utilized=used|utilize=use|utilizing=using|utilise=use|commences=starts|commenced=started
commence=start|initiates=starts|initiated=started|initiate=start|obtains=gets|obtained=got|acquires=picks up
acquire=pick up|acquired=picked up|possesses=has|possess=have|requires=needs|required=needed|requiring=needing
demonstrates=shows|illustrates=shows|indicates=shows|indicate=show|exhibits=shows|constitutes=makes up
constitute=make up|comprises=is made up of|comprise=are made up of|ascertain=find out
considerable=big|considerably=a lot|substantial=big|substantially=a lot|primarily=mainly|predominantly=mostly
principally=mainly|extremely=incredibly|exceedingly=incredibly|rapidly=quickly|upon=on|whereas=while|whilst=while
amongst=among|regarding=about|possibly=maybe|perhaps=maybe|entire=whole|initially=at first|subsequently=later
eventually=in the end|ultimately=in the end|currently=right now|presently=right now|frequently=often
occasionally=now and then|simultaneously=at the same time|occurs=happens|occurred=happened|occurring=happening
occur=happen|resides=lives|reside=live|attempts to=tries to|attempted to=tried to|assist=help|assists=helps
assisted=helped|residual=leftover|asserts that=says that|states that=says that|stated that=said that|such as=like
termed=called|referred to as=called|known as=called|is composed of=is made of|are composed of=are made of
is comprised of=is made of|consists of=is made of|consist of=are made of|by means of=with|additional=extra
individuals=people|it is important to note that=|it should be noted that=|it is worth noting that=|note that=
it has been shown that=we know that|of course,=|virtually all=almost all|virtually=almost|nearly=almost
equivalent to=the same as|identical to=the same as|comparable to=about the same as|an individual=a person
the individual=the person|undergoes=goes through|undergo=go through|attains=reaches|attain=reach|exceeds=is more than
depicts=shows|elucidate=explain|enormous=huge|immense=huge|tremendous=huge|contemporary=modern|ordinarily=usually
typically=usually|in general,=usually,|it follows that=so|one another=each other|in the course of=during
a multitude of=many|on the order of=about|of the order of=about|at a rate of=at|the fact that=that
magnificent=beautiful|erroneous=wrong|discern=make out|henceforth=from then on|thereafter=after that
aforementioned=|respectively=|considered to be=considered|is said to be=is called|are said to be=are called
is regarded as=counts as|are regarded as=count as|gives rise to=makes|give rise to=make|gave rise to=made
results in=leads to|resulted in=led to|in the absence of=without|in the presence of=near|devoid of=without
"""
# Changes of wording that keep the meaning and gain nothing: used only where a run of words must not stand verbatim.
_OWNED = (
    "mass|surface|size|speed|temperature|density|core|edge|age|center|centre|radius|gravity|motion|orbit|diameter|brightness|"
    "energy|pull|structure|shape|position|interior|health|atmosphere|history|expansion|contents|geometry|fate|weight|life|mean|shape"
)
_OWNERS = (
    "[Ss]un|Earth|Mars|Mercury|Moon|[Uu]niverse|[Gg]alaxy|[Ss]tar|[Bb]lack [Hh]ole|white dwarf|neutron star|event horizon|object|"
    "planet|Milky Way|brain|population|sample|distribution|gas|cloud|core|supernova|pulsar|astronaut|satellite"
)
_NEUTRAL: tuple[tuple[str, str], ...] = (
    (
        rf"the ({_OWNED}) of (the|a) ({_OWNERS})(?= (?:is|are|was|were|has|can|will|would|and|in|on|at|to|by|when|as|or|with|from)\b|[.,])",
        r"\2 \3’s \1",
    ),
    (
        rf"the ({_OWNED}) of (Earth|Mars|Mercury)(?= (?:is|are|was|were|has|can|will|would|and|in|on|at|to|by|when|as|or|with|from)\b|[.,])",
        r"\2’s \1",
    ),
    (r"the general theory of relativity", "general relativity"),
    (r"(?<=\w )that can(?= \w)", "which can"),
    (r"more than(?= (?:one|two|three|four|five|half|ten|twelve)\b)", "over"),
    (r"less than(?= (?:one|two|three|four|five|half|ten|twelve)\b)", "under"),
    (r"is starting to", "is beginning to"),
    (r"a number of other", "several other"),
    (r"no matter who", "whoever"),
    (r"had to be", "needed to be"),
    (r"are able to", "can"),
    (r"should be", "ought to be"),
    (r"in theory", "in principle"),
    (r"could take you", "might take you"),
    (r"make use of", "use"),
    (r"differently from", "in a different way from"),
    (r"as viewed by", "as seen by"),
    (r"as seen from", "viewed from"),
    (r"is not enough", "won't do"),
    (r"hard to see", "difficult to see"),
    (r"next to the", "beside the"),
    (r"rather than(?= \w)", "instead of"),
    (r"all the conditions", "every condition"),
    (r"thousands or even millions", "thousands, even millions"),
    (r"the other will", "the other one will"),
    (r"so small that", "so tiny that"),
    (r"at different times", "at various times"),
    (r"turns out to depend", "depends"),
    (r"about(?= \d)", "roughly"),
    (r"roughly(?= \d)", "around"),
    (r"around(?= \d)", "about"),
    (r"more than(?= \d)", "over"),
    (r"less than(?= \d)", "under"),
    (r"much (?=larger|smaller|faster|hotter|denser|more|less|higher|lower)", "far "),
    (r"far (?=larger|smaller|faster|hotter|denser|more|less|higher|lower)", "a lot "),
    (r"large(?= \w)", "big"),
    (r"larger(?= than)", "bigger"),
    (r"largest", "biggest"),
    (r"began(?= to)", "started"),
    (r"begins(?= to)", "starts"),
    (r"begin(?= to)", "start"),
    (r"almost", "nearly"),
    (r"precisely", "exactly"),
    (r"exactly", "precisely"),
    (r"usually", "normally"),
    (r"mostly", "mainly"),
    (r"toward", "towards"),
    (r"contains(?= (?:a|the|about|more|only)\b)", "has"),
    (r"contain(?= (?:a|the|about|more|only)\b)", "have"),
    (r"created", "made"),
    (r"creates", "makes"),
    (r"produces", "makes"),
    (r"produced(?= by)", "made"),
    (r"becomes(?= an?\b)", "turns into"),
    (r"became(?= an?\b)", "turned into"),
    (r"remains(?! of)", "stays"),
    (r"remained", "stayed"),
    (r"happens", "takes place"),
    (r"happened", "took place"),
    (r"in which", "where"),
    (r"(?<=\w )which(?= (?:is|are|was|were|has|have|can|will)\b)", "that"),
    (r"(?<=know) that(?= (?:the|a|an|it|they|we)\b)", ""),
    (r"(?<=means) that(?= (?:the|a|an|it|they|we)\b)", ""),
    (r"each other", "one another"),
    (r"whole(?! of)", "entire"),
    (r"on Earth", "here on Earth"),
    (r"so that", "so"),
    (r"can be seen", "can be made out"),
    (r"throughout", "all through"),
    (r"similar to", "much like"),
    (r"together with", "along with"),
    (r"along with", "together with"),
)
_NEUTRAL_PHRASES = """
may=might|might=may|someone=somebody|anyone=anybody|everyone=everybody|somebody=someone|everybody=everyone|kind of=sort of
type of=kind of|types of=kinds of|kinds of=sorts of|all of the=all the|half of the=half the
even though=although|although=even though|rather than=instead of|instead of=rather than|as soon as=once|as if=as though
as though=as if|slightly=a little|a little=slightly|somewhat=a bit|several=a number of|a number of=several
various=different|nearest=closest|closest=nearest|famous=well-known|difficult=hard|entirely=completely
completely=entirely|depends on=hinges on|based on=built on|emits=gives off
emit=give off|emitted by=given off by|emitting=giving off|detect=pick up|detected=picked up|detecting=picking up
been observed=been seen|was observed=was seen|were observed=were seen|be observed=be seen|observe=see|located in=found in
ejected=thrown out|contracts=shrinks|approaches=gets close to|retains=keeps|retain=keep|receives=gets|receive=get
enters=goes into|allows us to=lets us|allow us to=let us|allows you to=lets you|allow you to=let you|calculated=worked out
calculate=work out|selected=picked|examine=look at|examines=looks at|examined=looked at|identified=picked out|reveals=shows
reveal=show|converted into=turned into|converts=turns|transformed into=turned into|rotate=spin|proposed=put forward
scientists=researchers|researchers=scientists|due to=because of|made it possible to=let us
over the course of=during|whether or not=whether|in fact,=|actually =|indeed =|very high=really high
each time=every time|each year=every year|each day=every day|each star=every star|each sample=every sample
pointed out=noticed|travels=moves|travel through=move through|discovered that=found that|found that=found out that
shows that=tells us that|show that=tell us that|suggests that=hints that|large amounts of=a lot of|many of the=lots of the
near the=close to the|close to the=near the|near a=close to a
collected=gathered|gather=collect|start by=begin by|begin with=start with
starts with=begins with|ends up=winds up|end up=wind up|ended up=wound up
take place=happen|takes place=happens|took place=happened
very small=tiny|very large=huge|over and over=again and again
again and again=over and over|the center of=the middle of|the centre of=the middle of|at the center=in the middle
at the centre=in the middle|the interior of=the inside of|the exterior of=the outside of
is similar to=is much like|are similar to=are much like|similar to=much like|in the same way=just the same way
a great=a big|great deal=lot|broad=wide|mistakes=errors|errors=mistakes
|component=part
components=parts|quantity=amount|quantities=amounts|collection=set
therefore be=then be|can then=can|is then=is|are then=are|was then=was|in particular,=
so far=up to now|up to now=so far
just like=exactly like|simply=just|merely=only|largely=mainly|mainly=mostly|mostly=mainly
"""
_CONTRACTIONS = """
it is=it's|that is=that's|there is=there's|what is=what's|here is=here's|he is=he's|she is=she's|they are=they're
we are=we're|you are=you're|we have=we've|they have=they've|you have=you've|it has been=it's been|it will=it'll|they will=they'll
we will=we'll|you will=you'll|do not=don't|does not=doesn't|did not=didn't|is not=isn't|are not=aren't|was not=wasn't
were not=weren't|has not=hasn't|have not=haven't|had not=hadn't|cannot=can't|can not=can't|could not=couldn't
would not=wouldn't|should not=shouldn't|will not=won't|let us=let's|we would=we'd|they would=they'd|I am=I'm
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
_NEUTRAL_RULES = (
    *((re.compile(rf"(?<![\w’'-]){written}(?![\w’'-])"), spoken) for written, spoken in _NEUTRAL),
    *(
        (re.compile(rf"(?<![\w’'-]){re.escape(written)}(?![\w’'-])"), spoken)
        for written, spoken in _pairs(_NEUTRAL_PHRASES)
    ),
)
_CONTRACTION_RULES = tuple((_pattern(written), spoken) for written, spoken in _pairs(_CONTRACTIONS))


_PUT_IN = sorted(
    {
        re.escape(spoken.split()[0])
        for _, spoken in (*_pairs(_FORMAL), *_pairs(_NEUTRAL_PHRASES), *_NEUTRAL)
        if spoken.split() and spoken[0].isalpha()
    }
)
_VOWELS = "|".join(word for word in _PUT_IN if word[0] in "aeiou" and not word.startswith(("use", "one")))
_CONSONANTS = "|".join(word for word in _PUT_IN if word[0].isalpha() and word[0] not in "aeiou")


def spell_symbols(text: str) -> str:
    """Write units and symbols as they are said: `71 km/s` → `71 kilometres per second`, `3–4 %` → `3 to 4 percent`."""
    spoken = _UNIT.sub(lambda match: " " + _UNITS[match.group(1)], text)
    for pattern, replacement in _SYMBOLS:
        spoken = pattern.sub(replacement, spoken)
    return spoken.strip()


def plain_words(text: str) -> str:
    """Replace formal words and phrases by those of speech, keeping the case of a sentence's first letter."""
    return capitalised(_replaced(text, _FORMAL_RULES)) if text[:1].isupper() else _replaced(text, _FORMAL_RULES)


def reworded(text: str, first_word: int, last_word: int) -> str | None:
    """Change one wording between two word positions by an equal one; None where no rule applies.

    The change nearest the middle is made, because it breaks a run of words into the shortest pieces.
    """
    middle = (first_word + last_word) / 2
    options = []
    for pattern, spoken in _NEUTRAL_RULES:
        for match in pattern.finditer(text):
            position = len(text[: match.start()].split())
            if first_word < position < last_word:
                options.append(
                    (abs(position - middle), match.start(), match.end(), _cased(match.expand(spoken), match.group()))
                )
    if not options:
        return None
    _, start, end, replacement = min(options)
    return _articles(re.sub(r"\s+", " ", text[:start] + replacement + text[end:]).strip())


def with_filler(text: str, first_word: int, last_word: int) -> str | None:
    """Put `actually` behind an auxiliary between two word positions, the last resort of a speaker too; else None."""
    if " actually " in text:
        return None
    for match in re.finditer(
        r"(?<=[a-z] )(?:is|are|was|were|can|could)(?= (?!not\b|actually\b|in fact\b|it\b|also\b|to\b)[a-z])",
        text,
    ):
        if first_word < len(text[: match.start()].split()) < last_word:
            return f"{text[: match.end()]} actually{text[match.end() :]}"
    return None


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
    if re.match(r"\s*[.,;:?!]|\s*$", following) or re.search(r"\b(?:as|than|what|where|how) $", text[: match.start()]):
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
    """Make a and an agree with the words that this module puts after them."""
    text = re.sub(rf"\b([Aa])n(?= (?:{_CONSONANTS})\b)", r"\1", text)
    return re.sub(rf"\b([Aa])(?= (?:{_VOWELS})\b)", r"\1n", text)
