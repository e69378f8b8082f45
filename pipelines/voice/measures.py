"""What one video shows of its speaker's voice: additive counts and measurements."""

import functools
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median, pstdev

from pipelines.models import Move, Segment, VoiceFeatures, content_id
from pipelines.sentences import normalised_words
from pipelines.voice import words
from pipelines.voice.moves.reading import moves_of_words

SHORT_WORDS = 6  # a sentence of at most this many words is short
LONG_WORDS = 25  # and of at least this many is long
PAUSE_MIN_S = 0.3  # below, a gap between two captions is typesetting
PAUSE_MAX_S = 4.0  # above, someone else speaks, music plays, or the video is cut
ANSWER_MAX_GAP_S = 2.5
_TYPE_TOKEN_WINDOW = 100
TEACHING_MOVES = {
    "analogies": Move.ANALOGY,
    "examples": Move.EXAMPLE,
    "definitions": Move.DEFINITION,
    "signposting": Move.SIGNPOST,
    "recaps": Move.RECAP,
}
_MEASURED_BY = (
    "measures.py",
    "words.py",
    "moves/wording.py",
    "moves/word_order.py",
    "moves/reading.py",
    "moves/explaining.py",
    "moves/guiding.py",
)
_PUNCTUATION = {"commas": ",", "dashes": "—–", "exclamation_marks": "!", "colons_and_semicolons": ":;"}


@dataclass(frozen=True)
class MeasuredSentence:
    """A sentence with what every measurement of it needs."""

    text: str
    lowered: str  # lower-cased, straight apostrophes
    words: tuple[str, ...]  # normalised
    is_punctuated: bool


def read_sentence(text: str, is_punctuated: bool = True) -> MeasuredSentence:
    """Prepare a sentence for measuring."""
    lowered = text.lower().replace("’", "'")
    return MeasuredSentence(text, lowered, tuple(normalised_words(text)), is_punctuated)


def sentence_counts(sentence: MeasuredSentence) -> dict[str, dict[str, int]]:
    """Return the additive counts of one sentence, by family.

    `function_words`: occurrences, contractions taken apart; `markers` and `hedges`: occurrences as phrases; `shape`:
    letters, long words, contractions and their written-out forms; `openers`, `lengths` (sentences, their words, short
    ones, long ones, questions): only where sentence ends are the author's. `moves`: 1 for each teaching move that the
    sentence makes.
    """
    parts = [part for word in sentence.words for part in words.split_clitics(word)]
    padded = f" {' '.join(sentence.words)} "
    contracted, contractible = words.count_contractions(sentence.lowered)
    counts: dict[str, dict[str, int]] = {
        "function_words": dict(Counter(part for part in parts if part in _FUNCTION_WORDS)),
        "markers": _phrase_counts(padded, words.DISCOURSE_MARKERS),
        "hedges": _phrase_counts(padded, words.HEDGES),
        "shape": {
            "words": len(sentence.words),
            "letters": sum(len(word) for word in sentence.words),
            "long_words": sum(len(word) >= 8 for word in sentence.words),
            "contracted": contracted,
            "contractible": contracted + contractible,
        },
        "moves": dict.fromkeys(moves_in(sentence), 1),
    }
    if sentence.is_punctuated and sentence.words:
        counts["openers"] = {name: 1 for name, members in words.OPENER_CLASSES.items() if sentence.words[0] in members}
        counts["lengths"] = {
            "sentences": 1,
            "words": len(sentence.words),
            "short": int(len(sentence.words) <= SHORT_WORDS),
            "long": int(len(sentence.words) >= LONG_WORDS),
            "questions": int(words.is_question(sentence.text, True)),
        }
    return counts


def moves_in(sentence: MeasuredSentence) -> list[str]:
    """Return the names of the teaching moves, and of whom the sentence speaks to or of, that its wording shows."""
    found = moves_of_words(sentence.words)
    return [name for name, move in TEACHING_MOVES.items() if move in found] + words.moves_in(sentence.lowered)


_FUNCTION_WORDS = frozenset(words.FUNCTION_WORDS)


