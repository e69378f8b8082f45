"""Reading the body of a response under limits, on the wire and unpacked."""

import zlib
from collections.abc import Iterable, Iterator, Mapping

from pipelines.research.web.failures import RefusedError, TransientError

_GZIP = frozenset({"gzip", "x-gzip"})


def read_body(chunks: Iterable[bytes], headers: Mapping[str, str], url: str, limit: int) -> bytes:
    """Return the body, unpacked. Nothing beyond `limit` bytes is kept in memory, packed or unpacked.

    Raises:
        RefusedError: it is larger than `limit`, or packed in a way that was not asked for.
        TransientError: the packed body ends too early.
    """
    stated = headers.get("content-length", "")
    if stated.isdigit() and int(stated) > limit:
        raise too_large(url, int(stated), limit)
    parts, size = list[bytes](), 0
    for part in _unpacked(_capped(chunks, url, limit), headers.get("content-encoding", "").strip().lower(), url, limit):
        size += len(part)
        if size > limit:
            raise too_large(url, size, limit)
        parts.append(part)
    return b"".join(parts)


def too_large(url: str, size: int, limit: int) -> RefusedError:
    """Return the error for a document of at least `size` bytes."""
    return RefusedError(
        f"{url} has over {min(size, 10 * limit) / 1e6:.0f} MB, the limit is {limit / 1e6:.0f} MB. Save the part that "
        "matters as a file into the library."
    )


def _capped(chunks: Iterable[bytes], url: str, limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise too_large(url, size, limit)
        yield chunk


def _unpacked(chunks: Iterable[bytes], encoding: str, url: str, limit: int) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in _GZIP | {"deflate"}:
        raise RefusedError(f"{url} is packed as {encoding!r}, which was not asked for. Save it as a file instead.")
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS if encoding in _GZIP else zlib.MAX_WBITS)
    try:
        for chunk in chunks:
            yield unpacker.decompress(chunk, limit + 1)  # the rest of a bomb is never unpacked
    except zlib.error as error:
        raise TransientError(f"{url} is damaged: {error}. Try again, or save it as a file.") from error
    if not unpacker.eof:
        raise TransientError(f"{url} broke off before its end. Try again.")
