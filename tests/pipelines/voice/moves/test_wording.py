"""Wordings are found in text with and without punctuation, and looking them up by anchor words loses none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.models import Move
from pipelines.voice.moves import explaining, guiding, leaving
from pipelines.voice.moves.reading import SEARCHER, moves_of_words
from pipelines.voice.moves.wording import Searcher, Wording, spoken_words, wording
from tests.pipelines.voice.channel import sample_segments

TABLES: dict[Move, tuple[Wording, ...]] = {
    Move.DEFINITION: explaining.DEFINITION,
    Move.EXAMPLE: explaining.EXAMPLE,
    Move.ANALOGY: explaining.ANALOGY,
    Move.SIGNPOST: guiding.SIGNPOST,
    Move.RECAP: guiding.RECAP,
    Move.ASIDE: leaving.ASIDE,
    Move.CALL_TO_ACTION: leaving.CALL_TO_ACTION,
}
WORDINGS = [
    (Move.DEFINITION, "That jump is called parallax."),
    (Move.DEFINITION, "We call them binaries."),
    (Move.DEFINITION, "Coins that are consumed are referred to as inputs."),
    (Move.DEFINITION, "An astronomical unit is just the distance from the Earth to the Sun."),
    (Move.DEFINITION, "Oxidised is just a fancy way of saying that something has grabbed oxygen."),
    (Move.EXAMPLE, "So for instance, take your kettle."),
    (Move.EXAMPLE, "Take a lake in November."),
    (Move.EXAMPLE, "Let me give you a concrete example."),
    (Move.ANALOGY, "It works like a brake."),
    (Move.ANALOGY, "Imagine you're standing on a bridge."),
    (Move.ANALOGY, "Here's the kitchen version."),
    (Move.SIGNPOST, "Let's turn to the second part."),
    (Move.SIGNPOST, "The second thing is that the Earth isn't a dot."),
    (Move.SIGNPOST, "We'll come back to that."),
    (Move.RECAP, "So what have we learned?"),
    (Move.RECAP, "As I said, it floats."),
    (Move.RECAP, "Remember, rust is iron."),
    (Move.ASIDE, "This, by the way, is how a calculator does it."),
    (Move.ASIDE, "I'm rounding, so please be kind."),
    (Move.CALL_TO_ACTION, "Subscribe, and let me know in the comments."),
    (Move.CALL_TO_ACTION, "Go and try this at home."),
]
NOT_WORDINGS = [
    (Move.DEFINITION, "He is called away again."),
    (Move.DEFINITION, "A friend of mine is a sailor."),
    (Move.EXAMPLE, "Take your time."),
    (Move.EXAMPLE, "Take a look at this."),
    (Move.ANALOGY, "Which I imagine will be interesting."),
    (Move.ANALOGY, "It looks like a line on this plot."),
    (Move.SIGNPOST, "Let's say it is red."),
    (Move.SIGNPOST, "I have come back tonight."),
    (Move.RECAP, "I said no to him."),
    (Move.ASIDE, "The slope of a tangent line is two."),
    (Move.CALL_TO_ACTION, "Look at this star."),
    (Move.CALL_TO_ACTION, "People check out of hotels."),
]


@pytest.mark.parametrize(("move", "text"), WORDINGS)
def test_a_wording_shows_its_move_with_and_without_punctuation(move: Move, text: str) -> None:
    assert move in moves_of_words(spoken_words(text))
    bare = re.sub(r"[^\w\s']", "", text).lower()
    assert moves_of_words(spoken_words(bare)) == moves_of_words(spoken_words(text))


@pytest.mark.parametrize(("move", "text"), NOT_WORDINGS)
def test_a_neighbouring_wording_does_not(move: Move, text: str) -> None:
    assert move not in moves_of_words(spoken_words(text))


def test_fillers_do_not_hide_a_wording() -> None:
    assert Move.SIGNPOST in moves_of_words(spoken_words("so um let's uh turn to the next part"))


def test_anchor_words_lose_no_wording() -> None:
    for segment in sample_segments():
        plain = " ".join(spoken_words(segment.text))
        brute = {move for move, table in TABLES.items() if any(entry.pattern.search(plain) for entry in table)}
        assert set(SEARCHER.search(plain)) == brute, plain


def test_a_wording_at_the_end_of_a_sentence_is_told_from_one_with_words_after_it() -> None:
    searcher = Searcher({Move.RECAP: [wording("recall", r"<START>recall(?: that)?")]})
    assert searcher.search("so recall that")[Move.RECAP].is_last
    assert not searcher.search("so recall that the lake froze over")[Move.RECAP].is_last


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    plain = " ".join(spoken_words(text))
    for move, hit in SEARCHER.search(plain).items():
        assert hit.text in plain, move
