"""Writing: frameworks, outline, hooks, script, review."""

from alembic import op

revision = "0006"
down_revision = "0005"

UP = """
CREATE TABLE educational_frameworks (
    framework_id text PRIMARY KEY,
    title        text NOT NULL,
    source       text NOT NULL,
    suits        text NOT NULL,
    signals      jsonb NOT NULL,
    beats        jsonb NOT NULL
);

CREATE TABLE outline (
    beat_id          text PRIMARY KEY,
    project_key      text NOT NULL REFERENCES projects,
    ordinal          integer NOT NULL,
    framework_id     text NOT NULL,
    framework_reason text NOT NULL,
    name             text NOT NULL,
    title            text NOT NULL,
    purpose          text NOT NULL,
    words            integer NOT NULL,
    minutes          double precision NOT NULL,
    fact_ids         text[] NOT NULL,
    visual           text NOT NULL
);
CREATE INDEX outline_project ON outline (project_key);

CREATE TABLE hooks (
    hook_id     text PRIMARY KEY,
    project_key text NOT NULL REFERENCES projects,
    ordinal     integer NOT NULL,
    kind        text NOT NULL,
    sentences   text[] NOT NULL,
    kinds       jsonb NOT NULL,
    fact_ids    jsonb NOT NULL,
    score       double precision NOT NULL,
    reason      text NOT NULL,
    engine      text NOT NULL
);
CREATE INDEX hooks_project ON hooks (project_key);

CREATE TABLE script_draft (
    sentence_id    text PRIMARY KEY,
    project_key    text NOT NULL REFERENCES projects,
    ordinal        integer NOT NULL,
    beat_id        text NOT NULL,
    text           text NOT NULL CHECK (text <> ''),
    kind           text NOT NULL CHECK (kind IN ('sourced', 'story', 'rhetoric', 'unsupported')),
    fact_ids       text[] NOT NULL,
    story_id       text,
    frame_id       text,
    is_placeholder boolean NOT NULL,
    visual         text NOT NULL,
    seconds        double precision NOT NULL,
    voice          double precision,
    engine         text NOT NULL,
    CHECK (kind <> 'sourced' OR cardinality(fact_ids) > 0),
    CHECK (kind <> 'story' OR story_id IS NOT NULL OR is_placeholder)
);
CREATE INDEX script_draft_project ON script_draft (project_key, ordinal);

CREATE TABLE script_review (
    finding_id  text PRIMARY KEY,
    project_key text NOT NULL REFERENCES projects,
    rule        text NOT NULL,
    severity    text NOT NULL CHECK (severity IN ('blocking', 'warning', 'note')),
    sentence_id text,
    message     text NOT NULL,
    remedy      text NOT NULL
);
CREATE INDEX script_review_project ON script_review (project_key);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
