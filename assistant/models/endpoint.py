"""A language model behind an OpenAI-compatible endpoint."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from assistant.errors import ReplyBroken
from assistant.models.completions import (
    first_token,
    first_word,
    has_thoughts,
    message_text,
    thought_tokens,
    usage_of,
)
from assistant.models.connection import Connection
from assistant.models.dialect import BRIEF
from assistant.models.errors import ReplyCut, ReplyFiltered, TokensUsedUp
from assistant.models.pacing import Limits, paced
from assistant.models.refusals import words_of
from assistant.models.thoughts import Thoughts, without_thoughts
from assistant.models.types import Choice, Reply, Timeouts
from assistant.types import Message, Usage

LIKELIHOODS: Final = 5
"""Of the first token: the most that OpenAI's newer models give."""


class OpenAILLM:
    """Chat completions. What an endpoint takes and how its model replies is learnt as it goes."""

    def __init__(
        self,
        model: str | None,
        *,
        base_url: str | None,
        api_key: str,
        timeouts: Timeouts | None = None,
        max_retries: int | None = None,
    ) -> None:
        """`model` may be None where the endpoint has only one; OpenAI's then is OPENAI_MODEL.

        `max_retries` (default: RETRIES) on 429, 5xx and lost connections, with backoff or as
        Retry-After says.
        """
        self._timeouts = timeouts or Timeouts()
        self._connection = Connection(
            model,
            base_url=base_url,
            api_key=api_key,
            timeouts=self._timeouts,
            max_retries=max_retries,
        )
        self._learning = asyncio.Lock()
        self._learnt: set[str] = set()
        self._gives_likelihoods: bool | None = None

    @property
    def name(self) -> str:
        """The model's name; the endpoint's address while that has not been asked."""
        return self._connection.name

    @property
    def gives_likelihoods(self) -> bool | None:
        """Whether replies came with likelihoods; None before the first one that could be read."""
        return self._gives_likelihoods

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int
    ) -> AsyncGenerator[str | Reply, None]:
        """The reply in pieces, then whole; closing it stops the request.

        A model that has thought until its tokens were used up is asked again, with room for that.
        """
        limits = Limits(self._timeouts)
        usage = Usage()
        with self._connection.failures():
            while True:
                heard = _Heard(self.name, had_room=self._connection.dialect.thinks)
                async with aclosing(self._pieces(messages, max_tokens, limits, heard)) as pieces:
                    async for piece in pieces:
                        yield piece
                usage += heard.usage
                if not self._is_spent(heard):
                    break
            yield self._finished(heard, usage)

    async def reply(self, messages: Sequence[Message], *, max_tokens: int) -> Reply:
        """The reply, whole; asked again as in `stream`."""
        usage = Usage()
        with self._connection.failures():
            async with asyncio.timeout(self._timeouts.total):
                while True:
                    async with self._lesson("reply"):
                        heard, _ = await self._whole(messages, max_tokens)
                    usage += heard.usage
                    if not self._is_spent(heard):
                        break
            return self._finished(heard, usage)

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """Which of the options the model would answer with, by the likelihood of its first token.

        An endpoint that gives none is taken at its word. Until a first reply could be read, the
        model is allowed more tokens step by step.
        """
        usage = Usage()
        with self._connection.failures():
            async with asyncio.timeout(self._timeouts.total), self._lesson("choose") as is_first:
                while True:
                    heard, choice = await self._whole(
                        messages, 1, logprobs=True, top_logprobs=LIKELIHOODS
                    )
                    usage += heard.usage
                    # After a thought, the first token was the thought's.
                    likelihoods_sent = None if heard.has_thought else first_token(choice, options)
                    likelihoods = likelihoods_sent or first_word(heard.text, options)
                    if likelihoods or not (is_first and self._may_say_more(heard)):
                        break
            if likelihoods:
                self._gives_likelihoods = likelihoods_sent is not None
            return Choice(likelihoods, heard.model, usage, is_word=likelihoods_sent is None)

    async def close(self) -> None:
        """Give connections back."""
        await self._connection.close()

    async def _pieces(
        self, messages: Sequence[Message], max_tokens: int, limits: Limits, heard: _Heard
    ) -> AsyncGenerator[str, None]:
        """What a streamed reply says, without thoughts; all else is noted in `heard`."""
        thoughts = Thoughts(unopened=self._connection.dialect.opens_unsaid)
        # The time runs from the question on: tries, waits and lessons are part of it.
        async with asyncio.timeout(limits.next()), self._lesson("stream"):
            chunks = await self._connection.create(
                messages, max_tokens, stream=True, stream_options={"include_usage": True}
            )
        async with aclosing(chunks.response), aclosing(paced(chunks, limits)) as due:
            async for chunk in due:
                self._fail_on_error(chunk)
                self._note(chunk, heard)
                for choice in (chunk.get("choices") or ())[:1]:
                    # It may come as "", or again as null; and some servers send `message` here.
                    heard.finish = choice.get("finish_reason") or heard.finish
                    delta = choice.get("delta") or choice.get("message") or {}
                    content = message_text(delta)
                    heard.has_thought |= has_thoughts(delta)
                    if content or has_thoughts(delta):
                        limits.begun()  # what thinks is alive
                    if piece := thoughts.feed(content):
                        heard.text += piece
                        yield piece
        if piece := thoughts.finish():
            heard.text += piece
            yield piece
        self._learn(heard, thoughts)

    async def _whole(
        self, messages: Sequence[Message], max_tokens: int, **parameters: object
    ) -> tuple[_Heard, dict[str, Any]]:
        """A reply that is not streamed, and its choice as it was sent."""
        heard = _Heard(self.name, had_room=self._connection.dialect.thinks)
        completion = await self._connection.create(messages, max_tokens, **parameters)
        self._fail_on_error(completion)
        self._note(completion, heard)
        choice = completion["choices"][0]
        heard.finish = choice.get("finish_reason")
        heard.text, thoughts = without_thoughts(message_text(choice["message"]))
        heard.has_thought |= has_thoughts(choice["message"])
        self._learn(heard, thoughts)
        return heard, choice

    def _fail_on_error(self, reply: dict[str, Any]) -> None:
        """An error that came where a reply, or a piece of one, should have been."""
        # OpenRouter sends errors with status 200; a last chunk with the usage alone is none.
        if reply.get("choices") or reply.get("usage"):
            return
        if words := words_of(reply, self._connection.api_key):
            raise ReplyBroken(f"the model server failed: {words}")

    def _note(self, reply: dict[str, Any], heard: _Heard) -> None:
        heard.model = reply.get("model") or heard.model
        heard.usage = usage_of(reply, heard.model, self._connection.base_url) or heard.usage
        heard.has_thought |= thought_tokens(reply) > 0

    def _learn(self, heard: _Heard, thoughts: Thoughts) -> None:
        heard.has_thought |= thoughts.found
        self._connection.dialect.thinks |= heard.has_thought
        self._connection.dialect.opens_unsaid |= thoughts.unopened

    def _is_spent(self, heard: _Heard) -> bool:
        """Whether all tokens went into thoughts, and it may be asked again with room for them."""
        if heard.text.strip() or not heard.is_cut:
            return False
        self._connection.dialect.thinks = True
        return not heard.had_room

    def _may_say_more(self, heard: _Heard) -> bool:
        """Whether what was cut off, and is none of the options, may be one with more tokens."""
        if not heard.is_cut or heard.had_room:
            return False
        if not heard.text.strip() and self._connection.dialect.least >= BRIEF:
            self._connection.dialect.thinks = True
        return self._connection.dialect.thinks or self._connection.dialect.climb()

    @asynccontextmanager
    async def _lesson(self, kind: str) -> AsyncIterator[bool]:
        """Until one request of a kind has been answered, others wait: one call learns for all.

        Gives whether this is such a first one.
        """
        # When several learn at once, each is refused for the same: it was half of the requests.
        if kind not in self._learnt:
            await self._learning.acquire()
            if kind in self._learnt:  # while it waited
                self._learning.release()
            else:
                try:
                    yield True
                    self._learnt.add(kind)
                finally:
                    self._learning.release()
                return
        yield False

    def _finished(self, heard: _Heard, usage: Usage) -> Reply:
        if heard.finish is None:
            raise ReplyCut(self.name)
        if heard.finish == "content_filter":
            raise ReplyFiltered(self.name)
        if heard.is_cut and not heard.text.strip():
            raise TokensUsedUp(self.name)
        return Reply(heard.text, heard.model, usage, whole=not heard.is_cut)


@dataclass(slots=True)
class _Heard:
    """A reply as it comes in; `had_room` says that the request left room for thoughts."""

    model: str
    had_room: bool
    text: str = ""
    finish: str | None = None
    usage: Usage = field(default_factory=Usage)
    has_thought: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether it was stopped at the most tokens allowed."""
        return self.finish == "length"
