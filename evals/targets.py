"""What an evaluation measures: a pipeline tag, with the prompt versions, the engine and the options that it runs with."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipelines import settings

if TYPE_CHECKING:
    from pipelines.prompts import PromptService

OFFLINE, MODEL = "offline", "model"
"""The kinds of engine that a suite can measure, as its `ENGINES` names them."""


@dataclass(frozen=True)
class Target:
    """One side of a comparison. Two targets of equal `digest` answer alike.

    `engine` is a model's name or `settings.OFFLINE_ENGINE`. `prompts` maps each prompt's name to (version, sha256).
    `without` names what was taken away on purpose, so that its worth can be measured, as in `voice`.
    """

    tag: str
    engine: str
    prompts: dict[str, tuple[str, str]] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)  # settings that change what is answered
    without: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Sha256 of everything but the tag's name: two tags that say the same are the same target."""
        said = {name: value for name, value in asdict(self).items() if name != "tag"}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    @property
    def is_offline(self) -> bool:
        """Whether no model is asked."""
        return self.engine == settings.OFFLINE_ENGINE


def resolve(
    tag: str, *, prompts: Mapping[str, str] | None = None, engine: str | None = None, without: Iterable[str] = ()
) -> Target:
    """Return the target that a tag names, read from the environment, the prompts' folder and `pipeline-tags.yaml`.

    Args:
        tag: as in `pipeline-tags.yaml`.
        prompts: versions to use instead of the tag's, by the prompt's name.
        engine: `offline`, a model's name, or None for what the environment sets.
        without: what to take away, by the suite's names for it.

    Raises:
        PromptConfigError: no such tag, or a prompt of it or a version asked for has no file.
        SettingsError: a setting is wrong, or a model has neither key nor address.
    """
    from pipelines.prompts import PromptService

    configured = settings.without_database()
    found = PromptService.from_environment(pins=prompts).resolve_all(tag)
    name = {None: configured.engine, OFFLINE: settings.OFFLINE_ENGINE}.get(engine, engine) or configured.engine
    parameters: dict[str, Any] = {"support_precision": settings.support_precision()}
    if name != settings.OFFLINE_ENGINE:
        used = model_settings(name)
        parameters |= {"max_tokens": used.llm_max_tokens, "candidates": used.llm_candidates}
    versions = {prompt.name: (prompt.version, prompt.digest) for prompt in found.values()}
    return Target(tag, name, versions, parameters, tuple(sorted(set(without))))


def model_settings(model: str) -> settings.Settings:
    """Return the environment's settings with `model` as the model.

    Raises:
        SettingsError: a setting is wrong, or there is neither a key nor an address.
    """
    configured = replace(settings.without_database(), llm_model=model)
    if not (configured.llm_api_key or configured.llm_base_url):
        raise settings.SettingsError(
            f"The model {model} has neither a key nor an address. Set LECTERN_LLM_API_KEY or LECTERN_LLM_BASE_URL, "
            "or use --engine offline."
        )
    return configured


def prompts_of(target: Target) -> "PromptService":
    """Return the prompts in the versions that the target names.

    Raises:
        SettingsError: a file has changed since the target was resolved.
    """
    from pipelines.prompts import PromptService

    service = PromptService.from_environment(pins={name: version for name, (version, _) in target.prompts.items()})
    for prompt in service.resolve_all(target.tag).values():
        if target.prompts.get(prompt.name, (prompt.version, prompt.digest))[1] != prompt.digest:
            raise settings.SettingsError(f"{prompt.path}: has changed since the run began. Start a new run.")
    return service
