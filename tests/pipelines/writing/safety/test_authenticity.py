"""A draft that repeats the creator's last scripts, or is built like them, is told apart from one that does not."""

from pipelines.models import SentenceKind
from pipelines.writing.safety import authenticity
from tests.script_sentences import line, script

EARLIER = {
    "Pulsars": script(
        "So what is it that we know about pulsars?",
        "And by the end, you'll see how the pieces fit together.",
        "A pulsar is a star.",
    )
}


def test_sentences_said_again_and_sentences_with_other_words_in_the_same_slots_are_found() -> None:
    draft = script(
        "So what is it that we know about black holes?",
        "And by the end, you'll see how the pieces fit together.",
        "Nothing gets out of it.",
    )
    like = authenticity.likeness(draft, EARLIER)
    assert [(s.text, name) for s, name in like.templated] == [(draft[0].text, "Pulsars")]
    assert [(s.text, name) for s, name in like.again] == [(draft[1].text, "Pulsars")]
    assert like.template_share == 2 / 3


def test_without_earlier_scripts_nothing_can_be_said() -> None:
    assert authenticity.likeness(script("So what is it that we know about pulsars?"), {}).template_share is None


def test_a_template_needs_enough_that_stays() -> None:
    assert authenticity.template("So what is it that we know about pulsars?") == "so what is it that we know about _"
    assert authenticity.template("Stars shine brightly.") is None


def test_a_story_or_a_first_person_is_first_hand_and_a_placeholder_is_not() -> None:
    waiting = line("[Your story]", SentenceKind.STORY, is_placeholder=True)
    assert not authenticity.likeness([*script("Stars shine."), waiting], {}).is_first_hand
    assert authenticity.likeness([waiting], {}).waits_for == waiting
    assert authenticity.likeness([line("The bicycle rusted.", SentenceKind.STORY)], {}).is_first_hand
    assert authenticity.likeness(script("I tried it."), {}).is_first_hand
    assert authenticity.likeness([line("A bicycle rusts within a winter.", SentenceKind.OWN)], {}).is_first_hand
