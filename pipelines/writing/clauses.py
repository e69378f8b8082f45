"""Splitting and reordering written sentences at clause boundaries. Each rule returns None where it is not sure.

A rule maps one sentence (with its full stop) to the sentences that say the same aloud. Numbers, negations and hedges
stay; what a rule adds is a pronoun, a connective or a verb form, never content.
"""

import re
from collections.abc import Callable

from pipelines.writing import verbs
from pipelines.writing.spoken_forms import capitalised

Rule = Callable[[str], list[str] | None]

_DETERMINERS = frozenset(
    "the a an this that these those its their our his her each every all most many some several both no any one two".split()
)
_PRONOUNS = frozenset("it they we you he she there i nobody everything everyone nothing something".split())
_PREPOSITIONS = frozenset(
    "in on at by for from with without after before during over under through between among near of to as since until "
    "within across against about above below inside outside toward towards like unlike despite around along".split()
)
_SUBORDINATORS = r"(?:when|if|because|as|after|before|since|while|although|though|once|until|unless|where|whereas)"
_RESULT_PARTICIPLES = {
    "making": "make", "causing": "cause", "producing": "produce", "creating": "create", "leaving": "leave",
    "releasing": "release", "allowing": "allow", "giving": "give", "turning": "turn", "forcing": "force",
    "meaning": "mean", "leading": "lead", "resulting": "result", "triggering": "trigger", "sending": "send",
    "raising": "raise", "opening": "open", "revealing": "reveal", "providing": "provide", "reducing": "reduce",
    "increasing": "increase", "helping": "help", "preventing": "prevent", "suggesting": "suggest", "confirming": "confirm",
}  # fmt: skip
_SENTENTIAL = frozenset("means meant makes made explains gives gave allows allowed causes caused led leads shows showed".split())
_AGENTIVE = {
    "discovered": "discovered", "proposed": "proposed", "predicted": "predicted", "measured": "measured",
    "made": "made", "built": "built", "developed": "developed", "introduced": "introduced", "published": "published",
    "named": "named", "found": "found", "detected": "detected", "suggested": "suggested", "coined": "coined",
    "confirmed": "confirmed", "observed": "observed",
}  # fmt: skip


def at_semicolon(text: str) -> list[str] | None:
    """`A; however, B.` → `A.` `But B.`"""
    left, found, right = text.partition("; ")
    if not found or ";" in right or not (is_clause(left) and is_clause(re.sub(r"^\w+, ", "", right))):
        return None
    return [_ended(left), _ended(_connective(right))]


def at_colon(text: str) -> list[str] | None:
    """`A: B.` → `A.` `B.` where both are clauses."""
    left, found, right = text.partition(": ")
    if not found or ":" in right or "“" in text or not (is_clause(left) and is_clause(right)):
        return None
    return [_ended(left), _ended(right)]


def at_dash(text: str) -> list[str] | None:
    """`A—B.` → `A.` `B.` where B is a clause, otherwise `A, B.`; a short aside between dashes goes."""
    pieces = re.split(r"\s*—\s*|\s+–\s+", text)
    if len(pieces) == 2 and is_clause(pieces[0]):
        return [_ended(pieces[0]), _ended(pieces[1])] if is_clause(pieces[1]) else [f"{pieces[0]}, {pieces[1]}"]
    if len(pieces) == 3 and len(pieces[1].split()) <= 9 and not re.search(r"\d|\bnot\b|\bno\b", pieces[1]):
        return [_ended(f"{pieces[0]} {pieces[2]}")]
    return None


def at_relative(text: str) -> list[str] | None:
    """`A, which V.` → `A.` `It V.`; `Kepler, who V1, V2.` stays."""
    match = re.search(r", (which|who) (?=\w+)", text)
    if not match or text.count(", which ") + text.count(", who ") > 1:
        return None
    left, right = text[: match.start()], text[match.end() :]
    first = next((word for word in right.split()[:2] if verbs.is_finite(word.strip(",."))), None)
    bare = right.split()[0].strip(",.")
    if first is None and not verbs.is_base(bare):
        return None
    if not is_clause(left) or re.search(r",\s+(?!and|or|but)\w+", right):
        return _inner_relative(left, match.group(1), right)
    return [_ended(left), _ended(f"{_resumption(left, match.group(1), right)} {right}")]


