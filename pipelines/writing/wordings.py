"""Other wordings of a spoken sentence that say the same: what the search for the creator's voice chooses from.

Each move takes one sentence (with its mark) and yields what it can become, as one sentence or several. A move changes how
a thing is said and never what: no content word is added, and numbers, negations and conditions are those of the sentence.
"""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wordfreq import zipf_frequency

from pipelines.writing import clauses, grammar, recasting, reordering, spoken_forms, verbs
from pipelines.writing.spoken_forms import capitalised


@dataclass(frozen=True)
class Wording:
    """Sentences that say what one sentence said; `move` names the change, `marker` the word of the creator's that it brings in."""

    sentences: tuple[str, ...]
    move: str
    marker: str = ""


Move = Callable[[str], Iterator[Wording]]

_SPOKEN = r"""
\b(is|are) called (?=(?:an? |the )?[a-z]) => \1 what we call | naming
\b(an? (?:[a-z-]+ ){1,3})called (?=(?:the )?[a-z][\w -]{3,30}[.,]) => \1that we call | naming
^There are (?=(?:two|three|four|five|six|several|many|some|different|various) ) => You've got | existential
^(?:It's|It is) (an?|the) (?=[a-z]) => This is \1 | pointing
^(?:It's|It is) (an?|the) (?=[a-z]) => That's \1 | pointing
^(?:It's|It is) (an?|the) (?=[a-z]) => So this is \1 | pointing
^(?:They're|They are) (?=(?:the|memories|stars|objects|all)\b) => These are | pointing
^That's because => And that's because | pointing
^That's because => This is because | pointing
^That's because => And the reason for that is that | reason
^That's why => And this is why | pointing
^That's why => And that's why | pointing
^That's why => So that's why | pointing
\b(experiences|memories|things|events|stars|ideas|ways|objects|information|something) (?=(?:we|you|they|it|he|she) [a-z]) => \1 that | small
\b(show|shows|showed|means|mean|think|thought|know|knew|say|says|said|found|believe|realized|discovered) (?=(?:the|a|an|it|they|we|you|there) ) => \1 that | small
^There are (?=(?:two|three|four|five|six|several|many|some|different|various) ) => We have | existential
, which is (?!why\b|how\b|when\b|where\b) => , and that's | relative
, which means (?:that )? => , and that means  | relative
, which (makes|gives|leads|allows|lets|causes|helps|explains|happens) \b => , and that \1  | relative
\bin which (?=(?:the|a|an|it|they|we|you)\b) => where  | small
\b(?<=[a-z] )very (?=[a-z]) => really  | degree
\breally (?=(?!\w+ed\b)[a-z]+(?:,|\.| )) => very  | degree
\b(?<=\w )(?:however|nevertheless), => though, | small
\bmany (?=(?!of\b|more\b|other\b|years\b|times\b)[a-z-]+s\b)(?<!\bas many )(?<!\bso many )(?<!\bhow many )(?<!\btoo many ) => a lot of  | amount
\ba large number of => a lot of | amount
\b(of|in|about|for|by|with) (?:several|a number of) (?=[a-z]+s\b) => \1 a bunch of  | amount
\b(we|you|they|people|stars|scientists|astronomers) must (?=[a-z]) => \1 have to  | modal
\b(we|you|they|people|scientists|astronomers) need to (?=[a-z]) => \1 have to  | modal
\b(it|that|this) must (?=[a-z]) => \1 has to  | modal
\bwill (?=(?:be|become|have|turn|end|start|get|make|look|see|need|take)\b)(?<=[Ww]e will )|\bwill (?=(?:be|become|have|turn|end|start|get|make|look|see|need|take)\b)(?<=[Yy]ou will )|\bwill (?=(?:be|become|have|turn|end|start|get|make|look|see|need|take)\b)(?<=[Tt]hey will ) => are going to  | future
(?<=[Ii]t )will (?=(?!go\b)[a-z]) => is going to  | future
\b(?<=[a-z] )(?:people|individuals)(?= (?:who|with|can|are|often|have|tend)\b) => folks | person
(?<=\w )such as (?=[a-z]) => like  | small
\bwithin (?=(?:a|an|the|about|one|two|three)\b) => in  | small
\bupon\b => on | small
\b[Aa]s a result of => because of | small
\b(?<=[a-z] )due to (?=(?:the|a|an|its|their)\b) => because of  | small
\bin order to => to | small
\bthose (?=who\b) => people  | person
"""


