"""A follow-up question into one that stands alone; what the last answer cited comes along."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.attribution.words import word_set
from assistant.context import estimate
from assistant.grounding.addresses import addresses
from assistant.grounding.names import names
from assistant.grounding.numbers import numbers
from assistant.llm import LLM
from assistant.telling import Telling
from assistant.types import Call, Message
from index.reading.clean import visible
from index.text import fold, terms
from index.types import Place

HISTORY_TOKENS: Final = 600
"""The newest turns that fit are told to the model."""

LONGEST: Final = 80
"""Tokens of the rewritten question."""

_POINTING: Final = word_set(
    """
    he she it they him her them his hers its their theirs this that these those there then here
    same other others one ones else such former latter afterwards instead too either neither both
    """
)
_OPENING = re.compile(
    r"""
    \W*(?: (?:and|but|so|or|what\s+about|how\s+about)\b
      | (?:says\s+who|why|how|when|where|who|since\s+when|how\s+come|which\s+one|what\s+else|really
          |go\s+on|tell\s+me\s+more|more)\b (?:\s+(?:so|not|then|exactly))* \W*$ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FEW: Final = 2
"""A question of so few content words and no name hangs on the one before."""

_SPEAKER: Final = {"user": "Question", "assistant": "Answer"}


@dataclass(frozen=True, slots=True)
class Understood:
    """The question as it stands alone, and as it is sought and answered.

    `search` is the same, with the question before it where no model could say both in one;
    `cited` are the last answer's paragraphs, candidates again.
    """

    question: str
    search: str
    cited: tuple[Place, ...] = ()
    calls: tuple[Call, ...] = ()


async def understand(question: str, history: Sequence[Message], model: LLM | None) -> Understood:
    """The question as it stands alone; a model is asked only when it does not.

    Raises:
        ModelError: the model failed.
    """
    if not history:
        return Understood(question, question)
    cited = next((each.cited for each in reversed(history) if each.role == "assistant"), ())
    if stands_alone(question):
        return Understood(question, question, cited)
    last = next((each.content for each in reversed(history) if each.role == "user"), "")
    together = Understood(question, f"{last} {question}", cited)
    if model is None:
        return together
    rewritten, call = await _rewrite(question, history, model)
    if not _says_no_more(rewritten, question, history):
        rewritten = question
    search = rewritten if stands_alone(rewritten) else f"{last} {rewritten}"
    return Understood(rewritten, search, cited, (call,))


def stands_alone(question: str) -> bool:
    """Whether nothing in the question points back, and it has something to look for."""
    words = re.findall(r"[\w’']+", fold(question))
    if any(word.split("'")[0] in _POINTING for word in words) or _OPENING.match(question):
        return False
    return len(set(terms(question))) > _FEW or bool(names(question))


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
