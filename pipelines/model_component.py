"""What every component that asks a model has: a client, one prompt by tag, and a count of what its rules refused."""

import logging
from collections import Counter
from typing import ClassVar

from pipelines.llm import ModelClient
from pipelines.models import Project
from pipelines.prompts import PromptService, ResolvedPrompt

_log = logging.getLogger(__name__)


class ModelComponent:
    """Base of the components that ask a model. `rejections` counts by reason what a rule refused since `begin`.

    Args:
        client: asks the model.
        prompts: holds the component's prompt, `prompt_name` of `pipeline_type`.
        tag: chooses its version; None: the tag of the project, else the default one.
    """

    prompt_name: ClassVar[str]
    pipeline_type: ClassVar[str] = "facts"

    def __init__(self, client: ModelClient, prompts: PromptService, tag: str | None = None) -> None:
        self.client = client
        self.prompts = prompts
        self.tag = tag
        self.rejections: Counter[str] = Counter()

    def begin(self, project: Project | None = None) -> ResolvedPrompt:
        """Forget earlier rejections and return the prompt.

        Raises:
            PromptConfigError: it cannot be used.
        """
        self.rejections = Counter()
        tag = self.tag or (project.pipeline_tag if project else None)
        return self.prompts.resolve(self.prompt_name, self.pipeline_type, tag)

    def report_rejections(self, project_key: str) -> None:
        """Log how many proposals were refused, by reason; nothing where none was."""
        if self.rejections:
            counted = ", ".join(f"{reason} {count}" for reason, count in sorted(self.rejections.items()))
            total = sum(self.rejections.values())
            _log.warning("%s, %s: %d proposals refused: %s", project_key, self.prompt_name, total, counted)
