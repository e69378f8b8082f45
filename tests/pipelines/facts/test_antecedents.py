"""Antecedents: a past event of a thing that only the section named is no claim; a general process and a named thing are."""

import pytest

from pipelines.facts import antecedents
from pipelines.facts.checkable import FIRST_NAME, LEANS_BACK
from tests.pipelines.facts.sources import judged_of

EARLIER = "A crew built a raft of reeds and put a mast on it. Sailors had tried such rafts before."


@pytest.mark.parametrize(
    "sentence",
    [
        "The raft reached the islands after 101 days.",
        "A storm broke the mast, and waves came aboard.",
        "After a month the sailors saw land.",
    ],
)
def test_a_past_event_of_something_named_before_leans_on_the_section(sentence: str) -> None:
    assert antecedents.leans_back(sentence, EARLIER, frozenset())


@pytest.mark.parametrize(
    "sentence",
    [
        "The raft carries more than a canoe does.",  # the present: rafts in general
        "The raft of the museum in Oslo was built in 1947.",  # says which
        "The voyage was planned for years.",  # nothing earlier speaks of a voyage
        "A raft was lost, and the raft drifted to the coast.",  # named in the sentence itself
        "The reeds float because each raft is full of air.",
    ],
)
def test_a_general_process_or_a_thing_that_is_named_does_not_lean(sentence: str) -> None:
    assert not antecedents.leans_back(sentence, EARLIER, frozenset())


def test_a_time_behind_a_noun_does_not_say_which_one_is_meant() -> None:
    assert antecedents.leans_back("Waves washed over the raft at night.", EARLIER, frozenset())
    assert not antecedents.leans_back("The raft in the museum was restored.", EARLIER, frozenset())


def test_a_noun_of_which_there_is_one_never_leans() -> None:
    assert not antecedents.leans_back("The raft was full.", EARLIER, frozenset({"raft"}))


def test_a_quotation_does_not_decide_the_time_of_the_sentence_around_it() -> None:
    said = 'Sailors say "the raft was mine" of the raft that is theirs.'
    assert not antecedents.leans_back(said, EARLIER, frozenset())


STORY = "Learning takes time. Marga bought a violin, and she practised every day. Marga plays well now."


@pytest.mark.parametrize(
    ("paragraph", "source"),
    [
        (STORY, f"{STORY}\n\nThe teacher Marga Levin wrote a book."),  # named in full
        (STORY, f"{STORY}\n\nOthers learned from Marga."),  # spoken of elsewhere
        (STORY.replace("Learning", "In 1901 learning"), STORY.replace("Learning", "In 1901 learning")),  # dated
    ],
)
def test_a_person_who_is_known_tells_no_example(paragraph: str, source: str) -> None:
    assert not antecedents.is_of_first_name("Marga bought a violin, and she practised every day.", paragraph, source)


def test_a_person_with_a_first_name_in_one_undated_paragraph_is_an_example() -> None:
    assert antecedents.is_of_first_name("Marga bought a violin, and she practised every day.", STORY, STORY)
    assert antecedents.is_of_first_name("Marga’s teacher praised her for it.", f"{STORY} (Levin, 1990)", STORY)


def test_a_thing_with_a_name_is_no_person() -> None:
    text = "Kepler orbits the Sun. Kepler looks at stars, and its mirror is large."
    assert not antecedents.is_of_first_name("Kepler looks at stars, and its mirror is large.", text, text)


def test_both_are_set_aside_with_their_reasons() -> None:
    rows = {row.text: row.problem for row in judged_of(f"{EARLIER} Waves washed over the raft.\n\n{STORY}")}
    assert rows["Waves washed over the raft."] == LEANS_BACK
    assert rows["Marga bought a violin, and she practised every day."] == FIRST_NAME