def _inner_relative(left: str, relative: str, right: str) -> list[str] | None:
    """`NP, which V1, V2.` → `NP V2.` `It V1.`"""
    inner, comma, rest = right.partition(", ")
    verb = rest.split(" ")[0].strip(",.") if comma else ""
    if relative != "which" or not comma or "," in rest or is_clause(left) or not verbs.is_finite(verb):
        return None
    if len(left.split()) > 6 or not re.match(r"(?:The|A|An|This|[A-Z]\w+)\b", left):
        return None
    pronoun = "They" if _is_plural_verb(inner) or _is_plural_noun(left) else "It"
    return [_ended(f"{left} {rest}"), _ended(f"{pronoun} {inner}")]


def _resumption(left: str, relative: str, right: str) -> str:
    first = right.split()[0].strip(",.")
    if relative == "who":
        name = re.search(r"([A-Z][\w’'-]+)$", left)
        return name.group(1) if name else "They"
    if first.lower() in _SENTENTIAL:
        return "That"
    if _is_plural_verb(right) or (verbs.number(first) is None and _is_plural_noun(left)):
        return "They"
    return "It" if verbs.number(first) == "singular" and re.search(r"\b(?:an?|the|[A-Z]\w+)(?: [\w-]+){0,3}$", left) else "That"


def at_result(text: str) -> list[str] | None:
    """`A, making B.` → `A.` `That makes B.`, in the tense of A."""
    match = re.search(r", (?:thus |thereby |and so )?(" + "|".join(_RESULT_PARTICIPLES) + r") (?=\w)", text)
    if not match:
        return None
    left, right = text[: match.start()], text[match.end() :]
    if not is_clause(left) or re.match(_SUBORDINATORS + r"\b", left.lower()) or ", " in right:
        return None
    base = _RESULT_PARTICIPLES[match.group(1)]
    verb = main_verb(left)
    if verb is None:
        return None
    modal = verb.lower() in {"could", "would", "might", "may", "will", "can", "should", "must"}
    if modal:
        inflected = f"{verb.lower()} {base}"
    else:
        inflected = verbs.past(base) if verbs.is_past(verb) and verbs.number(verb) != "singular" or verb == "was" else verbs.third_person(base)
    return [_ended(left), _ended(f"That {inflected} {right}")]


def at_coordination(text: str) -> list[str] | None:
    """`A, and B.` → `A.` `And B.` where B is a clause of its own; with `but`, `so`, `yet` alike."""
    for match in re.finditer(r",? (and|but|so|yet) (?!that\b)(?=\w)", text):
        left, right = text[: match.start()], text[match.end() :]
        comma = match.group().startswith(",")
        if not (starts_clause(right) and is_clause(left)) or (not comma and not re.match(r"(?:it|they|we|you)\b", right)):
            continue
        if re.match(rf"{_SUBORDINATORS}\b", left.lower()) or len(left.split()) < 4 or _opens_list(left):
            continue
        word = "but" if match.group(1) == "yet" else match.group(1)
        return [_ended(left), _ended(f"{capitalised(word)} {right}")]
    return None


def at_second_verb(text: str) -> list[str] | None:
    """`S V1 … and V2 ….` → `S V1 ….` `And it V2 ….` for a long sentence with an evident subject."""
    subject = subject_of(text)
    if subject is None or len(text.split()) < 18:
        return None
    for match in re.finditer(r",? (and|but) (?=\w)", text):
        left, right = text[: match.start()], text[match.end() :]
        first = right.split()[0].strip(",.")
        if len(left.split()) < 7 or len(right.split()) < 5 or not verbs.is_finite(first) or "," in left:
            continue
        verb = main_verb(left)
        if verb is None or not _parallel(verb, first) or re.search(r"\b(?:that|which|who|to|how|why|whether)\b", left):
            continue
        return [_ended(left), _ended(f"{capitalised(match.group(1))} {pronoun_for(subject, verb)} {right}")]
    return None


