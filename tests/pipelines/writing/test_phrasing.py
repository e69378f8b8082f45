"""Which of a creator's frames may stand where."""

from dataclasses import replace

import pytest

from pipelines.models import FrameForm, FrameFunction
from pipelines.writing import phrasing
from pipelines.writing.phrasing import Phrasebook
from tests.spoken_facts import fact, frame


@pytest.mark.parametrize(
    ("quote", "function"),
    [
        ("However, light escapes.", FrameFunction.CONTRAST),
        ("As a result, light escapes.", FrameFunction.CONSEQUENCE),
        ("For example, light escapes.", FrameFunction.EXAMPLE),
        ("In fact, light escapes.", FrameFunction.EMPHASIS),
        ("Light escapes.", None),
    ],
)
def test_an_opener_says_what_the_source_says_between_two_neighbouring_sentences(
    quote: str, function: FrameFunction | None
) -> None:
    before = fact(1, "Matter falls in.").fact
    told = replace(fact(1, "Light escapes.").fact, quote=quote, start=before.end + 1)
    assert phrasing.connection("Light escapes.", told, before) is function


def test_sentences_that_are_no_neighbours_in_the_source_are_not_connected() -> None:
    before = fact(1, "Matter falls in.").fact
    told = replace(fact(1, "Light escapes.").fact, quote="However, light escapes.", start=before.end + 300)
    assert phrasing.connection("Light escapes.", told, before) is None
    assert phrasing.connection("Light escapes.", told, None) is None


@pytest.mark.parametrize(("n_videos", "times"), [(1, 1), (4, 2)])
def test_a_sentence_frame_is_heard_once_and_a_signature_twice(n_videos: int, times: int) -> None:
    book = Phrasebook([frame("Let's slow down.", FrameFunction.SIGNPOST, n_videos=n_videos)])
    heard = 0
    for _ in range(200):
        book.spoken += 1
        found = book.sentence(FrameFunction.SIGNPOST)
        if found:
            book.use(found)
            heard += 1
    assert heard == times


def test_emphasis_does_not_follow_emphasis() -> None:
    book = Phrasebook([frame("Let that sit.", FrameFunction.EMPHASIS), frame("That is neat.", FrameFunction.EMPHASIS)])
    first = book.sentence(FrameFunction.EMPHASIS)
    assert first is not None
    book.use(first)
    book.spoken += 1
    assert book.sentence(FrameFunction.EMPHASIS) is None
    book.spoken += 12
    assert book.sentence(FrameFunction.EMPHASIS) is not None


@pytest.mark.parametrize("text", ["And", "You see,", "Well,"])
def test_openers_that_claim_a_connection_which_is_not_there_are_never_used_at_a_turn(text: str) -> None:
    book = Phrasebook([frame(text, FrameFunction.SIGNPOST, FrameForm.OPENER)])
    assert book.opener(FrameFunction.SIGNPOST) is None


def test_emphasis_goes_with_striking_numbers_alone() -> None:
    assert phrasing.after("The universe is 13.8 billion years old.")
    assert not phrasing.after("The universe is old.")
    assert not phrasing.after("It was found in 1965.")


def test_no_now_stands_in_front_of_a_request() -> None:
    """Else the script says `Now, Take the telescope.`"""
    assert phrasing.may_turn("The telescope was launched in 2021.")
    assert not phrasing.may_turn("Take the telescope.")


@pytest.mark.parametrize(
    ("sentence", "is_closed"),
    [
        ("It's the name for the point when the first stars ended that darkness.", True),
        ("Expansion means that distances between galaxies grow with time.", True),
        ("People who say so almost always mean the observable part.", False),
        ("A redshift of 14 means the waves arrive fifteen times longer.", False),
        ("Dark energy, the name for the unknown cause, makes up 68 percent.", False),
    ],
)
def test_the_creators_word_on_words_follows_only_what_says_what_a_word_means(sentence: str, is_closed: bool) -> None:
    wanted = [pattern for function, pattern in phrasing.after(sentence) if function is FrameFunction.DEFINITION]
    assert bool(wanted) is is_closed
    assert all(pattern and pattern.search("That's all the word means.") for pattern in wanted)


def test_a_name_is_announced_as_jargon() -> None:
    functions = [function for function, _ in phrasing.before("Astronomers measure the stretch as a redshift.")]
    assert functions == [FrameFunction.DEFINITION]
