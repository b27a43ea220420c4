"""Language models: the protocol `LLM`, and behind it any OpenAI-compatible endpoint.

- `types`: the protocol, replies, limits of time
- `endpoint`, `connection`, `pacing`: an endpoint's model; `fallback`: two models in turn
- `capabilities/`: what a model can do, as far as is known
- `dialect`, `refusals`, `failures`, `errors`: what an endpoint takes, and what its refusals mean
- `completions`, `thoughts`: replies as endpoints send them
- `prompt_call`, `token_estimate`, `prices`: a prompt as it is sent, its tokens, their price

The endpoint is loaded when it is first used: an answer without a model does not wait for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from assistant.models.capabilities import Capabilities
from assistant.models.types import LLM, Choice, Reply, Schema, Timeouts

if TYPE_CHECKING:
    from assistant.models.connection import OPENAI_MODEL
    from assistant.models.endpoint import OpenAILLM
    from assistant.models.fallback import Fallback

__all__ = [
    "LLM",
    "OPENAI_MODEL",
    "Capabilities",
    "Choice",
    "Fallback",
    "OpenAILLM",
    "Reply",
    "Schema",
    "Timeouts",
]

_MODULES: Final = {
    "Fallback": "assistant.models.fallback",
    "OPENAI_MODEL": "assistant.models.connection",
    "OpenAILLM": "assistant.models.endpoint",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - of whatever type the name is
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