def at_because(text: str) -> list[str] | None:
    """`A because B.` → `A.` `That's because B.`; `Because A, B.` → `A.` `So B.`"""
    fronted = re.match(r"(?:Because|Since) ([^,]+), ([^,]+)$", text)
    if fronted and starts_clause(fronted.group(1)) and starts_clause(fronted.group(2)):
        return None if re.match(r"Since \d", text) else [_ended(fronted.group(1)), _ended(f"So {fronted.group(2)}")]
    left, found, right = re.sub(r",? because (?!of\b)", "\x00", text, count=1).partition("\x00")
    if not found or re.search(r"n['’]t\b|\b(?:not|no|only|never|just|simply|partly|if|when)\b", left):
        return None
    if not is_clause(left) or not starts_clause(right) or len(text.split()) < 12:
        return None
    return [_ended(left), _ended(f"That's because {right}")]


def at_although(text: str) -> list[str] | None:
    """`Although A, B.` → `A.` `But B.`"""
    match = re.match(r"(?:Although|Though|Even though) ([^,]+), (.+)$", text)
    if not match or not starts_clause(match.group(1)) or not starts_clause(match.group(2)):
        return None
    return [_ended(match.group(1)), _ended(f"But {match.group(2)}")]


def at_apposition(text: str) -> list[str] | None:
    """`A, a kind of B.` → `A.` `That's a kind of B.` for an apposition at the end."""
    match = re.match(r"([^,]+(?:, [^,]+)?), ((?:an?|the) [^,]+)\.$", text)
    if not match or not is_clause(match.group(1)) or is_clause(match.group(2)) or " and " in match.group(2):
        return None
    if len(match.group(2).split()) < 4 or "," in match.group(1) or re.match(r"the \w+er\b|the more|the less", match.group(2)):
        return None
    return [_ended(match.group(1)), _ended(f"That's {match.group(2)}")]


def active_voice(text: str) -> list[str] | None:
    """`X was discovered by Jocelyn Bell in 1967.` → `Jocelyn Bell discovered X in 1967.`"""
    match = re.match(
        r"((?:The|A|An|[A-Z]\w+)[^,]{0,60}?) (?:was|were) (?:first )?(" + "|".join(_AGENTIVE) + r") by "
        r"((?:[A-Z][\w’'-]+ ?(?:and )?){1,5})(in \d{4}|during [\w ]+)?\.$",
        text,
    )
    if not match or "first" in text.split() or is_clause(match.group(1)):
        return None
    when = f" {match.group(4)}" if match.group(4) else ""
    return [f"{match.group(3).strip()} {match.group(2)} {lowered(match.group(1))}{when}."]


def date_first(text: str) -> list[str] | None:
    """`X happened in 1929.` → `In 1929, X happened.`"""
    match = re.match(r"([^,]+?) (in (?:early |late |the summer of )?\d{4})\.$", text)
    if not match or not is_clause(match.group(1)) or re.match(r"(?:In|By|On|Since|And|But|So)\b", text):
        return None
    if re.search(r"\b(?:that|which|who|where|when|to|and|because)\b", match.group(1)):
        return None  # the year may belong to the inner clause
    return [f"{capitalised(match.group(2))}, {lowered(match.group(1))}."]


def date_last(text: str) -> list[str] | None:
    """`In 1929, X happened.` → `X happened in 1929.`"""
    match = re.match(r"In (\d{4}),? ([A-Z][^,]{15,90})\.$", text)
    if not match or not is_clause(match.group(2)) or re.search(r"\d{4}|\bthat\b|\bwhen\b", match.group(2)):
        return None
    return [f"{match.group(2)} in {match.group(1)}."]


