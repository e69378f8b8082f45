"""Hooks: the criteria they are ranked by, what they promise and what pays it, and how the creator opens so."""

from alembic import op

revision = "0021"
down_revision = "0020"

UP = """
ALTER TABLE hooks ADD COLUMN criteria jsonb NOT NULL DEFAULT '{}';
ALTER TABLE hooks ADD COLUMN promises jsonb NOT NULL DEFAULT '[]';
ALTER TABLE hooks ADD COLUMN style text NOT NULL DEFAULT '';
ALTER TABLE hooks ADD COLUMN story_id text;
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
