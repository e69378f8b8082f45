"""Bytes → text: byte-order mark, then strict UTF-8, then detection."""

import codecs
import re
from dataclasses import dataclass

from pipelines.transcripts.cues import TranscriptFormatError

LARGEST_FILE_BYTES = 10 * 1024 * 1024
_DETECTION_BYTES = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# C0, C1 controls but tab and line feed; soft hyphen; zero-width, bidirectional controls; noncharacters; surrogates
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff]"
)
_LINE_END = re.compile("\r\n?|\x85|\u2028|\u2029|\x0b|\x0c")


@dataclass(frozen=True)
class DecodedText:
    """Text with `\\n` line ends and without invisible controls. `problem`: characters were lost, None: none were."""

    text: str
    problem: str | None = None


def decode(raw: bytes) -> DecodedText:
    """Return the text of a transcript file.

    Raises:
        TranscriptFormatError: empty, over 10 MB, or binary.
    """
    if len(raw) > LARGEST_FILE_BYTES:
        raise TranscriptFormatError(f"The file has {len(raw) / 1e6:.1f} MB; a transcript may have 10 MB. Split it.")
    if not raw.strip():
        raise TranscriptFormatError("The file is empty. Export the transcript again.")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _cleaned(raw[len(mark) :], encoding)
    if b"\0" in raw:
        raise TranscriptFormatError(
            f"The file is binary (NUL at byte {raw.index(0)}), not a transcript. "
            "Export it as .srt, .vtt, .json3 or .txt in UTF-8."
        )
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return _cleaned(raw, _detected(raw))
    return DecodedText(_checked(text))


def _detected(raw: bytes) -> str:
    n_beyond_ascii = sum(byte > 127 for byte in raw[:_DETECTION_BYTES])
    if n_beyond_ascii < 0.2 * len(raw[:_DETECTION_BYTES]):
        return "cp1252"  # English with a few accents and curly quotes; detection takes those for any Latin code page
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_DETECTION_BYTES]).best()
    if best is None:
        raise TranscriptFormatError("The file is in no known text encoding. Save it as UTF-8.")
    return best.encoding


def _cleaned(raw: bytes, encoding: str) -> DecodedText:
    text = raw.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    problem = f"{lost} character(s) could not be read as {encoding}. Save the file as UTF-8." if lost else None
    return DecodedText(_checked(text), problem)


def _checked(text: str) -> str:
    text = _LINE_END.sub("\n", text)
    cleaned = _INVISIBLE.sub("", text)
    if len(text) - len(cleaned) > 0.1 * len(text) or text.count("\ufffd") > 0.1 * len(text):
        raise TranscriptFormatError(
            "The file is binary, not a transcript. Export it as .srt, .vtt, .json3 or .txt in UTF-8."
        )
    if not cleaned.strip():
        raise TranscriptFormatError("The file has no visible text. Export the transcript again.")
    return cleaned
