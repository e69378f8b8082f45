"""Traits of wordings: the most telling word decides."""

import pytest

from pipelines.voice import other_speakers
from pipelines.voice.wording_traits import LABELS, TRAITS, trait_of, trait_of_features


@pytest.mark.parametrize(
    ("name", "family", "trait"),
    [
        ("you can *", "patterns", "address"),
        ("=however", "phrases", "connectives"),
        ("kind~of", "phrases", "hedges_and_fillers"),
        ("the *tion of", "patterns", "sentence_building"),
        ("=light", "phrases", "word_choice"),
        ("ing ", "letters", "word_shapes"),
    ],
)
def test_an_ngram_belongs_to_the_trait_of_its_words(name: str, family: str, trait: str) -> None:
    assert trait_of(name, family) == trait


def test_every_feature_has_a_trait_and_every_trait_a_label() -> None:
    assert len(trait_of_features()) == other_speakers.stored().vocabulary.size
    assert set(LABELS) == set(TRAITS)
