"""Who speaks: labels in a transcript, and which of them is the channel's creator."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.models import Channel
from pipelines.transcripts.cues import Cue, blank

ALL_SPEAKERS = "*"
_LEAST_SIMILARITY = 80.0  # of a label to the creator's name, 0..100
_LEAST_SHARE = 0.05  # of a video's characters, below which text without a label says nothing
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>")
_NAME = r"[A-Z][\w.'’&-]{0,24}(?: (?:[A-Z][\w.'’&-]{0,24}|de|der|van|von|\d{1,2})){0,3}"
_ROLE = r"(?i:student|audience(?: member)?|professor|teacher|speaker(?: \d+)?|man|woman|host|guest|interviewer)"
_TURN = re.compile(
    r"^[ \t]*(?P<mark>(?:[-–—]|>>+)[ \t]*)?"
    rf"(?:\[(?P<role>{_ROLE})\]:?(?=[ \t]+\S)"
    rf"|(?:\*\*)?(?P<name>{_NAME})(?:[ \t]*\([^()\n]{{0,40}}\))?:(?:\*\*)?(?=\s))?",
    re.MULTILINE,
)
_NOT_NAMES = frozenset(
    """
    answer and but caution channel chapter conclusion cons date definition edit example examples fact figure finally
    first friday goal hint http https important kind language monday myth note notes or part problem proof pros question
    remember result results rule saturday second section so solution source sources spoiler step summary sunday table
    theorem third thursday tip title tuesday update url warning wednesday
    """.split()
)


def labels(text: str) -> frozenset[str]:
    """Return the speaker labels of a transcript text.

    Those are names in capitals, roles in brackets, and names in mixed case that come back beside another one that
    does: a single "Example:" is no speaker.
    """
    counts = Counter(name for match in _TURN.finditer(text) if (name := _label(match)))
    certain = {name for name in counts if (name.isupper() and len(name) > 2) or re.fullmatch(_ROLE, name)}
    likely = {name for name, count in counts.items() if count > 1}
    return frozenset(certain | likely if len(certain | likely) > 1 else certain)


def marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of what marks turns at line starts: `-`, `>>`, roles, and names where one of them comes back.

    One "Note:" or "Caution:" is a word that was said; a speaker who has one turn stands beside one who has several.
    """
    found = [(match, _label(match)) for match in _TURN.finditer(text)]
    counts = Counter(name for _, name in found if name)
    has_turns = max(counts.values(), default=0) > 1
    for match, name in found:
        if has_turns and name:
            yield match.span()
        elif match["mark"]:
            yield match.span("mark")


def own_turns(cues: Sequence[Cue], kept: str | None) -> list[str]:
    """Return what the speaker `kept` says in each cue, and what comes before the first label; empty ones are left out."""
    turns, speaker = [], kept
    for cue in cues:
        voices = [(0, speaker), *cue.voices, (len(cue.text), None)]
        for (start, name), (end, _) in pairwise(voices):
            if kept in (ALL_SPEAKERS, name):
                turns.append(cue.text[start:end])
            speaker = name
    return [turn for turn in turns if turn.strip()]


def _label(match: re.Match[str]) -> str | None:
    name = match["role"] or match["name"]
    return None if name is None or name.split()[0].lower() in _NOT_NAMES else name


def tally(text: str) -> Counter[str | None]:
    """Count the characters of each speaker's turns in a transcript's text; None: before or between labelled turns.

    It looks for labels only, so it costs a small part of parsing.
    """
    counts: Counter[str | None] = Counter()
    speaker, begin = None, 0
    for offset, following in _turns(text):
        counts[speaker] += offset - begin
        speaker, begin = following, offset
    counts[speaker] += len(text) - begin
    return counts


def turn_counts(text: str) -> Counter[str]:
    """Count the labelled turns of each speaker in a transcript's text."""
    return Counter(name for _, name in _turns(text) if name is not None)


def _turns(text: str) -> Iterator[tuple[int, str | None]]:
    voices = [(match.start(), " ".join(match[1].split())) for match in _VOICE.finditer(text)]
    if voices:
        yield from voices
        return
    known = labels(text)
    for match in _TURN.finditer(text) if known else ():
        name = _label(match)
        if match["mark"] or name in known:
            yield match.start(), name if name in known else None


def mark_turns(cues: Sequence[Cue], known: frozenset[str]) -> list[Cue]:
    """Blank the labels `known` and the marks `-` and `>>` at line starts, and note who speaks from there on."""
    if any(cue.voices for cue in cues):
        known = frozenset()
    marked = []
    for cue in cues:
        text, voices = cue.text, list(cue.voices)
        for match in _TURN.finditer(cue.text):
            name = _label(match)
            if name in known:
                text = blank(text, *match.span())
            elif match["mark"]:
                text = blank(text, match.start(), match.end("mark"))
            if known and (name in known or match["mark"]):
                voices.append((match.start(), name if name in known else None))
        marked.append(cue if text == cue.text else replace(cue, text=text, voices=tuple(voices)))
    return marked


def creator_label(channel: Channel, tallies: Sequence[Mapping[str | None, int]]) -> tuple[str | None, bool]:
    """Return (label of the creator over all videos, whether their name says so).

    `channel.speaker` if set; else the label most like the channel's name; else who speaks in the most videos, and of
    several the one who says most.
    """
    if channel.speaker:
        return channel.speaker, True
    n_videos: Counter[str | None] = Counter()
    n_characters: Counter[str | None] = Counter()
    for counts in tallies:
        total = max(1, sum(counts.values()))
        n_videos.update(label for label, n in counts.items() if label is not None or n >= _LEAST_SHARE * total)
        n_characters.update(counts)
    similarity = {label: _likeness(label, channel) for label in n_videos if label is not None}
    named = [label for label, value in similarity.items() if value >= _LEAST_SIMILARITY]
    if named:
        return max(named, key=lambda label: (similarity[label], n_characters[label], label)), True
    if not n_videos:
        return None, False
    return max(n_videos, key=lambda label: (n_videos[label], n_characters[label], label or "")), False


def kept_label(counts: Mapping[str | None, int], creator: str | None, is_named: bool) -> str | None:
    """Return whose turns of one video are the creator's: a label, None (text without a label) or `ALL_SPEAKERS`."""
    named = [label for label in counts if label is not None]
    if not named:
        return ALL_SPEAKERS
    if creator is not None:
        best = max(named, key=lambda label: (_similarity(label, creator), counts[label], label))
        if _similarity(best, creator) >= _LEAST_SIMILARITY:
            return best
    if counts.get(None, 0) >= 0.5 * sum(counts.values()):
        return None
    if len(named) == 1:
        return ALL_SPEAKERS
    return creator if is_named else max(named, key=lambda label: (counts[label], label))


def is_named(label: str, channel: Channel) -> bool:
    """Whether a speaker label is the name of the channel's creator."""
    return _likeness(label, channel) >= _LEAST_SIMILARITY


def _likeness(label: str, channel: Channel) -> float:
    names = (channel.name, re.sub(r"[-_]+", " ", channel.channel_key))
    return max(_similarity(label, name) for name in names)


def _similarity(label: str, name: str) -> float:
    from rapidfuzz import fuzz

    return float(fuzz.token_set_ratio(label.lower(), name.lower()))
