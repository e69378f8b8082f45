"""Re-voicing: towards the creator's voice, within what a sentence states, cites and may repeat of its sources."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.models import FrameForm, FrameFunction, Hook, PhraseFrame, ScriptSentence, SentenceKind
from pipelines.voice.habits import Habits
from pipelines.writing import revoicing, rules
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.phrasing import Phrasebook
from pipelines.writing.rules import SourceIndex
from tests.pipelines.writing.test_drafting import material

SECTIONS = {"f1": "stars", "f2": "stars", "f3": "snails"}
TALKER = Habits(500, {"and": 0.5, "so": 0.3, "now": 0.2, "you": 0.3, "it or that": 0.3}, {"actually": 0.01})
STAR, LIGHT, SNAIL = (
    ("A star burns hydrogen.", "f1"),
    ("The star gives light to its planets.", "f2"),
    ("A star snail sleeps.", "f3"),
)


def likes_long(texts: Sequence[str]) -> list[float | None]:
    return [min(0.95, len(text.split()) / 20) for text in texts]


def likes_short(texts: Sequence[str]) -> list[float | None]:
    return [max(0.05, 1 - len(text.split()) / 12) for text in texts]


def likes(*wanted: str) -> revoicing.Voice:
    return lambda texts: [0.95 if any(word in text for word in wanted) else 0.3 for text in texts]


def manuscript(*said: tuple[str, str], frames: Sequence[PhraseFrame] = ()) -> Manuscript:
    writing = Manuscript(material(frames=frames), Phrasebook(()))
    for text, fact_id in said:
        writing.say(writing.material.outline[1], text, SentenceKind.SOURCED, (fact_id,))
    return writing


def told(writing: Manuscript, voice: revoicing.Voice, habits: Habits = TALKER) -> list[ScriptSentence]:
    return revoicing.in_voice(writing, SECTIONS, voice, habits)


def test_a_creator_of_long_sentences_gets_neighbours_joined_with_both_citations() -> None:
    lines = told(manuscript(STAR, LIGHT), likes_long)
    assert len(lines) == 1
    assert lines[0].fact_ids == ("f1", "f2")
    assert lines[0].text.startswith("A star burns hydrogen, and ")


def test_a_creator_of_short_sentences_gets_them_split_at_the_joint() -> None:
    writing = manuscript(("A star burns hydrogen for ages, but it burns very slowly.", "f1"))
    assert [line.text.rstrip(".") for line in told(writing, likes_short)][:1] == ["A star burns hydrogen for ages"]


def test_sentences_of_different_sections_stay_apart() -> None:
    assert len(told(manuscript(STAR, SNAIL), likes_long)) == 2


def test_an_opener_of_the_creators_own_is_marked_as_theirs_and_comes_once() -> None:
    frame = PhraseFrame("fr", "maya", FrameFunction.EMPHASIS, FrameForm.OPENER, "Notice that", 1, 1, ())
    said = [(f"The star number {n} gives off light of its own.", "f1") for n in range(30)]
    lines = told(manuscript(*said, frames=[frame]), likes("Notice that"))
    opened = [line for line in lines if line.text.startswith("Notice that the star")]
    assert [line.frame_id for line in opened] == ["fr"]


def test_nothing_comes_more_often_than_the_creator_does_it() -> None:
    rare = replace(TALKER, openers={"and": 0.02})
    said = [(f"The star number {n} gives off light of its own.", "f1") for n in range(30)]
    lines = told(manuscript(*said), likes("And "), rare)
    assert 0 < sum(line.text.startswith("And ") for line in lines) <= 4


def test_no_run_of_source_words_comes_about_by_joining() -> None:
    source = "A star burns hydrogen, and it gives light to all of its planets every day."
    writing = manuscript(("A star burns hydrogen.", "f1"), ("It gives light to all of its planets.", "f1"))
    index = SourceIndex([source])
    kept = Manuscript(replace(writing.material, index=index), Phrasebook(()), writing.lines)
    lines = told(kept, likes_long)
    assert rules.verbatim_places(lines, index) == []


def test_a_question_that_a_wording_asks_is_rhetoric_and_its_answer_stays_sourced() -> None:
    lines = told(manuscript(("The brain forms memories because neurons change their own links.", "f1")), likes("Why?"))
    assert [(line.kind, line.fact_ids) for line in lines] == [
        (SentenceKind.SOURCED, ("f1",)),
        (SentenceKind.RHETORIC, ()),
        (SentenceKind.SOURCED, ("f1",)),
    ]


def test_rhetoric_keeps_its_words_and_places_are_in_order() -> None:
    writing = manuscript(STAR, LIGHT, SNAIL)
    writing.rhetoric(writing.material.outline[1], "Next up, the snail.")
    lines = told(writing, likes_long)
    assert lines[-1].text == "Next up, the snail."
    assert [line.ordinal for line in lines] == list(range(len(lines)))
    assert len({line.sentence_id for line in lines}) == len(lines)


def test_the_hook_stays_as_it_was_chosen() -> None:
    writing = manuscript(STAR, LIGHT)
    hook = Hook("h", "c/t", 0, "story", (STAR[0],), (SentenceKind.SOURCED,), (("f1",),), 1.0, "", "offline-1")
    kept = Manuscript(replace(writing.material, hook=hook), Phrasebook(()), writing.lines)
    assert told(kept, likes_long)[0].text == STAR[0]


def test_the_same_draft_gives_the_same_words() -> None:
    first, second = (told(manuscript(STAR, LIGHT, SNAIL), likes_long) for _ in range(2))
    assert first == second
