"""Calls of Slack's Web API, at the pace and with the waits that Slack asks for."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from aiohttp import ClientConnectorError
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

SLACK: Final = "https://slack.com/api/"

PATIENCE: Final = 60.0
"""Seconds that a call waits when Slack asks for it; a longer wait is a failure."""

PACE: Final = 1.0
"""Seconds between two messages in a channel, after the first few."""

BURST: Final = 4
"""Messages in a channel that may come right after each other."""

REVOKED: Final = frozenset(
    {"invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed"}
)
GONE: Final = frozenset(
    {"not_in_channel", "channel_not_found", "is_archived", "is_inactive", "restricted_action"}
)
"""The channel cannot be written to, or not by the assistant."""

Sleep = Callable[[float], Awaitable[None]]

sdk_log = logging.getLogger("api.slack.sdk")
"""The logger of Slack's own packages: below ERROR their lines hold what people wrote."""
sdk_log.setLevel(logging.ERROR)


def error_code(error: Exception) -> str:
    """Slack's code of a failure, like `not_in_channel`."""
    if isinstance(error, SlackApiError):
        data = getattr(error.response, "data", None)  # a page, when Slack itself is broken
        return str(data.get("error")) if isinstance(data, dict) else "unreadable"
    return type(error).__name__


def web_client(token: str | None, url: str, sleep: Sleep) -> AsyncWebClient:
    """A client that waits as long as Slack says, and repeats only what cannot have been done."""
    # Only where no connection came about: a request that was sent may have been done.
    unreached = AsyncConnectionErrorRetryHandler(2, error_types=[ClientConnectorError])
    return AsyncWebClient(
        token, base_url=url, logger=sdk_log, retry_handlers=[RetryAfter(sleep), unreached]
    )


class RetryAfter(AsyncRetryHandler):
    """Waits as long as a 429 says, up to `PATIENCE`, five times."""

    def __init__(self, sleep: Sleep) -> None:
        super().__init__(max_retry_count=5)
        self._sleep = sleep

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        limited = response is not None and response.status_code == 429
        return limited and _seconds(response.headers if response else {}) <= PATIENCE

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Wait."""
        state.next_attempt_requested = True
        await self._sleep(_seconds(response.headers if response else {}))
        state.increment_current_attempt()


def _seconds(headers: Mapping[str, list[str] | str]) -> float:
    header = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    value = header[0] if isinstance(header, list) else header
    return float(value) if value.strip().isdecimal() else 1.0


class Pace:
    """About one message a second in each channel, and a few at once now and then."""

    def __init__(
        self, sleep: Sleep = asyncio.sleep, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._sleep = sleep
        self._now = now
        self._free_at: defaultdict[str, float] = defaultdict(float)

    async def turn(self, channel: str) -> None:
        """Wait for the next turn in this channel."""
        now = self._now()
        # A channel that was silent has at most BURST messages saved up.
        full = now - BURST * PACE
        at = self._free_at[channel] = max(self._free_at[channel], full) + PACE
        if at > now:
            await self._sleep(at - now)


@dataclass(frozen=True, slots=True)
class WebApi:
    """What calls of Slack need: a client, the pace of messages, and how to wait."""

    client: AsyncWebClient
    pace: Pace
    sleep: Sleep

    @classmethod
    def at(cls, url: str, token: str | None, sleep: Sleep = asyncio.sleep) -> WebApi:
        """The Web API at this address."""
        return cls(web_client(token, url, sleep), Pace(sleep), sleep)
