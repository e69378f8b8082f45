"""What the commands do: add a channel, plan a project, make what is missing or stale. No Dagster until it is needed."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from lectern import channel_notes
from lectern.errors import BadInputError, NotCoveredError, RunFailedError
from pipelines import freshness, settings
from pipelines.database import Database
from pipelines.models import Channel, PhraseFrame, Project, ResearchDocument, Story, Trait, VideoStatus

CHANNEL_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
REPORTS = {  # asset → its file
    "channels": {"channel_report": "01_channel.html", "creator_dna_report": "02_creator_dna.html"},
    "projects": {
        "script_page": "script.html",
        "research_report": "03_research.html",
        "facts_report": "04_facts.html",
        "script_report": "05_script_report.html",
    },
}
NOT_COVERED = "The library does not cover the topic."
SOURCE_ERROR = re.compile(r"pipelines\.[\w.]*\.(\w*LibraryError|TranscriptSourceError): ")
READS_FILES = frozenset({"videos", "research_documents"})
SAMPLES = settings.ROOT / "samples"
DEMO_CHANNEL = "slow-light"
DEMO_TOPIC = "The Big Bang: how the universe began and how we know"
DEMO_MINUTES = 8.0


def add_channel(db: Database, source: str, key: str, speaker: str | None = None) -> dict[str, Any]:
    """Register the channel and ingest what is new in its source; unchanged files cost nothing.

    Raises:
        BadInputError: the key is not allowed or the source cannot be read.
        RunFailedError: a run failed.
    """
    from pipelines.transcripts.pipeline import TranscriptSourceError, fingerprint

    if not CHANNEL_KEY.fullmatch(key):
        raise BadInputError(
            f"--name {key!r}: use lower-case letters, digits and hyphens, at most 64, such as `grant-sanderson`."
        )
    is_remote = "://" in source
    place = source if is_remote else str(Path(source).expanduser().resolve())
    try:
        fingerprint(place)
    except TranscriptSourceError as error:
        raise BadInputError(str(error)) from error
    known = db.one(Channel, channel_key=key)
    channel = Channel(
        key,
        known.name if known else key.replace("-", " ").title(),
        place,
        speaker or (known.speaker if known else None),
    )
    if channel != known:
        db.merge(Channel, [channel])
    stale = freshness.find_stale(db, "channels", key)
    assets = [item.asset for item in stale]
    if is_remote and known and not assets:
        assets = [asset.name for asset in freshness.ASSETS if asset.partitions == "channels"]
    if assets:
        _materialise("channels", key, assets)
    return _channel_outcome(db, key, is_changed=bool(assets))


def refresh_channel(db: Database, key: str) -> None:
    """Make what is stale of a channel.

    Raises:
        RunFailedError: a run failed.
    """
    assets = [item.asset for item in freshness.find_stale(db, "channels", key)]
    if assets:
        _materialise("channels", key, assets)


def list_channels(db: Database) -> list[dict[str, Any]]:
    """Return one dictionary per channel: key, name and what is known of it."""
    rows = []
    for channel in db.read(Channel):
        pace = db.one(Trait, channel_key=channel.channel_key, name="words_per_minute")
        counts = db.query(
            "SELECT (SELECT count(*) FROM videos WHERE channel_key = %(key)s AND status IN ('stored', 'partial')) AS videos,"
            " (SELECT count(*) FROM segments WHERE channel_key = %(key)s) AS sentences",
            {"key": channel.channel_key},
        )[0]
        rows.append(
            {
                "key": channel.channel_key,
                "name": channel.name,
                "videos": counts["videos"],
                "sentences": counts["sentences"],
                "words_per_minute": round(pace.value) if pace and pace.value else None,
                "stories": len(db.read(Story, channel_key=channel.channel_key)),
                "phrasings": len(db.read(PhraseFrame, channel_key=channel.channel_key)),
            }
        )
    return rows


def new_project(
    db: Database,
    channel: str,
    topic: str,
    library: Path,
    minutes: float,
    audience: str | None,
    tag: str | None,
    story_gap: int = 3,
) -> str:
    """Register a project and return its key. The same topic again changes the plan in place.

    Raises:
        BadInputError: unknown channel, empty topic, missing library folder or unknown tag.
    """
    if db.one(Channel, channel_key=channel) is None:
        known = ", ".join(row.channel_key for row in db.read(Channel)) or "none yet"
        raise BadInputError(
            f"No channel {channel!r}. Channels: {known}. Add one with `lectern channel add PATH --name {channel}`."
        )
    slug = re.sub(r"[^a-z0-9]+", "-", topic.lower()).strip("-")[:80].strip("-")
    if not slug:
        raise BadInputError(f"--topic {topic!r} has no letters or digits. Say what the video is about in a few words.")
    folder = library.expanduser().resolve()
    if not folder.is_dir():
        raise BadInputError(
            f"--library {folder}: there is no such folder. Name a folder with md, html, txt, pdf, docx or epub files."
        )
    if tag is not None:
        _check_tag(tag)
    project = Project(f"{channel}/{slug}", channel, " ".join(topic.split()), str(folder), minutes)
    project = replace(project, pipeline_tag=tag, audience=audience or project.audience, story_gap=story_gap)
    db.merge(Project, [project])
    return project.project_key


def list_projects(db: Database) -> list[dict[str, Any]]:
    """Return one dictionary per project: key, topic, minutes, the tag it runs under by pipeline type, and what is to be done.

    Raises:
        BadInputError: `pipeline-tags.yaml` cannot be used, or a project's tag is not in it.
    """
    from pipelines import prompt_tags

    try:
        tags = prompt_tags.read()
        return [
            {
                "key": row.project_key,
                "topic": row.topic,
                "minutes": row.minutes,
                "tags": {kind: tags.of_project(row, kind) for kind in prompt_tags.PIPELINE_TYPES},
                "state": _state(db, row),
            }
            for row in db.read(Project)
        ]
    except prompt_tags.PromptConfigError as error:
        raise BadInputError(str(error)) from error


def search(db: Database, key: str, query: str, top: int) -> list[dict[str, Any]]:
    """Return the passages of a project's sources that answer `query`, with their scores in 0..1: its own first, each best first.

    Raises:
        BadInputError: unknown project, its passages have not been made, or the query has no word to search for.
    """
    from pipelines.embeddings import load_embedder
    from pipelines.research.lexical import stems
    from pipelines.research.own_first import own_first
    from pipelines.research.retrieval import DEPTH
    from pipelines.research.retriever import HybridRetriever

    documents = {row.document_id: row for row in db.read(ResearchDocument, project_key=key)}
    if not documents:
        raise BadInputError(
            f"{key} has no sources yet. Make the project with `lectern project new`, then `lectern run {key}`."
        )
    if not stems(query):
        raise BadInputError(f"“{query}” has no word to search for. Name what you are looking for.")
    state_dir = settings.state_dir()
    retriever = HybridRetriever(db, load_embedder(state_dir), key, state_dir / "search")
    hits = retriever.run(query=query, top_k=max(DEPTH, top))["passages"]
    of_a_search = {row.document_id for row in documents.values() if row.priority > 0}
    return [
        {
            "score": round(hit.score, 4),
            "vector_score": round(hit.vector_score, 4),
            "lexical_score": round(hit.lexical_score, 4),
            "document": documents[hit.passage.document_id].title,
            "is_own": hit.passage.document_id not in of_a_search,
            "heading": hit.passage.heading,
            "passage_id": hit.passage.passage_id,
            "text": hit.passage.text,
        }
        for hit in own_first(hits, of_a_search, top)
    ]


def run_project(db: Database, key: str, with_reports: bool = False) -> dict[str, Any]:
    """Make whatever is missing or stale for a project, and its script page.

    Raises:
        BadInputError: unknown project, or a channel or library that cannot be read.
        NotCoveredError: the library does not cover the topic.
        RunFailedError: a run failed.
    """
    project = db.one(Project, project_key=key)
    if project is None:
        known = ", ".join(row.project_key for row in db.read(Project)) or "none yet"
        raise BadInputError(f"No project {key!r}. Projects: {known}. Make one with `lectern project new`.")
    made = _make(db, "channels", project.channel_key, with_reports)
    made += _make(db, "projects", key, with_reports)
    return _project_outcome(db, project, settings.state_dir() / "reports" / key / "script.html", made)


def run_demo(db: Database) -> dict[str, Any]:
    """Run the main job on the samples and return its outcome."""
    add_channel(db, str(SAMPLES / "channel"), DEMO_CHANNEL)
    key = new_project(db, DEMO_CHANNEL, DEMO_TOPIC, SAMPLES / "library", DEMO_MINUTES, None, None)
    return run_project(db, key, with_reports=True)


def _make(db: Database, partitions: str, key: str, with_reports: bool) -> list[str]:
    try:
        assets = [item.asset for item in freshness.find_stale(db, partitions, key)]
    except (ValueError, RuntimeError) as error:  # the source folder or library cannot be read any more
        raise BadInputError(f"{key}: {error}") from error
    wanted = [name for name in REPORTS[partitions] if with_reports or name == "script_page"]
    reports = [name for name in wanted if assets or not _is_report_fresh(db, partitions, key, name)]
    if assets or reports:
        _materialise(partitions, key, [*assets, *reports])
        for name in reports:
            _stamp(key, name).write_text(_report_inputs(db, partitions, key))  # half a stamp is a stale one
    return [*assets, *reports]


def _is_report_fresh(db: Database, partitions: str, key: str, report: str) -> bool:
    """Whether the report's file is there and was made from what stands in the tables now, by this code."""
    file, stamp = settings.state_dir() / "reports" / key / REPORTS[partitions][report], _stamp(key, report)
    return file.exists() and stamp.exists() and stamp.read_text() == _report_inputs(db, partitions, key)


