"""`pipeline-tags.yaml`: which prompt versions a tag stands for, and which tag a project runs under.

A project runs under the tag that it names itself; else under `DEFAULT_<TYPE>_PIPELINE_TAG`, where it is set; else under
the tag that `shares:` gives it; else under `production`. No template is read here, so asking costs little.
"""

import hashlib
import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from pipelines.models import Project
from pipelines.settings import SettingsError, tags_path

PIPELINE_TYPES = ("facts", "writing")
FALLBACK_TAG = "production"
MOST_SHARES = 2
_NUMBER = re.compile(r"\d+(\.\d*)?|\.\d+")
_Lines = dict[tuple[str, ...], int]


class PromptConfigError(SettingsError):
    """A prompt or `pipeline-tags.yaml` cannot be used. The message names the file, its line and the remedy."""


@dataclass(frozen=True)
class PromptTags:
    """The file after checking.

    Args:
        path: the file.
        versions: tag → pipeline type → prompt name → version.
        digests: prompt name → version → sha256 of every released version.
        shares: pipeline type → tag → share of the projects, 0 to 1, that run under it.
        lines: path of keys → line of the file.
        defaults: pipeline type → tag that the environment sets for every project without one of its own.
    """

    path: Path
    versions: dict[str, dict[str, dict[str, str]]]
    digests: dict[str, dict[str, str]]
    shares: dict[str, dict[str, float]]
    lines: _Lines
    defaults: Mapping[str, str]

    def resolve(self, pipeline_type: str, own: str | None = None, project_key: str | None = None) -> str:
        """Return the tag that is used for `pipeline_type`: `own`, else the environment's, else the project's by share.

        Raises:
            PromptConfigError: the type or the tag does not exist.
        """
        if pipeline_type not in PIPELINE_TYPES:
            raise PromptConfigError(f"No pipeline type {pipeline_type!r}. Use one of: {', '.join(PIPELINE_TYPES)}.")
        tag = own or self.defaults.get(pipeline_type) or self._by_share(pipeline_type, project_key)
        if tag in self.versions:
            return tag
        origin = "the project's tag" if own else f"DEFAULT_{pipeline_type.upper()}_PIPELINE_TAG"
        raise PromptConfigError(
            f"{self.path}: no tag {tag!r} ({origin}). Use one of: {', '.join(sorted(self.versions))}, or add it there."
        )

    def of_project(self, project: Project, pipeline_type: str) -> str:
        """Return the tag that a project runs under.

        Raises:
            PromptConfigError: it does not exist.
        """
        return self.resolve(pipeline_type, project.pipeline_tag, project.project_key)

    def is_drawn(self, project: Project, pipeline_type: str) -> bool:
        """Whether nobody chose the project's tag, so that chance did."""
        return not (project.pipeline_tag or self.defaults.get(pipeline_type))

    def at(self, *keys: str) -> str:
        """Return where a key stands, as `file:line`."""
        return f"{self.path}:{self.lines[keys]}"

    def _by_share(self, pipeline_type: str, project_key: str | None) -> str:
        """The first tag takes projects from the bottom of the scale, the second from the top.

        So a larger share takes projects only from those that no share had, and no project changes sides.
        """
        shares = list(self.shares.get(pipeline_type, {}).items())
        if project_key is None or not shares:
            return FALLBACK_TAG
        place = place_of(project_key, pipeline_type)
        (first, low), (second, high) = (*shares, (FALLBACK_TAG, 0.0))[:MOST_SHARES]
        return first if place < low else second if place >= 1 - high else FALLBACK_TAG


def place_of(project_key: str, pipeline_type: str) -> float:
    """Return the project's place in [0, 1): the same for ever, and as good as drawn at random."""
    digest = hashlib.sha256(f"{pipeline_type}\x1f{project_key}".encode()).digest()
    return (int.from_bytes(digest[:8]) >> 11) / 2**53  # as many bits as a float holds, so that it stays below 1


def read(path: Path | None = None, environment: Mapping[str, str] = os.environ) -> PromptTags:
    """Read `pipeline-tags.yaml` strictly.

    Raises:
        PromptConfigError: it cannot be used.
    """
    return parse(path or tags_path(environment), default_tags(environment))


def default_tags(environment: Mapping[str, str]) -> dict[str, str]:
    """Return pipeline type → tag from the `DEFAULT_<TYPE>_PIPELINE_TAG` variables that are set."""
    names = {pipeline_type: f"DEFAULT_{pipeline_type.upper()}_PIPELINE_TAG" for pipeline_type in PIPELINE_TYPES}
    return {pipeline_type: environment[name] for pipeline_type, name in names.items() if environment.get(name)}


