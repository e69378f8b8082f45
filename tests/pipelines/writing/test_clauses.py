import pytest

from pipelines.writing import clauses, grammar, reordering


@pytest.mark.parametrize(
    ("rule", "written", "spoken"),
    [
        (clauses.at_semicolon, "General relativity is beautiful; it is now essential.", ["General relativity is beautiful.", "It is now essential."]),
        (clauses.at_because, "The whole process was essentially over after about twenty minutes because the universe had become too thin.", ["The whole process was essentially over after about twenty minutes.", "That's because the universe had become too thin."]),
        (clauses.at_coordination, "The atoms formed everywhere at once, and the fog lifted at last.", ["The atoms formed everywhere at once.", "And the fog lifted at last."]),
        (clauses.at_although, "Although the theory is simple, the calculations are long.", ["The theory is simple.", "But the calculations are long."]),
        (clauses.at_result, "The expansion stretched the light, making the waves longer.", ["The expansion stretched the light.", "That made the waves longer."]),
        (clauses.at_degree, "The effects of gravitational waves are so small that detection is hard.", ["Detection is hard.", "That's how small the effects of gravitational waves are."]),
        (clauses.at_gist, "The idea is that the universe was hot.", ["Here's the idea.", "The universe was hot."]),
        (clauses.at_while, "Hydrogen made up the rest, while the heavier elements came later.", ["Hydrogen made up the rest.", "Meanwhile, the heavier elements came later."]),
        (clauses.at_second_verb, "The old satellite measured the faint glow of the whole sky and found small differences in it.", ["The old satellite measured the faint glow of the whole sky.", "And it found small differences in it."]),
        (reordering.inner_apposition, "George Gamow, a physicist from Odessa, asked what nuclear physics would do.", ["George Gamow was a physicist from Odessa.", "Gamow asked what nuclear physics would do."]),
        (reordering.opener_last, "Near the event horizon, matter moves at enormous speed.", ["Matter moves at enormous speed near the event horizon."]),
        (reordering.active_voice, "The first pulsar signal was discovered by Jocelyn Bell in 1967.", None),
        (reordering.active_voice, "The radiation was detected by Arno Penzias in 1964.", ["Arno Penzias detected the radiation in 1964."]),
        (reordering.date_first, "Hubble confirmed the relation in 1929.", ["In 1929, Hubble confirmed the relation."]),
        (reordering.condition_last, "If the core is heavy, the star becomes a neutron star.", ["The star becomes a neutron star if the core is heavy."]),
        (reordering.therefore_first, "The observable universe is therefore about 93 billion light years across.", ["So the observable universe is about 93 billion light years across."]),
    ],
)  # fmt: skip
def test_a_rule_says_the_same_in_sentences_of_speech(
    rule: clauses.Rule, written: str, spoken: list[str] | None
) -> None:
    assert rule(written) == spoken


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        (
            clauses.at_because,
            "The core does not collapse because the electrons resist the pressure from outside.",
        ),  # scope of not
        (
            reordering.date_first,
            "The plate shows the graph that Hubble published in 1929.",
        ),  # the year belongs to published
        (reordering.date_first, "Gravitational wave astronomy became feasible only in 2015."),  # "only" is the year's
        (
            reordering.subject_first,
            "The death of each massive star is an important event in the history of its galaxy.",
        ),  # no one thing to look at
        (
            reordering.subject_first,
            "The basic idea is to look for young clusters that contain one or more white dwarfs.",
        ),  # "It is to look for" says nothing
        (clauses.at_coordination, "The Sun makes light, and heat, and wind."),  # a list, no clause
        (clauses.at_coordination, "Expansion stretched the light by 1,100, so that its temperature is 2.7 kelvin."),
        (clauses.at_apposition, "Gravity predicts that the stronger the gravity, the slower the pace of time."),
        (
            reordering.condition_last,
            "If the core is heavy, it collapses into a neutron star.",
        ),  # it needs its noun first
        (clauses.at_while, "While the star is cooling, the core is still hot."),  # an action in progress, no contrast
    ],
)
def test_a_rule_refuses_where_meaning_would_change(rule: clauses.Rule, written: str) -> None:
    assert rule(written) is None


def test_asides_go_and_an_unpaired_bracket_is_refused() -> None:
    assert grammar.without_asides("A pulsar (named later) spins.") == "A pulsar spins."
    assert grammar.without_asides("A pulsar (named later spins.") is None


@pytest.mark.parametrize(
    ("subject", "verb", "pronoun"),
    [
        ("The universe", "is", "it"),
        ("White dwarfs", "are", "they"),
        ("Edwin Hubble", "showed", "Hubble"),
        ("The galaxies of the cluster", "moved", "they"),
    ],
)
def test_a_second_mention_gets_the_short_form(subject: str, verb: str, pronoun: str) -> None:
    assert grammar.pronoun_for(subject, verb) == pronoun
