"""How a creator opens videos, as far as an opening can be written so: which kinds, with which first words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.models import HookKind, VoiceFeatures
from pipelines.voice import words
from pipelines.voice.openings import OPENING_MOVES

_LOOKS_LIKE: Mapping[HookKind, re.Pattern[str]] = {
    HookKind.DEMONSTRATION: OPENING_MOVES["sets a scene"],
    HookKind.STORY: OPENING_MOVES["tells a story"],
    HookKind.CONTRADICTION: OPENING_MOVES["challenges a belief"],
    HookKind.NUMBER: OPENING_MOVES["gives a number"],
    HookKind.STAKES: re.compile(
        r"\b(?:affects?|matters?|important|cost|worth|changed?|changing|danger\w*|risk\w*|afford|life|lives)\b"
    ),
    HookKind.MYSTERY: re.compile(
        r"\b(?:myster(?:y|ies|ious)|nobody (?:really )?knows|no one (?:really )?knows|unknown|puzzl\w+|unsolved|open (?:question|problem))\b"
    ),
}
_STARTS = re.compile(
    r"^(?:okay,? so|all right,? so|alright,? so|so|okay|all right|alright|now|well|right|you know|look|listen)\b"
)
_LEAST_SHARE = 0.25
"""Of a creator's videos, from which first words are a habit."""

LEAST_VIDEOS = 3
_LONG_EXAMPLE = 25  # words


@dataclass(frozen=True)
class OpeningStyle:
    """What the first sentences of a creator's videos have in common. Without videos, nothing is known."""

    n_videos: int = 0
    kinds: Mapping[HookKind, int] = field(default_factory=dict)  # videos that open so
    examples: Mapping[HookKind, str] = field(default_factory=dict)  # a sentence that shows it
    start: str | None = None  # first words of many videos, as they stand before a clause: "So,"

    def share(self, kind: HookKind) -> float | None:
        """Return the share of the creator's videos that open so, None for too few videos."""
        return self.kinds.get(kind, 0) / self.n_videos if self.n_videos >= LEAST_VIDEOS else None

    def fit(self, kind: HookKind) -> float | None:
        """Return how usual a kind is for this creator, 1 for their most usual; None for too few videos."""
        share = self.share(kind)
        if share is None:
            return None
        return share * self.n_videos / max(1, *self.kinds.values()) if self.kinds else 0.0

    def told(self, kind: HookKind) -> str:
        """Say in a sentence how usual a kind is, with a place that shows it."""
        if self.n_videos < LEAST_VIDEOS:
            return f"{self.n_videos} of your videos show how they begin; {LEAST_VIDEOS} are needed to know your way to open."
        n = self.kinds.get(kind, 0)
        if n == 0:
            return f"None of your {self.n_videos} videos opens so."
        return f"{n} of your {self.n_videos} videos open{'s' * (n == 1)} so: “{self.examples[kind]}”"


UNKNOWN = OpeningStyle()


def mined(features: Sequence[VoiceFeatures]) -> OpeningStyle:
    """Return the opening style of a channel from the first sentences kept of each video."""
    openings = [row.edges["opening"] for row in features if row.edges.get("opening")]
    kinds: Counter[HookKind] = Counter()
    examples: dict[HookKind, str] = {}
    starts: Counter[str] = Counter()
    for opening in openings:
        for kind in HookKind:
            shown = next((text for text in opening if _opens(kind, text)), None)
            if shown is not None:
                kinds[kind] += 1
                examples[kind] = max(examples.get(kind, shown), shown, key=_readability)
        start = _STARTS.match(_plain(opening[0]))
        if start:
            starts[start.group()] += 1
    start_words, n = max(starts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    is_habit = n >= max(LEAST_VIDEOS, _LEAST_SHARE * len(openings))
    return OpeningStyle(len(openings), dict(kinds), examples, _written(start_words) if is_habit else None)


def _opens(kind: HookKind, text: str) -> bool:
    if kind is HookKind.QUESTION:
        return words.is_question(text, text.rstrip()[-1:] in ".?!") and not words.is_tag_question(text)
    return _LOOKS_LIKE[kind].search(_plain(text)) is not None


def _readability(text: str) -> tuple[bool, bool]:
    """Captions without marks and very long sentences show less."""
    return text[:1].isupper() and text.rstrip()[-1:] in ".?!", len(text.split()) <= _LONG_EXAMPLE


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _written(start: str) -> str:
    """`okay so` → `Okay, so`; `now` → `Now,`. A lone "so" takes no comma."""
    if start.endswith(" so"):
        return f"{start.removesuffix(' so').rstrip(',').capitalize()}, so"
    return "So" if start == "so" else f"{start.capitalize()},"
