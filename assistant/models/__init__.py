"""Language models: the protocol `LLM`, and behind it any OpenAI-compatible endpoint.

- `types`: the protocol, replies, limits of time
- `endpoint`, `connection`, `pacing`: an endpoint's model; `fallback`: two models in turn
- `capabilities/`: what a model can do, as far as is known
- `transport/`: requests and what comes back, as they travel
- `dialect`, `refusals`, `failures`, `errors`: what an endpoint takes, and what its refusals mean
- `completions`, `thoughts`: replies as endpoints send them
- `prompt_call`, `token_estimate`, `prices`: a prompt as it is sent, its tokens, their price

A name is loaded when it is first used: settings do not wait for models, nor does an answer without
one for endpoints.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from assistant.models.capabilities import Capabilities
    from assistant.models.connection import OPENAI_MODEL
    from assistant.models.endpoint import OpenAILLM
    from assistant.models.fallback import Fallback
    from assistant.models.types import LLM, Choice, Reply, Schema, Timeouts

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
    "Capabilities": "assistant.models.capabilities",
    "Fallback": "assistant.models.fallback",
    "OPENAI_MODEL": "assistant.models.connection",
    "OpenAILLM": "assistant.models.endpoint",
    **dict.fromkeys(("LLM", "Choice", "Reply", "Schema", "Timeouts"), "assistant.models.types"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - of whatever type the name is
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
