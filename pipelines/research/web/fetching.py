"""The fetcher: the only way from Lectern to a web server.

What it keeps: http and https only; every connection, of redirects too, goes to an address that `addresses` allows;
bytes, time and redirects are bounded; the kind of content is checked; a host is not asked more than once an interval;
what can pass by itself is tried again, in the time the server asks for; what is unchanged is not sent twice.
"""

import copy
import email.utils
import json
import re
import ssl
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

import certifi
import httpcore
import tenacity

from pipelines.research.web.addresses import Reach
from pipelines.research.web.bodies import read_body
from pipelines.research.web.cache import Response, ResponseCache
from pipelines.research.web.connections import Deadline, GuardedBackend
from pipelines.research.web.failures import GoneError, RefusedError, SlowError, TransientError
from pipelines.research.web.pacing import LONGEST_WAIT_S, Pace
from pipelines.research.web.urls import checked_host, is_same_origin, redirected, requestable, with_query

MAX_ATTEMPTS = 3
LONGEST_REST_S = 86_400.0  # that a server can ask for
LONGEST_AGE_S = 600.0  # that a server can vouch for an answer: whoever looks again wants to see it as it is now
REDIRECTS = frozenset({301, 302, 303, 307, 308})
TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
JSON = frozenset({"application/json", "text/json", "application/vnd.crossref-api-message+json"})
FEED = frozenset({"application/atom+xml", "application/xml", "text/xml"})
_MAX_AGE = re.compile(r"max-age\s*=\s*\"?(\d+)")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_NETWORK = (httpcore.NetworkError, httpcore.ProtocolError)


@dataclass(frozen=True)
class Limits:
    """What one document may cost."""

    n_bytes: int = 10_000_000  # as it is sent, and unpacked
    seconds: float = 30.0  # in all, redirects and further attempts included, but not the time that a server asked for
    redirects: int = 5


@dataclass(frozen=True)
class Request:
    """What is asked of a server. `secrets` and `secret_query` reach the first host only and are never stored or shown."""

    url: str
    accept: Collection[str]  # media types
    secrets: Mapping[str, str] = field(default_factory=dict)  # headers
    secret_query: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None  # JSON; makes it a POST
    keep_s: float = 0.0  # an answer younger than this is not asked for again
    check: Callable[[Response], object] = lambda _: None  # raises where an answer is not whole: it is not kept, then


