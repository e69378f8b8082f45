"""Frameworks: what asks for them and what is heard in their beats. Explanations of terms."""

from alembic import op

revision = "0022"
down_revision = "0018"

UP = """
ALTER TABLE educational_frameworks ADD COLUMN topics text[] NOT NULL DEFAULT '{}';
ALTER TABLE educational_frameworks ADD COLUMN audiences jsonb NOT NULL DEFAULT '{}';
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
