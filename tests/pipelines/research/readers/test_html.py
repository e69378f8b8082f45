"""Protects: a page's article is read with what the page states of itself, wherever it states it."""

import json

import pytest

from pipelines.research.readers.blocks import SourceText, UnreadableSourceError
from pipelines.research.readers.html import MAX_CHARACTERS, read

PARAGRAPH = "<p>The tide rises twice a day on most coasts of the world, because the Moon pulls at the sea.</p>"


def page(head: str = "", body: str = PARAGRAPH * 5) -> SourceText:
    return read(f"<html><head><title>Tides</title>{head}</head><body><article>{body}</article></body></html>".encode())


def linked(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "ScholarlyArticle",
    "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ray"}],
    "datePublished": "2020-01-02",
    "publisher": {"@type": "Organization", "name": "Shore Press"},
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "url": "https://shore.example/tides",
}


def stated(found: SourceText) -> tuple[str | None, ...]:
    return found.author, found.published_on, found.publisher, found.licence, found.genre


EXPECTED = ("Ann Lee, Bo Ray", "2020-01-02", "Shore Press", "https://creativecommons.org/licenses/by/4.0/", "article")


@pytest.mark.parametrize(
    "head",
    [
        linked(ARTICLE),
        linked([{"@type": "BreadcrumbList"}, ARTICLE]),
        linked({"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "author": "the site"}, ARTICLE]}),
        '<script type="application/ld+json">{broken</script>' + linked(ARTICLE),
        linked({**ARTICLE, "@type": ["Article", "ScholarlyArticle"]}).replace('"Article", ', ""),
    ],
)
def test_linked_data_states_who_when_and_under_which_licence(head: str) -> None:
    assert stated(page(head)) == EXPECTED


def test_meta_elements_stand_before_linked_data() -> None:
    head = '<meta name="author" content="Cy Dow"><meta name="dcterms.license" content="CC0">' + linked(ARTICLE)
    found = page(head)
    assert (found.author, found.licence, found.publisher) == ("Cy Dow", "CC0", "Shore Press")


@pytest.mark.parametrize("value", [3, None, [], {"@type": 5}, {"@graph": {"@graph": [[[["x"]]]]}}, "[" * 2000])
def test_linked_data_of_any_shape_does_no_harm(value: object) -> None:
    text = value if isinstance(value, str) else json.dumps(value)
    found = page(f'<script type="application/ld+json">{text}</script>')
    assert found.text.startswith("The tide rises")


def test_a_licence_link_is_read() -> None:
    assert (
        page(body=PARAGRAPH * 5 + '<a rel="license" href="https://x.example/l">L</a>').licence == "https://x.example/l"
    )


def test_wiki_furniture_and_formulas_are_left_out() -> None:
    body = f"""<section data-mw-section-id="0"><div class="hatnote">For waves, see waves.</div>{PARAGRAPH * 3}
    <p>The period is <span class="mwe-math-element"><span style="display: none;"><math><mi>T</mi></math></span>
    <img alt="T"></span> and it is long. The Sun raises tides as well, and they are lower.<sup class="reference">[1]</sup></p>
    <div class="navbox">Tides of the world and much more</div></section>
    <section data-mw-section-id="1"><h2>Cause</h2>{PARAGRAPH}</section>"""
    found = read(f"<html><head><title>Tide</title></head><body>{body}</body></html>".encode())
    assert "The Sun raises tides as well, and they are lower." in found.text
    for gone in ("see waves", "[1]", "much more", "The period is"):
        assert gone not in found.text
    assert [name for _, name in found.headings] == ["Cause"]


def test_a_page_too_long_to_extract_says_what_to_do() -> None:
    with pytest.raises(UnreadableSourceError, match="Save the part that matters"):
        page(body="<p>" + "a " * MAX_CHARACTERS)