def condition_last(text: str) -> list[str] | None:
    """`If A, B.` → `B if A.`, likewise with `when`, where B names its own subject."""
    match = re.match(r"(If|When|Once|After|Before) ([^,]+), (?:then )?([^,]+)\.$", text)
    if not match or not starts_clause(match.group(2)) or not starts_clause(match.group(3)):
        return None
    if match.group(3).split()[0].lower() in _PRONOUNS | {"its", "their", "this", "these", "his", "her"}:
        return None
    if re.search(r"\b(?:it|its|they|their|them|he|she|his|her)\b", match.group(3)):
        return None
    return [f"{capitalised(match.group(3))} {match.group(1).lower()} {match.group(2)}."]


def therefore_first(text: str) -> list[str] | None:
    """`S is therefore P.` → `So S is P.`, and `S, however, V` → `But S V`."""
    for pattern, word in ((r",? (?:therefore|thus|consequently|hence),? ", "So"), (r", (?:however|though|nevertheless), ", "But")):
        match = re.search(pattern, text)
        if match and match.start() > 1 and text[: match.start()].count(" ") < 12 and ";" not in text:
            return [f"{word} {lowered(text[: match.start()])} {text[match.end() :]}"]
    return None


def at_indefinite(text: str) -> list[str] | None:
    """`A found a pulsar that V.` → `A found a pulsar.` `It V.`"""
    match = re.search(r"( an? (?:[\w-]+ ){0,2}[\w-]+) that (?=(?:is|was|has|had|can|could|would|will|[a-z]+s)\b)", text)
    if not match or "," in text or re.search(r"n['’]t\b|\b(?:not|no|never|such|so|if|when|any)\b", text[: match.end()]):
        return None
    left, right = text[: match.start()] + match.group(1), text[match.end() :]
    if not is_clause(left) or not verbs.is_finite(right.split()[0]) or len(right.split()) < 4:
        return None
    return [_ended(left), _ended(f"It {right}")]


def condition_first(text: str) -> list[str] | None:
    """`A when B.` → `When B, A.` where neither half needs the other for its pronouns."""
    match = re.match(r"([^,]+?),? (when|if|once|after|before|until|unless|whenever) ([^,]+)\.$", text)
    if not match or not is_clause(match.group(1)) or not starts_clause(match.group(3)) or len(match.group(1).split()) < 5:
        return None
    if re.search(r"\b(?:it|its|they|their|them|he|she|his|her|that|which|who)\b", match.group(3)):
        return None
    if re.search(r"\b(?:that|which|who|how|why|what|know|even|only|except|says?|and|to)\b", match.group(1)):
        return None
    return [f"{capitalised(match.group(2))} {match.group(3)}, {lowered(match.group(1))}."]


def said_last(text: str) -> list[str] | None:
    """`Measurements show that X.` → `X.` `That's what measurements show.`"""
    match = re.match(r"([A-Z][^,]{3,45}) (show|found|think|believe|suggest|predicts?|shows|suggests|realized|realised|discovered) that ([^,]+(?:, [^,]+)?)\.$", text)
    if not match or not starts_clause(match.group(3)) or re.search(r"\b(?:not|no|if|when)\b", match.group(1)):
        return None
    if not re.match(r"(?:the|a|an|most|many|some|all|every|black|stars|space|time|light)\b", match.group(3)) or re.search(r"\bwould\b", match.group(3)):
        return None
    if main_verb(match.group(1) + " x") is not None:
        return None
    return [_ended(match.group(3)), _ended(f"That's what {lowered(match.group(1))} {match.group(2)}")]


def at_gist(text: str) -> list[str] | None:
    """`The gist of it is that X.` → `Here's the gist of it.` `X.`"""
    match = re.match(r"(The (?:gist|idea|point|key|challenge|problem|reason|result|catch|trick|difference|answer)[^,]{0,60}?) is (?:that )?(.+)\.$", text)
    if not match or not starts_clause(match.group(2)):
        return None
    return [_ended(f"Here's {lowered(match.group(1))}"), _ended(match.group(2))]


