"""Who says it and what is named first: a sentence in another voice, as a rule that returns None where it is not sure."""

import re
from functools import lru_cache

from pipelines.writing import verbs
from pipelines.writing.clauses import Rule, ended
from pipelines.writing.grammar import (
    PRONOUNS,
    is_clause,
    is_plural_noun,
    lowered,
    main_verb,
    starts_clause,
    subject_of,
)
from pipelines.writing.spoken_forms import capitalised

THIRD_PERSON = r"\b(?:it|its|they|their|them|he|she|his|her)\b"
"""A pronoun that stands for what was named before."""

_BY_PEOPLE = (
    "seen found measured detected observed explained calculated divided described located thought approximated studied compared estimated tested"
).split()


def name_first(text: str) -> list[str] | None:
    """`The surface of a black hole is called the event horizon.` → `The event horizon is the surface of a black hole.`"""
    match = re.match(
        r"((?:The|An?) .+) (is|are) (?:called|known as|termed) ((?:an? |the )?[a-z][\w’ -]{3,45})\.$", text
    )
    if not match or len(match.group(1).split()) < 5 or len(match.group(3).split()) > 6:
        return None
    bare = re.sub(r",? (?:where|which|that|who|from which|to which|in which) .*$", "", match.group(1))
    if main_verb(bare) is not None or " by " in match.group(3) or re.search(r"\b(?:if|when)\b|, and\b", match.group(1)):
        return None
    return [ended(f"{match.group(3)} {match.group(2)} {lowered(match.group(1))}")]


def called_apart(text: str) -> list[str] | None:
    """`NP, called Y, V.` → `NP is called Y.` `It V.`"""
    match = re.match(r"((?:The|An?) [^,]+), (?:also |often |sometimes )?(?:called|known as) ([^,]+), ([^,]+)\.$", text)
    if not match or is_clause(match.group(1)) or len(match.group(2).split()) > 7:
        return None
    subject, verb = match.group(1), match.group(3).split()[0]
    if verbs.number(verb) is None:
        return None
    is_many = verbs.number(verb) == "plural"
    return [
        ended(f"{subject} {'are' if is_many else 'is'} called {match.group(2)}"),
        ended(f"{'They' if is_many else 'It'} {match.group(3)}"),
    ]


def called_last(text: str) -> list[str] | None:
    """`Gas whirls in a pancake of matter called an accretion disk.` → `Gas whirls in a pancake of matter.` `It's called …`"""
    match = re.match(r"(.+ an? [\w -]+?),? (?:called|known as) ((?:an? |the )?[^,]{3,40})\.$", text)
    if not match or not is_clause(match.group(1)) or is_clause(match.group(2)) or len(match.group(2).split()) > 6:
        return None
    if re.search(
        r"\b(?:is|are|was|were|been|be|if|when|no|not|and|or|can|may)$|\b(?:if|when|no|not|any)\b", match.group(1)
    ):
        return None
    return [ended(match.group(1)), ended(f"It is called {match.group(2)}")]


def we_can(text: str) -> list[str] | None:
    """`X can be measured with radar.` → `We can measure X with radar.`"""
    match = re.match(
        rf"([^,]+?) (can|cannot|can’t|can't|could) (also |only |now )?be ({'|'.join(_BY_PEOPLE)})\b([^,]*(?:, [^,]+)?)\.$",
        text,
    )
    subject = subject_of(text)
    if not match or subject is None or match.group(1) != subject or subject.lower() in PRONOUNS:
        return None
    if re.search(r"\bby (?!\w+ing\b|an? )", match.group(5)) or re.search(THIRD_PERSON, match.group(5)):
        return None
    base = _base_of(match.group(4))
    modal = {"cannot": "can’t", "can't": "can’t"}.get(match.group(2), match.group(2))
    return [f"We {modal} {match.group(3) or ''}{base} {lowered(subject)}{match.group(5)}."] if base else None


def use_to(text: str) -> list[str] | None:
    """`X can be used to V.` → `We can use X to V.`"""
    match = re.match(r"([^,]+?) (can|could) (also )?be used to ([^,]+)\.$", text)
    subject = subject_of(text)
    if not match or subject is None or match.group(1) != subject or subject.lower() in PRONOUNS:
        return None
    return [f"We {match.group(2)} {match.group(3) or ''}use {lowered(subject)} to {match.group(4)}."]


def agent_first(text: str) -> list[str] | None:
    """`X is stopped by the neutrons.` → `The neutrons stop X.`"""
    match = re.match(
        r"([^,]+?) (is|are|was|were) ([a-z]+) by ((?:the|an?) [\w’ -]+|[a-z-]+ [a-z-]*s|[a-z-]+s)\.$", text
    )
    if not match or subject_of(text) != match.group(1) or match.group(1).lower() in PRONOUNS:
        return None
    base, agent = _base_of(match.group(3)), match.group(4)
    if base is None or is_clause(agent) or len(agent.split()) > 7 or re.search(THIRD_PERSON, text.lower()):
        return None
    if re.search(r"\b(?:not|no|means of|way of|that|which|who|\w+ing)\b", text):
        return None
    is_many = is_plural_noun(re.split(r" (?:of|in|on|at|from|with|for) ", agent)[0])
    inflected = verbs.past(base) if match.group(2) in {"was", "were"} else base if is_many else verbs.third_person(base)
    return [ended(f"{agent} {inflected} {lowered(match.group(1))}")]


