"""What is missing or stale, decided by content: code version and digest of everything that was read.

Each write records what it read (`partition_writes.inputs`): other assets' content as `asset[partition]` and things
outside the database by name (`source`, `library`, `project`, `engine`). An asset is fresh when all of them still are
as they were. No timestamps: touching a file changes nothing.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pipelines import prompt_tags, settings
from pipelines.database import Database
from pipelines.models import Channel, PreferenceRule, Project, SeriesRule, StyleControl
from pipelines.versions import stage_version


@dataclass(frozen=True)
class StoredAsset:
    """One asset that is stored as a table of the same name. `outside` names the inputs that are no asset."""

    name: str
    stage: str
    partitions: str | None  # channels, projects or None
    upstream: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


ASSETS: tuple[StoredAsset, ...] = (
    StoredAsset("videos", "transcripts", "channels", outside=("source",)),
    StoredAsset("segments", "transcripts", "channels", ("videos",)),
    StoredAsset("voice_features", "voice", "channels", ("segments",)),
    StoredAsset("creator_dna", "voice", "channels", ("voice_features",), ("video_records",)),
    StoredAsset("creator_dna_versions", "voice", "channels", ("creator_dna", "voice_features")),
    StoredAsset("series_dna", "voice", "channels", ("voice_features",), ("video_records", "series_rules")),
    StoredAsset("frame_sightings", "voice", "channels", ("segments",)),
    StoredAsset("phrase_frames", "voice", "channels", ("frame_sightings",)),
    StoredAsset("story_tellings", "voice", "channels", ("segments",)),
    StoredAsset("stories", "voice", "channels", ("story_tellings", "videos")),
    StoredAsset("discourse_moves", "voice", "channels", ("segments",)),
    StoredAsset("video_structure", "voice", "channels", ("segments", "discourse_moves")),
    StoredAsset("research_documents", "research", "projects", outside=("library", "sources")),
    StoredAsset("passages", "research", "projects", ("research_documents",), ("topic",)),
    StoredAsset("research_queries", "research", "projects", ("passages",), ("topic", "audience")),
    StoredAsset(
        "research_brief",
        "research",
        "projects",
        ("research_documents", "passages", "research_queries"),
        ("topic", "engine", "query_prompt"),
    ),
    StoredAsset("gaps", "research", "projects", ("passages", "research_brief", "research_queries"), ("topic",)),
    StoredAsset("claims", "facts", "projects", ("research_documents", "passages"), ("engine", "facts_prompt")),
    StoredAsset("asides", "facts", "projects", ("research_documents", "passages")),
    StoredAsset("misconceptions", "facts", "projects", ("research_documents", "passages")),
    StoredAsset("glossary", "facts", "projects", ("claims", "research_documents")),
    StoredAsset("concept_map", "facts", "projects", ("glossary", "claims", "research_documents")),
    StoredAsset("contradictions", "facts", "projects", ("claims", "research_documents")),
    StoredAsset(
        "evidence",
        "facts",
        "projects",
        ("claims", "research_documents", "passages"),
        ("engine", "verification_prompt", "support_precision"),
    ),
    StoredAsset("verified_facts", "facts", "projects", ("claims", "evidence", "research_documents"), ("topic",)),
    StoredAsset("educational_frameworks", "writing", None),
    StoredAsset(
        "outline",
        "writing",
        "projects",
        (
            "verified_facts", "phrase_frames", "stories", "creator_dna", "educational_frameworks", "misconceptions",
            "glossary", "concept_map", "segments", "discourse_moves", "research_documents", "contradictions",
        ),
        ("topic", "plan", "audience", "style_controls", "rejected"),
    ),
    StoredAsset(
        "explanations",
        "writing",
        "projects",
        (
            "outline", "verified_facts", "research_documents", "phrase_frames", "stories", "segments", "discourse_moves",
            "glossary", "concept_map", "contradictions",
        ),
        ("topic", "audience", "support_precision", "rejected"),
    ),
    StoredAsset(
        "hooks",
        "writing",
        "projects",
        (
            "outline", "verified_facts", "phrase_frames", "creator_dna", "voice_features", "stories", "misconceptions",
            "research_documents", "contradictions",
        ),
        ("topic", "plan", "engine", "hook_prompt", "style_controls", "tellings", "rejected", "rejected_openings"),
    ),
    StoredAsset(
        "script_draft",
        "writing",
        "projects",
        (
            "outline", "hooks", "verified_facts", "phrase_frames", "stories", "creator_dna", "voice_features",
            "research_documents", "misconceptions", "glossary", "concept_map", "explanations",
            "contradictions",
        ),
        ("topic", "plan", "audience", "engine", "writing_prompt", "style_controls", "tellings", "preferences", "rejected"),
    ),
    StoredAsset(
        "script_review",
        "writing",
        "projects",
        (
            "outline", "hooks", "script_draft", "verified_facts", "stories", "creator_dna", "research_documents",
            "misconceptions", "explanations", "glossary", "concept_map", "phrase_frames", "contradictions", "gaps",
        ),
        ("topic", "plan", "audience", "style_controls", "tellings", "last_scripts", "version", "rejected"),
    ),
    StoredAsset(
        "evaluation_results",
        "quality",
        "projects",
        (
            "script_draft", "verified_facts", "evidence", "stories", "research_documents", "creator_dna",
            "voice_features",
        ),
        ("evals", "version", "facts_tag", "writing_tag"),
    ),
)  # fmt: skip
T = TypeVar("T")
BY_NAME = {asset.name: asset for asset in ASSETS}


@dataclass(frozen=True)
class Stale:
    """An asset's partition that has to be materialised, and why."""

    asset: str
    partition_key: str
    reason: str