def _stamp(key: str, report: str) -> Path:
    return settings.state_dir() / "reports" / key / f".{report}.made-from"


def _report_inputs(db: Database, partitions: str, key: str) -> str:
    digest = hashlib.sha256()
    for asset in freshness.ASSETS:
        write = db.last_write(asset.name, freshness.partition_of(asset.name, key))
        if write is not None and asset.partitions in {partitions, "channels"}:
            digest.update(f"{asset.name}:{write.content_sha256}".encode())
    code = [*(settings.ROOT / "lectern").rglob("*"), *(settings.ROOT / "notebooks").glob("*.ipynb")]
    for path in sorted(path for path in code if path.is_file() and "__pycache__" not in path.parts):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _materialise(partitions: str, key: str, assets: list[str]) -> None:
    from lectern.materialise import materialise

    outcome = materialise(partitions, key, assets)
    if outcome.is_success:
        return
    asset, reason = next(iter(outcome.failures.items()), ("run", "it stopped without a reason"))
    if NOT_COVERED in reason:
        raise NotCoveredError(_write_not_covered(key, reason))
    if fault := _input_fault(asset, reason):
        raise BadInputError(f"{key}: {fault}")
    raise RunFailedError(
        f"{asset} [{key}] failed: {reason}\nNothing of it was stored; what was made before stands. "
        f"Mend the cause and give the same command again. Run {outcome.run_id[:8]} in the Dagster UI has the whole log."
    )


