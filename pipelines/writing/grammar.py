"""The grammar that rewriting needs: where a sentence has its subject and verb, in which number, and what may stand for it.

Every question has "cannot tell" as an answer (None or False), on which callers leave a sentence as it is or give it up.
"""

import re
from functools import lru_cache

from pipelines.writing import verbs
from pipelines.writing.spoken_forms import capitalised

DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "our",
        "his",
        "her",
        "each",
        "every",
        "all",
        "most",
        "many",
        "some",
        "several",
        "both",
        "no",
        "any",
        "one",
        "two",
    ]
)
PRONOUNS = frozenset(
    ["it", "they", "we", "you", "he", "she", "there", "i", "nobody", "everything", "everyone", "nothing", "something"]
)
PREPOSITIONS = frozenset(
    [
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "without",
        "after",
        "before",
        "during",
        "over",
        "under",
        "through",
        "between",
        "among",
        "near",
        "of",
        "to",
        "as",
        "since",
        "until",
        "within",
        "across",
        "against",
        "about",
        "above",
        "below",
        "inside",
        "outside",
        "toward",
        "towards",
        "like",
        "unlike",
        "despite",
        "around",
        "along",
    ]
)
PRESENTS = re.compile(
    r"(?:(?:And|But|So) )?(?:[Tt]ake|[Cc]onsider|[Ll]ook at|[Ss]uppose|[Ii]magine|[Pp]icture|[Tt]hink (?:of|about)|[Tt]hen there(?:['’]s| is| are)) "
)
"""What asks a listener to turn to something: no statement, so nothing that can be said to have been seen."""

SUBORDINATORS = r"(?:when|if|because|as|after|before|since|while|although|though|once|until|unless|where|whereas)"


def without_asides(text: str) -> str | None:
    """Drop what stands in round brackets; None where a bracket has no partner."""
    bare = re.sub(r"\s*\([^()]*\)", "", text)
    return None if re.search(r"[()\[\]]", bare) else re.sub(r"\s+([,.;])", r"\1", bare)


_NOUNS_TOO = frozenset("means sums results forces forms states changes measures signals waves layers names".split())


@lru_cache(maxsize=8192)
def main_verb(text: str) -> str | None:
    """Return the first finite verb after the subject, or None where none is known."""
    tokens = [token.strip(',.:;“”"') for token in text.split()]
    for position, token in enumerate(tokens[1:], start=1):
        previous = tokens[position - 1].lower()
        following = tokens[position + 1].lower() if position + 1 < len(tokens) else ""
        if token in _NOUNS_TOO and (
            following in {"", "and", "of", "or"} or verbs.is_finite(following) or verbs.is_base(following)
        ):
            continue  # "the sample means will", "the sums tend"
        if token == "called" and not verbs.is_auxiliary(previous):
            continue  # "an object called a black hole"
        if previous in DETERMINERS and not verbs.is_auxiliary(token):
            continue
        if previous in {"to", "of"} or (previous in PREPOSITIONS and not verbs.is_auxiliary(token)):
            continue
        if _is_plural_after_plural(tokens, position):
            continue
        if verbs.is_finite(token) and not _is_participle(tokens, position):
            return token
        if verbs.is_base(token) and token not in PREPOSITIONS and is_plural_noun(tokens[position - 1]):
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


def _is_plural_after_plural(tokens: list[str], position: int) -> bool:
    """Whether a form in -s cannot be the verb of the plural that the words before it are: `observations of distant stars`."""
    if verbs.is_auxiliary(tokens[position]) or verbs.number(tokens[position]) != "singular":
        return False
    before = tokens[:position]
    first = next((place for place, token in enumerate(before) if token.lower() in PREPOSITIONS), len(before))
    head = " ".join(before[:first])
    return 0 < first < position and is_plural_noun(head) and not any(map(verbs.is_auxiliary, before))


def is_clause(text: str) -> bool:
    """Whether `text` has a finite verb after some subject."""
    return len(text.split()) >= 3 and main_verb(text) is not None


def starts_clause(text: str) -> bool:
    """Whether `text` opens with a subject that is soon followed by its verb."""
    tokens = [token.strip(",.:;") for token in text.split()]
    if len(tokens) < 3:
        return False
    first = tokens[0].lower()
    if first in PRONOUNS:
        verb = tokens[2] if tokens[1].endswith("ly") else tokens[1]
        return verbs.is_finite(verb) or verbs.is_base(verb)
    if not (first in DETERMINERS or tokens[0][:1].isupper() or is_plural_noun(tokens[0])):
        return False
    if verbs.is_finite(tokens[0]) and not tokens[0][:1].isupper() and first not in DETERMINERS:
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
    while before and before[-1].lower() in {
        "also",
        "now",
        "then",
        "still",
        "usually",
        "often",
        "never",
        "always",
        "only",
        "not",
    }:
        before.pop()
    subject = " ".join(before)
    if (
        not before
        or len(before) > 9
        or re.search(r"[,:;]|\b(?:that|which|who|when|if|because|while|as|and then)\b", subject)
    ):
        return None
    if before[0].lower() in PREPOSITIONS or before[0].lower() in {"there", "what", "how", "why", "where", "to"}:
        return None
    return subject


