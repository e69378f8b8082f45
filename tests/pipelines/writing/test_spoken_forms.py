import pytest

from pipelines.writing import spoken_forms


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("It moves at 71 km/s.", "It moves at 71 kilometres per second."),
        ("About 25% is helium.", "About 25 percent is helium."),
        ("It took 2–3 minutes.", "It took 2 to 3 minutes."),
        ("The source SGR 1806–20 flared.", "The source SGR 1806–20 flared."),
        ("It turns 574 arcsec per century.", "It turns 574 arcseconds per century."),
        ("The value is 67.4 km/s/Mpc.", "The value is 67.4 kilometres per second per megaparsec."),
        ("At the center it moves at 71 km/s.", "At the center it moves at 71 kilometers per second."),
    ],
)
def test_symbols_are_written_as_they_are_said(written: str, spoken: str) -> None:
    assert spoken_forms.spell_symbols(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("An immense star requires fuel in order to shine.", "A huge star needs fuel to shine."),
        ("Approximately half of it occurs rapidly.", "About half of it happens quickly."),
        ("If, however, the star is heavy, it collapses.", "If, however, the star is heavy, it collapses."),
    ],
)
def test_formal_words_become_plain_ones(written: str, spoken: str) -> None:
    assert spoken_forms.plain_words(written) == spoken


@pytest.mark.parametrize(
    ("full", "contracted"),
    [
        ("It is hot and they are cold.", "It's hot and they're cold."),
        ("Nobody knows what it is.", "Nobody knows what it is."),
        ("The mirror on it is suspended.", "The mirror on it is suspended."),
        ("It is as far as it is wide.", "It's as far as it is wide."),
        ("The observation we have of the event.", "The observation we have of the event."),
        ("It has not moved.", "It hasn't moved."),
    ],
)
def test_contractions_stand_only_where_people_contract(full: str, contracted: str) -> None:
    assert spoken_forms.contract(full) == contracted


def test_the_contraction_rate_is_the_speakers_own() -> None:
    assert spoken_forms.contraction_rate(["It's hot."] * 9 + ["It is cold."] * 3) == 0.75
    assert spoken_forms.contraction_rate(["Hot."], default=0.6) == 0.6


def test_rewording_stays_inside_the_words_it_is_asked_about() -> None:
    text = "Almost all stars are made of hydrogen, and almost all of them shine."
    assert spoken_forms.reworded(text, 6, 11) == "Almost all stars are made of hydrogen, and nearly all of them shine."
    assert spoken_forms.reworded(text, 1, 5) is None


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("In the end the merger ejected material at high speed.", "In the end the merger threw out material at high speed."),
        ("In the end the material was ejected at high speed.", "In the end the material was thrown out at high speed."),
        ("It was found in an entirely quiet galaxy.", "It was found in a completely quiet galaxy."),
        ("If the core is heavy, the star ends.", "If the core is heavy, then the star ends."),
    ],
)  # fmt: skip
def test_a_past_form_a_participle_and_an_article_agree_with_their_sentence(written: str, spoken: str) -> None:
    assert spoken_forms.reworded(written, 0, len(written.split()) - 1) == spoken


@pytest.mark.parametrize("text", ["There are more many of them.", "It saw the the sky.", "It has an enough supply."])
def test_forms_that_nobody_says_are_known(text: str) -> None:
    assert spoken_forms.is_wrong_form(text)


def test_what_is_like_some_body_has_no_body_for_its_owner() -> None:
    """`the spectrum of a body` says which kind of spectrum, not whose."""
    found = spoken_forms.equal_wordings("The background has the spectrum of a body at 2.7 kelvin.")
    assert not any("a body’s" in text for text in found)


@pytest.mark.parametrize(
    "text",
    [
        "The threw out material cooled.",
        "Gas threw off by the star cooled.",
        "The gas was took away.",
        "Stars burn, and they is hot.",
    ],
)
def test_a_past_that_is_no_participle_is_a_wrong_form(text: str) -> None:
    assert spoken_forms.is_wrong_form(text)


@pytest.mark.parametrize(
    "text", ["The star threw out material.", "The price grew by a half.", "What that gave was light.", "They were hot."]
)
def test_a_past_in_its_place_is_none(text: str) -> None:
    assert not spoken_forms.is_wrong_form(text)


def test_what_came_out_as_a_share_was_that_share() -> None:
    assert spoken_forms.plain_words("It came out as about 75 percent.") == "It was about 75 percent."
