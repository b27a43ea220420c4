"""A prompt as it is sent, and what is noted of the call that it makes."""

from __future__ import annotations

from time import perf_counter

import prompts
from assistant.types import Call, Message, PromptRef, Usage


class PromptCall:
    """The messages of a prompt, rendered; its clock starts when it is made."""

    def __init__(self, name: str, **variables: str) -> None:
        """PromptError when the prompt wants other variables."""
        prompt = prompts.load(name)
        self.ref = PromptRef(prompt.name, prompt.hash)
        self.messages = [Message(*each) for each in prompt.render(**variables)]
        self._start = perf_counter()

    def call(self, model: str, usage: Usage) -> Call:
        """The call, now that the reply is there."""
        return Call(self.ref, model, usage, round((perf_counter() - self._start) * 1000, 1))
