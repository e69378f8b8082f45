"""Prompts by tag: which version of which template a run uses, read from `prompts/` and `pipeline-tags.yaml`.

The version is that of the tag which a project runs under (see `prompt_tags`); a name the tag does not list takes
`DEFAULT_PROMPT_VERSION`. A released version never changes: the YAML holds its digest.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment

from pipelines import prompt_tags
from pipelines.models import Project
from pipelines.prompt_tags import PIPELINE_TYPES, PromptConfigError, PromptTags, default_tags
from pipelines.settings import ROOT, Settings, tags_path

__all__ = ["Message", "PromptConfigError", "PromptService", "ResolvedPrompt", "as_data"]

_NAME = re.compile(r"[a-z0-9_-]{1,64}")
_ROLES = ("system", "user")
_MARKER_DIGITS = 32  # 128 bits: no text that holds its own digest can be found by trying
_CHAT_TOKEN = re.compile(
    r"<(?=\||/?s>|/?think>|(?:start|end)_of_turn>|bos>|eos>|</?SYS>>)|\[(?=/?INST\])", re.IGNORECASE
)


@dataclass(frozen=True)
class Message:
    """One rendered chat message."""

    role: str  # system or user
    text: str


@dataclass(frozen=True)
class ResolvedPrompt:
    """A template with the version that a tag gave it. `digest` is the sha256 of the template's bytes."""

    name: str
    version: str
    tag: str
    pipeline_type: str
    path: Path
    text: str
    digest: str
    template: jinja2.Template = field(repr=False, compare=False)

    def render(self, **variables: Any) -> tuple[Message, ...]:
        """Return the system and the user message.

        Raises:
            PromptConfigError: the template asks for a variable that was not given, or it fails.
        """
        try:
            return tuple(Message(role, self._block(role, variables)) for role in _ROLES)
        except jinja2.UndefinedError as error:
            raise PromptConfigError(
                f"{self.path}: {error.message}. Pass the variable to render(), or take it out in a new version."
            ) from error
        except jinja2.TemplateError as error:
            raise PromptConfigError(f"{self.path}: {error}. Correct it in a new version.") from error

    def _block(self, role: str, variables: Mapping[str, Any]) -> str:
        context = self.template.new_context(dict(variables))
        return "".join(self.template.blocks[role](context)).strip()