def partition_of(asset: str, partition_key: str) -> str:
    """Return the partition of `asset` that a run for `partition_key` reads: a project reads its own channel."""
    partitions = BY_NAME[asset].partitions
    if partitions is None:
        return ""
    return partition_key.partition("/")[0] if partitions == "channels" else partition_key


def find_stale(db: Database, partitions: str, partition_key: str) -> list[Stale]:
    """Return the assets of one channel or project that are missing or stale, upstream first.

    What depends on a stale asset counts as stale, too.
    """
    found: dict[str, Stale] = {}
    for asset in ASSETS:
        is_shared = (
            asset.partitions is None and partitions == "projects"
        )  # what all projects use comes with one of them
        if asset.partitions != partitions and not is_shared:
            continue
        key = partition_of(asset.name, partition_key)
        reason = next((f"{name} will change" for name in asset.upstream if name in found), None)
        reason = reason or _why_stale(db, asset, key)
        if reason:
            found[asset.name] = Stale(asset.name, key, reason)
    return list(found.values())


def _why_stale(db: Database, asset: StoredAsset, partition_key: str) -> str | None:
    write = db.last_write(asset.name, partition_key)
    if write is None:
        return "not materialised yet"
    if write.code_version != code_version(asset.name):
        return "its code changed"
    for name in asset.upstream:
        upstream_key = partition_of(name, partition_key)
        upstream = db.last_write(name, upstream_key)
        if upstream is None or write.inputs.get(input_name(name, upstream_key)) != upstream.content_sha256:
            return f"{name} changed"
    now = outside_inputs(db, asset.name, partition_key)
    return next((f"{name} changed" for name, digest in now.items() if write.inputs.get(name) != digest), None)


def input_name(asset: str, partition_key: str) -> str:
    """Return the name under which a read of an asset's partition is recorded."""
    return f"{asset}[{partition_key}]"


def code_version(asset: str) -> str:
    """Return the code version of an asset: the digest of its stage's source."""
    return stage_version(BY_NAME[asset].stage)


def outside_inputs(db: Database, asset: str, partition_key: str) -> dict[str, str]:
    """Return the digests, as of now, of what the asset reads from outside the database's asset tables."""
    return {name: _OUTSIDE[name](db, partition_key) for name in BY_NAME[asset].outside}


def _source(db: Database, channel_key: str) -> str:
    from pipelines.transcripts.pipeline import fingerprint

    channel = _required(db.one(Channel, channel_key=channel_key), channel_key)
    return _digest(fingerprint(channel.source), channel.speaker, channel.name)


def _library(db: Database, project_key: str) -> str:
    from pipelines.research.library import EmptyLibraryError, fingerprint  # not by `pipeline`: it brings the encoder
    from pipelines.research.store import copies_in_use

    try:
        return fingerprint(_project(db, project_key).library)
    except EmptyLibraryError:
        if copies_in_use(db, project_key):
            return "empty"
        raise


def _sources(db: Database, project_key: str) -> str:
    from pipelines.research.store import copies_in_use

    return _digest(*copies_in_use(db, project_key))


def _topic(db: Database, project_key: str) -> str:
    return _digest(_project(db, project_key).topic)


def _audience(db: Database, project_key: str) -> str:
    return _digest(_project(db, project_key).audience)


_TOLD_IN_OTHER_SCRIPTS = """
SELECT DISTINCT project_key, topic, story_id FROM script_draft JOIN projects USING (project_key)
WHERE channel_key = %s AND project_key <> %s AND story_id IS NOT NULL ORDER BY 1, 3
"""


def _tellings(db: Database, project_key: str) -> str:
    channel_key = _project(db, project_key).channel_key
    rows = db.query(_TOLD_IN_OTHER_SCRIPTS, (channel_key, project_key))
    return _digest(*(value for row in rows for value in row.values()))


