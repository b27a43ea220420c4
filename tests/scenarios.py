"""What is recorded of a language model: its contract, and questions about the sample article.

The searches run on an embedder that costs nothing and finds the same on every machine, so that
the requests are the same too.
"""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from api.settings import Settings
from api.wiring import Parts, wired
from assistant.evaluation.sets.cases import Case
from assistant.evaluation.sets.question import Question
from assistant.evaluation.sets.reader import read_set
from assistant.models import LLM, Choice, Reply
from assistant.sample import ARTICLE, QUESTIONS
from assistant.types import Answer, Message
from index.readers.formats import read_file
from index.types import Article
from tests.index.fakes import FakeMiniLM

ASKED: Final = (
    Message("system", "Reply with one short sentence."),
    Message("user", "The ferry sails at noon, the harbour master said. When does it sail?"),
)
CHOSEN: Final = (
    Message("system", "Reply yes or no."),
    Message("user", "The ferry sails at noon. Does it sail at noon?"),
)
OPTIONS: Final = ("yes", "no")
MOST: Final = 40

ANSWERED: Final = ("who-01", "who-06", "num-02", "una-01", "false-01", "fol-01")
"""Questions of the sample's set."""


async def contract(model: LLM) -> tuple[list[str], Reply, Reply, Choice]:
    """All that a model can be asked: the pieces of a stream and its end, a reply, a choice."""
    # What was never heard before is said at its end, since all of it may be a thought.
    whole = await model.reply(ASKED, max_tokens=MOST)
    pieces: list[str] = []
    async for event in model.stream(ASKED, max_tokens=MOST):
        if isinstance(event, Reply):
            streamed = event
        else:
            pieces.append(event)
    return pieces, streamed, whole, await model.choose(CHOSEN, OPTIONS)


@asynccontextmanager
async def library(settings: Settings) -> AsyncIterator[tuple[Parts, Article]]:
    """The assistant that the settings want, over the sample article alone."""
    with tempfile.TemporaryDirectory() as folder:
        mine = replace(settings, data_dir=Path(folder), embedder="minilm")
        async with wired(mine, minilm=FakeMiniLM()) as parts:
            done = await parts.ingest.add(await read_file(ARTICLE))
            yield parts, done.article


def questions() -> Mapping[str, Question]:
    """The sample's questions by id."""
    return {question.id: question for question in read_set(QUESTIONS).questions}


async def ask(parts: Parts, article: Article, question: Question) -> Answer:
    """The answer to a question of the sample's set, after the conversation that it has."""
    case = Case(question, (article,), None)
    return await parts.assistant.ask(question.question, history=case.history)
