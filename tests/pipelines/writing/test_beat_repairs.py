"""Repairs touch faulty sentences only, and what is too long loses what is missed least."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.models import ReviewFinding, ScriptSentence, SentenceKind, Severity
from pipelines.writing import beat_repairs, choosing, rules
from pipelines.writing.beat_repairs import Bench, Edit, Fault, MendedBeat
from pipelines.writing.choosing import Hearing, Judge
from pipelines.writing.drafted import Draft, DraftedSentence
from tests.pipelines.writing.model_drafts import KEY, allowed, beat, brief, fact, said

FACTS = [fact("f1", "The glow of the early universe cooled to 2.725 kelvin over time.")]
BRIEF = brief(beat(1, "Glow", ["f1"], 20), FACTS)
VERSION = [said("What is that glow?"), said("It cooled to 2.725 kelvin.", ["f1"]), said("Let that sink in.")]


def finding(place: int, rule: str = "dangling-reference", severity: Severity = Severity.WARNING) -> ReviewFinding:
    return ReviewFinding(
        f"r{place}", KEY, rule, severity, VERSION[place].sentence_id, "It points at nothing.", "Name it."
    )


def edit(number: int, *texts: str) -> Edit:
    return Edit(
        number=number,
        sentences=[DraftedSentence(text=t, kind="sourced", fact_ids=["f1"], story_id=None, visual="") for t in texts],
    )


def test_a_finding_becomes_a_fault_of_its_sentence_and_what_waits_for_the_creator_does_not() -> None:
    found = beat_repairs.faults(VERSION, [finding(1), finding(2, "placeholder")], BRIEF, 0)
    assert found == [Fault(1, "It points at nothing.", "Name it.")]


def test_a_beat_is_asked_for_more_words_only_where_the_script_lacks_them() -> None:
    assert beat_repairs.faults(VERSION, [], BRIEF, surplus=10) == []
    (short,) = beat_repairs.faults(VERSION, [], BRIEF, surplus=-10)
    assert short.place is None
    assert "too few" in short.message


def test_edits_of_sentences_without_a_fault_are_sent_back() -> None:
    reply = MendedBeat(edits=[edit(1, "a"), edit(2, "b"), edit(2, "c")])
    assert beat_repairs.misplaced(reply, [Fault(1, "", "")], 3) == [
        "sentence 1 has no fault: leave it as it is",
        "sentence 2 is edited twice",
    ]
    assert beat_repairs.misplaced(MendedBeat(edits=[edit(1, "a")]), [Fault(None, "", "")], 3) == []


def test_an_edit_puts_several_sentences_or_none_in_the_place_of_one() -> None:
    reply = MendedBeat(edits=[edit(2, "The glow cooled.", "It is at 2.725 kelvin now."), edit(3)])
    told = beat_repairs.edited(allowed(FACTS), BRIEF, VERSION, reply)
    assert [one.text for one in told] == ["What is that glow?", "The glow cooled.", "It is at 2.725 kelvin now."]
    assert [one.kind for one in told][1:] == [SentenceKind.SOURCED] * 2


def test_what_is_too_long_is_cut_but_no_answer_behind_its_question() -> None:
    judge = Judge(Hearing(lambda texts: [0.5 for _ in texts]), choosing.sections(FACTS), allowed(FACTS).sources)
    filler = [said(f"And that is one more thing of number {n}.") for n in "abcd"]
    draft = Draft((), ([*VERSION, *filler],))
    short = beat_repairs.trimmed(draft, Bench([BRIEF], judge, lambda _: [], 20))
    assert rules.spoken_words(short.sentences) <= 21
    assert [one.text for one in short.sentences][:2] == ["What is that glow?", "It cooled to 2.725 kelvin."]


def test_what_pays_the_opening_is_not_cut() -> None:
    judge = Judge(Hearing(lambda texts: [0.5 for _ in texts]), choosing.sections(FACTS), allowed(FACTS).sources)
    payer, belief = said("The opening has promised this.", [FACTS[0].fact_id]), said("People say that it glows.")
    version = [payer, replace(belief, kind=SentenceKind.BELIEF), said("It has cooled.")]
    draft, bench = Draft((), (version,)), Bench([BRIEF], judge, lambda _: [], 8)
    assert payer.text not in [one.text for one in beat_repairs.trimmed(draft, bench).sentences]
    assert beat_repairs.trimmed(draft, bench, frozenset({FACTS[0].fact_id})) == draft


def test_findings_on_sentences_weigh_by_severity() -> None:
    whole = ReviewFinding("r", KEY, "length", Severity.WARNING, None, "", "")
    assert beat_repairs.weight([whole]) == 0
    assert beat_repairs.weight([finding(0, severity=Severity.BLOCKING)]) > beat_repairs.weight([finding(0), finding(1)])


def test_a_draft_without_blocked_sentences_keeps_one_of_every_beat() -> None:
    draft = Draft((said("Hook."),), ([said("A."), said("B.")], [said("C.", beat_id="b2")]))
    ids = {one.sentence_id for one in draft.sentences if one.text in {"A.", "C."}}
    left: list[ScriptSentence] = draft.without(ids).sentences
    assert [one.text for one in left] == ["Hook.", "B.", "C."]
    assert [one.ordinal for one in left] == [0, 1, 2]


def test_of_repairs_made_at_once_only_those_are_kept_that_are_better_for_their_beat() -> None:
    judge = Judge(Hearing(lambda texts: [0.5 for _ in texts]), choosing.sections(FACTS), allowed(FACTS).sources)

    def review(script: Sequence[ScriptSentence]) -> list[ReviewFinding]:
        faulty = [one for one in script if "long" in one.text]
        return [ReviewFinding(one.text, KEY, "r", Severity.WARNING, one.sentence_id, "", "") for one in faulty]

    briefs = [brief(beat(1, "Glow", words=6)), brief(beat(2, "Sky", words=6), number=2)]
    bench = Bench(briefs, judge, review, 12)
    first, second = [said("The glow is a long story.")], [said("The sky is dark at night.", beat_id="b2")]
    draft = Draft((), (first, second))
    good, bad = [said("The glow is a short story.")], [said("The sky is a long story.", beat_id="b2")]
    mended, findings = beat_repairs.taken(draft, review(draft.sentences), {0: good, 1: bad}, bench)
    assert [one.text for one in mended.sentences] == ["The glow is a short story.", "The sky is dark at night."]
    assert findings == []
    same, _ = beat_repairs.taken(mended, findings, {1: bad}, bench)
    assert same is mended
