"""The environment as one frozen value, read when asked for and never at import."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OFFLINE_ENGINE = "offline-1"
DEFAULT_SUPPORT_PRECISION = 0.85
DEFAULT_CONCURRENCY = 32
DEFAULT_CANDIDATES = 3


class SettingsError(RuntimeError):
    """A setting is missing or wrong. The message names the variable and the remedy."""


@dataclass(frozen=True)
class Settings:
    """Everything the code reads from its environment.

    `llm_model` None means the offline engine. `state_dir` holds what can be made again: database, models, reports.
    `llm_prices` are US dollars per million prompt and completion tokens; None: not known, and cost is not told.
    """

    database_url: str
    state_dir: Path
    prompts_dir: Path
    pipeline_tags_path: Path
    default_prompt_version: str
    llm_model: str | None
    llm_base_url: str | None
    llm_api_key: str | None
    llm_timeout_s: float
    llm_max_tokens: int
    llm_concurrency: int = DEFAULT_CONCURRENCY  # calls in flight at once, where a stage can ask for several
    llm_candidates: int = DEFAULT_CANDIDATES  # versions of each beat of a script, of which the best is taken
    llm_prices: tuple[float, float] | None = None

    @property
    def engine(self) -> str:
        """Name of the engine that model-capable stages will use."""
        return self.llm_model or OFFLINE_ENGINE


def load() -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: `DATABASE_URL` is not set, a number does not parse, or a model has no key and no address.
    """
    database_url = os.environ.get("DATABASE_URL", "")
    if not database_url:
        raise SettingsError(
            "DATABASE_URL is not set. Start through `lectern` (it runs its own Postgres), or point DATABASE_URL at a server with pgvector."
        )
    return replace(without_database(), database_url=database_url)


def without_database() -> Settings:
    """Read the settings for work that needs no database, whose `database_url` is empty.

    Raises:
        SettingsError: a number does not parse, or a model has no key and no address.
    """
    key = os.environ.get("LECTERN_LLM_API_KEY") or os.environ.get("OPENAI_API_KEY") or None
    base_url = os.environ.get("LECTERN_LLM_BASE_URL") or None
    model = os.environ.get("LECTERN_LLM_MODEL") or None
    if model and not (key or base_url):
        raise SettingsError(
            f"LECTERN_LLM_MODEL={model} has neither a key nor an address. Set LECTERN_LLM_API_KEY or LECTERN_LLM_BASE_URL, "
            "or unset it to work offline."
        )
    return Settings(
        database_url="",
        state_dir=state_dir(),
        prompts_dir=Path(os.environ.get("PROMPTS_DIR", ROOT / "prompts")),
        pipeline_tags_path=tags_path(os.environ),
        default_prompt_version=os.environ.get("DEFAULT_PROMPT_VERSION", "v1"),
        llm_model=model,
        llm_base_url=base_url,
        llm_api_key=key,
        llm_timeout_s=_number("LECTERN_LLM_TIMEOUT_S", 60.0),
        llm_max_tokens=int(_number("LECTERN_LLM_MAX_TOKENS", 4000)),
        llm_concurrency=_count("LECTERN_LLM_CONCURRENCY", DEFAULT_CONCURRENCY, 64),
        llm_candidates=_count("LECTERN_LLM_CANDIDATES", DEFAULT_CANDIDATES, 8),
        llm_prices=_prices(),
    )


def state_dir() -> Path:
    """Folder for what can be made again; git-ignored."""
    return Path(os.environ.get("LECTERN_STATE_DIR", ROOT / ".lectern")).resolve()


def tags_path(environment: Mapping[str, str]) -> Path:
    """The file that says which prompt versions a tag stands for."""
    return Path(environment.get("PIPELINE_TAGS_CONFIG_PATH", ROOT / "prompts" / "pipeline-tags.yaml"))


def support_precision() -> float:
    """Share of claims called SUPPORTED that shall be right; a higher one leaves more claims undecided.

    Raises:
        SettingsError: it is no share between 0.5 and 0.99.
    """
    wanted = _number("LECTERN_SUPPORT_PRECISION", DEFAULT_SUPPORT_PRECISION)
    if not 0.5 <= wanted <= 0.99:
        raise SettingsError(f"LECTERN_SUPPORT_PRECISION={wanted:g} is not between 0.5 and 0.99.")
    return wanted


def _number(name: str, default: float) -> float:
    raw = os.environ.get(name)
    if not raw:
        return default
    try:
        return float(raw)
    except ValueError:
        raise SettingsError(f"{name}={raw!r} is not a number. Remove it for the default of {default:g}.") from None


def _count(name: str, default: int, most: int) -> int:
    wanted = _number(name, default)
    if wanted != int(wanted) or not 1 <= wanted <= most:
        raise SettingsError(f"{name}={wanted:g} is not a whole number from 1 to {most}.")
    return int(wanted)


def _prices() -> tuple[float, float] | None:
    """Return the prices of the model's tokens; a price of one kind needs that of the other."""
    given = (os.environ.get("LECTERN_LLM_PROMPT_PRICE"), os.environ.get("LECTERN_LLM_COMPLETION_PRICE"))
    if not any(given):
        return None
    if not all(given):
        raise SettingsError(
            "LECTERN_LLM_PROMPT_PRICE and LECTERN_LLM_COMPLETION_PRICE go together. Set both, or neither."
        )
    return _number("LECTERN_LLM_PROMPT_PRICE", 0.0), _number("LECTERN_LLM_COMPLETION_PRICE", 0.0)
