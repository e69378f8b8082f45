"""Protects: what is fetched comes from public addresses only, within limits, politely, whole or not at all."""

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.research.web.cache import ResponseCache
from pipelines.research.web.failures import GoneError, RefusedError, SlowError, TransientError
from pipelines.research.web.fetching import Fetcher, Limits, Request
from pipelines.research.web.pacing import Pace
from tests.web_server import Answer, WebServer, running

HTML = {"text/html"}


@pytest.fixture
def server() -> Iterator[WebServer]:
    with running() as started:
        yield started


def get(server: WebServer, path: str, limits: Limits = Limits(seconds=5.0)) -> bytes:  # noqa: B008
    return server.fetcher(limits=limits).get(Request(server.url + path, HTML)).body


def redirect(location: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": location})


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:1/",
        "http://localhost:1/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://100.100.100.200/",
        "http://168.63.129.16/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fd00:ec2::254]/",
        "http://[fe80::1]/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
    ],
)
def test_private_addresses_are_refused_directly_and_by_redirect(server: WebServer, target: str) -> None:
    server.serve("/away", redirect(target))
    for asked in (target, f"{server.url}/away"):
        with pytest.raises(RefusedError, match="public addresses only"):
            server.fetcher().get(Request(asked, HTML))


def test_without_the_allowance_of_a_test_this_machine_is_refused(server: WebServer, tmp_path: Path) -> None:
    server.serve("/", Answer(b"<p>hello"))
    with pytest.raises(RefusedError, match="public addresses only"):
        Fetcher("tests", Pace(tmp_path, 0.0)).get(Request(server.url, HTML))
    assert server.asked == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://x.example/", "gopher://x", "//x", "javascript:1", "http://"]
)
def test_only_web_addresses_are_asked(server: WebServer, url: str) -> None:
    server.serve("/away", redirect(url))
    with pytest.raises(RefusedError, match="no web address"):
        server.fetcher().get(Request(url, HTML))
    if url not in ("//x", "http://"):
        with pytest.raises(RefusedError, match="no web address"):
            get(server, "/away")


def test_an_address_with_a_password_is_refused() -> None:
    with running() as server, pytest.raises(RefusedError, match="without it"):
        server.fetcher().get(Request("http://ann:secret@127.0.0.1/", HTML))


def test_redirects_are_followed_up_to_a_limit(server: WebServer) -> None:
    server.serve("/a", redirect("/b", 301))
    server.serve("/b", redirect("c?x=1"))
    server.serve("/c", Answer(b"<p>there"))
    response = server.fetcher().get(Request(f"{server.url}/a", HTML))
    assert (response.body, response.url) == (b"<p>there", f"{server.url}/c?x=1")
    server.serve("/loop", redirect("/loop"))
    with pytest.raises(RefusedError, match="5 redirects"):
        get(server, "/loop")
    assert len([asked for asked in server.asked if asked.path == "/loop"]) == 6


def test_keys_are_not_sent_to_where_a_redirect_leads(server: WebServer) -> None:
    with running() as other:
        other.serve("/b", Answer(b"<p>there"))
        server.serve("/a", redirect(f"{other.url}/b?token=echoed"))
        fetcher = server.fetcher()
        fetcher._reach = type(fetcher._reach)(frozenset({("127.0.0.1", server.port), ("127.0.0.1", other.port)}))
        request = Request(f"{server.url}/a", HTML, {"Authorization": "secret"}, {"token": "secret"})
        response = fetcher.get(request)
    assert server.asked[0].headers["authorization"] == "secret"
    assert server.asked[0].path == "/a?token=secret"
    assert "authorization" not in other.asked[0].headers
    assert "token" not in other.asked[0].path
    assert "secret" not in response.url


def test_keys_are_neither_kept_on_disk_nor_said(server: WebServer, tmp_path: Path) -> None:
    server.serve("/a", Answer(b"<p>hello", headers={"ETag": '"1"'}))
    server.serve("/b", Answer(status=403))
    secrets = {"Authorization": "topsecret"}, {"api_key": "topsecret"}
    server.fetcher(tmp_path).get(Request(f"{server.url}/a", HTML, *secrets))
    with pytest.raises(RefusedError, match="Check the key") as caught:
        server.fetcher(tmp_path).get(Request(f"{server.url}/b", HTML, *secrets))
    assert "topsecret" not in str(caught.value)
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert files
    assert not [file for file in files if b"topsecret" in file.read_bytes()]


