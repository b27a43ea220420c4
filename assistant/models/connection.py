"""The connection to an OpenAI-compatible endpoint: what is asked, of which model, what fails."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final

from assistant.models.capabilities import (
    Capabilities,
    Effort,
    LimitName,
)
from assistant.models.capabilities.memory import CapabilityMemory, CapabilityStore
from assistant.models.dialect import Dialect
from assistant.models.errors import (
    AzureClassicAddress,
    KeyMalformed,
    ModelNotNamed,
    ModelTooSlow,
    ModelUnreachable,
    NoCompletion,
    NoModelListed,
)
from assistant.models.failures import failure
from assistant.models.refusals import Refusal
from assistant.models.types import Timeouts
from assistant.types import Message
from index.concurrency import my_turn

if TYPE_CHECKING:
    from openai import AsyncOpenAI

OPENAI_MODEL: Final = "gpt-5.4-mini"
"""Asked at OpenAI when no model is named."""

RETRIES: Final = 3

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
        self.dialect = Dialect(Capabilities(limit), effort)
        self._timeouts = timeouts
        self._max_retries = RETRIES if max_retries is None else max_retries
        self.recalled: Capabilities | None = None
        self._memory = CapabilityMemory(store, base_url)
        self._is_ready = False
        self._preparing = asyncio.Lock()
        self._guessed: set[frozenset[str]] = set()

    @property
    def name(self) -> str:
        """The model's name; the endpoint's address while that has not been asked."""
        return self._model or f"the model at {self.base_url}"

    async def prepare(self) -> None:
        """Find out which model it is, unless one was named, and recall what is known of it."""
        async with self._preparing:  # of several requests at once, one asks
            if self._is_ready:
                return
            self._model = self._model or await self._only_model()
            if recalled := await self._memory.recall(self._model):
                self.recalled = self.dialect.known = recalled
            self._is_ready = True

    async def create(
        self, messages: Sequence[Message], max_tokens: int, **parameters: object
    ) -> Any:  # noqa: ANN401 - a completion as it was sent, or a stream of chunks
        """The request, again and otherwise where the endpoint's refusal tells how.

        A refusal that names nothing is followed by guesses, once for each kind of request.
        Replies are left as they are: the package's models of them take a millisecond for five
        tokens, which 128 streams do not have.
        """
        from openai import APIStatusError, BadRequestError, UnprocessableEntityError  # noqa: PLC0415 - heavy

        try:
            return await self._created(self.dialect, messages, max_tokens, parameters)
        except (BadRequestError, UnprocessableEntityError) as error:
            kind = frozenset(parameters)
            if kind in self._guessed:  # guesses cost requests: they are not made for each question
                raise
            self._guessed.add(kind)
            refusal = Refusal.of(error, self.api_key)
            _, spoken = self._request(self.dialect, messages, max_tokens, parameters)
            for guess in self.dialect.guesses(refusal, spoken):
                with suppress(APIStatusError):
                    reply = await self._created(guess, messages, max_tokens, parameters)
                    self.dialect = guess
                    return reply
            raise

    async def _created(
        self,
        dialect: Dialect,
        messages: Sequence[Message],
        max_tokens: int,
        parameters: Mapping[str, object],
    ) -> Any:  # noqa: ANN401 - as above
        """The reply to a request in a dialect, which learns from refusals that name something."""
        from openai import APIStatusError, AsyncStream, RateLimitError  # noqa: PLC0415 - heavy

        client: Any = self._client
        post = partial(client.post, "/chat/completions", cast_to=object)
        while True:
            request = self._request(dialect, messages, max_tokens, parameters)
            sent, spoken = request
            as_stream = {"stream": True, "stream_cls": AsyncStream[object]}
            await my_turn()  # putting a request together takes milliseconds
            try:
                reply = await post(
                    body={"model": self._model, "messages": sent, **spoken},
                    **(as_stream if spoken.get("stream") else {}),
                )
                dialect.renamed = False
                return json.loads(reply) if isinstance(reply, str) else reply  # without its type
            except RateLimitError:  # names limits, too, but nothing that could be asked otherwise
                raise
            except APIStatusError as error:
                refusal = Refusal.of(error, self.api_key)
                if refusal.is_loading:
                    await asyncio.sleep(LOADING)  # no longer than the caller waits
                elif request != self._request(dialect, messages, max_tokens, parameters):
                    continue  # another call has learnt meanwhile
                elif not dialect.learn(refusal, spoken):
                    raise

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

    async def _only_model(self) -> str:
        page = await self._client.models.list()
        names = [model.id for model in page.data or ()]
        if not names:
            raise NoModelListed(f"{self.base_url}")
        if len(names) > 1:
            raise ModelNotNamed(f"{self.base_url}", len(names), tuple(names[:12]))
        return names[0]

    async def close(self) -> None:
        """Give connections back, once all that was learnt is kept."""
        await self._memory.close()
        if "_client" in self.__dict__:  # one that was never used is not made to be closed
            await self._client.close()

    @cached_property
    def _client(self) -> AsyncOpenAI:
        from openai import AsyncOpenAI, Timeout  # noqa: PLC0415 - heavy

        # Both would come back as errors about something else: an encoding, a path or the key.
        if not self.api_key.isascii():
            raise KeyMalformed
        if "api-version=" in (self.base_url or ""):
            raise AzureClassicAddress
        limits = self._timeouts
        return AsyncOpenAI(
            base_url=self.base_url,
            api_key=self.api_key,
            max_retries=self._max_retries,
            timeout=Timeout(limits.total, connect=limits.connect),
        )

    @contextmanager
    def call(self) -> Iterator[None]:
        """Around all requests of a call: what is learnt by them is kept.

        Whatever goes wrong inside is raised as one of the assistant's errors.
        """
        from openai import APIConnectionError, APIError, APITimeoutError  # noqa: PLC0415 - heavy

        try:
            yield
        except (TimeoutError, APITimeoutError) as error:
            limits = self._timeouts
            raise ModelTooSlow(self.name, limits.first, limits.between, limits.total) from error
        except APIConnectionError as error:
            raise ModelUnreachable(self.base_url or "OpenAI") from error
        except APIError as error:
            response = getattr(error, "response", None)
            wait = response.headers.get("retry-after", "") if response is not None else ""
            refused = Refusal.of(error, self.api_key)
            raise failure(refused, self.name, wait) from error
        # What came was taken apart unchecked: any of these means that it is of another shape.
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise NoCompletion(self.base_url or "OpenAI") from error
        finally:
            if self._is_ready:
                self.dialect.known = self._memory.keep(self.name, self.dialect.known)
