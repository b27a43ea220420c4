"""A follow-up question into one that stands alone; what the last answer cited comes along."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.context import estimate
from assistant.grounding.addresses import addresses
from assistant.grounding.names import names
from assistant.grounding.numbers import numbers
from assistant.llm import LLM
from assistant.pointing import own_terms, stands_alone
from assistant.telling import Telling
from assistant.types import Call, Message
from index.reading.clean import visible
from index.text import fold
from index.types import Place

HISTORY_TOKENS: Final = 600
"""The newest turns that fit are told to the model."""

LONGEST: Final = 80
"""Tokens of the rewritten question."""

_LONGEST_BEFORE: Final = 300
"""Characters of the questions before that are put in front of one."""

MOST_TURNS: Final = 20
"""Of what was said before: no question points back farther."""

LONGEST_TURN: Final = 2_000
"""Characters of a turn that are read, as of a question."""

MOST_CITED: Final = 64
"""Paragraphs that one answer can have cited."""

_FEW: Final = 2
"""A question of so few words of its own and no name may leave out what it is about."""

_SPEAKER: Final = {"user": "Question", "assistant": "Answer"}


@dataclass(frozen=True, slots=True)
class Understood:
    """The question as it stands alone: what is sought, answered and shown.

    `last` is the question itself, without those before it where no model could say all in one;
    `cited` are the last answer's paragraphs, candidates again if it hangs on that.
    """

    question: str
    last: str
    cited: tuple[Place, ...] = ()
    calls: tuple[Call, ...] = ()

    @property
    def is_joined(self) -> bool:
        """Whether questions before it are in front of it."""
        return self.question != self.last


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


async def understand(question: str, history: Sequence[Message], model: LLM | None) -> Understood:
    """The question as it stands alone; a model is asked only when it points back.

    Raises:
        ModelError: the model failed.
    """
    if not history or stands_alone(question):
        return Understood(question, question)
    if model is None:
        return _joined(question, history)
    rewritten, call = await _rewrite(question, history, model)
    if not _says_no_more(rewritten, question, history):
        rewritten = question
    if stands_alone(rewritten):
        return Understood(rewritten, rewritten, _cited(history), (call,))
    return _joined(rewritten, history, call)


def with_the_one_before(understood: Understood, history: Sequence[Message]) -> Understood | None:
    """For a question that finds nothing alone: with the one before it, if it may hang on that."""
    asked = understood.question
    short = len(own_terms(asked)) <= _FEW and not names(asked)
    return _joined(asked, history) if history and short and not understood.is_joined else None


def _joined(question: str, history: Sequence[Message], *calls: Call) -> Understood:
    together = f"{_before(history)} {question}".strip()
    return Understood(together, question, _cited(history), calls)


def _cited(history: Sequence[Message]) -> tuple[Place, ...]:
    return next((each.cited for each in reversed(history) if each.role == "assistant"), ())


def _before(history: Sequence[Message]) -> str:
    """The last question and, where that pointed back itself, the one that it hung on."""
    turns = (each.content for each in history if each.role == "user")
    asked = [visible(each[:_LONGEST_BEFORE]) for each in turns]
    last = asked[-1] if asked else ""
    topic = next((each for each in reversed(asked) if stands_alone(each)), last)
    both = last if last.startswith(topic) else f"{topic} {last}"
    return both if len(both) <= _LONGEST_BEFORE else topic


async def _rewrite(question: str, history: Sequence[Message], model: LLM) -> tuple[str, Call]:
    told = Telling("followup", history=_told(history), question=question)
    reply = await model.reply(told.messages, max_tokens=LONGEST)
    lines = visible(reply.text).splitlines()
    first = next((line.strip() for line in lines if line.strip()), "")
    rewritten = re.sub(r"^(?:rewritten|question)\s*:\s*", "", first, flags=re.IGNORECASE)
    return rewritten.strip('"“” '), told.call(reply.model, reply.usage)


def _told(history: Sequence[Message]) -> str:
    """The newest turns, oldest first, as many as fit."""
    lines: list[str] = []
    room = HISTORY_TOKENS
    for message in reversed(history):
        if message.role not in _SPEAKER:
            continue
        line = f"{_SPEAKER[message.role]}: {' '.join(message.content.split())}"
        room -= estimate(line)
        if room < 0 and lines:
            break
        lines.append(line if room >= 0 else line[: HISTORY_TOKENS * 2])
    return "\n".join(reversed(lines))


def _says_no_more(rewritten: str, question: str, history: Sequence[Message]) -> bool:
    """Whether it is a question, and its names, numbers and addresses were all said before.

    What a model adds of its own would be sought in the articles, and shown as the user's words.
    """
    if not re.search(r"\w", rewritten) or len(rewritten) > 4 * len(question) + 200:
        return False
    said = " ".join([question, *(message.content for message in history)])
    if not addresses(rewritten) <= addresses(said):
        return False
    before = fold(said)
    known = numbers(before)
    return all(fold(name).removesuffix("'s") in before for name in names(rewritten)) and all(
        value in known for value in numbers(rewritten)
    )
