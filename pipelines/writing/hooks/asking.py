"""Questions that a fact answers, made from the fact's own words, and scenes to picture. All of them state nothing.

Each rule reads one construction that shows what the answer is ("X because Y" answers why X) and refuses what it cannot turn
into a question with certainty.
"""

import re
from collections.abc import Callable

from pipelines.writing import grammar, terms, verbs
from pipelines.writing.speech import SpokenFact

Lowered = Callable[[str], str]  # a text as it stands inside a sentence: names keep their capital

_BECAUSE = re.compile(r"^(?P<what>[^,;:—]{8,90}?),? because (?!of\b)(?P<cause>.+)$")
_SO = re.compile(r"^(?P<cause>[^;:—]{12,90}), (?:so|which is why) (?!that\b|much\b|many\b)(?P<what>[^,;:—]{8,80})\.$")
_BY_DOING = re.compile(r"^(?P<what>[^,;:—]{8,80}?) by (?P<means>[a-z]+ing\b .+)$")
_WHEN = re.compile(r"^(?P<word>When|If|Once) (?P<what>[^,;:—]{8,70}), (?P<then>.+)$")
_CAUSES = frozenset(
    "cause make keep stop prevent power drive force hold trigger produce create let allow destroy".split()
)
"""Verbs whose subject is worth asking for: `What keeps a star from collapsing?`"""

_LEANS = re.compile(
    r"(?i)\b(?:it|its|they|them|their|this|that|these|those|he|she|his|her|him|such|one|ones|same|other|another|here|also|too|then|"
    r"former|latter|example|figure|sample|we|us|our|may|might|could|perhaps|probably|partly|itself|themselves|both|each|thus|instead)\b|\d|[“”()]"
)
"""What a question needs an answer's neighbours for, and what is too uncertain, or too exact, to be asked about."""

_NAMES = re.compile(r"\b(?:called|named|known as|referred to)\b")
"""Why something bears a name is no question to open with."""

_LASTS = re.compile(
    r"^(?P<what>[^,;:—\d]{4,60}?) (?P<verb>lasts?|lasted|takes?|took) (?:only |just |up to |about |around |roughly |some )*\d"
)
_MEASURES = re.compile(
    r"^(?P<what>[^,;:—\d]{4,60}?) (?P<verb>is|are|was|were) (?:only |just |up to |about |around |roughly |some |nearly |almost |over )*[\d][^,;:]{2,40} (?P<how>old|long|away|wide|across|tall|deep|thick)\b"
)
_FIRST = re.compile(
    r"^(?P<what>[^,;:—]{4,60}?) (?P<verb>was|were) (?:first )?(?P<done>discovered|proposed|found|invented|suggested|observed|detected|developed) by (?:the |an? )?(?:\w+ ){0,4}?[A-Z]"
)
_MOST = re.compile(
    r"^(?P<what>[^,;:—]{3,60}?) (?:is|are) (?P<most>the (?:most \w+|(?!rest|best|test)\w{3,}est|main|only) [^,;:—]{4,60})\.$"
)

_NO_KIND = re.compile(
    r"(?:an?|the) (?:\w+ ){0,2}(?:component|source|part|example|cause|result|reason|factor|problem)s?\b"
)
"""What something is said to be that does not say what kind of thing it is."""

_RELATIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"^(?P<what>[^,;:—]{{4,60}}?) {relation} (?P<rest>.+)$"), question)
    for relation, question in (
        (r"(?:is|are|was|were) (?:mainly |mostly |often |usually )?caused by", "What causes {what}?"),
        (r"(?:is|are) powered by", "What powers {what}?"),
        (r"(?:becomes?|turns? into|ends? up as)", "What becomes of {what}?"),
        (r"is (?:made|made up|composed) (?:mainly |mostly |almost entirely )?of", "What is {what} made of?"),
        (r"are (?:made|made up|composed) (?:mainly |mostly |almost entirely )?of", "What are {what} made of?"),
        (r"comes from", "Where does {what} come from?"),
        (r"come from", "Where do {what} come from?"),
        (r"depends (?:mainly |mostly )?on", "What does {what} depend on?"),
        (r"depend (?:mainly |mostly )?on", "What do {what} depend on?"),
    )
)

_PERSON = re.compile(
    r"(?i)^(?:you|someone|somebody|an? (?:astronaut|person|student|child|traveler|traveller|friend))\b"
)
_LONGEST = 14  # words of a question
_SHORT_SUBJECT = 5  # words that may stand between auxiliary and verb


def why(text: str, lowered: Lowered) -> str | None:
    """Return what "X because Y" and "Y, so X" answer: `Light can't escape because …` → `Why can't light escape?`"""
    match = _BECAUSE.match(text) or _SO.match(text)
    return _asked("Why", match["what"], lowered) if match else None


def how(text: str, lowered: Lowered) -> str | None:
    """Return what "X by doing Y" answers: `Stars lose mass by …` → `How do stars lose mass?`"""
    match = _BY_DOING.match(text)
    return _asked("How", match["what"], lowered) if match else None


def what_happens(text: str, lowered: Lowered) -> str | None:
    """Return what "When X, Y" answers: `When a star runs out of fuel, …` → `What happens when a star runs out of fuel?`"""
    match = _WHEN.match(text)
    if match is None or _LEANS.search(match["what"]) or grammar.main_verb(match["what"]) is None:
        return None
    is_unreal = match["word"] == "If" and re.search(r"\b(?:would|could)\b", match["then"])
    return _short(f"What {'would happen if' if is_unreal else 'happens when'} {lowered(match['what'])}?")


