"""What the fidelity score needs of a video."""

from alembic import op

revision = "0011"
down_revision = "0010"

UP = """
ALTER TABLE voice_features
    ADD COLUMN speech        bytea NOT NULL DEFAULT '',
    ADD COLUMN speech_prints bytea NOT NULL DEFAULT '';
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
