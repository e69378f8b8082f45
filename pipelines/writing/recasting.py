"""Recasting a written sentence: lists, examples, measures and conditions apart, what it is about before what is said of it.

Like `clauses` and `reordering`: a rule maps one sentence to those that say the same aloud, or returns None where it is
not sure. What a rule adds is a pronoun, a connective or a form of be, never content.
"""

import re
from functools import lru_cache

from pipelines.writing import verbs
from pipelines.writing.clauses import Rule, ended
from pipelines.writing.grammar import (
    is_clause,
    is_person,
    is_plural,
    lowered,
    main_verb,
    pronoun_for,
    starts_clause,
    subject_of,
)
from pipelines.writing.spoken_forms import capitalised
from pipelines.writing.voices import THIRD_PERSON, VOICES

_NOT_DONE_BY_THE_SUBJECT = frozenset(
    "including according depending being having beginning starting considering assuming using following compared given "
    "concerning regarding meaning ranging leading resulting counting varying speaking".split()
)
_NO_TOPIC = (
    r"(?i)^(?:one|some|most|many|all|no|each|every|any|few|both|other|another|such|this|that|these|those|an? (?:number|lot|few|pair|series|total)|several|if|when|as|while|since|because|although|once|after|before|until|unless|more|two|three|four|five)\b|"
    r"\b(?:we|you|i|and|how|what|why|observer|astronaut|person|man|woman|people|scientists?|students?|experimenters?|astronomers?|researchers?|"
    r"physicists?|psychologists?|participants?|effect|prediction|reason|fact|idea|it|its|they|their|each|every|any|all)\b|n['’]t\b|\bno\b"
)
_LOOK_AT = ("Think about", "Look at", "Consider")


def after_what_happened(text: str) -> list[str] | None:
    """`When the helium was gone, the core shrank.` → `The helium was gone.` `At that point, the core shrank.`

    Only of the past: "when the density reaches" says no more than a condition.
    """
    match = re.match(r"(When|After|Once) ([^,]+), ([^,]+(?:, [^,]+)?)\.$", text)
    if not match or not starts_clause(capitalised(match.group(2))) or not starts_clause(capitalised(match.group(3))):
        return None
    first, second = main_verb(match.group(2)), main_verb(capitalised(match.group(3)))
    if not (_is_plain_past(first) and _is_plain_past(second)) or re.search(r"\b(?:ever|any|if|would)\b", text):
        return None
    if re.match(THIRD_PERSON, match.group(2)):
        return None
    link = "After that" if match.group(1) == "After" else "At that point"
    return [ended(match.group(2)), ended(f"{link}, {match.group(3)}")]


def _is_plain_past(verb: str | None) -> bool:
    return (
        verb is not None
        and verbs.is_past(verb)
        and verb.lower() not in {"had", "put", "set", "cut", "let", "read", "spread"}
    )


def what_it_does(text: str) -> list[str] | None:
    """`A shudder passes through the star, consuming the hydrogen.` → `A shudder passes through the star.` `It consumes …`"""
    match = re.match(r"([^,]+(?:, [^,]+)?), ([a-z]+ing) ([^,]+)\.$", text)
    if not match or match.group(2) in _NOT_DONE_BY_THE_SUBJECT or not is_clause(match.group(1)):
        return None
    left, subject, verb = match.group(1), subject_of(match.group(1)), main_verb(match.group(1))
    base = _bases_by_progressive().get(match.group(2))
    if subject is None or verb is None or base is None or (verbs.number(verb) is None and not verbs.is_past(verb)):
        return None
    if re.search(r"\b(?:not|no|that|which|who|if)\b|n['’]t\b", left) or verb.lower() in {"had", "could", "would"}:
        return None
    if not left.startswith(subject) and "," in left and not re.match(r"(?:In|At|On|After|Before|During|By) ", left):
        return None
    pronoun = pronoun_for(subject, verb)
    if (verbs.is_past(verb) and verbs.number(verb) is None) or verb in {"was", "were"}:
        inflected = verbs.past(base)
    else:
        inflected = base if is_plural(subject, verb) or pronoun in {"we", "you", "i"} else verbs.third_person(base)
    return [ended(left), ended(f"{capitalised(pronoun)} {inflected} {match.group(3)}")]


def one_by_one(text: str) -> list[str] | None:
    """`As A, B, C, and D.` → `As A, B.` `At the same time, C, and D.`; conditions in a list one by one."""
    match = re.match(r"(As [^,]+), ([^,]+), ([^,]+), and ([^,]+)\.$", text)
    if match and all(starts_clause(part) for part in match.groups()[1:]):
        return [
            ended(f"{match.group(1)}, {match.group(2)}"),
            ended(f"At the same time, {match.group(3)}, and {match.group(4)}"),
        ]
    match = re.match(r"The ([^,]+) are that ([^,]+), that ([^,]+), and that ([^,]+)\.$", text)
    if match:
        name, *each = match.groups()
        return [
            ended(f"Here are the {name}"),
            ended(f"To begin with, {each[0]}"),
            ended(f"Also, {each[1]}"),
            ended(f"And {each[2]}"),
        ]
    return None


