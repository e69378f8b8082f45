"""Ids that come from content."""

import hashlib


def content_id(*parts: object) -> str:
    """Return a 20-digit hexadecimal id that depends on nothing but `parts`, so that a rerun makes the same row."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:20]
