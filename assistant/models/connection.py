"""The connection to an OpenAI-compatible endpoint: what is asked, of which model, what fails."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

from assistant.errors import ModelError
from assistant.models.capabilities import Capabilities, Effort, LimitName
from assistant.models.capabilities.listing import context_of, model_names
from assistant.models.capabilities.memory import CapabilityMemory, CapabilityStore
from assistant.models.dialect import Dialect
from assistant.models.errors import (
    ModelTooSlow,
    ModelUnreachable,
    NoCompletion,
    NoModelListed,
    ReplyCut,
    ReplyEndless,
)
from assistant.models.failures import failure, take_key_out
from assistant.models.pacing import Limits
from assistant.models.refusals import Refusal
from assistant.models.transport.client import Client, Refused, Unreachable
from assistant.models.transport.events import EventStream, Oversized, WebPage
from assistant.models.transport.naming import expect_address, expect_name, only_name
from assistant.models.transport.throttle import Closed, Throttle, Turn
from assistant.models.types import Timeouts
from assistant.types import Message
from index.concurrency import my_turn

OPENAI_MODEL: Final = "gpt-5.4-mini"
"""Asked at OpenAI when no model is named."""

RETRIES: Final = 3

LESSONS: Final = 12
"""From the refusals of one request: an endpoint that names another thing each time has no end."""

STREAMING: Final = frozenset({"streaming"})
"""That streams may be taken and not be sent, among what was guessed."""

_NOWHERE: Final = frozenset({404, 405})
_GUESSED: Final = frozenset({400, 422})

LOADING: Final = 0.5
"""Seconds after which a server that is loading its model is asked again."""


class Connection:
    """Requests for chat completions of one model, in the endpoint's own dialect."""

    def __init__(  # noqa: PLR0913 - as the model's own
        self,
        model: str | None,
        *,
        base_url: str | None,
        api_key: str,
        timeouts: Timeouts,
        max_retries: int | None,
        effort: Effort | None,
        store: CapabilityStore | None,
    ) -> None:
        """The parameters are those of `assistant.models.endpoint.OpenAILLM`."""
        self._model = model or (OPENAI_MODEL if base_url is None else None)
        self.base_url = base_url
        self.api_key = api_key
        # OpenAI's newer models refuse `max_tokens`; other servers mostly know nothing else.
        limit: LimitName = "max_completion_tokens" if base_url is None else "max_tokens"
        self._unknown = Capabilities(limit)
        self.dialect = Dialect(self._unknown, effort)
        self._timeouts = timeouts
        self._client = Client(base_url, api_key, timeouts)
        self._retries = RETRIES if max_retries is None else max_retries
        self._throttle = Throttle(self._retries)
        self.recalled: Capabilities | None = None
        self._memory = CapabilityMemory(store, base_url)
        self._is_ready = False
        self._preparing = asyncio.Lock()
        self._guessed: set[frozenset[str]] = set()

    @property
    def address(self) -> str:
        """The endpoint's address, without anything secret."""
        return self._memory.endpoint

    @property
    def name(self) -> str:
        """The model's name; the endpoint's address while that has not been asked."""
        return self._model or f"the model at {self.base_url}"

    async def prepare(self) -> None:
        """Find out which model it is, unless one was named, and recall what is known of it."""
        async with self._preparing:  # of several requests at once, one asks
            if self._is_ready:
                return
            listing = await self._listing() if self._model is None else None
            self._model = self._model or only_name(model_names(listing), f"{self.base_url}")
            if recalled := await self._memory.recall(self._model):
                self.recalled = self.dialect.known = recalled
            self._note_context(listing)
            self._is_ready = True

    async def _listing(self) -> object:
        """The list of models; NoModelListed where there is none of them."""
        try:
            return await self._client.listing()
        except Refused as refused:
            if refused.refusal.status in _NOWHERE and self.base_url:
                expect_address(self.base_url)
                raise NoModelListed(self.base_url) from refused
            raise

    async def forget(self) -> None:
        """Know nothing of the model, so that all is found out anew."""
        await self.prepare()
        self.recalled = None
        self.dialect = Dialect(self._unknown, self.dialect.effort)
        self._guessed.clear()

    async def ask_for_context(self) -> None:
        """Find out how much context the model has, if the endpoint tells."""
        await self.prepare()
        self._note_context(await self._client.listing())

    def _note_context(self, listing: object) -> None:
        if context := context_of(listing, self.name):
            self.dialect.note(context=context)

    async def create(
        self,
        messages: Sequence[Message],
        max_tokens: int,
        limits: Limits,
        **parameters: object,
    ) -> EventStream:
        """The events of the reply, asked for again and otherwise where a refusal tells how.

        A refusal that names nothing is followed by guesses, once for each kind of request.
        """
        try:
            reply = await self._created(self.dialect, messages, max_tokens, limits, parameters)
            if reply.first or not parameters.get("stream") or STREAMING in self._guessed:
                return reply
            # Some gateways take the request for a stream, and then send none.
            self._guessed.add(STREAMING)
            guess = self.dialect.without_streaming()
            reply = await self._created(guess, messages, max_tokens, limits, parameters)
            if reply.first:
                self.dialect = guess
            return reply
        except Refused as refused:
            kind, refusal = frozenset(parameters), refused.refusal
            is_told = refusal.is_about_model or refusal.is_about_credit
            # Guesses cost requests: they are not made for each question.
            if refusal.status not in _GUESSED or kind in self._guessed or is_told:
                raise
            self._guessed.add(kind)
            _, spoken = self._request(self.dialect, messages, max_tokens, parameters)
            for guess in self.dialect.guesses(refusal, spoken):
                with suppress(Refused):
                    reply = await self._created(guess, messages, max_tokens, limits, parameters)
                    self.dialect = guess
                    return reply
            raise

    async def _created(
        self,
        dialect: Dialect,
        messages: Sequence[Message],
        max_tokens: int,
        limits: Limits,
        parameters: Mapping[str, object],
    ) -> EventStream:
        """The reply to a request in a dialect, which learns from refusals that name something."""
        turn, before, lessons = Turn(), dialect.known, 0
        while True:
            request = self._request(dialect, messages, max_tokens, parameters)
            sent, spoken = request
            body = {"model": self._model, "messages": sent, **spoken}
            await my_turn()  # putting a request together takes milliseconds
            try:
                async with self._throttle.taken(turn, limits):
                    reply = await self._client.complete(body)
            except Refused as refused:
                refusal = refused.refusal
                if refusal.is_loading:
                    await asyncio.sleep(LOADING)  # no longer than the caller waits
                elif request != self._request(dialect, messages, max_tokens, parameters):
                    continue  # another call has learnt meanwhile
                elif lessons < LESSONS and refusal.may_teach and dialect.learn(refusal, spoken):
                    lessons += 1
                    self._throttle.answered()
                elif refusal.is_passing:
                    self._throttle.failed(turn, refused, refusal.wait, limits)
                else:
                    self._throttle.answered()
                    dialect.unlearn(before)
                    await self._name_models(refusal)
                    raise
            except Unreachable as lost:
                self._throttle.failed(turn, lost, None, limits)
            else:
                self._throttle.answered()
                dialect.renamed = False
                return reply

    def broke_off(self, turn: Turn, error: Exception, limits: Limits) -> None:
        """Note that a stream failed before it said a word, which may be asked for again.

        Raises:
            Closed: there is no other try, or it would come too late.
        """
        refusal = error.refusal if isinstance(error, Refused) else None
        # The beginning of each has counted as an answer, so the tries are counted here.
        if turn.tries >= self._retries or (refusal and not refusal.is_passing):
            raise error
        self._throttle.failed(turn, error, refusal.wait if refusal else None, limits)

    async def _name_models(self, refusal: Refusal) -> None:
        """Raises what helps most where there is no such model, or no model server at all."""
        if refusal.is_about_model and self._model:
            names: list[str] = []
            # What is wrong with the list is not what is wrong: it only adds to the reason.
            with suppress(Refused, Unreachable, TimeoutError, ModelError, ValueError, TypeError):
                names = model_names(await self._client.listing())
            expect_name(self._model, names, refusal.words)
        elif refusal.status in _NOWHERE and self.base_url:
            expect_address(self.base_url)

    @staticmethod
    def _request(
        dialect: Dialect,
        messages: Sequence[Message],
        max_tokens: int,
        parameters: Mapping[str, object],
    ) -> tuple[list[dict[str, str]], dict[str, Any]]:
        """The messages and the parameters, as the dialect has them."""
        spoken = dialect.spoken({"temperature": 0, **parameters}, max_tokens)
        return dialect.request_messages(messages), spoken

    async def close(self) -> None:
        """Give connections back, once all that was learnt is kept."""
        await self._memory.close()
        await self._client.close()

    @contextmanager
    def call(self) -> Iterator[None]:
        """Around all requests of a call: what is learnt by them is kept.

        Whatever goes wrong inside is raised as one of the assistant's errors, without the key.
        """
        try:
            with self._as_our_own():
                yield
        except ModelError as error:
            take_key_out(error, self.api_key)
            raise

    @contextmanager
    def _as_our_own(self) -> Iterator[None]:
        """Raises what goes wrong inside as one of the assistant's errors."""
        address = self.base_url or "OpenAI"
        try:
            yield
        except Closed as error:
            raise self._failure(error.cause, error.wait) from error.cause
        except TimeoutError as error:
            # A refusal that it waited for, rather than the wait.
            raise self._failure(self._throttle.cause or error) from error
        except (Refused, Unreachable, ConnectionError) as error:
            raise self._failure(error) from error
        except Oversized as error:
            raise ReplyEndless(self.name) from error
        except WebPage as error:
            if self.base_url:
                expect_address(self.base_url)
            raise NoCompletion(address, "a web page") from error
        # What came was taken apart unchecked: any of these means that it is of another shape.
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise NoCompletion(address) from error
        finally:
            # What is kept is not lost when nothing could be found out anew.
            if self._is_ready and self.dialect.known != self._unknown:
                self.dialect.known = self._memory.keep(self.name, self.dialect.known)

    def _failure(self, error: Exception, wait: float = 0.0) -> ModelError:
        """The assistant's error for one of a request."""
        if isinstance(error, Refused):
            return failure(error.refusal, self.name, wait)
        if isinstance(error, ConnectionError):  # in the middle of a reply
            return ReplyCut(self.name)
        if isinstance(error, Unreachable):
            return ModelUnreachable(self.base_url or "OpenAI")
        limits = self._timeouts
        return ModelTooSlow(self.name, limits.first, limits.between, limits.total)