def source_last(text: str) -> list[str] | None:
    """`According to X, B.` → `B.` `That's according to X.`"""
    match = re.match(r"According to ([^,]{3,60}), (.+)\.$", text)
    if not match or is_clause(match.group(1)) or not starts_clause(capitalised(match.group(2))):
        return None
    if re.match(THIRD_PERSON, match.group(2)) or re.search(r"\b(?:would|might|may|could)\b", match.group(2)):
        return None
    return [ended(match.group(2)), ended(f"That's according to {match.group(1)}")]


def what_is_said(text: str) -> list[str] | None:
    """`General relativity predicts that X.` → `What general relativity predicts is that X.`"""
    match = re.match(
        r"([A-Z][^,]{3,60}?) (predicts?|shows?|says?|states?|suggests?|impl(?:ies|y)|found|showed|means?|tells us|tells you) that (.+)\.$",
        text,
    )
    if not match or is_clause(f"{match.group(1)} x") or not starts_clause(_without_condition(match.group(3))):
        return None
    if re.match(r"(?:What|This|That|It|They|He|She|We|There)\b", text) or re.search(
        r"\b(?:not|no|that|which|who)\b", match.group(1)
    ):
        return None
    copula = "was" if match.group(2) in {"found", "showed"} else "is"
    return [f"What {lowered(match.group(1))} {match.group(2)} {copula} that {match.group(3)}."]


def _without_condition(text: str) -> str:
    return re.sub(r"^(?:if|when|as|once|after|given|in|for|at|by|from|with) [^,]+, (?:then )?", "", text)


def said_after(text: str) -> list[str] | None:
    """`Schacter says that B.` → `B, Schacter says.`"""
    match = re.match(
        r"([A-Z][^,]{2,45}?) (says?|say|believe|believes|think|thinks|suggests?|estimates?|estimated|concluded|argued|argues) that ([^,]+)\.$",
        text,
    )
    if not match or subject_of(text) != match.group(1) or not starts_clause(capitalised(match.group(3))):
        return None
    if (
        re.match(THIRD_PERSON, match.group(3))
        or re.search(r"\b(?:if|when)\b", match.group(3))
        or match.group(1).lower() in PRONOUNS
    ):
        return None
    return [f"{capitalised(match.group(3))}, {lowered(match.group(1))} {match.group(2)}."]


def suppose_it_says(text: str) -> list[str] | None:
    """`The theorem says that if A, then B.` → `Suppose A.` `In that case, B.` `That's what the theorem says.`"""
    match = re.match(
        r"([A-Z][^,]{3,60}) (says|states|predicts|shows|tells us|tells you) that if ([^,]+), (?:then )?([^,]+)\.$", text
    )
    if not match or not (
        starts_clause(capitalised(match.group(3)))
        and starts_clause(capitalised(re.sub(r"^th[eo]se ", "the ", match.group(4))))
    ):
        return None
    if re.search(r"\b(?:not|no|which|who|would)\b", match.group(1)) or "would" in text:
        return None
    return [
        ended(f"Suppose {match.group(3)}"),
        ended(f"In that case, {match.group(4)}"),
        ended(f"That is what {lowered(match.group(1))} {match.group(2)}"),
    ]


def going_to(text: str) -> list[str] | None:
    """`S will V.` → `S is going to V.`"""
    subject = subject_of(text)
    if (
        subject is None
        or not text.startswith(f"{subject} will ")
        or re.match(r"(?i)(?:it|they|we|you|he|she|i|there)$", subject)
    ):
        return None
    if re.match(r"(?:not|never|probably|have|equal|also|always)\b", text[len(subject) + 6 :]):
        return None
    head = re.split(r" (?:of|in|on|at|from|with|for|near) ", subject)[0]
    verb = "are" if is_plural_noun(head) or " and " in subject else "is"
    return [f"{subject} {verb} going to {text[len(subject) + 6 :]}"]


@lru_cache(maxsize=512)
def _base_of(participle: str) -> str | None:
    """Return the base of a past participle of a known verb, None where it is none."""
    return next((base for base in sorted(verbs.bases()) if verbs.participle(base) == participle), None)


VOICES: tuple[Rule, ...] = (
    called_apart,
    name_first,
    said_after,
    suppose_it_says,
    called_last,
    going_to,
    we_can,
    use_to,
    agent_first,
    what_is_said,
    source_last,
)
