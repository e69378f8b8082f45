"""The components that ask a model for a script, with the prompts of a target."""

from evals.targets import Target
from pipelines.llm import ModelClient
from pipelines.prompts import PromptService
from pipelines.writing.hook_writer import ModelHookWriter
from pipelines.writing.model_drafter import ModelScriptDrafter
from pipelines.writing.pipeline import contents_of, review_script


def drafter(client: ModelClient, prompts: PromptService, target: Target) -> ModelScriptDrafter:
    """Return what drafts a script with `script-draft` and `script-repair`."""
    return ModelScriptDrafter(client, prompts, review_script, contents_of, target.tag)


def hook_writer(client: ModelClient, prompts: PromptService, target: Target) -> ModelHookWriter:
    """Return what proposes openings with `hook-writing`."""
    return ModelHookWriter(client, prompts, target.tag)
