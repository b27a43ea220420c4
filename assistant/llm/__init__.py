"""A language model behind any OpenAI-compatible endpoint, or several to fall back on."""

from assistant.llm.connection import OPENAI_MODEL
from assistant.llm.endpoint import OpenAILLM
from assistant.llm.fallback import Fallback
from assistant.llm.types import LLM, Choice, Reply, Timeouts

__all__ = ["LLM", "OPENAI_MODEL", "Choice", "Fallback", "OpenAILLM", "Reply", "Timeouts"]