class PromptService:
    """Resolves, reads and caches prompts. Files are read once per service; make a new one to see changes.

    `pins` maps prompt names to the versions that are used whatever the tag says, so that one can be tried alone.
    """

    def __init__(
        self,
        prompts_dir: Path,
        tags_path: Path,
        default_version: str = "v1",
        default_tags: Mapping[str, str] | None = None,
        pins: Mapping[str, str] | None = None,
    ) -> None:
        self._prompts_dir = prompts_dir.resolve()
        self._tags_path = tags_path
        self._default_version = default_version
        self._default_tags = dict(default_tags or {})
        self._pins = dict(pins or {})
        self._cache: dict[tuple[str, str], tuple[Path, str, jinja2.Template]] = {}
        self._environment = SandboxedEnvironment(
            undefined=jinja2.StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.filters["as_data"] = as_data

    @classmethod
    def from_settings(cls, settings: Settings, environment: Mapping[str, str] = os.environ) -> "PromptService":
        """Make a service from the settings and the `DEFAULT_<TYPE>_PIPELINE_TAG` variables."""
        tags = default_tags(environment)
        return cls(settings.prompts_dir, settings.pipeline_tags_path, settings.default_prompt_version, tags)

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] = os.environ, pins: Mapping[str, str] | None = None
    ) -> "PromptService":
        """Make a service from the environment alone, for callers that need no database."""
        prompts_dir = Path(environment.get("PROMPTS_DIR", ROOT / "prompts"))
        version = environment.get("DEFAULT_PROMPT_VERSION", "v1")
        return cls(prompts_dir, tags_path(environment), version, default_tags(environment), pins)

    @property
    def tags(self) -> tuple[str, ...]:
        """Names of the tags in the YAML, sorted."""
        return tuple(sorted(self._tags.versions))

    @property
    def released(self) -> dict[str, dict[str, str]]:
        """Prompt name → version → sha256 of every released version."""
        return self._tags.digests

    def resolve_tag(self, pipeline_type: str, override: str | None = None) -> str:
        """Return the tag that a run of `pipeline_type` uses that is of no project.

        Raises:
            PromptConfigError: the type or the tag does not exist.
        """
        return self._tags.resolve(pipeline_type, override)

    def tag_of(self, project: Project, pipeline_type: str) -> str:
        """Return the tag that a project runs under: its own, else the environment's, else the one that its share gives it.

        Raises:
            PromptConfigError: the type or the tag does not exist.
        """
        return self._tags.of_project(project, pipeline_type)

    def resolve(self, name: str, pipeline_type: str, tag: str | None = None) -> ResolvedPrompt:
        """Return the prompt `name` as a run of `pipeline_type` sees it; `tag` overrides the type's default tag.

        Raises:
            PromptConfigError: unknown tag or type, a name that is not allowed, a missing or broken template.
        """
        used = self.resolve_tag(pipeline_type, tag)
        version = self._pins.get(name) or self._tags.versions[used].get(pipeline_type, {}).get(
            name, self._default_version
        )
        path, text, template = self._read(name, version)
        return ResolvedPrompt(name, version, used, pipeline_type, path, text, _sha256(text), template)

    def resolve_all(self, tag: str) -> dict[str, ResolvedPrompt]:
        """Return by name every prompt that the tag lists or that is pinned.

        Raises:
            PromptConfigError: no such tag, or one of the prompts is missing or broken.
        """
        listed = self._tags.versions[self.resolve_tag(PIPELINE_TYPES[0], tag)]
        types = {name: pipeline_type for pipeline_type, names in listed.items() for name in names}
        types = {**dict.fromkeys(self._pins, PIPELINE_TYPES[0]), **types}
        return {name: self.resolve(name, pipeline_type, tag) for name, pipeline_type in sorted(types.items())}

    def digest(self, name: str, pipeline_type: str, tag: str | None = None) -> str:
        """Return the sha256 of the resolved template, for an asset's `code_version`."""
        return self.resolve(name, pipeline_type, tag).digest

    def validate(self) -> None:
        """Check everything that a run could need: the YAML, the default tags, every template and every released digest.

        Raises:
            PromptConfigError: on the first thing that is wrong.
        """
        for pipeline_type in PIPELINE_TYPES:
            self.resolve_tag(pipeline_type)
        for tag, types in self._tags.versions.items():
            for pipeline_type, prompts in types.items():
                for name, version in prompts.items():
                    self._read(name, version, ("tags", tag, pipeline_type, name))
        for name, versions in self.released.items():
            for version, expected in versions.items():
                self._check_release(name, version, expected)

    def _check_release(self, name: str, version: str, expected: str) -> None:
        place = ("digests", name, version)
        path, text, _ = self._read(name, version, place)
        if _sha256(text) != expected:
            raise PromptConfigError(
                f"{path}: differs from the released {name} {version} ({self._at(place)}). A released version never"
                f" changes: restore the file, and write the change as a new version. Its sha256 now: {_sha256(text)}"
            )

    def _read(self, name: str, version: str, place: tuple[str, ...] = ()) -> tuple[Path, str, jinja2.Template]:
        cached = self._cache.get((name, version))
        if cached is None:
            cached = self._cache[(name, version)] = self._load(name, version, place)
        return cached

    def _load(self, name: str, version: str, place: tuple[str, ...]) -> tuple[Path, str, jinja2.Template]:
        named_by = f" (named in {self._at(place)})" if place else ""
        for part in (name, version):
            if not _NAME.fullmatch(part):
                raise PromptConfigError(
                    f"Prompt name or version {part!r} is not allowed{named_by}. Use 1 to 64 of a-z, 0-9, _ and -."
                )
        path = (self._prompts_dir / name / f"{version}.j2").resolve()
        if not path.is_relative_to(self._prompts_dir):
            raise PromptConfigError(
                f"{path}: lies outside {self._prompts_dir}{named_by}. Replace the link by the file."
            )
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise PromptConfigError(
                f"{path}: no such prompt{named_by}. Write the file or name another version."
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise PromptConfigError(f"{path}: cannot be read: {error}{named_by}.") from error
        return path, text, self._compile(path, text)

    def _compile(self, path: Path, text: str) -> jinja2.Template:
        try:
            template = self._environment.from_string(text)
        except jinja2.TemplateSyntaxError as error:
            raise PromptConfigError(f"{path}:{error.lineno}: {error.message}. Correct the template.") from error
        missing = [role for role in _ROLES if role not in template.blocks]
        if missing:
            raise PromptConfigError(
                f"{path}: has no block {' and '.join(missing)}. Add {{% block {missing[0]} %}}…{{% endblock %}}."
            )
        return template

    def _at(self, place: tuple[str, ...]) -> str:
        return self._tags.at(*place)

    @cached_property
    def _tags(self) -> PromptTags:
        return prompt_tags.parse(self._tags_path, self._default_tags)


def as_data(text: object) -> str:
    """Return `text` between markers that it cannot contain, so that nothing in it can close them.

    The marker holds a digest of the text: whoever writes the text would have to know the digest of the result. Tokens by
    which servers mark the turns of a chat get a space inside: some servers read them in the middle of a message, too.
    """
    body = _CHAT_TOKEN.sub(r"\g<0> ", str(text))
    marker = f"data-{_sha256(body)[:_MARKER_DIGITS]}"
    return f"<{marker}>\n{body}\n</{marker}>"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
