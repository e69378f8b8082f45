"""The combination of versions that is worth most is found, and seams and length decide where beats alone would not."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.models import ScriptSentence
from pipelines.writing import choosing
from pipelines.writing.choosing import Hearing, Judge
from tests.pipelines.writing.model_drafts import allowed, beat, brief, fact, said

FACTS = [
    fact("f1", "The first stars were heavy and burned out within a few million years.", "Stars"),
    fact("f2", "Galaxies gather in clusters along threads of dark matter.", "Galaxies"),
]
LIKED = "Well, the heavy stars burned out quickly."


def heard(texts: Sequence[str]) -> list[float | None]:
    return [0.9 if text == LIKED else 0.4 for text in texts]


def judge() -> Judge:
    return Judge(Hearing(heard), choosing.sections(FACTS), allowed(FACTS).sources)


def test_the_version_in_the_creators_voice_wins_where_all_else_is_equal() -> None:
    plain, liked = [said("So, the heavy stars burned out quickly.", ["f1"])], [said(LIKED, ["f1"])]
    one = brief(beat(1, "Stars", ["f1"], 7), FACTS[:1])
    assert choosing.best(judge(), [[plain, liked]], [one]) == [liked]


def test_a_version_that_leaves_its_facts_out_loses_to_one_that_tells_them() -> None:
    told, empty = (
        [said("So, the heavy stars burned out quickly.", ["f1"])],
        [said("So, what about all of those stars?")],
    )
    one = brief(beat(1, "Stars", ["f1"], 7), FACTS[:1])
    assert choosing.best(judge(), [[empty, told]], [one]) == [told]


def test_a_beat_that_begins_with_a_pronoun_is_not_put_behind_another_subject() -> None:
    first = [said("The heavy stars burned out quickly.", ["f1"])]
    dangling = [said("They gather in clusters along dark threads.", ["f2"], "b2")]
    named = [said("And galaxies? Galaxies gather in clusters along threads.", ["f2"], "b2")]
    briefs = [brief(beat(1, "Stars", ["f1"], 6), FACTS[:1]), brief(beat(2, "Galaxies", ["f2"], 7), FACTS[1:], 2)]
    assert choosing.best(judge(), [[first], [dangling, named]], briefs) == [first, named]


def test_a_placeholder_takes_no_words_and_is_not_heard() -> None:
    merits = judge().merits([said(LIKED, ["f1"])], brief(beat(1, "Stars", ["f1"], 7), FACTS[:1]))
    assert merits.voice == 0.9
    assert merits.length == pytest.approx(1.0)


@given(st.lists(st.lists(st.integers(2, 30), min_size=1, max_size=3), min_size=1, max_size=4), st.integers(5, 25))
def test_no_combination_is_worth_more_than_the_one_that_is_found(lengths: list[list[int]], budget: int) -> None:
    versions: list[list[list[ScriptSentence]]] = [
        [[said(" ".join([f"word{n}"] * n) + ".", beat_id=f"b{place}")] for n in options]
        for place, options in enumerate(lengths)
    ]
    briefs = [brief(beat(place, "x", words=budget), (), place + 1) for place in range(len(versions))]
    scorer = judge()
    found = scorer.worth(choosing.best(scorer, versions, briefs), briefs)
    assert found == pytest.approx(max(scorer.worth(list(script), briefs) for script in product(*versions)))