def test_a_body_over_the_limit_is_not_read_to_its_end(server: WebServer) -> None:
    limits = Limits(n_bytes=100_000, seconds=10)
    server.serve("/stated", Answer(b"a" * 100_001))
    server.serve("/endless", Answer(b"a" * 65536, is_endless=True))
    for path in ("/stated", "/endless"):
        with pytest.raises(RefusedError, match="limit is"):
            get(server, path, limits)


def test_a_packed_bomb_is_not_unpacked(server: WebServer) -> None:
    bomb = gzip.compress(b"\0" * 200_000_000, compresslevel=9)
    assert len(bomb) < 300_000
    server.serve("/", Answer(bomb, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(RefusedError, match="limit is 10 MB"):
        get(server, "/")


def test_packed_pages_are_unpacked_and_damaged_ones_refused(server: WebServer) -> None:
    packed = gzip.compress(b"<p>hello")
    server.serve("/good", Answer(packed, headers={"Content-Encoding": "gzip"}))
    assert get(server, "/good") == b"<p>hello"
    server.serve("/cut", Answer(packed[:-9], headers={"Content-Encoding": "gzip"}))
    with pytest.raises(TransientError, match="broke off"):
        get(server, "/cut")
    server.serve("/odd", Answer(b"x", headers={"Content-Encoding": "br"}))
    with pytest.raises(RefusedError, match="not asked for"):
        get(server, "/odd")


@pytest.mark.parametrize(
    "answer", [Answer(b"<p>late", stall_s=3.0), Answer(b"<p>" + b"a" * 100, drip_s=0.1)], ids=["stalls", "drips"]
)
def test_a_slow_answer_ends_at_the_deadline_and_is_not_asked_again(server: WebServer, answer: Answer) -> None:
    server.serve("/", answer)
    started = time.monotonic()
    with pytest.raises(SlowError, match="1 s in all"):
        get(server, "/", Limits(seconds=1.0))
    assert time.monotonic() - started < 2.5
    assert len(server.asked) == 1


def test_what_can_pass_by_itself_is_tried_again(server: WebServer) -> None:
    server.serve("/", Answer(status=500), Answer(b"a" * 50, cut_after=10), Answer(b"<p>now"))
    assert get(server, "/") == b"<p>now"
    assert len(server.asked) == 3


def test_three_attempts_are_made_and_no_more(server: WebServer) -> None:
    server.serve("/", Answer(status=503))
    with pytest.raises(TransientError, match="status 503"):
        get(server, "/")
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("status", "error"), [(404, GoneError), (410, GoneError), (403, RefusedError), (400, RefusedError)]
)
def test_what_does_not_pass_is_asked_once(server: WebServer, status: int, error: type[Exception]) -> None:
    server.serve("/", Answer(status=status))
    with pytest.raises(error, match=f"status {status}"):
        get(server, "/")
    assert len(server.asked) == 1


def test_the_wish_of_a_server_to_wait_is_kept(server: WebServer, tmp_path: Path) -> None:
    server.serve("/", Answer(status=429, headers={"Retry-After": "1"}), Answer(b"<p>now"))
    started = time.monotonic()
    assert server.fetcher(tmp_path).get(Request(server.url, HTML)).body == b"<p>now"
    assert time.monotonic() - started >= 1.0


def test_a_long_rest_is_told_and_kept_by_the_next_command(server: WebServer, tmp_path: Path) -> None:
    server.serve("/", Answer(status=429, headers={"Retry-After": "3600"}), Answer(b"<p>now"))
    with pytest.raises(TransientError, match="wait 3600 s"):
        server.fetcher(tmp_path).get(Request(server.url, HTML))
    with pytest.raises(TransientError, match="another 60 minutes"):
        server.fetcher(tmp_path).get(Request(f"{server.url}/other", HTML))
    assert len(server.asked) == 1


@pytest.mark.parametrize("wish", ["9" * 400, "Fri, 31 Dec 9999 23:59:59 GMT", "soon", "-5", "²", ""])
def test_an_odd_wish_to_wait_does_no_lasting_harm(server: WebServer, tmp_path: Path, wish: str) -> None:
    server.serve("/", Answer(status=429, headers={"Retry-After": wish.encode().decode("latin-1")}))
    with pytest.raises(TransientError, match=r"status 429"):
        server.fetcher(tmp_path).get(Request(server.url, HTML))
    later = Pace(tmp_path / "pace", 0.0, sleep=lambda _: None, now=lambda: time.time() + 86_401)
    assert later.wait("127.0.0.1") == 0.0


def test_an_answer_is_looked_at_again_though_its_server_vouches_for_it_for_years(
    server: WebServer, tmp_path: Path
) -> None:
    server.serve("/", Answer(b"<p>one", headers={"Cache-Control": "max-age=31536000"}), Answer(b"<p>two"))
    fetcher = server.fetcher(tmp_path)
    assert fetcher.get(Request(server.url, HTML)).body == b"<p>one"
    fetcher._now = lambda: time.time() + 601
    assert fetcher.get(Request(server.url, HTML)).body == b"<p>two"


def test_requests_to_a_host_keep_their_distance_across_fetchers(server: WebServer, tmp_path: Path) -> None:
    server.serve("/", Answer(b"<p>hello"))
    started = time.monotonic()
    for _ in range(3):
        Pace(tmp_path, 0.3).wait("slow.example")
    assert 0.55 <= time.monotonic() - started < 2.0


def test_the_kind_of_content_is_checked(server: WebServer) -> None:
    server.serve("/", Answer(b"MZ", "application/octet-stream"))
    with pytest.raises(RefusedError, match=r"octet-stream.*text/html"):
        get(server, "/")


def test_an_unchanged_page_is_not_sent_twice(server: WebServer, tmp_path: Path) -> None:
    marks = {"ETag": '"1"', "Last-Modified": "Mon, 05 Jan 2026 00:00:00 GMT"}
    server.serve("/", Answer(b"<p>one", headers=marks), Answer(status=304), Answer(b"<p>two"))
    bodies = [server.fetcher(tmp_path).get(Request(server.url, HTML)).body for _ in range(3)]
    assert bodies == [b"<p>one", b"<p>one", b"<p>two"]
    assert [asked.headers.get("if-none-match") for asked in server.asked] == [None, '"1"', '"1"']
    assert server.asked[1].headers["if-modified-since"] == marks["Last-Modified"]


def test_a_young_answer_is_not_asked_for_again(server: WebServer, tmp_path: Path) -> None:
    server.serve("/", Answer(b"<p>one", headers={"Cache-Control": "max-age=60"}), Answer(b"<p>two"))
    server.serve("/kept", Answer(b"<p>one"), Answer(b"<p>two"))
    fetcher = server.fetcher(tmp_path)
    assert [fetcher.get(Request(server.url, HTML)).body for _ in range(2)] == [b"<p>one"] * 2
    assert [fetcher.get(Request(f"{server.url}/kept", HTML, keep_s=60)).body for _ in range(2)] == [b"<p>one"] * 2
    assert len(server.asked) == 2


def test_a_damaged_cache_is_as_good_as_none(server: WebServer, tmp_path: Path) -> None:
    server.serve("/", Answer(b"<p>one", headers={"Cache-Control": "max-age=60"}))
    server.fetcher(tmp_path).get(Request(server.url, HTML))
    for file in (tmp_path / "answers").iterdir():
        file.write_bytes(file.read_bytes()[:-2])
    assert server.fetcher(tmp_path).get(Request(server.url, HTML)).body == b"<p>one"
    assert ResponseCache(tmp_path / "answers").get("another") is None


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    with running() as server, pytest.raises(TransientError, match="cannot be fetched"):
        server.fetcher().get(Request(server.url.replace("http:", "https:"), HTML))
