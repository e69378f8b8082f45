"""What safety finds goes to the review with sentence, rule, severity and remedy."""

from pipelines.models import SentenceKind, Severity
from pipelines.writing.rules import SourceIndex
from pipelines.writing.safety import findings
from tests.script_sentences import line, script

NOTHING = SourceIndex([])


def test_a_clean_first_hand_script_has_no_finding() -> None:
    draft = [
        *script("I saw it myself.", "Stars shine because they are hot."),
        line("We drove there.", SentenceKind.STORY),
    ]
    assert list(findings.found(draft, [], NOTHING, {})) == []


def test_personal_data_blocks_and_names_its_sentence() -> None:
    draft = script("I saw it.", "Write to jane@example.org.")
    ((rule, severity, place, message, remedy),) = findings.found(draft, [], NOTHING, {})
    assert (rule, severity, place) == ("personal-data", Severity.BLOCKING, draft[1].sentence_id)
    assert "e-mail" in message
    assert remedy


def test_a_script_without_anything_first_hand_points_at_the_place_that_waits_for_it() -> None:
    waiting = line("[Your story]", SentenceKind.STORY, is_placeholder=True)
    ((rule, _, place, *_),) = findings.found([*script("Stars shine."), waiting], [], NOTHING, {})
    assert (rule, place) == ("not-first-hand", waiting.sentence_id)


def test_a_script_made_like_the_last_one_is_warned_of() -> None:
    again = script("I'll say what there is to know about it.", "And so we come to the end of it.")
    found = list(findings.found(again, [], NOTHING, {"Stars": again}))
    assert [rule for rule, *_ in found] == ["said-in-last-script", "said-in-last-script", "templated"]
    assert "2 of 2 sentences (100%)" in found[-1][3]


def test_much_from_sources_is_said_with_its_share() -> None:
    text = "I saw a neutron star that spins hundreds of times a second and sends out waves."
    found = list(findings.found(script(text), [], SourceIndex([text[6:]]), {}))
    assert found[-1][0] == "much-from-sources"
    assert "14 of 16" in found[-1][3]
