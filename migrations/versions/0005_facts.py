"""Facts: claims, evidence, verdicts."""

from alembic import op

revision = "0005"
down_revision = "0004"

UP = """
CREATE TABLE claims (
    claim_id         text PRIMARY KEY,
    project_key      text NOT NULL REFERENCES projects,
    document_id      text NOT NULL,
    passage_id       text NOT NULL,
    ordinal          integer NOT NULL,
    heading          text NOT NULL,
    text             text NOT NULL,
    quote            text NOT NULL CHECK (quote <> ''),
    "start"          integer NOT NULL,
    "end"            integer NOT NULL,
    check_worthiness double precision NOT NULL CHECK (check_worthiness BETWEEN 0 AND 1),
    engine           text NOT NULL
);
CREATE INDEX claims_project ON claims (project_key);

CREATE TABLE evidence (
    evidence_id text PRIMARY KEY,
    project_key text NOT NULL REFERENCES projects,
    claim_id    text NOT NULL,
    document_id text NOT NULL,
    passage_id  text NOT NULL,
    verdict     text NOT NULL CHECK (verdict IN ('SUPPORTED', 'REFUTED', 'NOT_ENOUGH_INFO')),
    probability double precision NOT NULL CHECK (probability BETWEEN 0 AND 1),
    quote       text NOT NULL CHECK (quote <> ''),
    "start"     integer NOT NULL,
    "end"       integer NOT NULL,
    engine      text NOT NULL
);
CREATE INDEX evidence_project ON evidence (project_key, claim_id);

CREATE TABLE verified_facts (
    fact_id             text PRIMARY KEY,
    project_key         text NOT NULL REFERENCES projects,
    claim_id            text NOT NULL,
    document_id         text NOT NULL,
    ordinal             integer NOT NULL,
    heading             text NOT NULL,
    text                text NOT NULL,
    quote               text NOT NULL CHECK (quote <> ''),
    "start"             integer NOT NULL,
    "end"               integer NOT NULL,
    verdict             text NOT NULL CHECK (verdict IN ('SUPPORTED', 'REFUTED', 'NOT_ENOUGH_INFO')),
    probability         double precision CHECK (probability BETWEEN 0 AND 1),
    independent_sources integer NOT NULL CHECK (independent_sources >= 1),
    evidence_ids        text[] NOT NULL,
    relevance           double precision NOT NULL,
    engine              text NOT NULL
);
CREATE INDEX verified_facts_project ON verified_facts (project_key);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
