"""Beliefs in scripts: what people wrongly think, said as their belief, with the fact that corrects it."""

from alembic import op

revision = "0018"
down_revision = "0015"

UP = """
ALTER TABLE script_draft DROP CONSTRAINT script_draft_kind_check;
ALTER TABLE script_draft ADD CONSTRAINT script_draft_kind_check
    CHECK (kind IN ('sourced', 'story', 'rhetoric', 'belief', 'unsupported'));
ALTER TABLE script_draft ADD CONSTRAINT script_draft_belief_check
    CHECK (kind <> 'belief' OR cardinality(fact_ids) > 0);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
