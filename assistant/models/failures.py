"""What an endpoint's refusal means, and what to do about it."""

from __future__ import annotations

from typing import Final

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
from assistant.models.refusals import Refusal, without_key
from assistant.models.transport.waits import spoken_wait

OK: Final = 200
"""The status of a reply, which a refusal inside it has."""


def failure(refused: Refusal, model: str, wait: float = 0.0) -> ModelError:
    """The error for an endpoint's refusal, with its own words in it.

    `wait` is in how many seconds it may be asked again, 0 where that is not known.
    """
    status, words = refused.status, refused.words
    when = spoken_wait(wait) if wait >= 1 else "later"
    error: ModelError
    match status:
        case _ if refused.is_about_credit:
            error = CreditUsedUp(words)
        case 401:
            error = KeyRefused(words, model)
        case 403 if not refused.is_filter:
            error = AccessDenied(words, model)
        case 404 | 405:
            error = ModelUnknown(model, words)
        case 400 | 422 if refused.is_about_model:
            error = ModelUnknown(model, words)
        case 429 if not refused.is_about_length:
            error = RateLimited(words, when)
        case int() if refused.is_passing:
            error = ServerOverloaded(words, status, when)
        case None if _kind(refused) is RequestRefused:
            error = ReplyBroken(f"the model server failed: {words}")
        case _:
            error = _kind(refused)(words, status or OK)
    return error


def _kind(refused: Refusal) -> type[RequestRefused]:
    if refused.is_filter:
        return PromptFiltered
    return ContextTooLong if refused.is_about_length else RequestRefused


def take_key_out(error: ModelError, key: str) -> None:
    """Write no key in an error's facts: an endpoint may name a model or an address that has it."""
    for name, fact in error.facts.items():
        if isinstance(fact, str):
            setattr(error, name, without_key(fact, key))
        elif isinstance(fact, tuple):
            setattr(error, name, tuple(without_key(each, key) for each in fact))
