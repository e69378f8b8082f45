"""What a creator does how often, and their voice as a writer asks it: habits, and the nearness of sentences."""

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.models import VoiceFeatures, VoiceProfile
from pipelines.voice.score import score_sentences

LEAST_SENTENCES = 40
"""Sentences under which a share says nothing."""


@dataclass(frozen=True)
class Habits:
    """Shares counted over a channel's videos; empty where too little was said."""

    n_sentences: int = 0
    openers: Mapping[str, float] = field(default_factory=dict)  # class of `words.OPENER_CLASSES` → share of sentences
    words: Mapping[str, float] = field(default_factory=dict)  # function word, marker or hedge → times per word
    sentence_words: float | None = None  # mean length of a sentence; None where sentence ends are guessed
    contracted: float | None = None  # share of what can be contracted

    @property
    def are_known(self) -> bool:
        """Whether enough was said to go by."""
        return self.n_sentences >= LEAST_SENTENCES

    def allowed(self, wording: str, n_words: int) -> int:
        """Return how often a wording may stand in `n_words` at the creator's own rate."""
        return round(self.words.get(wording, 0.0) * n_words)


def habits_of(features: Sequence[VoiceFeatures]) -> Habits:
    """Add up the counts of videos."""
    totals: dict[str, Counter[str]] = {}
    for row in features:
        for family, counts in row.counts.items():
            totals.setdefault(family, Counter()).update(counts)
    speech, lengths, shape = (totals.get(name, Counter()) for name in ("speech", "lengths", "shape"))
    n_sentences, n_words = speech["sentences"], speech["words"]
    if n_sentences < LEAST_SENTENCES or not n_words:
        return Habits(n_sentences)
    said = totals.get("hedges", Counter()) | totals.get("function_words", Counter()) | totals.get("markers", Counter())
    is_marked = lengths["sentences"] >= LEAST_SENTENCES
    return Habits(
        n_sentences,
        {name: n / lengths["sentences"] for name, n in totals.get("openers", Counter()).items()} if is_marked else {},
        {word: n / n_words for word, n in said.items()},
        lengths["words"] / lengths["sentences"] if is_marked else None,
        shape["contracted"] / shape["contractible"] if shape["contractible"] else None,
    )


@dataclass(frozen=True)
class CreatorVoice:
    """A channel's voice as the writer asks it."""

    profile: VoiceProfile

    def __call__(self, sentences: Sequence[str]) -> list[float | None]:
        """Return the nearness of each sentence to the creator's voice; see `score_sentences`."""
        return score_sentences(sentences, self.profile)

    @functools.cached_property
    def habits(self) -> Habits:
        """What the creator does how often."""
        return habits_of(self.profile.features)
