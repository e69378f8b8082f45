"""A preference comes from small rewordings that agree, never from facts, and bends no sentence away from its source."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipelines.editing import preferences
from pipelines.models import Feedback, FeedbackKind, PreferenceRule, SentenceKind, Subject
from pipelines.writing.rules import SourceIndex
from tests.lectern import examples

START = datetime(2026, 1, 1, tzinfo=UTC)


def edit(n: int, before: str, after: str, sentence: str | None = None) -> Feedback:
    return Feedback(
        f"fb{n}", "slow-light", examples.PROJECT_KEY, Subject.SENTENCE, sentence or f"s{n}", FeedbackKind.EDIT, before, after,
        "anna", n, START + timedelta(minutes=n),
    )  # fmt: skip


def rule(wording: str, rather: str, support: int = 3, **more: object) -> PreferenceRule:
    made = PreferenceRule("r", "slow-light", wording, rather, "", support, 0, ())
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("We utilise light for this.", "We use light for this.", [("utilise", "use")]),
        ("Now, the light is old indeed.", "The light is old indeed.", [("now", "")]),
        ("It is the oldest light there is.", "It's the oldest light there is.", [("it is", "it's")]),
        ("The light is 13 years old, they say.", "The light is 14 years old, they say.", []),
        ("We owe this to Hubble and his plates.", "We owe this to Webb and his plates.", []),
        ("The light is old and very cold.", "The light is not old and very cold.", []),
        ("The light is old.", "Nobody had ever looked at the sky like that before.", []),
        ("The light is old.", "The light is old.", []),
    ],
)
def test_only_a_small_change_of_wording_teaches(before: str, after: str, found: list[tuple[str, str]]) -> None:
    assert list(preferences.rewordings(before, after)) == found


def test_a_rule_counts_sentences_and_is_followed_from_the_third_on() -> None:
    edits = [
        edit(n, f"We utilise light number {word}.", f"We use light number {word}.")
        for n, word in enumerate(["one", "two", "three"])
    ]
    again = edit(9, "We utilise light number one.", "We use light number one.", "s0")
    assert preferences.learned("slow-light", edits[:1]) == []
    [noted] = preferences.learned("slow-light", [*edits[:2], again])
    assert (noted.support, preferences.is_applied(noted)) == (2, False)
    [found] = preferences.learned("slow-light", edits)
    assert (found.statement, found.support) == ("Say “use” rather than “utilise”.", 3)
    assert preferences.is_applied(found)


def test_edits_that_undo_it_speak_against_a_rule() -> None:
    edits = [
        edit(n, f"We utilise light in case {n}, friends.", f"We use light in case {n}, friends.") for n in range(3)
    ]
    back = [
        edit(n, f"We use light in case {n}, friends.", f"We utilise light in case {n}, friends.") for n in range(3, 5)
    ]
    found = preferences.learned("slow-light", [*edits, *back])
    assert {row.wording: (row.support, row.against) for row in found} == {"utilise": (3, 2), "use": (2, 3)}
    assert not any(map(preferences.is_applied, found))


def test_what_was_revoked_stays_revoked_when_rules_are_made_again() -> None:
    edits = [
        edit(n, f"We utilise light in case {n}, friends.", f"We use light in case {n}, friends.") for n in range(3)
    ]
    [found] = preferences.learned("slow-light", edits)
    [again] = preferences.learned("slow-light", edits, [replace(found, is_revoked=True)])
    assert again.is_revoked
    assert not preferences.is_applied(again)


def test_a_draft_follows_rules_and_says_where() -> None:
    sentences = [
        replace(examples.SENTENCES[1], text="Now, it comes from everywhere."),
        replace(examples.SENTENCES[3], text="Now, my sister laughed."),
        examples.SENTENCES[4],
    ]
    done = preferences.followed(
        sentences, [rule("now", "")], examples.FACTS, SourceIndex([]), 150.0, lambda texts: [0.5]
    )
    assert [(row.text, row.preference_ids) for row in done] == [
        ("It comes from everywhere.", ("r",)),
        ("Now, my sister laughed.", ()),
        ("A moment of your own.", ()),
    ]
    assert done[0].seconds == pytest.approx(60 * 4 / 150)


def test_a_rule_does_not_bend_a_sentence_away_from_its_fact_or_into_its_source() -> None:
    sentence = replace(examples.SENTENCES[2], kind=SentenceKind.SOURCED)
    away = rule("1964", "1965")
    source = "so they found it in 1964 and it came from everywhere in the whole wide sky"
    into = replace(sentence, text="So they found it in 1964 and well it came from everywhere in the whole wide sky.")
    for row, bent, index in ((sentence, away, []), (into, rule("and well it", "and it"), [source])):
        [kept] = preferences.followed([row], [bent], examples.FACTS, SourceIndex(index), 150.0, lambda texts: [0.5])
        assert kept == row


@pytest.mark.parametrize(
    ("text", "wording", "rather", "now"),
    [
        ("Utilise it, and utilise it well.", "utilise", "use", "Use it, and use it well."),
        ("So, you see, it's old.", "you see", "", "So, it's old."),
        ("It’s old.", "it's", "that is", "That is old."),
        ("The utiliser is old.", "utilise", "use", "The utiliser is old."),
        ("It is old, you see.", "you see", "", "It is old."),
    ],
)
def test_a_wording_is_replaced_as_a_whole_and_keeps_its_capital(text: str, wording: str, rather: str, now: str) -> None:
    assert preferences.reworded(text, rule(wording, rather)) == now
