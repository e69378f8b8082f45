"""Values in text: one value has many spellings, a value of another kind is none, and a bound is no equality."""

import pytest

from pipelines.facts import quantities
from pipelines.facts.verification.agreement import Agreement, compare


def agreement(claim: str, sentence: str) -> Agreement:
    return compare(quantities.everything(claim), quantities.everything(sentence))


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("It killed 50000 people.", "It killed 50,000 people."),
        ("It has two rooms.", "It has 2 rooms."),
        ("About 5 million people live there.", "Some 5,000,000 people live there."),
        ("Ten percent left.", "10% left."),
        ("More than 300 people came.", "Some 340 people came."),
        ("It was built in the 1890s.", "It was built in 1893."),
        ("It was signed after 1900.", "It was signed in 1904."),
        ("It is 29,032 feet high.", "It is 8,849 meters high."),
        ("Three quarters were lost.", "75 percent were lost."),
        ("He was born in May.", "He was born on 14 May 1879."),
        ("He was born in 1879.", "He was born on 14 March 1879."),
    ],
)
def test_one_value_is_found_in_another_spelling(claim: str, sentence: str) -> None:
    assert agreement(claim, sentence) == Agreement(1, 1, 0)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("It was built in 1893.", "It was built in 1894."),
        ("It opened on a day in May.", "It opened on a day in June."),
        ("The firm paid $5 million.", "The firm paid $5 billion."),
        ("It was the third war.", "It was the second war."),
        ("Fewer than 300 people came.", "Some 340 people came."),
        ("Ten percent left.", "Less than 10% left."),
        ("He was born on 14 March 1879.", "He was born on 15 March 1879."),
        ("Three hundred people came.", "340 people came."),
    ],
)
def test_another_value_of_the_same_kind_clashes(claim: str, sentence: str) -> None:
    found = agreement(claim, sentence)
    assert (found.found, found.clashing) == (0, 1)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("It has 12 rooms.", "It was built in 1894."),
        ("He was born on 14 March 1879.", "He was born in 1879."),
    ],
)
def test_a_value_of_another_kind_or_a_vaguer_one_neither_confirms_nor_clashes(claim: str, sentence: str) -> None:
    assert agreement(claim, sentence) == Agreement(1, 0, 0)


def test_a_claim_without_values_lacks_none() -> None:
    assert agreement("It has rooms.", "It was built in 1894.").share == 1.0
