"""The argument: nothing twice, what something is before how it works, evidence where evidence is announced."""

import pytest

from pipelines.models import Beat
from pipelines.writing import argument
from pipelines.writing.argument import Sameness
from pipelines.writing.runs import Kind, Run
from tests.spoken_facts import BASICS, OPEN, PROOF, TOPIC, fact

OTHERS = [
    "Gas around a star glows in many colours.", "Radio telescopes are large dishes.", "A clock on a mountain runs faster.",
    "Iron cannot be fused for energy.", "Dust hides the centre of our galaxy.", "Light needs eight minutes from the Sun.",
]  # fmt: skip
BEATS = (
    Beat("What", "", 0.3, ("fact", "definition"), ""),
    Beat("How", "", 0.4, ("fact", "mechanism"), ""),
    Beat("Proof", "", 0.3, ("fact", "evidence", "open-question"), ""),
)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Dark matter makes up 27 percent, and dark energy 68 percent.", "Dark matter makes up about 27 percent of it.", True),
        ("The Hubble constant states how fast space expands.", "The Hubble constant is the present rate of growth.", False),
        ("Stars collapsed 300 years ago in our galaxy.", "In our galaxy, 300 years ago, several stars collapsed.", True),
        ("Black holes evaporate slowly.", "Neutron stars cool slowly.", False),
    ],
)  # fmt: skip
def test_statements_are_the_same_by_their_rare_words_and_numbers(one: str, other: str, is_same: bool) -> None:
    assert Sameness([one, other, *OTHERS]).texts(one, other) is is_same


def test_of_two_definitions_of_a_term_one_is_told() -> None:
    twice = [
        fact(1, "A quasar is a bright centre of a galaxy."),
        fact(9, "A quasar is an object that outshines everything."),
    ]
    assert len(argument.distinct(twice)) == 1


def test_what_sections_set_apart_is_told_of_each() -> None:
    alike = [
        fact(1, "The theorem says that means of large samples follow a normal curve.", heading="The theorem for means"),
        fact(2, "The theorem says that sums of large samples follow a normal curve.", heading="The theorem for sums"),
    ]
    assert len(argument.distinct(alike)) == 2
    assert len(argument.distinct([alike[0], fact(3, alike[0].fact.text, heading="Summary of means")])) == 1


def test_of_two_that_say_the_same_the_one_that_says_more_is_told() -> None:
    less = fact(1, "The standard error measures the spread of sample means.")
    more = fact(
        2, "The standard error measures the spread of sample means, and shrinks with the root of the sample size."
    )
    assert argument.distinct([less, more]) == [more]


def run(kind: Kind, ordinal: int, document: str = "d1") -> Run:
    return Run(kind.value, kind, (fact(ordinal, "A star shines in the night.", document=document),) * 4, 1.0)


def test_runs_go_to_the_beats_that_ask_for_what_they_do() -> None:
    runs = [run(Kind.DEFINITION, 1), run(Kind.MECHANISM, 2), run(Kind.MECHANISM, 3), run(Kind.EVIDENCE, 4)]
    dealt = argument.dealt(runs, BEATS)
    assert {name: [told.kind for told in beat] for name, beat in dealt.items()} == {
        "What": [Kind.DEFINITION],
        "How": [Kind.MECHANISM, Kind.MECHANISM],
        "Proof": [Kind.EVIDENCE],
    }


def test_evidence_does_not_fill_a_beat_that_promises_an_explanation() -> None:
    dealt = argument.dealt([run(Kind.DEFINITION, 1), run(Kind.EVIDENCE, 2), run(Kind.EVIDENCE, 3)], BEATS)
    assert dealt["How"] == []


def test_order_is_what_it_is_how_it_works_how_we_know_what_is_open() -> None:
    kinds = [Kind.OPEN_QUESTION, Kind.EVIDENCE, Kind.MECHANISM, Kind.DEFINITION]
    runs = [run(kind, place) for place, kind in enumerate(kinds)]
    assert [told.kind for told in argument.in_order(runs, BEATS, "snails", BASICS[0])] == kinds[::-1]


def test_a_definition_moves_in_front_of_the_first_use_of_its_term() -> None:
    filler = [fact(20 + n, text) for n, text in enumerate(OTHERS)]
    user = fact(1, "Nothing returns from behind the event horizon.")
    definition = fact(30, "The event horizon is the edge of a black hole.")
    told = argument.introduced({"b1": [[user, *filler]], "b2": [[filler[0], definition]]}, TOPIC)
    assert told["b1"][0][:2] == [definition, user]
    assert told["b2"] == [[filler[0]]]


def test_a_term_that_its_own_section_explains_soon_stays_there() -> None:
    user, definition = (
        fact(1, "Gas glows at the event horizon."),
        fact(2, "The event horizon is the edge of a black hole."),
    )
    told = argument.introduced({"b1": [[user], [definition]]}, TOPIC)
    assert told["b1"] == [[user], [definition]]


def test_without_an_overview_the_talk_opens_with_the_first_section_on_the_topic() -> None:
    runs = [run(Kind.EVIDENCE, 0, "b"), run(Kind.MECHANISM, 5, "c"), run(Kind.MECHANISM, 9, "c")]
    opening = argument.opening(runs)
    assert opening is runs[1]
    assert argument.opening([]) is None


def test_facts_of_different_sections_are_not_taken_for_each_other() -> None:
    assert argument.distinct([*OPEN, *PROOF, *BASICS]) == [*OPEN, *PROOF, *BASICS]


def test_a_term_is_not_used_before_the_fact_that_names_it() -> None:
    use = fact(1, "The gas was thin by redshift 7.")
    name = fact(2, "Astronomers measure the stretch as a redshift.")
    later = fact(3, "A redshift of 14 is the record.")
    kept = argument.without_early({"a": [[use, fact(4, "The gas was hot.")]], "b": [[name, later]]}, TOPIC)
    assert [one.fact.ordinal for run in (*kept["a"], *kept["b"]) for one in run] == [4, 2, 3]
