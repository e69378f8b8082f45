"""Versions of outline, hooks and script: every save, by whom and why; what agrees between versions is stored once."""

from alembic import op

revision = "0019"
down_revision = "0018"

UP = """
CREATE TABLE version_contents (
    content_key text PRIMARY KEY,
    part        text NOT NULL CHECK (part IN ('outline', 'hooks', 'script')),
    rows        jsonb NOT NULL
);

CREATE TABLE versions (
    version_id  text PRIMARY KEY,
    project_key text NOT NULL REFERENCES projects,
    number      integer NOT NULL CHECK (number > 0),
    parent      integer CHECK (parent > 0 AND parent < number),
    author      text NOT NULL CHECK (author <> ''),
    is_machine  boolean NOT NULL,
    is_offer    boolean NOT NULL CHECK (is_machine OR NOT is_offer),
    reason      text NOT NULL CHECK (reason <> ''),
    outline     text NOT NULL REFERENCES version_contents,
    hooks       text NOT NULL REFERENCES version_contents,
    script      text NOT NULL REFERENCES version_contents,
    created_at  timestamptz NOT NULL,
    UNIQUE (project_key, number),
    FOREIGN KEY (project_key, parent) REFERENCES versions (project_key, number)
);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
