"""Web addresses: which may be asked, and how parameters are put on and taken off."""

from collections.abc import Collection, Mapping
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from pipelines.research.web.failures import RefusedError


def checked_host(url: str) -> str:
    """Return the host of an address that may be asked.

    Raises:
        RefusedError: it is no http or https address, or holds a name and password.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise RefusedError(
            f"{url!r} is no web address ({error}). Give one such as https://example.org/page."
        ) from error
    if parts.scheme not in ("http", "https") or not host:
        raise RefusedError(f"{url!r} is no web address. Give one that begins with https:// or http://.")
    if parts.username is not None or parts.password is not None:
        raise RefusedError(f"The address of {host} holds a name or password. Give the address without it.")
    return host.lower()


def endpoint(url: str) -> tuple[str, int]:
    """Return host and port of an address.

    Raises:
        RefusedError: as `checked_host`.
    """
    host = checked_host(url)
    parts = urlsplit(url)
    return host, parts.port or (443 if parts.scheme == "https" else 80)


def is_same_origin(left: str, right: str) -> bool:
    """Whether two addresses have the same scheme, host and port."""
    return urlsplit(left).scheme == urlsplit(right).scheme and endpoint(left) == endpoint(right)


def requestable(url: str) -> str:
    """Return `url` in ASCII and without its fragment: other characters percent-encoded, the host in Punycode."""
    checked_host(url)
    parts = urlsplit(url)
    try:
        host = (parts.hostname or "").encode("idna").decode() if not (parts.hostname or "").isascii() else None
    except UnicodeError as error:
        raise RefusedError(f"{url!r} names no possible host ({error}). Check the address.") from error
    netloc = parts.netloc if host is None else host + (f":{parts.port}" if parts.port else "")
    safe = "%/:=&?~+!$,;'@()*[]"
    return urlunsplit((parts.scheme, netloc, quote(parts.path or "/", safe), quote(parts.query, safe), ""))


def redirected(url: str, location: str, secret_names: Collection[str]) -> str:
    """Return where a `Location` header leads from `url`, without parameters that are secret."""
    target = requestable(urljoin(url, location.encode("latin-1", "replace").decode("utf-8", "replace")))
    parts = urlsplit(target)
    if not secret_names or not parts.query:
        return target
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in secret_names]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def with_query(url: str, parameters: Mapping[str, object]) -> str:
    """Return `url` with parameters added; those that are None are left out."""
    given = {name: str(value) for name, value in parameters.items() if value is not None}
    if not given:
        return url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, urlencode(given)]))))