def so_that_way(text: str) -> list[str] | None:
    """`A, so that B.` → `A.` `That way, B.`"""
    left, found, right = text.rstrip(".").partition(", so that ")
    if not found or not is_clause(left) or not starts_clause(right) or re.match(r"(?:If|When|Unless)\b", left):
        return None
    return [ended(left), ended(f"That way, {right}")]


def there_in(text: str) -> list[str] | None:
    """`In a massive star, the core contracts.` → `Think of a massive star.` `There, the core contracts.`"""
    match = re.match(r"(?:In|Inside|Within) (an? [^,]{3,40}), ([^,]+(?:, [^,]+)?)\.$", text)
    if (
        not match
        or len(text.split()) < 12
        or is_clause(match.group(1))
        or not starts_clause(capitalised(match.group(2)))
    ):
        return None
    if re.search(
        r"\b(?:way|sense|study|paper|example|case|word|nutshell|series|number|few|moment|second|year|lecture|week|day)\b",
        match.group(1),
    ):
        return None
    return [ended(f"Think of {match.group(1)}"), ended(f"There, {match.group(2)}")]


def supposing(text: str) -> list[str] | None:
    """`If A, then B.` → `Suppose A.` `In that case, B.`, which keeps B under its condition."""
    match = re.match(r"If ([^,]+), (?:then )?([^,]+)\.$", text)
    if (
        not match
        or len(text.split()) < 14
        or not (starts_clause(capitalised(match.group(1))) and starts_clause(capitalised(match.group(2))))
    ):
        return None
    if re.search(r"\b(?:would|were|had|even|only)\b", text) or match.group(2).lower().startswith("you can"):
        return None
    return [ended(f"Suppose {match.group(1)}"), ended(f"In that case, {match.group(2)}")]


def its_other_measure(text: str) -> list[str] | None:
    """`S has a mean of A and a spread of B.` → `S has a mean of A.` `Its spread is B.`"""
    match = re.match(
        r"(.+? (?:has|had) (?:an?|the same) .+?) and an? ((?:\w+ )?\w+) (of|equal to|that equals|that is equal to) ([^,]+)(, and .+)?\.$",
        text,
    )
    if not match or re.search(r"\b(?:that|which|who|if|when)\b|,.*,", match.group(1)):
        return None
    verb = {"of": "is", "equal to": "is equal to", "that is equal to": "is equal to", "that equals": "equals"}[
        match.group(3)
    ]
    if " had " in match.group(1):
        verb = {"is": "was"}.get(verb, "")
    return (
        [ended(match.group(1)), ended(f"Its {match.group(2)} {verb} {match.group(4)}{match.group(5) or ''}")]
        if verb
        else None
    )


def worked_out(text: str) -> list[str] | None:
    """`X is Y divided by Z.` → `To get X, divide Y by Z.`"""
    match = re.match(
        r"((?:The|An?|Its) [^,]+?|It) (?:is equal to|equals|is|will equal|will be equal to) (the [^,]+?) (divided|multiplied) by (the [^,]+)\.$",
        text,
    )
    if not match or re.search(r"\b(?:that|which|if|when|and)\b", text):
        return None
    step = {"divided": "divide", "multiplied": "multiply"}[match.group(3)]
    return [f"To get {match.group(1)[0].lower()}{match.group(1)[1:]}, {step} {match.group(2)} by {match.group(4)}."]


def example_apart(text: str) -> list[str] | None:
    """`A, for example, B.` → `A.` `An example is B.` where B is a thing."""
    match = re.match(r"(.+), for example,? ((?:the|an?) [^,]+)\.$", text)
    if not match or not is_clause(match.group(1)) or is_clause(match.group(2)):
        return None
    return [ended(match.group(1)), ended(f"An example is {match.group(2)}")]


def while_last(text: str) -> list[str] | None:
    """`As samples get larger, B.` → `B as samples get larger.`"""
    match = re.match(r"As ([^,]+), ([^,]+)\.$", text)
    if not match or not starts_clause(capitalised(match.group(1))) or not starts_clause(capitalised(match.group(2))):
        return None
    if re.search(THIRD_PERSON + r"|\b(?:if|when|as|that|which|who|would)\b", match.group(2)) or re.match(
        r"(?:we|you|it)\b", match.group(1)
    ):
        return None
    return [f"{capitalised(match.group(2))} as {match.group(1)}."]


