"""A language model behind an OpenAI-compatible endpoint."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager, aclosing
from typing import Final

from assistant.calls import Usage
from assistant.models.capabilities import Capabilities, Effort, Thinking
from assistant.models.capabilities.lessons import Lessons
from assistant.models.capabilities.memory import CapabilityStore
from assistant.models.capabilities.replies import (
    is_spent,
    learn_likelihoods,
    learn_structure,
    learn_thinking,
    may_say_more,
)
from assistant.models.completions import first_token, first_word, likelihood_count
from assistant.models.connection import Connection
from assistant.models.dialect import Dialect, response_format
from assistant.models.errors import (
    ReplyDeclined,
    ReplyEmpty,
    ReplyRepetitive,
)
from assistant.models.pacing import Limits, paced
from assistant.models.refusals import Refusal, error_in, in_a_line
from assistant.models.thoughts import Thoughts, reads_as_thought, without_thoughts
from assistant.models.transport.client import Refused
from assistant.models.transport.events import Event
from assistant.models.transport.heard import CUT, Heard
from assistant.models.transport.repetition import Repetition
from assistant.models.transport.throttle import Turn
from assistant.models.types import Choice, Reply, Schema, Timeouts
from assistant.types import Message

LIKELIHOODS: Final = 5
"""Of the first token: the most that OpenAI's newer models give."""