def _phrase_counts(padded: str, phrases: Iterable[str]) -> dict[str, int]:
    return {phrase: found for phrase in phrases if (found := padded.count(f" {phrase} "))}


def add_counts(rows: Iterable[dict[str, dict[str, int]]]) -> dict[str, dict[str, int]]:
    """Add counts up, family by family; names in sorted order."""
    total: dict[str, Counter[str]] = {}
    for row in rows:
        for family, counts in row.items():
            total.setdefault(family, Counter()).update(counts)
    return {family: dict(sorted(counts.items())) for family, counts in sorted(total.items())}


@functools.cache
def code_digest() -> str:
    """Digest of the code that measures, so that an improved measure is taken again for every video."""
    folder = Path(__file__).parent
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in _MEASURED_BY)).hexdigest()


def source_digest(segments: Sequence[Segment]) -> str:
    """Digest of one video's sentences, their times, and the code that measures them."""
    parts: list[object] = [code_digest()]
    for segment in segments:
        parts += [segment.text, segment.start_s, segment.end_s, segment.is_punctuated]
    return content_id(*parts)


def measure_video(segments: Sequence[Segment]) -> VoiceFeatures:
    """Measure one video.

    Args:
        segments: all sentences of one video, in order.

    Raises:
        ValueError: there are no segments, or they are of several videos.
    """
    if len({segment.video_id for segment in segments}) != 1:
        raise ValueError("measure_video takes the segments of exactly one video; group them by video_id first.")
    sentences = [read_sentence(segment.text, segment.is_punctuated) for segment in segments]
    counts = add_counts(sentence_counts(sentence) for sentence in sentences)
    is_punctuated = sum(segment.is_punctuated for segment in segments) * 2 > len(segments)
    measures = (
        _lexical(sentences, counts)
        | _rhythm([sentence for sentence in sentences if sentence.words], is_punctuated)
        | _pacing(segments, sentences)
        | _teaching(segments, sentences, counts)
    )
    starts = [segment.start_s for segment in segments if segment.start_s is not None]
    ends = [segment.end_s for segment in segments if segment.end_s is not None]
    return VoiceFeatures(
        video_id=segments[0].video_id,
        channel_key=segments[0].channel_key,
        n_words=sum(len(sentence.words) for sentence in sentences),
        n_sentences=len(sentences),
        duration_s=max(ends) - min(starts) if starts and ends else None,
        measures=measures,
        counts=counts,
        source_digest=source_digest(segments),
    )


def _lexical(sentences: Sequence[MeasuredSentence], counts: dict[str, dict[str, int]]) -> dict[str, float | None]:
    tokens = [word for sentence in sentences for word in sentence.words]
    shape = counts.get("shape", {})
    per_thousand = 1000 / len(tokens) if tokens else None
    return {
        "function_word_share": _ratio(sum(words.is_function_word(word) for word in tokens), len(tokens)),
        "discourse_markers": _times(sum(counts.get("markers", {}).values()), per_thousand),
        "hedges": _times(sum(counts.get("hedges", {}).values()), per_thousand),
        "contraction_share": _ratio(shape.get("contracted", 0), shape.get("contractible", 0)),
        "type_token_ratio": _moving_type_token_ratio(tokens),
        "word_length": _ratio(shape.get("letters", 0), len(tokens)),
    }


def _moving_type_token_ratio(tokens: Sequence[str]) -> float | None:
    """Mean share of different words in windows of 100 words (MATTR; Covington and McFall 2010), at steps of 25."""
    if len(tokens) < _TYPE_TOKEN_WINDOW:
        return None
    starts = range(0, len(tokens) - _TYPE_TOKEN_WINDOW + 1, 25)
    return fmean(len(set(tokens[start : start + _TYPE_TOKEN_WINDOW])) / _TYPE_TOKEN_WINDOW for start in starts)


