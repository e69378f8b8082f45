"""Zip files in which documents are packed (docx, epub): opened only where they unpack to what a document needs."""

import io
import zipfile

from pipelines.research.readers.blocks import UnreadableSourceError

MAX_UNPACKED_BYTES = 100_000_000
MAX_TEXT_BYTES = 30_000_000  # of one part that is parsed
MAX_RATIO = 200  # of unpacked to packed bytes of one part; text in XML reaches about 20
MAX_PARTS = 5_000
_RATIO_MATTERS_BYTES = 1_000_000
_TEXT = (".xml", ".xhtml", ".html", ".htm", ".opf", ".rels", ".ncx")


def open_packed(raw: bytes, what: str) -> zipfile.ZipFile:
    """Return the zip of a document. `what` names its kind in messages.

    The sizes that the parts state bound what is ever unpacked: reading a part ends at its stated size.

    Raises:
        UnreadableSourceError: it is no zip, is encrypted, or unpacks to far more than a document does.
    """
    try:
        packed = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableSourceError(
            f"The file is no readable {what} ({error}). Save it again, or remove it."
        ) from error
    parts = packed.infolist()
    unpacked = sum(part.file_size for part in parts)
    is_bomb = (
        unpacked > MAX_UNPACKED_BYTES
        or len(parts) > MAX_PARTS
        or any(part.file_size > MAX_TEXT_BYTES and part.filename.lower().endswith(_TEXT) for part in parts)
        or any(
            part.file_size > MAX_RATIO * max(1, part.compress_size)
            for part in parts
            if part.file_size > _RATIO_MATTERS_BYTES
        )
    )
    if is_bomb:
        raise UnreadableSourceError(
            f"The {what} unpacks to {unpacked / 1e6:.0f} MB in {len(parts)} parts, more than text needs. It was not opened; "
            "remove it."
        )
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnreadableSourceError(f"The {what} is encrypted. Save a copy without a password.")
    return packed
