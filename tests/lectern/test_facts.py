"""Protects: a changed or withdrawn document marks the facts that quote it, and no others. Real files, pages and Postgres."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import dagster as dg
import pytest

from assets.defs.facts import sources_stand
from assets.resources import Lectern
from lectern import collecting, work
from lectern.errors import BadInputError
from lectern.facts import list_facts
from pipelines import freshness
from pipelines.database import Database, Fence
from pipelines.embeddings import load_embedder
from pipelines.facts.pipeline import extract_claims, find_evidence, verify_claims
from pipelines.facts.standing import stale_now
from pipelines.models import (
    Channel,
    Claim,
    Evidence,
    Passage,
    Project,
    ResearchDocument,
    SourceCopy,
    SourcePolicy,
    VerifiedFact,
)
from pipelines.research.coverage import LEAST_ANSWER
from pipelines.research.library import read_documents
from pipelines.research.pipeline import cut_passages
from pipelines.research.sources.page import WebPage
from pipelines.tables import TABLES
from tests import inputs
from tests.web_server import Answer, WebServer, running

KEY = "tiny/the-big-bang"
ENTRY, SHEET = "big-bang-encyclopedia-entry.md", "hubble-tension-fact-sheet.md"
PAGE = (inputs.ROOT / "samples" / "library" / "early-universe-timeline.html").read_bytes()


@pytest.fixture(scope="module")
def server() -> Iterator[WebServer]:
    with running() as started:
        yield started


@pytest.fixture(scope="module")
def library(db: Database, server: WebServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two files beside one fetched page, and the facts that all three give."""
    folder = inputs.write_library(tmp_path_factory.mktemp("stale") / "library", (ENTRY, SHEET))
    db.merge(Channel, [Channel("tiny", "Tiny", str(folder))])
    project = Project(KEY, "tiny", "The Big Bang: how the universe began", str(folder), 4.0)
    db.merge(Project, [project])
    server.serve("/timeline", Answer(PAGE))
    [outcome] = collecting.add(db, sources(server), KEY, [f"{server.url}/timeline"])
    assert outcome.event == "new", outcome.problem
    make_facts(db, project, tmp_path_factory.mktemp("models"))
    return folder


@pytest.fixture(autouse=True)
def _as_it_was(db: Database, server: WebServer, library: Path) -> Iterator[None]:
    yield
    inputs.write_library(library, (ENTRY, SHEET))
    server.serve("/timeline", Answer(PAGE))
    collecting.look_again(db, sources(server), KEY)
    db.delete(SourcePolicy, project_key=KEY)
    assert stale(db) == {}


def sources(server: WebServer) -> dict[str, WebPage]:
    return {"page": WebPage(server.fetcher())}


def make_facts(db: Database, project: Project, models: Path) -> None:
    embedder = load_embedder(models)
    copies = db.read(SourceCopy, project_key=KEY)
    documents = read_documents(project, copies, None)
    passages = cut_passages(documents, embedder)
    claims = extract_claims(project, documents, passages)
    evidence = find_evidence(project, claims, documents, passages, embedder)
    facts = verify_claims(project, claims, evidence, documents, embedder)
    rows: dict[type, list[object]] = {
        ResearchDocument: [*documents], Passage: [*passages], Claim: [*claims], Evidence: [*evidence], VerifiedFact: [*facts]
    }  # fmt: skip
    for model, made in rows.items():
        name = TABLES[model].name
        db.replace(model, made, KEY, Fence(name, "run", 1, freshness.code_version(name), {}))


def stale(db: Database) -> dict[str, dict[str, bool]]:
    """Fact → document it rests on that has changed → whether its quotes stand still."""
    project = db.one(Project, project_key=KEY)
    assert project is not None
    found: dict[str, dict[str, bool]] = {}
    for row in stale_now(db, project):
        found.setdefault(row.fact_id, {})[row.change.document.source_path] = row.is_quote_kept
    return found


