"""The rules that rows must keep before they are stored, as blocking asset checks."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from assets.policy import Check
from pipelines.models import Separation, VideoStatus, VoiceProfile

LOWEST_AREA = 0.8  # under the ROC curve, of the interval's lower bound

UNUSABLE = {VideoStatus.FAILED, VideoStatus.DUPLICATE, VideoStatus.LEFT_OUT}


def _usable(rows: Sequence[Any], _: dict[str, Any]) -> list[str]:
    if any(video.status not in UNUSABLE for video in rows):
        return []
    return [f"{video.source_path}: {video.problem}" for video in rows]


def _times(rows: Sequence[Any], _: dict[str, Any]) -> list[str]:
    return [
        f"{later.video_id}: sentence {later.ordinal} starts before the one in front of it"
        for earlier, later in pairwise(rows)
        if earlier.video_id == later.video_id
        and earlier.start_s is not None
        and later.start_s is not None
        and later.start_s < earlier.start_s
    ]


def _lost(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    spoken = {segment.video_id for segment in rows}
    return [
        f"{video.source_path}: no sentence of the creator's was found"
        for video in inputs["videos"]
        if video.status not in UNUSABLE and video.video_id not in spoken
    ]


def _evidence(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    known = {segment.segment_id for segment in inputs["segments"]}
    return [
        f"{getattr(row, 'name', None) or row.text}: cites an unknown sentence"
        for row in rows
        if any(span.segment_id not in known for span in row.evidence)
    ]


def _quoted(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    videos = {row.video_id for row in inputs["voice_features"]}
    return [
        f"{row.name}: cites a sentence without words, or of a video that was not measured"
        for row in rows
        if any(span.video_id not in videos or not span.text for span in row.evidence)
    ]


def _sighted(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    known = {
        span.segment_id for row in inputs["frame_sightings"] for wording in row.wordings for span in wording.spans
    }  # of the channel's sentences
    return [
        f"{row.text}: cites an unknown sentence"
        for row in rows
        if any(span.segment_id not in known for span in row.evidence)
    ]


def _tellings(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    told = {
        (row.video_id, passage.first_ordinal) for row in inputs["story_tellings"] for passage in row.passages
    }  # as found in the sentences
    return [
        f"{row.text[:60]}: told in {telling.title}, where it was not found"
        for row in rows
        for telling in row.tellings
        if (telling.video_id, telling.first_ordinal) not in told
    ]


def _separation(rows: Sequence[Any], inputs: dict[str, Any]) -> Separation:
    from pipelines.voice.score import separation

    return separation(VoiceProfile(rows[0].channel_key if rows else "", tuple(rows), tuple(inputs["voice_features"])))


def _not_told_apart(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    told = _separation(rows, inputs)
    if told.value is None or told.low is None or told.high is None:
        return [f"cannot be said: {told.reason}"]
    if told.low >= LOWEST_AREA:
        return []
    return [
        f"area under the curve {told.value:.3f} ({told.low:.3f} to {told.high:.3f}), where its interval should lie above "
        f"{LOWEST_AREA}; more videos of the creator's own speech narrow it"
    ]


def _areas(rows: Sequence[Any], inputs: dict[str, Any]) -> dict[str, Any]:
    told = _separation(rows, inputs)
    known = {"area_under_curve": told.value, "interval_low": told.low, "interval_high": told.high}
    return {
        "own_videos": len(told.own),
        "other_speakers": len(told.others),
        **{name: round(value, 4) for name, value in known.items() if value is not None},
    }


def _readable(rows: Sequence[Any], _: dict[str, Any]) -> list[str]:
    return [] if any(row.text for row in rows) else [f"{row.source_path}: {row.problem}" for row in rows]


def _texts(inputs: dict[str, Any]) -> dict[str, str]:
    return {document.document_id: document.text for document in inputs["research_documents"]}


def _offsets(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    texts = _texts(inputs)
    return [
        f"passage {row.passage_id} is not where it says it is"
        for row in rows
        if texts.get(row.document_id, "")[row.start : row.end] != row.text
    ]


def _quotes(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    texts = _texts(inputs)
    return [
        f"“{row.quote[:60]}…” does not stand in its document"
        for row in rows
        if texts.get(row.document_id, "")[row.start : row.end] != row.quote
    ]


def _both_quotes(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    texts = _texts(inputs)
    places = [
        place
        for row in rows
        for place in (
            (row.document_id, row.start, row.end, row.quote),
            (row.other_document_id, row.other_start, row.other_end, row.other_quote),
        )
    ]
    return [
        f"“{quote[:60]}…” does not stand in its document"
        for document_id, start, end, quote in places
        if texts.get(document_id, "")[start:end] != quote
    ]


def _corrections(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    texts = _texts(inputs)
    return [
        f"“{row.correction_quote[:60]}…” does not stand in its document"
        for row in rows
        if row.correction_quote is not None
        if texts.get(row.document_id, "")[row.correction_start : row.correction_end] != row.correction_quote
    ]


def _definitions(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    return _quotes([row for row in rows if row.quote is not None], inputs)


def _cited_passages(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    known = {passage.passage_id for passage in inputs["passages"]}
    return [f"“{row.text[:60]}” cites an unknown passage" for row in rows if not known.issuperset(row.passage_ids)]


def _beats_without_material(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    from pipelines.writing import contract

    chosen = {row.framework_id for row in rows}
    return [
        f"“{gap.beat.name}” ({gap.beat.purpose[:1].lower()}{gap.beat.purpose[1:]}) belongs {gap.where}"
        for framework in inputs["educational_frameworks"]
        if framework.framework_id in chosen
        for gap in contract.unplanned(framework, rows)
    ]


def _known_facts(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    known = {fact.fact_id for fact in inputs["verified_facts"] if fact.is_usable}
    return [f"beat {row.title}: rests on an unusable fact" for row in rows if not known.issuperset(row.fact_ids)]


def _gate(rows: Sequence[Any], _: dict[str, Any]) -> list[str]:
    from evals.draft import gate

    return [f"{metric}: {reason}" for metric, passed, reason in gate(rows) if not passed]


def _verbatim(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    from pipelines.writing import rules

    index = rules.SourceIndex(document.text for document in inputs["research_documents"])
    return [f"{run} words of a source in a row at “{row.text[:60]}”" for row, run in rules.verbatim_places(rows, index)]


def _untyped(rows: Sequence[Any], _: dict[str, Any]) -> list[str]:
    from pipelines.writing import rules

    return [f"{row.kind}: “{row.text[:60]}”" for row in rules.untyped(rows)]


def _unresolved(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    from pipelines.writing import rules

    dangling = rules.unresolved_citations(rows, inputs["verified_facts"], inputs["stories"])
    return [f"{cited} at “{row.text[:60]}”" for row, cited in dangling]


def _numbers(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    from pipelines.writing import rules

    return [f"{number} at “{row.text[:60]}”" for row, number in rules.unsourced_numbers(rows, inputs["verified_facts"])]


def _misplaced(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    from pipelines.writing import beliefs

    found = beliefs.misplaced(rows, inputs["misconceptions"], inputs["verified_facts"])
    return [f"{fault}: “{row.text[:60]}”" for row, fault in found]


def _banned(rows: Sequence[Any], inputs: dict[str, Any]) -> list[str]:
    from pipelines.writing import wishes

    if not rows:
        return []
    lectern = inputs["lectern"]
    controls = lectern.style_controls(lectern.project(rows[0].project_key))
    return [f"“{phrase}” at “{row.text[:60]}”" for row, phrase in wishes.banned_places(rows, controls)]


USABLE_VIDEO = Check("usable_video", "At least one transcript could be read.", _usable)
TIMES_IN_ORDER = Check("times_in_order", "Sentences of a video start in order.", _times)
NO_VIDEO_LOST = Check("no_video_lost", "Every usable video has sentences.", _lost, is_blocking=False)
EVIDENCE_IS_OF_THE_CHANNEL = Check("evidence_resolves", "Every span points at a sentence of the channel.", _evidence)
EVIDENCE_IS_QUOTED = Check("evidence_resolves", "Every span quotes a measured video of the channel.", _quoted)
EVIDENCE_WAS_SIGHTED = Check("evidence_resolves", "Every span points at a sentence of the channel.", _sighted)
TELLINGS_RESOLVE = Check("tellings_resolve", "Every telling points at a story found in its video.", _tellings)
VOICE_IS_TOLD_APART = Check(
    "metric_separates_channel",
    "The voice score tells the channel's own videos, each left out in turn, from other speakers.",
    _not_told_apart,
    is_blocking=False,
    measure=_areas,
)
READABLE_DOCUMENT = Check("readable_document", "At least one document could be read.", _readable)
OFFSETS_POINT_AT_TEXT = Check("offsets", "Every passage stands verbatim at its offsets.", _offsets)
PASSAGES_EXIST = Check("citations_resolve", "Every citation is a passage of the project.", _cited_passages)
QUOTES_VERBATIM = Check("quotes_verbatim", "Every quote stands verbatim at its offsets.", _quotes)
BOTH_QUOTES_VERBATIM = Check("quotes_verbatim", "Both quotes stand verbatim at their offsets.", _both_quotes)
CORRECTIONS_VERBATIM = Check("corrections_verbatim", "Every correction stands verbatim.", _corrections)
DEFINITIONS_VERBATIM = Check("quotes_verbatim", "Every definition stands verbatim at its offsets.", _definitions)
EVERY_FACT_KNOWN = Check("facts_usable", "Every beat rests on facts that no source contradicts.", _known_facts)
EVERY_BEAT_PLANNED = Check(
    "every_beat_planned",
    "The sources have something to tell in each beat of the framework.",
    _beats_without_material,
    is_blocking=False,
)
GATE = Check(
    "gate", "The lower confidence bound of every gated metric is above its threshold.", _gate, is_blocking=False
)
DRAFT_CHECKS = [
    Check(
        "every_sentence_typed", "Every sentence is sourced, story, rhetoric or a belief that is corrected.", _untyped
    ),
    Check(
        "citations_resolve",
        "Every cited fact and story exists and is usable.",
        _unresolved,
    ),
    Check(
        "numbers_sourced",
        "Every number stands in a fact that its sentence cites.",
        _numbers,
    ),
    Check("beliefs_corrected", "Every belief is reported by a source and corrected at once.", _misplaced),
    Check("bans_kept", "No sentence says what the creator has banned.", _banned),
    Check("no_verbatim_run", "No run of 12 or more words stands in a source, unless quoted.", _verbatim),
]
