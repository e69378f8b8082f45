"""What each video adds to stories and phrasing frames; one row a story with its tellings, its point and its vectors."""

from alembic import op

revision = "0010"
down_revision = "0009"

# The stories of the old form are made again from the segments, which stay.
UP = """
CREATE TABLE story_tellings (
    video_id      text PRIMARY KEY,
    channel_key   text NOT NULL REFERENCES channels,
    passages      jsonb NOT NULL,
    source_digest text NOT NULL
);
CREATE INDEX story_tellings_channel ON story_tellings (channel_key);

CREATE TABLE frame_sightings (
    video_id      text PRIMARY KEY,
    channel_key   text NOT NULL REFERENCES channels,
    n_sentences   integer NOT NULL,
    is_punctuated boolean NOT NULL,
    capitals      jsonb NOT NULL,
    wordings      jsonb NOT NULL,
    everyday      jsonb NOT NULL,
    source_digest text NOT NULL
);
CREATE INDEX frame_sightings_channel ON frame_sightings (channel_key);

DELETE FROM stories;
ALTER TABLE stories
    DROP COLUMN times,
    ADD COLUMN times           jsonb NOT NULL,
    ADD COLUMN point           text,
    ADD COLUMN point_reason    text,
    ADD COLUMN turn            text,
    ADD COLUMN tellings        jsonb NOT NULL,
    ADD COLUMN embedding       vector(384),
    ADD COLUMN point_embedding vector(384);

ALTER TABLE videos
    ADD COLUMN sketch bytea NOT NULL DEFAULT '',
    DROP CONSTRAINT videos_status_check,
    ADD CONSTRAINT videos_status_check
        CHECK (status IN ('stored', 'partial', 'failed', 'duplicate', 'left out'));

ALTER TABLE projects ADD COLUMN story_gap integer NOT NULL DEFAULT 3;
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
