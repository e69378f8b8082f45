"""The brief: the contradiction ledger, misconceptions, and the sentences that make no claim."""

from alembic import op

revision = "0015"
down_revision = "0014"

UP = """
CREATE TABLE contradictions (
    contradiction_id  text PRIMARY KEY,
    project_key       text NOT NULL REFERENCES projects,
    ordinal           integer NOT NULL,
    kind              text NOT NULL CHECK (kind IN ('number', 'date', 'stance')),
    outcome           text NOT NULL CHECK (outcome IN ('conflict', 'two scopes')),
    same              text NOT NULL,
    value             text NOT NULL,
    other_value       text NOT NULL,
    reason            text NOT NULL,
    claim_id          text NOT NULL,
    document_id       text NOT NULL,
    quote             text NOT NULL,
    "start"           integer NOT NULL,
    "end"             integer NOT NULL,
    other_claim_id    text NOT NULL,
    other_document_id text NOT NULL,
    other_quote       text NOT NULL,
    other_start       integer NOT NULL,
    other_end         integer NOT NULL,
    engine            text NOT NULL
);
CREATE INDEX contradictions_project ON contradictions (project_key);

CREATE TABLE misconceptions (
    misconception_id  text PRIMARY KEY,
    project_key       text NOT NULL REFERENCES projects,
    document_id       text NOT NULL,
    ordinal           integer NOT NULL,
    belief            text,
    quote             text NOT NULL,
    "start"           integer NOT NULL,
    "end"             integer NOT NULL,
    correction        text,
    correction_quote  text,
    correction_start  integer,
    correction_end    integer,
    engine            text NOT NULL,
    CHECK (belief IS NOT NULL OR correction IS NOT NULL),
    CHECK ((correction IS NULL) = (correction_quote IS NULL))
);
CREATE INDEX misconceptions_project ON misconceptions (project_key);

CREATE TABLE gaps (
    gap_id      text PRIMARY KEY,
    project_key text NOT NULL REFERENCES projects,
    ordinal     integer NOT NULL,
    question    text NOT NULL,
    looked_for  text NOT NULL,
    nearest     text,
    reason      text NOT NULL,
    engine      text NOT NULL
);
CREATE INDEX gaps_project ON gaps (project_key);

CREATE TABLE glossary (
    concept_id    text PRIMARY KEY,
    project_key   text NOT NULL REFERENCES projects,
    ordinal       integer NOT NULL,
    term          text NOT NULL,
    definition    text,
    document_id   text,
    quote         text,
    "start"       integer,
    "end"         integer,
    n_mentions    integer NOT NULL,
    first_mention integer NOT NULL,
    CHECK ((definition IS NULL) = (quote IS NULL))
);
CREATE INDEX glossary_project ON glossary (project_key);

CREATE TABLE concept_map (
    link_id     text PRIMARY KEY,
    project_key text NOT NULL REFERENCES projects,
    concept_id  text NOT NULL,
    needs_id    text NOT NULL CHECK (needs_id <> concept_id),
    term        text NOT NULL,
    needs       text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('definition', 'section')),
    document_id text NOT NULL,
    quote       text NOT NULL,
    "start"     integer NOT NULL,
    "end"       integer NOT NULL
);
CREATE INDEX concept_map_project ON concept_map (project_key);

CREATE TABLE asides (
    aside_id    text PRIMARY KEY,
    project_key text NOT NULL REFERENCES projects,
    document_id text NOT NULL,
    passage_id  text NOT NULL,
    ordinal     integer NOT NULL,
    kind        text NOT NULL,
    reason      text NOT NULL,
    quote       text NOT NULL,
    "start"     integer NOT NULL,
    "end"       integer NOT NULL,
    engine      text NOT NULL
);
CREATE INDEX asides_project ON asides (project_key);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
