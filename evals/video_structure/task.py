"""Read the structure of the sample videos, for comparison with how a reader divided them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from evals.suite import Case, Output
from pipelines.models import Channel, PartKind
from pipelines.settings import OFFLINE_ENGINE, ROOT
from pipelines.transcripts.pipeline import read_channel, segment_channel
from pipelines.voice.moves.tagger import tag_moves
from pipelines.voice.structure import read_structure

CHANNEL = Channel("slow-light", "Slow Light", str(ROOT / "samples" / "channel"))


def engine() -> str:
    """Name of the engine under test: structure is found by rules, never asked of a model."""
    return OFFLINE_ENGINE


def answer(cases: Sequence[Case], tag: str) -> Mapping[str, Output]:
    """Return per video the (first, last) sentences of its parts, by kind."""
    videos = read_channel(CHANNEL, [])
    segments = segment_channel(CHANNEL, videos, [])
    names = {video.video_id: Path(video.source_path).name for video in videos}
    parts: dict[str, Output] = {name: {kind: [] for kind in PartKind} for name in names.values()}
    for part in read_structure(segments, tag_moves(segments)):
        parts[names[part.video_id]][part.kind].append((part.first_ordinal, part.last_ordinal))
    return {case.case_id: parts[case.input["document"]] for case in cases if case.input["document"] in parts}
