"""Copying from oneself is noticed, word by word, and chance agreement is not taken for it."""

from pipelines.voice.copying import copied_from, copied_words, prints_of, repeated_words

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


def test_the_videos_that_a_text_copies_from_are_named_the_most_copied_first() -> None:
    text = VIDEO[100:130] + [f"x{n}" for n in range(40)] + VIDEO[400:520]
    prints = {"little": prints_of(VIDEO[:200]), "much": prints_of(VIDEO[300:]), "none": prints_of(text[30:70])}
    assert copied_from(text[:30] + text[70:], prints) == ["much", "little"]


def test_short_runs_said_again_count_only_where_a_text_is_full_of_them() -> None:
    phrase = "here is the thing".split()
    once_in_a_while = [word for n in range(10) for word in (*phrase, *VIDEO[40 * n : 40 * n + 40])]
    assert not repeated_words(once_in_a_while).any()
    sprinkled = [word for n in range(40) for word in (*phrase, *VIDEO[9 * n : 9 * n + 9])]
    assert repeated_words(sprinkled).mean() > 0.25
    assert not repeated_words(sprinkled)[:4].any()
