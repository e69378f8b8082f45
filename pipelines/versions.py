"""Code versions of the stages: a digest of the stage's own source, so that changed code marks its assets stale."""

import hashlib
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


@cache
def stage_version(stage: str) -> str:
    """Return a 12-digit digest of `pipelines/<stage>/**` and of the vocabulary, `pipelines/models/**`."""
    digest = hashlib.sha256()
    for path in sorted([*(PACKAGE / "models").rglob("*"), *(PACKAGE / stage).rglob("*")]):
        if path.is_file() and path.suffix in {".py", ".yaml", ".json", ".npz", ".txt", ".sql"}:
            digest.update(path.relative_to(PACKAGE).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
