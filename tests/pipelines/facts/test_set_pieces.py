"""Set pieces: a list is told under its lead-in, an example as an example, and both keep their quote."""

from pipelines import sentences
from pipelines.facts import claims, set_pieces
from pipelines.models import Passage, ResearchDocument


def _pieces(text: str) -> list[str]:
    return [claim for _, claim in set_pieces.found(sentences.split(text), text)]


def test_what_happens_in_a_list_stays_under_its_condition() -> None:
    text = (
        "As the oven gets hotter, the following is happening:\n\nThe bread rises.\n\nThe crust turns brown.\n\n"
        "You have just baked bread."
    )
    assert _pieces(text) == ["As the oven gets hotter, the bread rises, and the crust turns brown."]


def test_conditions_are_told_as_conditions() -> None:
    text = "You must meet the conditions for a fair game:\n\nthe coin is fair\n\neach toss is independent\n\nNow play."
    assert _pieces(text) == [
        "The conditions for a fair game are that the coin is fair, and that each toss is independent."
    ]


def test_the_givens_of_an_example_are_said_to_be_one() -> None:
    text = "An unknown distribution has a mean of 90 and a spread of 15. Samples of size 25 are drawn from it."
    assert _pieces("An unknown distribution has a mean of 90. Samples of size 25 are drawn at random.") == [
        "In one worked example, an unknown distribution has a mean of 90, and samples of size 25 are drawn at random."
    ]
    assert _pieces(text) == []  # "it" would have to be named


def test_a_story_or_an_address_is_no_worked_example() -> None:
    assert _pieces("Suppose eight of you roll one fair die ten times and write the mean down.") == []
    assert _pieces("A child sees 25 red balloons. The child counts 12 of them.") == []


def test_the_sentences_of_a_piece_are_claimed_once_and_quoted_verbatim() -> None:
    text = "An unknown distribution has a mean of 90. Samples of size 25 are drawn at random.\n\nThe mean is stable."
    document = ResearchDocument("d", "c/p", "Title", "a.md", "md", "", text)
    passage = Passage("p", "c/p", "d", 0, "Body", text, 0, len(text), ())
    first, *rest = claims.find("c/p", document, [passage], frozenset())
    assert text[first.start : first.end] == first.quote
    assert first.quote.endswith("at random.")
    assert all("90" not in claim.text for claim in rest)
