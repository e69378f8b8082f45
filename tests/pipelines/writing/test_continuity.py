"""Protects: what a listener misses between sentences and over the whole is found, and sound scripts are left in peace."""

from pipelines.writing import continuity
from tests.spoken_facts import TOPIC
from tests.written_scripts import BODY, CONTENTS, ENDING, MORE, OPENING, PROMISE, script

TELLING = frozenset({BODY, MORE})


def test_a_sentence_that_takes_nothing_up_is_found() -> None:
    lines = script(
        (BODY, "Stars burn hydrogen.", "f1"),
        (BODY, "Hydrogen is the lightest gas.", "f2"),
        (BODY, "Bakers knead dough before dawn.", "f3"),
    )
    assert continuity.unlinked(lines, TOPIC) == [lines[2]]


def test_a_pronoun_a_connective_a_turn_or_the_topic_ties_a_sentence() -> None:
    for second in (
        "But bakers knead dough.",
        "Today bakers knead dough.",
        "They knead dough.",
        "Bakers fear black holes.",
    ):
        lines = script((BODY, "Stars burn hydrogen.", "f1"), (BODY, second, "f2"))
        assert continuity.unlinked(lines, TOPIC) == [], second
    turned = script((BODY, "Stars burn.", "f1"), (BODY, "So let's turn to bread.", ""), (BODY, "Bakers knead.", "f2"))
    assert continuity.unlinked(turned, TOPIC) == []


def test_a_but_that_goes_against_nothing_is_loose() -> None:
    lines = script((BODY, "Let's slow down.", ""), (BODY, "But snails sleep for years.", "f1"))
    assert continuity.loose_connectives(lines, TOPIC) == [(lines[1], "But")]
    tied = script((BODY, "Stars never sleep.", "f1"), (BODY, "But snails sleep for years.", "f2"))
    assert continuity.loose_connectives(tied, TOPIC) == []
    far = script(
        (BODY, "A black hole is dark.", "f1"), (BODY, "Let's slow down.", ""), (BODY, "But a black hole glows.", "f2")
    )
    assert continuity.loose_connectives(far, TOPIC) == [(far[2], "But")], "the topic alone is no link"


def test_stations_are_read_in_their_order() -> None:
    promise = script((PROMISE, "We'll start with stars, go on to snails and bread, and end with how we know.", ""))[0]
    assert continuity.stations(promise) == ["stars", "snails", "bread", "how we know"]
    short = script((PROMISE, "We'll start with stars, and from there we'll get to snails.", ""))[0]
    assert continuity.stations(short) == ["stars", "snails"]


def test_a_station_that_never_comes_or_comes_too_early_breaks_the_promise() -> None:
    promise = (PROMISE, "We'll start with stars, go on to snails, and end with bread.", "")
    kept = script(promise, (BODY, "Stars burn.", "f1"), (BODY, "Snails sleep.", "f2"), (MORE, "Bread rises.", "f3"))
    assert continuity.broken_promises(kept, TELLING) == []
    swapped = script(promise, (BODY, "Stars burn.", "f1"), (BODY, "Bread rises.", "f3"), (MORE, "Snails sleep.", "f2"))
    assert [(station, what.split()[0]) for _, station, what in continuity.broken_promises(swapped, TELLING)] == [
        ("bread", "comes")
    ]
    missing = script(promise, (BODY, "Stars burn.", "f1"), (MORE, "Bread rises.", "f3"))
    assert [(station, what) for _, station, what in continuity.broken_promises(missing, TELLING)] == [
        ("snails", "never comes")
    ]


def test_a_recap_that_leaves_a_large_beat_out_is_found() -> None:
    told = [(BODY, "Stars burn hydrogen.", "f1"), (MORE, "Snails sleep for years.", "f2")]
    half = script(*told, (ENDING, "Remember, stars burn hydrogen.", "f1"))
    assert continuity.uncovered(half, frozenset({ENDING}), [BODY, MORE]) == [(MORE, half[2])]
    whole = script(*told, (ENDING, "Stars burn.", "f1"), (ENDING, "Snails sleep.", "f2"))
    assert continuity.uncovered(whole, frozenset({ENDING}), [BODY, MORE]) == []
    assert continuity.uncovered(script(*told), frozenset({ENDING}), [BODY, MORE]) == [], "no recap, nothing to cover"


def test_an_end_that_takes_up_the_opening_comes_back() -> None:
    opening = (OPENING, "Nobody has seen a snail glow.", "")
    assert not continuity.comes_back(script(opening, (ENDING, "Bye.", "")), CONTENTS, TOPIC)
    assert continuity.comes_back(script(opening, (ENDING, "So snails do glow.", "")), CONTENTS, TOPIC)
    assert continuity.comes_back(script(opening, (ENDING, "So, back to where we started.", "")), CONTENTS, TOPIC)
