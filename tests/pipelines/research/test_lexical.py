"""Protects: BM25 over stems, and how rare a word is, whatever the texts."""

import pytest

from pipelines.research.lexical import LexicalIndex, fused_scores, stems

TEXTS = ["The tides rise.", "Tides are rising; the tide is high.", "Bread rises in the oven."]


def test_forms_of_a_word_are_one_word() -> None:
    assert stems("The tides' rising, tide’s rise") == ["tide", "rise", "tide", "rise"]


def test_a_rare_word_counts_more_than_one_in_every_text() -> None:
    index = LexicalIndex(TEXTS)
    assert index.scores("oven").tolist() == pytest.approx([0, 0, index.scores("oven")[2]])
    assert index.rarity("oven") > index.rarity("tide") > index.rarity("rise")


def test_a_stop_word_is_rarer_than_nothing_and_commoner_than_a_word_unseen() -> None:
    index = LexicalIndex(TEXTS)
    assert 0 < index.rarity("the") < index.rarity("zebra")


@pytest.mark.parametrize("query", ["", "the of and", "zebra", "?!", "日本語"])
def test_a_query_of_no_known_word_scores_nothing(query: str) -> None:
    assert LexicalIndex(TEXTS).scores(query).tolist() == [0, 0, 0]


def test_no_texts_and_texts_without_words_are_searched_all_the_same() -> None:
    assert LexicalIndex([]).scores("tide").tolist() == []
    assert LexicalIndex(["", "the"]).scores("tide").tolist() == [0, 0]


def test_fusion_scales_both_sides_before_weighing() -> None:
    from numpy import array

    assert fused_scores(array([0.2, 0.4, 0.3]), array([30.0, 0.0, 0.0]), 0.8) == pytest.approx([0.2, 0.8, 0.4])
