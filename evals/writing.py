"""A script as the assets `outline`, `hooks` and `script_draft` write it, in memory, without explanations."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evals.creators import Creator
from evals.libraries import Subject
from pipelines.models import Hook, OutlineBeat, Project, ScriptSentence
from pipelines.writing.pipeline import draft_script, finish_script, load_frameworks, make_outline, write_hooks

if TYPE_CHECKING:
    from pipelines.engines import ScriptDrafter
    from pipelines.writing.hook_writer import ModelHookWriter


@dataclass(frozen=True)
class Planned:
    """What a script is written by: the outline and the openings, the first of which is used."""

    project: Project
    creator: Creator
    subject: Subject
    outline: tuple[OutlineBeat, ...]
    hooks: tuple[Hook, ...]


@dataclass(frozen=True)
class Written:
    """A script with what it was made of. `creator` is what the writer knew of them."""

    planned: Planned
    sentences: tuple[ScriptSentence, ...]

    @property
    def text(self) -> str:
        """What is spoken, a sentence a line."""
        return "\n".join(sentence.text for sentence in self.sentences if not sentence.is_placeholder)


def plan(creator: Creator, subject: Subject, minutes: float, hook_writer: "ModelHookWriter | None" = None) -> Planned:
    """Plan a script and its openings; openings by a model stand the same comparison as those by rule."""
    key, slug = creator.channel.channel_key, subject.project.project_key.split("/", maxsplit=1)[1]
    project = replace(subject.project, project_key=f"{key}/{slug}", channel_key=key, minutes=minutes)
    frames, stories = list(creator.frames), list(creator.stories)
    outline = make_outline(
        project, subject.facts, frames, stories, creator.words_per_minute, load_frameworks(), (),
        subject.misconceptions, subject.known, creator.habits,
    )  # fmt: skip
    proposed = (
        hook_writer.run(
            project, outline, list(subject.facts), frames, list(subject.documents), (), subject.misconceptions,
            creator.profile,
        )["openings"]
        if hook_writer
        else []
    )  # fmt: skip
    hooks = write_hooks(
        project, outline, subject.facts, frames, creator.voice, (), stories, creator.features, subject.misconceptions,
        proposed,
    )  # fmt: skip
    return Planned(project, creator, subject, tuple(outline), tuple(hooks))


def write(planned: Planned, drafter: "ScriptDrafter | None" = None, is_revoiced: bool = True) -> Written:
    """Draft and mend a script; without a `drafter` by rule, and then re-voiced or not."""
    given, subject = planned.creator, planned.subject
    if drafter is None:
        drafted: Sequence[ScriptSentence] = draft_script(
            planned.project, planned.outline, planned.hooks, subject.facts, given.frames, given.stories,
            subject.documents, given.words_per_minute, given.voice, (), subject.misconceptions, subject.known,
            is_revoiced=is_revoiced,
        )  # fmt: skip
    else:
        drafted = drafter.run(
            planned.project, list(planned.outline), list(planned.hooks), list(subject.facts), list(given.frames),
            list(given.stories), list(subject.documents), given.words_per_minute, given.voice, (),
            subject.misconceptions, subject.known, given.profile,
        )["sentences"]  # fmt: skip
    finished = finish_script(
        planned.project, planned.outline, drafted, subject.facts, subject.documents, given.words_per_minute, given.voice,
        known=subject.known,
    )  # fmt: skip
    return Written(planned, tuple(finished))
