"""The reuse guard: how long ago a story was told, and which stories may be told again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.models import Project, ScriptSentence, Story, Telling, Video, VideoStatus

_TOLD = frozenset({VideoStatus.STORED, VideoStatus.PARTIAL})


def videos_since(videos: Sequence[Video]) -> dict[str, int]:
    """Return video id → how many usable videos of the channel came after it; `videos` are in channel order."""
    usable = [video.video_id for video in videos if video.status in _TOLD]
    return {video_id: len(usable) - 1 - place for place, video_id in enumerate(usable)}


def told_recently(story: Story, n_videos: int) -> bool:
    """Whether the story was told in one of the channel's last `n_videos` videos, or in a script of another project."""
    return any(telling.videos_since < n_videos for telling in story.tellings)


def may_be_told(stories: Sequence[Story], n_videos: int) -> list[Story]:
    """Return the stories that were not told in the last `n_videos` videos, in order; all of them for 0."""
    return [story for story in stories if not told_recently(story, n_videos)]


def when_told(story: Story) -> str:
    """Return where and how long ago a story was told last, in words that end a sentence."""
    last = story.last_told
    if last is None:
        return "at a time that is not known"
    if last.project_key is not None:
        return f"in the script “{last.title}”"
    ago = {0: "the last video", 1: "one video ago"}.get(last.videos_since, f"{last.videos_since} videos ago")
    return f"in “{last.title}”, {ago}"


def with_scripts(
    stories: Sequence[Story], projects: Sequence[Project], scripts: Mapping[str, Sequence[ScriptSentence]]
) -> list[Story]:
    """Return the stories with a telling added for each script that tells them.

    A script is of a video to come, so its telling is the newest. Where the channel has a video of the project's topic
    by name that tells the story, the script has been filmed, and only the video counts.

    Args:
        stories: the channel's stories.
        projects: the projects whose scripts count: those of the channel but the one that is being written.
        scripts: project key → the sentences of its script.
    """
    told: dict[str, list[Telling]] = {story.story_id: [] for story in stories}
    for project in projects:
        cited = {line.story_id: line for line in reversed(scripts.get(project.project_key, ())) if line.story_id}
        for story in stories:
            line = cited.get(story.story_id)
            if line is not None and not _is_filmed(project, story):
                told[story.story_id].append(_telling(project, line, scripts[project.project_key]))
    return [replace(story, tellings=(*story.tellings, *told[story.story_id])) for story in stories]


def _is_filmed(project: Project, story: Story) -> bool:
    topic = project.topic.casefold().strip()
    return any(telling.title.casefold().strip() == topic for telling in story.tellings)


def _telling(project: Project, line: ScriptSentence, script: Sequence[ScriptSentence]) -> Telling:
    return Telling(
        title=project.topic,
        video_id=None,
        project_key=project.project_key,
        first_ordinal=line.ordinal,
        start_s=sum(sentence.seconds for sentence in script if sentence.ordinal < line.ordinal),
        position=min(1.0, line.ordinal / max(1, len(script))),
        videos_since=0,
    )
