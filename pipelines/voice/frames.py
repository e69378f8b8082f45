"""Phrasing frames: the wordings, empty of topic, with which a creator carries facts, mined from their transcripts.

Two sources, both verbatim in the transcripts: wordings that the discourse grammar knows (`frame_grammar`), and
signatures, which are sentences that come back word for word at the start or the end of many videos. Each video is read
by itself (`frame_sightings`); what follows here only adds the videos up.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from rapidfuzz import fuzz

from pipelines.models import FrameForm, FrameFunction, PhraseFrame, Segment, Span, VideoFrames, Wording, content_id
from pipelines.voice import frame_grammar, frame_sightings
from pipelines.voice.by_video import read_changed
from pipelines.voice.frame_sightings import EVIDENCE_SPANS, SIGNATURE_FIRST, SIGNATURE_LAST

MAX_FRAMES = 150
MAX_VERDICTS = 5  # "That's wild.", "This is cool.": a script with many of them gushes
_NEAR_IDENTICAL = 92.0  # rapidfuzz ratio, 0..100, within one function and form
_SIGNATURE_VIDEOS = 3  # a signature comes back in at least so many videos …
_SIGNATURE_SHARE = 0.3  # … and in this share of the channel's videos
_QUESTION_WORDS = frame_grammar.vocabulary(
    "what why how where when who which is are does do did can could isn't would will"
)
_CLOSERS = "\"'”’)]"


@dataclass
class _Candidate:
    """One wording over all videos."""

    function: FrameFunction
    form: FrameForm
    words: tuple[str, ...]
    mark: str = ""
    surfaces: Counter[str] = field(default_factory=Counter)
    count: int = 0
    n_videos: int = 0
    spans: list[Span] = field(default_factory=list)

    @property
    def rank(self) -> tuple[int, int, int, tuple[str, ...], str]:
        return (-self.n_videos, -self.count, len(self.words), self.words, self.form.value)

    def add(self, wording: Wording) -> None:
        """Add what one video says of it; videos come in order."""
        self.surfaces.update(wording.surfaces)
        self.count += wording.count
        self.n_videos += 1
        if self.n_videos <= EVIDENCE_SPANS:
            self.spans += wording.spans


def mine_frames(channel_key: str, segments: Sequence[Segment]) -> list[PhraseFrame]:
    """Return the frames of a channel from its sentences; see `frames_of`. Empty when `segments` are."""
    return frames_of(channel_key, sight_frames(segments, []))


def sight_frames(segments: Sequence[Segment], known: Sequence[VideoFrames]) -> list[VideoFrames]:
    """Return one row per video, in the order of `segments`; an unchanged video's row is taken from `known`."""
    return read_changed(segments, known, frame_sightings.read_video)


def frames_of(channel_key: str, read: Sequence[VideoFrames]) -> list[PhraseFrame]:
    """Return the creator's phrasing frames, most widely used first, from what each video adds.

    Each frame is content-free: `SENTENCE` frames stand alone, `OPENER` frames stand before any declarative clause as
    `f"{frame.text} {clause}"`. `count` and `n_videos` are of the exact wording; `evidence` quotes up to three places
    from different videos where there are any.
    """
    candidates: dict[tuple[FrameForm, str], _Candidate] = {}
    for row in read:
        for wording in row.wordings:
            if wording.function is not None:
                key = (wording.form, wording.words)
                if key not in candidates:
                    words = tuple(wording.words.split())
                    candidates[key] = _Candidate(wording.function, wording.form, words, wording.mark)
                candidates[key].add(wording)
    for candidate in _signatures(read):
        candidates.setdefault((candidate.form, " ".join(candidate.words)), candidate)
    kept = _without_near_duplicates(sorted(candidates.values(), key=lambda candidate: candidate.rank))
    return [_frame(channel_key, candidate) for candidate in kept[:MAX_FRAMES]]


def _signatures(read: Sequence[VideoFrames]) -> Iterator[_Candidate]:
    """Sentences that open or close many of the videos, whatever their wording, if they name nothing.

    What counts is where they stand in all videos that hold them; they are quoted where they open or close one.
    """
    n_videos = Counter(text for row in read for text in row.everyday)
    least = max(_SIGNATURE_VIDEOS, _SIGNATURE_SHARE * len(read))
    repeated = sorted(text for text, count in n_videos.items() if count >= least)
    names = _names(read) if repeated else frozenset()
    is_punctuated_channel = any(row.is_punctuated for row in read)
    for text in repeated:
        words = tuple(text.split())
        found = [row for row in read if text in row.everyday]
        opens = median(place for row in found for place in row.everyday[text]) < SIGNATURE_FIRST
        from_end = median(row.n_sentences - 1 - place for row in found for place in row.everyday[text])
        if not names.isdisjoint(words) or not (opens or from_end < SIGNATURE_LAST):
            continue
        candidate = _Candidate(FrameFunction.HOOK if opens else FrameFunction.CLOSING, FrameForm.SENTENCE, words)
        for wording in (wording for row in found for wording in row.wordings):
            if wording.function is None and wording.words == text:
                candidate.add(wording)
        candidate.count = sum(len(row.everyday[text]) for row in found)
        candidate.n_videos = len(found)
        if candidate.surfaces or not is_punctuated_channel:  # else a piece of a sentence, cut by captions
            yield candidate


def _names(read: Iterable[VideoFrames]) -> frozenset[str]:
    """Words that stand capitalised more often than not inside punctuated sentences."""
    capitals: Counter[str] = Counter()
    for row in read:
        capitals.update(row.capitals)
    return frozenset(word for word, count in capitals.items() if count > 0)


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
        count=candidate.count,
        n_videos=candidate.n_videos,
        evidence=_evidence(candidate.spans),
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


def _evidence(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The first place of each of the first three videos, then further places."""
    first = list({span.video_id: span for span in reversed(spans)}.values())[::-1]
    return tuple([*first, *(span for span in spans if span not in first)][:EVIDENCE_SPANS])
