"""Listwise reranking: one call names those of the passages that answer the question.

Without likelihoods, a call a passage costs much and tells little: a single lenient yes decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.calls import Call, Usage
from assistant.errors import ContextTooLong, PromptFiltered
from assistant.generation.context import Budget
from assistant.models import LLM, Schema
from assistant.models.prompt_call import PromptCall, fenced
from assistant.models.token_estimate import estimated_tokens
from index.types import Passage

LONGEST: Final = 96
"""Tokens of the reply: numbers."""

SCHEMA: Final[Schema] = {
    "type": "object",
    "properties": {"passages": {"type": "array", "items": {"type": "integer"}}},
    "required": ["passages"],
    "additionalProperties": False,
}

_LISTED: Final = re.compile(r"[\"']passages[\"']\s*:\s*\[([^\[\]]*)\]")
_NONE: Final = re.compile(r"\W*(?:none|no|0|nothing)\b", re.IGNORECASE)


async def shortlist(
    question: str, passages: Sequence[Passage], model: LLM, budget: Budget
) -> tuple[list[Passage] | None, Call]:
    """The passages that the model names, in its order; None when its reply cannot be read.

    Of the passages, the best that fit the budget are shown to it. ModelError when it fails.
    """
    bare = PromptCall("shortlist", passages="", question=question)
    budget = budget.within((await model.capabilities()).context)
    room = budget.passages(sum(estimated_tokens(message.content) for message in bare.messages))
    candidates = _fitting(passages, room)
    lines = (f"[{at}] {fenced(each.paragraph.text)}" for at, each in enumerate(candidates, 1))
    prompt = PromptCall("shortlist", passages="\n".join(lines), question=question)
    try:
        reply = await model.reply(prompt.messages, max_tokens=LONGEST, schema=SCHEMA)
    except (ContextTooLong, PromptFiltered):  # says nothing of the passages: all are kept
        return None, prompt.record(model.name, Usage())
    numbers = read(reply.text, len(candidates))
    named = None if numbers is None else [candidates[number - 1] for number in numbers]
    return named, prompt.record(reply.model, reply.usage)


def read(reply: str, count: int) -> list[int] | None:
    """The numbers from 1 to `count` in a reply, each once; None where it has none and says none.

    A reply that says that no passage answers is an empty list. Not every endpoint keeps to the
    schema, so numbers in words are read as well.
    """
    if listed := _LISTED.search(reply):
        reply = listed[1].strip() or "none"
    if _NONE.match(reply):
        return []
    # Neither years nor parts of 2.5 or 1.000: what a model writes beside the numbers.
    named = (int(number) for number in re.findall(r"(?<![\d.])\d{1,3}(?!\.?\d)", reply))
    return list(dict.fromkeys(each for each in named if 1 <= each <= count)) or None


def _fitting(passages: Sequence[Passage], room: int) -> list[Passage]:
    """The best passages, as many as fit; the best one anyway, as nothing is said of none."""
    fitting: list[Passage] = []
    for passage in passages:
        room -= estimated_tokens(passage.paragraph.text)
        if room < 0 and fitting:
            break
        fitting.append(passage)
    return fitting
