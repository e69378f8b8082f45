"""The project's own folder of files."""

from pathlib import Path

from pipelines.research.readers.kinds import READERS
from pipelines.research.sources.protocol import Copy, Offer

MAX_FILE_BYTES = 10_000_000


class LibraryError(ValueError):
    """A project's library cannot be used as a whole. The message says why and what to do."""


class EmptyLibraryError(LibraryError):
    """The folder is there and holds no file that can be read."""


class LocalLibrary:
    """The files below a folder. A locator is a path within it, with `/`."""

    name = "library"

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder).expanduser()

    def find(self, query: str = "", limit: int = 100_000) -> list[Offer]:
        """Offer the files in reading order, whatever is asked: the library is read as a whole.

        Raises:
            LibraryError: as `library_files`.
        """
        found = (path.relative_to(self._folder).as_posix() for path in library_files(str(self._folder)))
        return [Offer(self.name, path, path) for path in found][:limit]

    def read(self, locator: str) -> Copy:
        """Return a file; one that is too large or cannot be opened comes with its problem."""
        path = self._folder / locator
        kind = READERS[path.suffix.lower()][0]
        try:
            size = path.stat().st_size
            if size > MAX_FILE_BYTES:
                return Copy(self.name, locator, kind, b"", problem=_too_large(size))
            return Copy(self.name, locator, kind, path.read_bytes())
        except OSError as error:
            problem = f"The file cannot be opened ({error.strerror}). Check its permissions."
            return Copy(self.name, locator, kind, b"", problem=problem)


def library_files(library: str) -> list[Path]:
    """Return the library's source files in reading order: by path, hidden files and symbolic links left out.

    Raises:
        LibraryError: the folder is missing, is no folder, or holds no file that can be read.
    """
    folder = Path(library).expanduser()
    kinds = ", ".join(dict.fromkeys(kind for kind, _ in READERS.values()))
    if not folder.exists():
        raise LibraryError(f"The library folder {library} does not exist. Create it with your sources ({kinds}).")
    if not folder.is_dir():
        raise LibraryError(f"The library {library} is a file. Give the folder that holds your sources ({kinds}).")
    files = [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in READERS
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        and not path.is_symlink()
        and path.is_file()
    ]
    if not files:
        raise EmptyLibraryError(f"The library folder {library} holds no source. Put {kinds} files into it.")
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


def _too_large(size: int) -> str:
    return f"The file has {size / 1e6:.0f} MB, the limit is {MAX_FILE_BYTES / 1e6:.0f} MB. Split or shorten it."
