"""What the writing stage asks the database."""

from pipelines.database import Database
from pipelines.editing.store import standing_script
from pipelines.models import Project, ScriptSentence
from pipelines.writing.safety.authenticity import LAST_SCRIPTS


def last_scripts(db: Database, project: Project) -> dict[str, list[ScriptSentence]]:
    """Return topic → sentences of the channel's scripts that were written last, as they stand, the latest first, but for this project's."""
    written = [
        (write.fence_order, other.project_key, other.topic)
        for other in db.read(Project, channel_key=project.channel_key)
        if other.project_key != project.project_key
        and (write := db.last_write("script_draft", other.project_key)) is not None
    ]
    latest = sorted(written, reverse=True)[:LAST_SCRIPTS]
    return {topic: standing_script(db, key) for _, key, topic in latest}