def at_degree(text: str) -> list[str] | None:
    """`X is so small that Y.` → `X is small.` `So small that Y.`"""
    match = re.match(r"(.+? (?:is|are|was|were)) so ([\w-]+) that (.+)\.$", text)
    if not match or not starts_clause(match.group(3)) or len(match.group(1).split()) < 3:
        return None
    if not re.search(r"n['’]t\b|\bnot\b|\bif\b|,", match.group(1)):
        return [_ended(f"{match.group(1)} very {match.group(2)}"), _ended(f"So {match.group(2)} that {match.group(3)}")]
    return None


def at_where(text: str) -> list[str] | None:
    """`A, where B.` → `A.` `There, B.`"""
    match = re.match(r"([^,]+(?:, [^,]+)?), where ([^,]+)\.$", text)
    if not match or not is_clause(match.group(1)) or not starts_clause(match.group(2)):
        return None
    return [_ended(match.group(1)), _ended(f"There, {match.group(2)}")]


def at_while(text: str) -> list[str] | None:
    """`A, while B.` → `A.` `Meanwhile, B.`; `While A, B.` → `A.` `But B.` where A is no action in progress."""
    match = re.match(r"(.+), (?:while|whereas) ([^,]+)\.$", text)
    if match and is_clause(match.group(1)) and starts_clause(match.group(2)):
        return [_ended(match.group(1)), _ended(f"Meanwhile, {match.group(2)}")]
    match = re.match(r"(?:While|Whereas) ([^,]+), ([^,]+)\.$", text)
    if not match or re.search(r"\b(?:is|are|was|were) \w+ing\b", match.group(1)):
        return None
    if starts_clause(match.group(1)) and starts_clause(match.group(2)):
        return [_ended(match.group(1)), _ended(f"But {match.group(2)}")]
    return None


def as_answer(text: str) -> list[str] | None:
    """`A nova is a star that ….` → `So what is a nova?` `It's a star that ….`"""
    match = re.match(r"((?:An?|The) [\w’ -]{3,40}?|[A-Z][\w’ -]{3,40}?) (is) ((?:an?|the) [^,]{15,})\.$", text)
    if not match or is_clause(match.group(1)) or is_person(match.group(1)) or _is_plural_noun(match.group(1)):
        return None
    if len(match.group(1).split()) > 5 or " of " in match.group(1):
        return None
    return [f"So what is {lowered(match.group(1))}?", _ended(f"It's {match.group(3)}")]


def subject_first(text: str) -> list[str] | None:
    """`The observer in strong gravity measures ….` → `Take the observer in strong gravity.` `It measures ….`"""
    subject = subject_of(text)
    verb = main_verb(text)
    if subject is None or verb is None or not text.startswith(f"{subject} {verb} ") or not 3 <= len(subject.split()) <= 8:
        return None
    if not re.match(r"(?:The|An?) ", subject) or verbs.number(verb) is None or len(text.split()) < 12:
        return None
    if re.search(r"(?i)\b(?:observer|astronaut|person|man|woman|scientist|student|experimenter)\b|\b(?:it|its|they|their)\b|n['’]t\b|\bno\b", subject):
        return None
    return [_ended(f"Take {lowered(subject)}"), _ended(capitalised(pronoun_for(subject, verb)) + text[len(subject) :])]


SPLITS: tuple[Rule, ...] = (
    at_semicolon, at_although, at_because, at_relative, at_result, at_coordination, at_dash, at_colon, at_second_verb,
    at_apposition, at_indefinite, at_gist, at_degree, at_where, at_while,
)  # fmt: skip
REORDERINGS: tuple[Rule, ...] = (active_voice, date_first, date_last, condition_last, condition_first, said_last, as_answer, subject_first)


def without_asides(text: str) -> str | None:
    """Drop what stands in round brackets; None where a bracket has no partner."""
    bare = re.sub(r"\s*\([^()]*\)", "", text)
    return None if re.search(r"[()\[\]]", bare) else re.sub(r"\s+([,.;])", r"\1", bare)


