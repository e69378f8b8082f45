"""What the commands say no with. Kept apart from the work, so that knowing the errors imports nothing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.models import Change


class BadInputError(ValueError):
    """A file, folder or name cannot be used; the message says which and what to do."""


class NotCoveredError(RuntimeError):
    """The project's library does not cover its topic, so no script was written."""


class RunFailedError(RuntimeError):
    """A run failed; the message names the asset and the reason."""


class ScriptMissingError(LookupError):
    """There is no such project, or its script has not been written. The message says which, and what to do."""


class ServiceError(RuntimeError):
    """A service did not start. The message names its log."""


class EditConflictError(BadInputError):
    """Somebody else saved first; nothing of this save was stored.

    `standing` is the number of the version that stands now, `changes` what its author changed, and `overlaps` names the
    sentences, beats and hooks that both touched; with none, the same edits can be made again on top.
    """

    def __init__(
        self, message: str, *, standing: int, author: str, changes: "tuple[Change, ...]", overlaps: tuple[str, ...]
    ) -> None:
        super().__init__(message)
        self.standing, self.author, self.changes, self.overlaps = standing, author, changes, overlaps
