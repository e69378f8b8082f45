"""Free TCP ports of this machine."""

import socket
from collections.abc import Iterable


def first_free(candidates: Iterable[int]) -> int | None:
    """Return the first of `candidates` that can be bound on 127.0.0.1, None if none can; 0 lets the system choose."""
    for port in candidates:
        with socket.socket() as probe:
            # As servers do, so that connections in TIME_WAIT are no obstacle.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    return None
