"""The page to work on, in a real browser, against its real server and Postgres: nothing written is lost or overwritten."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from lectern import desk
from lectern.editor.server import application
from lectern.scripts import load_script
from pipelines import models as m
from pipelines.database import Database
from pipelines.editing.edits import Action, Edit
from tests.lectern import examples
from tests.lectern.test_desk import drafted
from tests.lectern.test_page_in_browser import FAINT_TEXTS

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
KEY, SECRET, PATIENCE_MS = examples.PROJECT_KEY, "the key", 60_000  # a busy machine is not a fault
expect.set_options(timeout=PATIENCE_MS)
__all__ = ["drafted"]


@dataclass
class Serving:
    """A running editor, which can be taken away and brought back at the same address."""

    db: Database
    reports: Path
    port: int
    servers: list[uvicorn.Server] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{KEY}"

    def start(self) -> None:
        app = application(self.db, self.reports, SECRET, self.port, "anna")
        server = uvicorn.Server(
            uvicorn.Config(app, "127.0.0.1", self.port, log_level="error", timeout_graceful_shutdown=1)
        )
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        self.servers.append(server)

    def stop(self) -> None:
        server = self.servers.pop()
        server.should_exit = True
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)):
                    return
            time.sleep(0.05)


@pytest.fixture
def serving(drafted: Database, tmp_path: Path) -> Iterator[Serving]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Serving(drafted, tmp_path, port)
    made.start()
    yield made
    if made.servers:
        made.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@contextmanager
def visiting(browser: Browser, serving: Serving, width: int = 1440) -> Iterator[tuple[BrowserContext, Page]]:
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{serving.url}?key=the%20key")
    yield context, page
    context.close()
    assert complaints == []


def saved(page: Page, version: int) -> None:
    expect(page.locator("#status")).to_have_text(f"Saved · version {version}", timeout=PATIENCE_MS)


def rewrite(page: Page, text: str) -> None:
    """Reword the sentence that has the focus, by keyboard alone."""
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def press_until(page: Page, key: str, selector: str) -> None:
    """Go to an element as somebody without a mouse does."""
    expect(page.locator(selector)).to_be_visible()
    for _ in range(150):
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press(key)
    pytest.fail(f"{selector} cannot be reached with {key}")


def texts(db: Database) -> list[str]:
    return [row.text for row in load_script(db, KEY).sentences]


def test_edit_accept_move_choose_restore_and_export_by_keyboard_alone(browser: Browser, serving: Serving) -> None:
    with visiting(browser, serving) as (_, page):
        assert page.url == serving.url, "the key has left the address line"
        press_until(page, "Tab", "#s0")
        page.keyboard.press("ArrowDown")
        rewrite(page, "It comes from all around, from everywhere.")
        saved(page, 2)
        assert texts(serving.db)[1] == "It comes from all around, from everywhere."
        page.keyboard.press("a")
        expect(page.locator("#s1.accepted")).to_be_visible()
        page.keyboard.press("Alt+ArrowUp")
        saved(page, 3)
        assert texts(serving.db)[:2] == ["It comes from all around, from everywhere.", "So, what hisses?"]
        expect(page.locator("#s0")).to_be_focused()
        page.keyboard.press("Alt+ArrowUp")
        expect(page.locator("#toast")).to_contain_text("This is the first place already.")
        page.keyboard.press("i")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("A radio between two stations.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        saved(page, 4)
        expect(page.locator(".visual").first).to_contain_text("A radio between two stations.")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        rewrite(page, "They found it in 1965, from everywhere.")
        saved(page, 5)
        expect(page.locator("#panel")).to_contain_text("1965 stands in no fact that it cites")
        assert load_script(serving.db, KEY).sentences[2].kind is m.SentenceKind.UNSUPPORTED
        page.keyboard.press("c")
        page.keyboard.type("Was it not 1964?")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#panel .comments")).to_contain_text("Was it not 1964?")
        press_until(page, "Shift+Tab", "[data-act=choose][data-key=h2]")
        page.keyboard.press("Enter")
        saved(page, 6)
        expect(page.locator("#s0")).to_have_text("It never stops.")
        page.keyboard.press("v")
        press_until(page, "Tab", "#saves button[data-look='1']")
        page.keyboard.press("Enter")
        expect(page.locator("#difference del").first).to_be_visible()
        press_until(page, "Tab", "#restore")
        page.keyboard.press("Enter")
        saved(page, 7)
        assert texts(serving.db) == [row.text for row in examples.SENTENCES]
        page.keyboard.press("x")
        with page.expect_download() as download:
            press_until(page, "Tab", "#files a[download='script.md']")
            page.keyboard.press("Enter")
        assert "So, what hisses?" in Path(download.value.path()).read_text()
    kinds = {(row.subject_type, row.kind) for row in desk.open_desk(serving.db, KEY).feedback}
    sentence, hook = m.Subject.SENTENCE, m.Subject.HOOK
    assert kinds == {(sentence, m.FeedbackKind.EDIT), (sentence, m.FeedbackKind.ACCEPT), (sentence, m.FeedbackKind.COMMENT), (hook, m.FeedbackKind.ACCEPT)}  # fmt: skip


def test_an_opening_can_be_rejected_and_remarked_on_and_a_trait_steered(browser: Browser, serving: Serving) -> None:
    serving.db.merge(m.Trait, [m.Trait("t0", "slow-light", "rhythm", "questions", "Questions", 6.3, "per 100 sentences", 4.0, 9.0, 8, None)])  # fmt: skip
    with visiting(browser, serving) as (_, page):
        card = page.locator(".card").nth(1)
        card.get_by_role("button", name="Reject").click()
        expect(card).to_contain_text("the next draft does not offer it again")
        card.get_by_role("button", name="Comment", exact=True).click()
        page.keyboard.type("Too loud.")
        card.get_by_role("button", name="Keep the comment").click()
        expect(card).to_contain_text("Too loud.")
        card.get_by_role("button", name="Reject").click()
        expect(card.get_by_role("button", name="Reject")).to_have_attribute("aria-pressed", "false")
        row = page.locator("#style tr", has_text="Questions")
        row.get_by_role("button", name="Never").click()
        expect(row.get_by_role("button", name="Never")).to_have_attribute("aria-pressed", "true")
        page.get_by_label("Never say").fill("from everywhere")
        page.keyboard.press("Enter")
        expect(page.locator("#style .findings")).to_contain_text("Ban “from everywhere”")
        page.locator("#s0").focus()
        page.get_by_role("button", name="never say it again").click()
        expect(page.locator("#s0")).to_have_text("It comes from everywhere.")
        expect(page.locator("#style .findings")).to_contain_text("Ban “so what hisses”")
    controls = {(row.kind, row.target, row.action) for row in serving.db.read(m.StyleControl)}
    ban = m.ControlAction.BAN
    assert controls == {
        ("trait", "questions", ban),
        ("phrase", "from everywhere", ban),
        ("phrase", "so what hisses", ban),
    }
    assert "banned-phrase" in {finding.rule for finding in load_script(serving.db, KEY).findings}
    serving.db.delete(m.StyleControl, channel_key="slow-light")


def test_the_picture_is_changed_where_it_is_named_and_a_link_to_a_sentence_opens_it(
    browser: Browser, serving: Serving
) -> None:
    with visiting(browser, serving) as (_, page):
        page.locator(".visual").nth(1).click()
        expect(page.locator("#panel textarea:focus")).to_have_value("A horn.")
        page.keyboard.type("Never mind")
        page.keyboard.press("Escape")
        expect(page.locator("#s2")).to_be_focused()
        expect(page.locator("#panel .cue")).to_be_hidden()
        page.keyboard.press("i")
        expect(page.locator("#panel textarea:focus")).to_have_value("A horn.")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.press("Delete")
        page.get_by_role("button", name="Keep the picture").click()
        saved(page, 2)
        assert load_script(serving.db, KEY).sentences[2].visual == ""
        page.locator("#open a[href='#s4']").first.click()
        expect(page.locator("#s4")).to_be_focused()
        expect(page.locator("#panel")).to_contain_text("Sentence 5")


def test_a_lost_connection_in_the_middle_of_an_edit_keeps_the_words(browser: Browser, serving: Serving) -> None:
    with visiting(browser, serving) as (context, page):
        page.locator("#s1").focus()
        page.keyboard.press("Enter")
        serving.stop()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("It comes from everywhere at once.")
        expect(page.locator("#status")).to_contain_text("Not connected. Your words are kept in this browser")
        page.close()
        serving.start()
        again = context.new_page()
        again.goto(serving.url)
        expect(again.locator("#s1")).to_have_text("It comes from everywhere at once.")
        saved(again, 2)
    assert texts(serving.db)[1] == "It comes from everywhere at once."


def test_an_open_page_saves_by_itself_when_the_connection_is_back(browser: Browser, serving: Serving) -> None:
    with visiting(browser, serving) as (_, page):
        page.locator("#s1").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("It comes from every")
        serving.stop()
        page.keyboard.type("where at once.")
        expect(page.locator("#status")).to_contain_text("Not connected. Your words are kept in this browser")
        expect(page.locator("#s1")).to_have_text("It comes from everywhere at once.")
        serving.start()
        expect(page.locator("#status")).to_contain_text("Saved · version")
        page.keyboard.press("Enter")
        expect(page.locator("#s1")).to_have_text("It comes from everywhere at once.")
    assert texts(serving.db)[1] == "It comes from everywhere at once."


def test_of_two_browsers_the_second_to_save_sees_what_the_first_wrote(browser: Browser, serving: Serving) -> None:
    with visiting(browser, serving) as (_, first), visiting(browser, serving) as (_, second):
        for page in (first, second):
            page.locator("#s1").focus()
            page.keyboard.press("Enter")
            page.keyboard.press("ControlOrMeta+a")
        first.keyboard.type("It came from everywhere.")
        first.keyboard.press("Enter")
        saved(first, 2)
        second.keyboard.type("It comes from the whole sky, from everywhere.")
        second.keyboard.press("Enter")
        expect(second.locator("#theirs ins")).to_have_text("came")
        assert texts(serving.db)[1] == "It came from everywhere.", "nothing was overwritten"
        second.get_by_role("button", name="Keep theirs").click()
        expect(second.locator("#s1")).to_have_text("It came from everywhere.")
        saved(second, 2)


def test_two_editors_of_one_sentence_see_both_wordings_and_one_decides(browser: Browser, serving: Serving) -> None:
    with visiting(browser, serving) as (_, page):
        page.locator("#s1").focus()
        page.keyboard.press("Enter")
        desk.save(serving.db, KEY, 1, [Edit(Action.REWORD, "s1", "It came from everywhere.")], "ben")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("It comes from the whole sky, from everywhere.")
        page.keyboard.press("Enter")
        expect(page.locator("#conflict")).to_be_visible()
        expect(page.locator("#conflict-story")).to_contain_text("ben changed what you were working on")
        expect(page.locator("#theirs ins")).to_have_text("came")
        expect(page.locator("#mine")).to_have_value("It comes from the whole sky, from everywhere.")
        assert texts(serving.db)[1] == "It came from everywhere.", "nothing was overwritten"
        page.locator("#keep-mine").focus()
        page.keyboard.press("Enter")
        saved(page, 3)
    assert texts(serving.db)[1] == "It comes from the whole sky, from everywhere."


def test_two_editors_of_different_sentences_both_keep_theirs(browser: Browser, serving: Serving) -> None:
    with visiting(browser, serving) as (_, page):
        page.locator("#s1").focus()
        page.keyboard.press("Enter")
        desk.save(serving.db, KEY, 1, [Edit(Action.REWORD, "s0", "So, what is hissing?")], "ben")
        page.keyboard.press("End")
        page.keyboard.type(" Truly.")
        page.keyboard.press("Escape")
        expect(page.locator("#toast")).to_contain_text("ben changed 1 other place meanwhile. Both are kept.")
        expect(page.locator("#s0")).to_have_text("So, what is hissing?")
    assert texts(serving.db)[:2] == ["So, what is hissing?", "It comes from everywhere."]


def test_a_new_draft_waits_beside_what_a_person_wrote(browser: Browser, serving: Serving) -> None:
    desk.save(serving.db, KEY, 1, [Edit(Action.REWORD, "s0", "So, what is hissing?")], "anna")
    serving.db.merge(m.ScriptSentence, [replace(examples.SENTENCES[0], text="What hisses, then?")])
    with visiting(browser, serving) as (_, page):
        expect(page.locator("#s0")).to_have_text("So, what is hissing?")
        page.get_by_role("button", name="See what differs").click()
        expect(page.locator("#difference")).to_contain_text("from version 2, which stands, to version 3 (offline-1")
        expect(page.locator("#difference ins").first).to_have_text("What hisses")
        expect(page.locator("#restore")).to_have_text("Take draft 3")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Take it", exact=True).click()
        expect(page.locator("#s0")).to_have_text("What hisses, then?")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#s0")).to_have_text("So, what is hissing?")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")])
def test_it_fits_the_screen_and_every_text_can_be_read(
    browser: Browser, serving: Serving, width: int, scheme: str
) -> None:
    serving.db.merge(m.Hook, [replace(examples.HOOKS[1], criteria={"specificity": 0.5, "voice": None})])
    with visiting(browser, serving, width) as (_, page):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.locator("[data-act=refuse]").nth(1).click()
        expect(page.locator(".card.refused")).to_be_visible()
        page.locator("#s3").focus()
        page.keyboard.press("r")
        expect(page.locator("#s3.rejected")).to_be_visible()
        page.locator("#s2").click()
        expect(page.locator("#panel")).to_contain_text("Sentence 3")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(FAINT_TEXTS) == []
