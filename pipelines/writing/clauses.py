"""Splitting and reordering written sentences at clause boundaries. Each rule returns None where it is not sure.

A rule maps one sentence (with its full stop) to the sentences that say the same aloud. Numbers, negations and hedges
stay; what a rule adds is a pronoun, a connective or a verb form, never content.
"""

import re
from collections.abc import Callable

from pipelines.writing import verbs
from pipelines.writing.grammar import (
    SUBORDINATORS,
    is_clause,
    is_plural_noun,
    lowered,
    main_verb,
    pronoun_for,
    starts_clause,
    subject_of,
)
from pipelines.writing.spoken_forms import capitalised

Rule = Callable[[str], list[str] | None]

_RESULT_PARTICIPLES = {
    "making": "make", "causing": "cause", "producing": "produce", "creating": "create", "leaving": "leave",
    "releasing": "release", "allowing": "allow", "giving": "give", "turning": "turn", "forcing": "force",
    "meaning": "mean", "leading": "lead", "resulting": "result", "triggering": "trigger", "sending": "send",
    "raising": "raise", "opening": "open", "revealing": "reveal", "providing": "provide", "reducing": "reduce",
    "increasing": "increase", "helping": "help", "preventing": "prevent", "suggesting": "suggest", "confirming": "confirm",
}  # fmt: skip
_SENTENTIAL = frozenset(
    [
        "means",
        "meant",
        "makes",
        "made",
        "explains",
        "gives",
        "gave",
        "allows",
        "allowed",
        "causes",
        "caused",
        "led",
        "leads",
        "shows",
        "showed",
    ]
)


def at_semicolon(text: str) -> list[str] | None:
    """`A; however, B.` → `A.` `But B.`"""
    left, found, right = text.partition("; ")
    if not found or ";" in right or not (is_clause(left) and is_clause(re.sub(r"^\w+, ", "", right))):
        return None
    return [ended(left), ended(_connective(right))]


def at_colon(text: str) -> list[str] | None:
    """`A: B.` → `A.` `B.` where both are clauses."""
    left, found, right = text.partition(": ")
    if not found or ":" in right or "“" in text or not (is_clause(left) and starts_clause(right)):
        return None
    return [ended(left), ended(right)]


def at_dash(text: str) -> list[str] | None:
    """`A—B.` → `A.` `B.` where B is a clause, otherwise `A, B.`; a short aside between dashes goes."""
    pieces = re.split(r"\s*—\s*|\s+–\s+", text)
    if len(pieces) == 2 and is_clause(pieces[0]):
        return [ended(pieces[0]), ended(pieces[1])] if starts_clause(pieces[1]) else [f"{pieces[0]}, {pieces[1]}"]
    longest = (
        16 if re.match(r"(?:say|such as|including|for example|like)\b", pieces[1] if len(pieces) > 1 else "") else 9
    )
    if len(pieces) == 3 and len(pieces[1].split()) <= longest and not re.search(r"\d|\bnot\b|\bno\b", pieces[1]):
        return [ended(f"{pieces[0]} {pieces[2]}")]
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
    return [ended(left), ended(f"{_resumption(left, match.group(1), right)} {right}")]


def _inner_relative(left: str, relative: str, right: str) -> list[str] | None:
    """`NP, which V1, V2.` → `NP V2.` `It V1.`; with `where` likewise → `That's where …`"""
    inner, comma, rest = right.partition(", ")
    verb = rest.split(" ")[0].strip(",.") if comma else ""
    if relative != "which" or not comma or "," in rest or is_clause(left) or not verbs.is_finite(verb):
        return None
    if len(left.split()) > 6 or not re.match(r"(?:The|A|An|This|[A-Z]\w+)\b", left):
        return None
    pronoun = "They" if _is_plural_verb(inner) or is_plural_noun(left) else "It"
    return [ended(f"{left} {rest}"), ended(f"{pronoun} {inner}")]


def _resumption(left: str, relative: str, right: str) -> str:
    first = right.split(maxsplit=1)[0].strip(",.")
    if relative == "who":
        name = re.search(r"([A-Z][\w’'-]+)$", left)
        return name.group(1) if name else "They"
    if first.lower() in _SENTENTIAL:
        return "That"
    if _is_plural_verb(right) or (verbs.number(first) is None and is_plural_noun(left)):
        return "They"
    return (
        "It"
        if verbs.number(first) == "singular" and re.search(r"\b(?:an?|the|[A-Z]\w+)(?: [\w-]+){0,3}$", left)
        else "That"
    )


