import re

from pipelines.writing import lexicon, rules
from pipelines.writing.speech import MAX_SPEAKABLE_WORDS

_NEGATION = re.compile(r"\b(?:not|no|never|none|nothing|without)\b")


def test_an_equal_adds_no_number_and_keeps_the_negations() -> None:
    for written, spoken in lexicon.equals():
        assert rules.numbers(spoken) <= rules.numbers(written) | {"hundred"}, written
        assert _NEGATION.findall(written) == _NEGATION.findall(spoken), written
        assert spoken != written
        assert 0 < len(spoken.split()) < MAX_SPEAKABLE_WORDS


def test_verb_pairs_agree_in_form_and_omit_a_past_that_is_no_participle() -> None:
    assert lexicon.verb_forms("determine", "work out") == [
        ("determine", "work out"),
        ("determines", "works out"),
        ("determining", "working out"),
        ("determined", "worked out"),
    ]
    assert ("grabbed", "took") not in lexicon.verb_forms("grab", "take")
    assert len(lexicon.verb_forms("grab", "take")) == 3
