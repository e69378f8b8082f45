"""What reaches or identifies a person is found by its form and check digits; figures of a script are not taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.writing.safety.personal_data import kinds_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Write to jane.doe@example.org.", "an e-mail address"),
        ("Call +49 30 901820 today.", "a telephone number"),
        ("Call (555) 010-9999 today.", "a telephone number"),
        ("Her number is 123-45-6789.", "a social security number"),
        ("The server is 203.0.113.7.", "an IP address"),
        ("She lives at 12 Baker Street.", "a postal address"),
        ("Pay with 4111 1111 1111 1111.", "a card number"),
        ("Send it to GB82 WEST 1234 5698 7654 32.", "a bank account number"),
    ],
)
def test_personal_data_is_found(text: str, kind: str) -> None:
    assert kinds_in(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The universe is 13,800,000,000 years old.",
        "It is 299,792,458 metres a second.",
        "Between 1990 and 2020, 25 to 100 years apart.",
        "Pi is 3.14159265358979.",
        "The ratio is 1.2.3 in version 10.4.2.",
        "Log in to 192.168.0.1.",
        "Follow @someone@example.social.",
        "In 1912 Street lights were rare.",
    ],
)
def test_figures_are_no_personal_data(text: str) -> None:
    assert kinds_in(text) == []


@given(st.integers(min_value=0, max_value=15), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_makes_a_number_that_is_no_card(place: int, step: int) -> None:
    digits = [int(char) for char in "4111111111111111"]
    digits[place] = (digits[place] + step) % 10
    assert "a card number" not in kinds_in("Pay with " + "".join(map(str, digits)) + " now.")
