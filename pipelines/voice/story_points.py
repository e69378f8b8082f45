"""What a story is told for: the sentence in which its teller says what it means. Extracted, never made up."""

import re
from collections.abc import Sequence

from pipelines.models import Segment
from pipelines.sentences import normalised_words

AFTER = 4  # sentences behind a story in which its point may still come
NO_POINT = "no sentence in the story or right after it says what it means"
_SHORTEST, _LONGEST = 5, 60  # words
_TOLD = 4  # words that must follow "I realised": captions cut sentences anywhere
_STATED = re.compile(
    r"\bthe (?:\w+ )?(?:point|lesson|moral|takeaway|message)\b.{0,40}\b(?:is|was|here|that)\b|\bmy point\b"
    r"|\b(?:taught|teaches|showed) (?:me|us|you)\b|\b(?:i|we)(?:'ve)? learn(?:ed|t)\b(?! (?:how )?to\b| from\b|, by)"
    r"|\bthat(?:'s| is| was) (?:really )?(?:when|how|why) (?:i|we)\b|\bmade me (?:realise|realize|understand|see|think)\b"
    r"|\bthat(?:'s| is) exactly (?:what|how|why)\b|\b(?:i|we)(?:'d)? (?:suddenly |then |finally )?(?:realised|realized"
    r"|came to (?:see|understand)|found out that|discovered that)\b"
    r"|\bchanged (?:my|how i|the way)\b|\bthe reason (?:i|why i) (?:bring|mention|tell|say)\b"
    r"|\bpart of the (?:inspiration|reason)\b",
    re.IGNORECASE,
)
_DRAWN = re.compile(  # a conclusion, without a word that says it is one
    r"^(?:and )?so (?:i am|i'm|we are|we're|that's (?:how|why|when)|it turn(?:s|ed) out)\b|\bbecause of (?:that|a|this|it)\b"
    r"|\bwhich is (?:why|exactly)\b|\bthe (?:valuable|important|real|key|interesting|funny) (?:thing|part|problem)\b"
    r"|\bthere(?:'s| is| was) (?:just )?something about\b|\bto this day\b|\bever since\b",
    re.IGNORECASE,
)
_TALK = re.compile(r"\b(?:let's|let me|this video|going to talk|next)\b", re.IGNORECASE)


def point_of(story: Sequence[Segment], after: Sequence[Segment]) -> str | None:
    """Return the sentence that states what a story means, verbatim, or None where none does.

    A stated lesson ("that taught me", "I realised") goes before a drawn conclusion ("so I am here because of"); the
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
