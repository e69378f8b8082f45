"""Which engine works is decided by the settings alone, and both have one way in."""

import inspect
from dataclasses import replace

import pytest

from pipelines import engines, settings
from pipelines.database import Database
from pipelines.facts.model_extractor import ModelClaimExtractor
from pipelines.facts.model_verifier import ModelVerifier
from pipelines.facts.verification.verifier import Verifier
from pipelines.models import Project
from pipelines.research.question_writer import ModelQuestionWriter
from pipelines.writing.model_drafter import ModelScriptDrafter

PROJECT = Project("c/p", "c", "the big bang", "/library", 8.0)


@pytest.fixture
def offline(database_url: str, monkeypatch: pytest.MonkeyPatch) -> settings.Settings:
    for name in ("LECTERN_LLM_MODEL", "LECTERN_LLM_API_KEY", "LECTERN_LLM_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", database_url)
    return settings.load()


def test_without_a_model_the_rules_work(offline: settings.Settings, db: Database) -> None:
    assert isinstance(engines.claim_extractor(offline, db, PROJECT), engines.OfflineClaimExtractor)
    assert isinstance(engines.claim_verifier(offline, db, PROJECT), Verifier)
    assert engines.question_writer(offline, db, PROJECT) is None
    assert isinstance(engines.script_drafter(offline, db, PROJECT), engines.OfflineScriptDrafter)


def test_with_a_model_the_components_ask_it(offline: settings.Settings, db: Database) -> None:
    configured = replace(offline, llm_model="m", llm_base_url="http://127.0.0.1:9/v1")
    assert isinstance(engines.claim_extractor(configured, db, PROJECT), ModelClaimExtractor)
    assert isinstance(engines.claim_verifier(configured, db, PROJECT), ModelVerifier)
    assert isinstance(engines.question_writer(configured, db, PROJECT), ModelQuestionWriter)
    assert isinstance(engines.script_drafter(configured, db, PROJECT), ModelScriptDrafter)


@pytest.mark.parametrize(
    ("rules", "model"),
    [(engines.OfflineClaimExtractor, ModelClaimExtractor), (engines.OfflineScriptDrafter, ModelScriptDrafter)],
)
def test_both_engines_of_a_stage_take_the_same(rules: type, model: type) -> None:
    assert list(inspect.signature(rules.run).parameters) == list(inspect.signature(model.run).parameters)


def test_both_verifiers_judge_the_same_way() -> None:
    assert inspect.signature(Verifier.judge) == inspect.signature(ModelVerifier.judge)
