"""Evidence selection: the sentence that speaks of the claim comes first, and what every sentence has decides nothing."""

from pipelines.facts.verification import classifier, selection
from pipelines.facts.verification.reading import read
from pipelines.facts.verification.selection import Candidate

TITLE = "Lion"
SENTENCES = (
    "The lion is a large cat of the genus Panthera.",
    "Most lions live in grassland and savanna.",
    "A lion in captivity has lived for more than twenty years.",
    "The mane of the male lion darkens with age.",
)


def first(claim: str, cosines: tuple[float, ...] = (0.6, 0.6, 0.6, 0.6)) -> str:
    candidates = [Candidate(text, TITLE, at, cosines[at]) for at, text in enumerate(SENTENCES)]
    return selection.ranked(read(claim), candidates, classifier.load().ranking)[0].reading.text


def test_the_rare_word_decides_and_not_the_one_that_every_sentence_has() -> None:
    assert first("The lion's mane turns dark.") == SENTENCES[3]
    assert first("The lion lives in savanna.") == SENTENCES[1]


def test_meaning_decides_where_no_word_is_shared() -> None:
    assert first("Felines can grow old behind bars.", (0.2, 0.2, 0.6, 0.2)) == SENTENCES[2]


def test_a_long_document_is_cut_to_its_best_covered_sentences_in_order() -> None:
    filler = [(f"Nothing of note happened on day {at} of the trip.", "") for at in range(40)]
    kept = selection.shortlist("The mane of the lion darkens.", [*filler, ("The mane darkens.", TITLE)])
    assert len(kept) == selection.SHORTLIST
    assert kept == sorted(kept)
    assert kept[-1] == 40


def test_a_short_document_is_kept_whole() -> None:
    assert selection.shortlist("A claim.", [("One.", ""), ("Two.", "")]) == [0, 1]
