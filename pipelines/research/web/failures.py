"""Why something could not be fetched. Every message says what, where and the remedy."""


class FetchError(RuntimeError):
    """A document or an answer could not be fetched."""


class RefusedError(FetchError):
    """The address may not be reached, or what came is not what was asked for. Asking again changes nothing."""


class GoneError(FetchError):
    """The server says that the document does not exist (404) or exists no longer (410)."""


class SlowError(FetchError):
    """The time for one document was used up. It is not tried again at once: the next attempt would take as long."""


class TransientError(FetchError):
    """The failure can pass by itself. `retry_after_s` is the server's own wish, where it has stated one."""

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s
