"""Quality: evaluation results."""

from alembic import op

revision = "0007"
down_revision = "0006"

UP = """
CREATE TABLE evaluation_results (
    result_id      text PRIMARY KEY,
    subject_type   text NOT NULL,
    subject_key    text NOT NULL,
    suite          text NOT NULL,
    metric         text NOT NULL,
    tag            text NOT NULL,
    value          double precision,
    low            double precision,
    high           double precision,
    n              integer NOT NULL,
    n_errors       integer NOT NULL,
    dataset_sha256 text NOT NULL,
    reason         text,
    engine         text NOT NULL,
    CHECK (value IS NOT NULL OR reason IS NOT NULL)
);
CREATE INDEX evaluation_results_subject ON evaluation_results (subject_type, subject_key);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
