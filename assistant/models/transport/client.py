"""The client of an endpoint: requests as the `openai` package sends them, replies as they come."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from assistant.models.errors import AddressWrong, AzureClassicAddress, KeyMalformed
from assistant.models.refusals import error_in
from assistant.models.transport.addresses import is_of_a_call, key_flaw, likely_address
from assistant.models.transport.events import EventStream
from assistant.models.types import Timeouts

if TYPE_CHECKING:
    from openai import AsyncOpenAI


COMPLETIONS: Final = "/chat/completions"


class Client:
    """Sends each request once; raises the package's errors, of which it is told what to make."""

    def __init__(self, base_url: str | None, api_key: str, timeouts: Timeouts) -> None:
        self._base_url = base_url
        self._api_key = api_key
        self._timeouts = timeouts

    async def complete(self, body: Mapping[str, object]) -> EventStream:
        """The events of a chat completion; an error in place of the first one is raised.

        Replies are left as they are: the package's models of them take a millisecond for five
        tokens, which 128 streams do not have.
        """
        from openai import APIConnectionError, APIStatusError, AsyncStream  # noqa: PLC0415 - heavy

        client: Any = self._client
        try:
            # As a stream, whatever was asked for: some servers do the one for the other.
            opened = await client.post(
                COMPLETIONS,
                cast_to=object,
                body=body,
                stream=True,
                stream_cls=AsyncStream[object],
            )
        except APIStatusError as error:
            self._expect_no_move(error.response)
            raise
        response = opened.response
        self._expect_no_move(response)
        try:
            events = await EventStream.opened(_chunks(response))
        except ConnectionError as error:
            raise APIConnectionError(request=response.request) from error
        if events.first and (said := error_in(events.first)):
            await events.aclose()
            raise APIStatusError("", response=response, body=said)
        return events

    def _expect_no_move(self, response: Any) -> None:  # noqa: ANN401 - of a library beneath
        """Raises AddressWrong where the request was sent on, and lost its body on the way."""
        if response.history and response.request.method != "POST":
            moved = str(response.url).partition("?")[0].removesuffix(COMPLETIONS)
            raise AddressWrong(self._base_url or moved, moved)

    async def listing(self) -> object:
        """The list of models, as the endpoint sends it."""
        client: Any = self._client
        sent = await client.get("/models", cast_to=object)
        return json.loads(sent) if isinstance(sent, str) else sent  # without its type

    async def close(self) -> None:
        """Give connections back."""
        if "_client" in self.__dict__:  # one that was never used is not made to be closed
            await self._client.close()

    @cached_property
    def _client(self) -> AsyncOpenAI:
        from openai import AsyncOpenAI, Timeout  # noqa: PLC0415 - heavy

        # Each would come back as an error about something else: an encoding, a path or the key.
        if flaw := key_flaw(self._api_key):
            raise KeyMalformed(flaw)
        address = self._base_url or ""
        if "api-version=" in address:
            raise AzureClassicAddress
        if is_of_a_call(address):
            raise AddressWrong(address, likely_address(address))
        limits = self._timeouts
        return AsyncOpenAI(
            base_url=self._base_url,
            api_key=self._api_key,
            max_retries=0,  # each request would be tried again by itself, whatever others were told
            timeout=Timeout(limits.total, connect=limits.connect),
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
