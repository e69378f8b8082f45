"""What one video adds: grammar's wordings with their function, everyday sentences without, and how words are written."""

from pipelines.models import FrameForm, FrameFunction, Segment
from pipelines.voice.frame_sightings import read_video


def _video(*texts: str, is_punctuated: bool = True) -> list[Segment]:
    return [Segment(f"s{n}", "c", "v1", n, text, None, None, None, is_punctuated) for n, text in enumerate(texts)]


def test_a_wording_has_every_place_and_the_first_spans() -> None:
    said = ["Let's slow down.", "The sky is dark.", *["Let's slow down."] * 4]
    [wording] = [row for row in read_video(_video(*said), "").wordings if row.function]
    assert (wording.form, wording.function, wording.words) == (
        FrameForm.SENTENCE,
        FrameFunction.SIGNPOST,
        "let's slow down",
    )
    assert wording.count == 5
    assert [span.segment_id for span in wording.spans] == ["s0", "s2", "s3"]
    assert wording.surfaces == {"Let's slow down.": 5}


def test_a_sentence_of_everyday_words_waits_for_the_channel() -> None:
    read = read_video(_video("Make yourself a cup of tea.", "Obi weighed 70 kilograms."), "")
    assert [(row.words, row.function) for row in read.wordings] == [("make yourself a cup of tea", None)]
    assert read.everyday == {"make yourself a cup of tea": [0]}


def test_a_sentence_of_everyday_words_in_the_middle_is_counted_and_not_quoted() -> None:
    said = ["Obi weighed 70 kilograms."] * 9
    read = read_video(_video(*said[:4], "Make yourself a cup of tea.", *said[:4]), "")
    assert read.everyday == {"make yourself a cup of tea": [4]}
    assert read.wordings == ()


def test_words_are_counted_as_names_by_their_capitals() -> None:
    read = read_video(_video("I told Hope to go.", "We hope to go.", "It was Hope again."), "")
    assert read.capitals["hope"] == 1
    assert read.capitals["to"] == -2


def test_unpunctuated_captions_say_nothing_of_capitals_and_surfaces() -> None:
    read = read_video(_video("let's slow down", is_punctuated=False), "")
    assert read.capitals == {}
    assert [row.surfaces for row in read.wordings] == [{}]