def at_result(text: str) -> list[str] | None:
    """`A, making B.` → `A.` `That makes B.`, in the tense of A."""
    match = re.search(r", (?:thus |thereby |and so )?(" + "|".join(_RESULT_PARTICIPLES) + r") (?=\w)", text)
    if not match:
        return None
    left, right = text[: match.start()], text[match.end() :]
    if not is_clause(left) or re.match(SUBORDINATORS + r"\b", left.lower()) or ", " in right:
        return None
    base = _RESULT_PARTICIPLES[match.group(1)]
    verb = main_verb(left)
    if verb is None:
        return None
    modal = verb.lower() in {"could", "would", "might", "may", "will", "can", "should", "must"}
    if modal:
        inflected = f"{verb.lower()} {base}"
    else:
        inflected = (
            verbs.past(base)
            if (verbs.is_past(verb) and verbs.number(verb) != "singular") or verb == "was"
            else verbs.third_person(base)
        )
    return [ended(left), ended(f"That {inflected} {right}")]


def at_coordination(text: str) -> list[str] | None:
    """`A, and B.` → `A.` `And B.` where B is a clause of its own; with `but`, `so`, `yet` alike."""
    for match in re.finditer(r",? (and|but|so|yet) (?!that\b)(?=\w)", text):
        left, right = text[: match.start()], text[match.end() :]
        comma = match.group().startswith(",")
        if not (starts_clause(right) and is_clause(left)) or (
            not comma and not re.match(r"(?:it|they|we|you)\b", right)
        ):
            continue
        if re.match(rf"{SUBORDINATORS}\b", left.lower()) or len(left.split()) < 4 or _opens_list(left):
            continue
        if match.group(1) == "and" and "," in " ".join(left.split()[-5:]):
            continue  # the last item of a list
        word = "but" if match.group(1) == "yet" else match.group(1)
        return [ended(left), ended(f"{capitalised(word)} {right}")]
    return None


def at_second_verb(text: str) -> list[str] | None:
    """`S V1 … and V2 ….` → `S V1 ….` `And it V2 ….` for a long sentence with an evident subject."""
    subject = subject_of(text)
    if subject is None or len(text.split()) < 12:
        return None
    for match in re.finditer(r",? (and|but) (?=\w)", text):
        left, right = text[: match.start()], text[match.end() :]
        first = right.split()[0].strip(",.")
        verb = main_verb(left)
        is_verb = verbs.is_finite(first) or (verb is not None and verbs.is_base(verb) and verbs.is_base(first))
        if len(left.split()) < 6 or len(right.split()) < 4 or not is_verb or "," in left:
            continue
        if verb is None or not _parallel(verb, first) or re.search(r"\b(?:that|which|who|to|how|why|whether)\b", left):
            continue
        return [ended(left), ended(f"{capitalised(match.group(1))} {pronoun_for(subject, verb)} {right}")]
    return None


def at_because(text: str) -> list[str] | None:
    """`A because B.` → `A.` `That's because B.`; `Because A, B.` → `A.` `So B.`"""
    fronted = re.match(r"(?:Because|Since) ([^,]+), ([^,]+)$", text)
    if fronted and starts_clause(fronted.group(1)) and starts_clause(fronted.group(2)):
        return None if re.match(r"Since \d", text) else [ended(fronted.group(1)), ended(f"So {fronted.group(2)}")]
    left, found, right = re.sub(r",? because (?!of\b)", "\x00", text, count=1).partition("\x00")
    if not found or re.search(r"n['’]t\b|\b(?:not|no|only|never|just|simply|partly|if|when)\b", left):
        return None
    if not is_clause(left) or not starts_clause(right) or len(text.split()) < 12:
        return None
    return [ended(left), ended(f"That's because {right}")]


def at_although(text: str) -> list[str] | None:
    """`Although A, B.` → `A.` `But B.`"""
    match = re.match(r"(?:Although|Though|Even though) ([^,]+), (.+)$", text)
    if not match or not starts_clause(match.group(1)) or not starts_clause(match.group(2)):
        return None
    return [ended(match.group(1)), ended(f"But {match.group(2)}")]


def at_apposition(text: str) -> list[str] | None:
    """`A, a kind of B.` → `A.` `That's a kind of B.` for an apposition at the end."""
    match = re.match(r"([^,]+(?:, [^,]+)?), ((?:an?|the) [^,]+)\.$", text)
    if re.match(SUBORDINATORS + r"\b", text.lower()):
        return None
    if not match or not is_clause(match.group(1)) or is_clause(match.group(2)) or " and " in match.group(2):
        return None
    if (
        len(match.group(2).split()) < 4
        or "," in match.group(1)
        or re.match(r"the \w+er\b|the more|the less", match.group(2))
    ):
        return None
    return [ended(match.group(1)), ended(f"That's {match.group(2)}")]


