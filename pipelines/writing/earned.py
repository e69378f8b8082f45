"""What earns a remark about a sentence: a word of amazement needs something amazing, a pause something hard to take in.

A listener who is told that a part is interesting looks for what is interesting in it. These are the signs of it that a
sentence shows by itself; what contradicts a belief is known from the belief.
"""

import re

from pipelines.writing import difficulty
from pipelines.writing.audience import Level

_LARGE = re.compile(r"\d[\d,.]* (?:million|billion|trillion)|\d{1,3},\d{3}|\bin an? (?:million|billion|trillion)\b")
_UNIT = re.compile(
    r"(?i)(?:so |and |now, )?(?:one|an?) [\w-]+(?: \w+)? (?:is|equals|has|are) (?:about |roughly |around )?\d"
)
"""What a unit is worth, which nobody is amazed at."""
_SUPERLATIVE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|became|remains?) (?:among |one of |still |by far )*(?:the|our|its) (?:\w{3,}est|most \w+)\b"
)
_AGAINST = re.compile(r"(?i)^(?:but|and yet|yet|even so)\b|\b(?:even though|despite|nothing|nobody|no one)\b")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’])")
_CLEARLY = 0.03  # of difficulty above the level, from which a word asks for a pause
_MANY = 2  # figures in one sentence that are hard to hold in mind
PAUSES = r"\b(?:slow(?:ly)? ?(?:down)?|stay with me|bear with me|one step at a time|hold on|say that again)\b"
"""Words that ask a listener to take their time."""


def strikes(text: str) -> bool:
    """Whether a sentence states a number that a listener is struck by; what a unit is worth is none."""
    return _LARGE.search(text) is not None and _UNIT.match(text) is None


def surpasses(text: str) -> bool:
    """Whether a sentence says of its subject that it is the most of all."""
    return _SUPERLATIVE.search(text) is not None


def amazes(text: str) -> bool:
    """Whether a sentence earns a word of amazement: a striking number, a superlative said of its subject, a turn against what one expects."""
    return strikes(text) or surpasses(text) or _AGAINST.search(text) is not None


def is_dense(text: str, level: Level) -> bool:
    """Whether a sentence is hard to take in at once: several figures or a striking one, or a word above the audience's level."""
    if len(_FIGURE.findall(text)) >= _MANY or strikes(text):
        return True
    return any(difficulty.of_word(word) >= level.hardest + _CLEARLY for word in _WORD.findall(text))
