"""Chat completions as endpoints send them: what they say, and how likely the words were.

Nothing in them is sure to be there: proxies leave out, rename and fill in null.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from assistant.calls import Usage
from assistant.models.prices import price

_THOUGHTS: Final = ("reasoning_content", "reasoning", "thinking", "reasoning_details")
"""Where servers put what a model thinks, beside its content."""

_THINKING: Final = frozenset(("thinking", "reasoning", "redacted_thinking"))
"""Kinds of parts of a content that are thoughts."""

_ENOUGH: Final = 0.1
"""Likelihood that has to be on any of the options for a reply to be one of them."""

_ROUNDED: Final = 0.01  # what a logarithm of 0 may come as


def message_text(message: Mapping[str, Any]) -> str:
    """The text of a message or a piece of one; its content may be parts, some of them thoughts."""
    return "" if _is_thought(message) else "".join(_texts(message.get("content")))


def _texts(content: object) -> Iterator[str]:
    """The texts of a content: itself, or those of its parts, which may have theirs as `value`."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for part in content:
            yield from _texts(part)
    elif isinstance(content, dict) and not _is_thought(content):
        yield from _texts(content.get("text", content.get("value")))


def has_thoughts(message: Mapping[str, Any]) -> bool:
    """Whether it has thoughts apart from its text."""
    content = message.get("content")
    parts = content if isinstance(content, list) else (content,)
    thinks = any(isinstance(part, dict) and _is_thought(part) for part in (message, *parts))
    return thinks or any(message.get(name) for name in _THOUGHTS)


def _is_thought(part: Mapping[str, Any]) -> bool:
    """Whether a part of a content, or a message, is flagged as one, also beside its text."""
    extra = part.get("extra_content")
    google = extra.get("google") if isinstance(extra, dict) else None
    is_flagged = isinstance(google, dict) and google.get("thought") is True
    return is_flagged or part.get("thought") is True or part.get("type") in _THINKING


def usage_of(reply: Mapping[str, Any], model: str, base_url: str | None) -> Usage | None:
    """The tokens that a reply took, with their price; None when it does not say."""
    counted = reply.get("usage")
    if not isinstance(counted, dict):
        return None
    usage = Usage(
        prompt_tokens=_count(counted.get("prompt_tokens")),
        completion_tokens=_count(counted.get("completion_tokens")),
        cached_tokens=_detail(counted, "prompt_tokens_details", "cached_tokens"),
    )
    return replace(usage, cost=price(usage, model, base_url))


def thought_tokens(reply: Mapping[str, Any]) -> int:
    """Tokens that went into thoughts, as far as the reply says."""
    counted = reply.get("usage")
    details = "completion_tokens_details"
    return _detail(counted, details, "reasoning_tokens") if isinstance(counted, dict) else 0


def _detail(counted: Mapping[str, Any], details: str, name: str) -> int:
    within = counted.get(details)
    return _count(within.get(name)) if isinstance(within, dict) else 0


def _count(value: object) -> int:
    """A count of tokens; 0 for what is none, as a reply is never the worse for it."""
    try:
        return max(int(str(value)), 0)
    except ValueError:
        return 0


def likelihood_count(logprobs: object) -> int:
    """How many likelihoods came with the first token."""
    tokens = _tokens(logprobs)
    return sum(1 for _ in _tops(tokens[0])) if tokens else 0


def first_token(logprobs: object, options: Sequence[str]) -> dict[str, float] | None:
    """How likely each option was as the first token; None where the endpoint sends none."""
    tokens = _tokens(logprobs)
    return _likelihoods(_tops(tokens[0]), options) if tokens else None


def _tokens(logprobs: object) -> list[object]:
    tokens = logprobs.get("content") if isinstance(logprobs, dict) else None
    return tokens if isinstance(tokens, list) else []


def first_word(text: str, options: Sequence[str]) -> dict[str, float] | None:
    """All likelihood on the option that a reply begins with; None when it is another word."""
    word = re.search(r"[^\W_]+", text)
    return _likelihoods([(word[0], 1.0)], options) if word else None


def json_object(text: str) -> dict[str, Any] | None:
    """The JSON object in a reply, fenced or with words around it; None where there is none."""
    try:
        read = json.loads(text[text.index("{") : text.rindex("}") + 1])
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _tops(token: object) -> Iterator[tuple[str, float]]:
    """The tokens that were likeliest, with their likelihoods; none where they cannot be read."""
    tops = token.get("top_logprobs") if isinstance(token, dict) else None
    # Proxies send null for what they do not know.
    told = [
        (str(top.get("token")), logprob)
        for top in (tops if isinstance(tops, list) else ())
        if isinstance(top, dict) and isinstance(logprob := top.get("logprob"), (int, float))
    ]
    # A logarithm of a likelihood is never above 0: these are something else, as they stand.
    if not any(logprob > _ROUNDED for _, logprob in told):
        yield from ((word, math.exp(min(logprob, 0.0))) for word, logprob in told)


def _likelihoods(
    words: Iterator[tuple[str, float]] | Sequence[tuple[str, float]], options: Sequence[str]
) -> dict[str, float] | None:
    """The options' shares of the likelihood, summing to 1; None when they have little of it."""
    # A token may carry a space, a quotation mark or Markdown's stars: ` "Yes` is a yes.
    plain = [(token.strip(' \n.*"').casefold(), likelihood) for token, likelihood in words]
    sums = {option: sum(p for word, p in plain if word == option) for option in options}
    total = sum(sums.values())
    return {option: p / total for option, p in sums.items()} if total > _ENOUGH else None