def _plan(db: Database, project_key: str) -> str:
    project = _project(db, project_key)
    return _digest(project.minutes, project.audience, project.story_gap)


def _last_scripts(db: Database, project_key: str) -> str:
    from pipelines.writing.store import last_scripts

    scripts = last_scripts(db, _project(db, project_key))
    return _digest(*(line.sentence_id for lines in scripts.values() for line in lines))


def _video_records(db: Database, channel_key: str) -> str:
    from pipelines.voice.store import video_records

    return _digest(*video_records(db, channel_key))


def _style_controls(db: Database, project_key: str) -> str:
    return _digest(*db.read(StyleControl, channel_key=project_key.partition("/")[0]))


def _series_rules(db: Database, channel_key: str) -> str:
    return _digest(*db.read(SeriesRule, channel_key=channel_key))


def _engine(db: Database, project_key: str) -> str:
    return settings.load().engine


def _support_precision(db: Database, project_key: str) -> str:
    return format(settings.support_precision(), "g")


def _prompts(pipeline_type: str, *names: str) -> Callable[[Database, str], str]:
    """The tag that the project runs under and the prompts that it stands for, in words that the asset shows."""

    def said(db: Database, project_key: str) -> str:
        from pipelines.prompts import PromptService

        given = settings.load()
        if given.engine == settings.OFFLINE_ENGINE:
            return settings.OFFLINE_ENGINE
        service = PromptService.from_settings(given)
        tag = service.tag_of(_project(db, project_key), pipeline_type)
        used = [service.resolve(name, pipeline_type, tag) for name in names]
        return f"{tag}: " + ", ".join(f"{prompt.name} {prompt.version} {prompt.digest[:12]}" for prompt in used)

    return said


def _versions_of(*names: str) -> Callable[[Database, str], str]:
    """Prompts of the writing stage of which several answers are asked for, and how many."""

    def said(db: Database, project_key: str) -> str:
        prompts, given = _prompts("writing", *names)(db, project_key), settings.load()
        return prompts if given.engine == settings.OFFLINE_ENGINE else f"{prompts}; best of {given.llm_candidates}"

    return said


def _tag(pipeline_type: str) -> Callable[[Database, str], str]:
    def tag(db: Database, project_key: str) -> str:
        return prompt_tags.read().of_project(_project(db, project_key), pipeline_type)

    return tag


def _version(db: Database, project_key: str) -> str:
    from pipelines.editing.store import persons_version

    version = persons_version(db, project_key)
    return _digest(version.outline, version.script) if version else "as drafted"


def _preferences(db: Database, project_key: str) -> str:
    from pipelines.editing.preferences import is_applied

    rules = db.read(PreferenceRule, channel_key=project_key.partition("/")[0])
    return _digest(*((rule.wording, rule.rather) for rule in rules if is_applied(rule)))


def _rejected(db: Database, project_key: str) -> str:
    from pipelines.editing.store import rejected_facts

    return _digest(*sorted(rejected_facts(db, project_key)))


def _rejected_openings(db: Database, project_key: str) -> str:
    from pipelines.editing.store import rejected_openings

    return _digest(*sorted(rejected_openings(db, project_key)))


def files_digest(folder: str, *suffixes: str) -> str:
    """Return the digest of the files below a folder of the repository that end so."""
    digest = hashlib.sha256()
    for path in sorted((settings.ROOT / folder).rglob("*")):
        if path.is_file() and path.suffix in suffixes:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _evals(db: Database, project_key: str) -> str:
    return files_digest("evals", ".py", ".yaml", ".jsonl")


_OUTSIDE: dict[str, Callable[[Database, str], str]] = {
    "source": _source,
    "library": _library,
    "sources": _sources,
    "topic": _topic,
    "audience": _audience,
    "tellings": _tellings,
    "last_scripts": _last_scripts,
    "plan": _plan,
    "video_records": _video_records,
    "style_controls": _style_controls,
    "series_rules": _series_rules,
    "engine": _engine,
    "facts_prompt": _prompts("facts", "claim-extraction"),
    "query_prompt": _prompts("facts", "query-writing"),
    "verification_prompt": _prompts("facts", "claim-verification"),
    "support_precision": _support_precision,
    "hook_prompt": _versions_of("hook-writing"),
    "writing_prompt": _versions_of("script-draft", "script-repair"),
    "facts_tag": _tag("facts"),
    "writing_tag": _tag("writing"),
    "evals": _evals,
    "version": _version,
    "preferences": _preferences,
    "rejected": _rejected,
    "rejected_openings": _rejected_openings,
}


def _project(db: Database, project_key: str) -> Project:
    return _required(db.one(Project, project_key=project_key), project_key)


def _required(row: T | None, key: str) -> T:
    if row is None:
        raise LookupError(f"There is no {key!r}. `lectern channel list` and `lectern project list` name what there is.")
    return row


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:20]
