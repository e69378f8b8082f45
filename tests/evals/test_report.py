"""The report says the verdict first, shows each case, loads nothing, runs nothing of others, and fits phone and keyboard."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from evals import gates, report, scoring
from evals.comparison import compare
from evals.suite import load_suite
from tests.evals.written_runs import RIGHT, answered, claims, write_run
from tests.lectern.test_page_in_browser import FAINT_TEXTS

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
in_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

HOSTILE = "</style></script><script>alert(1)</script><img src='http://outside.example/x' onerror=alert(1)>"
CASES = [replace(case, split="dev" if case.source == "book-0" else "test") for case in claims(9)]
ALL = [case.case_id for case in CASES]


@pytest.fixture
def html(tmp_path: Path) -> str:
    suite = load_suite("factuality")
    cases = [replace(CASES[0], input={"claim": HOSTILE}), *CASES[1:]]
    before = answered(cases) | {ALL[2]: RIGHT | {"why": "Sound travels faster in water than in air."}}
    after = answered(cases, wrong=ALL[4:]) | {
        ALL[0]: RIGHT | {"why": HOSTILE},
        ALL[1]: HOSTILE,
        ALL[2]: RIGHT | {"why": "Sound travels slower in water than in air."},
    }
    one, other = write_run(tmp_path, "production", cases, before), write_run(tmp_path, "candidate", cases, after)
    return report.render_comparison(compare(suite, one, other))


def test_what_cases_and_outputs_say_is_text(html: str) -> None:
    assert "<script>alert(1)" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert html.count("<script>") == 1


def test_the_verdict_stands_before_any_figure(html: str) -> None:
    assert html.index("<h1>Keep the baseline") < html.index("is worse by") < html.index("<table")


def test_changed_words_are_marked_on_their_own_side(html: str) -> None:
    assert "Sound travels <del>faster</del> in water" in html
    assert "Sound travels <ins>slower</ins> in water" in html


def test_a_failure_is_told_above_and_in_its_case(html: str) -> None:
    assert "1 failed that did not fail before" in html
    assert html.count("data-error") == 1


def test_the_page_of_one_run_says_whether_it_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path))
    suite = load_suite("factuality")
    run = write_run(tmp_path, "production", CASES, answered(CASES, wrong=ALL[3:4], failed=ALL[5:6]))
    results = scoring.summarise(suite, run)
    page = report.render_run(suite, run, results, gates.decide_all(results))
    assert "<h1>Cannot be judged" in page
    assert "ModelError: no reply" in page
    lowest = page.index(f'case-id">{ALL[5]}<'), page.index(f'case-id">{ALL[3]}<'), page.index(f'case-id">{ALL[0]}<')
    assert lowest == tuple(sorted(lowest))


def test_a_long_output_is_cut_and_says_so(tmp_path: Path) -> None:
    suite = load_suite("factuality")
    long = RIGHT | {"why": "word " * 30_000}
    one = write_run(tmp_path, "production", CASES, answered(CASES) | {ALL[0]: long})
    other = write_run(tmp_path, "candidate", CASES, answered(CASES))
    assert "more characters)" in report.render_comparison(compare(suite, one, other))


# In a browser.


@dataclass
class Visit:
    """An open page, with everything that it asked of the outside or complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path, html: str) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def open_page(width: int = 1440, scheme: str = "light") -> Visit:
        file = tmp_path / "report.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        found = Visit(context.new_page())
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on("console", lambda message: found.complaints.append(message.text))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.on("dialog", lambda dialog: (found.complaints.append(dialog.message), dialog.dismiss()))
        found.page.goto(file.as_uri())
        return found

    yield open_page
    for context in contexts:
        context.close()


def shown(page: Page) -> list[str]:
    return page.locator("#list > .case:visible .case-id").all_inner_texts()


@in_browser
def test_nothing_is_asked_of_the_outside_and_nothing_hostile_runs(visit: Callable[..., Visit]) -> None:
    found = visit()
    for one in found.page.locator("#list > .case > summary").all():
        one.click()
    assert len(found.requests) == 1
    assert found.requests[0].startswith("file:")
    assert found.complaints == []


@in_browser
def test_filters_leave_what_fits_and_count_it(visit: Callable[..., Visit]) -> None:
    page = visit().page
    assert len(shown(page)) == 18
    page.get_by_label("Direction").select_option("worse")
    assert set(shown(page)) == {ALL[1], *ALL[4:]}
    assert page.locator("#count").inner_text() == "15 of 18 cases"
    page.get_by_label("failed only").check()
    assert shown(page) == [ALL[1]]
    page.get_by_label("failed only").uncheck()
    page.get_by_label("Direction").select_option("")
    page.get_by_label("Split").select_option("dev")
    assert set(shown(page)) == set(ALL[:2])
    page.get_by_label("Split").select_option("")
    page.get_by_label("Metric that differs").select_option("verdict_accuracy")
    assert set(shown(page)) == set(ALL[4:])


@in_browser
def test_words_are_searched_by_keyboard_and_escape_shows_all_again(visit: Callable[..., Visit]) -> None:
    page = visit().page
    page.keyboard.press("/")
    page.keyboard.type("slower water")
    assert shown(page) == [ALL[2]]
    page.keyboard.press("Tab")
    page.keyboard.press("/")
    page.keyboard.type("nowhere said")
    assert page.get_by_text("No case is like that.").is_visible()
    page.keyboard.press("Escape")
    assert len(shown(page)) == 18


@in_browser
def test_a_case_opens_by_keyboard(visit: Callable[..., Visit]) -> None:
    page = visit().page
    last = page.locator("#list > .case").last
    last.locator("summary").focus()
    page.keyboard.press("Enter")
    assert last.locator(".body").is_visible()


@in_browser
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_the_page_is_no_wider_than_the_screen(visit: Callable[..., Visit], width: int) -> None:
    page = visit(width).page
    for one in page.locator("#list > .case > summary").all()[:6]:
        one.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@in_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(visit: Callable[..., Visit], scheme: str) -> None:
    assert visit(scheme=scheme).page.evaluate(FAINT_TEXTS) == []
