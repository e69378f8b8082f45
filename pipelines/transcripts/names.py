"""What a transcript's file name says: which video, which day, which title."""

import re
from datetime import date
from pathlib import PurePosixPath

_DATE = re.compile(r"^((?:19|20)\d\d)(?:[-_. ]?(\d\d)[-_. ]?(\d\d))?(?=[-_. ]|$)[-_. ]*")
_LANGUAGE = re.compile(r"\.en(?:-[A-Za-z]{2,8})?$")
_REMOTE_ID = re.compile(r"[-_ ]*\[[\w-]{6,20}\]$")


def stem(path: str) -> str:
    """Return a path's file name without its extension and language code (`a/talk.en.vtt` → `talk`)."""
    name = PurePosixPath(path).name
    return _LANGUAGE.sub("", name.rpartition(".")[0]) or name


def published_on(path: str) -> date | None:
    """Return the day that a file name starts with, January 1 where it states only a year, None where it states none."""
    match = _DATE.match(stem(path))
    if not match:
        return None
    year, month, day = match.groups()
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None


def title(path: str) -> str:
    """Return the words of a file name without its date and remote id, the first letter a capital."""
    name = _REMOTE_ID.sub("", stem(path))
    words = " ".join(re.sub(r"[-_]+|(?<=\D)\.(?=\D)", " ", _DATE.sub("", name)).split()) or name
    return words[:1].upper() + words[1:]
