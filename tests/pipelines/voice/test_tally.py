"""Packed tables add up to what plain counting gives."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.voice import tally
from pipelines.voice.phrase_candidates import DANGLING, NEVER_FIRST, phrase_table
from pipelines.voice.sentence import read_sentence

SENTENCES = st.lists(
    st.lists(st.sampled_from("so what is it you know the thing".split()), min_size=1, max_size=9).map(" ".join),
    min_size=1,
    max_size=6,
)


def table(texts: list[str]) -> bytes:
    return phrase_table([read_sentence(text) for text in texts], list(range(len(texts))))


@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_counts_over_videos_are_those_of_plain_counting(videos: list[list[str]]) -> None:
    corpus = tally.Corpus([table(video) for video in videos])
    plain: Counter[tuple[str, ...]] = Counter()
    for video in videos:
        for text in video:
            tokens = text.split()
            plain.update(tuple(tokens[start : start + 3]) for start in range(len(tokens) - 2))
    for wording, count in plain.items():
        is_candidate = wording[0] not in NEVER_FIRST and wording[-1] not in DANGLING and wording.count("thing") <= 1
        assert corpus.count(wording) == count if is_candidate else corpus.count(wording) <= count
    assert corpus.count(("never", "said")) == 0


def test_a_place_leads_back_to_the_words() -> None:
    texts = ["Well.", "and you know what happened"]
    corpus = tally.Corpus([table(texts)])
    position = int(np.flatnonzero(corpus.keys == np.uint64(tally.key_of(("you", "know"))))[0])
    sentence, first, size = tally.unpacked(int(corpus.columns["place"][corpus.members(position)[0]]))
    assert texts[sentence].split()[first : first + size] == ["you", "know"]


@given(st.integers(0, 65_535), st.integers(0, 4_095), st.integers(0, 15))
def test_places_survive_packing(sentence: int, first: int, size: int) -> None:
    packed = tally.packed(np.array([sentence]), np.array([first]), np.array([size]))
    assert tally.unpacked(int(packed[0])) == (sentence, first, size)


def test_no_videos_are_an_empty_corpus() -> None:
    corpus = tally.Corpus([b"", b""])
    assert corpus.said_in(1).tolist() == []
    assert corpus.count(("a",)) == 0
