"""Subtitles of a talk or video: what is said, in paragraphs."""

from pipelines.research.readers.blocks import SourceText, UnreadableSourceError, assemble, paragraph
from pipelines.transcripts import formats, segmentation, tokens
from pipelines.transcripts.cues import TranscriptFormatError

SENTENCES_A_PARAGRAPH = 6


def read(raw: bytes, kind: str) -> SourceText:
    """Return what is said, without times, sound descriptions and repeats.

    Raises:
        UnreadableSourceError: nothing of it can be used.
    """
    try:
        transcript = formats.parse(raw, kind)
    except TranscriptFormatError as error:
        raise UnreadableSourceError(str(error)) from error
    said = [sentence.text for sentence in segmentation.split(tokens.read(transcript.cues))]
    starts = range(0, len(said), SENTENCES_A_PARAGRAPH)
    text, headings = assemble(paragraph(" ".join(said[start : start + SENTENCES_A_PARAGRAPH])) for start in starts)
    return SourceText(text=text, headings=headings, notes=transcript.problems)
