"""A listener hears only what a script tells: what a source introduced elsewhere is not known to them."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.models import ResearchDocument, ScriptSentence, SentenceKind, Verdict, VerifiedFact
from pipelines.writing import mentions
from tests.script_sentences import line

BOX = "A person sits in a sealed box far from any star. It is dark. Nobody inside the box feels any gravity."
NOBODY = "Nobody inside the box feels any gravity."
SITS = "A person sits in a sealed box far from any star."


def _facts(text: str, *stated: str, heading: str = "") -> list[VerifiedFact]:
    return [
        VerifiedFact(
            f"fact {number}", "k", f"claim {number}", "d", number, heading, said, said, text.index(said),
            text.index(said) + len(said), Verdict.NOT_ENOUGH_INFO, None, 1, (), 0.5, "test",
        )
        for number, said in enumerate(stated)
    ]  # fmt: skip


def _told(text: str, *stated: str, topic: str = "gravity") -> list[str]:
    documents = [ResearchDocument("d", "k", "A guide", "a.md", "md", "", text)]
    return [fact.text for fact in mentions.understood(_facts(text, *stated), documents, topic)]


def test_a_thing_that_only_the_document_introduced_is_not_told_of() -> None:
    assert _told(BOX, NOBODY) == []


def test_behind_the_fact_that_introduces_it_it_is() -> None:
    assert _told(BOX, SITS, NOBODY) == [SITS, NOBODY]


def test_a_fact_of_another_section_introduces_nothing() -> None:
    sits, nobody = _facts(BOX, SITS, NOBODY)
    documents = [ResearchDocument("d", "k", "A guide", "a.md", "md", "", BOX)]
    assert mentions.understood([replace(sits, heading="Elsewhere"), nobody], documents, "gravity") == [
        replace(sits, heading="Elsewhere")
    ]


def test_what_the_topic_is_about_needs_no_introduction() -> None:
    assert _told(BOX, NOBODY, topic="a box in space") == [NOBODY]


def test_a_thing_that_the_sentence_itself_identifies_stands_alone() -> None:
    text = "They built a box. The box of the first experiment weighed nine tonnes."
    assert _told(text, "The box of the first experiment weighed nine tonnes.") != []


def test_unique_things_and_parts_stand_alone() -> None:
    text = "Gravity is weak there. The surface of Earth is firm. Light reaches the ground."
    assert _told(text, "Light reaches the ground.") != []


def test_a_little_known_name_needs_an_introduction() -> None:
    text = "BeppoSAX was a satellite of Italy. The design of the probe is like that of BeppoSAX."
    again = "The design of the probe is like that of BeppoSAX."
    assert _told(text, again, topic="probes") == []
    assert _told(text, "BeppoSAX was a satellite of Italy.", again, topic="probes") != []


def test_full_names_and_names_that_most_know_need_none() -> None:
    text = "Karl Lashley and Einstein met. Later the work of Karl Lashley was read, and that of Einstein too."
    again = "Later the work of Karl Lashley was read, and that of Einstein too."
    assert _told(text, again, topic="work") == [again]


def test_the_name_that_a_sentence_gives_is_introduced_by_it() -> None:
    text = "Schwarzschild wrote to him. The radius of the hole is called the Schwarzschild radius."
    again = "The radius of the hole is called the Schwarzschild radius."
    assert _told(text, again, topic="holes") == [again]


def _script(*texts: str) -> list[ScriptSentence]:
    return [line(text, SentenceKind.SOURCED, f"fact {text}", ordinal=n) for n, text in enumerate(texts)]


def _found(script: Sequence[ScriptSentence], needs: dict[str, frozenset[str]]) -> list[tuple[str, str]]:
    return [(sentence.text, word) for sentence, word in mentions.unintroduced(script, needs, "gravity")]


def test_in_a_script_it_counts_what_was_said_before() -> None:
    needs = {f"fact {NOBODY}": frozenset({"box"})}
    assert _found(_script(NOBODY, SITS), needs) == [(NOBODY, "box")]
    assert _found(_script(SITS, NOBODY), needs) == []


def test_a_sentence_that_leaves_the_thing_out_lacks_nothing() -> None:
    said = "Nobody feels any gravity."
    assert _found(_script(said), {f"fact {said}": frozenset({"box"})}) == []