class Fetcher:
    """Fetches documents and answers.

    Args:
        user_agent: how Lectern names itself to servers.
        pace: keeps requests to a host apart.
        cache: holds answers; None: none are kept.
        reach: what may be connected to beside public addresses.
        limits: what one document may cost.
        backoff_s: first wait before a retry where the server states none.
    """

    def __init__(
        self,
        user_agent: str,
        pace: Pace,
        cache: ResponseCache | None = None,
        reach: Reach = Reach(),  # noqa: B008
        limits: Limits = Limits(),
        backoff_s: float = 1.0,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._user_agent = user_agent
        self._pace = pace
        self._cache = cache
        self._reach = reach
        self._limits = limits
        self._backoff_s = backoff_s
        self._sleep = sleep
        self._now = now

    def reaching(self, reach: Reach) -> "Fetcher":
        """Return a fetcher with the same cache and pace that may connect to `reach` instead."""
        other = copy.copy(self)
        other._reach = reach
        return other

    def get(self, request: Request) -> Response:
        """Return the answer to a request, from the cache where it is young enough or unchanged.

        Raises:
            RefusedError: the address or the answer is not acceptable.
            GoneError: the server says that there is no such document.
            SlowError: it took too long.
            TransientError: three attempts failed, or the server wants a rest of more than a minute.
        """
        key = f"{'POST' if request.body else 'GET'} {request.url} {(request.body or b'').decode()}"
        known = self._cache.get(key) if self._cache else None
        if known and self._now() - known.stored_at < max(request.keep_s, known.max_age_s):
            return known
        deadline = Deadline(self._limits.seconds)
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(MAX_ATTEMPTS),
            wait=self._wait,
            sleep=self._sleep,
            before_sleep=lambda state: deadline.pause(state.upcoming_sleep),
            retry=tenacity.retry_if_exception(_is_worth_another_attempt),
            reraise=True,
        )
        response = replace(retrying(self._fetch, request, known, deadline), stored_at=self._now())
        if self._cache:
            self._cache.put(key, response)
        return response

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, TransientError) and error.retry_after_s is not None:
            return error.retry_after_s
        return self._backoff_s * 2.0 ** (state.attempt_number - 1)

    def _fetch(self, request: Request, known: Response | None, deadline: Deadline) -> Response:
        first = url = requestable(request.url)
        for _ in range(self._limits.redirects + 1):
            deadline.pause(self._pace.wait(checked_host(url)))
            answer = self._exchange(request, url, is_same_origin(url, first), known, deadline)
            if isinstance(answer, Response):
                request.check(answer)
                return answer
            url = answer
        raise RefusedError(
            f"{request.url} leads on through more than {self._limits.redirects} redirects. Give the address it ends at."
        )

    def _exchange(
        self, request: Request, url: str, is_first_host: bool, known: Response | None, deadline: Deadline
    ) -> Response | str:
        """Ask one server once. Returns its answer, or the address that it redirects to."""
        headers = {
            "User-Agent": self._user_agent,
            "Accept": ", ".join(sorted(request.accept)),
            "Accept-Encoding": "gzip",
            **(request.secrets if is_first_host else {}),
            **({"Content-Type": "application/json"} if request.body else {}),
            **_validators(known, url),
        }
        asked = with_query(url, request.secret_query) if is_first_host else url
        backend = GuardedBackend(self._reach, deadline)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=_tls(), network_backend=backend) as pool,
                pool.stream(
                    "POST" if request.body else "GET", asked, headers=list(headers.items()), content=request.body
                ) as answer,
            ):
                fields = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
                if answer.status == 304 and known is not None:
                    return replace(known, max_age_s=_max_age(fields))
                if answer.status in REDIRECTS and fields.get("location"):
                    return redirected(url, fields["location"], request.secret_query)
                self._raise_for_status(answer.status, fields, url)
                media_type = _accepted(fields.get("content-type", ""), request.accept, url)
                body = read_body(answer.iter_stream(), fields, url, self._limits.n_bytes)
        except httpcore.TimeoutException as error:
            raise SlowError(
                f"{url} was not answered in {self._limits.seconds:g} s in all. Try again later, or save it as a file."
            ) from error
        except _NETWORK as error:
            raise TransientError(
                f"{url} cannot be fetched: {str(error) or type(error).__name__}. Check the network, or try again later."
            ) from error
        charset = _CHARSET.search(fields.get("content-type", ""))
        return Response(
            url=url,
            media_type=media_type,
            charset=charset[1] if charset else None,
            body=body,
            etag=fields.get("etag"),
            last_modified=fields.get("last-modified"),
            max_age_s=_max_age(fields),
        )

    def _raise_for_status(self, status: int, fields: Mapping[str, str], url: str) -> None:
        if 200 <= status < 300:
            return
        if status in (404, 410):
            raise GoneError(f"{url} does not exist (status {status}). Check the address, or leave the source out.")
        if status not in TRANSIENT:
            remedy = "Check the key." if status in (401, 403) else "Check the address."
            raise RefusedError(f"{url} is refused by its server (status {status}). {remedy}")
        rest_s = self._stated_rest(fields.get("retry-after", ""))
        if rest_s is not None:
            self._pace.rest(checked_host(url), rest_s)
        wish = f" It asks to wait {rest_s:.0f} s." if rest_s else ""
        raise TransientError(f"{url} is not served now (status {status}).{wish} Try again later.", rest_s)

    def _stated_rest(self, value: str) -> float | None:
        """Return the seconds that `Retry-After` asks for: a number, or a date."""
        try:
            if value.strip().isdecimal():
                return min(float(value), LONGEST_REST_S)
            wish_s = email.utils.parsedate_to_datetime(value).timestamp() - self._now()
        except (ValueError, OverflowError):
            return None
        return min(max(0.0, wish_s), LONGEST_REST_S)


def json_of(response: Response) -> object:
    """Return the body as JSON.

    Raises:
        TransientError: it is no JSON.
    """
    try:
        return json.loads(response.body)
    except (ValueError, RecursionError) as error:
        raise TransientError(
            f"{response.url} answered with something that is not JSON ({error}). Try again later."
        ) from error


def _validators(known: Response | None, url: str) -> dict[str, str]:
    if known is None or known.url != url:
        return {}
    stated = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in stated.items() if value}


def _accepted(content_type: str, accept: Collection[str], url: str) -> str:
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type not in accept:
        raise RefusedError(
            f"{url} is {media_type or 'of no stated type'}; what can be read here: {', '.join(sorted(accept))}. Save it in "
            "one of these forms into the library."
        )
    return media_type


def _max_age(fields: Mapping[str, str]) -> float:
    control = fields.get("cache-control", "").lower()
    stated = _MAX_AGE.search(control)
    return (
        min(float(stated[1]), LONGEST_AGE_S)
        if stated and "no-cache" not in control and "no-store" not in control
        else 0.0
    )


def _is_worth_another_attempt(error: BaseException) -> bool:
    return isinstance(error, TransientError) and (error.retry_after_s or 0.0) <= LONGEST_WAIT_S


def _tls() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())
