"""The script page shows everything a creator needs to trust a sentence, and nothing from outside can act in it."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from lectern import notes, page, running_order
from pipelines.models import VoiceScore
from tests.lectern.examples import DOCUMENTS, FACTS, PROJECT, SCRIPT, SENTENCES, document, with_text

HOSTILE = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'"


class Tags(HTMLParser):
    """The start tags of a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def html() -> str:
    return page.render_html(SCRIPT)


def test_the_page_loads_nothing(html: str) -> None:
    for tag, attributes in Tags(html).found:
        assert "src" not in attributes, tag
        assert tag not in ("link", "iframe", "img", "object", "embed", "base")
        assert "style" not in attributes, "the policy admits no style attribute"
    assert "@import" not in html
    assert "url(" not in html


def test_the_policy_admits_exactly_the_style_and_the_script_in_the_page(html: str) -> None:
    policy = next(a["content"] for _, a in Tags(html).found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_text_from_outside_is_escaped_everywhere() -> None:
    found = Tags(page.render_html(with_text(HOSTILE))).found
    assert [tag for tag, _ in found].count("script") == 1
    assert "img" not in [tag for tag, _ in found]
    assert not [attributes for _, attributes in found if any(name.startswith("on") for name in attributes)]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//host.example/x", "https://", "http://[", "", None]
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert page.web_address(url) is None
    script = replace(SCRIPT, documents=(document("d0", "Encyclopedia", url),))
    links = [attributes["href"] for tag, attributes in Tags(page.render_html(script)).found if tag == "a"]
    assert all(href is not None and href.startswith("#") for href in links)


def test_every_link_within_the_page_leads_somewhere(html: str) -> None:
    found = Tags(html).found
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    targets = {
        str(attributes["href"])[1:] for _, attributes in found if str(attributes.get("href", "")).startswith("#")
    }
    assert targets <= set(ids)
    assert len(ids) == len(set(ids))


def test_footnotes_are_numbered_by_first_use_and_shared_by_fact(html: str) -> None:
    apparatus = notes.number(SCRIPT)
    assert apparatus.numbers == {"f2": 1, "f1": 2}
    assert apparatus.numbers_of(SENTENCES[2]) == [1, 2]
    assert html.count('href="#note-1"') == 3  # two sentences and the fact table


def test_a_note_shows_quote_source_date_licence_verdict_and_independent_sources(html: str) -> None:
    note = html[html.index('<li id="note-2">') :].partition("</li>")[0]
    for part in ("Quote: The light was found in 1964.", "A. Author. Encyclopedia. The Press, 2024.", "CC0 1.0"):
        assert part in note
    assert "confirmed, 90%" in note
    assert "2 independent sources" in note
    assert "The guide says so too." in note
    assert 'href="https://encyclopedia.example/x"' in note


def test_a_placeholder_is_marked_and_not_timed(html: str) -> None:
    assert '<span class="placeholder" id="s4"><b>To fill</b> A moment of your own.</span>' in html
    counted = running_order.tally(SCRIPT)
    assert (counted.n_placeholders, counted.n_sentences, counted.seconds) == (1, 4, 24.0)


def test_a_refuted_fact_stands_beside_what_refutes_it(html: str) -> None:
    dispute = html[html.index('<div class="dispute">') :]
    assert dispute.index("The universe is 10 billion years old.") < dispute.index("The guide says 13.8 billion.")


def test_the_brief_answers_questions_with_links_into_the_list_of_sources(html: str) -> None:
    brief = html[html.index('<section id="brief"') : html.index('<section id="facts"')]
    assert brief.count("<summary>What hisses?</summary>") == 1
    answer = brief[brief.index("Light hisses.") :].partition("</li>")[0]
    for number, title in enumerate(("Encyclopedia", "Museum guide"), 1):
        assert re.search(rf'<a href="#source-{number}"[^>]*>{title}</a>', answer)
        assert title in html[html.index(f'<li id="source-{number}">') :].partition("</li>")[0]
    assert "no longer in the library" in brief[brief.index("Nothing else does.") :]


def test_what_contradicts_a_fact_that_is_used_stands_in_its_note() -> None:
    disputed = replace(SCRIPT, facts=(replace(FACTS[0], evidence_ids=("e1", "e2")), *FACTS[1:]))
    html = page.render_html(disputed)
    note = html[html.index('<li id="note-2">') :].partition("</li>")[0]
    assert '<span class="label">but</span> <q>The guide says 13.8 billion.</q>' in note


def test_a_fact_with_one_source_carries_no_probability() -> None:
    weighed = replace(SCRIPT, facts=(FACTS[0], replace(FACTS[1], probability=0.38), FACTS[2]))
    note = notes.number(weighed).used[0]
    assert (note.fact.fact_id, note.verdict) == ("f2", "single source")


def test_a_note_names_its_section_without_the_title_of_its_document() -> None:
    placed = replace(FACTS[0], heading="Encyclopedia > Light > Noise")
    assert notes.number(replace(SCRIPT, facts=(placed, *FACTS[1:]))).used[1].section == "Light › Noise"


def test_a_sentence_carries_the_tint_of_its_voice_score(html: str) -> None:
    assert re.search(r'class="s sourced voice-1" id="s1"', html)
    assert re.search(r'class="s story voice-none" id="s3"', html)


def test_a_voice_that_cannot_be_scored_says_why_and_shows_no_number() -> None:
    unscored = replace(SCRIPT, voice=VoiceScore(None, None, None, "too little text", 12, {}))
    html = page.render_html(unscored)
    assert "Not scored: too little text" in html
    assert '<p class="figure">–</p><p class="caption"><a href="#making">voice</a></p>' in html


def test_a_citation_without_fact_is_an_alarm_and_not_silent() -> None:
    broken = replace(SCRIPT, sentences=(*SENTENCES[:1], replace(SENTENCES[1], fact_ids=("gone",))))
    html = page.render_html(broken)
    assert "Missing source" in html
    assert "1 cited fact cannot be found: gone" in html


def test_a_sentence_outside_the_outline_is_refused() -> None:
    with pytest.raises(ValueError, match="belongs to beat b9, which the outline lacks"):
        page.render_html(replace(SCRIPT, sentences=(replace(SENTENCES[0], beat_id="b9"),)))


def test_shots_begin_where_a_visual_comes_in_and_carry_the_running_time() -> None:
    first, second = running_order.arrange(SCRIPT)
    assert [(shot.start_s, shot.visual) for shot in (*first.shots, *second.shots)] == [
        (0.0, "Static on a screen."),
        (12.0, "A horn."),
    ]
    assert (first.share, second.share) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("text", "expected"), [("In 1964.", True), ("Half a million.", True), ("Three things to keep.", False)]
)
def test_figures_are_told_from_small_counts(text: str, expected: bool) -> None:
    assert running_order.has_number(text) is expected


def test_a_topic_that_is_not_covered_gets_a_page_that_says_what_to_do() -> None:
    html = page.render_not_covered(replace(PROJECT, topic="<b>Tea"), "No passage speaks of tea.", DOCUMENTS)
    assert "No passage speaks of tea." in html
    assert "lectern run slow-light/the-big-bang" in html
    assert "&lt;b&gt;Tea" in html
    assert "A. Author. Encyclopedia." in html


def test_the_same_script_gives_the_same_page(html: str) -> None:
    assert page.render_html(SCRIPT) == html
