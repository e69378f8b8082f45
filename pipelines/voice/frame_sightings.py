"""What one video adds to the mining of phrasing frames: its wordings with their places. They add up over videos."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wordfreq import zipf_frequency

from pipelines import sentences
from pipelines.models import FrameForm, FrameFunction, Segment, Span, VideoFrames, Wording
from pipelines.voice import frame_grammar

MAX_SENTENCE_WORDS = 14
MAX_OPENER_WORDS = 7
EVIDENCE_SPANS = 3
SIGNATURE_FIRST = 2  # a signature is among so many first …
SIGNATURE_LAST = 4  # … or last sentences of a video
_SHORTEST_SIGNATURE = 3  # words
_COMMON_WORD = 4.0  # Zipf frequency: ten times in a million words
_PROMOTION = frame_grammar.vocabulary(
    "sponsor sponsors patreon subscribe channel podcast episode newsletter link links click comment comments merch "
    "video videos website support supporters instagram twitter youtube download course discount code welcome spotify "
    "subscription offering offer connect social media check join search free sign app top visit book buy price "
    "show guest guests talk slide slides lecture professor music applause laughter class dot com"
)
_REFERENTS = frame_grammar.vocabulary("he she him her his they they're them their theirs")
_INNER_WORDS = 2  # the shortest opening that is looked for inside an unpunctuated run
_BINDS = frame_grammar.vocabulary(  # words that tie what follows to what went before
    "the a an of to in for with and so but that this is are was be like about know what how why where if "
    "because or at on from "
    "by as not see wonder ask asking understand"
)
_STARTS = frame_grammar.CLAUSE_STARTS | frame_grammar.LEADS | {"because", "if", "when"}
_INNER_STARTS = frozenset({"what", "why", "how", "let's"})
_STANDS_INSIDE = frozenset({FrameFunction.QUESTION, FrameFunction.EVIDENCE, FrameFunction.SIGNPOST})
_Words = tuple[str, ...]
_Seen = tuple[FrameForm, FrameFunction | None, _Words, str]  # form, function, words, mark


@dataclass(frozen=True)
class _Sighting:
    """One place where a wording was said."""

    segment: Segment
    function: FrameFunction | None
    mark: str


def read_video(video: Sequence[Segment], digest: str) -> VideoFrames:
    """Return the wordings of one video that may be frames; `video` holds all its sentences, in order.

    Two kinds are kept: what the grammar knows, and whole sentences of everyday words, which are a signature if they open
    or close enough of the channel's videos. Only the channel can tell, so these have no function here, and are quoted
    only where they open or close this video.
    """
    found: dict[tuple[FrameForm, _Words], list[_Sighting]] = {}
    everyday: dict[str, list[int]] = {}
    capitals: Counter[str] = Counter()
    for place, segment in enumerate(video):
        words = tuple(sentences.normalised_words(segment.text))
        for form, function, wording, mark in _seen(segment, words):
            if function is None:
                everyday.setdefault(" ".join(wording), []).append(place)
            if function is not None or place < SIGNATURE_FIRST or len(video) - 1 - place < SIGNATURE_LAST:
                found.setdefault((form, wording), []).append(_Sighting(segment, function, mark))
        if segment.is_punctuated:
            _count_capitals(segment.text, capitals)
    return VideoFrames(
        video_id=video[0].video_id,
        channel_key=video[0].channel_key,
        n_sentences=len(video),
        is_punctuated=any(segment.is_punctuated for segment in video),
        capitals={word: count for word, count in sorted(capitals.items()) if count},
        wordings=tuple(_wording(form, words, sightings) for (form, words), sightings in found.items()),
        everyday=everyday,
        source_digest=digest,
    )


def _wording(form: FrameForm, words: _Words, sightings: Sequence[_Sighting]) -> Wording:
    segments = {sighting.segment.segment_id: sighting.segment for sighting in sightings}
    is_whole = form is FrameForm.SENTENCE
    return Wording(
        form=form,
        function=sightings[0].function,
        words=" ".join(words),
        mark=sightings[0].mark,
        count=len(sightings),
        surfaces=dict(Counter(s.segment.text for s in sightings if is_whole and s.segment.is_punctuated)),
        spans=tuple(
            Span(segment.video_id, segment.segment_id, segment.text, segment.start_s, segment.end_s)
            for segment in list(segments.values())[:EVIDENCE_SPANS]
        ),
    )


def _count_capitals(text: str, capitals: Counter[str]) -> None:
    """Add, for each everyday word but the first, 1 where it is written as a name and -1 where it is not."""
    for word in sentences.words(text)[1:]:
        lowered = word.lower().replace("’", "'")
        if _is_everyday((lowered,)):
            is_name = word[0].isupper() and word != "I" and not word.startswith(("I'", "I’"))
            capitals[lowered] += 1 if is_name else -1


def is_frame_sentence(text: str) -> bool:
    """Whether the whole sentence `text` is a phrasing that could carry any topic."""
    return sentence_function(tuple(sentences.normalised_words(text))) is not None


def _seen(segment: Segment, words: _Words) -> Iterator[_Seen]:
    if not words:
        return
    function = sentence_function(words)
    if function is not None:
        yield FrameForm.SENTENCE, function, words, ""
        return
    opener = _opener(words) or _set_off(segment, words)
    if opener is not None:
        pattern, length = opener
        yield FrameForm.OPENER, pattern.function, words[:length], pattern.mark
    if not segment.is_punctuated:
        yield from _seen_inside(words)
    if _SHORTEST_SIGNATURE <= len(words) <= MAX_SENTENCE_WORDS and _is_everyday(words):
        yield FrameForm.SENTENCE, None, words, ""


def _seen_inside(words: _Words) -> Iterator[_Seen]:
    """Openings and questions in the middle of a caption run: unpunctuated text hides where its sentences start."""
    for start in range(1, len(words) - _INNER_WORDS):
        if words[start - 1] in _BINDS:
            continue
        opener = _opener(words[start:])
        if opener is not None and opener[1] >= _INNER_WORDS:
            pattern, length = opener
            yield FrameForm.OPENER, pattern.function, words[start : start + length], pattern.mark
        for length in range(8, _INNER_WORDS, -1):
            inner = words[start : start + length]
            if words[start + length : start + length + 1] and words[start + length] not in _STARTS:
                continue
            function = sentence_function(inner)
            if function in _STANDS_INSIDE and inner[0] in _INNER_STARTS:
                yield FrameForm.SENTENCE, function, inner, ""
                break


@lru_cache(maxsize=65536)
def sentence_function(words: _Words) -> FrameFunction | None:
    """Return what a whole sentence of these words does as a phrasing of its own, None where it is none."""
    if not 2 <= len(words) <= MAX_SENTENCE_WORDS:
        return None
    text = " ".join(words)
    for function, pattern in frame_grammar.SENTENCES:
        if pattern.fullmatch(text):
            return function
    return None


def _opener(words: _Words) -> tuple[frame_grammar.OpenerPattern, int] | None:
    """The longest opening of `words` that the grammar knows and that a whole clause follows."""
    for length in range(min(MAX_OPENER_WORDS, len(words) - 3), 0, -1):
        if words[length] not in frame_grammar.CLAUSE_STARTS:
            continue
        pattern = _opener_pattern(words[:length])
        if pattern is not None and _is_clause(pattern, words[length:]):
            return pattern, length
    return None


def _set_off(segment: Segment, words: _Words) -> tuple[frame_grammar.OpenerPattern, int] | None:
    """An opening that the transcript itself sets off with a comma, whatever comes after it."""
    head, comma, _ = segment.text.partition(",")
    opening = tuple(sentences.normalised_words(head))
    if not comma or not 1 <= len(opening) <= MAX_OPENER_WORDS or len(words) < len(opening) + 3:
        return None
    pattern = _opener_pattern(opening)
    return (pattern, len(opening)) if pattern is not None and pattern.mark else None


def _is_clause(pattern: frame_grammar.OpenerPattern, rest: _Words) -> bool:
    """Whether the words after an opening start a clause, not a noun phrase such as "the answer is | the sum"."""
    return bool(pattern.mark) or len(rest) >= 3


@lru_cache(maxsize=65536)
def _opener_pattern(words: _Words) -> frame_grammar.OpenerPattern | None:
    text = " ".join(words)
    for pattern in frame_grammar.OPENERS:
        if pattern.pattern.fullmatch(text):
            return pattern
    return None


def _is_everyday(words: _Words) -> bool:
    """Whether a sentence holds common words only, and none that promotes or points at somebody."""
    return not any(
        word in _PROMOTION
        or word in _REFERENTS
        or any(character.isdigit() for character in word)
        or zipf_frequency(word, "en") < _COMMON_WORD
        for word in words
    )
