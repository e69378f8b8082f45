"""A target names all that decides an answer, and nothing is measured that is not there."""

import hashlib
import shutil
from pathlib import Path

import pytest

from evals.targets import Target, model_settings, prompts_of, resolve
from pipelines.prompts import PromptConfigError
from pipelines.settings import OFFLINE_ENGINE, ROOT, SettingsError


@pytest.fixture
def prompts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "prompts"
    shutil.copytree(ROOT / "prompts", folder)
    monkeypatch.setenv("PROMPTS_DIR", str(folder))
    monkeypatch.setenv("PIPELINE_TAGS_CONFIG_PATH", str(folder / "pipeline-tags.yaml"))
    return folder


def test_a_tag_becomes_its_prompts_with_their_digests_and_needs_no_database() -> None:
    target = resolve("production")
    text = (ROOT / "prompts" / "script-draft" / "v4.j2").read_bytes()
    assert target.prompts["script-draft"] == ("v4", hashlib.sha256(text).hexdigest())
    assert target.engine == OFFLINE_ENGINE
    assert target.is_offline


def test_tags_that_say_the_same_are_the_same_target_and_every_difference_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    production = resolve("production")
    assert production.digest == resolve("experimental").digest
    monkeypatch.setenv("LECTERN_LLM_API_KEY", "key")
    others = [
        resolve("production", prompts={"script-draft": "v3"}),
        resolve("production", engine="a-model"),
        resolve("production", engine="another-model"),
        resolve("production", without=["voice"]),
    ]
    monkeypatch.setenv("LECTERN_SUPPORT_PRECISION", "0.9")
    others.append(resolve("production"))
    assert len({production.digest, *(other.digest for other in others)}) == 6


@pytest.mark.parametrize(
    ("tag", "pins", "message"),
    [
        ("candidate", {}, r"pipeline-tags\.yaml: no tag 'candidate'.*Use one of: experimental, production"),
        ("production", {"script-draft": "v77"}, r"script-draft/v77\.j2: no such prompt"),
        ("production", {"no-such-prompt": "v1"}, r"no-such-prompt/v1\.j2: no such prompt"),
        ("production", {"../secrets": "v1"}, r"'\.\./secrets' is not allowed"),
    ],
)
def test_a_tag_or_a_version_without_a_file_is_refused(tag: str, pins: dict[str, str], message: str) -> None:
    with pytest.raises(PromptConfigError, match=message):
        resolve(tag, prompts=pins)


def test_a_listed_version_without_a_file_is_refused(prompts: Path) -> None:
    (prompts / "script-draft" / "v4.j2").unlink()
    with pytest.raises(PromptConfigError, match=r"script-draft/v4\.j2: no such prompt"):
        resolve("production")


def test_a_model_needs_a_key_or_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="The model a-model has neither a key nor an address"):
        resolve("production", engine="a-model")
    monkeypatch.setenv("LECTERN_LLM_BASE_URL", "http://127.0.0.1:1/v1")
    assert model_settings("a-model").llm_model == "a-model"
    assert resolve("production", engine="offline").is_offline


def test_the_prompts_of_a_target_are_its_versions_and_a_changed_file_is_noticed(prompts: Path) -> None:
    target = resolve("production", prompts={"script-draft": "v3"})
    assert prompts_of(target).resolve("script-draft", "writing", "production").version == "v3"
    path = prompts / "script-draft" / "v3.j2"
    path.write_text(path.read_text() + "\n")
    with pytest.raises(SettingsError, match=r"v3\.j2: has changed since the run began"):
        prompts_of(target)


def test_a_target_that_was_read_from_a_file_is_the_same() -> None:
    assert Target("a", "m", {"p": ("v1", "0")}).digest == Target("b", "m", {"p": ("v1", "0")}).digest
