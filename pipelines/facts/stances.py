"""Whether two clauses say opposite things of one subject: a negation, an opposite, or a comparison turned round."""

import re

from pipelines.facts import frames
from pipelines.facts.frames import Frame
from pipelines.facts.statements import opposite_stems, stem
from pipelines.sentences import words

MIN_SHARED = 2
_PARTIAL = frozenset(
    """some many most few often sometimes usually rarely can could may might several certain generally typically mostly largely
    partly not-only longer only just necessarily merely simply entirely completely fully exactly alone once both either
    neither still yet same until hardly""".split()
)  # with one of these, the opposite of a sentence can be true beside it
_COMPARED = re.compile(
    r"^(?P<left>.+?)\b(?:is|are|was|were|has|have)\b (?:an? |much |far |considerably |slightly )*(?P<more>(?:more|less|fewer) [\w-]+|\w{2,}er)\b(?P<what>[^.]*?) than (?P<right>.+?)\.?$"
)
Opposed = tuple[frozenset[str], str, str]


def opposed(mine: Frame, theirs: Frame) -> Opposed | None:
    """Return what two clauses speak of and how each puts it, where one denies the other; None where they do not."""
    if _partial(mine) or _partial(theirs) or not mine.subject or mine.subject != theirs.subject:
        return None
    pairs = _opposite_words(mine.said, theirs.said)
    is_turned = (mine.is_negated != theirs.is_negated) != (len(pairs) == 1)
    if not is_turned or len(pairs) > 1:
        return None
    own, other = (mine.predicate - _content(pairs, 0)), (theirs.predicate - _content(pairs, 1))
    shared = mine.subject | (own & other)
    if own - theirs.everything or other - mine.everything or len(shared) < MIN_SHARED:
        return None
    if pairs and not _is_said_of_all(pairs, mine, theirs):
        return None
    return shared, mine.said, theirs.said


def turned_comparison(one: str, two: str) -> Opposed | None:
    """Return what "A is larger than B" and "B is larger than A" speak of; None for other sentences."""
    left, right = _COMPARED.match(one), _COMPARED.match(two)
    if not left or not right:
        return None
    mine = [frames.content(left.group(name)) for name in ("left", "right")]
    theirs = [frames.content(right.group(name)) for name in ("left", "right")]
    if not all(mine) or not all(theirs) or mine[0] == mine[1]:
        return None
    if frames.content(left.group("what")) != frames.content(right.group("what")):
        return None
    is_same = left.group("more").lower() == right.group("more").lower()
    is_opposite = bool(_opposite_words(left.group("more"), right.group("more")))
    if (is_same and mine == theirs[::-1]) or (is_opposite and mine == theirs):
        return mine[0] | mine[1], one[left.start("more") :], two[right.start("more") :]
    return None


def _partial(frame: Frame) -> bool:
    return bool(_PARTIAL & {word.lower() for word in words(frame.said)})


def _opposite_words(one: str, two: str) -> list[tuple[str, str]]:
    own, other = ({stem(word): word for word in words(text.lower())} for text in (one, two))
    return [
        (own[word], other[opposite])
        for word in sorted(own.keys() - other.keys())
        for opposite in sorted(opposite_stems().get(word, frozenset()) & (other.keys() - own.keys()))
    ]


def _content(pairs: list[tuple[str, str]], side: int) -> frozenset[str]:
    return frozenset().union(*(frames.content(pair[side]) for pair in pairs))


def _is_said_of_all(pairs: list[tuple[str, str]], mine: Frame, theirs: Frame) -> bool:
    """Whether the opposites are what is said, not a part of the conditions ("at high pressure", "at low pressure")."""
    return not (_content(pairs, 0) & mine.conditions or _content(pairs, 1) & theirs.conditions)
