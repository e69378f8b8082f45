"""N-grams of the fidelity score: topic words are masked, everyday words stay, every occurrence is placed."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.voice import ngrams

KEPT = frozenset("the of is a you can see that".split())


def vocabulary() -> ngrams.Vocabulary:
    return ngrams.Vocabulary(
        KEPT,
        ({"the *tion": 0, "of": 1, "* is a": 2}, {"=you": 3, "you~can": 4, "you~~see": 5}, {" st": 6, "ar": 7}),
    )


def test_a_pattern_keeps_everyday_words_and_masks_the_rest_to_its_ending() -> None:
    names = [
        name for family, _, names in ngrams.runs("the creation of stars".split(), KEPT) if family == 0 for name in names
    ]
    assert "the *tion of" in names
    assert not any("star" in name for name in names)


def test_occurrences_say_which_words_they_cover() -> None:
    found = vocabulary().occurrences("you can see the creation of a star".split())
    placed = {(int(f), int(a), int(b)) for f, a, b in zip(found.features, found.first, found.last, strict=True)}
    assert placed == {(0, 3, 4), (1, 5, 5), (3, 0, 0), (4, 0, 1), (5, 0, 2), (6, 7, 7), (7, 7, 7)}


@given(st.lists(st.sampled_from("the of is a you can see that creation star moving".split()), max_size=60))
def test_occurrences_lie_inside_the_text(words: list[str]) -> None:
    found = vocabulary().occurrences(words)
    assert len(found.features) == len(found.first) == len(found.last)
    assert all(0 <= a <= b < len(words) for a, b in zip(found.first, found.last, strict=True))


@given(st.lists(st.sampled_from("the of is a you can see that creation star moving".split()), max_size=30))
def test_occurrences_are_those_of_the_names(words: list[str]) -> None:
    known = vocabulary()
    expected = [
        (known.features[family][name], start, start + reach)
        for family, reach, names in ngrams.runs(words, KEPT)
        for start, name in enumerate(names)
        if name in known.features[family]
    ]
    expected += [
        (known.features[2][piece], at, at)
        for at, word in enumerate(words)
        for piece in ngrams.letters(word)
        if piece in known.features[2]
    ]
    found = known.occurrences(words)
    placed = np.stack([found.features, found.first, found.last], axis=1).tolist()
    assert sorted(expected) == sorted(tuple(row) for row in placed)


def test_no_words_have_no_occurrences() -> None:
    assert len(vocabulary().occurrences([]).features) == 0