def pronoun_for(subject: str, verb: str) -> str:
    """Return `it`, `they` or the surname that stands for a subject on its second mention."""
    if is_person(subject):
        surname = subject.rsplit(maxsplit=1)[-1]
        return subject if subject.lower() in PRONOUNS or surname.endswith(".") else surname
    if subject.lower() in PRONOUNS:
        return subject.lower()
    return "they" if is_plural(subject, verb) else "it"


def is_plural(subject: str, verb: str) -> bool:
    """Whether a subject is plural, by its verb's form, else by its own."""
    shown = verbs.number(verb)
    if shown is not None:
        return shown == "plural"
    head = re.split(r"\s(?:of|in|on|at|from|with|for|near|inside|between)\s", subject)[0]
    return is_plural_noun(head) or " and " in subject


def is_person(subject: str) -> bool:
    """Whether a subject looks like a person's name: two or more capitalised words and no determiner."""
    words = subject.split()
    institutions = {
        "University",
        "Telescope",
        "Observatory",
        "Way",
        "Galaxy",
        "Bang",
        "System",
        "Theorem",
        "Survey",
        "Space",
    }
    return (
        2 <= len(words) <= 4
        and all(re.fullmatch(r"[A-Z][\w.’'-]*[a-z.][\w’'-]*", word) for word in words)
        and words[0] not in {"The", "A", "An", "This", "These", "Most", "Many", "Some", "All", "General", "Special"}
        and not institutions & set(words)
    )


def lowered(text: str) -> str:
    """Return `text` with its first letter in lower case, unless its first word is a name, an acronym or `I`."""
    first = text.split(" ", maxsplit=1)[0]
    common = first.lower() in DETERMINERS | PRONOUNS | PREPOSITIONS - {"i"} or re.fullmatch(
        rf"{SUBORDINATORS}|most|some|many|such|what|how|why|more|only|even|every|stars|galaxies|light|general|altogether|gravity|space|time|matter|"
        r"people|scientists|astronomers|physicists|researchers|observers|electrons|protons|neutrons|atoms|nothing|nearly|almost|"
        r"other|another|different|several|few|here|there|then|today|now|once|over|under|about|just|not|long|short|larger|"
        r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|every|each|any|memory|memories|energy|objects|white|red|black|massive|neutron|samples?|averages|theory|observations|radiation",
        first.lower(),
    )
    return text[:1].lower() + text[1:] if common and first != "I" else text


def is_plural_noun(text: str) -> bool:
    """Whether the last word of `text` looks like a plural noun."""
    word = text.rsplit(maxsplit=1)[-1].strip(",.") if text.split() else ""
    lowered_word = word.lower()
    if lowered_word in {"people", "data", "nuclei", "supernovae", "novae", "phenomena", "children", "men", "women"}:
        return True
    return (
        len(word) > 3
        and lowered_word.endswith("s")
        and not lowered_word.endswith(("ss", "us", "is", "’s", "'s", "ics"))
    )


def is_noun_like(token: str, position: int) -> bool:
    """Whether a token can be, or announces, a noun that a later pronoun stands for."""
    lowered_token = token.lower()
    return (
        lowered_token in DETERMINERS - {"its", "their", "his", "her", "this", "these", "those", "that"}
        or (position > 0 and token[:1].isupper())
        or (
            position == 0
            and token[:1].isupper()
            and lowered_token not in PRONOUNS | PREPOSITIONS
            and not verbs.is_base(token)
        )
        or is_plural_noun(token)
    )


def has_connective(text: str) -> bool:
    """Whether a sentence opens with a word that ties it to the one before."""
    return re.match(r"(?i)(?:and|but|so|or|yet|now|then|also|that's|that|because)\b", text) is not None


_UNIQUE = frozenset(
    [
        "universe",
        "sun",
        "earth",
        "moon",
        "sky",
        "brain",
        "world",
        "night",
        "human",
        "first",
        "most",
        "best",
        "more",
        "only",
        "same",
        "big",
        "milky",
        "solar",
        "whole",
    ]
)


def is_definite(text: str) -> bool:
    """Whether a sentence opens with a definite thing that it does not itself explain: `The dome shows …`."""
    match = re.match(r"The ([\w-]+)(?: ([\w-]+))?(?: ([\w-]+))?", text)
    if (
        not match
        or match.group(1).lower() in _UNIQUE
        or re.match(r"The [^,]{1,50}? (?:of|that|in|between|from|for|which)\b", text)
    ):
        return False
    subject = subject_of(text)
    if subject is None or any(word[:1].isupper() for word in subject.split()[1:]):
        return subject is None
    return re.match(re.escape(subject) + r" (?:is|was|are|were) (?:an?|called|the)\b", text) is None


def head_noun(text: str) -> str:
    """Return the words of the definite subject that a sentence opens with."""
    subject = subject_of(text)
    return subject.split()[-1] if subject else ""
