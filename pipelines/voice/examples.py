"""Where a trait can be heard in one video: the sentences, or pairs of them, that show it best.

Only places are kept (sentence, how many sentences, how well they show it). A profile chooses among the places of all
videos and reads just those sentences.
"""

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.models import Segment
from pipelines.voice import openings, pacing, words
from pipelines.voice.sentence import LONG_WORDS, SHORT_WORDS, MeasuredSentence
from pipelines.voice.succession import LONG_BEFORE, SHORT_AFTER
from pipelines.voice.traits import KINDS

PER_VIDEO = 2
_QUOTE_WORDS = (5, 30)  # a quote of this length is read at a glance
_LONGEST_QUOTE = 45

Example = list[float]  # ordinal of the first sentence, number of sentences, strength; a list, as it is stored
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class _Heard:
    """A sentence as evidence."""

    segment: Segment
    sentence: MeasuredSentence
    counts: Counts
    mean: Mapping[str, float | None]  # the video's own measures
    position: float  # in the video, 0..1

    @property
    def n_words(self) -> int:
        return len(self.sentence.words)

    def count(self, family: str, name: str | None = None) -> int:
        found = self.counts.get(family, {})
        return sum(found.values()) if name is None else found.get(name, 0)


_Strength = Callable[[_Heard], float]


def _dense(family: str, name: str | None = None) -> _Strength:
    return lambda heard: heard.count(family, name) / (8 + heard.n_words)


def _whether(family: str, name: str) -> _Strength:
    return lambda heard: float(heard.count(family, name) > 0)


def _near_own_length(heard: _Heard) -> float:
    mean = heard.mean["sentence_length_mean"]
    return 0.0 if mean is None or not heard.sentence.is_punctuated else 1 / (1 + abs(heard.n_words - mean))


def _of_length(low: int, high: int) -> _Strength:
    return lambda heard: float(low <= heard.n_words <= high and heard.sentence.is_punctuated)


def _asks(heard: _Heard) -> float:
    return float(words.is_question(heard.sentence.text, heard.sentence.is_punctuated))


def _own_pace(heard: _Heard) -> float:
    return _near_pace(heard, heard.mean["words_per_minute_speech"] or heard.mean["words_per_minute"])


def _near_pace(heard: _Heard, pace: float | None) -> float:
    segment = heard.segment
    if pace is None or heard.n_words < 8 or segment.start_s is None or segment.end_s is None:
        return 0.0
    seconds = segment.end_s - segment.start_s
    return 1 / (1 + abs(60 * heard.n_words / seconds - pace)) if seconds > 0 else 0.0


def _pace_of_part(trait: str, low: float, high: float) -> _Strength:
    """Nearness to the pace of one part of the video."""

    def strength(heard: _Heard) -> float:
        pace, relative = heard.mean["words_per_minute"], heard.mean[trait]
        if pace is None or relative is None or not low <= heard.position < high:
            return 0.0
        return _near_pace(heard, pace * relative)

    return strength


def _closed_class(heard: _Heard) -> float:
    return sum(map(words.is_function_word, heard.sentence.words)) / (6 + heard.n_words)


def _variety(heard: _Heard) -> float:
    return len(set(heard.sentence.words)) / 30 if heard.n_words >= 12 else 0.0


def _emphatic(heard: _Heard) -> float:
    return float(pacing.is_emphatic(heard.sentence.lowered))


_STRENGTHS: Mapping[str, _Strength] = {
    "contraction_share": _dense("shape", "contracted"),
    "discourse_markers": _dense("markers"),
    "hedges": _dense("hedges"),
    "function_word_share": _closed_class,
    "type_token_ratio": _variety,
    "word_length": _dense("shape", "long_words"),
    "long_words": _dense("shape", "long_words"),
    "nominalisations": _dense("syntax", "nominalisations"),
    "negations": _dense("syntax", "negations"),
    "clause_length": lambda heard: heard.n_words / (4 + heard.count("syntax", "clauses")) / 20,
    "subordination": _dense("syntax", "subordinate"),
    "passives": _dense("syntax", "passives"),
    "prepositions": _dense("syntax", "prepositions"),
    "imperatives": _whether("syntax", "imperatives"),
    "fragments": lambda heard: heard.count("syntax", "fragments") * min(heard.n_words, 8) / 8,
    "conjunction_openings": _whether("syntax", "conjunction_openings"),
    "threes": _whether("syntax", "threes"),
    "sentence_length_mean": _near_own_length,
    "sentence_length_median": _near_own_length,
    "short_sentence_share": _of_length(2, SHORT_WORDS),
    "long_sentence_share": _of_length(LONG_WORDS, _LONGEST_QUOTE),
    "questions": _asks,
    "words_per_minute": _own_pace,
    "words_per_minute_speech": _own_pace,
    "pace_of_emphasis": _emphatic,
    "pace_at_start": _pace_of_part("pace_at_start", 0.0, 0.2),
    "pace_at_end": _pace_of_part("pace_at_end", 0.8, 1.0),
    **{kind.name: _whether("moves", kind.name) for kind in KINDS if kind.formula.families >= {"moves"}},
}
_SAYS_LITTLE = frozenset({"short_sentence_share", "fragments"})  # traits that a short quote shows best
_MAY_BE_LONG = frozenset({"long_sentence_share", "sentence_length_mean", "sentence_length_median", "clause_length"})


