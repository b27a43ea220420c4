"""A model endpoint played by respx: what is sent to it, and a library of articles beside it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import httpx
import respx

from api.settings import Settings
from api.wiring import Parts, wired
from assistant.generation.context import Budget
from assistant.generation.strategy import Strategy
from assistant.models import OpenAILLM
from assistant.options import Options
from assistant.pipeline import Assistant
from assistant.store.answer_store import NullAnswers
from assistant.types import Answer, Message
from index.types import Article, Paragraph, Scope
from tests.model_server import chunk, completion, surely

URL: Final = "http://played.invalid/v1"
BOTH: Final = (Strategy.DIRECT, Strategy.SELECT)


def article(title: str, source: str, day: datetime, *texts: str) -> Article:
    paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(texts, 1))
    return Article(title, paragraphs, None, None, source, day, None, "en")


PIER: Final = article(
    "Pier to be rebuilt in spring",
    "Orsa Echo",
    datetime(2026, 11, 2),
    "ORSA - The engineer Gus Adler presented a plan for the old pier of Orsa on Monday.",
    "Fishermen declined to say whether the pier is safe.",
    "Mr Adler said the pier is safe. “It will stand for a hundred years,” he said.",
    "The town paid $3 million for a survey in March.",
    "The inspector Rita Moll denied that the pier is safe. “I would not set foot on it,” she said.",
    "The council will vote on the plan on Friday.",
)
VOTE: Final = article(
    "Council votes for the pier",
    "Coast Post",
    datetime(2026, 11, 7),
    "ORSA - The council voted for the plan for the old pier on Friday.",
    "Mayor Ida Lund said the work on the pier would begin in April.",
)


class Served:
    """The requests to the endpoint: `prompts` are those that a reply was written to."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []

    @property
    def written(self) -> dict[str, Any]:
        """The request that a reply was written to."""
        [request] = [each for each in self.requests if each.get("stream")]
        return request

    @property
    def prompt(self) -> str:
        return str(self.written["messages"][-1]["content"])

    @property
    def ledger(self) -> list[str]:
        """The lines of the ledger in the prompt."""
        return [line for line in self.prompt.splitlines() if line.startswith("- ")]


@contextmanager
def endpoint(reply: str, likely: str = "yes", *, is_down: bool = False) -> Iterator[Served]:
    """A model that writes this, and that each passage answers or not."""
    served = Served()

    def answer(request: httpx.Request) -> httpx.Response:
        if is_down:
            raise httpx.ConnectError("nobody there")
        body = json.loads(request.content)
        served.requests.append(body)
        if not body.get("stream"):
            return httpx.Response(200, json=completion(likely, logprobs=surely(likely)))
        events = [json.dumps(chunk(reply)), json.dumps(chunk(finish="stop")), "[DONE]"]
        text = "".join(f"data: {each}\n\n" for each in events)
        return httpx.Response(200, text=text, headers={"content-type": "text/event-stream"})

    with respx.mock(using="httpcore2", assert_all_called=False) as router:
        router.route().mock(side_effect=answer)
        yield served


@dataclass(frozen=True, slots=True)
class Library:
    """Articles that are asked about, by a model at the endpoint or without one."""

    parts: Parts
    ids: dict[str, str]

    async def ask(
        self,
        question: str,
        strategy: Strategy | None,
        *,
        of: Sequence[Article] = (PIER,),
        history: Sequence[Message] = (),
        budget: Budget | None = None,
    ) -> Answer:
        """The answer of a model that is asked in this way; None: without a model."""
        ids = [self.ids.get(each.title) or await self._added(each) for each in of]
        scope = Scope(article_ids=tuple(ids))
        retriever = self.parts.retriever
        if strategy is None:
            return await Assistant(retriever, NullAnswers()).ask(question, scope, history)
        model = OpenAILLM("played", base_url=URL, api_key="none", max_retries=0)
        try:
            options = Options(budget or Budget(), strategy)
            assistant = Assistant(retriever, NullAnswers(), model, options)
            return await assistant.ask(question, scope, history)
        finally:
            await model.close()

    async def _added(self, each: Article) -> str:
        added = await self.parts.ingest.add(each)
        self.ids[each.title] = added.article.id
        return added.article.id


@asynccontextmanager
async def library(folder: Path) -> AsyncIterator[Library]:
    """An empty library in this folder: articles are added when they are first asked about."""
    async with wired(Settings(folder)) as parts:
        yield Library(parts, {})
