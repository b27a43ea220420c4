"""A language model behind an OpenAI-compatible endpoint."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from assistant.errors import ReplyBroken
from assistant.models.capabilities import Capabilities, Effort, Structure, Thinking
from assistant.models.capabilities.memory import CapabilityStore
from assistant.models.completions import (
    first_token,
    first_word,
    has_thoughts,
    json_object,
    likelihood_count,
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
from assistant.models.types import Choice, Reply, Schema, Timeouts
from assistant.types import Message, Usage

LIKELIHOODS: Final = 5
"""Of the first token: the most that OpenAI's newer models give."""


class OpenAILLM:
    """Chat completions. What an endpoint takes and how its model replies is learnt as it goes."""

    def __init__(  # noqa: PLR0913 - where it is, how it is asked, and where that is kept
        self,
        model: str | None,
        *,
        base_url: str | None,
        api_key: str,
        timeouts: Timeouts | None = None,
        max_retries: int | None = None,
        effort: Effort | None = None,
        store: CapabilityStore | None = None,
    ) -> None:
        """`model` may be None where the endpoint has only one; OpenAI's then is OPENAI_MODEL.

        `max_retries` (default: RETRIES) on 429, 5xx and lost connections, with backoff or as
        Retry-After says. `effort` is how much it is asked to think, by default little where it was
        seen to. What is learnt of the model is kept in the `store`, if there is one.
        """
        self._timeouts = timeouts or Timeouts()
        self._connection = Connection(
            model,
            base_url=base_url,
            api_key=api_key,
            timeouts=self._timeouts,
            max_retries=max_retries,
            effort=effort,
            store=store,
        )
        self._learning = asyncio.Lock()
        self._learnt: set[str] = set()

    @property
    def name(self) -> str:
        """The model's name; the endpoint's address while that has not been asked."""
        return self._connection.name

    async def capabilities(self) -> Capabilities:
        """What its replies and refusals have shown so far, to other processes too.

        Of the endpoint nothing but the name of its only model is asked, where none was given.
        """
        with self._connection.call():
            async with asyncio.timeout(self._timeouts.first):
                await self._connection.prepare()
        return self._connection.dialect.known

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int
    ) -> AsyncGenerator[str | Reply, None]:
        """The reply in pieces, then whole; closing it stops the request.

        A model that has thought until its tokens were used up is asked again, with room for that.
        """
        limits = Limits(self._timeouts)
        usage = Usage()
        with self._connection.call():
            async with asyncio.timeout(limits.next()):
                await self._connection.prepare()
            while True:
                heard = _Heard(self.name, self._connection.dialect.known)
                async with aclosing(self._pieces(messages, max_tokens, limits, heard)) as pieces:
                    async for piece in pieces:
                        yield piece
                usage += heard.usage
                if not self._is_spent(heard):
                    break
            yield self._finished(heard, usage)

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int, schema: Schema | None = None
    ) -> Reply:
        """The reply, whole; asked again as in `stream`. By a schema, as far as one is taken."""
        usage = Usage()
        form = {} if schema is None else {"response_format": _response_format(schema)}
        with self._connection.call():
            async with asyncio.timeout(self._timeouts.total):
                await self._connection.prepare()
                while True:
                    async with self._lesson("thinking" if schema is None else "structure"):
                        heard, _ = await self._whole(messages, max_tokens, **form)
                    usage += heard.usage
                    if not self._is_spent(heard):
                        break
            if form:
                self._note_structure(heard)
            return self._finished(heard, usage)

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """Which of the options the model would answer with, by the likelihood of its first token.

        An endpoint that gives none is taken at its word. Until a first reply could be read, the
        model is allowed more tokens step by step.
        """
        usage = Usage()
        with self._connection.call():
            async with asyncio.timeout(self._timeouts.total):
                await self._connection.prepare()
                async with self._lesson("likelihoods") as is_first:
                    while True:
                        heard, choice = await self._whole(
                            messages, 1, logprobs=True, top_logprobs=LIKELIHOODS
                        )
                        usage += heard.usage
                        # After a thought, the first token was the thought's.
                        sent = None if heard.has_thought else first_token(choice, options)
                        likelihoods = sent or first_word(heard.text, options)
                        may_be_cut = is_first or not heard.text.strip()
                        if likelihoods or not (may_be_cut and self._may_say_more(heard)):
                            break
            if likelihoods:
                self._note_likelihoods(0 if sent is None else likelihood_count(choice))
            return Choice(likelihoods, heard.model, usage, is_word=sent is None)

    async def close(self) -> None:
        """Give connections back."""
        await self._connection.close()

    async def _pieces(
        self, messages: Sequence[Message], max_tokens: int, limits: Limits, heard: _Heard
    ) -> AsyncGenerator[str, None]:
        """What a streamed reply says, without thoughts; all else is noted in `heard`."""
        thoughts = Thoughts(unopened=self._connection.dialect.known.opens_unsaid)
        # The time runs from the question on: tries, waits and lessons are part of it.
        async with asyncio.timeout(limits.next()), self._lesson("streaming"):
            reply = await self._connection.create(
                messages, max_tokens, stream=True, stream_options={"include_usage": True}
            )
        self._connection.dialect.note(streaming=not isinstance(reply, dict))
        async with aclosing(_chunks(reply, limits)) as chunks:
            async for chunk in chunks:
                self._fail_on_error(chunk)
                self._note(chunk, heard)
                for choice in (chunk.get("choices") or ())[:1]:
                    # It may come as "", or again as null; and some servers send `message` here.
                    heard.finish = choice.get("finish_reason") or heard.finish
                    delta = choice.get("delta") or choice.get("message") or {}
                    content = message_text(delta)
                    if has_thoughts(delta):
                        heard.note(Thinking.BESIDE)
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
        heard = _Heard(self.name, self._connection.dialect.known)
        completion = await self._connection.create(messages, max_tokens, **parameters)
        self._fail_on_error(completion)
        self._note(completion, heard)
        choice = completion["choices"][0]
        heard.finish = choice.get("finish_reason")
        heard.text, thoughts = without_thoughts(message_text(choice["message"]))
        if has_thoughts(choice["message"]):
            heard.note(Thinking.BESIDE)
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
        if thought_tokens(reply):
            heard.note(Thinking.HIDDEN)

    def _learn(self, heard: _Heard, thoughts: Thoughts) -> None:
        dialect = self._connection.dialect
        if thoughts.found:
            heard.note(Thinking.CONTENT)
        if heard.thinking:
            dialect.note_thinking(heard.thinking)
        if thoughts.unopened:
            dialect.note(opens_unsaid=True)

    def _note_likelihoods(self, count: int) -> None:
        """How many there are in the first reply, as long as there are any or none in others."""
        known = self._connection.dialect.known.likelihoods
        if known is None or bool(known) is not bool(count):
            self._connection.dialect.note(likelihoods=count)

    def _note_structure(self, heard: _Heard) -> None:
        """Whether the schema, which was not refused, was kept to in the first reply."""
        if self._connection.dialect.known.structure is None and not heard.is_cut:
            is_kept = json_object(heard.text) is not None
            self._connection.dialect.note(structure=Structure.SCHEMA if is_kept else Structure.NONE)

    def _is_spent(self, heard: _Heard) -> bool:
        """Whether all tokens went into thoughts, and it may be asked again with room for them."""
        if heard.text.strip() or not heard.is_cut:
            return False
        self._connection.dialect.note_thinking(Thinking.HIDDEN)
        return not heard.had_room

    def _may_say_more(self, heard: _Heard) -> bool:
        """Whether what was cut off, and is none of the options, may be one with more tokens."""
        if not heard.is_cut or heard.had_room:
            return False
        dialect = self._connection.dialect
        if dialect.known.least > heard.known.least:  # another call has learnt meanwhile
            return True
        if not heard.text.strip() and dialect.known.least >= BRIEF:
            dialect.note_thinking(Thinking.HIDDEN)
        return dialect.known.thinks or dialect.climb()

    @asynccontextmanager
    async def _lesson(self, facet: str) -> AsyncIterator[bool]:
        """Until one request that shows a facet has been answered, others wait: it learns for all.

        Gives whether this is such a first one, of any process: what was recalled is known.
        """
        # When several learn at once, each is refused for the same: it was half of the requests.
        is_recalled = getattr(self._connection.recalled, facet, None) is not None
        if not is_recalled and facet not in self._learnt:
            await self._learning.acquire()
            if facet in self._learnt:  # while it waited
                self._learning.release()
            else:
                try:
                    yield True
                    self._learnt.add(facet)
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
        if not heard.has_thought:  # nor has any reply before it, where this is news
            self._connection.dialect.note_thinking(Thinking.NONE)
        return Reply(heard.text, heard.model, usage, whole=not heard.is_cut)


