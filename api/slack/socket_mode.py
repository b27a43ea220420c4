"""Socket Mode: Slack delivers over a connection that this process opens."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from logging.config import dictConfig

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from api.asgi.graceful_shutdown import PATIENCE
from api.limits.answer_slots import AnswerSlots
from api.logs import CONFIG
from api.settings import Settings
from api.slack.app import SlackApp, slack_app
from api.slack.outbound.web_api import sdk_log
from api.warm_up import examining, warm_up
from api.wiring import Parts, wired


async def serve(settings: Settings, tell: Callable[[str], None]) -> None:
    """Answer until a signal to stop, then finish what was begun; `tell` informs who started it."""
    dictConfig(CONFIG)
    stopped = asyncio.Event()
    slots = AnswerSlots(settings.max_streams)
    async with wired(settings) as parts, connected(parts, slots) as app:
        # Not before: until then nothing is begun, and Slack may be tried for without an end.
        for stop in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(stop, stopped.set)
        identity = await app.client.auth_test()
        tell(f"Answering as @{identity['user']} in {identity['team']} (Ctrl-C stops it)")
        await warm_up(parts)
        async with examining(parts):
            await stopped.wait()
        tell("Finishing what was begun")


@asynccontextmanager
async def connected(
    parts: Parts, slots: AnswerSlots, url: str | None = None
) -> AsyncIterator[SlackApp]:
    """The assistant, connected to Slack; at the end what was begun is finished.

    Raises:
        SlackApiError: Slack refuses the tokens.
    """
    async with slack_app(parts, slots, url) as app:
        handler = AsyncSocketModeHandler(
            app.bolt, parts.settings.slack_app_token, logger=sdk_log, web_client=app.client
        )
        try:
            await handler.connect_async()  # type: ignore[no-untyped-call]
            yield app
        finally:
            # Deliveries first, then what is in work, or there would always be more of it.
            await handler.close_async()  # type: ignore[no-untyped-call]
            await app.dispatcher.drain(PATIENCE)
