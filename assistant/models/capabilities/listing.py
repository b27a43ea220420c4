"""An endpoint's list of models: their names, and the context of each where it is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

# What is served stands before what the model was made for. In the words of vLLM; OpenRouter and
# Together; Groq; LM Studio and Mistral; llama.cpp.
_CONTEXT: Final = (
    "max_model_len",
    "loaded_context_length",
    "n_ctx",
    "context_length",
    "context_window",
    "max_context_length",
    "n_ctx_train",
)
_LEAST: Final = 128
"""Fewer tokens are no context, but a number that stands for something else."""


def model_names(listing: object) -> list[str]:
    """The names of the models, each once."""
    return list(dict.fromkeys(each["id"] for each in _models(listing)))


def context_of(listing: object, model: str) -> int | None:
    """The tokens of a model's context; None where the list does not tell."""
    for entry in _models(listing):
        if entry["id"] == model or entry["id"].endswith(f"/{model}"):  # "models/gemini-…"
            return next(_contexts(entry), None)
    return None


def _models(listing: object) -> Iterator[dict[str, Any]]:
    models = listing.get("data") if isinstance(listing, dict) else listing
    for each in models if isinstance(models, list) else ():
        if isinstance(each, dict) and isinstance(each.get("id"), str):
            yield each


def _contexts(entry: dict[str, Any]) -> Iterator[int]:
    meta = entry.get("meta")
    for name in _CONTEXT:
        for each in (entry, meta):
            value = each.get(name) if isinstance(each, dict) else None
            if isinstance(value, int) and value >= _LEAST:
                yield value
