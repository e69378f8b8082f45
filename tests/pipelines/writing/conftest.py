"""A small library about one topic, as verified facts, and a creator's frames and stories."""

import pytest

from pipelines.models import (
    FrameForm,
    FrameFunction,
    PhraseFrame,
    Project,
    ResearchDocument,
    Story,
    Verdict,
    VerifiedFact,
    content_id,
)
from pipelines.sentences import split, words
from tests.conftest import ROOT

LIBRARY = ROOT / "samples" / "library"
KEY = "slow-light/the-big-bang"


def _documents() -> list[ResearchDocument]:
    documents = []
    for path in sorted(LIBRARY.glob("*.md")):
        text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        documents.append(
            ResearchDocument(
                content_id(path.name), KEY, path.stem, str(path), "md", content_id(text), text, publisher=path.stem
            )
        )
    return documents


def _facts(documents: list[ResearchDocument]) -> list[VerifiedFact]:
    facts: list[VerifiedFact] = []
    for document in documents:
        heading = document.title
        for span in split(document.text):
            if span.text.startswith("#"):
                heading = span.text.split("\n")[0].strip("# ")
            elif len(words(span.text)) > 5 and span.text.endswith(".") and not span.text.startswith(("|", "-", "*")):
                ordinal = len(facts)
                facts.append(
                    VerifiedFact(
                        content_id("fact", ordinal, span.text), KEY, content_id("claim", ordinal), document.document_id,
                        ordinal, heading, " ".join(span.text.split()), span.text, span.start, span.end,
                        Verdict.NOT_ENOUGH_INFO, None, 1, (), 0.5, "test",
                    )
                )  # fmt: skip
    return facts


@pytest.fixture(scope="session")
def documents() -> list[ResearchDocument]:
    return _documents()


@pytest.fixture(scope="session")
def facts(documents: list[ResearchDocument]) -> list[VerifiedFact]:
    return _facts(documents)


@pytest.fixture(scope="session")
def frames() -> list[PhraseFrame]:
    said = [
        (FrameFunction.EMPHASIS, FrameForm.SENTENCE, "Let that sit for a second.", 6),
        (FrameFunction.SIGNPOST, FrameForm.SENTENCE, "Let's slow down.", 7),
        (FrameFunction.EVIDENCE, FrameForm.SENTENCE, "How do we know any of this?", 3),
        (FrameFunction.RECAP, FrameForm.SENTENCE, "So, three things to keep.", 7),
        (FrameFunction.CLOSING, FrameForm.SENTENCE, "That's the light we've got for tonight.", 7),
        (FrameFunction.SIGNPOST, FrameForm.OPENER, "Now,", 5),
        (FrameFunction.ADDITION, FrameForm.OPENER, "And", 9),
    ]
    return [
        PhraseFrame(content_id(text), "slow-light", function, form, text, count, count)
        for function, form, text, count in said
    ]


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(KEY, "slow-light", "The Big Bang: how the universe began", str(LIBRARY), 3.0)


@pytest.fixture(scope="session")
def foreign_story() -> Story:
    text = "When I was twelve my uncle took me fishing. We caught nothing. I still think about that."
    return Story("story-1", "slow-light", "video-1", 3, 5, None, None, 0.2, text)
