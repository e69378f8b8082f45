"""Results of evaluations, and calls to a model."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class EvaluationResult:
    """One row per metric of one evaluation of one subject. `value` None: nothing could be scored, see `reason`."""

    result_id: str
    subject_type: str  # project or suite
    subject_key: str
    suite: str
    metric: str
    tag: str
    value: float | None
    low: float | None  # 95 % interval
    high: float | None
    n: int
    n_errors: int
    dataset_sha256: str
    reason: str | None
    engine: str


@dataclass(frozen=True)
class ModelCall:
    """One row per model call kept in the call cache."""

    call_id: str  # digest of model, messages, parameters and epoch
    model: str
    prompt_name: str
    prompt_version: str
    request: dict[str, Any]
    reply: str
    finish_reason: str
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None
    latency_s: float