def resting_on(db: Database, path: str) -> set[str]:
    """The facts that quote a document, or whose evidence does, asked of the tables themselves."""
    rows = db.query(
        "SELECT fact_id FROM verified_facts f WHERE project_key = %(key)s AND EXISTS (SELECT 1 FROM research_documents d"
        " WHERE d.source_path = %(path)s AND (d.document_id = f.document_id OR EXISTS (SELECT 1 FROM evidence e"
        " WHERE e.evidence_id = ANY(f.evidence_ids) AND e.document_id = d.document_id)))",
        {"key": KEY, "path": path},
    )
    return {row["fact_id"] for row in rows}


def test_facts_rest_on_all_three_documents_and_not_each_on_all(db: Database, server: WebServer) -> None:
    groups = [resting_on(db, path) for path in (ENTRY, SHEET, f"{server.url}/timeline")]
    everything = {row.fact_id for row in db.read(VerifiedFact, project_key=KEY)}
    assert all(group and group != everything for group in groups)


def test_a_changed_file_marks_what_rests_on_it_and_nothing_else(db: Database, library: Path) -> None:
    path = library / ENTRY
    path.write_text(path.read_text() + "\nOne more sentence stands here now.\n")
    marked = stale(db)
    assert set(marked) == resting_on(db, ENTRY)
    assert all(changes == {ENTRY: True} for changes in marked.values()), "every quote stands in the longer text"


def test_a_quote_that_is_gone_is_told_apart(db: Database, library: Path) -> None:
    path = library / ENTRY
    path.write_text(path.read_text().replace("13.8", "13.9"))
    kept = {fact_id: changes[ENTRY] for fact_id, changes in stale(db).items()}
    quoted = {row.fact_id for row in db.read(VerifiedFact, project_key=KEY) if "13.8" in row.quote}
    assert {fact_id for fact_id, is_kept in kept.items() if not is_kept} >= quoted & resting_on(db, ENTRY)
    assert any(kept.values())


def test_a_removed_file_marks_what_rests_on_it_and_nothing_else(db: Database, library: Path) -> None:
    (library / SHEET).unlink()
    marked = stale(db)
    assert set(marked) == resting_on(db, SHEET)
    assert not any(is_kept for changes in marked.values() for is_kept in changes.values())


def test_a_new_name_or_a_new_file_marks_nothing(db: Database, library: Path) -> None:
    (library / SHEET).rename(library / "renamed.md")
    (library / "new.md").write_text("# New\n\nThe universe is expanding, as the light of galaxies shows.\n")
    try:
        assert stale(db) == {}
    finally:
        (library / "renamed.md").unlink()
        (library / "new.md").unlink()


def test_a_page_that_changes_between_two_reads_marks_what_rests_on_it(db: Database, server: WebServer) -> None:
    place = f"{server.url}/timeline"
    server.serve("/timeline", Answer(PAGE.replace(b"10<sup>", b"20<sup>").replace(b"seconds", b"moments")))
    assert stale(db) == {}, "nobody has looked yet"
    [outcome] = collecting.look_again(db, sources(server), KEY)
    assert outcome.event == "changed"
    assert set(stale(db)) == resting_on(db, place)
    assert "research_documents" in {row.asset for row in freshness.find_stale(db, "projects", KEY)}


def test_other_bytes_around_the_same_text_are_no_change(db: Database, server: WebServer) -> None:
    [before] = db.read(SourceCopy, project_key=KEY)
    server.serve("/timeline", Answer(PAGE.replace(b"<head>", b"<head><script>let visit = 4711</script>")))
    [outcome] = collecting.look_again(db, sources(server), KEY)
    assert (outcome.event, stale(db)) == ("unchanged", {})
    assert db.read(SourceCopy, project_key=KEY)[0].sha256 == before.sha256


def test_a_page_that_is_gone_is_withdrawn_and_comes_back(db: Database, server: WebServer) -> None:
    place = f"{server.url}/timeline"
    server.serve("/timeline", Answer(status=410))
    [outcome] = collecting.look_again(db, sources(server), KEY)
    assert (outcome.event, set(stale(db))) == ("withdrawn", resting_on(db, place))
    reasons = {change["reason"] for row in list_facts(db, KEY) for change in row["stale"]}
    assert len(reasons) == 1
    assert "410" in reasons.pop()
    server.serve("/timeline", Answer(PAGE))
    assert [row.event for row in collecting.look_again(db, sources(server), KEY)] == ["restored"]
    assert stale(db) == {}


