"""Other orders and voices for a written sentence, as people say it. Each rule returns None where it is not sure."""

import re

from pipelines.writing import verbs
from pipelines.writing.clauses import Rule, ended
from pipelines.writing.grammar import (
    PRONOUNS,
    SUBORDINATORS,
    is_clause,
    is_person,
    is_plural_noun,
    lowered,
    main_verb,
    pronoun_for,
    starts_clause,
    subject_of,
)
from pipelines.writing.spoken_forms import capitalised

_AGENTIVE = {
    "discovered": "discovered", "proposed": "proposed", "predicted": "predicted", "measured": "measured",
    "made": "made", "built": "built", "developed": "developed", "introduced": "introduced", "published": "published",
    "named": "named", "found": "found", "detected": "detected", "suggested": "suggested", "coined": "coined",
    "confirmed": "confirmed", "observed": "observed",
}  # fmt: skip


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
    if re.search(
        r"\b(?:that|which|who|where|when|to|and|because)\b|\b(?:only|just|not|even|until|about)$", match.group(1)
    ):
        return None  # the year may belong to the inner clause, or to the word before it
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
    if match.group(3).split()[0].lower() in PRONOUNS | {"its", "their", "this", "these", "his", "her"}:
        return None
    if re.search(r"\b(?:it|its|they|their|them|he|she|his|her|if|when|unless)\b", match.group(3)):
        return None
    return [f"{capitalised(match.group(3))} {match.group(1).lower()} {match.group(2)}."]


def therefore_first(text: str) -> list[str] | None:
    """`S is therefore P.` → `So S is P.`, and `S, however, V` → `But S V`."""
    for pattern, word in (
        (r",? (?:therefore|thus|consequently|hence),? (?!\w+ing\b)", "So"),
        (r", (?:however|though|nevertheless), ", "But"),
    ):
        match = re.search(pattern, text)
        if match and match.start() > 1 and text[: match.start()].count(" ") < 12 and ";" not in text:
            return [f"{word} {lowered(text[: match.start()])} {text[match.end() :]}"]
    return None


def condition_first(text: str) -> list[str] | None:
    """`A when B.` → `When B, A.` where neither half needs the other for its pronouns."""
    match = re.match(r"([^,]+?),? (when|if|once|after|before|until|unless|whenever) ([^,]+)\.$", text)
    if (
        not match
        or not is_clause(match.group(1))
        or not starts_clause(match.group(3))
        or len(match.group(1).split()) < 5
    ):
        return None
    if re.search(r"\b(?:it|its|they|their|them|he|she|his|her|that|which|who)\b", match.group(3)):
        return None
    if re.search(r"\b(?:that|which|who|how|why|what|know|even|only|except|says?|and|to)\b", match.group(1)):
        return None
    return [f"{capitalised(match.group(2))} {match.group(3)}, {lowered(match.group(1))}."]


def said_last(text: str) -> list[str] | None:
    """`Measurements show that X.` → `X.` `That's what measurements show.`"""
    match = re.match(
        r"([A-Z][^,]{3,45}) (show|found|think|believe|suggest|predicts?|shows|suggests|realized|realised|discovered) that ([^,]+(?:, [^,]+)?)\.$",
        text,
    )
    if not match or not starts_clause(match.group(3)) or re.search(r"\b(?:not|no|if|when)\b", match.group(1)):
        return None
    if not re.match(
        r"(?:the|a|an|most|many|some|all|every|black|stars|space|time|light)\b", match.group(3)
    ) or re.search(r"\bwould\b", match.group(3)):
        return None
    if main_verb(match.group(1) + " x") is not None:
        return None
    return [ended(match.group(3)), ended(f"That's what {lowered(match.group(1))} {match.group(2)}")]


def as_answer(text: str) -> list[str] | None:
    """`A nova is a star that ….` → `So what is a nova?` `It's a star that ….`"""
    match = re.match(r"((?:An?|The) [\w’ -]{3,40}?|[A-Z][\w’ -]{3,40}?) (is) ((?:an?|the) [^,]{15,})\.$", text)
    if not match or is_clause(match.group(1)) or is_person(match.group(1)) or is_plural_noun(match.group(1)):
        return None
    if len(match.group(1).split()) > 5 or re.search(r"^(?:And|But|So|Its|Their|That|This)\b| of ", match.group(1)):
        return None
    return [f"So what is {lowered(match.group(1))}?", ended(f"It's {match.group(3)}")]


