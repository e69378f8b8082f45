"""Sources: documents fetched for a project, where a project may look, rights, and overrides of credibility."""

from alembic import op

revision = "0014"
down_revision = "0012"

UP = """
ALTER TABLE research_documents
    ADD COLUMN source   text NOT NULL DEFAULT 'library',
    ADD COLUMN priority integer NOT NULL DEFAULT 0 CHECK (priority >= 0),
    ADD COLUMN rights   text NOT NULL DEFAULT 'unknown' CHECK (rights IN ('own', 'licence', 'quotation', 'unknown')),
    ADD COLUMN genre    text,
    ADD COLUMN cited_by integer CHECK (cited_by >= 0),
    ADD COLUMN notes    text[] NOT NULL DEFAULT '{}';

CREATE TABLE source_copies (
    copy_id      text PRIMARY KEY,
    project_key  text NOT NULL REFERENCES projects,
    source       text NOT NULL,
    locator      text NOT NULL,
    title        text NOT NULL,
    media_type   text NOT NULL,
    raw          bytea NOT NULL,
    sha256       text NOT NULL,
    is_own       boolean NOT NULL,
    fetched_on   date NOT NULL,
    checked_on   date NOT NULL,
    found_by     text,
    withdrawn    text,
    withdrawn_by text CHECK (withdrawn_by IS NULL OR withdrawn IS NOT NULL),
    stated       jsonb NOT NULL,
    UNIQUE (project_key, source, locator)
);

CREATE TABLE source_policies (
    project_key text PRIMARY KEY REFERENCES projects,
    sources     text[] NOT NULL,
    only_own    boolean NOT NULL
);

CREATE TABLE credibility_overrides (
    override_id text PRIMARY KEY,
    project_key text NOT NULL REFERENCES projects,
    source_path text NOT NULL CHECK (source_path <> ''),
    value       double precision NOT NULL CHECK (value BETWEEN 0 AND 1),
    reason      text NOT NULL CHECK (reason <> ''),
    decided_by  text NOT NULL CHECK (decided_by <> ''),
    decided_at  timestamptz NOT NULL
);
CREATE INDEX credibility_overrides_project ON credibility_overrides (project_key);
"""


def upgrade() -> None:
    op.execute(UP)


def downgrade() -> None:
    raise NotImplementedError("Schema history is append-only.")