def _rhythm(sentences: Sequence[MeasuredSentence], is_punctuated: bool) -> dict[str, float | None]:
    lengths = [len(sentence.words) for sentence in sentences]
    questions = sum(words.is_question(sentence.text, is_punctuated) for sentence in sentences)
    n_words = sum(lengths)
    punctuated = is_punctuated and len(lengths) >= 2
    measured: dict[str, float | None] = {
        "sentence_length_mean": fmean(lengths) if punctuated else None,
        "sentence_length_median": float(median(lengths)) if punctuated else None,
        "sentence_length_spread": pstdev(lengths) if punctuated else None,
        "short_sentence_share": _ratio(sum(n <= SHORT_WORDS for n in lengths), len(lengths)) if punctuated else None,
        "long_sentence_share": _ratio(sum(n >= LONG_WORDS for n in lengths), len(lengths)) if punctuated else None,
        "questions": _ratio(100 * questions, len(lengths)),
    }
    for name, marks in _PUNCTUATION.items():
        found = sum(sentence.text.count(mark) for sentence in sentences for mark in marks)
        measured[name] = _ratio(1000 * found, n_words) if punctuated else None
    return measured


def _pacing(segments: Sequence[Segment], sentences: Sequence[MeasuredSentence]) -> dict[str, float | None]:
    speech_s, n_words, gaps = 0.0, 0, []
    for index, (segment, sentence) in enumerate(zip(segments, sentences, strict=True)):
        if segment.start_s is None or segment.end_s is None or segment.end_s <= segment.start_s:
            continue
        following = segments[index + 1].start_s if index + 1 < len(segments) else None
        end_s = segment.end_s
        if following is not None:
            end_s = min(end_s, max(following, segment.start_s))
            gaps.append(following - end_s)
        speech_s += end_s - segment.start_s
        n_words += len(sentence.words)
    pauses = [gap for gap in gaps if PAUSE_MIN_S <= gap <= PAUSE_MAX_S]
    if speech_s < 20 or n_words < 30:
        return dict.fromkeys(("words_per_minute", "words_per_minute_speech", "pauses_per_minute", "pause_length"))
    silence_s = sum(gap for gap in gaps if 0 < gap <= PAUSE_MAX_S)
    has_gaps = len(gaps) >= 5 and sum(gap > 0.05 for gap in gaps) >= 0.05 * len(gaps)
    return {
        "words_per_minute": 60 * n_words / (speech_s + silence_s),
        "words_per_minute_speech": 60 * n_words / speech_s if has_gaps else None,
        "pauses_per_minute": 60 * len(pauses) / (speech_s + silence_s) if has_gaps else None,
        "pause_length": median(pauses) if has_gaps and len(pauses) >= 3 else None,
    }


def _teaching(
    segments: Sequence[Segment], sentences: Sequence[MeasuredSentence], counts: dict[str, dict[str, int]]
) -> dict[str, float | None]:
    n_sentences = len(sentences)
    moves = counts.get("moves", {})
    measured = {name: _ratio(100 * moves.get(name, 0), n_sentences) for name in (*TEACHING_MOVES, *words.MOVES)}
    measured["answered_questions"] = _ratio(100 * len(answered_questions(segments)), n_sentences)
    return measured


def answered_questions(segments: Sequence[Segment]) -> list[int]:
    """Return the indices of questions that the speaker goes on to answer: statements follow, without a change of turn.

    A tag ("…, right?") asks nothing and does not count. Where times are known, the next sentence must follow within
    `ANSWER_MAX_GAP_S`: a longer silence means that someone else answers.
    """
    return [
        index
        for index, (segment, following) in enumerate(pairwise(segments))
        if words.is_question(segment.text, segment.is_punctuated)
        and not words.is_tag_question(segment.text)
        and len(segment.text.split()) >= 3
        and following.video_id == segment.video_id
        and not words.is_question(following.text, following.is_punctuated)
        and len(re.findall(r"\w+", following.text)) >= 2
        and (segment.end_s is None or following.start_s is None or following.start_s - segment.end_s < ANSWER_MAX_GAP_S)
    ]


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _times(count: float, factor: float | None) -> float | None:
    return None if factor is None else count * factor
