"""Frameworks: what asks for them and what is heard in their beats. Explanations of terms."""

from alembic import op

revision = "0022"
down_revision = "0021"

UP = """
ALTER TABLE educational_frameworks ADD COLUMN topics text[] NOT NULL DEFAULT '{}';
ALTER TABLE educational_frameworks ADD COLUMN audiences jsonb NOT NULL DEFAULT '{}';

CREATE TABLE explanations (
    explanation_id text PRIMARY KEY,
    project_key    text NOT NULL REFERENCES projects,
    ordinal        integer NOT NULL,
    term           text NOT NULL,
    difficulty     double precision,
    way            text NOT NULL CHECK (way IN ('definition', 'analogy', 'example', 'steps')),
    sentences      text[] NOT NULL CHECK (cardinality(sentences) > 0),
    fact_ids       text[] NOT NULL,
    segment_id     text,
    support        double precision,
    reason         text NOT NULL,
    engine         text NOT NULL,
    CHECK (cardinality(fact_ids) > 0 OR segment_id IS NOT NULL)
);
CREATE INDEX explanations_project ON explanations (project_key);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
