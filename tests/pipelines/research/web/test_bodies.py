"""Protects: a body is read whole or refused, and a bomb is refused before it takes the machine's memory."""

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.research.web.bodies import read_body
from pipelines.research.web.failures import RefusedError, TransientError

LIMIT = 1_000_000
URL = "https://sea.example/"


def chunks(raw: bytes, size: int = 65536) -> Iterator[bytes]:
    return (raw[at : at + size] for at in range(0, len(raw), size))


def test_a_bomb_takes_no_more_memory_than_the_limit_allows() -> None:
    bomb = gzip.compress(b"\0" * 100_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(RefusedError, match="limit is 1 MB"):
            read_body(chunks(bomb), {"content-encoding": "gzip"}, URL, LIMIT)
        assert tracemalloc.get_traced_memory()[1] < 4 * LIMIT
    finally:
        tracemalloc.stop()


@given(st.binary(max_size=5000), st.sampled_from(["", "identity", "gzip", "x-gzip", "deflate"]), st.integers(1, 700))
def test_what_was_packed_comes_out_as_it_was(raw: bytes, encoding: str, size: int) -> None:
    packed = {"gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress}.get(encoding, bytes)(raw)
    assert read_body(chunks(packed, size), {"content-encoding": encoding}, URL, LIMIT) == raw


@given(st.binary(min_size=1, max_size=2000), st.integers(1, 40))
def test_a_packed_body_that_is_cut_or_damaged_is_refused(raw: bytes, lost: int) -> None:
    packed = gzip.compress(raw)
    with pytest.raises(TransientError):
        read_body(chunks(packed[: max(0, len(packed) - lost)]), {"content-encoding": "gzip"}, URL, LIMIT)
    with pytest.raises(TransientError):
        read_body([b"x" + packed], {"content-encoding": "gzip"}, URL, LIMIT)


def test_the_limit_itself_is_allowed() -> None:
    assert len(read_body(chunks(b"a" * LIMIT), {}, URL, LIMIT)) == LIMIT
    assert len(read_body(chunks(gzip.compress(b"a" * LIMIT)), {"content-encoding": "gzip"}, URL, LIMIT)) == LIMIT
    for headers in ({}, {"content-length": str(LIMIT + 1)}):
        with pytest.raises(RefusedError):
            read_body(chunks(b"a" * (LIMIT + 1)), headers, URL, LIMIT)
