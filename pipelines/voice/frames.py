"""Phrasing frames: the wordings, empty of topic, with which a creator carries facts, mined from their transcripts.

Two sources, both verbatim in the transcripts: wordings that the discourse grammar knows (`frame_grammar`), and
signatures, which are sentences that come back word for word at the start or the end of many videos.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import median

from rapidfuzz import fuzz
from wordfreq import zipf_frequency

from pipelines import sentences
from pipelines.models import FrameForm, FrameFunction, PhraseFrame, Segment, Span, content_id
from pipelines.voice import frame_grammar

MAX_SENTENCE_WORDS = 14
MAX_OPENER_WORDS = 7
EVIDENCE_SPANS = 3
MAX_FRAMES = 150
MAX_VERDICTS = 5  # "That's wild.", "This is cool.": a script with many of them gushes
_NEAR_IDENTICAL = 92.0  # rapidfuzz ratio, 0..100, within one function and form
_SIGNATURE_VIDEOS = 3  # a signature comes back in at least so many videos …
_SIGNATURE_FIRST = 2  # and among so many first …
_SIGNATURE_LAST = 4  # … or last sentences of them
_SIGNATURE_SHARE = 0.3  # … and in this share of the channel's videos
_COMMON_WORD = 4.0  # Zipf frequency: ten times in a million words
_PROMOTION = frame_grammar.vocabulary(
    "sponsor sponsors patreon subscribe channel podcast episode newsletter link links click comment comments merch "
    "video videos website support supporters instagram twitter youtube download course discount code welcome spotify "
    "subscription offering offer connect social media check join search free sign app top visit book buy price "
    "show guest guests talk slide slides lecture professor music applause laughter class dot com"
)
_REFERENTS = frame_grammar.vocabulary("he she him her his they they're them their theirs")
_QUESTION_WORDS = frame_grammar.vocabulary(
    "what why how where when who which is are does do did can could isn't would will"
)
_INNER_WORDS = 2  # the shortest opening that is looked for inside an unpunctuated run
_BINDS = frame_grammar.vocabulary(  # words that tie what follows to what went before
    "the a an of to in for with and so but that this is are was be like about know what how why where if "
    "because or at on from "
    "by as not see wonder ask asking understand"
)
_STARTS = frame_grammar.CLAUSE_STARTS | frame_grammar.LEADS | {"because", "if", "when"}
_INNER_STARTS = frozenset({"what", "why", "how", "let's"})
_STANDS_INSIDE = frozenset({FrameFunction.QUESTION, FrameFunction.EVIDENCE, FrameFunction.SIGNPOST})
_CLOSERS = "\"'”’)]"


@dataclass
class _Candidate:
    """One wording with every place where it was said."""

    function: FrameFunction
    form: FrameForm
    words: tuple[str, ...]
    mark: str = ""
    surfaces: Counter[str] = field(default_factory=Counter)
    segments: list[Segment] = field(default_factory=list)

    @property
    def n_videos(self) -> int:
        return len({segment.video_id for segment in self.segments})

    @property
    def rank(self) -> tuple[int, int, int, tuple[str, ...]]:
        return (-self.n_videos, -len(self.segments), len(self.words), self.words)


def mine_frames(channel_key: str, segments: Sequence[Segment]) -> list[PhraseFrame]:
    """Return the creator's phrasing frames, most widely used first.

    Each frame is content-free: `SENTENCE` frames stand alone, `OPENER` frames stand before any declarative clause as
    `f"{frame.text} {clause}"`. `count` and `n_videos` are of the exact wording; `evidence` quotes up to three places
    from different videos where there are any. Empty when `segments` are.
    """
    candidates: dict[tuple[FrameForm, tuple[str, ...]], _Candidate] = {}
    for form, function, words, mark, surface, segment in _sightings(segments):
        candidate = candidates.setdefault((form, words), _Candidate(function, form, words, mark))
        candidate.segments.append(segment)
        candidate.surfaces[surface] += 1
    for candidate in _signatures(segments):
        candidates.setdefault((candidate.form, candidate.words), candidate)
    kept = _without_near_duplicates(sorted(candidates.values(), key=lambda candidate: candidate.rank))
    return [_frame(channel_key, candidate) for candidate in kept[:MAX_FRAMES]]


def is_frame_sentence(text: str) -> bool:
    """Whether the whole sentence `text` is a phrasing that could carry any topic."""
    return _sentence_function(tuple(sentences.normalised_words(text))) is not None


_Sighting = tuple[FrameForm, FrameFunction, tuple[str, ...], str, str, Segment]


def _sightings(segments: Iterable[Segment]) -> Iterator[_Sighting]:
    for segment in segments:
        words = tuple(sentences.normalised_words(segment.text))
        if not words:
            continue
        function = _sentence_function(words)
        if function is not None:
            yield FrameForm.SENTENCE, function, words, "", segment.text if segment.is_punctuated else "", segment
            continue
        opener = _opener(words) or _set_off(segment, words)
        if opener is not None:
            pattern, length = opener
            yield FrameForm.OPENER, pattern.function, words[:length], pattern.mark, "", segment
        if not segment.is_punctuated:
            yield from _sightings_inside(segment, words)


def _sightings_inside(segment: Segment, words: tuple[str, ...]) -> Iterator[_Sighting]:
    """Openings and questions in the middle of a caption run: unpunctuated text hides where its sentences start."""
    for start in range(1, len(words) - _INNER_WORDS):
        if words[start - 1] in _BINDS:
            continue
        opener = _opener(words[start:])
        if opener is not None and opener[1] >= _INNER_WORDS:
            pattern, length = opener
            yield FrameForm.OPENER, pattern.function, words[start : start + length], pattern.mark, "", segment
        for length in range(8, _INNER_WORDS, -1):
            inner = words[start : start + length]
            if words[start + length : start + length + 1] and words[start + length] not in _STARTS:
                continue
            function = _sentence_function(inner)
            if function in _STANDS_INSIDE and inner[0] in _INNER_STARTS:
                yield FrameForm.SENTENCE, function, inner, "", "", segment
                break


@lru_cache(maxsize=65536)
def _sentence_function(words: tuple[str, ...]) -> FrameFunction | None:
    if not 2 <= len(words) <= MAX_SENTENCE_WORDS:
        return None
    text = " ".join(words)
    for function, pattern in frame_grammar.SENTENCES:
        if pattern.fullmatch(text):
            return function
    return None


def _opener(words: tuple[str, ...]) -> tuple[frame_grammar.OpenerPattern, int] | None:
    """The longest opening of `words` that the grammar knows and that a whole clause follows."""
    for length in range(min(MAX_OPENER_WORDS, len(words) - 3), 0, -1):
        if words[length] not in frame_grammar.CLAUSE_STARTS:
            continue
        pattern = _opener_pattern(words[:length])
        if pattern is not None and _is_clause(pattern, words[length:]):
            return pattern, length
    return None


def _set_off(segment: Segment, words: tuple[str, ...]) -> tuple[frame_grammar.OpenerPattern, int] | None:
    """An opening that the transcript itself sets off with a comma, whatever comes after it."""
    head, comma, _ = segment.text.partition(",")
    opening = tuple(sentences.normalised_words(head))
    if not comma or not 1 <= len(opening) <= MAX_OPENER_WORDS or len(words) < len(opening) + 3:
        return None
    pattern = _opener_pattern(opening)
    return (pattern, len(opening)) if pattern is not None and pattern.mark else None


def _is_clause(pattern: frame_grammar.OpenerPattern, rest: tuple[str, ...]) -> bool:
    """Whether the words after an opening start a clause, not a noun phrase such as "the answer is | the sum"."""
    return bool(pattern.mark) or len(rest) >= 3


@lru_cache(maxsize=65536)
def _opener_pattern(words: tuple[str, ...]) -> frame_grammar.OpenerPattern | None:
    text = " ".join(words)
    for pattern in frame_grammar.OPENERS:
        if pattern.pattern.fullmatch(text):
            return pattern
    return None


def _signatures(segments: Sequence[Segment]) -> Iterator[_Candidate]:
    """Sentences that open or close many of the videos, whatever their wording, if they name nothing."""
    n_segments: Counter[str] = Counter(segment.video_id for segment in segments)
    places: dict[tuple[str, ...], list[Segment]] = defaultdict(list)
    seen: Counter[str] = Counter()
    from_start: dict[str, int] = {}
    from_end: dict[str, int] = {}
    names = _names(segments)
    is_punctuated_channel = any(segment.is_punctuated for segment in segments)
    for segment in segments:
        from_start[segment.segment_id] = seen[segment.video_id]
        from_end[segment.segment_id] = n_segments[segment.video_id] - 1 - seen[segment.video_id]
        seen[segment.video_id] += 1
        words = tuple(sentences.normalised_words(segment.text))
        if 3 <= len(words) <= MAX_SENTENCE_WORDS and _is_common(words, names):
            places[words].append(segment)
    least = max(_SIGNATURE_VIDEOS, _SIGNATURE_SHARE * len(n_segments))
    for words, found in places.items():
        opens = median(from_start[segment.segment_id] for segment in found) < _SIGNATURE_FIRST
        closes = median(from_end[segment.segment_id] for segment in found) < _SIGNATURE_LAST
        if len({segment.video_id for segment in found}) < least or not (opens or closes):
            continue
        function = FrameFunction.HOOK if opens else FrameFunction.CLOSING
        surfaces = Counter(segment.text for segment in found if segment.is_punctuated)
        if is_punctuated_channel and not surfaces:
            continue  # a piece of a sentence, cut by captions
        yield _Candidate(function, FrameForm.SENTENCE, words, "", surfaces, found)


def _is_common(words: tuple[str, ...], names: frozenset[str]) -> bool:
    return not any(
        word in _PROMOTION
        or word in _REFERENTS
        or word in names
        or any(character.isdigit() for character in word)
        or zipf_frequency(word, "en") < _COMMON_WORD
        for word in words
    )


def _names(segments: Iterable[Segment]) -> frozenset[str]:
    """Words that stand capitalised more often than not inside punctuated sentences."""
    capitalised: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for segment in segments:
        if not segment.is_punctuated:
            continue
        for word in sentences.words(segment.text)[1:]:
            is_name = word[0].isupper() and word != "I" and not word.startswith(("I'", "I’"))
            (capitalised if is_name else plain)[word.lower().replace("’", "'")] += 1
    return frozenset(word for word, count in capitalised.items() if count > plain[word])


def _without_near_duplicates(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    kept: list[_Candidate] = []
    n_verdicts = 0
    cores: dict[tuple[FrameFunction, FrameForm], list[str]] = defaultdict(list)
    for candidate in ranked:
        known = cores[candidate.function, candidate.form]
        core = _core(candidate.words)
        if candidate.form is FrameForm.SENTENCE and frame_grammar.VERDICT.fullmatch(" ".join(candidate.words)):
            n_verdicts += 1
            if n_verdicts > MAX_VERDICTS:
                continue
        if all(fuzz.ratio(core, other) < _NEAR_IDENTICAL for other in known):
            known.append(core)
            kept.append(candidate)
    return kept


def _core(words: tuple[str, ...]) -> str:
    """The wording without what leads into it: "so what does that mean" and "what does this mean" are one."""
    start = 0
    while start < len(words) - 1 and words[start] in frame_grammar.LEADS:
        start += 1
    same = {"this": "that", "it": "that", "it's": "that's", "really": "", "actually": "", "just": "", "all": ""}
    return (
        " ".join(filter(None, (same.get(word, word) for word in words[start:])))
        .removesuffix(" that")
        .replace("thank you so much", "thanks")
        .replace("thank you", "thanks")
        .replace("thanks so much", "thanks")
    )


def _frame(channel_key: str, candidate: _Candidate) -> PhraseFrame:
    text = _sentence_text(candidate) if candidate.form is FrameForm.SENTENCE else _opener_text(candidate)
    return PhraseFrame(
        frame_id=content_id(channel_key, candidate.form.value, text),
        channel_key=channel_key,
        function=candidate.function,
        form=candidate.form,
        text=text,
        count=len(candidate.segments),
        n_videos=candidate.n_videos,
        evidence=_evidence(candidate.segments),
    )


def _opener_text(candidate: _Candidate) -> str:
    first, *rest = candidate.words
    if first in {"okay", "ok", "alright", "right"} and rest:
        return f"{_cased((first,))}, {' '.join(rest)}"
    if candidate.words[:2] == ("all", "right") and len(rest) > 1:
        return f"All right, {' '.join(rest[1:])}"
    return _cased(candidate.words) + candidate.mark


def _sentence_text(candidate: _Candidate) -> str:
    written = [(-count, text) for text, count in candidate.surfaces.items() if text]
    if not written:
        return _cased(_comma_after_lead(candidate.words)) + ("?" if _is_question(candidate.words) else ".")
    text = re.sub(r"\s+", " ", min(written)[1]).strip().lstrip("\"'“‘([-–— ").rstrip(_CLOSERS)
    body = text.rstrip(".,;:!?…-–— ")
    ending = "?" if "?" in text[len(body) :] or _is_question(candidate.words) else "."
    plain = re.sub(r"\bi(?=$|[ '’,])", "I", body.lower())  # no names in a frame: a capital inside is a slip
    return plain[0].upper() + plain[1:] + ending


def _comma_after_lead(words: tuple[str, ...]) -> tuple[str, ...]:
    if words[0] in {"okay", "ok", "now", "well", "alright"} and len(words) > 1:
        return (f"{words[0]},", *words[1:])
    return words


def _is_question(words: tuple[str, ...]) -> bool:
    content = [word for word in words if word not in frame_grammar.LEADS] or list(words)
    return content[0] in _QUESTION_WORDS or (content[0] in {"sounds", "makes"} and words[-1] == "right")


def _cased(words: Sequence[str]) -> str:
    text = " ".join("I" + word[1:] if word == "i" or word.startswith("i'") else word for word in words)
    return re.sub(r"^Ok\b", "OK", text[0].upper() + text[1:])


def _evidence(segments: Sequence[Segment]) -> tuple[Span, ...]:
    by_video: dict[str, Segment] = {}
    for segment in segments:
        by_video.setdefault(segment.video_id, segment)
    chosen = list(by_video.values())[:EVIDENCE_SPANS]
    chosen += [segment for segment in segments if segment not in chosen][: EVIDENCE_SPANS - len(chosen)]
    return tuple(
        Span(segment.video_id, segment.segment_id, segment.text, segment.start_s, segment.end_s) for segment in chosen
    )
