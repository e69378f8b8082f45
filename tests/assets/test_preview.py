"""Protects: what the UI shows of documents is what they state, most credible first, and nothing of it is markup."""

from dataclasses import replace

from assets.preview import MAXIMUM_ROWS, preview_documents
from pipelines.models import ResearchDocument, RightsBasis

PLAIN = ResearchDocument("d", "a/b", "T", "plain.md", "md", "", "text", published_on="1996")
SIGNED = replace(
    PLAIN, source_path="a|b<i>.md", author="Ann [x](http://evil)", genre="book", published_on="2011",
    licence="CC BY 4.0", rights=RightsBasis.LICENCE, notes=("9 words that the page hides from its readers were left out.",),
)  # fmt: skip
BROKEN = replace(
    PLAIN, source_path="broken.pdf", text="", problem="The PDF is encrypted. Save a copy without a password."
)


def test_documents_stand_with_what_they_state_and_what_was_left_out() -> None:
    head, _, first, second, _, *notes = preview_documents([PLAIN, BROKEN, SIGNED], {}).split("\n")
    assert head.count("|") == 8
    assert first.startswith(
        "| a\\|b&lt;i&gt;.md | Ann \\[x](http://evil) | 2011 | CC BY 4.0 | licence | 0.89 | type 0.8; author 1; date 1"
    )
    assert second.startswith("| plain.md | – | 1996 | – | unknown | – |")
    assert notes == [
        "- broken.pdf: The PDF is encrypted. Save a copy without a password.",
        "- a\\|b&lt;i&gt;.md: 9 words that the page hides from its readers were left out.",
    ]


def test_a_long_library_is_cut() -> None:
    many = [replace(PLAIN, source_path=f"{number:02}.md") for number in range(MAXIMUM_ROWS + 5)]
    assert f"*{MAXIMUM_ROWS} of {MAXIMUM_ROWS + 5} documents*" in preview_documents(many, {})
    assert preview_documents([], {}).startswith("| document")
