"""A prompt as it is sent, and what is noted of the call that it makes."""

from __future__ import annotations

from time import perf_counter

import prompts
from assistant.calls import Call, PromptRef, Usage
from assistant.types import Message


class PromptCall:
    """A request to a model, by a rendered prompt; its clock starts when it is made."""

    def __init__(self, name: str, **variables: str) -> None:
        """PromptError when the prompt has other variables."""
        prompt = prompts.load(name)
        self.ref = PromptRef(prompt.name, prompt.hash)
        self.messages = [Message(*message) for message in prompt.render(**variables)]
        self._start = perf_counter()

    def record(self, model: str, usage: Usage) -> Call:
        """The record of the call, now that the reply is there."""
        return Call(self.ref, model, usage, round((perf_counter() - self._start) * 1000, 1))


def fenced(text: str) -> str:
    """Text from an article on one line, without what could close the fence around it."""
    # A space of no width: a reader sees the same, a model no end of the fence.
    return " ".join(text.replace("</", "<\u200b/").split())
