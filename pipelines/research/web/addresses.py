"""Which network addresses may be reached: public ones, and endpoints that the operator has named.

A host name is resolved once, every address it has is judged, and the connection goes to a judged address. A name that
resolves to something else a moment later (DNS rebinding) therefore changes nothing. Numbers in other spellings
("2130706433", "0x7f.1", "0177.0.0.1") are resolved like names, so they are judged by what they mean.
"""

import ipaddress
import socket
import threading
from dataclasses import dataclass, field

from pipelines.research.web.failures import RefusedError, TransientError

# Public by number, private by use: the machine agent of a large cloud.
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Reach:
    """What a fetcher may connect to: any public address, and these (host, port) pairs besides.

    `endpoints` comes from the operator's settings or from a test. Nothing that is fetched can add to it.
    """

    endpoints: frozenset[tuple[str, int]] = field(default=frozenset())


def is_public(text: str) -> bool:
    """Whether an IP address is on the public internet; addresses that carry an IPv4 address are judged by that one too."""
    address = ipaddress.ip_address(text.partition("%")[0])
    return all(_is_public(one) for one in (address, *_carried(address)))


def _is_public(address: Address) -> bool:
    is_carrier = isinstance(address, ipaddress.IPv6Address) and bool(_carried(address))
    return (is_carrier or address.is_global) and not address.is_multicast and address not in _METADATA


def _carried(address: Address) -> list[ipaddress.IPv4Address]:
    """Return the IPv4 addresses inside an IPv6 address: mapped, compatible, 6to4, Teredo, NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    last = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if any(address in network for network in _NAT64) or (int(address) >> 32 == 0 and int(address) > 1):
        found.append(last)
    return [one for one in found if one is not None]


def resolve(host: str, port: int, reach: Reach, timeout_s: float) -> list[str]:
    """Return the addresses of `host` to connect to, best first.

    Raises:
        RefusedError: there is no such host, or one of its addresses is not public and it is no named endpoint.
        TransientError: the name service does not answer in time.
    """
    found = _looked_up(host, port, timeout_s)
    if (host, port) in reach.endpoints:
        return found
    private = [address for address in found if not is_public(address)]
    if private:
        raise RefusedError(
            f"{host} is at {private[0]}, an address of this machine or of a private network. Sources are fetched from "
            "public addresses only. Save the document as a file into the library instead."
        )
    return found


def _looked_up(host: str, port: int, timeout_s: float) -> list[str]:
    """Ask the name service in a thread, since it knows no time limit."""
    answer: list[list[str] | OSError] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.append(list(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError) as error:
            answer.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(max(0.0, timeout_s))
    if not answer:
        raise TransientError(f"The name {host} was not resolved in {timeout_s:.0f} s. Try again later.")
    if isinstance(answer[0], socket.gaierror) and answer[0].errno == socket.EAI_AGAIN:
        raise TransientError(f"The name {host} cannot be resolved now. Check the network, or try again later.")
    if isinstance(answer[0], OSError):
        raise RefusedError(f"There is no host {host} ({answer[0]}). Check the address.")
    return answer[0]
