"""What every component that asks a model has: a client, one prompt by tag, and a count of what its rules refused."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import ClassVar, TypeVar

from pipelines.llm import ModelClient
from pipelines.model_usage import Usage
from pipelines.models import Project
from pipelines.prompts import PromptService, ResolvedPrompt

_log = logging.getLogger(__name__)
T = TypeVar("T")


class ModelComponent:
    """Base of the components that ask a model. `rejections` counts by reason what a rule refused since `begin`.

    Args:
        client: asks the model.
        prompts: holds the component's prompt, `prompt_name` of `pipeline_type`.
        tag: chooses its version; None: the tag that the project runs under.
    """

    prompt_name: ClassVar[str]
    pipeline_type: ClassVar[str] = "facts"

    def __init__(self, client: ModelClient, prompts: PromptService, tag: str | None = None) -> None:
        self.client = client
        self.prompts = prompts
        self.tag = tag
        self.rejections: Counter[str] = Counter()

    @property
    def usage(self) -> Usage:
        """What was asked of the model since its client was made, and what it cost."""
        return self.client.usage

    def begin(self, project: Project | None = None) -> ResolvedPrompt:
        """Forget earlier rejections and return the prompt.

        Raises:
            PromptConfigError: it cannot be used.
        """
        self.rejections = Counter()
        return self.prompt(self.prompt_name, project)

    def prompt(self, name: str, project: Project | None = None) -> ResolvedPrompt:
        """Return another prompt of the same pipeline type.

        Raises:
            PromptConfigError: it cannot be used.
        """
        tag = self.tag or (self.prompts.tag_of(project, self.pipeline_type) if project else None)
        return self.prompts.resolve(name, self.pipeline_type, tag)

    def at_once(self, tasks: Sequence[Callable[[], T]]) -> list[T]:
        """Run tasks that ask the model, as many at once as the settings allow; return their results in order.

        The first task that raises ends it: those that have not begun are not begun.
        """
        if not tasks:
            return []
        with ThreadPoolExecutor(min(len(tasks), self.client.concurrency)) as pool:
            futures = [pool.submit(task) for task in tasks]
            done, waiting = wait(futures, return_when=FIRST_EXCEPTION)
            if waiting:
                pool.shutdown(wait=False, cancel_futures=True)
                raise next(error for future in done if (error := future.exception()))
            return [future.result() for future in futures]

    def report_rejections(self, project_key: str) -> None:
        """Log how many proposals were refused, by reason; nothing where none was."""
        if self.rejections:
            counted = ", ".join(f"{reason} {count}" for reason, count in sorted(self.rejections.items()))
            total = sum(self.rejections.values())
            _log.warning("%s, %s: %d proposals refused: %s", project_key, self.prompt_name, total, counted)
