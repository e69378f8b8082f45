"""Sentence ends in captions without punctuation: the shipped weights, and that what they give changes knowingly."""

import hashlib
import json

from pipelines.settings import ROOT
from pipelines.transcripts import boundaries, formats, segmentation, tokens
from pipelines.transcripts.pipeline import PARSER_VERSION
from pipelines.transcripts.tokens import Token

SAMPLES = ROOT / "samples" / "channel"
GOLDEN = ("5", "bd6019da90efd742")  # parser version, digest of the samples' sentences


def test_changed_sentences_raise_the_parser_version() -> None:
    sentences = [
        (each.text, each.start_s, each.end_s)
        for path in sorted(path for path in SAMPLES.iterdir() if formats.media_type(path.name))
        for each in segmentation.split(tokens.read(formats.parse(path.read_bytes(), path.suffix[1:]).cues))
    ]
    digest = hashlib.sha256(json.dumps(sentences).encode()).hexdigest()[:16]
    assert (PARSER_VERSION, digest) == GOLDEN, (
        "The sentences made of the same bytes changed, so stored ones are out of date: raise PARSER_VERSION in"
        " pipelines/transcripts/pipeline.py if this change has not yet done so, then put both new values into GOLDEN."
    )


def test_the_shipped_weights_come_only_from_sources_that_notice_credits() -> None:
    stored = json.loads(boundaries.WEIGHTS_PATH.read_text("utf-8"))
    notice = (ROOT / "NOTICE").read_text("utf-8")
    assert stored["sources"]
    assert boundaries.WEIGHTS_PATH.name in notice
    assert all(f"https://github.com/{source}" in notice for source in stored["sources"])


def test_given_weights_decide_in_place_of_the_shipped_ones() -> None:
    spoken = [Token(word, None, None, None) for word in "it is hot banana it is far".split()]
    weights = boundaries.Weights(-5.0, 1.0, 1.0, 0.0, last={}, first={"banana": 9.0}, opening={"is far": 9.0})
    assert boundaries.sentence_starts([*spoken[:3], Token("Banana,", None, None, None)], weights) == [0, 3]
    assert boundaries.sentence_starts(spoken[4:], weights) == [0, 1]


def test_no_words_have_no_sentences() -> None:
    assert boundaries.sentence_starts([]) == []
