"""Research: documents, passages with embeddings, brief."""

from alembic import op

revision = "0004"
down_revision = "0003"

UP = """
CREATE TABLE research_documents (
    document_id  text PRIMARY KEY,
    project_key  text NOT NULL REFERENCES projects,
    title        text NOT NULL,
    source_path  text NOT NULL,
    media_type   text NOT NULL,
    sha256       text NOT NULL,
    text         text NOT NULL,
    author       text,
    published_on text,
    publisher    text,
    licence      text,
    url          text,
    problem      text,
    headings     jsonb NOT NULL,
    CHECK (text <> '' OR problem IS NOT NULL)
);
CREATE INDEX research_documents_project ON research_documents (project_key);

CREATE TABLE passages (
    passage_id  text PRIMARY KEY,
    project_key text NOT NULL REFERENCES projects,
    document_id text NOT NULL,
    ordinal     integer NOT NULL,
    heading     text NOT NULL,
    text        text NOT NULL CHECK (text <> ''),
    "start"     integer NOT NULL,
    "end"       integer NOT NULL,
    embedding   vector(384) NOT NULL,
    CHECK ("end" > "start")
);
CREATE INDEX passages_project ON passages (project_key);

CREATE TABLE research_brief (
    sentence_id text PRIMARY KEY,
    project_key text NOT NULL REFERENCES projects,
    ordinal     integer NOT NULL,
    question    text NOT NULL,
    text        text NOT NULL,
    passage_ids text[] NOT NULL CHECK (cardinality(passage_ids) > 0),
    engine      text NOT NULL
);
CREATE INDEX research_brief_project ON research_brief (project_key);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
