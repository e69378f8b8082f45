"""What can go wrong with a model call, sorted by who has to act on it. Secrets are removed from every message."""

import json
import re
from enum import StrEnum

import httpx2
import openai
from pydantic import ValidationError

from pipelines.settings import Settings

MAX_RETRY_AFTER_S = 60.0
_SECRET = re.compile(r"(?i)(bearer\s+)\S+|\b(?:sk|pk|key)-[\w*-]{6,}")

# Haystack and the SDK check the body of a 200 by assertions and attribute access only.
MALFORMED_BODY = (
    json.JSONDecodeError,
    ValidationError,
    AssertionError,
    AttributeError,
    TypeError,
    IndexError,
    KeyError,
)
CALL_FAILURES = (openai.OpenAIError, httpx2.TransportError, *MALFORMED_BODY)


class ModelErrorKind(StrEnum):
    """What sort of failure it was, which decides who acts on it."""

    TRANSIENT = "transient"  # may work later as it is: retried
    QUOTA = "quota"  # the provider wants us to wait or to pay
    CONTENT = "content"  # the model answered, and the answer cannot be used
    BUG = "bug"  # the request itself is refused: key, address, model name or parameters


class ModelError(RuntimeError):
    """A model call that gave no usable reply. The message says what came back and what to do."""

    def __init__(
        self, kind: ModelErrorKind, message: str, *, is_retryable: bool = False, retry_after_s: float | None = None
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.is_retryable = is_retryable
        self.retry_after_s = retry_after_s


def redacted(text: str, key: str | None) -> str:
    """Return `text` without the key and without whatever looks like one; servers echo keys in their messages."""
    return _SECRET.sub(lambda match: f"{match.group(1) or ''}***", text.replace(key, "***") if key else text)


def model_error(
    settings: Settings,
    kind: ModelErrorKind,
    message: str,
    *,
    is_retryable: bool = False,
    retry_after_s: float | None = None,
) -> ModelError:
    """Return a `ModelError` that names the model and holds no secret."""
    text = redacted(f"{settings.llm_model}: {message}", settings.llm_api_key)
    return ModelError(kind, text, is_retryable=is_retryable, retry_after_s=retry_after_s)


def transient(settings: Settings, message: str) -> ModelError:
    """Return an error that is worth another attempt."""
    return model_error(settings, ModelErrorKind.TRANSIENT, message, is_retryable=True)


def unfinished(settings: Settings, reason: str) -> ModelError:
    """Return the error for a reply that ended otherwise than by `stop`."""
    remedies = {
        "length": f"it was cut off at {settings.llm_max_tokens} tokens. Raise LECTERN_LLM_MAX_TOKENS",
        "content_filter": "the provider's filter stopped it. Look at the project's sources or use another model",
    }
    why = remedies.get(reason, "only a reply that ends in `stop` is used")
    return model_error(settings, ModelErrorKind.CONTENT, f"The reply ended with finish reason {reason!r}: {why}.")


def classified(error: Exception, settings: Settings) -> ModelError:
    """Return what a failed call means; `error` is one of `CALL_FAILURES`."""
    match error:
        case openai.LengthFinishReasonError():
            found = unfinished(settings, "length")
        case openai.ContentFilterFinishReasonError():
            found = unfinished(settings, "content_filter")
        case openai.APIStatusError():
            found = _refused(error, settings)
        case openai.APITimeoutError() | httpx2.TimeoutException():
            remedy = "Raise LECTERN_LLM_TIMEOUT_S if the model is slow."
            found = transient(settings, f"No answer within {settings.llm_timeout_s:g} s. {remedy}")
        case openai.APIResponseValidationError():
            found = _malformed(error, settings)
        case openai.APIConnectionError():
            address = settings.llm_base_url or "the provider"
            found = transient(settings, f"No connection to {address}: {error.__cause__ or error}. Is the server up?")
        case openai.OpenAIError() | httpx2.TransportError():
            found = transient(settings, f"The reply broke off with an error: {error}.")
        case _:
            found = _malformed(error, settings)
    return found


def _malformed(error: Exception, settings: Settings) -> ModelError:
    return transient(
        settings,
        f"The server answered 200 with something that is no chat completion ({type(error).__name__}: {error}). "
        "Check LECTERN_LLM_BASE_URL: it usually ends in /v1.",
    )


def _refused(error: openai.APIStatusError, settings: Settings) -> ModelError:
    status = error.status_code
    if status == 429:
        return _rate_limited(error, settings)
    if status >= 500 or status in {408, 409}:
        return transient(settings, f"The server failed with status {status}: {error.message}")
    if error.code == "content_filter":
        return unfinished(settings, "content_filter")
    remedy = "Check the key." if status in {401, 403} else "Check LECTERN_LLM_MODEL and LECTERN_LLM_BASE_URL."
    message = f"The server refused with status {status}: {error.message}. {remedy}"
    return model_error(settings, ModelErrorKind.BUG, message)


def _rate_limited(error: openai.APIStatusError, settings: Settings) -> ModelError:
    wait_s = _retry_after_s(error.response.headers.get("retry-after"))
    is_spent = error.code == "insufficient_quota"
    asked = f" It asks to wait {wait_s:g} s." if wait_s is not None else ""
    remedy = "Add credit or use another key." if is_spent else "Run it again later."
    return model_error(
        settings,
        ModelErrorKind.QUOTA,
        f"The provider's limit is reached: {error.message}.{asked} {remedy}",
        is_retryable=not is_spent and (wait_s is None or wait_s <= MAX_RETRY_AFTER_S),
        retry_after_s=wait_s,
    )


def _retry_after_s(header: str | None) -> float | None:
    """Return the seconds a `Retry-After` header asks for; None where it is absent or a date."""
    try:
        return max(0.0, float(header)) if header is not None else None
    except ValueError:
        return None
