"""A port that is given out can be bound now."""

import socket

from lectern import ports


def test_a_taken_port_is_passed_over_and_none_is_said_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert ports.first_free([port]) is None
        chosen = ports.first_free([port, 0])
    assert chosen not in {None, 0, port}
