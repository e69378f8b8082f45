"""`lectern brief`: a creator sees the brief with what speaks against it, and is told what to do where there is none."""

import json

import pytest

from pipelines import models as m
from pipelines.database import Database
from tests import inputs

KEY = "ada/the-nile"
SAID, OTHER = "The Nile is 6,650 kilometers long.", "The Nile is 5,000 kilometers long."


@pytest.fixture(scope="module")
def environ(db: Database, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A project with a brief of one sentence that another source contradicts."""
    db.merge(m.Channel, [m.Channel("ada", "Ada", "ada")])
    db.merge(m.Project, [m.Project(KEY, "ada", "the Nile", "library", 8.0)])
    db.merge(
        m.ResearchDocument,
        [
            m.ResearchDocument(f"d{n}", KEY, f"Atlas {n}", f"{n}.md", "md", "", text)
            for n, text in enumerate((SAID, OTHER))
        ],
    )
    db.merge(m.Passage, [m.Passage("p", KEY, "d0", 0, "Length", SAID, 0, len(SAID), (1.0, *[0.0] * 383))])
    db.merge(m.BriefSentence, [m.BriefSentence("s", KEY, 0, "How long is the Nile?", SAID, ("p",), "offline-1")])
    kind, conflict, scopes = m.ConflictKind.NUMBER, m.ConflictOutcome.CONFLICT, m.ConflictOutcome.TWO_SCOPES
    sides = ("c0", "d0", SAID, 0, len(SAID), "c1", "d1", OTHER, 0, len(OTHER), "offline-1")
    rows = [
        m.Contradiction(
            "k0", KEY, 0, kind, conflict, "length, nile", "6,650", "5,000", "nothing tells them apart", *sides
        ),
        m.Contradiction("k1", KEY, 1, kind, scopes, "depth, nile", "8", "11", "the conditions differ", *sides),
    ]
    db.merge(m.Contradiction, rows)
    db.merge(
        m.Misconception,
        [
            m.Misconception(
                "b", KEY, "d0", 0, "The Nile ends in a lake.", SAID, 0, 9, None, None, None, None, "offline-1"
            )
        ],
    )
    db.merge(
        m.Gap,
        [m.Gap("g", KEY, 0, "Who found it?", "a year", None, "The corpus cannot answer “Who found it?”.", "offline-1")],
    )
    db.merge(m.Concept, [m.Concept("n", KEY, 0, "delta", None, None, None, None, None, 4, 1)])
    return inputs.environment(tmp_path_factory.mktemp("state"), database_url)


def test_the_brief_shows_who_says_what_against_it(environ: dict[str, str]) -> None:
    done = inputs.lectern(environ, "brief", "show", KEY)
    assert done.returncode == 0, done.stderr
    for words in (
        "How long is the Nile?",
        f"{SAID} [1]",
        f"“{OTHER}” (Atlas 1)",
        "no source corrects it",
        "looked for a year",
    ):
        assert words in done.stdout


def test_conflicts_come_alone_and_two_scopes_on_request(environ: dict[str, str]) -> None:
    [row] = json.loads(inputs.lectern(environ, "brief", "conflicts", KEY, "--json").stdout)
    assert [side["quote"] for side in row["quotes"]] == [SAID, OTHER]
    every = json.loads(inputs.lectern(environ, "brief", "conflicts", KEY, "--all", "--json").stdout)
    assert [entry["outcome"] for entry in every] == ["conflict", "two scopes"]


def test_a_term_that_nothing_defines_is_listed_as_such(environ: dict[str, str]) -> None:
    assert "no source says" in inputs.lectern(environ, "brief", "glossary", KEY).stdout


def test_without_a_brief_the_remedy_is_named(environ: dict[str, str]) -> None:
    done = inputs.lectern(environ, "brief", "show", "ada/nothing")
    assert done.returncode == 3
    assert "lectern run ada/nothing" in done.stderr