def parse(path: Path, defaults: Mapping[str, str]) -> PromptTags:
    """Read the file at `path`; `defaults` are the tags that the environment sets.

    Raises:
        PromptConfigError: it cannot be used.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        raise PromptConfigError(
            f"{path}: no such file. Restore it, or point PIPELINE_TAGS_CONFIG_PATH at it."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise PromptConfigError(f"{path}: cannot be read: {error}.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PromptConfigError(f"{path}:{line}: broken YAML: {error.problem}. Correct this line.") from error
    except yaml.YAMLError as error:
        raise PromptConfigError(f"{path}: broken YAML: {error}.") from error
    lines: _Lines = {}
    sections = _mapping(path, node, (), lines)
    unknown = sorted(set(sections) - {"tags", "shares", "digests"})
    if unknown or "tags" not in sections:
        line = lines[(unknown[0],)] if unknown else 1
        raise PromptConfigError(
            f"{path}:{line}: expected the sections `tags:`, `shares:` and `digests:`, found {sorted(sections)}."
        )
    versions = _versions(path, sections["tags"], lines)
    shares = _shares(path, sections.get("shares"), lines, versions)
    return PromptTags(path, versions, _digests(path, sections.get("digests"), lines), shares, lines, dict(defaults))


def _versions(path: Path, node: yaml.Node, lines: _Lines) -> dict[str, dict[str, dict[str, str]]]:
    versions: dict[str, dict[str, dict[str, str]]] = {}
    for tag, types in _mapping(path, node, ("tags",), lines).items():
        versions[tag] = {}
        for pipeline_type, prompts in _mapping(path, types, ("tags", tag), lines).items():
            place = ("tags", tag, pipeline_type)
            _require_type(path, place, lines)
            versions[tag][pipeline_type] = _strings(path, prompts, place, lines)
    return versions


def _shares(
    path: Path, node: yaml.Node | None, lines: _Lines, versions: Mapping[str, Mapping[str, object]]
) -> dict[str, dict[str, float]]:
    if node is None:
        return {}
    shares: dict[str, dict[str, float]] = {}
    for pipeline_type, given in _mapping(path, node, ("shares",), lines).items():
        place = ("shares", pipeline_type)
        _require_type(path, place, lines)
        shares[pipeline_type] = {
            tag: _share(f"{path}:{lines[(*place, tag)]}", pipeline_type, tag, value, versions)
            for tag, value in _mapping(path, given, place, lines).items()
        }
        total = sum(shares[pipeline_type].values())
        if total > 1 + 1e-9:
            raise PromptConfigError(
                f"{path}:{lines[place]}: the shares of {pipeline_type} add up to {total:g}. Lower them: at most 1 in all, "
                f"and {FALLBACK_TAG} takes the rest."
            )
        if len(shares[pipeline_type]) > MOST_SHARES:
            raise PromptConfigError(
                f"{path}:{lines[place]}: {len(shares[pipeline_type])} tags share the projects of {pipeline_type}. With more "
                f"than {MOST_SHARES}, raising one would move projects of another. Take some out."
            )
    return shares


def _share(
    place: str, pipeline_type: str, tag: str, node: yaml.Node, versions: Mapping[str, Mapping[str, object]]
) -> float:
    if tag == FALLBACK_TAG:
        raise PromptConfigError(f"{place}: {FALLBACK_TAG} takes what is left and has no share. Take the line out.")
    if pipeline_type not in versions.get(tag, {}):
        known = sorted(name for name, types in versions.items() if pipeline_type in types and name != FALLBACK_TAG)
        raise PromptConfigError(
            f"{place}: no tag {tag!r} has prompts for {pipeline_type}. Use one of: {', '.join(known) or 'none yet'}, or "
            f"add it under `tags:`."
        )
    written = node.value if isinstance(node, yaml.ScalarNode) else "a list"
    value = float(written) if _NUMBER.fullmatch(written) else math.inf
    if value > 1:
        raise PromptConfigError(
            f"{place}: {written!r} is no share of the projects. Write a number from 0 to 1, such as 0.1 for one in ten."
        )
    return value


def _require_type(path: Path, place: tuple[str, ...], lines: _Lines) -> None:
    if place[-1] not in PIPELINE_TYPES:
        raise PromptConfigError(
            f"{path}:{lines[place]}: no pipeline type {place[-1]!r}. Use one of: {', '.join(PIPELINE_TYPES)}."
        )


def _digests(path: Path, node: yaml.Node | None, lines: _Lines) -> dict[str, dict[str, str]]:
    if node is None:
        return {}
    names = _mapping(path, node, ("digests",), lines)
    return {name: _strings(path, versions, ("digests", name), lines) for name, versions in names.items()}


def _strings(path: Path, node: yaml.Node, place: tuple[str, ...], lines: _Lines) -> dict[str, str]:
    values = {}
    for name, value in _mapping(path, node, place, lines).items():
        if not isinstance(value, yaml.ScalarNode) or not value.value:
            raise PromptConfigError(f"{path}:{lines[(*place, name)]}: {name} needs one word after the colon.")
        values[name] = value.value
    return values


def _mapping(path: Path, node: yaml.Node | None, place: tuple[str, ...], lines: _Lines) -> dict[str, yaml.Node]:
    """Return the mapping's keys and value nodes, note each key's line, and refuse a key that stands twice."""
    if not isinstance(node, yaml.MappingNode):
        line = node.start_mark.line + 1 if node else 1
        raise PromptConfigError(f"{path}:{line}: expected `name: value` lines under {'.'.join(place) or 'the file'}.")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.value in found:
            raise PromptConfigError(f"{path}:{line}: {key.value} stands twice. Remove one of them.")
        found[str(key.value)] = value
        lines[(*place, str(key.value))] = line
    return found
