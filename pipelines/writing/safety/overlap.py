"""How much of a script stands in its sources word for word, beyond the runs of twelve words that are blocked anyway."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.models import ScriptSentence, SentenceKind
from pipelines.sentences import normalised_words
from pipelines.writing.rules import SourceIndex, unquoted

CLOSE_RUN = 9
"""Words in a row from which a sentence may be close to its source; twelve are blocked."""

CLOSE_SHARE = 0.75
"""Of a sentence's words that stand in such a run: then it is the source's sentence with a word changed."""

MUCH = 0.33
"""Of a script's words that stand in runs of seven or more: then it reads like its sources."""

_RUN = 7


@dataclass(frozen=True)
class Overlap:
    """Words of a script that stand in a source in runs of seven or more. Quotations and stories do not count."""

    n_shared: int
    n_words: int

    @property
    def share(self) -> float | None:
        """The share of all words, None for an empty script."""
        return self.n_shared / self.n_words if self.n_words else None


def overlap(sentences: Sequence[ScriptSentence], index: SourceIndex) -> Overlap:
    """Return how much of a script's own words stand in its sources."""
    own = _own(sentences)
    runs = [index.longest_run(unquoted(sentence.text))[1] for sentence in own]
    return Overlap(sum(run for run in runs if run >= _RUN), sum(len(normalised_words(s.text)) for s in own))


def close(sentences: Sequence[ScriptSentence], index: SourceIndex) -> Iterator[tuple[ScriptSentence, int]]:
    """Yield (sentence, words in a row) for each sentence that is hardly changed against a source."""
    for sentence in _own(sentences):
        said = normalised_words(unquoted(sentence.text))
        run = index.longest_run(unquoted(sentence.text))[1]
        if run >= CLOSE_RUN and run >= CLOSE_SHARE * len(said):
            yield sentence, run


def _own(sentences: Sequence[ScriptSentence]) -> list[ScriptSentence]:
    return [s for s in sentences if not s.is_placeholder and s.kind is not SentenceKind.STORY]
