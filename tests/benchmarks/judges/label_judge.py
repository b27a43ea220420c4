"""A judge that knows the labels: what judging is worth at best, and with a few mistakes."""

from __future__ import annotations

import json
import random
import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Final

from assistant.calls import Usage
from assistant.models import Capabilities, Choice, Reply, Schema
from assistant.models.prompt_call import fenced
from assistant.types import Message

_ASKED: Final = re.compile(r"^(\d+)\. (.+) \(cites (.+)\)$", re.MULTILINE)
_NUMBER: Final = re.compile(r"^\[(([A-Z]*\d+)\.\d+)\]", re.MULTILINE)


class LabelJudge:
    """Says of each sentence what its label says, but for a share of mistakes drawn by seed.

    One that has no label is not believed.
    """

    name = "by the labels"

    def __init__(self, labels: Mapping[str, bool], mistakes: float = 0.0, seed: int = 0) -> None:
        self._labels = {fenced(text): supported for text, supported in labels.items()}
        self._mistakes = mistakes
        self._draw = random.Random(seed)

    async def capabilities(self) -> Capabilities:
        """Nothing is known of it."""
        return Capabilities()

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int, schema: Schema | None = None
    ) -> Reply:
        """The verdicts, by the judge's schema; each rests on all that its sentence cites."""
        asked = messages[-1].content
        verdicts = []
        for number, text, cites in _ASKED.findall(asked):
            rests = [each for each, label in _NUMBER.findall(asked) if f"[{label}]" in cites]
            right = self._labels.get(text, False) != (self._draw.random() < self._mistakes)
            verdicts.append(
                {
                    "sentence": int(number),
                    "rests_on": rests,
                    "differs": "" if right else "something",
                    "verdict": "supported" if right else "not_stated",
                }
            )
        return Reply(json.dumps({"verdicts": verdicts}), self.name, Usage())

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int
    ) -> AsyncGenerator[str | Reply, None]:
        """It writes no answers."""
        raise NotImplementedError

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """As above."""
        raise NotImplementedError

    async def close(self) -> None:
        """Nothing to give back."""
