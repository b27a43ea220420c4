"""The client of an endpoint: requests as the `openai` package sends them, replies as they come."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from assistant.models.errors import AddressWrong, AzureClassicAddress, KeyMalformed
from assistant.models.refusals import Refusal, error_in
from assistant.models.transport.addresses import is_of_a_call, key_flaw, likely_address
from assistant.models.transport.events import EventStream
from assistant.models.types import Timeouts

if TYPE_CHECKING:
    from openai import AsyncOpenAI


COMPLETIONS: Final = "/chat/completions"

LISTING_RETRIES: Final = 2
"""More tries to list the models, which nothing else is asked beside."""


class Refused(Exception):
    """The endpoint refuses a request."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.words)
        self.refusal = refusal


class Unreachable(Exception):
    """Nobody answers at the endpoint, or the connection was lost before a reply."""


class Client:
    """Sends each request once; raises Refused, Unreachable and TimeoutError."""

    def __init__(self, base_url: str | None, api_key: str, timeouts: Timeouts) -> None:
        self._base_url = base_url
        self._api_key = api_key
        self._timeouts = timeouts

    async def complete(self, body: Mapping[str, object]) -> EventStream:
        """The events of a chat completion; an error in place of the first one is a refusal.

        Replies are left as they are: the package's models of them take a millisecond for five
        tokens, which 128 streams do not have.
        """
        from openai import AsyncStream  # noqa: PLC0415 - heavy

        client: Any = self._client
        with self._refusals():
            # As a stream, whatever was asked for: some servers do the one for the other.
            opened = await client.post(
                COMPLETIONS,
                cast_to=object,
                body=body,
                stream=True,
                stream_cls=AsyncStream[object],
            )
        response = opened.response
        self._expect_no_move(response)
        try:
            events = await EventStream.opened(_chunks(response))
        except ConnectionError as error:
            raise Unreachable from error
        if events.first and (said := error_in(events.first)):
            await events.aclose()
            status, headers = response.status_code, dict(response.headers)
            raise Refused(Refusal.read(said, self._api_key, status, headers))
        return events

    async def listing(self) -> object:
        """The list of models, as the endpoint sends it."""
        client: Any = self._client
        with self._refusals():
            sent = await client.with_options(max_retries=LISTING_RETRIES).get(
                "/models", cast_to=object
            )
        return json.loads(sent) if isinstance(sent, str) else sent  # without its type

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Raises the package's errors as our own."""
        from openai import APIConnectionError, APIError, APITimeoutError  # noqa: PLC0415 - heavy

        try:
            yield
        except APITimeoutError as error:
            if type(error.__cause__).__name__ == "ConnectTimeout":
                raise Unreachable from error
            raise TimeoutError from error
        except APIConnectionError as error:
            if isinstance(error.__cause__, AddressWrong):  # raised while it was sent
                raise error.__cause__ from None
            raise Unreachable from error
        except APIError as error:
            if response := getattr(error, "response", None):
                self._expect_no_move(response)
            raise Refused(Refusal.of(error, self._api_key)) from error

    def _expect_no_move(self, response: Any) -> None:  # noqa: ANN401 - of a library beneath
        """Raises AddressWrong where the request was sent on, and lost its body on the way."""
        if response.history and response.request.method != "POST":
            moved = str(response.url).partition("?")[0].removesuffix(COMPLETIONS)
            raise AddressWrong(self._base_url or moved, moved)

    async def _expect_no_other_host(self, response: Any) -> None:  # noqa: ANN401 - as above
        """Raises AddressWrong where a request would be sent on to another host, or in a circle.

        What is asked goes nowhere but where the user wanted it.
        """
        if not response.has_redirect_location:
            return
        asked = response.request.url
        target = asked.join(response.headers["location"])
        if target.host != asked.host or target == asked:
            moved = str(target).partition("?")[0].removesuffix(COMPLETIONS)
            raise AddressWrong(self._base_url or str(asked), moved)

    async def close(self) -> None:
        """Give connections back."""
        if "_client" in self.__dict__:  # one that was never used is not made to be closed
            await self._client.close()

    @cached_property
    def _client(self) -> AsyncOpenAI:
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient, Timeout  # noqa: PLC0415 - heavy

        # Each would come back as an error about something else: an encoding, a path or the key.
        if flaw := key_flaw(self._api_key):
            raise KeyMalformed(flaw)
        address = self._base_url or ""
        if "api-version=" in address:
            raise AzureClassicAddress
        if is_of_a_call(address):
            raise AddressWrong(address, likely_address(address))
        timeout = Timeout(self._timeouts.total, connect=self._timeouts.connect)
        return AsyncOpenAI(
            base_url=self._base_url,
            api_key=self._api_key,
            max_retries=0,  # each request would be tried again by itself, whatever others were told
            timeout=timeout,
            http_client=DefaultAsyncHttpxClient(
                timeout=timeout, event_hooks={"response": [self._expect_no_other_host]}
            ),
        )


async def _chunks(response: Any) -> AsyncGenerator[bytes, None]:  # noqa: ANN401 - of a library beneath
    """The body of a response as it comes; ConnectionError when it breaks off."""
    import httpx2  # noqa: PLC0415 - heavy

    try:
        async for content in response.aiter_bytes():
            yield content
    except httpx2.TimeoutException as error:
        raise TimeoutError from error
    except httpx2.RequestError as error:
        raise ConnectionError from error
    finally:
        await response.aclose()
