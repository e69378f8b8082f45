"""What one video shows of its speaker's voice: additive counts, tables of n-grams, and where each trait can be heard."""

import functools
import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from pipelines.models import Segment, VoiceFeatures, content_id
from pipelines.voice import (
    copying,
    examples,
    openings,
    other_speakers,
    pacing,
    phrase_candidates,
    speech_sums,
    succession,
    syntax,
    terms,
    words,
)
from pipelines.voice.formulas import per_video
from pipelines.voice.sentence import SHORT_WORDS, MeasuredSentence, add_counts, moves_in, read_sentence, sentence_counts
from pipelines.voice.spoken_words import spoken_words
from pipelines.voice.traits import FAMILIES, KINDS

__all__ = [
    "MeasuredSentence",
    "add_counts",
    "measure_video",
    "moves_in",
    "read_sentence",
    "sentence_counts",
    "source_digest",
]

ANSWER_MAX_GAP_S = 2.5
_TYPE_TOKEN_WINDOW = 100
_MEASURED_BY = (  # of the moves, what tells them by a sentence alone
    *("copying.py", "examples.py", "formulas.py", "ngrams.py", "openings.py", "other_speakers.npz"),
    *("other_speakers.py", "pacing.py", "phrase_candidates.py", "segment_vectors.py", "sentence.py", "speech_sums.py"),
    *("spoken_words.py", "succession.py", "syntax.py", "tally.py", "terms.py", "traits.py", "words.py"),
    *(f"moves/{name}.py" for name in ("wording", "word_order", "reading", "explaining", "guiding")),
)
_TYPE_TOKEN_STEP = 25
_LIST_OF_THREE = re.compile(
    r"\w, (?!which|who|that|and|but|so|or)(?:[\w'’-]+ ){0,3}[\w'’-]+, (?:and|or) (?:[\w'’-]+ ){0,3}[\w'’-]+[.,;:?!]"
)


@functools.cache
def code_digest() -> str:
    """Digest of the code that measures, so that an improved measure is taken again for every video."""
    files = [Path(__file__), *(Path(__file__).parent / name for name in _MEASURED_BY)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def source_digest(segments: Sequence[Segment]) -> str:
    """Digest of one video's sentences, their times, and the code that measures them."""
    parts: list[object] = [code_digest()]
    for segment in segments:
        parts += [segment.text, segment.start_s, segment.end_s, segment.is_punctuated]
    return content_id(*parts)


def measure_texts(texts: Sequence[str]) -> Mapping[str, float | None]:
    """Return the measures of sentences that nobody has spoken yet, as they are taken in a video; {} of none."""
    segments = [Segment(str(n), "", "script", n, text, None, None) for n, text in enumerate(texts)]
    return measure_video(segments).measures if segments else {}


def measure_video(segments: Sequence[Segment]) -> VoiceFeatures:
    """Measure one video. Everything that a channel's profile needs of it is in the row.

    Args:
        segments: all sentences of one video, in order.

    Raises:
        ValueError: there are no segments, or they are of several videos.
    """
    if len({segment.video_id for segment in segments}) != 1:
        raise ValueError("measure_video takes the segments of exactly one video; group them by video_id first.")
    sentences = [read_sentence(segment.text, segment.is_punctuated) for segment in segments]
    ordinals = [segment.ordinal for segment in segments]
    by_sentence = [_counts(sentence) for sentence in sentences]
    answered = answered_questions(segments)
    edges = openings.edges(segments)
    said = spoken_words(" ".join(segment.text for segment in segments)).words
    counts = add_counts(by_sentence) | _video_counts(segments, sentences, len(answered), edges)
    starts = [segment.start_s for segment in segments if segment.start_s is not None]
    ends = [segment.end_s for segment in segments if segment.end_s is not None]
    totals = per_video([counts], FAMILIES)
    measures = {kind.name: _finite(float(kind.formula.of(totals)[0])) for kind in KINDS}
    return VoiceFeatures(
        video_id=segments[0].video_id,
        channel_key=segments[0].channel_key,
        n_words=sum(len(sentence.words) for sentence in sentences),
        n_sentences=len(sentences),
        duration_s=max(ends) - min(starts) if starts and ends else None,
        measures=measures,
        counts=dict(sorted(counts.items())),
        source_digest=source_digest(segments),
        phrases=phrase_candidates.phrase_table(sentences, ordinals),
        terms=terms.term_table(sentences, ordinals),
        examples=examples.of_video(segments, sentences, by_sentence, answered, measures),
        edges=openings.kept(edges),
        speech=speech_sums.pack(speech_sums.sum_speech(said, other_speakers.stored())),
        speech_prints=copying.prints_of(said),
    )


def _counts(sentence: MeasuredSentence) -> dict[str, dict[str, int]]:
    has_list = _LIST_OF_THREE.search(sentence.lowered) is not None
    built = syntax.clause_counts(sentence.words, is_punctuated=sentence.is_punctuated, has_list=has_list)
    return sentence_counts(sentence) | ({"syntax": built} if built else {})


def _video_counts(
    segments: Sequence[Segment], sentences: Sequence[MeasuredSentence], n_answered: int, edges: openings.Edges
) -> dict[str, dict[str, int]]:
    questions = [words.is_question(sentence.text, sentence.is_punctuated) for sentence in sentences]
    n_words = [len(sentence.words) for sentence in sentences]
    lengths = [n if sentence.is_punctuated else 0 for n, sentence in zip(n_words, sentences, strict=True)]
    return {
        "speech": {
            "sentences": len(sentences),
            "words": sum(n_words),
            "closed_class": sum(words.is_function_word(word) for sentence in sentences for word in sentence.words),
            "questions": sum(questions),
            "answered": n_answered,
            **_type_token_counts([word for sentence in sentences for word in sentence.words]),
        },
        **succession.length_counts(lengths, SHORT_WORDS),
        **pacing.pacing_counts(segments, n_words, questions),
        **openings.edge_counts(edges),
    }


def _type_token_counts(tokens: Sequence[str]) -> dict[str, int]:
    """Different words in windows of 100 (MATTR; Covington and McFall 2010), at steps of 25, and how many windows."""
    starts = range(0, len(tokens) - _TYPE_TOKEN_WINDOW + 1, _TYPE_TOKEN_STEP)
    different = sum(len(set(tokens[start : start + _TYPE_TOKEN_WINDOW])) for start in starts)
    return {"windows": len(starts), "different": different}


def _finite(value: float) -> float | None:
    return None if math.isnan(value) else value


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