def test_a_page_that_cannot_be_reached_now_is_kept(db: Database, server: WebServer) -> None:
    [before] = db.read(SourceCopy, project_key=KEY)
    for answer in (Answer(status=503), Answer(b"", "image/png"), Answer(b"<p>Log in to go on.</p>")):
        server.serve("/timeline", answer)
        [outcome] = collecting.look_again(db, sources(server), KEY)
        assert outcome.event == "failed"
        assert "is kept" in (outcome.problem or "")
    assert db.read(SourceCopy, project_key=KEY) == [before]
    assert stale(db) == {}


def test_a_document_withdrawn_by_hand_marks_what_rests_on_it(db: Database, server: WebServer) -> None:
    place = f"{server.url}/timeline"
    collecting.withdraw(db, KEY, place, "Its author has corrected it elsewhere.")
    assert set(stale(db)) == resting_on(db, place)
    asked = len(server.asked)
    assert [row.event for row in collecting.look_again(db, sources(server), KEY)] == ["withdrawn"]
    assert len(server.asked) == asked, "what a person took out is not put back by looking again"
    assert set(stale(db)) == resting_on(db, place)
    collecting.withdraw(db, KEY, place, None)
    with pytest.raises(BadInputError, match="moving it out of the library"):
        collecting.withdraw(db, KEY, ENTRY, "no")


def test_only_own_leaves_out_what_a_search_has_found(db: Database, server: WebServer) -> None:
    [copy] = db.read(SourceCopy, project_key=KEY)
    assert copy.is_own
    collecting.choose(db, KEY, (), only_own=True)
    assert stale(db) == {}, "a page that the creator has named is their own"
    found = SourceCopy(**{**vars(copy), "is_own": False, "found_by": "searxng: big bang"})
    db.merge(SourceCopy, [found])
    assert set(stale(db)) == resting_on(db, f"{server.url}/timeline")
    with pytest.raises(BadInputError, match="its own sources only"):
        collecting.collect(db, sources(server), KEY, "page", server.url, 1)
    db.merge(SourceCopy, [copy])


def test_a_search_shows_own_sources_first_and_says_which_they_are(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path))
    query = "How fast does the universe expand today?"
    documents = db.read(ResearchDocument, project_key=KEY)
    best = next(row for row in documents if row.title == work.search(db, KEY, query, 1)[0]["document"])
    of_a_search = [replace(row, priority=int(row is best)) for row in documents]
    name = TABLES[ResearchDocument].name
    for number, rows in enumerate((of_a_search, documents), 2):
        db.replace(ResearchDocument, rows, KEY, Fence(name, "run", number, freshness.code_version(name), {}))
        found = work.search(db, KEY, query, 20)
        assert next(hit["is_own"] for hit in found if hit["document"] == best.title) is (rows is documents)
        answering = [hit["is_own"] for hit in found if hit["vector_score"] >= LEAST_ANSWER]
        assert answering == sorted(answering, reverse=True)


def test_a_count_of_citations_makes_nothing_stale(db: Database) -> None:
    [copy] = db.read(SourceCopy, project_key=KEY)
    before = freshness.outside_inputs(db, "research_documents", KEY)
    db.merge(SourceCopy, [SourceCopy(**{**vars(copy), "stated": {**copy.stated, "cited_by": "12"}})])
    assert freshness.outside_inputs(db, "research_documents", KEY) == before
    db.merge(SourceCopy, [SourceCopy(**{**vars(copy), "stated": {**copy.stated, "licence": "CC0"}})])
    assert freshness.outside_inputs(db, "research_documents", KEY) != before
    db.merge(SourceCopy, [copy])


def test_copies_know_their_days(db: Database) -> None:
    [copy] = db.read(SourceCopy, project_key=KEY)
    assert isinstance(copy.fetched_on, date)
    assert copy.checked_on >= copy.fetched_on


def test_the_check_of_the_ui_names_what_has_changed(
    db: Database, database_url: str, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    (library / SHEET).unlink()
    result = sources_stand(Lectern())
    assert isinstance(result, dg.AssetCheckResult)
    assert not result.passed
    n_facts = len(resting_on(db, SHEET))
    assert result.description == f"{KEY}: {n_facts} facts, {SHEET} withdrawn"
