"""What a story is told for: the sentence in which its teller says what it means. Extracted, never made up."""

import re
from collections.abc import Sequence

from pipelines.models import Segment
from pipelines.sentences import normalised_words

AFTER = 4  # sentences behind a story in which its point may still come
NO_POINT = "no sentence in the story or right after it says what it means"
_SHORTEST, _LONGEST = 5, 60  # words
_TOLD = 4  # words that must follow "I realised": captions cut sentences anywhere
_NOW = r"(?=.*\b(?:is|are|isn't|aren't|can|can't|matters?|needs?|has|it's|that's|there's|you|you're|never|always)\b)"
_STATED = re.compile(
    r"\bthe (?:\w+ )?(?:point|lesson|moral|takeaway|message)\b.{0,40}\b(?:is|was|here|that)\b|\bmy point is\b"
    r"|\b(?:taught (?:me|us)|showed (?:me|us) (?:that|how|what))\b|\bmade me (?:realise|realize|understand)\b"
    rf"|\b(?:what|things?) (?:that )?(?:i|we)(?:'ve)? (?:\w+ )?(?:learned|learnt|found|realised|realized|took away)\b{_NOW}"
    rf"|\b(?:i|we)(?:'ve|'d)? (?:suddenly |then |finally )?(?:learned|learnt|realised|realized|came to see|found out"
    rf"|understood|discovered) that\b{_NOW}"
    r"|\bthat(?:'s| is| was) (?:really )?(?:when|how|why) (?:i|we) (?:knew|learned|learnt|realised|realized|understood"
    r"|decided|stopped|started|fell in love)\b|\bthat(?:'s| is) exactly (?:what|how|why)\b"
    r"|\bchanged (?:my|how i|the way i)\b",
    re.IGNORECASE,
)
_DRAWN = re.compile(  # a conclusion, without a word that says it is one
    r"^(?:and )?so (?:i am|i'm|we are|we're) (?:here|still|glad|grateful|thankful|happy)\b|\bwhich is why i\b"
    r"|\bthere(?:'s| is| was) (?:just )?something about\b|\bto this day,? i\b|\bever since\b",
    re.IGNORECASE,
)
_TALK = re.compile(r"\b(?:let's|let me|this video|going to talk|next)\b", re.IGNORECASE)


def point_of(story: Sequence[Segment], after: Sequence[Segment]) -> str | None:
    """Return the sentence that states what a story means, verbatim, or None where none does.

    A stated lesson ("that taught me", "I learned that people are") goes before a drawn conclusion ("so I am here because of"); the
    later of two of a kind is taken. A conclusion counts only in the second half of the story or right after it.
    """
    best: tuple[int, int, str] | None = None
    candidates = [*story, *after[:AFTER]]
    for place, segment in enumerate(candidates):
        strength = _strength(segment.text, is_late=2 * place >= len(story))
        if strength and (best is None or (strength, place) > best[:2]):
            best = (strength, place, segment.text)
    return best[2] if best else None


def _strength(text: str, *, is_late: bool) -> int:
    plain = text.replace("’", "'")
    if not _SHORTEST <= len(normalised_words(plain)) <= _LONGEST or plain.endswith("?") or _TALK.search(plain):
        return 0
    if _says_more(_STATED.search(plain), plain):
        return 2
    return 1 if is_late and _says_more(_DRAWN.search(plain), plain) else 0


def _says_more(marker: re.Match[str] | None, text: str) -> bool:
    return marker is not None and len(normalised_words(text[marker.end() :])) >= _TOLD
