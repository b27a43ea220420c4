"""The library as one reader has it: all that ways in for readers work with.

Who has the whole library works with the `Parts`. Whoever serves readers gets this instead, so that
no route and no command can forget who asks: what the reader may not read is not there.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace

from api.settings import Settings
from api.wiring import Parts
from assistant.answer_stream import final_answer
from assistant.draft_check import DraftChecker
from assistant.extractive.suggestions import suggested
from assistant.store.feedback import Rating
from assistant.types import Answer, Event, Message
from index.store.documents import Reader
from index.store.records import Entry, Listing, Page
from index.types import EVERYTHING, Article, Audience, Passage, Scope


@dataclass(frozen=True, slots=True)
class ReadersLibrary:
    """What a reader may read, ask and have checked, and the answers that are theirs.

    `name` is who rates, `owner` whose the answers are that are given here. `owners` are all whose
    answers are seen here; None: everybody's.
    """

    _parts: Parts
    audience: Audience
    name: str
    owner: str
    owners: tuple[str, ...] | None

    @property
    def settings(self) -> Settings:
        """The settings of the server."""
        return self._parts.settings

    @property
    def drafts(self) -> DraftChecker:
        """What checks drafts against the articles that they may read."""
        parts = self._parts
        return DraftChecker(parts.retriever, parts.articles, parts.standing, self.audience)

    async def article(self, article_id: str) -> Article:
        """The article with this id, or the only one whose id starts so; raises as the store."""
        return await self._parts.articles.get(article_id, self.audience)

    async def entries(self, scope: Scope = EVERYTHING) -> list[Entry]:
        """The scope's articles, the latest added first."""
        return await self._parts.articles.entries(self._readable(scope))

    async def page(self, listing: Listing, scope: Scope = EVERYTHING) -> Page:
        """A page of the list of the scope's articles."""
        return await self._parts.articles.page(listing, self._readable(scope))

    async def passages(self, query: str, scope: Scope, limit: int) -> list[Passage]:
        """The passages that fit best; raises as the retriever."""
        return await self._parts.retriever.passages(query, self._readable(scope), limit)

    def stream(
        self, question: str, scope: Scope, history: Sequence[Message] = ()
    ) -> AsyncGenerator[Event, None]:
        """The answer as events, of which the last is Done."""
        return self._parts.assistant.stream(question, self._readable(scope), history, self.owner)

    async def ask(self, question: str, scope: Scope, history: Sequence[Message] = ()) -> Answer:
        """The answer, whole."""
        return await final_answer(self.stream(question, scope, history))

    async def suggestions(self, article_id: str) -> list[str]:
        """Questions to begin with, which the article answers."""
        return await suggested(await self.article(article_id), self._quoted)

    async def answer(self, answer_id: str) -> Answer:
        """The answer with this whole id; AnswerNotFound where it is not theirs to read."""
        return await self._parts.answers.by_id(answer_id, self._reader)

    async def rate(self, answer_id: str, rating: Rating, reason: str | None = None) -> None:
        """Keep what they think of an answer; AnswerNotFound where it is not theirs to read."""
        await self._parts.feedback.rate(answer_id, self.name, rating, reason, self._reader)

    @property
    def _reader(self) -> Reader:
        return Reader(self.owners, self.audience)

    async def _quoted(self, question: str, scope: Scope) -> Answer:
        return await self._parts.quoting.ask(question, self._readable(scope))

    def _readable(self, scope: Scope) -> Scope:
        return replace(scope, readable_by=self.audience)
