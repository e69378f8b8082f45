"""Channels, projects and the record of what was written."""

from alembic import op

revision = "0001"
down_revision = None

UP = """
CREATE EXTENSION IF NOT EXISTS vector;
CREATE SCHEMA IF NOT EXISTS dagster;

CREATE TABLE channels (
    channel_key text PRIMARY KEY CHECK (channel_key ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    name        text NOT NULL,
    source      text NOT NULL,
    speaker     text,
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE projects (
    project_key  text PRIMARY KEY,
    channel_key  text NOT NULL REFERENCES channels,
    topic        text NOT NULL,
    library      text NOT NULL,
    minutes      double precision NOT NULL CHECK (minutes > 0),
    audience     text NOT NULL,
    pipeline_tag text,
    created_at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE partition_writes (
    asset          text NOT NULL,
    partition_key  text NOT NULL,
    run_id         text NOT NULL,
    fence_order    bigint NOT NULL,
    code_version   text NOT NULL,
    inputs         jsonb NOT NULL,
    n_rows         integer NOT NULL,
    content_sha256 text NOT NULL,
    written_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (asset, partition_key)
);

CREATE TABLE model_calls (
    call_id           text PRIMARY KEY,
    model             text NOT NULL,
    prompt_name       text NOT NULL,
    prompt_version    text NOT NULL,
    request           jsonb NOT NULL,
    reply             text NOT NULL,
    finish_reason     text NOT NULL,
    prompt_tokens     integer NOT NULL,
    completion_tokens integer NOT NULL,
    cost_usd          double precision,
    latency_s         double precision NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now()
);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
