"""What the commands say no with. Kept apart from the work, so that knowing the errors imports nothing."""


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
