"""A language model behind any OpenAI-compatible endpoint, or several to fall back on."""

from assistant.models.connection import OPENAI_MODEL
from assistant.models.endpoint import OpenAILLM
from assistant.models.fallback import Fallback
from assistant.models.types import LLM, Choice, Reply, Timeouts

__all__ = ["LLM", "OPENAI_MODEL", "Choice", "Fallback", "OpenAILLM", "Reply", "Timeouts"]
