"""Feedback on sentences, claims, hooks and traits, and the preferences that a creator's edits agree on."""

from alembic import op

revision = "0020"
down_revision = "0019"

UP = """
CREATE TABLE feedback (
    feedback_id  text PRIMARY KEY,
    channel_key  text NOT NULL REFERENCES channels,
    project_key  text REFERENCES projects,
    subject_type text NOT NULL CHECK (subject_type IN ('sentence', 'claim', 'hook', 'trait')),
    subject_key  text NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('accept', 'edit', 'reject', 'comment')),
    before       text NOT NULL,
    text         text NOT NULL,
    author       text NOT NULL CHECK (author <> ''),
    version      integer CHECK (version > 0),
    created_at   timestamptz NOT NULL,
    CHECK (project_key IS NOT NULL OR subject_type = 'trait'),
    CHECK (kind <> 'comment' OR text <> '')
);
CREATE INDEX feedback_project ON feedback (project_key, subject_type, subject_key);
CREATE INDEX feedback_channel ON feedback (channel_key, kind);

CREATE TABLE preference_rules (
    rule_id     text PRIMARY KEY,
    channel_key text NOT NULL REFERENCES channels,
    wording     text NOT NULL,
    rather      text NOT NULL,
    statement   text NOT NULL,
    support     integer NOT NULL CHECK (support > 0),
    against     integer NOT NULL CHECK (against >= 0),
    examples    text[] NOT NULL,
    is_revoked  boolean NOT NULL
);
CREATE INDEX preference_rules_channel ON preference_rules (channel_key);

ALTER TABLE script_draft ADD COLUMN preference_ids text[] NOT NULL DEFAULT '{}';
ALTER TABLE script_draft DROP CONSTRAINT script_draft_kind_check;
ALTER TABLE script_draft ADD CONSTRAINT script_draft_kind_check
    CHECK (kind IN ('sourced', 'story', 'rhetoric', 'belief', 'own', 'unsupported'));
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