def main_verb(text: str) -> str | None:
    """Return the first finite verb after the subject, or None where none is known."""
    tokens = [token.strip(",.:;“”\"") for token in text.split()]
    for position, token in enumerate(tokens[1:], start=1):
        previous = tokens[position - 1].lower()
        if previous in _DETERMINERS and not verbs.is_auxiliary(token):
            continue
        if previous in {"to", "of"} or (previous in _PREPOSITIONS and not verbs.is_auxiliary(token)):
            continue
        if verbs.is_finite(token) and not _is_participle(tokens, position):
            return token
        if verbs.is_base(token) and position and _is_plural_noun(tokens[position - 1]):
            return token
        if verbs.is_base(token) and previous in {"we", "you", "they", "i", "people"}:
            return token
    return None


def _is_participle(tokens: list[str], position: int) -> bool:
    """Whether a regular past form at `position` modifies a noun: `galaxies observed by`, `the called-for`."""
    if verbs.is_auxiliary(tokens[position]):
        return False
    following = tokens[position + 1].lower() if position + 1 < len(tokens) else ""
    return tokens[position].endswith("ed") and following == "by"


def is_clause(text: str) -> bool:
    """Whether `text` has a finite verb after some subject."""
    return len(text.split()) >= 3 and main_verb(text) is not None


def starts_clause(text: str) -> bool:
    """Whether `text` opens with a subject that is soon followed by its verb."""
    tokens = [token.strip(",.:;") for token in text.split()]
    if len(tokens) < 3:
        return False
    first = tokens[0].lower()
    if first in _PRONOUNS:
        return verbs.is_finite(tokens[1]) or verbs.is_base(tokens[1])
    if not (first in _DETERMINERS or tokens[0][:1].isupper() or _is_plural_noun(tokens[0])):
        return False
    if verbs.is_finite(tokens[0]) and not tokens[0][:1].isupper() and first not in _DETERMINERS:
        return False
    subject = subject_of(capitalised(text))
    return subject is not None


def subject_of(text: str) -> str | None:
    """Return the subject of a plain sentence: the words before its verb, where they are a short noun phrase."""
    body = re.sub(r"^(?:And|But|So|Now),? ", "", text)
    body = re.sub(r"^(?:In|At|By|On|For|After|During|Since|From|With|Within) [^,]{1,60}, ", "", body)
    verb = main_verb(body)
    if verb is None:
        return None
    before = re.split(rf"\s{re.escape(verb)}\b", body, maxsplit=1)[0].split()
    while before and before[-1].lower() in {"also", "now", "then", "still", "usually", "often", "never", "always", "only", "not"}:
        before.pop()
    subject = " ".join(before)
    if not before or len(before) > 9 or re.search(r"[,:;]|\b(?:that|which|who|when|if|because|while|as|and then)\b", subject):
        return None
    if before[0].lower() in _PREPOSITIONS or before[0].lower() in {"there", "what", "how", "why", "where", "to"}:
        return None
    return subject


def pronoun_for(subject: str, verb: str) -> str:
    """Return `it`, `they` or the surname that stands for a subject on its second mention."""
    if is_person(subject):
        return subject if subject.lower() in _PRONOUNS else subject.split()[-1]
    if subject.lower() in _PRONOUNS:
        return subject.lower()
    return "they" if is_plural(subject, verb) else "it"


def is_plural(subject: str, verb: str) -> bool:
    """Whether a subject is plural, by its verb's form, else by its own."""
    shown = verbs.number(verb)
    if shown is not None:
        return shown == "plural"
    head = re.split(r"\s(?:of|in|on|at|from|with|for|near|inside|between)\s", subject)[0]
    return _is_plural_noun(head) or " and " in subject


def is_person(subject: str) -> bool:
    """Whether a subject looks like a person's name: two or more capitalised words and no determiner."""
    words = subject.split()
    institutions = {"University", "Telescope", "Observatory", "Way", "Galaxy", "Bang", "System", "Theorem", "Survey", "Space"}
    return (
        2 <= len(words) <= 4
        and all(re.fullmatch(r"[A-Z][\w.’'-]*[a-z.][\w’'-]*", word) for word in words)
        and words[0] not in {"The", "A", "An", "This", "These", "Most", "Many", "Some", "All", "General", "Special"}
        and not institutions & set(words)
    )


