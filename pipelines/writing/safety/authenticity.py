"""Whether a script could be taken for mass-produced: what it shares with the creator's own last scripts, and what is first-hand.

YouTube pays no ads on "inauthentic content": mass-produced or repetitious videos that look as if made from one template
(YouTube Help, YouTube channel monetization policies). What is measured here is the text alone.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.models import ScriptSentence, SentenceKind
from pipelines.sentences import normalised_words
from pipelines.voice.words import is_function_word

SOURCE = "YouTube Help, YouTube channel monetization policies"
URL = "https://support.google.com/youtube/answer/1311392"
LAST_SCRIPTS = 3
"""Earlier scripts of the channel that a draft is compared with."""

MANY_TEMPLATES = 0.10
"""Share of sentences built like one of an earlier script, with other words in the same slots, from which that is a finding."""

_SHORTEST_AGAIN = 6  # words of a sentence that counts as said again
_LEAST_SLOTS, _LEAST_FIXED = 1, 5  # content words that change, and function words that stay, in a template
_FIRST_HAND = frozenset({SentenceKind.STORY, SentenceKind.OWN})
_FIRST_PERSON = re.compile(r"(?i)\b(?:I|I[’'](?:m|ve|d|ll)|me|my|mine|myself)\b")


@dataclass(frozen=True)
class Likeness:
    """A draft against the channel's earlier scripts. None: there is nothing to compare with, or nothing said."""

    n_scripts: int
    n_sentences: int
    again: tuple[tuple[ScriptSentence, str], ...]  # said word for word in an earlier script, and in which
    templated: tuple[tuple[ScriptSentence, str], ...]  # built like a sentence of an earlier script
    is_first_hand: bool  # something in it is the creator's own: a story, or a sentence in the first person
    waits_for: ScriptSentence | None  # the placeholder that asks for something first-hand

    @property
    def template_share(self) -> float | None:
        """Share of the sentences that are built like earlier ones or repeat them."""
        if not self.n_scripts or not self.n_sentences:
            return None
        return (len(self.again) + len(self.templated)) / self.n_sentences


def likeness(sentences: Sequence[ScriptSentence], earlier: Mapping[str, Sequence[ScriptSentence]]) -> Likeness:
    """Compare a script with earlier ones (what they are called → their sentences, the latest first)."""
    said, built = _index(earlier, _plain), _index(earlier, template)
    spoken = [s for s in sentences if not s.is_placeholder]
    own = [s for s in spoken if s.kind is not SentenceKind.STORY]
    again = [(s, said[key]) for s in own if (key := _plain(s.text)) in said]
    repeated = {sentence.sentence_id for sentence, _ in again}
    templated = [
        (s, built[key]) for s in own if s.sentence_id not in repeated and (key := template(s.text)) and key in built
    ]
    return Likeness(
        len(earlier),
        len(own),
        tuple(again),
        tuple(templated),
        any(s.kind in _FIRST_HAND or _FIRST_PERSON.search(s.text) for s in spoken),
        next((s for s in sentences if s.is_placeholder), None),
    )


def template(text: str) -> str | None:
    """Return a sentence with a slot for each run of content words: `So what is a pulsar?` → `so what is a _`.

    None where too little of it is fixed to be a template.
    """
    words = ["_" if not is_function_word(word) else word for word in normalised_words(text)]
    slots = [word for place, word in enumerate(words) if word != "_" or place == 0 or words[place - 1] != "_"]
    counted = Counter(word == "_" for word in slots)
    is_template = counted[True] >= _LEAST_SLOTS and counted[False] >= _LEAST_FIXED
    return " ".join(slots) if is_template else None


def _plain(text: str) -> str | None:
    words = normalised_words(text)
    return " ".join(words) if len(words) >= _SHORTEST_AGAIN else None


def _index(earlier: Mapping[str, Sequence[ScriptSentence]], key_of: Callable[[str], str | None]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, sentence in _spoken(earlier):
        key = key_of(sentence.text)
        if key is not None:
            found.setdefault(key, name)
    return found


def _spoken(earlier: Mapping[str, Sequence[ScriptSentence]]) -> Iterator[tuple[str, ScriptSentence]]:
    for name, sentences in earlier.items():
        for sentence in sentences:
            if not sentence.is_placeholder and sentence.kind is not SentenceKind.STORY:
                yield name, sentence