def at_indefinite(text: str) -> list[str] | None:
    """`A found a pulsar that V.` → `A found a pulsar.` `It V.`"""
    match = re.search(r"( an? (?:[\w-]+ ){0,2}[\w-]+) that (?=(?:is|was|has|had|can|could|would|will|[a-z]+s)\b)", text)
    if not match or "," in text or re.search(r"n['’]t\b|\b(?:not|no|never|such|so|if|when|any)\b", text[: match.end()]):
        return None
    left, right = text[: match.start()] + match.group(1), text[match.end() :]
    if re.match(r"(?:Some|Any|Every|Each|Most|Many|Few)\b", left) or re.search(r" (?:and|or)$", text[: match.start()]):
        return None
    if main_verb(left) in {"is", "are", "was", "were"} and len(left.split()) < 8:
        return None  # the relative clause is the point: "Memory is a process that …"
    if not is_clause(left) or not verbs.is_finite(right.split()[0]) or len(right.split()) < 4:
        return None
    return [ended(left), ended(f"It {right}")]


def at_gist(text: str) -> list[str] | None:
    """`The gist of it is that X.` → `Here's the gist of it.` `X.`"""
    match = re.match(
        r"(The (?:gist|idea|point|key|challenge|problem|reason|result|catch|trick|difference|answer)[^,]{0,60}?) is (?:that )?(.+)\.$",
        text,
    )
    if not match or not starts_clause(match.group(2)):
        return None
    return [ended(f"Here's {lowered(match.group(1))}"), ended(match.group(2))]


def at_degree(text: str) -> list[str] | None:
    """`X is so small that Y.` → `Y.` `That's how small X is.`, where Y stands without X."""
    match = re.match(r"([^,]+?) (is|are|was|were) so ([\w-]+) that ([^,]+)\.$", text)
    if not match or not is_clause(match.group(4)) or len(match.group(1).split()) < 2:
        return None
    if re.search(r"\b(?:it|its|they|their|them|he|she|we|you|one)\b", match.group(4).lower()):
        return None
    if re.search(r"n['’]t\b|\b(?:not|if|that|which|who)\b", match.group(1)):
        return None
    subject, verb, degree, outcome = match.groups()
    return [ended(outcome), ended(f"That's how {degree} {lowered(subject)} {verb}")]


def at_where(text: str) -> list[str] | None:
    """`A, where B.` → `A.` `There, B.`"""
    match = re.match(r"([^,]+(?:, [^,]+)?), where ([^,]+)\.$", text)
    if not match or not is_clause(match.group(1)) or not starts_clause(match.group(2)):
        return None
    return [ended(match.group(1)), ended(f"There, {match.group(2)}")]


def at_while(text: str) -> list[str] | None:
    """`A, while B.` → `A.` `Meanwhile, B.`; `While A, B.` → `A.` `But B.` where A is no action in progress."""
    match = re.match(r"(.+), (?:while|whereas) ([^,]+)\.$", text)
    if match and is_clause(match.group(1)) and starts_clause(match.group(2)):
        return [ended(match.group(1)), ended(f"Meanwhile, {match.group(2)}")]
    match = re.match(r"(?:While|Whereas) ([^,]+), ([^,]+)\.$", text)
    if not match or re.search(r"\b(?:is|are|was|were) \w+ing\b", match.group(1)):
        return None
    if starts_clause(match.group(1)) and starts_clause(match.group(2)):
        return [ended(match.group(1)), ended(f"But {match.group(2)}")]
    return None


SPLITS: tuple[Rule, ...] = (
    at_semicolon, at_although, at_because, at_relative, at_result, at_coordination, at_dash, at_colon, at_second_verb,
    at_apposition, at_indefinite, at_gist, at_degree, at_where, at_while,
)  # fmt: skip


def _connective(text: str) -> str:
    for written, spoken in (
        (r"(?:however|but|in contrast|by contrast), ", "But "),
        (r"(?:therefore|thus|hence|as a result), ", "So "),
    ):
        if re.match(written, text, re.IGNORECASE):
            return spoken + re.sub(written, "", text, count=1, flags=re.IGNORECASE)
    return text


def ended(text: str) -> str:
    """Return `text` as a sentence: capital letter and full stop."""
    stripped = text.strip().rstrip(",;:")
    return capitalised(stripped if stripped.endswith((".", "!", "?")) else stripped + ".")


def _is_plural_verb(text: str) -> bool:
    return verbs.number(text.split(maxsplit=1)[0].strip(",.")) == "plural"


def _parallel(first: str, second: str) -> bool:
    if verbs.is_auxiliary(first) and not verbs.is_auxiliary(second):
        return False  # "was seen and measured": the second is a participle
    return verbs.number(first) == verbs.number(second)


def _opens_list(left: str) -> bool:
    return left.count(", ") >= 2
