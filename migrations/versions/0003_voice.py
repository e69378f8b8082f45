"""Voice: measurements, profile, phrasing frames and stories."""

from alembic import op

revision = "0003"
down_revision = "0002"

UP = """
CREATE TABLE voice_features (
    video_id    text PRIMARY KEY,
    channel_key text NOT NULL REFERENCES channels,
    n_words     integer NOT NULL,
    n_sentences integer NOT NULL,
    duration_s  double precision,
    measures    jsonb NOT NULL,
    counts      jsonb NOT NULL,
    source_digest text NOT NULL
);
CREATE INDEX voice_features_channel ON voice_features (channel_key);

CREATE TABLE creator_dna (
    trait_id    text PRIMARY KEY,
    channel_key text NOT NULL REFERENCES channels,
    family      text NOT NULL,
    name        text NOT NULL,
    label       text NOT NULL,
    value       double precision,
    unit        text NOT NULL,
    low         double precision,
    high        double precision,
    n_videos    integer NOT NULL,
    reason      text,
    detail      jsonb NOT NULL,
    evidence    jsonb NOT NULL,
    UNIQUE (channel_key, name),
    CHECK (value IS NOT NULL OR reason IS NOT NULL)
);

CREATE TABLE phrase_frames (
    frame_id    text PRIMARY KEY,
    channel_key text NOT NULL REFERENCES channels,
    function    text NOT NULL,
    form        text NOT NULL,
    text        text NOT NULL,
    count       integer NOT NULL,
    n_videos    integer NOT NULL,
    evidence    jsonb NOT NULL
);
CREATE INDEX phrase_frames_channel ON phrase_frames (channel_key);

CREATE TABLE stories (
    story_id      text PRIMARY KEY,
    channel_key   text NOT NULL REFERENCES channels,
    video_id      text NOT NULL,
    first_ordinal integer NOT NULL,
    last_ordinal  integer NOT NULL,
    start_s       double precision,
    end_s         double precision,
    position      double precision NOT NULL CHECK (position BETWEEN 0 AND 1),
    text          text NOT NULL,
    people        text[] NOT NULL,
    places        text[] NOT NULL,
    times         text[] NOT NULL
);
CREATE INDEX stories_channel ON stories (channel_key);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
