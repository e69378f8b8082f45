"""The complete profile: intervals, percentiles, drift, versions, series, and the creator's own style controls."""

from alembic import op

revision = "0009"
down_revision = "0008"

UP = """
ALTER TABLE voice_features
    ADD COLUMN phrases  bytea NOT NULL DEFAULT '',
    ADD COLUMN terms    bytea NOT NULL DEFAULT '',
    ADD COLUMN examples jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN edges    jsonb NOT NULL DEFAULT '{}';

ALTER TABLE creator_dna
    ADD COLUMN interval_low  double precision,
    ADD COLUMN interval_high double precision,
    ADD COLUMN percentile    double precision CHECK (percentile BETWEEN 0 AND 100),
    ADD COLUMN n_speakers    integer NOT NULL DEFAULT 0,
    ADD COLUMN stability     double precision CHECK (stability BETWEEN 0 AND 1),
    ADD COLUMN drift         jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN reasons       jsonb NOT NULL DEFAULT '{}';

CREATE TABLE series_dna (
    series_trait_id text PRIMARY KEY,
    channel_key     text NOT NULL REFERENCES channels,
    series          text NOT NULL,
    name            text NOT NULL,
    label           text NOT NULL,
    unit            text NOT NULL,
    value           double precision NOT NULL,
    rest            double precision NOT NULL,
    difference_low  double precision,
    difference_high double precision,
    n_videos        integer NOT NULL,
    differs         boolean NOT NULL
);
CREATE INDEX series_dna_channel ON series_dna (channel_key);

CREATE TABLE creator_dna_versions (
    version_id  text PRIMARY KEY,
    channel_key text NOT NULL REFERENCES channels,
    number      integer NOT NULL CHECK (number > 0),
    digest      text NOT NULL,
    n_videos    integer NOT NULL,
    n_words     integer NOT NULL,
    traits      jsonb NOT NULL,
    phrases     text[] NOT NULL,
    changes     jsonb NOT NULL,
    stored_at   timestamptz NOT NULL DEFAULT now(),
    UNIQUE (channel_key, number)
);

CREATE TABLE style_controls (
    control_id  text PRIMARY KEY,
    channel_key text NOT NULL REFERENCES channels,
    kind        text NOT NULL CHECK (kind IN ('trait', 'phrase')),
    target      text NOT NULL CHECK (target <> ''),
    action      text NOT NULL CHECK (action IN ('pin', 'raise', 'lower', 'ban')),
    value       double precision,
    UNIQUE (channel_key, kind, target)
);

CREATE TABLE series_rules (
    rule_id     text PRIMARY KEY,
    channel_key text NOT NULL REFERENCES channels,
    pattern     text NOT NULL CHECK (pattern <> ''),
    series      text NOT NULL CHECK (series <> ''),
    UNIQUE (channel_key, pattern)
);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
