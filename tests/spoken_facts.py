"""Builders of spoken facts and frames, and three small sections about black holes."""

from pipelines.models import FrameForm, FrameFunction, PhraseFrame, Verdict, VerifiedFact
from pipelines.writing.speech import SpokenFact

TOPIC = "Black holes"


def fact(ordinal: int, text: str, heading: str = "Collapse", document: str = "d1") -> SpokenFact:
    verified = VerifiedFact(
        f"f{document}{ordinal}", "c/t", f"c{ordinal}", document, ordinal, heading, text, text, 200 * ordinal,
        200 * ordinal + len(text), Verdict.NOT_ENOUGH_INFO, None, 1, (), 0.5, "test",
    )  # fmt: skip
    return SpokenFact(verified, (text,), None, text, 0)


def frame(text: str, function: FrameFunction, form: FrameForm = FrameForm.SENTENCE, n_videos: int = 1) -> PhraseFrame:
    return PhraseFrame(text, "c", function, form, text, n_videos, n_videos)


def section(first: int, heading: str, document: str, *texts: str) -> list[SpokenFact]:
    return [fact(first + n, text, heading, document) for n, text in enumerate(texts)]


OPEN = section(
    0, "Open questions", "a",
    "Nobody knows what lies inside a black hole.", "A black hole may leak radiation.", "Black holes might even evaporate slowly.",
)  # fmt: skip
PROOF = section(
    10, "Observations", "b",
    "Telescopes measured stars near a black hole.", "Astronomers observed gas around black holes.", "Radio dishes detected the shadow of a black hole.",
)  # fmt: skip
BASICS = section(
    20, "What is a black hole?", "c",
    "A black hole is a place that light cannot leave.", "Its edge is called the event horizon.", "A black hole is made when a star collapses.",
)  # fmt: skip
