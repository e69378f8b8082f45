"""What a creator corrected becomes cases, once, with who said it and when; and the cases can be run."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals import feedback_cases, runner
from evals.cases import read_cases
from evals.script.corrections import corrections_repeated
from evals.suite import load_suite
from evals.targets import resolve
from lectern.cli import app
from pipelines.database import Database
from pipelines.models import (
    Channel,
    Feedback,
    FeedbackKind,
    Project,
    ResearchDocument,
    Subject,
    Verdict,
    VerifiedFact,
    content_id,
)
from pipelines.research.pipeline import read_library
from pipelines.settings import ROOT

LIBRARY = str(ROOT / "samples" / "library")
PROJECT = Project("slow/big-bang", "slow", "the big bang", LIBRARY, 8.0)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CLAIM = "The age of the universe is close to 13.8 billion years."


def feedback(
    key: str, kind: FeedbackKind, minute: int, before: str, text: str = "", about: Subject = Subject.CLAIM
) -> Feedback:
    identity = content_id(key, kind, str(minute), about)
    at = NOON + timedelta(minutes=minute)
    return Feedback(identity, "slow", PROJECT.project_key, about, key, kind, before, text, "Ada", 1, at)


@pytest.fixture
def stored(db: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path / "state"))
    document: ResearchDocument = read_library(PROJECT)[0]
    db.merge(Channel, [Channel("slow", "Slow Light", str(ROOT / "samples" / "channel"))])
    db.merge(Project, [PROJECT])
    db.merge(
        Feedback,
        [
            feedback("rejected", FeedbackKind.REJECT, 1, CLAIM, "sources differ"),
            feedback("taken-back", FeedbackKind.REJECT, 2, "The universe is old."),
            feedback("taken-back", FeedbackKind.ACCEPT, 3, "The universe is old."),
            feedback("talked-about", FeedbackKind.COMMENT, 4, "The universe is big.", "really?"),
            feedback("s1", FeedbackKind.EDIT, 5, "It is hot.", "It's hot.", Subject.SENTENCE),
            feedback("s1", FeedbackKind.EDIT, 6, "It is hot.", "It's so hot.", Subject.SENTENCE),
        ],
    )
    assert document.source_path
    return db


def added(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["eval", "cases", "add", *arguments])
    return done.exit_code, done.output


def test_a_rejected_claim_is_a_case_of_factuality_once(stored: Database) -> None:
    assert added("factuality", "--from", "feedback")[1].startswith("1 cases added")
    assert added("factuality", "--from", "feedback", "--project", PROJECT.project_key)[1].startswith("0 cases added")
    (case,) = read_cases(feedback_cases.path_of("factuality")).cases
    assert (case.input["claim"], case.input["library"], case.source) == (CLAIM, LIBRARY, PROJECT.project_key)
    assert case.expected == {"verdict": "NOT_SUPPORTED"}
    assert case.metadata == {
        "from": "feedback",
        "by": "Ada",
        "at": "2026-11-21T12:01:00+00:00",
        "said": "sources differ",
    }


@pytest.mark.slow
def test_such_a_case_is_judged_against_the_library_of_its_project(stored: Database) -> None:
    added("factuality")
    made = runner.run(load_suite("factuality"), resolve("production"), cases_path=feedback_cases.path_of("factuality"))
    (row,) = [row for row in made.scores if row.metric == "rejected_called_supported"]
    assert row.value == 1.0  # the samples do support this claim: what the person rejected is still called supported
    assert {row.metric for row in made.scores} == {"rejected_called_supported", "quotes_verbatim"}


def test_the_document_that_states_a_claim_is_no_evidence_of_it(stored: Database) -> None:
    (document, *_) = read_library(PROJECT)
    (case,) = feedback_cases.cases_of(
        "factuality",
        [
            (
                PROJECT,
                Channel("slow", "Slow Light", "folder"),
                [feedback("f1", FeedbackKind.REJECT, 1, CLAIM)],
                [
                    VerifiedFact(
                        "f1",
                        "",
                        "",
                        document.document_id,
                        0,
                        "",
                        CLAIM,
                        CLAIM,
                        0,
                        1,
                        Verdict.SUPPORTED,
                        0.9,
                        2,
                        (),
                        1.0,
                        "",
                    )
                ],
                [document],
            )
        ],
    )
    assert case.input["stated_by"] == document.source_path


def test_edited_sentences_are_one_case_of_script_that_grows(stored: Database) -> None:
    added("script")
    stored.merge(Feedback, [feedback("s2", FeedbackKind.EDIT, 7, "It was small.", "It was tiny.", Subject.SENTENCE)])
    assert added("script")[1].startswith("1 cases added or changed")
    (case,) = read_cases(feedback_cases.path_of("script")).cases
    wanted = [{"before": "It is hot.", "after": "It's so hot."}, {"before": "It was small.", "after": "It was tiny."}]
    assert case.expected["corrections"] == wanted
    repeated = corrections_repeated.function({"text": "And then? It is hot!\nIt was tiny."}, case.expected)
    assert repeated == 0.5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("stories",), "Feedback makes no case of 'stories'. It makes cases of: factuality, script"),
        (("factuality", "--project", "no/such"), "No project 'no/such'"),
        (("factuality", "--from", "dreams"), "No cases come from 'dreams'"),
    ],
)
def test_what_cannot_be_added_is_an_error_with_the_remedy(
    stored: Database, arguments: tuple[str, ...], message: str
) -> None:
    code, output = added(*arguments)
    assert code == 3
    assert message in output