def subject_first(text: str) -> list[str] | None:
    """`The observer in strong gravity measures ….` → `Take the observer in strong gravity.` `It measures ….`"""
    subject = subject_of(text)
    verb = main_verb(text)
    if subject is not None and subject.endswith("ly"):
        return None
    if (
        subject is None
        or verb is None
        or not text.startswith(f"{subject} {verb} ")
        or text.startswith(f"{subject} {verb} that ")
        or not 3 <= len(subject.split()) <= 8
    ):
        return None
    if not re.match(r"(?:The|An?) ", subject) or verbs.number(verb) is None or len(text.split()) < 12:
        return None
    if any(verbs.is_finite(word) for word in subject.split()) or re.match(r"(?i)an? (?:number|lot|few)\b", subject):
        return None  # the verb lies further left, or the subject is a mere quantity
    if re.search(
        r"(?i)\b(?:we|you|i|and|how|what|why|observer|astronaut|person|man|woman|scientist|student|experimenter|idea|reason|fact|goal|aim|purpose|prediction)\b|\b(?:it|its|they|their|each|every|any|all)\b|n['’]t\b|\bno\b",
        subject,
    ):
        return None
    return [ended(f"Take {lowered(subject)}"), ended(capitalised(pronoun_for(subject, verb)) + text[len(subject) :])]


def opener_last(text: str) -> list[str] | None:
    """`Near the horizon, matter moves fast.` → `Matter moves fast near the horizon.`, where nothing refers back."""
    match = re.match(
        r"((?:In|At|On|Near|During|Within|Inside|For|Throughout|Around|After|Before|Compared to|Compared with|Unlike|Despite|Because of|Over) [^,]{3,60}), ([^,]+)\.$",
        text,
    )
    if (
        not match
        or not starts_clause(capitalised(match.group(2)))
        or re.search(
            r"\b(?:is|was|are) \w+ing$|\b(?:it|they|its|their|he|she|his|her|that|which|who|when|if|because|to)\b",
            match.group(2),
        )
    ):
        return None
    if (
        len(match.group(2).split()) > 17
        or is_clause(match.group(1))
        or re.match(
            r"(?:In (?:one worked|other|fact|addition|contrast|general|short|turn|this)|For (?:example|instance)|At (?:first|last))",
            match.group(1),
        )
    ):
        return None
    return [f"{capitalised(match.group(2))} {match.group(1)[0].lower()}{match.group(1)[1:]}."]


def inner_apposition(text: str) -> list[str] | None:
    """`George Gamow, a physicist from Odessa, asked ….` → `George Gamow was a physicist from Odessa.` `Gamow asked ….`"""
    match = re.match(r"((?:The |An? )?[\w’–-]+(?: [\w’–-]+){0,4}), ((?:an?|the) [^,]+), ([^,]+(?:, [^,]+)?)\.$", text)
    if not match or is_clause(match.group(2)) or re.match(rf"{SUBORDINATORS}\b|(?:in|at|by|on|to)\b", text.lower()):
        return None
    subject, verb = match.group(1), match.group(3).split()[0]
    if not verbs.is_finite(verb) or re.match(r"(?:and|or)\b", match.group(3)):
        return None
    person = is_person(subject)
    if not person and verbs.number(verb) is None:
        return None
    copula = (
        "are"
        if is_plural_noun(subject) and verbs.number(verb) == "plural"
        else "was"
        if person and verbs.number(verb) is None
        else "is"
    )
    return [
        ended(f"{subject} {copula} {match.group(2)}"),
        ended(f"{capitalised(pronoun_for(subject, verb))} {match.group(3)}"),
    ]


REORDERINGS: tuple[Rule, ...] = (
    active_voice,
    date_first,
    date_last,
    condition_last,
    condition_first,
    said_last,
    as_answer,
    inner_apposition,
    opener_last,
    subject_first,
)
