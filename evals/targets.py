"""What an evaluation measures: a pipeline tag, with the prompt versions, the engine and the options that it runs with."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Target:
    """One side of a comparison. Two targets of equal `digest` answer alike.

    `engine` is a model's name or `settings.OFFLINE_ENGINE`. `prompts` maps each prompt's name to (version, sha256).
    `without` names what was taken away on purpose, so that its worth can be measured, as in `voice`.
    """

    tag: str
    engine: str
    prompts: dict[str, tuple[str, str]] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)  # of the model's calls, where there is a model
    without: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Sha256 of everything but the tag's name: two tags that say the same are the same target."""
        said = {name: value for name, value in asdict(self).items() if name != "tag"}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
