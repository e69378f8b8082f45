"""Fitting: a draft as long as planned, from whole runs, with nothing said twice and its opening kept."""

from dataclasses import replace

from pipelines.models import Hook, HookKind, HookPromise, SentenceKind
from pipelines.writing import fitting
from pipelines.writing.rules import spoken_words
from pipelines.writing.speech import SpokenFact
from tests.pipelines.writing.test_drafting import material
from tests.spoken_facts import BASICS, OPEN, PROOF, section

MORE = section(
    40, "Feeding", "e",
    "Gas falls into a black hole in a flat spiral.", "Friction in the spiral heats the gas until it shines.",
    "Jets of gas leave a black hole at both poles.", "Dust around a black hole glows faintly.",
)  # fmt: skip
ALL = [*BASICS, *PROOF, *OPEN, *MORE]


def cited(minutes: float, spoken: list[SpokenFact]) -> list[str]:
    script = fitting.fitted(material(minutes=minutes), spoken)
    return [line.fact_ids[0] for line in script if line.kind is SentenceKind.SOURCED]


def test_a_script_that_is_too_short_takes_up_what_the_outline_left_out() -> None:
    outlined = fitting.fitted(material(minutes=0.5), ALL)
    longer = fitting.fitted(material(minutes=2.5), ALL)
    assert spoken_words(longer) > spoken_words(outlined)
    assert {fact.fact.fact_id for fact in MORE} <= set(cited(2.5, ALL))


def test_what_says_the_same_as_a_told_fact_is_not_taken_up() -> None:
    again = section(
        60, "Summary", "f", "A black hole is a place which light cannot leave.", "Stars collapse.", "Gas falls."
    )
    assert again[0].fact.fact_id not in cited(3.0, [*ALL, *again])


def test_the_opening_stays_however_short_the_script_has_to_be() -> None:
    assert cited(0.3, ALL)[0] == BASICS[0].fact.fact_id


def test_a_run_that_is_added_keeps_its_order() -> None:
    ids = [fact.fact.fact_id for fact in MORE]
    told = [fact_id for fact_id in cited(2.5, ALL) if fact_id in ids]
    assert told[: len(ids)] == ids


def test_added_evidence_goes_to_the_beat_that_asks_for_it() -> None:
    proof = section(
        80, "Observations of jets", "g",
        "Observers found jets in many galaxies.", "Telescopes detected jets of several black holes.", "Data show jets of hot gas.",
    )  # fmt: skip
    told = material(minutes=3.0)
    contents = {**told.contents, "Proof": ("fact", "evidence")}
    script = fitting.fitted(type(told)(**{**vars(told), "contents": contents}), [*BASICS, *PROOF, *OPEN, *proof])
    homes = {
        line.beat_id
        for line in script
        for fact in proof
        if fact.fact.fact_id in line.fact_ids and line.beat_id != "End"
    }
    assert homes == {"Proof"}


def test_fitting_twice_gives_the_same_script() -> None:
    assert fitting.fitted(material(minutes=1.2), ALL) == fitting.fitted(material(minutes=1.2), ALL)


def test_a_run_that_is_added_stands_in_the_reading_order_of_its_own_document() -> None:
    early, late = section(1, "A", "x", "One.", "Two.", "Three."), section(50, "B", "x", "Seven.", "Eight.", "Nine.")
    other = section(30, "C", "y", "Four.", "Five.", "Six.")
    assert fitting._place_in([other, early], late) == 2
    assert fitting._place_in([other, late], early) == 1
    assert fitting._place_in([early, late], other) == 2


def test_what_pays_the_opening_is_not_taken_away_however_short_the_script_has_to_be() -> None:
    paying = OPEN[1].fact.fact_id
    asked = "What leaks?"
    hook = Hook("h", "c/t", 0, HookKind.QUESTION, (asked,), (SentenceKind.RHETORIC,), ((),), 1.0, "", "test")
    for minutes in (0.4, 0.5, 0.6):
        open_ended = replace(material(minutes=minutes), hook=hook)
        promised = replace(hook, promises=(HookPromise(asked, "Proof", (paying,)),))
        short = fitting.fitted(open_ended, ALL)
        kept = fitting.fitted(replace(open_ended, hook=promised), ALL)
        assert any(paying in line.fact_ids for line in kept if line.beat_id == "Proof")
        assert spoken_words(kept) <= spoken_words(short) + 12
    assert not any(paying in line.fact_ids for line in fitting.fitted(replace(material(minutes=0.4), hook=hook), ALL))