def what_causes(text: str, lowered: Lowered) -> str | None:
    """Return what a sentence about a cause answers: `Fusion keeps the core from collapsing.` → `What keeps the core …?`"""
    del lowered  # nothing of the sentence's beginning is left
    sentence = text.rstrip(".")
    subject, verb = grammar.subject_of(sentence), grammar.main_verb(sentence)
    base = verbs.base_of(verb) if verb else None
    if subject is None or verb is None or base not in _CAUSES or _LEANS.match(subject):
        return None
    if not sentence.startswith(f"{subject} {verb} "):
        return None
    rest = sentence[len(subject) + len(verb) + 2 :]
    if len(rest.split()) < 3 or _LEANS.search(rest) or re.search(r"[,;:—]", rest):
        return None
    said = verb if verbs.is_past(verb) else verbs.third_person(base)
    return _short(f"What {said} {rest}?")


def how_much(text: str, lowered: Lowered) -> str | None:
    """Return what a figure answers: `Short-term memory lasts 20 seconds.` → `How long does short-term memory last?`"""
    lasts, measures = _LASTS.match(text), _MEASURES.match(text)
    if lasts and not _LEANS.search(lasts["what"]):
        base = verbs.base_of(lasts["verb"])
        helper = "did" if verbs.is_past(lasts["verb"]) else ("do" if lasts["verb"] == base else "does")
        return _short(f"How long {helper} {lowered(lasts['what'])} {base}?")
    if measures and not _LEANS.search(measures["what"]):
        how = {"across": "big", "away": "far away"}.get(measures["how"], measures["how"])
        return _short(f"How {how} {measures['verb']} {lowered(measures['what'])}?")
    return None


def who(text: str, lowered: Lowered) -> str | None:
    """Return what "X was discovered by Y" answers: `Who discovered X?`"""
    match = _FIRST.match(text)
    if match is None or _LEANS.search(match["what"]):
        return None
    return _short(f"Who {match['done']} {lowered(match['what'])}?")


def which_most(text: str, lowered: Lowered) -> str | None:
    """Return what a superlative answers: `Mercury is the smallest planet of all.` → `What's the smallest planet of all?`"""
    del lowered  # the question is made of the sentence's end
    match = _MOST.match(text)
    if match is None or _LEANS.search(match["what"]) or _LEANS.search(match["most"]):
        return None
    return _short(f"What's {match['most']}?")


def related(text: str, lowered: Lowered) -> str | None:
    """Return what a relation answers: `Heavy elements come from supernovae.` → `Where do heavy elements come from?`"""
    for pattern, question in _RELATIONS:
        match = pattern.match(text)
        if match and not _LEANS.search(match["what"]) and grammar.main_verb(f"{match['what']} .") is None:
            return _short(question.format(what=lowered(match["what"])))
    return None


def needs_its_fact(question: str) -> bool:
    """Whether a question speaks of a definite thing that has not been named: `What happens when the sample is small?`"""
    asked = re.sub(r"^What (?:happens when|would happen if) ", "", question).rstrip("?")
    return grammar.is_definite(asked[:1].upper() + asked[1:])


def what_is(fact: SpokenFact, lowered: Lowered) -> str | None:
    """Return what a definition answers: `What is a pulsar, really?`"""
    found = terms.definition(terms.stated(fact.sentences[0]))
    if found is None or not terms.is_technical(found.key, found.term) or re.search(r"[\"“]|\bterm\b", found.term):
        return None
    if _NO_KIND.match(found.what):
        return None
    return _short(f"What {'are' if found.is_plural else 'is'} {lowered(found.term)}, really?")


def scene(text: str, lowered: Lowered) -> str | None:
    """Return the condition of "If you X, Y" as something to picture: `Imagine you fell into a black hole.`"""
    match = _WHEN.match(text)
    if match is None or grammar.main_verb(match["what"]) is None:
        return None
    what = re.sub(r"^we\b", "you", lowered(match["what"]))
    if not _PERSON.match(what) or _LEANS.search(what):
        return None
    return _short(f"Imagine {what}.")


def _asked(word: str, what: str, lowered: Lowered) -> str | None:
    clause = re.sub(r"^(?:And|But|So|Now|Today),? ", "", what)
    if _NAMES.search(clause):
        return None
    if _LEANS.search(clause) or re.search(r"(?i)\b(?:not|n['’]t|just|only|simply|largely|mainly|partly)$", clause):
        return None
    inverted = _inverted(clause, lowered)
    return _short(f"{word} {inverted}?") if inverted else None


def _inverted(clause: str, lowered: Lowered) -> str | None:
    """Return a plain statement in the order of a question: `time runs slower` → `does time run slower`."""
    starting = clause[:1].upper() + clause[1:]
    subject, verb = grammar.subject_of(starting), grammar.main_verb(starting)
    if subject is None or verb is None or not starting.startswith(f"{subject} {verb}"):
        return None
    if len(subject.split()) > _SHORT_SUBJECT:
        return None
    rest = starting[len(subject) + len(verb) + 1 :].strip()
    said = lowered(subject)
    if verbs.is_auxiliary(verb):
        is_full_verb = verb.lower() in {"had", "has", "have", "did", "does", "do"}
        return None if is_full_verb else f"{verb.lower()} {said} {rest}".strip()
    base = verbs.base_of(verb)
    if base is None:
        return None
    helper = "did" if verbs.is_past(verb) else ("do" if verbs.number(verb) == "plural" else "does")
    return f"{helper} {said} {base} {rest}".strip()


def _short(question: str) -> str | None:
    return question if len(question.split()) <= _LONGEST else None
