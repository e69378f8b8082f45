"""Which version of each beat makes the best script: a search over all combinations, by voice, coverage, coherence and length.

Versions are written apart from each other, so what a combination is worth is what its beats are worth plus what its seams
cost. Such a sum has an exact best by dynamic programming over (version of the last beat, words so far).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.models import ScriptSentence, VerifiedFact
from pipelines.writing import coherence, rules, speakability
from pipelines.writing.beat_briefs import BeatBrief

_VOICE, _COVERAGE, _COHERENCE, _SPEAKABILITY, _LENGTH = 0.3, 0.25, 0.2, 0.1, 0.15
_SEAM_FAULT = 0.02  # of a script that is worth 1 at most
_SEAM_COPY = 0.5  # for a run of source words that goes through a seam, which the checks refuse
_OFF_TARGET = 1.0  # for a script as much too long or short as it should be long, beyond what is free
_FREE = 0.03  # share of its words by which a script may miss its length at no cost
_EDGE = 3  # sentences on each side of a seam that are looked at
Version = Sequence[ScriptSentence]
Voice = Callable[[Sequence[str]], list[float | None]]


class Hearing:
    """The nearness of sentences to the creator's voice, each measured once."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._heard: dict[str, float | None] = {}

    def __call__(self, text: str) -> float | None:
        """Return the nearness of one sentence, None where it cannot be told."""
        self.listen([text])
        return self._heard[text]

    def listen(self, texts: Iterable[str]) -> None:
        """Measure many sentences in one go."""
        new = [text for text in dict.fromkeys(texts) if text not in self._heard]
        if new:
            self._heard.update(zip(new, self._voice(new), strict=True))


@dataclass(frozen=True)
class Merits:
    """What a version of a beat is worth, each 0..1. `voice` is None where it cannot be told."""

    voice: float | None
    coverage: float  # share of the facts that it has to tell
    coherence: float  # share of its sentences without a fault
    speakability: float  # 1 where nothing is hard to say, 0 where every sentence must be said again
    length: float  # 1 on its budget, 0 at none or twice of it

    @property
    def worth(self) -> float:
        """The weighted sum, 0..1; without a voice, of the rest."""
        rest = (
            _COVERAGE * self.coverage
            + _COHERENCE * self.coherence
            + _SPEAKABILITY * self.speakability
            + _LENGTH * self.length
        )
        return rest / (1 - _VOICE) if self.voice is None else rest + _VOICE * self.voice


@dataclass(frozen=True)
class Judge:
    """Scores versions of beats and the seams between them, each once: a search asks for the same ones again and again."""

    voice: Hearing
    sections: Mapping[str, object]  # fact id → its section in the sources
    sources: rules.SourceIndex
    _merits: dict[tuple[str, tuple[ScriptSentence, ...]], Merits] = field(default_factory=dict)
    _seams: dict[tuple[tuple[ScriptSentence, ...], ...], float] = field(default_factory=dict)

    def merits(self, version: Version, brief: BeatBrief) -> Merits:
        """Return what a version of a beat is worth by itself."""
        key = (brief.beat.beat_id, tuple(version))
        if key not in self._merits:
            self._merits[key] = self._measured(version, brief)
        return self._merits[key]

    def _measured(self, version: Version, brief: BeatBrief) -> Merits:
        spoken = [sentence for sentence in version if not sentence.is_placeholder]
        heard = [score for sentence in spoken if (score := self.voice(sentence.text)) is not None]
        told = {fact_id for sentence in version for fact_id in sentence.fact_ids}
        n = max(1, len(spoken))
        return Merits(
            voice=sum(heard) / len(heard) if heard else None,
            coverage=len(told & brief.due) / len(brief.due) if brief.due else 1.0,
            coherence=max(0.0, 1 - self.faults(version) / n),
            speakability=max(0.0, 1 - sum(speakability.cost(sentence.text) for sentence in spoken) / n),
            length=max(0.0, 1 - abs(rules.spoken_words(version) - brief.words) / brief.words),
        )

    def faults(self, sentences: Version) -> int:
        """Return the number of repetitions, jumps and dangling references of a run of sentences."""
        return (
            len(coherence.repetitions(sentences))
            + len(coherence.jumps(sentences, self.sections))
            + len(coherence.dangling(sentences, self.sections))
        )

    def seam(self, last: Version, following: Version) -> float:
        """Return what it costs that one version follows another; negative where the one before mends a fault."""
        tail, head = tuple(last[-_EDGE:]), tuple(following[:_EDGE])
        key = (tail, head)
        if key not in self._seams:
            self._seams[key] = self._seam(tail, head)
        return self._seams[key]

    def _seam(self, tail: tuple[ScriptSentence, ...], head: tuple[ScriptSentence, ...]) -> float:
        more = self.faults([*tail, *head]) - self.faults(tail) - self.faults(head)
        copied = any(sentence in head for sentence, _ in rules.verbatim_places([*tail, *head], self.sources))
        return _SEAM_FAULT * more + (_SEAM_COPY if copied else 0.0)

    def worth(self, script: Sequence[Version], briefs: Sequence[BeatBrief], opening: Version = ()) -> float:
        """Return what a whole script is worth, one version a beat, behind its opening."""
        total = sum(brief.words for brief in briefs) + rules.spoken_words(opening)
        beats = sum(
            self.merits(version, brief).worth * brief.words / total
            for version, brief in zip(script, briefs, strict=True)
        )
        seams = sum(self.seam(last, following) for last, following in zip([opening, *script], script, strict=False))
        spoken = rules.spoken_words(opening) + sum(map(rules.spoken_words, script))
        return beats - seams - _off_target(spoken, total)


def best(
    judge: Judge, versions: Sequence[Sequence[Version]], briefs: Sequence[BeatBrief], opening: Version = ()
) -> list[Version]:
    """Return one version a beat: the combination that is worth most; of equals, the one of the earlier versions.

    `versions` holds at least one version a beat, `opening` what stands before the first.
    """
    total = sum(brief.words for brief in briefs) + rules.spoken_words(opening)
    states: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(-1, rules.spoken_words(opening)): (0.0, ())}
    for beat, brief in enumerate(briefs):
        own = [judge.merits(version, brief).worth * brief.words / total for version in versions[beat]]
        lengths = [rules.spoken_words(version) for version in versions[beat]]
        lasts = [opening] if not beat else versions[beat - 1]
        seams = [[judge.seam(last, version) for version in versions[beat]] for last in lasts]
        reached: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {}
        for (last, spoken), (worth, path) in states.items():
            for number, value in enumerate(own):
                state = (number, spoken + lengths[number])
                found = worth + value - seams[max(last, 0)][number]
                if state not in reached or found > reached[state][0]:
                    reached[state] = (found, (*path, number))
        states = reached
    ranked = ((worth - _off_target(spoken, total), path) for (_, spoken), (worth, path) in states.items())
    _, chosen = min(((-worth, path) for worth, path in ranked))
    return [versions[beat][number] for beat, number in enumerate(chosen)]


def _off_target(spoken: int, total: int) -> float:
    return _OFF_TARGET * max(0.0, abs(spoken - total) / total - _FREE)


def sections(facts: Sequence[VerifiedFact]) -> dict[str, object]:
    """Return fact id → the section of the sources that it stands in."""
    return {fact.fact_id: (fact.document_id, fact.heading) for fact in facts}
