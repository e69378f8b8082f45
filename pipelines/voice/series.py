"""Videos as a channel lists them, and the series that they belong to."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

MIN_VIDEOS = 3  # of a series
_PARTED = re.compile(
    r"\s*(?::|\||–|—| - |#|\(|,? (?:part|episode|ep\.?|chapter|lesson|lecture|no\.?) ?\d)", re.IGNORECASE
)
_NUMBER = re.compile(r"[\W_]*\d+[\W_]*$")


@dataclass(frozen=True)
class VideoRecord:
    """What is known of a video besides its words."""

    video_id: str
    title: str
    source_path: str
    published_on: date | None = None


def order_number(record: VideoRecord) -> int | None:
    """Return the number that a file's name begins with ("525-nicegui.vtt" → 525), or None."""
    found = re.match(r"\d{1,6}(?=[\W_])", PurePosixPath(record.source_path).name)
    return int(found.group()) if found else None


def series_of(records: Sequence[VideoRecord], rules: Mapping[str, str]) -> dict[str, str]:
    """Return video id → series, for videos that belong to one.

    What the creator said (`rules`: pattern such as "calculus/*" or "*tutorial*" → series) comes first, in the order of
    the rules; then the folder that a file lies in, where the source has several; then what its title shares with at least
    two others in front of a colon, a dash, a bar, a number or "part 3", or behind a bar. One series of all videos is none.
    """
    found: dict[str, str] = {}
    for record in records:
        said = next((name for pattern, name in rules.items() if _matches(record, pattern)), None)
        if said:
            found[record.video_id] = said
    rest = [record for record in records if record.video_id not in found]
    for names in (_folders(rest), _shared_titles(rest)):
        counts = Counter(names.values())
        kept = {video_id: name for video_id, name in names.items() if counts[name] >= MIN_VIDEOS}
        if kept and not (len(set(kept.values())) == 1 and len(kept) == len(records)):
            return dict(sorted((found | kept).items()))
    return dict(sorted(found.items()))


def _matches(record: VideoRecord, pattern: str) -> bool:
    wanted = pattern.lower()
    return fnmatchcase(record.source_path.lower(), wanted) or fnmatchcase(record.title.lower(), wanted)


def _folders(records: Sequence[VideoRecord]) -> dict[str, str]:
    folders = {record.video_id: PurePosixPath(record.source_path).parent.name for record in records}
    named = {video_id: folder for video_id, folder in folders.items() if folder and "://" not in folder}
    return named if len(set(folders.values())) > 1 else {}


def _shared_titles(records: Sequence[VideoRecord]) -> dict[str, str]:
    heads = {record.video_id: _name(_PARTED.split(record.title, maxsplit=1)[0]) for record in records}
    tails = {record.video_id: _name(record.title.rpartition("|")[2]) for record in records if "|" in record.title}
    counts = Counter(heads.values()) + Counter(tails.values())
    best = {}
    for record in records:
        options = [name for name in (heads[record.video_id], tails.get(record.video_id, "")) if name]
        if options:
            best[record.video_id] = max(options, key=lambda name: (counts[name], name))
    return {video_id: name for video_id, name in best.items() if counts[name] >= MIN_VIDEOS}


def _name(text: str) -> str:
    return _NUMBER.sub("", text).strip()
