"""Only the editor's own page, in a browser that has the key, gets in: no other site, no other name, no guess."""

import http.client
import json
import stat
from pathlib import Path

import pytest

from lectern.editor.guard import key_of
from pipelines.database import Database
from tests.lectern.test_desk import KEY, drafted
from tests.lectern.test_editor_journey import SECRET, Serving, serving

__all__ = ["drafted", "serving"]
PAGE = f"/{KEY}"


@pytest.fixture
def ask(serving: Serving) -> "Asking":
    return Asking(serving.port)


class Asking:
    """Sends requests as a browser that has the key would, with whatever a test changes about them."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.own = {
            "Cookie": f"lectern-{port}={SECRET}",
            "Origin": f"http://127.0.0.1:{port}",
            "Host": f"127.0.0.1:{port}",
        }

    def __call__(
        self, method: str, path: str, body: object = None, **headers: str | None
    ) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {name: value for name, value in {**self.own, **headers}.items() if value is not None}
        raw = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        connection.request(method, path, raw, sent)
        answer = connection.getresponse()
        told = (answer.status, answer.read().decode(), dict(answer.getheaders()))
        connection.close()
        return told


SAVE = {"base": 1, "edits": [{"action": "reword", "key": "s0", "text": "So, what is hissing?"}]}


def test_the_key_opens_the_page_once_and_becomes_a_cookie(ask: Asking) -> None:
    assert ask("GET", PAGE, Cookie=None)[0] == 401
    assert ask("GET", f"{PAGE}?key=guess", Cookie=None)[0] == 401
    status, _, headers = ask("GET", f"{PAGE}?key=the+key", Cookie=None)
    assert (status, headers["location"]) == (303, PAGE)
    cookie = headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    status, html, headers = ask("GET", PAGE)
    assert status == 200
    assert SECRET not in html
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Host": "evil.example"}, 421),
        ({"Cookie": None}, 401),
        ({"Cookie": "lectern-1=the key"}, 401),
    ],
)
def test_what_comes_from_elsewhere_changes_nothing(
    ask: Asking, serving: Serving, headers: dict[str, str | None], status: int
) -> None:
    assert ask("POST", f"{PAGE}/edits", SAVE, **headers)[0] == status
    assert ask("GET", f"{PAGE}/head")[1] == '{"version":1,"author":"offline-1"}'


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"{", 422, "Invalid JSON"),
        ({"base": 1, "edits": [{"action": "explode", "key": "s0"}]}, 422, "edits.0.action"),
        ({"base": 1, "edits": []}, 422, "0 edits"),
        ({"base": 9, "edits": SAVE["edits"]}, 422, "has no version 9"),
        ({"base": 1, "edits": [{"action": "reword", "key": "s0", "text": ""}]}, 422, "no words"),
        (b"x" * 1_000_001, 422, "smaller steps"),
    ],
)
def test_a_save_that_cannot_be_read_says_why_and_stores_nothing(
    ask: Asking, body: object, status: int, reason: str
) -> None:
    found, told, _ = ask("POST", f"{PAGE}/edits", body)
    assert found == status
    assert reason in json.loads(told)["message"]
    assert json.loads(ask("GET", f"{PAGE}/head")[1])["version"] == 1


def test_the_second_save_gets_409_with_what_differs(ask: Asking) -> None:
    assert json.loads(ask("POST", f"{PAGE}/edits", SAVE)[1])["version"] == 2
    status, told, _ = ask("POST", f"{PAGE}/edits", SAVE)
    conflict = json.loads(told)
    assert (status, conflict["standing"], conflict["author"], conflict["overlaps"]) == (409, 2, "anna", ["s0"])
    assert conflict["changes"][0]["pieces"] == [
        ["same", "So, what "],
        ["cut", "hisses"],
        ["added", "is hissing"],
        ["same", "?"],
    ]


def test_text_from_people_and_sources_cannot_act_in_the_page(ask: Asking, drafted: Database) -> None:
    hostile = "</template></script><script>alert(1)</script><img src=x onerror=alert(1)>"
    edits = {"base": 1, "edits": [{"action": "reword", "key": "s0", "text": hostile}]}
    assert ask("POST", f"{PAGE}/edits", edits)[0] == 200
    word = {"subject": "sentence", "key": "s1", "kind": "comment", "text": hostile}
    assert ask("POST", f"{PAGE}/feedback", word)[0] == 200
    html, difference = ask("GET", PAGE)[1], ask("GET", f"{PAGE}/versions/1")[1]
    assert "<img" not in html + difference
    assert html.count("<script>") == 1


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("style", {"target": "questions", "action": "explode"}, "action"),
        ("style", {"target": "passives", "action": "ban"}, "cannot be banned"),
        ("style", {"target": "nothing"}, "has no control"),
        ("feedback", {"subject": "hook", "key": "h9", "kind": "reject"}, "has no hook"),
    ],
)
def test_a_word_that_means_nothing_is_refused_with_the_reason(
    ask: Asking, path: str, body: object, reason: str
) -> None:
    status, told, _ = ask("POST", f"{PAGE}/{path}", body)
    assert (status, reason in json.loads(told)["message"]) == (422, True)


def test_an_unknown_project_or_form_is_named_not_found(ask: Asking) -> None:
    assert ask("GET", "/slow-light/nothing")[0] == 404
    assert ask("GET", f"{PAGE}/exports/../../key")[0] == 404
    status, told, _ = ask("GET", f"{PAGE}/exports/script.exe")
    assert (status, "script.md" in told) == (404, True)


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    first = key_of(tmp_path / "state")
    assert first == key_of(tmp_path / "state")
    assert len(first) > 40
    assert stat.S_IMODE((tmp_path / "state" / "editor.key").stat().st_mode) == 0o600
