from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.models import ScriptSentence, SentenceKind, Verdict, VerifiedFact
from pipelines.sentences import normalised_words
from pipelines.writing import rules

_text = st.lists(st.sampled_from(["star", "light", "gravity", "the", "a", "of"]), max_size=14).map(" ".join)
FACT = VerifiedFact(
    "f1", "p", "c1", "d1", 0, "Heading", "The universe is 13.8 billion years old.", "The universe is 13.8 billion years old.",
    0, 39, Verdict.NOT_ENOUGH_INFO, None, 1, (), 0.5, "test",
)  # fmt: skip


def _sentence(
    text: str, kind: SentenceKind = SentenceKind.SOURCED, fact_ids: tuple[str, ...] = ("f1",)
) -> ScriptSentence:
    return ScriptSentence(text, "p", 0, "b", text, kind, fact_ids, None, None, False, "", 1.0, None, "test")


def _longest_common_run(left: list[str], right: list[str]) -> int:
    best = 0
    for i in range(len(left)):
        for j in range(len(right)):
            length = 0
            while i + length < len(left) and j + length < len(right) and left[i + length] == right[j + length]:
                length += 1
            best = max(best, length)
    return best


@given(_text, st.lists(_text, max_size=3))
def test_verbatim_run_is_the_longest_common_run_of_words(text: str, sources: list[str]) -> None:
    expected = max((_longest_common_run(normalised_words(text), normalised_words(s)) for s in sources), default=0)
    assert rules.verbatim_run(text, sources) == expected


def test_case_and_punctuation_do_not_hide_a_verbatim_run() -> None:
    assert rules.verbatim_run("The LIGHT, of the stars!", ["the light of the stars"]) == 5


def test_a_run_over_two_sentences_is_found_at_the_second() -> None:
    source = "One describes the noise in the receiver and the other one explains it at last."
    spoken = [
        _sentence("One describes the noise in the receiver."),
        _sentence("And the other one explains it at last."),
    ]
    assert [(s.text, run) for s, run in rules.verbatim_places(spoken, rules.SourceIndex([source]))] == [
        ("And the other one explains it at last.", 15)
    ]


@pytest.mark.parametrize(("n_words", "n_places"), [(11, 0), (12, 1)])
def test_eleven_words_of_a_source_may_stand_and_twelve_may_not(n_words: int, n_places: int) -> None:
    words = "most of the gas that falls towards a hole of this kind never".split()[:n_words]
    index = rules.SourceIndex([f"Astronomers say that {' '.join(words)} quite arrives."])
    spoken = [_sentence(f"Here is why {' '.join(words)} lands.")]
    assert len(rules.verbatim_places(spoken, index)) == n_places


def test_an_attributed_quotation_may_be_verbatim_and_an_unattributed_one_may_not() -> None:
    source = "Nothing, not even light, can escape through the event horizon from the black hole."
    index = rules.SourceIndex([source])
    assert not rules.verbatim_places([_sentence(f"As OpenStax puts it: “{source}”")], index)
    assert rules.verbatim_places([_sentence(f"“{source}”")], index)


@pytest.mark.parametrize(
    ("kind", "fact_ids"),
    [
        (SentenceKind.SOURCED, ()),
        (SentenceKind.RHETORIC, ("f1",)),
        (SentenceKind.UNSUPPORTED, ()),
        (SentenceKind.STORY, ()),
    ],
)
def test_a_kind_that_does_not_agree_with_its_citation_is_untyped(kind: SentenceKind, fact_ids: tuple[str, ...]) -> None:
    assert rules.untyped([_sentence("Stars shine.", kind, fact_ids)])


def test_a_refuted_fact_does_not_resolve_a_citation() -> None:
    refuted = replace(FACT, verdict=Verdict.REFUTED)
    assert not rules.unresolved_citations([_sentence("It is old.")], [FACT], [])
    assert [cited for _, cited in rules.unresolved_citations([_sentence("It is old.")], [refuted], [])] == ["f1"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("The universe is 13.8 billion years old.", []),
        ("The universe is 13.7 billion years old.", ["13.7"]),
        ("The universe is 13.8 million years old.", ["million"]),
        ("Two universes are 13.8 billion years old.", ["2"]),
        ("First, the universe is 13.8 billion years old.", []),
    ],
)
def test_every_number_of_a_sentence_stands_in_its_fact(text: str, missing: list[str]) -> None:
    assert [number for _, number in rules.unsourced_numbers([_sentence(text)], [FACT])] == missing


def test_rhetoric_may_count_its_own_points_but_state_no_figure() -> None:
    spoken = [
        _sentence("So, three things to keep.", SentenceKind.RHETORIC, ()),
        _sentence("It weighs 7 tonnes.", SentenceKind.RHETORIC, ()),
    ]
    assert [s.text for s, _ in rules.unsourced_numbers(spoken, [])] == ["It weighs 7 tonnes."]


def test_minutes_leave_placeholders_out_and_refuse_a_pace_of_nought() -> None:
    spoken = [_sentence("one two three four"), replace(_sentence("[Your story: …]"), is_placeholder=True)]
    assert rules.spoken_minutes(spoken, 4) == 1.0
    with pytest.raises(ValueError, match="positive"):
        rules.spoken_minutes(spoken, 0)
