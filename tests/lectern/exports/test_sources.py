"""Protects: the list under a video names each source once, with a working address and the times that rest on it."""

from dataclasses import replace

from lectern.exports import contents, sources
from tests.lectern.examples import DOCUMENTS, HOSTILE, SCRIPT, SENTENCES, with_text


def test_a_source_stands_once_with_its_address_and_its_times() -> None:
    assert sources.render(SCRIPT).splitlines() == [
        "Sources of “The Big Bang”",
        "",
        "[1] A. Author. Encyclopedia. The Press, 2024. https://encyclopedia.example/x (CC0 1.0)",
        "    at 0:06 to 0:12",
    ]
    apart = (*SENTENCES[:2], replace(SENTENCES[3], seconds=25.0), SENTENCES[2])
    assert sources.render(replace(SCRIPT, sentences=apart)).splitlines()[-1] == "    at 0:06, 0:37"


def test_an_address_that_is_no_web_page_is_left_out() -> None:
    documents = (replace(DOCUMENTS[0], url="javascript:alert(1)"), DOCUMENTS[1])
    assert "javascript" not in sources.render(replace(SCRIPT, documents=documents))


def test_a_script_without_sources_says_so() -> None:
    bare = replace(SCRIPT, sentences=SENTENCES[:1])
    assert sources.render(bare).endswith("The script cites no source.\n")


def test_hostile_text_opens_no_line() -> None:
    lines = sources.render(with_text(HOSTILE)).splitlines()
    assert len(lines) == 4
    assert contents.one_line(HOSTILE) in lines[2]
