"""What an endpoint's refusal means, and what to do about it."""

from __future__ import annotations

from assistant.errors import (
    ContextTooLong,
    ModelBusy,
    ModelError,
    ModelRefused,
    PromptFiltered,
    ReplyBroken,
)
from assistant.models.refusals import Refusal


def failure(refused: Refusal, model: str, wait: str = "") -> ModelError:
    """The error for an endpoint's refusal, with its own words in it; `wait` is its Retry-After.

    Not the words of a 401: some endpoints repeat a part of the key.
    """
    status, said = refused.status, refused.words
    match status:
        case 401 | 403:
            return ModelRefused(_of_the_key(refused, model))
        case 404:
            return ModelRefused(
                f"the model server knows no model {model!r} ({said}). Set ASSISTANT_MODEL to one "
                "that it has, or mend OPENAI_BASE_URL, which usually ends in /v1."
            )
        case 400 | 409 | 413 | 422:
            return _kind(refused)(f"the model server refused the request ({status}): {said}")
        case 429:
            return ModelBusy(_of_a_rate(refused, wait))
        case 408 | 500 | 502 | 503 | 504:
            return ModelBusy(
                f"the model server is overloaded or broken ({status}), also when tried again: "
                f"{said}. Ask again later."
            )
        case _:
            return ReplyBroken(f"the model server failed: {said}")


def _of_the_key(refused: Refusal, model: str) -> str:
    advice = f"Is OPENAI_API_KEY right, and may it use {model}?"
    if refused.status == 401:
        return f"the model server refused the key (401). {advice}"
    return f"the model server does not allow this (403): {refused.words}. {advice}"


def _of_a_rate(refused: Refusal, wait: str) -> str:
    if "quota" in refused.words:
        return f"the account of OPENAI_API_KEY has no credit left ({refused.words})"
    later = f"in {wait} s" if wait.isdecimal() else "later"
    return (
        f"the model server takes no more requests for now (429), also when tried again: "
        f"{refused.words}. Ask again {later}."
    )


def _kind(refused: Refusal) -> type[ModelRefused]:
    if refused.is_filter:
        return PromptFiltered
    return ContextTooLong if refused.is_about_length else ModelRefused
