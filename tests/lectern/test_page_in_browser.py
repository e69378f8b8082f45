"""The script page in a real browser: notes open by mouse and keyboard, nothing is requested, it fits phone and paper."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from lectern import page
from pipelines.models import Script
from tests.lectern.examples import PROJECT, SCRIPT, SENTENCES, with_text

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

HOSTILE = "</style></script><script>alert(1)</script><img src='http://outside.example/x' onerror=alert(1)>"
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
# Every text's contrast with what lies behind it, by the formula of WCAG 2.2; tints are opaque, so the nearest wins.
FAINT_TEXTS = """() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => channels(colour).slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0) return colour;
    }
    return ground;
  };
  const faint = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || !parent.checkVisibility() || parent.tagName === "SCRIPT") continue;
    const [dark, light] = [getComputedStyle(parent).color, behind(parent)].map(luminance).sort((a, b) => a - b);
    if ((light + 0.05) / (dark + 0.05) < 4.5) faint.push(texts.currentNode.textContent.trim());
  }
  return faint;
}"""


@dataclass
class Visit:
    """An open page, with everything that it asked of the outside or complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Visitor = Callable[..., Visit]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Chromium's own sandbox refuses root, as which containers run.
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Visitor]:
    contexts = []

    def open_page(script: Script = SCRIPT, width: int = 1440, scheme: str = "light") -> Visit:
        file = tmp_path / "script.html"
        file.write_text(page.render_html(script), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        found = Visit(context.new_page())
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on("console", lambda message: found.complaints.append(message.text))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.on("dialog", lambda dialog: (found.complaints.append(dialog.message), dialog.dismiss()))
        found.page.goto(file.as_uri())
        found.requests.remove(file.as_uri())
        return found

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def crowded() -> Script:
    """A script with a long topic and a word that does not fit a phone's line, wherever a text can stand."""
    return with_text(" ".join([UNBROKEN] * 3))


@pytest.mark.parametrize("text", ["plain", HOSTILE])
def test_nothing_is_requested_and_nothing_complains(visit: Visitor, text: str) -> None:
    opened = visit(with_text(text))
    for link in opened.page.locator("a.fn").all():
        link.click()
        opened.page.keyboard.press("Escape")
    for fold in opened.page.locator("summary").all():
        fold.click()
    opened.page.wait_for_load_state("networkidle")
    assert opened.requests == []
    assert opened.complaints == []


def test_a_footnote_opens_the_words_of_its_source_beside_the_sentence(visit: Visitor) -> None:
    opened = visit().page
    opened.locator("#s2 ~ a.fn", has_text="2").click()
    card = opened.locator("#note-card")
    assert card.is_visible()
    assert "Quote: The light was found in 1964." in card.inner_text()
    assert "A. Author. Encyclopedia. The Press, 2024." in card.inner_text()
    assert opened.locator("#note-card a.out").get_attribute("href") == "https://encyclopedia.example/x"
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1440


def test_the_keyboard_opens_a_note_reaches_its_source_and_comes_back(visit: Visitor) -> None:
    opened = visit().page
    focused = "document.activeElement"
    for _ in range(60):
        opened.keyboard.press("Tab")
        if opened.evaluate(f"{focused}.matches('#ref-2-2')"):
            break
    assert opened.evaluate(f"getComputedStyle({focused}).outlineStyle") == "solid", "the focus is visible"
    opened.keyboard.press("Enter")
    assert opened.evaluate(f"{focused}.id") == "note-card"
    assert opened.locator("#note-card").get_attribute("aria-label") == "Source 2"
    opened.keyboard.press("Tab")
    assert opened.evaluate(f"{focused}.matches('#note-card a.out')")
    opened.keyboard.press("Escape")
    assert opened.locator("#note-card").is_hidden()
    assert opened.evaluate(f"{focused}.id") == "ref-2-2"


def test_without_its_script_a_footnote_leads_to_the_note(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "script.html"
    file.write_text(page.render_html(SCRIPT), encoding="utf-8")
    with browser.new_context(java_script_enabled=False) as context:
        opened = context.new_page()
        opened.goto(file.as_uri())
        opened.locator("a.fn").first.click()
        assert opened.url.endswith("#note-1")


def test_the_switches_show_and_hide_voice_and_kinds(visit: Visitor) -> None:
    opened = visit().page
    voice = "getComputedStyle(document.querySelector('#s1')).backgroundColor"
    kinds = "getComputedStyle(document.querySelector('#s1')).textDecorationLine"
    assert opened.evaluate(voice) != "rgba(0, 0, 0, 0)"
    assert opened.evaluate(kinds) == "none"
    opened.get_by_label("Voice").uncheck()
    opened.get_by_label("Kinds").check()
    assert opened.evaluate(voice) == "rgba(0, 0, 0, 0)"
    assert opened.evaluate(kinds) == "underline"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(visit: Visitor, scheme: str) -> None:
    tints = tuple(replace(SENTENCES[1], ordinal=n, sentence_id=f"t{n}", voice=n / 5) for n in range(5))
    opened = visit(replace(SCRIPT, sentences=(*tints, SENTENCES[3])), scheme=scheme).page
    for fold in opened.locator("summary").all():
        fold.click()
    opened.locator("a.fn").first.click()
    assert opened.evaluate(FAINT_TEXTS) == []


@pytest.mark.parametrize("width", [390, 768, 1200])
def test_nothing_is_wider_than_the_screen(visit: Visitor, crowded: Script, width: int) -> None:
    opened = visit(crowded, width=width).page
    for fold in opened.locator("summary").all():
        fold.click()
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_a_phone_shows_the_cue_below_its_narration_and_a_desktop_beside_it(visit: Visitor) -> None:
    for width, is_beside in ((1440, True), (390, False)):
        opened = visit(width=width).page
        narration = opened.locator(".narration").first.bounding_box()
        visual = opened.locator(".visual").first.bounding_box()
        assert narration is not None
        assert visual is not None
        assert (visual["x"] >= narration["x"] + narration["width"]) is is_beside
        assert (visual["y"] >= narration["y"] + narration["height"]) is not is_beside


def test_paper_has_no_controls_and_nothing_folded(visit: Visitor) -> None:
    opened = visit().page
    opened.emulate_media(media="print")
    for control in (".legend", ".outline", ".skip", ".back"):
        assert opened.locator(control).first.is_hidden(), control
    opened.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert opened.locator("#brief .answers").first.is_visible()
    opened.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert opened.locator("#brief .answers").first.is_hidden()
    assert opened.pdf(format="A4").startswith(b"%PDF")


def test_a_long_topic_leaves_room_for_the_script(visit: Visitor) -> None:
    topic = "why " + "the rotation of galaxies asks for matter that nobody has seen, and " * 3
    heading = visit(replace(SCRIPT, project=replace(PROJECT, topic=topic))).page.locator("h1").bounding_box()
    assert heading is not None
    assert heading["height"] < 400  # half of the screen
