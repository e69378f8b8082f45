"""A compound sentence as the claims it makes: a conjunction is split only where each half stands alone."""

import re

from pipelines import sentences
from pipelines.facts import references, scope, wording
from pipelines.facts.checkable import MIN_WORDS

MIN_COMPOUND = 12  # words of a sentence that is worth splitting
_JOINT = re.compile(
    r";\s+(?:however, |therefore, |thus, |in fact, )?|,\s+(?:and|but|so|while|whereas)\s+", re.IGNORECASE
)
_SHARED = re.compile(r",? and (?:then |later |also )?(?=(?P<verb>[a-z]+) )")
_OWN_SUBJECT = re.compile(r"(?:the|an?|most|many|all|both|each|every|some|few|several|\d[\d,.]*|[A-Z][\w’'-]*)\b")
_OPENS_PLAINLY = re.compile(r"(?:[a-z-]+ ){1,3}(?:is|are|was|were|has|have|had|can|will|would|became)\b")
_LEAD = re.compile(r"(?:In|At|On|After|Before|During|By|For|From|Under|With|Without|Since|As|To|There)\b")
_SCOPE = re.compile(
    r"[A-Z][a-z]+ (?!of\b)(?!(?:[A-Z]\w+ )?\d{4}\b)[^,]{2,60}, "
)  # "In adults, …": it may hold of the second half, or may not
_PRONOUN = re.compile(r"(?:it|its|they|their|he|she|his|her)\b")
_OBJECT = re.compile(r"\b(?:it|them|him)\b")
_ACTED = re.compile(
    r"[a-z]{3,}ed (?:the|an?|its|their|his|her|to|into|from|about|over|more|less|\d[\d,.]*|[a-z]+al|[A-Z][\w-]*) "
)
_BOUND = re.compile(r"\b(?:that|which|who|whose|whether|if|when|while|because|between|both|either|so)\b")


def clauses(text: str) -> list[str]:
    """Return the claims of a sentence in order; the sentence whole where a half would not stand alone.

    A second half is given the first half's subject where it has none of its own, or a pronoun that can only mean it.
    """
    if len(sentences.words(text)) < MIN_COMPOUND:
        return [text]
    for split in (_two_sentences, _two_predicates):
        parts = split(text)
        if parts and all(len(sentences.words(part)) >= MIN_WORDS for part in parts) and scope.keeps_scope(parts[0]):
            return [wording.clean(part) for part in parts]
    return [text]


def _two_sentences(text: str) -> list[str] | None:
    """Split "A does this, and B does that": two subjects, two verbs."""
    joints = list(_JOINT.finditer(text))
    if (
        _LEAD.match(text)
        and _SCOPE.match(text)
        and not any(_LEAD.match(_opened(text, joint.end())) for joint in joints)
    ):
        return None
    semicolon = re.fullmatch(r"([^;]+); (?:however, |therefore, |thus, |in fact, )?([^;]+)", text)
    if semicolon and _has_verb(semicolon[1]) and _has_verb(semicolon[2]):
        return [f"{semicolon[1]}.", wording.capitalised(semicolon[2])]
    if len(joints) != 1 or _BOUND.search(text[: joints[0].start()]):
        return None
    first, second = text[: joints[0].start()].strip(), text[joints[0].end() :].strip()
    if _PRONOUN.match(second):
        second = references.resolve(wording.capitalised(second), f"{first}.") or ""
    elif not (_OWN_SUBJECT.match(second) or _OPENS_PLAINLY.match(second) or _is_bare_plural(second)):
        return None
    found = references.subject(wording.capitalised(second))
    is_addressed = references.subject(first) is None and not _LEAD.match(first)  # "Add salt, and the ice melts"
    if (
        not second
        or found is None
        or _OBJECT.search(second)
        or is_addressed
        or _ends_in_list(first)
        or not _has_verb(first)
    ):
        return None
    return [f"{first.rstrip('.')}.", wording.capitalised(second)]


def _opened(text: str, at: int) -> str:
    return wording.capitalised(text[at:])


def _two_predicates(text: str) -> list[str] | None:
    """Split "A did this and did that": one subject, two verbs of one tense."""
    found = references.subject(text)
    joints = [match for match in _SHARED.finditer(text) if _is_verb(match["verb"]) or _ACTED.match(text, match.end())]
    if (
        found is None
        or len(joints) != 1
        or len(re.findall(r"\band\b", text)) > 1
        or _BOUND.search(text[: joints[0].start()])
    ):
        return None
    joint = joints[0]
    if _OBJECT.search(text, joint.end()):
        return None
    opening = re.match(r"[a-z]+", text[len(found.text) :].strip())
    is_plural_noun = _is_present(joint["verb"]) and not (opening and _is_present(opening.group()))
    if (
        opening is None
        or is_plural_noun
        or _is_past(opening.group()) != _is_past(joint["verb"])
        or ", " in text[: joint.start()]
    ):
        return None
    return [f"{text[: joint.start()]}.", f"{found.text} {text[joint.start('verb') :]}"]


def _is_bare_plural(text: str) -> bool:
    """Whether a text opens with a plural noun and its verb: "whales hear …"."""
    opening = re.match(r"(?:[a-z-]+ )?[a-z]{3,}s ([a-z]+) ", text)
    return opening is not None and opening[1] in references.BASES


def _is_verb(word: str) -> bool:
    """Whether a word behind "and" can only be a verb: a past form or an auxiliary, not a plural noun."""
    is_known = word in references.PAST or (word.endswith("ed") and word in references.FINITE)
    return word in references.AUXILIARIES or is_known or _is_present(word)


def _is_present(word: str) -> bool:
    return word.endswith("s") and word[:-1] in references.BASES


def _is_past(word: str) -> bool:
    return word in references.PAST or word.endswith("ed")


def _has_verb(text: str) -> bool:
    return any(word.lower() in references.FINITE for word in sentences.words(text))


def _ends_in_list(first: str) -> bool:
    """Whether what stands behind the last comma of a first half has no verb, so that "and" goes on with it."""
    last = first.rpartition(", ")[2]
    return last != first and not _has_verb(last)