def lowered(text: str) -> str:
    """Return `text` with its first letter in lower case, unless its first word is a name, an acronym or `I`."""
    first = text.split(" ")[0]
    common = first.lower() in _DETERMINERS | _PRONOUNS | _PREPOSITIONS - {"i"} or re.fullmatch(
        rf"{_SUBORDINATORS}|most|some|many|such|what|how|why|more|only|even|every|stars|galaxies|light|gravity|space|time|matter|"
        r"people|scientists|astronomers|physicists|researchers|observers|electrons|protons|neutrons|atoms|nothing|nearly|almost|"
        r"other|another|different|several|few|here|there|then|today|now|once|over|under|about|just|not|long|short|larger|"
        r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|every|each|any|memory|memories|energy|objects|white|red|black|massive|neutron|samples?|averages|theory|observations|radiation",
        first.lower(),
    )
    return text[:1].lower() + text[1:] if common and first != "I" else text


def _connective(text: str) -> str:
    for written, spoken in ((r"(?:however|but|in contrast|by contrast), ", "But "), (r"(?:therefore|thus|hence|as a result), ", "So ")):
        if re.match(written, text, re.IGNORECASE):
            return spoken + re.sub(written, "", text, count=1, flags=re.IGNORECASE)
    return text


def _ended(text: str) -> str:
    stripped = text.strip().rstrip(",;:")
    return capitalised(stripped if stripped.endswith((".", "!", "?")) else stripped + ".")


def _is_plural_noun(text: str) -> bool:
    word = text.split()[-1].strip(",.") if text.split() else ""
    lowered_word = word.lower()
    if lowered_word in {"people", "data", "nuclei", "supernovae", "novae", "phenomena", "children", "men", "women"}:
        return True
    return len(word) > 3 and lowered_word.endswith("s") and not lowered_word.endswith(("ss", "us", "is", "’s", "'s", "ics"))


def _is_plural_verb(text: str) -> bool:
    return verbs.number(text.split()[0].strip(",.")) == "plural"


def _parallel(first: str, second: str) -> bool:
    if verbs.is_auxiliary(first) and not verbs.is_auxiliary(second):
        return False  # "was seen and measured": the second is a participle
    return verbs.number(first) == verbs.number(second)


def _opens_list(left: str) -> bool:
    return left.count(", ") >= 2


def is_noun_like(token: str, position: int) -> bool:
    """Whether a token can be, or announces, a noun that a later pronoun stands for."""
    lowered_token = token.lower()
    return (
        lowered_token in _DETERMINERS - {"its", "their", "his", "her", "this", "these", "those", "that"}
        or (position > 0 and token[:1].isupper())
        or (position == 0 and token[:1].isupper() and lowered_token not in _PRONOUNS | _PREPOSITIONS and not verbs.is_base(token))
        or _is_plural_noun(token)
    )


def has_connective(text: str) -> bool:
    """Whether a sentence opens with a word that ties it to the one before."""
    return re.match(r"(?i)(?:and|but|so|or|yet|now|then|also|that's|that|because)\b", text) is not None


_UNIQUE = frozenset(
    "universe sun earth moon sky brain world night human first most best more only same big milky solar whole".split()
)


def is_definite(text: str) -> bool:
    """Whether a sentence opens with a definite thing that it does not itself explain: `The dome shows …`."""
    match = re.match(r"The ([\w-]+)(?: ([\w-]+))?(?: ([\w-]+))?", text)
    if not match or match.group(1).lower() in _UNIQUE or re.match(r"The [^,]{1,50}? (?:of|that|in|between|from|for|which)\b", text):
        return False
    subject = subject_of(text)
    if subject is None or any(word[:1].isupper() for word in subject.split()[1:]):
        return subject is None
    return re.match(re.escape(subject) + r" (?:is|was|are|were) (?:an?|called|the)\b", text) is None


def head_noun(text: str) -> str:
    """Return the words of the definite subject that a sentence opens with."""
    subject = subject_of(text)
    return subject.split()[-1] if subject else ""
