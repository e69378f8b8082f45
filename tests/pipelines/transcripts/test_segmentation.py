"""Sentences: where they end, with and without punctuation, and that no word is lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipelines.transcripts.boundaries import sentence_starts
from pipelines.transcripts.segmentation import split
from pipelines.transcripts.tokens import Token

WORD = st.sampled_from(
    [
        "so",
        "the",
        "star",
        "is",
        "hot.",
        "and",
        "we",
        "saw",
        "it?",
        "no,",
        "it",
        "was",
        "3.5",
        "m",
        "far",
        "away!",
        "Dr.",
        "Lee",
        "(said)",
        "now",
    ]
)


def tokens(text: str, gaps_s: dict[int, float] | None = None) -> list[Token]:
    read, at = [], 0.0
    for index, word in enumerate(text.split()):
        at += (gaps_s or {}).get(index, 0.0)
        read.append(Token(word, round(at, 3), round(at + 0.3, 3), None))
        at += 0.3
    return read


@given(st.lists(WORD, min_size=1, max_size=200))
def test_splitting_loses_no_word_and_keeps_the_order_of_time(words: list[str]) -> None:
    sentences = split(tokens(" ".join(words)))
    assert " ".join(sentence.text for sentence in sentences).split() == words
    ends = [time for sentence in sentences for time in (sentence.start_s, sentence.end_s)]
    assert ends == sorted(ends)  # type: ignore[type-var]


def test_pauses_end_sentences_of_automatic_captions() -> None:
    text = "okay picture this a french philosopher sits down to write a list it feels right and it is wrong"
    sentences = split(tokens(text, {3: 1.0, 12: 0.6}))
    assert [sentence.text for sentence in sentences][:2] == [
        "okay picture this", "a french philosopher sits down to write a list",
    ]  # fmt: skip
    assert not any(sentence.is_punctuated for sentence in sentences)
    assert sentences[1].start_s == 1.9


def test_without_times_the_words_decide() -> None:
    text = (
        "so in this case the model is really just two files on your file system "
        "and you can talk to this language model "
        "so how do we get the parameters we'll go into that in a bit"
    )
    assert [sentence.text for sentence in split(tokens(text))] == [
        "so in this case the model is really just two files on your file system and you can talk to this language model",
        "so how do we get the parameters",
        "we'll go into that in a bit",
    ]


def test_no_sentence_without_punctuation_is_endless() -> None:
    starts = sentence_starts(tokens("of the " * 500))
    assert max(after - before for before, after in pairwise(starts)) <= 50


def test_a_stretch_where_punctuation_stops_is_cut_and_marked_by_its_length() -> None:
    runaway = "so i want to add something to it what could i possibly add " * 8
    sentences = split(tokens("It is here. " * 30 + runaway + "end."))
    assert max(len(sentence.text.split()) for sentence in sentences) <= 50
    assert [sentence.is_punctuated for sentence in sentences].count(False) >= 3
    assert sentences[0].is_punctuated