def _input_fault(asset: str, reason: str) -> str | None:
    """Return what is wrong with the files that a run read, or None where it failed for another reason."""
    if refused := SOURCE_ERROR.match(reason):
        return reason[refused.end() :]
    return reason if asset in READS_FILES and reason.startswith(f"{asset}: ") else None


def _write_not_covered(key: str, reason: str) -> str:
    from lectern import environment
    from lectern.exports.files import write_whole
    from lectern.page import render_not_covered

    db = Database(environment.prepare())
    try:
        project = db.one(Project, project_key=key)
        documents = db.read(ResearchDocument, project_key=key)
    finally:
        db.close()
    assert project is not None
    folder = settings.state_dir() / "reports" / key
    folder.mkdir(parents=True, exist_ok=True)
    page = write_whole(folder / "script.html", render_not_covered(project, reason, documents).encode())
    return f"{key}: {reason}\nNo script was written; {page} says why. Add sources on the topic to {project.library}, or change the topic."


def _channel_outcome(db: Database, key: str, *, is_changed: bool) -> dict[str, Any]:
    videos = db.query(
        "SELECT title, source_path, status, problem FROM videos WHERE channel_key = %s ORDER BY ordinal", (key,)
    )
    usable = [row for row in videos if row["status"] in {VideoStatus.STORED, VideoStatus.PARTIAL}]
    sentences = db.query("SELECT count(*) AS n FROM segments WHERE channel_key = %s", (key,))[0]["n"]
    problems = [
        {"file": row["source_path"], "status": row["status"], "problem": row["problem"]}
        for row in videos
        if row["problem"]
    ]
    return {
        "channel": key,
        "videos": len(videos),
        "usable": len(usable),
        "sentences": sentences,
        "changed": is_changed,
        "problems": problems,
        "notes": channel_notes.notes(db, key, len(usable), sentences),
    }


def _project_outcome(db: Database, project: Project, page: Path, made: list[str]) -> dict[str, Any]:
    from lectern.running_order import tally
    from lectern.scripts import load_script

    script = load_script(db, project.project_key)
    counted = tally(script)
    voice = f"voice {script.voice.value:.2f}" if script.voice.value is not None else f"voice: {script.voice.reason}"
    summary = (
        f"{counted.minutes:.1f} of {project.minutes:g} minutes, {len(script.sentences)} sentences, {voice}, "
        f"engine {counted.engine}" + ("" if made else ", nothing was stale")
    )
    return {
        "project": project.project_key,
        "page": str(page),
        "made": made,
        "summary": summary,
        "minutes": round(counted.minutes, 2),
    }


def _state(db: Database, project: Project) -> str:
    try:
        stale = freshness.find_stale(db, "projects", project.project_key)
    except (ValueError, RuntimeError) as error:
        return f"cannot be checked: {error}"
    return f"{stale[0].asset}: {stale[0].reason}" if stale else "up to date"


def _check_tag(tag: str) -> None:
    from pipelines.prompts import PromptConfigError, PromptService

    try:
        PromptService.from_environment().resolve_tag("writing", tag)
    except PromptConfigError as error:
        raise BadInputError(str(error)) from error
