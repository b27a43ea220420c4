"""A follow-up question, rewritten so that it stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.calls import Call
from assistant.models import LLM
from assistant.models.prompt_call import PromptCall
from assistant.models.token_estimate import estimated_tokens
from assistant.questions.follow_ups.back_references import stands_alone
from assistant.questions.follow_ups.interpretations import MOST_TURNS, cited, joined, readings
from assistant.questions.follow_ups.rewritten_question import RewrittenQuestion
from assistant.questions.forms.small_talk import small_talk_of
from assistant.questions.wording.plain_wording import plain_wording
from assistant.questions.wording.question_text import LONGEST_QUESTION
from assistant.types import Message
from assistant.verification.detectors.names import names
from assistant.verification.detectors.numbers import numbers
from assistant.verification.detectors.web_addresses import addresses
from index.language.folding import fold
from index.language.visible_text import visible

HISTORY_TOKENS: Final = 600
"""Tokens of the turns before that are in the prompt: as many of the newest as fit."""

LONGEST: Final = 80
"""Tokens of the rewritten question."""

LONGEST_TURN: Final = 2_000
"""Characters of a turn that are read."""

MOST_CITED: Final = 64
"""Paragraphs that one answer can have cited."""

_SPEAKER: Final = {"user": "Question", "assistant": "Answer"}


def recent(history: Sequence[Message]) -> list[Message]:
    """The newest turns, cut to what is read of them: a client may send as much as it likes."""
    return [
        replace(
            each,
            content=" ".join(each.content[:LONGEST_TURN].split()),
            cited=each.cited[:MOST_CITED],
        )
        for each in history[-MOST_TURNS:]
    ]


async def understand(
    question: str, history: Sequence[Message], model: LLM | None
) -> RewrittenQuestion:
    """The question so that it stands alone; a model is asked only when it points back.

    Raises:
        ModelError: the model failed.
    """
    if (
        not history
        or model is None
        or small_talk_of(plain_wording(question)) is not None
        or stands_alone(question)
    ):
        return readings(question, history)[0]
    rewritten, call = await _rewrite(question, history, model)
    # The user's own words instead: a model's would be searched for and shown as the user's.
    if not _says_no_more(rewritten, question, history):
        rewritten = question
    if stands_alone(rewritten):
        return RewrittenQuestion(rewritten, rewritten, cited(history), (call,))
    return joined(rewritten, history, call)


async def _rewrite(question: str, history: Sequence[Message], model: LLM) -> tuple[str, Call]:
    prompt = PromptCall("followup", history=_transcript(history), question=question)
    reply = await model.reply(prompt.messages, max_tokens=LONGEST)
    lines = visible(reply.text).splitlines()
    # Some models go on and answer the question: only the first line is the rewriting.
    first = next((line.strip() for line in lines if line.strip()), "")
    rewritten = re.sub(r"^(?:rewritten|question)\s*:\s*", "", first, flags=re.IGNORECASE)
    return rewritten.strip('"“” '), prompt.record(reply.model, reply.usage)


def _transcript(history: Sequence[Message]) -> str:
    """The newest turns, oldest first, as many as fit."""
    lines: list[str] = []
    room = HISTORY_TOKENS
    for message in reversed(history):
        if message.role not in _SPEAKER:
            continue
        line = f"{_SPEAKER[message.role]}: {' '.join(message.content.split())}"
        room -= estimated_tokens(line)
        # The newest is cut rather than left out.
        if room < 0 and lines:
            break
        lines.append(line if room >= 0 else line[: HISTORY_TOKENS * 2])
    return "\n".join(reversed(lines))


def _says_no_more(rewritten: str, question: str, history: Sequence[Message]) -> bool:
    """Whether it is a question, and its names, numbers and addresses were all said before.

    What a model adds of its own would be sought in the articles, and shown as the user's words.
    """
    # Far longer than the question, it is an answer or an essay rather than a rewriting.
    longest = min(4 * len(question) + 200, LONGEST_QUESTION)
    if not re.search(r"\w", rewritten) or len(rewritten) > longest:
        return False
    conversation = " ".join([question, *(message.content for message in history)])
    if not addresses(rewritten) <= addresses(conversation):
        return False
    before = fold(conversation)
    earlier_numbers = numbers(before)
    return all(fold(name).removesuffix("'s") in before for name in names(rewritten)) and all(
        value in earlier_numbers for value in numbers(rewritten)
    )
