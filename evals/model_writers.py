"""The components that ask a model for claims, openings and scripts, with the prompts of a target."""

from dataclasses import dataclass

from evals.targets import Target
from pipelines.facts.model_extractor import ModelClaimExtractor
from pipelines.llm import ModelClient
from pipelines.prompts import PromptService
from pipelines.writing.hook_writer import ModelHookWriter
from pipelines.writing.model_drafter import ModelScriptDrafter
from pipelines.writing.pipeline import contents_of, review_script


@dataclass(frozen=True)
class Writers:
    """What asks the model of one case."""

    extractor: ModelClaimExtractor  # `claim-extraction`
    hook_writer: ModelHookWriter  # `hook-writing`
    drafter: ModelScriptDrafter  # `script-draft` and `script-repair`


def writers(client: ModelClient, prompts: PromptService, target: Target) -> Writers:
    """Return the components over one client."""
    return Writers(
        ModelClaimExtractor(client, prompts, target.tag),
        ModelHookWriter(client, prompts, target.tag),
        ModelScriptDrafter(client, prompts, review_script, contents_of, target.tag),
    )
