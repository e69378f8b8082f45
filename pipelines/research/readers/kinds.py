"""The kinds of files that can be read, and the module that reads each."""

from importlib import import_module

from pipelines.research.readers.blocks import SourceText

# Suffix → kind and module of this folder, imported for the first such file: to see that no file has changed, none is read.
READERS = {
    ".md": ("md", "markdown"),
    ".markdown": ("md", "markdown"),
    ".html": ("html", "html"),
    ".htm": ("html", "html"),
    ".txt": ("txt", "plain"),
    ".pdf": ("pdf", "pdf"),
    ".docx": ("docx", "docx"),
    ".epub": ("epub", "epub"),
}
SUBTITLES = frozenset({"json3", "vtt", "srt"})  # fetched, and not looked for in a library


def read(kind: str, raw: bytes) -> SourceText:
    """Return the text of a document's bytes.

    Raises:
        UnreadableSourceError: the reader says why they cannot be read.
        KeyError: nothing reads this kind.
    """
    if kind in SUBTITLES:
        from pipelines.research.readers import captions

        return captions.read(raw, kind)
    modules = dict(READERS.values())
    return import_module(f"pipelines.research.readers.{modules[kind]}").read(raw)  # type: ignore[no-any-return]
