"""Protects: only public addresses count as public, in whatever spelling, and a name is resolved just once."""

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.research.web.addresses import Reach, is_public, resolve
from pipelines.research.web.connections import Deadline, GuardedBackend
from pipelines.research.web.failures import RefusedError

PRIVATE = [
    ipaddress.ip_network(text)
    for text in ("10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "224.0.0.0/4")
]  # fmt: skip


@given(st.sampled_from(PRIVATE), st.integers(0, 2**32 - 1), st.sampled_from(["{}", "::ffff:{}", "64:ff9b::{}", "::{}"]))
def test_no_private_address_is_public_however_it_is_carried(
    network: ipaddress.IPv4Network, number: int, form: str
) -> None:
    address = network[number % network.num_addresses]
    assert not is_public(form.format(address))
    assert not is_public(f"2002:{int(address) >> 16:x}:{int(address) & 0xFFFF:x}::1")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_a_host_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    with pytest.raises(RefusedError, match=r"mixed\.example is at 10\.0\.0\.1"):
        resolve("mixed.example", 80, Reach(), 1.0)


def test_a_name_is_resolved_once_and_connected_to_what_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second answer of a rebinding name server is never asked for."""
    answers = ["93.184.216.34", "10.0.0.1"]
    connected: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (answers.pop(0), 80))])
    backend = GuardedBackend(Reach(), Deadline(2.0))
    monkeypatch.setattr(backend._plain, "connect_tcp", lambda host, *_: connected.append(host))
    backend.connect_tcp("rebinding.example", 80)
    assert connected == ["93.184.216.34"]
    assert len(answers) == 1


def test_a_host_that_is_not_there_says_so() -> None:
    with pytest.raises(RefusedError, match="Check the address"):
        resolve("a..b", 80, Reach(), 5.0)
