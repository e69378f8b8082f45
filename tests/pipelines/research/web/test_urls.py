"""Protects: whatever a server puts into `Location`, what is asked next is a clean web address or nothing."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.research.web.failures import RefusedError
from pipelines.research.web.urls import endpoint, is_same_origin, redirected, requestable, with_query

START = "https://sea.example/a/b?x=1"


@given(st.text(max_size=60).map(lambda text: text.encode("utf-8", "ignore").decode("latin-1")))
def test_a_redirect_leads_to_a_web_address_or_is_refused(location: str) -> None:
    try:
        target = redirected(START, location, ())
    except RefusedError:
        return
    parts = urlsplit(target)
    assert target.isascii()
    assert parts.scheme in ("http", "https")
    assert parts.hostname
    assert parts.username is None
    assert not set(target) & set(" \r\n\t#")
    assert requestable(target) == target


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/c", "https://sea.example/c"),
        ("c?y=2#part", "https://sea.example/a/c?y=2"),
        ("//moon.example", "https://moon.example/"),
        ("http://moon.example:8080/ä b", "http://moon.example:8080/%C3%A4%20b"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("?token=s&x=1&empty=", "https://sea.example/a/b?x=1&empty="),
    ],
)
def test_where_redirects_lead(location: str, target: str) -> None:
    assert redirected(START, location.encode().decode("latin-1"), {"token"}) == target


def test_origins_are_scheme_host_and_port() -> None:
    assert is_same_origin("https://sea.example/a", "https://SEA.example:443/b")
    for other in ("http://sea.example/", "https://sea.example:444/", "https://moon.example/"):
        assert not is_same_origin("https://sea.example/", other)
    assert endpoint("http://[::1]:81/") == ("::1", 81)


def test_parameters_are_added_and_those_without_value_left_out() -> None:
    assert with_query("https://sea.example/s?a=1", {"q": "ebb & flow", "n": None, "k": 3}) == (
        "https://sea.example/s?a=1&q=ebb+%26+flow&k=3"
    )
    assert with_query(START, {"n": None}) == START
