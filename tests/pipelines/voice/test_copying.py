"""Copying from oneself is noticed, word by word, and chance agreement is not taken for it."""

from pipelines.voice.copying import copied_words, prints_of

VIDEO = [f"w{number * 7919 % 997}" for number in range(600)]


def test_a_copied_passage_is_marked_and_its_surroundings_are_not() -> None:
    text = [f"x{n}" for n in range(40)] + VIDEO[100:160] + [f"y{n}" for n in range(40)]
    marked = copied_words(text, [prints_of(VIDEO)])
    assert marked[50:88].all()
    assert not marked[:40].any()
    assert not marked[-40:].any()


def test_another_text_and_short_phrases_are_not_copied() -> None:
    text = [word for n in range(60) for word in (*VIDEO[n : n + 5], f"z{n}")]
    assert not copied_words(text, [prints_of(VIDEO)]).any()


def test_nothing_is_copied_from_nobody() -> None:
    assert not copied_words(VIDEO, []).any()
    assert copied_words([], [prints_of(VIDEO)]).shape == (0,)
