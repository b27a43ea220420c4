"""What an endpoint's refusal means, and what to do about it."""

from __future__ import annotations

from assistant.errors import (
    ContextTooLong,
    ModelError,
    PromptFiltered,
    ReplyBroken,
    RequestRefused,
)
from assistant.models.errors import (
    AccessDenied,
    CreditUsedUp,
    KeyRefused,
    ModelUnknown,
    RateLimited,
    ServerOverloaded,
)
from assistant.models.refusals import Refusal


def failure(refused: Refusal, model: str, wait: str = "") -> ModelError:
    """The error for an endpoint's refusal, with its own words in it; `wait` is its Retry-After.

    Not the words of a 401: some endpoints repeat a part of the key.
    """
    status, words = refused.status, refused.words
    match status:
        case 401 | 403:
            return KeyRefused(model) if status == 401 else AccessDenied(words, model)
        case 404:
            return ModelUnknown(model, words)
        case 400 | 409 | 413 | 422:
            return _kind(refused)(words, status)
        case 429:
            return _of_a_rate(words, wait)
        case 408 | 500 | 502 | 503 | 504:
            return ServerOverloaded(words, status)
        case _:
            return ReplyBroken(f"the model server failed: {words}")


def _of_a_rate(words: str, wait: str) -> CreditUsedUp | RateLimited:
    if "quota" in words:  # OpenAI sends both with the same status
        return CreditUsedUp(words)
    return RateLimited(words, f"in {wait} s" if wait.isdecimal() else "later")


def _kind(refused: Refusal) -> type[RequestRefused]:
    if refused.is_filter:
        return PromptFiltered
    return ContextTooLong if refused.is_about_length else RequestRefused
