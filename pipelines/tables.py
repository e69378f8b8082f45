"""Which class of the vocabulary is stored in which table."""

from dataclasses import dataclass

from pipelines import models as m


@dataclass(frozen=True)
class Table:
    """Where a class is stored. `partition` names the column that holds the Dagster partition key."""

    name: str
    key: tuple[str, ...]
    partition: str | None
    order_by: tuple[str, ...]


TABLES: dict[type, Table] = {
    m.Channel: Table("channels", ("channel_key",), None, ("channel_key",)),
    m.Project: Table("projects", ("project_key",), None, ("project_key",)),
    m.Video: Table("videos", ("video_id",), "channel_key", ("ordinal", "video_id")),
    m.Segment: Table("segments", ("segment_id",), "channel_key", ("video_id", "ordinal")),
    m.VoiceFeatures: Table("voice_features", ("video_id",), "channel_key", ("video_id",)),
    m.Trait: Table("creator_dna", ("trait_id",), "channel_key", ("family", "name")),
    m.VideoFrames: Table("frame_sightings", ("video_id",), "channel_key", ("video_id",)),
    m.PhraseFrame: Table("phrase_frames", ("frame_id",), "channel_key", ("function", "frame_id")),
    m.VideoStories: Table("story_tellings", ("video_id",), "channel_key", ("video_id",)),
    m.Story: Table("stories", ("story_id",), "channel_key", ("video_id", "first_ordinal")),
    m.SeriesTrait: Table("series_dna", ("series_trait_id",), "channel_key", ("series", "name")),
    m.ProfileVersion: Table("creator_dna_versions", ("version_id",), "channel_key", ("number",)),
    m.StyleControl: Table("style_controls", ("control_id",), "channel_key", ("kind", "target")),
    m.SeriesRule: Table("series_rules", ("rule_id",), "channel_key", ("pattern",)),
    m.DiscourseMove: Table("discourse_moves", ("move_id",), "channel_key", ("video_id", "ordinal", "move")),
    m.VideoPart: Table("video_structure", ("part_id",), "channel_key", ("video_id", "first_ordinal", "kind")),
    m.ResearchDocument: Table("research_documents", ("document_id",), "project_key", ("priority", "source_path")),
    m.Passage: Table("passages", ("passage_id",), "project_key", ("document_id", "ordinal")),
    m.ResearchQuery: Table("research_queries", ("query_id",), "project_key", ("ordinal",)),
    m.BriefSentence: Table("research_brief", ("sentence_id",), "project_key", ("ordinal",)),
    m.Claim: Table("claims", ("claim_id",), "project_key", ("ordinal",)),
    m.Evidence: Table("evidence", ("evidence_id",), "project_key", ("claim_id", "evidence_id")),
    m.Gap: Table("gaps", ("gap_id",), "project_key", ("ordinal",)),
    m.Concept: Table("glossary", ("concept_id",), "project_key", ("ordinal",)),
    m.ConceptLink: Table("concept_map", ("link_id",), "project_key", ("term", "needs")),
    m.Aside: Table("asides", ("aside_id",), "project_key", ("ordinal",)),
    m.Misconception: Table("misconceptions", ("misconception_id",), "project_key", ("ordinal",)),
    m.Contradiction: Table("contradictions", ("contradiction_id",), "project_key", ("ordinal",)),
    m.VerifiedFact: Table("verified_facts", ("fact_id",), "project_key", ("ordinal",)),
    m.EducationalFramework: Table("educational_frameworks", ("framework_id",), None, ("framework_id",)),
    m.OutlineBeat: Table("outline", ("beat_id",), "project_key", ("ordinal",)),
    m.Explanation: Table("explanations", ("explanation_id",), "project_key", ("ordinal",)),
    m.Hook: Table("hooks", ("hook_id",), "project_key", ("ordinal",)),
    m.ScriptSentence: Table("script_draft", ("sentence_id",), "project_key", ("ordinal",)),
    m.ReviewFinding: Table("script_review", ("finding_id",), "project_key", ("finding_id",)),
    m.EvaluationResult: Table("evaluation_results", ("result_id",), "subject_key", ("suite", "metric", "result_id")),
    m.VersionContent: Table("version_contents", ("content_key",), None, ("content_key",)),
    m.Version: Table("versions", ("version_id",), "project_key", ("number",)),
    m.Feedback: Table("feedback", ("feedback_id",), "channel_key", ("created_at", "feedback_id")),
    m.PreferenceRule: Table("preference_rules", ("rule_id",), "channel_key", ("wording", "rather")),
    m.SourceCopy: Table("source_copies", ("copy_id",), "project_key", ("source", "locator")),
    m.SourcePolicy: Table("source_policies", ("project_key",), None, ("project_key",)),
    m.CredibilityOverride: Table(
        "credibility_overrides", ("override_id",), "project_key", ("decided_at", "override_id")
    ),
    m.ModelCall: Table("model_calls", ("call_id",), None, ("call_id",)),
}
