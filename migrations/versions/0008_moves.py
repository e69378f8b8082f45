"""Discourse moves and the structure of videos."""

from alembic import op

revision = "0008"
down_revision = "0007"

UP = """
CREATE TABLE discourse_moves (
    move_id       text PRIMARY KEY,
    channel_key   text NOT NULL REFERENCES channels,
    video_id      text NOT NULL,
    segment_id    text NOT NULL,
    ordinal       integer NOT NULL,
    move          text NOT NULL,
    wording       text NOT NULL,
    position      double precision NOT NULL CHECK (position BETWEEN 0 AND 1),
    start_s       double precision,
    end_s         double precision,
    source_digest text NOT NULL
);
CREATE INDEX discourse_moves_channel ON discourse_moves (channel_key, move);

CREATE TABLE video_structure (
    part_id       text PRIMARY KEY,
    channel_key   text NOT NULL REFERENCES channels,
    video_id      text NOT NULL,
    kind          text NOT NULL,
    number        integer NOT NULL CHECK (number > 0),
    first_ordinal integer NOT NULL,
    last_ordinal  integer NOT NULL,
    start_s       double precision,
    end_s         double precision,
    begins_at     double precision NOT NULL CHECK (begins_at BETWEEN 0 AND 1),
    ends_at       double precision NOT NULL,
    source_digest text NOT NULL,
    CHECK (first_ordinal <= last_ordinal AND begins_at <= ends_at AND ends_at <= 1)
);
CREATE INDEX video_structure_channel ON video_structure (channel_key, kind);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
