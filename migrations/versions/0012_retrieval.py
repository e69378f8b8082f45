"""Token vectors and copies of passages, and the queries of the research."""

from alembic import op

revision = "0012"
down_revision = "0011"

# A row of `passages` with its vector is close to the size at which Postgres moves its largest columns out of line. The
# vector is read by every search, so it stays; the tokens are read for candidates only, and do not compress.
UP = """
ALTER TABLE passages
    ADD COLUMN tokens  bytea NOT NULL DEFAULT '',
    ADD COLUMN copy_of text,
    ALTER COLUMN tokens SET STORAGE EXTERNAL,
    ALTER COLUMN embedding SET STORAGE PLAIN,
    ADD CHECK (copy_of <> passage_id);

CREATE TABLE research_queries (
    query_id        text PRIMARY KEY,
    project_key     text NOT NULL REFERENCES projects,
    round           integer NOT NULL CHECK (round > 0),
    ordinal         integer NOT NULL,
    perspective     text NOT NULL,
    text            text NOT NULL CHECK (text <> ''),
    origin          text NOT NULL,
    passage_ids     text[] NOT NULL,
    new_passage_ids text[] NOT NULL,
    best_score      double precision,
    stop_reason     text,
    CHECK (new_passage_ids <@ passage_ids)
);
CREATE INDEX research_queries_project ON research_queries (project_key);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