@dataclass(slots=True)
class _Heard:
    """A reply as it comes in; `known` is what was known of the model when it was asked."""

    model: str
    known: Capabilities
    text: str = ""
    finish: str | None = None
    usage: Usage = field(default_factory=Usage)
    thinking: Thinking | None = None

    @property
    def has_thought(self) -> bool:
        """Whether the model thought before it replied."""
        return self.thinking is not None

    def note(self, thinking: Thinking) -> None:
        """Note where thoughts arrived."""
        self.thinking = Thinking.plainest(self.thinking, thinking)

    @property
    def had_room(self) -> bool:
        """Whether the request left room for thoughts."""
        return self.known.thinks

    @property
    def is_cut(self) -> bool:
        """Whether it was stopped at the most tokens allowed."""
        return self.finish == "length"


async def _chunks(
    reply: Any,  # noqa: ANN401 - as it was sent
    limits: Limits,
) -> AsyncGenerator[dict[str, Any], None]:
    """The chunks of a reply, each in time; one that was not streamed is a chunk itself."""
    if isinstance(reply, dict):
        yield reply
        return
    async with aclosing(reply.response), aclosing(paced(reply, limits)) as due:
        async for chunk in due:
            yield chunk


def _response_format(schema: Schema) -> dict[str, object]:
    return {
        "type": Structure.SCHEMA.value,
        "json_schema": {"name": "reply", "strict": True, "schema": schema},
    }
