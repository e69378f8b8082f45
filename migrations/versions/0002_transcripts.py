"""Transcripts: videos and the sentences spoken in them."""

from alembic import op

revision = "0002"
down_revision = "0001"

UP = """
CREATE TABLE videos (
    video_id     text PRIMARY KEY,
    channel_key  text NOT NULL REFERENCES channels,
    title        text NOT NULL,
    source_path  text NOT NULL,
    media_type   text NOT NULL,
    sha256       text NOT NULL,
    raw          bytea NOT NULL,
    published_on date,
    status       text NOT NULL CHECK (status IN ('stored', 'partial', 'failed', 'duplicate')),
    problem      text,
    ordinal      integer NOT NULL,
    CHECK (status NOT IN ('failed', 'partial') OR problem IS NOT NULL)
);
CREATE INDEX videos_channel ON videos (channel_key);

CREATE TABLE segments (
    segment_id    text PRIMARY KEY,
    channel_key   text NOT NULL REFERENCES channels,
    video_id      text NOT NULL REFERENCES videos,
    ordinal       integer NOT NULL,
    text          text NOT NULL CHECK (text <> ''),
    start_s       double precision,
    end_s         double precision,
    speaker       text,
    is_punctuated boolean NOT NULL,
    CHECK (end_s >= start_s)
);
CREATE INDEX segments_channel ON segments (channel_key, video_id, ordinal);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
