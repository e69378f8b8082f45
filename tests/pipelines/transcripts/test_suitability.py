"""What is no English speech of the creator's is told from what is, with reasons a creator can act on."""

import pytest

from pipelines.transcripts.cues import Cue
from pipelines.transcripts.suitability import not_english, sung, unnamed_turns
from tests.conftest import CORPORA, ROOT

ENGLISH = (
    "Today we look at how the weather is made. The air over the sea is warm and damp, and when it rises it cools. "
    "What happens then? The water in the air becomes drops, and that is how a cloud is born. I saw it in the mountains."
)
OTHERS = {
    "German": "Heute schauen wir uns an, wie das Wetter entsteht. Die Luft über dem Meer ist warm und feucht, und wenn sie "
    "aufsteigt, kühlt sie ab. Was passiert dann? Das Wasser in der Luft wird zu Tropfen, so entsteht eine Wolke.",
    "Dutch": "We kijken vandaag naar hoe het weer ontstaat. De lucht boven de zee is warm en vochtig, en als die stijgt, "
    "koelt ze af. Wat gebeurt er dan? Het water in de lucht wordt een druppel en zo ontstaat een wolk, zei hij.",
    "Spanish": "Hoy vamos a ver cómo se forma el tiempo. El aire sobre el mar es cálido y húmedo, y cuando sube se enfría. "
    "¿Qué pasa entonces? El agua en el aire se convierte en gotas, y así nace una nube. No me lo podía creer.",
    "French": "Aujourd'hui on va voir comment se forme le temps. L'air au-dessus de la mer est chaud et humide, et quand "
    "il monte, il refroidit. Que se passe-t-il alors ? L'eau dans l'air devient des gouttes, et un nuage naît.",
    "Hindi": "आज हम देखेंगे कि मौसम कैसे बनता है। समुद्र के ऊपर की हवा गर्म और नम होती है।",
}


def _cues(*texts: str) -> list[Cue]:
    return [Cue(number, None, None, text) for number, text in enumerate(texts, start=1)]


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_known_and_said(language: str) -> None:
    problem = not_english(_cues(OTHERS[language]))
    assert problem is not None
    assert problem.startswith("It is not in English: ")
    assert "Give its English subtitles" in problem


def test_english_is_english_with_foreign_words_in_it() -> None:
    assert not_english(_cues(ENGLISH)) is None
    assert not_english(_cues(ENGLISH + " Die Luft über dem Meer, as my teacher used to say.")) is None


def test_a_few_words_are_not_judged() -> None:
    assert not_english(_cues("Hola, amigos.")) is None


def test_lines_that_come_again_are_a_song() -> None:
    chorus = ["Row the boat along the river", "Row it till the morning light"]
    verses = [f"Number {n} is on the water" for n in range(8)]
    problem = sung(_cues(*verses, *chorus * 4))
    assert problem is not None
    assert "6 of 16 lines come again" in problem
    assert sung(_cues(*verses, *chorus)) is None


def test_short_answers_that_come_again_are_speech() -> None:
    assert sung(_cues(*["No. No.", "Right."] * 20, ENGLISH)) is None


@pytest.mark.parametrize("mark", [">>", "–", "-"])
def test_marked_turns_without_names_are_said_to_be_mixed(mark: str) -> None:
    cues = _cues(f"{mark} Hello there.", f"{mark} Good evening.", f"{mark} Shall we?")
    problem = unnamed_turns(cues, is_caption=True)
    assert problem is not None
    assert f"3 turns are marked with “{mark}”" in problem
    assert unnamed_turns(cues[:2], is_caption=True) is None


def test_hyphens_in_plain_text_are_items_of_a_list() -> None:
    assert unnamed_turns(_cues("- one apple\n- one pear\n- one plum"), is_caption=False) is None


def test_no_sample_is_taken_for_anything_else() -> None:
    from pipelines.transcripts import formats

    for path in sorted((ROOT / "samples" / "channel").iterdir()):
        cues = formats.parse(path.read_bytes(), path.suffix[1:]).cues
        assert (not_english(cues), sung(cues), unnamed_turns(cues, is_caption=True)) == (None, None, None), path.name


@pytest.mark.corpora
def test_no_english_transcript_is_taken_for_another_language_or_a_song() -> None:
    from pipelines.transcripts import formats

    paths = sorted(path for path in (CORPORA / "voice").glob("*/*.txt") if path.parent.name != "_ai")
    taken = [
        path
        for path in paths
        for cues in [formats.parse(path.read_bytes(), "txt").cues]
        if not_english(cues) or sung(cues)
    ]
    assert len(paths) > 500
    assert taken == []
