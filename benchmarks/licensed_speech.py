"""Read speech of many speakers from two collections of transcripts whose licences permit derived numbers.

    git clone --bare https://github.com/thechangelog/transcripts           CC BY-SA 4.0, Changelog Media
    git clone --bare https://github.com/bitcointranscripts/bitcointranscripts    MIT

`read_speech(changelog, bitcoin)` gives one document per speaker and episode: the turns of that speaker alone, without
labels, times, markup and advertisements' boilerplate. Nothing of the text is kept in this repository.
"""

import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MIN_TURN_WORDS = 8  # "Yeah." and "Right, exactly." say more of the conversation than of the speaker
MIN_DOCUMENT_WORDS = 300
MAX_SPEAKER_DOCUMENTS = 3
COMMITS = {
    "thechangelog/transcripts": "44a0e16c5919d332e05de481919fbfca90a2c90b",
    "bitcointranscripts/bitcointranscripts": "52ccbbe25d18a1db9403526a8b8b3b0be9ff6959",
}
LICENCES = {
    "thechangelog/transcripts": "CC BY-SA 4.0, Changelog Media",
    "bitcointranscripts/bitcointranscripts": "MIT",
}

_CHANGELOG_TURN = re.compile(r"^\*\*([^*:]{2,60}):\*\*\s*", re.MULTILINE)
_BITCOIN_TURN = re.compile(
    r"^\**([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})\**(?: ?\([^)]{0,30}\))?\s*:\**(?:\s*\[?\d{1,2}:\d{2}(?::\d{2})?\]?)?[ \t]*",
    re.MULTILINE,
)
_NOT_SPEAKERS = re.compile(
    r"^(?:question|answer|q|a|audience|host|speaker|unknown|unidentified|moderator|man|woman|male|female|guest|"
    r"interviewer|participant|note|slide|url|video|twitter|slides|transcript|location|date|topic|title|https?|"
    r"break|announcer|voice\w*|clip|jingle|song|music|commercial|ad|sponsor|intro|outro|narrator|automated)\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SpeechDocument:
    """What one speaker says in one episode or talk."""

    speaker: str
    document: str
    source: str
    episode: str
    text: str
    n_words: int


def read_speech(changelog: Path, bitcoin: Path) -> list[SpeechDocument]:
    """Return the documents of both collections, ordered by path and speaker; speakers under one name are one.

    Raises:
        subprocess.CalledProcessError: a folder is no git repository, or does not hold the commit in `COMMITS`.
    """
    documents = [*_read_changelog(changelog), *_read_bitcoin(bitcoin)]
    return [document for document in documents if document.n_words >= MIN_DOCUMENT_WORDS]


def occasional(documents: Iterable[SpeechDocument]) -> list[SpeechDocument]:
    """Keep speakers with at most `MAX_SPEAKER_DOCUMENTS` documents: nobody whose channel anyone would measure.

    A first name or initials alone may stand for anybody, and a surname shared with a frequent speaker for that speaker.
    """
    rows = [document for document in documents if " " in document.speaker]
    counts = Counter(document.speaker for document in rows)
    frequent = {speaker.split()[-1] for speaker, count in counts.items() if count > MAX_SPEAKER_DOCUMENTS}
    return [document for document in rows if document.speaker.split()[-1] not in frequent]


def _read_changelog(repository: Path) -> Iterator[SpeechDocument]:
    source = "thechangelog/transcripts"
    for path, content in _files(repository, COMMITS[source]):
        if path.count("/") == 1 and not path.startswith((".", "scripts/")):
            yield from _documents(source, path, _turns(_CHANGELOG_TURN, content))


def _read_bitcoin(repository: Path) -> Iterator[SpeechDocument]:
    source = "bitcointranscripts/bitcointranscripts"
    for path, content in _files(repository, COMMITS[source]):
        if path.count("/") == 0 or path.endswith(("README.md", "_index.md")) or not content.startswith("---"):
            continue
        head, _, body = content[3:].partition("\n---")
        if re.search(r"^(?:needs: review|.*\bmachine\b)", head, re.MULTILINE | re.IGNORECASE):
            continue
        named = re.findall(r"^ *- (.+)$", head.partition("speakers:")[2].partition("\n" + "date")[0], re.MULTILINE)
        listed = re.search(r"^speakers: *\[(.*)\]", head, re.MULTILINE)
        speakers = [name.strip(" '\"") for name in (listed.group(1).split(",") if listed else named)]
        turns = _turns(_BITCOIN_TURN, body)
        if len(turns) >= 4:
            yield from _documents(source, path, turns)
        elif len(speakers) == 1:
            yield from _documents(source, path, [(speakers[0], body)])


def _files(repository: Path, commit: str) -> Iterator[tuple[str, str]]:
    listed = subprocess.run(
        ["git", "-C", str(repository), "ls-tree", "-r", "-z", "--name-only", commit], capture_output=True, check=True
    )
    for name in listed.stdout.decode().split("\0"):
        if name.endswith(".md"):
            shown = subprocess.run(
                ["git", "-C", str(repository), "show", f"{commit}:{name}"], capture_output=True, check=True
            )
            yield name, shown.stdout.decode("utf-8", "replace")


def _turns(pattern: re.Pattern[str], content: str) -> list[tuple[str, str]]:
    marks = [mark for mark in pattern.finditer(content) if not _NOT_SPEAKERS.match(mark.group(1))]
    ends = [*(mark.start() for mark in marks), len(content)][1:]
    return [(mark.group(1).strip(), content[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]


def _documents(source: str, path: str, turns: Iterable[tuple[str, str]]) -> Iterator[SpeechDocument]:
    said: dict[str, list[str]] = defaultdict(list)
    for speaker, turn in turns:
        plain = _plain(turn)
        if len(plain.split()) >= MIN_TURN_WORDS:
            said[re.sub(r"\s+", " ", speaker)].append(plain)
    for speaker in sorted(said):
        text = "\n".join(said[speaker])
        yield SpeechDocument(speaker, f"{path}#{speaker}", source, path, text, len(text.split()))


def _plain(turn: str) -> str:
    """Return a turn without markup, links, headings, times and stage directions."""
    lines = [
        line
        for line in turn.splitlines()
        if not re.match(
            r"\s*(?:#|\||!\[|<|>|\*{3}|-{3}|```|https?://|\d{4}-\d\d|(?:Slides?|Video|Transcript|Q|A)\b[^.]{0,40}:)",
            line,
        )
    ]
    text = re.sub(r"```.*?```", " ", "\n".join(lines), flags=re.DOTALL)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\[[^\]]{0,80}\]|\((?:\d{1,2}:)?\d{1,2}:\d{2}(?::\d{2})?\)|<[^>]{0,80}>|https?://\S+", " ", text)
    text = re.sub(r"\b\d{1,2}:\d{2}:\d{2}\b|[*_`]{1,3}|^\s*[-+•]\s+", " ", text, flags=re.MULTILINE)
    return re.sub(r"\s+", " ", text).strip()
