"""The table of formats: the name that the command line takes, the file, and what makes it. Pages link to what stands here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from lectern.errors import BadInputError
from lectern.exports import fountain, markdown, shot_list, sources, subtitles, teleprompter, word
from lectern.exports.files import write_whole
from pipelines.models import Script


@dataclass(frozen=True)
class Format:
    """One form of a script. `render` gives the file's content; text is stored as UTF-8."""

    name: str
    file: str
    media_type: str
    title: str  # what it is for, in a few words
    render: Callable[[Script], str | bytes]

    def content(self, script: Script) -> bytes:
        """Return the bytes of the file."""
        made = self.render(script)
        return made if isinstance(made, bytes) else made.encode()


def _page(script: Script) -> str:
    from lectern import page  # a page may link to the formats

    return page.render_html(script)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    row.name: row
    for row in (
        Format("html", "script.html", "text/html", "Script page", _page),
        Format("markdown", "script.md", "text/markdown", "Markdown with footnotes", markdown.render),
        Format("docx", "script.docx", _WORD, "Word, with headings", word.render_read),
        Format("av", "script-av.docx", _WORD, "Word, audio beside video", word.render_audio_visual),
        Format("text", "teleprompter.txt", "text/plain", "Teleprompter, plain text", teleprompter.render_text),
        Format("rtf", "teleprompter.rtf", "application/rtf", "Teleprompter, RTF", teleprompter.render_rtf),
        Format("fountain", "script.fountain", "text/plain", "Fountain, for screenwriting programs", fountain.render),
        Format("sources", "sources.txt", "text/plain", "Sources, for the video's description", sources.render),
        Format("shots", "shots.csv", "text/csv", "Shot list, for a spreadsheet", shot_list.render),
        Format("srt", "draft.srt", "application/x-subrip", "Draft subtitles at the creator's pace", subtitles.render),
    )
}
ALL = "all"


def chosen(names: Iterable[str]) -> list[Format]:
    """Return the formats of these names, or every one for `all`, in the order of the table.

    Raises:
        BadInputError: there is no format of a name.
    """
    wanted = set(names)
    unknown = sorted(wanted - FORMATS.keys() - {ALL})
    if unknown:
        raise BadInputError(f"--format {unknown[0]}: no such format. Formats: {', '.join([*FORMATS, ALL])}.")
    return [row for row in FORMATS.values() if ALL in wanted or row.name in wanted]


def write(script: Script, folder: Path, formats: Iterable[Format]) -> dict[str, Path]:
    """Write a script in these formats into `folder`; return file name → path.

    Everything is rendered before the first file is written; each file appears whole, and replaces the one before.

    Raises:
        BadInputError: the folder cannot be written to.
    """
    contents = {row.file: row.content(script) for row in formats}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return {name: write_whole(folder / name, content) for name, content in contents.items()}
    except OSError as error:
        raise BadInputError(
            f"--to {folder}: {error.strerror or error}. Name a folder that can be written to."
        ) from error