def _rules() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    rules = []
    for line in _SPOKEN.strip().splitlines():
        pattern, _, rest = line.partition(" => ")
        spoken, _, name = rest.rpartition("|")
        rules.append((re.compile(pattern), spoken.strip(), name.strip()))
    return tuple(rules)


_RULES = _rules()
_WORSE = re.compile(
    r"\b(?:found out|at times|a number|in effect|owing|mainly|hinges|reckon\w*|winds?|wound|serve to|in principle|likely)\b"
)
_LONG = 12  # words above which a sentence may be split
_RARER = 0.15  # Zipf points by which a wording may be rarer than what it replaces
_FIRST_VERB = r"(is|are|was|were|can|has|have)(?: not| never|n['’]t)?"
_NO_ADVERB = r"(?:not|never|also|only|still|often|usually|always|now|then|actually|really|just|even|to|about|around|roughly|over|under|more|less|at|as|probably|almost|nearly|mostly|mainly|generally|sometimes|called|known)\b"
_ABOUT_US = re.compile(
    r"\b[Oo]ur (?:own |solar |home )?(?:[A-Z]|galax|planet|sun|universe|star|moon|world|species)|\b[Ww]e (?:know|now|call|think|live|have|are|were|had|don|learn|used|believe|call|understand)\b"
)
_BARE_NEGATION = re.compile(r"(?i)\b(?:not|no|never|none|nothing|neither|nor|without|cannot)\b|n['’]t\b")
_TALL_ORDERS = re.compile(r"[?!“”:;()]")


def wordings(text: str) -> Iterator[Wording]:
    """Yield the other wordings of a plain statement, each by one move."""
    if _TALL_ORDERS.search(text):
        return
    for move in MOVES:
        for wording in move(text):
            if all(_is_sound(sentence) for sentence in wording.sentences) and wording.sentences != (text,):
                yield wording


def _is_sound(sentence: str) -> bool:
    return not spoken_forms.is_wrong_form(sentence) and re.search(r",,|\s[,.]|\s\s|\ba a\b", sentence) is None


def equal_words(text: str) -> Iterator[Wording]:
    """A word or phrase by one that says the same and is as common in speech: `discover` → `find`."""
    for changed in spoken_forms.equal_wordings(text):
        old, new = _changed_words(text, changed)
        if _WORSE.search(changed) and not _WORSE.search(text):
            continue
        if not old or min(map(_commonness, new), default=9.0) >= min(map(_commonness, old)) - _RARER:
            yield Wording((changed,), "words")


def _changed_words(one: str, other: str) -> tuple[list[str], list[str]]:
    """Return the words that stand in one text only, and those that stand in the other only."""
    mine, theirs = one.lower().split(), other.lower().split()
    return [word for word in mine if word not in theirs], [word for word in theirs if word not in mine]


@functools.cache
def _commonness(word: str) -> float:
    return zipf_frequency(word.strip(".,"), "en")


def spoken_turns(text: str) -> Iterator[Wording]:
    """A turn of writing by one of speech: `is called X` → `is what we call X`, `, which means` → `, and that means`."""
    for pattern, spoken, name in _RULES:
        for match in list(pattern.finditer(text))[:2]:
            put = match.expand(spoken)
            put = capitalised(put) if match.group()[:1].isupper() else put
            put += " " if match.group().endswith(" ") else ""
            yield Wording((text[: match.start()] + put + text[match.end() :],), name)


def to_the_viewer(text: str) -> Iterator[Wording]:
    """What anybody can do, said to the viewer: `If we look at X, we can see Y.` → `If you look at X, you can see Y.`"""
    if _ABOUT_US.search(text) or re.search(r"(?i)\b(?:us|ourselves|you|your|ours?)\b", text):
        return
    subjects = re.findall(r"\b[Ww]e (can|could|might|may|see|look|take|use|want|need|try|get|put|hear|add|do)\b", text)
    if subjects and len(subjects) == len(re.findall(r"\b[Ww]e\b", text)):
        changed = re.sub(r"\b([Ww])e\b", lambda m: "You" if m.group(1) == "W" else "you", text)
        yield Wording((changed,), "address", "you")


def with_adverb(text: str) -> Iterator[Wording]:
    """`The core is hotter than X.` → `The core is actually hotter than X.`"""
    subject = grammar.subject_of(text)
    if subject is None or not text.startswith(subject) or _BARE_NEGATION.search(text) or "actually" in text:
        return
    match = re.match(rf" {_FIRST_VERB} (?!{_NO_ADVERB})(?=[a-z])", text[len(subject) :])
    if match and not re.search(r"(?i)\b(?:if|when|may|might|probably|perhaps|maybe)\b", text):
        place = len(subject) + match.end()
        yield Wording((f"{text[:place]}actually {text[place:]}",), "adverb", "actually")