LONGEST_TOKEN: Final = 16
"""Characters of a token on average, at the most: a reply with more does not keep to its limit."""


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
        self._lessons = Lessons()

    @property
    def name(self) -> str:
        """The model's name; the endpoint's address while that has not been asked."""
        return self._connection.name

    @property
    def address(self) -> str:
        """The endpoint's address, without anything secret: with the name it is who replies."""
        return self._connection.address

    async def capabilities(self) -> Capabilities:
        """What its replies and refusals have shown so far, to other processes too.

        Of the endpoint nothing but the name of its only model is asked, where none was given.
        """
        with self._connection.call():
            async with asyncio.timeout(self._timeouts.first):
                await self._connection.prepare()
        return self._dialect.known

    async def forget(self) -> None:
        """Know nothing of what it can do, so that its next replies show all of it anew."""
        with self._connection.call():
            async with asyncio.timeout(self._timeouts.first):
                await self._connection.forget()
        self._lessons.forget()

    async def ask_for_context(self) -> None:
        """Find out how much context it has, from the endpoint's list of models."""
        with self._connection.call():
            async with asyncio.timeout(self._timeouts.first):
                await self._connection.ask_for_context()

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
                heard = Heard(self.name, self._dialect.known)
                async with aclosing(self._pieces(messages, max_tokens, limits, heard)) as pieces:
                    async for piece in pieces:
                        yield piece
                usage += heard.usage
                if not is_spent(self._dialect, heard):
                    break
            reply = self._finished(heard, usage)
            if declined := heard.declined:
                raise ReplyDeclined(self.name, in_a_line(declined, self._connection.api_key))
            if not reply.text.strip():
                raise ReplyEmpty(self.name)
            yield reply

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int, schema: Schema | None = None
    ) -> Reply:
        """The reply, whole; asked again as in `stream`. By a schema, as far as one is taken."""
        usage = Usage()
        form = {} if schema is None else {"response_format": response_format(schema)}
        limits = Limits.of_whole(self._timeouts)
        with self._connection.call():
            async with asyncio.timeout(limits.next()):
                await self._connection.prepare()
                while True:
                    async with self._lesson("thinking" if schema is None else "structure"):
                        heard = await self._whole(messages, max_tokens, limits, **form)
                    usage += heard.usage
                    if not is_spent(self._dialect, heard):
                        break
            if form:
                learn_structure(self._dialect, heard)
            return self._finished(heard, usage)

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """Which of the options the model would answer with, by the likelihood of its first token.

        An endpoint that gives none is taken at its word. Until a first reply could be read, the
        model is allowed more tokens step by step.
        """
        usage = Usage()
        limits = Limits.of_whole(self._timeouts)
        with self._connection.call():
            async with asyncio.timeout(limits.next()):
                await self._connection.prepare()
                async with self._lesson("likelihoods") as is_first:
                    while True:
                        heard = await self._whole(
                            messages, 1, limits, logprobs=True, top_logprobs=LIKELIHOODS
                        )
                        usage += heard.usage
                        # After a thought, the first token was the thought's.
                        logprobs = None if heard.has_thought else heard.logprobs
                        sent = first_token(logprobs, options)
                        likelihoods = sent or first_word(heard.text, options)
                        may_be_cut = is_first or not heard.text.strip()
                        if likelihoods or not (may_be_cut and may_say_more(self._dialect, heard)):
                            break
            if likelihoods:
                learn_likelihoods(self._dialect, 0 if sent is None else likelihood_count(logprobs))
            return Choice(likelihoods, heard.model, usage, is_word=sent is None)

    async def close(self) -> None:
        """Give connections back."""
        await self._connection.close()

    async def _pieces(
        self, messages: Sequence[Message], max_tokens: int, limits: Limits, heard: Heard
    ) -> AsyncGenerator[str, None]:
        """What a streamed reply says, asked for again where it breaks off before it says a word."""
        turn = Turn()
        while True:
            try:
                streamed = self._streamed(messages, max_tokens, limits, heard)
                async with aclosing(streamed) as pieces:
                    async for piece in pieces:
                        yield piece
                return
            except (ConnectionError, Refused) as error:
                if heard.text:
                    raise
                self._connection.broke_off(turn, error, limits)

    async def _streamed(
        self, messages: Sequence[Message], max_tokens: int, limits: Limits, heard: Heard
    ) -> AsyncGenerator[str, None]:
        """What a streamed reply says, without thoughts; all else is noted in `heard`."""
        known = self._dialect.known
        # Of a model that was never heard, all may be a thought that its template began.
        thoughts = Thoughts(unopened=known.opens_unsaid or not known.is_heard)
        repetition = Repetition()
        limits.asked()
        heard.finish = None
        # The time runs from the question on: tries, waits and lessons are part of it.
        async with asyncio.timeout(limits.next()), self._lesson("streaming"):
            events = await self._connection.create(
                messages, max_tokens, limits, stream=True, stream_options={"include_usage": True}
            )
        self._dialect.note(streaming=events.is_streamed)
        async with aclosing(events), aclosing(paced(events, limits)) as due:
            async for event in due:
                content = self._content(event, heard)
                if content or heard.thinks_now:
                    limits.begun()  # what thinks is alive
                # One that does not keep to its limit has no end.
                room = max_tokens * LONGEST_TOKEN - len(heard.text)
                piece = thoughts.feed(content)[:room]
                if repetition.feed(content if thoughts.holds else piece):
                    raise ReplyRepetitive(self.name)
                if piece:
                    heard.text += piece
                    yield piece
                if heard.finish:
                    limits.ended(by_its_looks=heard.looks_whole or thoughts.holds)
                if len(heard.text) >= max_tokens * LONGEST_TOKEN:
                    heard.finish = CUT
                    break
        if not (heard.has_choice or events.is_streamed):
            raise LookupError("no choice in the reply")
        heard.is_ended |= events.is_whole and not events.is_flawed
        is_unclear = thoughts.holds and heard.is_cut
        piece = thoughts.finish()
        if is_unclear and not thoughts.unopened and (known.opens_unsaid or reads_as_thought(piece)):
            # It was cut off within the thought that its template began.
            self._dialect.note(opens_unsaid=True)
        elif piece:
            heard.text += piece
            yield piece
        if not (heard.text or heard.is_whole):
            raise ConnectionError("the stream ended before it said a word")
        learn_thinking(self._dialect, heard, thoughts)

    async def _whole(
        self, messages: Sequence[Message], max_tokens: int, limits: Limits, **parameters: object
    ) -> Heard:
        """A reply that is needed in one piece, whether it comes so or not."""
        heard = Heard(self.name, self._dialect.known)
        limits.asked()
        events = await self._connection.create(messages, max_tokens, limits, **parameters)
        async with aclosing(events), aclosing(paced(events, limits)) as due:
            async for event in due:
                heard.text += self._content(event, heard)
                if heard.finish:
                    limits.ended(by_its_looks=heard.looks_whole or not events.is_streamed)
        if not heard.has_choice:
            raise LookupError("no choice in the reply")
        heard.is_ended = True
        heard.text, thoughts = without_thoughts(heard.text)
        learn_thinking(self._dialect, heard, thoughts)
        return heard

    def _content(self, event: Event, heard: Heard) -> str:
        """What an event says; an error in it is raised, unless the reply has come to its end."""
        has_ended = heard.finish and not heard.has_failed
        if not has_ended and (said := error_in(event)):
            raise Refused(Refusal.read(said, self._connection.api_key, None, {}))
        return heard.content_of(event, self._connection.base_url)

    @property
    def _dialect(self) -> Dialect:
        """What it is asked in: another one, once a guess has been taken."""
        return self._connection.dialect

    def _lesson(self, facet: str) -> AbstractAsyncContextManager[bool]:
        return self._lessons.of(facet, self._connection.recalled)

    def _finished(self, heard: Heard, usage: Usage) -> Reply:
        reply = heard.finished(usage, self.name)
        if not heard.has_thought:  # nor has any reply before it, where this is news
            self._dialect.note_thinking(Thinking.NONE)
        return reply