def of_video(
    segments: Sequence[Segment],
    sentences: Sequence[MeasuredSentence],
    counts: Sequence[Counts],
    answered: Sequence[int],
    measures: Mapping[str, float | None],
) -> dict[str, list[Example]]:
    """Return trait → its best places in one video, at most `PER_VIDEO`, the best first; traits without any are left out.

    Args:
        segments: of the video, in order.
        sentences: the same, read.
        counts: of each sentence.
        answered: indices of questions that are answered.
        measures: the video's own values, which "a typical sentence" is near to.
    """
    heard = [
        _Heard(*row, measures, place / len(segments))
        for place, row in enumerate(zip(segments, sentences, counts, strict=True))
    ]
    found: dict[str, list[Example]] = {}
    for name, strength in _STRENGTHS.items():
        if measures.get(name) is not None:
            scored = (
                (quotability * strength(one), one.segment.ordinal, 1)
                for one in heard
                if (quotability := _quotability(one, name))
            )
            found[name] = _best(scored)
    pairs = {
        name: _best(_scored_pairs(heard, places))
        for name, places in {
            **_successions(heard),
            **_pauses(heard),
            "answered_questions": [(i, 1.0) for i in answered],
        }.items()
    }
    edges = {
        f"{edge}:{move}": [[ordinal, 1, 1.0]] for edge, move, ordinal in openings.moves_of(openings.edges(segments))
    }
    return {name: places for name, places in sorted((found | pairs | edges).items()) if places}


def _best(scored: Iterator[tuple[float, int, int]]) -> list[Example]:
    best = heapq.nsmallest(PER_VIDEO, ((-score, ordinal, n) for score, ordinal, n in scored if score > 0))
    return [[ordinal, n, round(-score, 4)] for score, ordinal, n in best]


def _quotability(heard: _Heard, name: str) -> float:
    if heard.n_words < 2 or heard.n_words > _LONGEST_QUOTE:
        return 0.0
    if name in _SAYS_LITTLE:
        return 1.0
    if _QUOTE_WORDS[0] <= heard.n_words <= _QUOTE_WORDS[1] or name in _MAY_BE_LONG:
        return 1.0
    return 0.3


def _scored_pairs(heard: Sequence[_Heard], places: Sequence[tuple[int, float]]) -> Iterator[tuple[float, int, int]]:
    for place, strength in places:
        n_words = heard[place].n_words + heard[place + 1].n_words
        if n_words <= 2 * _QUOTE_WORDS[1] and heard[place + 1].n_words:
            yield strength * min(1.0, n_words / _QUOTE_WORDS[0]), heard[place].segment.ordinal, 2


def _successions(heard: Sequence[_Heard]) -> dict[str, list[tuple[int, float]]]:
    """Return neighbours whose lengths differ, agree, or fall from long to short, with how strongly."""
    found: dict[str, list[tuple[int, float]]] = {
        "sentence_length_spread": [],
        "length_succession": [],
        "short_after_long": [],
        "short_runs": [],
    }
    for place, (one, after) in enumerate(pairwise(heard)):
        first, second = one.n_words, after.n_words
        if not (one.sentence.is_punctuated and after.sentence.is_punctuated and min(first, second) >= 2):
            continue
        found["sentence_length_spread"].append((place, abs(first - second) / 40))
        found["length_succession"].append((place, 1 / (1 + abs(first - second))))
        if first >= LONG_BEFORE and second <= SHORT_AFTER:
            found["short_after_long"].append((place, 1 / second))
        if first <= SHORT_WORDS and second <= SHORT_WORDS:
            found["short_runs"].append((place, (first + second) / (2 * SHORT_WORDS)))
    return found


def _pauses(heard: Sequence[_Heard]) -> dict[str, list[tuple[int, float]]]:
    """Return pauses as pairs of sentences: typical ones, long ones, and those around questions and stressed points."""
    spans = pacing.pause_spans([one.segment for one in heard])
    typical = sorted(gap for _, gap in spans)[len(spans) // 2] if spans else 0
    stressed = [pacing.is_emphatic(one.sentence.lowered) for one in heard]
    return {
        "pauses_per_minute": [(place, gap / 4000) for place, gap in spans],
        "pause_length": [(place, 1 / (1 + abs(gap - typical))) for place, gap in spans],
        "long_pauses": [(place, gap / 4000) for place, gap in spans if gap >= pacing.LONG_PAUSE_MS],
        "pause_before_emphasis": [(place, gap / 4000) for place, gap in spans if stressed[place + 1]],
        "pause_after_emphasis": [(place, gap / 4000) for place, gap in spans if stressed[place]],
        "pause_after_question": [(place, gap / 4000) for place, gap in spans if _asks(heard[place])],
    }