def cleft(text: str) -> Iterator[Wording]:
    """`The hippocampus stores memories.` → `What the hippocampus does is store memories.`"""
    subject = grammar.subject_of(text)
    if subject is None or not text.startswith(f"{subject} ") or len(subject.split()) > 5 or _BARE_NEGATION.search(text):
        return
    verb, _, rest = text[len(subject) + 1 :].partition(" ")
    is_name = re.fullmatch(r"[A-Z]\w+(?: (?:and )?[A-Z]\w+)*", subject) is not None and not subject.endswith("s")
    if (
        is_name
        or re.match(r"\w+ly\b", subject)
        or subject.lower() in grammar.PRONOUNS
        or verbs.is_auxiliary(verb)
        or len(rest.split()) < 3
        or "," in text
    ):
        return
    base = next((b for b in sorted(verbs.bases()) if verbs.third_person(b) == verb), None)
    if base is None or re.search(r"\b(?:which|who|because|when|if|and|but)\b", rest) or base in _STATES:
        return
    if not _is_surely_one_thing(subject) or verbs.is_finite(rest.split()[0].strip(",.")):
        return
    yield Wording((f"What {grammar.lowered(subject)} does is {base} {rest}",), "cleft")


_STATES = frozenset(
    "mean depend seem appear remain contain consist belong equal resemble lack cost exceed exist know need want like have be differ matter occur happen refer become involve include require represent reflect suggest imply indicate show say tend describe define".split()
)


def _is_surely_one_thing(subject: str) -> bool:
    """Whether a subject is a determiner and a singular noun, so that the word after it is its verb and not its end."""
    words = subject.split()
    return (
        words[0].lower() in {"the", "a", "an", "this", "each", "every", "our", "its"}
        and 2 <= len(words) <= 4
        and not any(word.lower() in grammar.PREPOSITIONS | {"and", "or"} for word in words)
        and not grammar.is_plural_noun(subject)
        and not words[-1].endswith(("ing", "ed", "al", "ous", "ive", "ic", "ly"))
    )


def set_in_front(text: str) -> Iterator[Wording]:
    """`The event horizon is the surface of X.` → `The event horizon, that's the surface of X.`"""
    match = re.match(r"((?:The|An?|This) [a-z-]+(?: [a-z-]+){0,2}|[A-Z][a-z]+ [a-z]+) (is|are) ((?:an?|the|where|what|how|one of) .+)$", text)  # fmt: skip
    if not match or grammar.subject_of(text) != match.group(1) or re.search(r"\b(?:called|if|not)\b", text):
        return
    link = "that's" if match.group(2) == "is" else "those are"
    yield Wording((f"{match.group(1)}, {link} {match.group(3)}",), "in front", "that")


def why_then(text: str) -> Iterator[Wording]:
    """`A because B.` → `A.` `Why?` `Because B.`"""
    match = re.match(r"(.{20,}?),? because (?!of\b)(.{15,})\.$", text)
    if not match or re.search(r"\b(?:only|just|simply|partly|not|is|was|that|if|when)$|\b(?:If|When|not|n’t|which|because|than)\b", match.group(1)):  # fmt: skip
        return
    if grammar.is_clause(match.group(1)) and grammar.starts_clause(capitalised(match.group(2))):
        yield Wording((f"{match.group(1)}.", "Why?", f"Because {match.group(2)}."), "why")


def so_after(text: str) -> Iterator[Wording]:
    """`Because A, B.` → `A, so B.`; `Although A, B.` → `A, but B.`"""
    match = re.match(r"(Because|Since|Although|Even though|Though) ([^,]+), ([^,]+)\.$", text)
    if not match or re.search(r"\b(?:it|they|its|their|he|she)\b", match.group(2)):
        return
    if match.group(1) == "Since" and re.search(r"\d{4}|\bthen\b|\btime\b", match.group(2)):
        return
    if grammar.starts_clause(capitalised(match.group(2))) and grammar.starts_clause(capitalised(match.group(3))):
        link = "so" if match.group(1) in {"Because", "Since"} else "but"
        yield Wording((f"{capitalised(match.group(2))}, {link} {match.group(3)}.",), "parataxis", link)


