"""Texts that no honest score takes at face value: another language, refrains, shouting, fragments, stuffed catch phrases."""

import csv
from itertools import cycle

import numpy as np
import pytest

from pipelines.models import Segment, Trait, VoiceFeatures, VoiceProfile
from pipelines.sentences import split
from pipelines.voice import copying, score, segment_vectors
from pipelines.voice.pipeline import measure_channel, profile_channel, score_text
from pipelines.voice.spoken_words import spoken_words
from tests.conftest import CORPORA
from tests.pipelines.voice.channel import sample_profile

GERMAN = (
    "Heute schauen wir uns an, wie eine Brücke steht. Ein Bogen trägt sich selbst, weil jeder Stein auf den nächsten drückt. "
    "Das klingt einfach, ist es aber nicht. Bevor der letzte Stein sitzt, braucht man ein Gerüst aus Holz, und das Gerüst "
    "muss alles halten, was noch nicht steht. Meine Großmutter hat mir einmal gezeigt, wie man aus Büchern einen Bogen baut. "
    "Wir haben drei Bücher links und drei Bücher rechts gestapelt, und oben lag ein kleines rotes Heft. Als ich das Heft "
    "wegzog, fiel alles um. Damals habe ich verstanden, dass der kleinste Stein der wichtigste sein kann. Was heißt das "
    "für eine echte Brücke? Man baut von beiden Seiten zugleich, langsam und gleich schwer, und erst ganz am Ende setzt man "
    "den Schlussstein ein. Dann nimmt man das Gerüst weg und hofft, dass man richtig gerechnet hat."
)
ESSAY = (
    "The committee approved the revised budget on Tuesday. Expenditure on maintenance will increase by four percent. The "
    "increase reflects higher prices for steel and cement. Members expressed concern regarding the condition of several "
    "bridges. An independent assessment was commissioned in March. The assessment identified corrosion in three of the "
    "structures. Repairs are scheduled to commence in the autumn. Temporary restrictions on heavy vehicles remain in force. "
    "Local businesses have requested compensation for reduced access. The legal department is reviewing these requests. A "
    "decision is expected before the end of the quarter. The chairman emphasised the importance of transparent procurement. "
    "All contracts above the statutory threshold will be published. Bidders must demonstrate relevant experience and "
    "adequate insurance. The evaluation criteria include price, quality and environmental impact. Interim reports will be "
    "submitted to the council every six months."
)
VERSES = [
    "I left my shoes beside the river when the water took the bridge away",
    "My brother wrote a letter to the winter but the winter had no words to say",
    "There is a lantern in the kitchen that my mother keeps alight for you",
    "And every road that leads me homeward has a stone in it that I once threw",
]
CHORUS = "Oh carry me over the water tonight, carry me over the water and home"


def phrases_of(found: tuple[Trait, ...]) -> list[str]:
    """Return the phrases that a profile names as its creator's own."""
    listed = next(trait for trait in found if trait.name == "catch_phrases").detail["phrases"]
    return [row["text"] for row in listed]


def stuffed(text: str, phrases: list[str]) -> str:
    """Put a phrase after every third sentence."""
    following = cycle(phrases)
    return " ".join(
        f"{span.text} {next(following).capitalize()}." if index % 3 == 0 else span.text
        for index, span in enumerate(split(text), 1)
    )


def test_another_language_gets_no_number() -> None:
    found = score_text(GERMAN, sample_profile())
    assert found.value is None
    assert found.probability is None
    assert "not in English" in (found.reason or "")


def test_a_refrain_is_no_evidence() -> None:
    once = "\n".join([*VERSES, CHORUS, ESSAY])
    often = "\n".join([*VERSES, CHORUS, ESSAY, *[CHORUS] * 12])
    assert score_text(often, sample_profile()).value == pytest.approx(
        score_text(once, sample_profile()).value, abs=0.02
    )
    short = "\n".join([*VERSES, *[CHORUS] * 12])
    found = score_text(short, sample_profile())
    assert found.value is None
    assert "repetition is no evidence" in (found.reason or "")


@pytest.mark.parametrize(
    "written",
    [ESSAY.upper(), "\n".join(f"ANNA: {span.text}" for span in split(ESSAY)), ESSAY.replace(". ", " ").lower()],
    ids=["capitals", "labels", "no marks"],
)
def test_the_way_of_writing_down_does_not_count(written: str) -> None:
    plain, other = score_text(ESSAY, sample_profile()), score_text(written, sample_profile())
    assert (other.value, other.probability) == (plain.value, plain.probability)


def test_sixty_words_say_how_many_more() -> None:
    found = score_text(" ".join(ESSAY.split()[:60]), sample_profile())
    assert found.value is None
    assert "40 more" in (found.reason or "")


def test_a_strangers_text_stuffed_with_signature_phrases_is_not_the_creators() -> None:
    phrases = phrases_of(sample_profile().traits)
    assert len(phrases) >= 3
    found = score_text(stuffed(ESSAY, phrases), sample_profile())
    assert found.value is not None
    assert found.value < 0.5


def _profile(name: str) -> tuple[VoiceProfile, list[str]]:
    """Return a creator's profile and signature phrases."""
    with (CORPORA / "voice" / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        documents = [row["doc_id"] for row in csv.DictReader(lines) if row["speaker"] == name][:6]
    segments: list[Segment] = []
    for document in documents:
        text = (CORPORA / "voice" / name / f"{document}.txt").read_text(encoding="utf-8")
        segments += [
            Segment(f"{document}-{number}", name, document, number, span.text, None, None)
            for number, span in enumerate(split(text)[:150])
        ]
    rows: list[VoiceFeatures] = measure_channel(segments, [])
    found = profile_channel(name, rows, segments)
    return VoiceProfile(name, tuple(found), tuple(rows)), phrases_of(tuple(found))


@pytest.mark.corpora
@pytest.mark.parametrize("name", ["grant_sanderson", "rich_hickey", "gary_stevenson"])
def test_another_creators_text_stuffed_with_phrases_stays_below_the_creators_own_videos(name: str) -> None:
    profile, phrases = _profile(name)
    prepared = score.prepare(profile)
    assert prepared is not None
    assert phrases
    text = min((CORPORA / "voice" / "noam_chomsky").glob("*.txt")).read_text(encoding="utf-8")
    text = " ".join(span.text for span in split(text)[:80])
    words = spoken_words(stuffed(text, phrases)).words
    assert not copying.repeated_words(words).all()
    found = prepared.voice.score(segment_vectors.text_vector(words, prepared.voice.others))
    assert found < np.percentile(prepared.own, 10)
