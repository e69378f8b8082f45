"""The index of a project's words, kept in a file so that not every process counts them again.

It can be made again from the passages at any time: what does not fit them, or cannot be read, is not used.
"""

import hashlib
import logging
import os
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

from pipelines.research import lexical, retrieval
from pipelines.research.lexical import PARTS, LexicalIndex

_log = logging.getLogger(__name__)


def place(folder: Path, project_key: str) -> Path:
    """Return the one file that a project's index has."""
    return folder / f"{hashlib.sha256(project_key.encode()).hexdigest()[:20]}.npz"


def load(file: Path, content: str) -> tuple[list[str], LexicalIndex] | None:
    """Return the passages' ids and the index of their words, or None if there is none for the digest `content`."""
    try:
        with file.open("rb") as stream, np.load(stream) as stored:
            if _text(stored["made_of"]) != _made_of(content):
                return None
            ids, terms = _lines(stored["ids"]), _lines(stored["terms"])
            return ids, LexicalIndex.restored({name: stored[name] for name in PARTS}, terms, len(ids))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        _log.warning("%s cannot be read (%s) and is made again.", file, error)
        return None


def keep(file: Path, content: str, ids: Sequence[str], index: LexicalIndex) -> None:
    """Keep the index of the passages with the digest `content` in place of an older one.

    The file is written beside its place and renamed: a reader sees the old one or the new one. A disk that takes no file
    is no reason not to search.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent, suffix=".tmp")
    except OSError as error:
        _log.warning("The index of words is not kept: %s.", error)
        return
    try:
        with os.fdopen(handle, "wb") as stream:
            texts = {"made_of": _made_of(content), "ids": "\n".join(ids), "terms": "\n".join(index.terms)}
            arrays: dict[str, Any] = {**index.parts, **{name: _bytes(text) for name, text in texts.items()}}
            np.savez(stream, **arrays)
        Path(temporary).replace(file)
    except OSError as error:
        _log.warning("The index of words is not kept: %s.", error)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _made_of(content: str) -> str:
    """Return the digest of the passages and of what counts their words."""
    digest = hashlib.sha256(f"{content} {bm25s.__version__}".encode())
    for source in (lexical.__file__, retrieval.__file__):
        digest.update(Path(source).read_bytes())
    return digest.hexdigest()


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _text(stored: NDArray[np.uint8]) -> str:
    return stored.tobytes().decode()


def _lines(stored: NDArray[np.uint8]) -> list[str]:
    return _text(stored).split("\n") if len(stored) else []