def apart(text: str) -> Iterator[Wording]:
    """A sentence with its added clause as a sentence of its own: `A, and B.` → `A.` `And B.`"""
    for match in re.finditer(r", (?=(?:and|but|so) )", text):
        first, second = text[: match.start()], text[match.end() :]
        rest = second.split(maxsplit=1)[1]
        is_long = min(len(first.split()), len(rest.split())) >= 4
        if is_long and grammar.is_clause(first) and "," not in first and grammar.starts_clause(rest):
            yield Wording((f"{first}.", capitalised(second)), "apart", second.split()[0])


def presented(text: str) -> Iterator[Wording]:
    """A thing named first, and then said what it is: `X is Y.` → `Then there's X.` `That's Y.`"""
    match = re.match(r"((?:The |An? )?[A-Za-z][\w-]+(?: [a-z][\w-]+){0,3}) is ((?:an?|the) .+)$", text)
    if not match or grammar.subject_of(text) != match.group(1) or re.search(r"\b(?:called|not|if|one)\b", text):
        return
    thing = match.group(1)
    if thing.lower() in grammar.PRONOUNS or re.search(
        r"(?i)^(?:this|that|there|what|here|each|every|one|another)\b", thing
    ):
        return
    name = grammar.lowered(thing)
    for lead in ("Then there's", "And then you have", "And then there's"):
        for link in ("That's", "This is"):
            yield Wording((f"{lead} {name}.", f"{link} {match.group(2)}"), "presented", "then")


def think_of(text: str) -> Iterator[Wording]:
    """`X is a Y.` → `You can think of X as a Y.`"""
    match = re.match(r"((?:The |An? )?[A-Za-z][\w-]+(?: [a-z][\w-]+){0,3}) is (an? .+)$", text)
    if not match or grammar.subject_of(text) != match.group(1) or re.search(r"\d|\b(?:called|not|if|one)\b", text):
        return
    if match.group(1).lower() not in grammar.PRONOUNS and not re.match(
        r"(?i)(?:this|that|there|what|here|each|every)\b", text
    ):
        yield Wording((f"You can think of {grammar.lowered(match.group(1))} as {match.group(2)}",), "address", "you")


def recast(text: str) -> Iterator[Wording]:
    """Another order, another voice, or the clauses as sentences of their own; see `reordering`, `recasting` and `clauses`."""
    for rule in (*reordering.REORDERINGS, *recasting.RECASTS):
        pieces = rule(text)
        if pieces and all(len(piece.split()) >= 3 or grammar.PRESENTS.match(piece) for piece in pieces):
            is_asked, is_shown = pieces[0].endswith("?"), grammar.PRESENTS.match(pieces[0]) is not None
            yield Wording(tuple(pieces), "asked" if is_asked else "presented" if is_shown else "recast")
    if len(text.split()) > _LONG:
        for rule in clauses.SPLITS:
            pieces = rule(text)
            if pieces and all(len(piece.split()) >= 4 for piece in pieces):
                yield Wording(tuple(pieces), "split")


def going_to(text: str) -> Iterator[Wording]:
    """What follows from a condition, as it is foretold: `If A, the star collapses.` → `If A, the star is going to collapse.`"""
    match = re.match(r"((?:If|When|Once) [^,]+, )(.+)$", text)
    if not match or re.search(r"\b(?:will|can|could|would|may|might|had|was|were|did)\b", text):
        return
    subject = grammar.subject_of(capitalised(match.group(2)))
    if subject is None or not capitalised(match.group(2)).startswith(f"{subject} "):
        return
    verb, _, rest = match.group(2).removesuffix(".")[len(subject) + 1 :].partition(" ")
    link = "are" if verbs.number(verb) == "plural" or subject.lower() in {"they", "we", "you"} else "is"
    base = (
        "be"
        if verb in {"is", "are"}
        else next((b for b in sorted(verbs.bases()) if verbs.third_person(b) == verb), None)
    )
    if base and (verb != "are" or link == "are") and "n't" not in verb:
        said = f"{match.group(1)}{match.group(2)[: len(subject)]} {link} going to {base} {rest}".rstrip()
        yield Wording((f"{said}.",), "future", "going to")


MOVES: tuple[Move, ...] = (
    recast,
    think_of,
    going_to,
    presented,
    equal_words,
    spoken_turns,
    to_the_viewer,
    with_adverb,
    cleft,
    set_in_front,
    why_then,
    so_after,
    apart,
)
