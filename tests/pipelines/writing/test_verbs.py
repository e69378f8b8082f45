import pytest

from pipelines.writing import verbs


@pytest.mark.parametrize(
    ("base", "third", "past", "participle", "progressive"),
    [
        ("throw", "throws", "threw", "thrown", "throwing"),
        ("carry", "carries", "carried", "carried", "carrying"),
        ("spin", "spins", "spun", "spun", "spinning"),
        ("make", "makes", "made", "made", "making"),
        ("see", "sees", "saw", "seen", "seeing"),
    ],
)
def test_a_verb_has_its_forms(base: str, third: str, past: str, participle: str, progressive: str) -> None:
    assert (verbs.third_person(base), verbs.past(base), verbs.participle(base), verbs.progressive(base)) == (
        third, past, participle, progressive,
    )  # fmt: skip
