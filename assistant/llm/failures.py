"""What an endpoint's refusal means, and what to do about it."""

from __future__ import annotations

import re

from assistant.errors import ContextTooLong, ModelBusy, ModelError, ModelRefused, ReplyBroken


def refusal(status: int | None, said: str, model: str) -> ModelError:
    """The error for an endpoint's answer of this status, with its own words in it.

    Not for a refused key: some endpoints repeat a part of it.
    """
    match status:
        case 401 | 403:
            return ModelRefused(
                f"the model server refused the key ({status}). Is OPENAI_API_KEY right, and may "
                f"it use {model}?"
            )
        case 404:
            return ModelRefused(
                f"the model server knows no model {model!r} ({said}). Set ASSISTANT_MODEL to one "
                "that it has, or mend OPENAI_BASE_URL, which usually ends in /v1."
            )
        case 429 if "quota" in said:
            return ModelBusy(f"the account of OPENAI_API_KEY has no credit left ({said})")
        case 400 | 409 | 413 | 422:
            kind = ContextTooLong if is_about_length(said) else ModelRefused
            return kind(f"the model server refused the request ({status}): {said}")
        case 408 | 429 | 500 | 502 | 503 | 504:
            return ModelBusy(
                f"the model server is overloaded or broken ({status}), also when tried again. "
                "Ask again later."
            )
        case _:
            return ReplyBroken(f"the model server failed: {said}")


def in_a_line(said: str, key: str) -> str:
    """An endpoint's own words in one short line, without the key."""
    line = " ".join(said.split())
    return (line.replace(key, "…") if len(key) > 4 else line)[:300]


def is_about_length(said: str) -> bool:
    """Whether a refusal says that the prompt is too long."""
    return (
        re.search(r"(?i)context[ _](?:length|size|window)|too long|max_model_len", said) is not None
    )