def purpose_last(text: str) -> list[str] | None:
    """`To find X, astronomers measure Y.` → `Astronomers measure Y to find X.`"""
    match = re.match(r"(?:In order to|To) ([a-z][^,]+), ([^,]+)\.$", text)
    if not match or not verbs.is_base(match.group(1).split()[0]) or not starts_clause(capitalised(match.group(2))):
        return None
    if re.search(THIRD_PERSON + r"|\b(?:to|that|which|because)\b", match.group(2)):
        return None
    return [f"{capitalised(match.group(2))} to {match.group(1)}."]


def usually_first(text: str) -> list[str] | None:
    """`S is usually P.` → `Usually, S is P.`"""
    match = re.match(
        r"([^,]+?) (is|are|was|were|can|could|has|have|had) (usually|often|sometimes|normally|generally) ([^,]+(?:, [^,]+)?)\.$",
        text,
    )
    if not match or subject_of(text) != match.group(1) or re.search(r"n['’]t\b|\b(?:not|no|only)\b", text):
        return None
    return [f"{capitalised(match.group(3))}, {lowered(match.group(1))} {match.group(2)} {match.group(4)}."]


def list_apart(text: str) -> list[str] | None:
    """`There are three ways to V: a, b, and c.` → `There are three ways to V.` `They're a, b, and c.`"""
    match = re.match(
        r"((?:There are|[A-Z][^:]+ (?:has|have)) (?:two|three|four|five|several) [^:]*): ((?:[^,.]+, )*[^,.]+,? and [^,.]+)\.$",
        text,
    )
    if not match or is_clause(match.group(2)):
        return None
    return [ended(match.group(1)), ended(f"They are {match.group(2)}")]


def list_first(text: str) -> list[str] | None:
    """`The main parts of X are a, b, and c.` → `A, b, and c are the main parts of X.`; `A and b are two things that V.` → `Two things V: a and b.`"""
    match = re.match(r"(The [^,]+) are ((?:the |an? )?[\w’ -]+, (?:[\w’ -]+, )+and [\w’ -]+)\.$", text)
    if match and subject_of(text) == match.group(1) and not is_clause(match.group(2)):
        return [ended(f"{match.group(2)} are {lowered(match.group(1))}")]
    match = re.match(r"([\w’ -]+ and [\w’ -]+) are (two|three) ([a-z]+s) that ([^,]+)\.$", text)
    if match and not is_clause(match.group(1)):
        return [f"{capitalised(match.group(2))} {match.group(3)} {match.group(4)}: {lowered(match.group(1))}."]
    return None


def topic_first(text: str) -> list[str] | None:
    """`Newton's view of gravity is fine for bridges.` → `Think about Newton's view of gravity.` `It is fine for bridges.`"""
    subject, verb = subject_of(text), main_verb(text)
    if (
        subject is None
        or verb is None
        or not text.startswith(f"{subject} {verb} ")
        or not 2 <= len(subject.split()) <= 8
    ):
        return None
    if verbs.number(verb) is None or len(text.split()) < 12 or is_person(subject) or subject.endswith("ly"):
        return None
    rest = text[len(subject) + len(verb) + 2 :].split()
    if len(rest) > 1 and verbs.is_finite(rest[0].strip(",.")) and not verbs.is_auxiliary(verb):
        return None  # the verb lies further right
    if not re.match(r"(?:The |[A-Z][\w’-]+[’']s |[A-Z][\w-]+ [a-z]+s$)", subject) or any(
        map(verbs.is_finite, subject.split())
    ):
        return None
    if re.search(_NO_TOPIC, subject) or re.search(
        r"\b(?:first|second|third|last|latest|next|own|new|early|final)$", subject
    ):
        return None  # what ends so goes on: `WMAP's first | results`
    opening = _LOOK_AT[len(subject) % len(_LOOK_AT)]
    return [
        ended(f"{opening} {lowered(subject)}"),
        ended(capitalised(pronoun_for(subject, verb)) + text[len(subject) :]),
    ]


def even_apart(text: str) -> list[str] | None:
    """`A even if B.` → `A.` `That holds even if B.`"""
    left, found, right = text.rstrip(".").partition(" even if ")
    if not found or not is_clause(left) or not starts_clause(capitalised(right)) or re.match(r"(?i)even\b", left):
        return None
    return [ended(left), ended(f"That holds even if {right}")]


@lru_cache(maxsize=1)
def _bases_by_progressive() -> dict[str, str]:
    return {verbs.progressive(base): base for base in verbs.bases()}


RECASTS: tuple[Rule, ...] = (
    even_apart, example_apart, one_by_one, its_other_measure, worked_out, list_apart, list_first, purpose_last, while_last,
    usually_first, supposing, what_it_does, so_that_way, *VOICES, after_what_happened, there_in, topic_first,
)  # fmt: skip
