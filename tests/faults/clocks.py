"""The clock set back by an hour: what waits for a time of day waits no longer than before."""

from __future__ import annotations

import asyncio
import time
from typing import Final
from unittest.mock import patch

from starlette.exceptions import HTTPException

from api.http.middleware.rate_limits import RateLimits
from api.slack.store.inbox import Inbox
from tests.api.slack.fake import fake_slack
from tests.faults.checks import Finding, Wrong
from tests.faults.grounds import Grounds
from tests.faults.kills import Row
from tests.faults.operations import BEGINNING
from tests.faults.servers import served
from tests.faults.slack_kills import deliver, seen, settled, some_message

BACK: Final = 3_600.0


def ahead() -> None:
    """Let this process's inbox go by a clock that is an hour ahead of the next one's."""
    Inbox.__init__.__defaults__ = (lambda: time.time() + BACK,)


async def set_back(grounds: Grounds) -> Row:
    """A message that was taken on before the clock was set back is answered at the next start."""
    ground = await asyncio.to_thread(grounds.new, BEGINNING)
    row = Row("the clock set back", ground.name)
    async with fake_slack() as slack:
        said = some_message(slack)
        held = slack.hold("chat.startStream")
        async with served(ground, slack.url, ahead) as (_, slack.app):
            await deliver(slack, [said])
            await slack.until(lambda: slack.held)  # it is being answered, and then killed
        slack.drop("chat.startStream")
        held.set()
        async with served(ground, slack.url) as (_, slack.app):
            await settled(slack, [said], None)
            row.note([*seen(slack, [said])], "a message that was held")
    row.note(_limited(), "requests counted")
    row.kills = 2
    return row


def _limited() -> list[Finding]:
    """Who has asked as often as they may can ask again when a minute has passed."""
    now = time.time()
    limits = RateLimits("3/minute")
    with patch("time.time", lambda: now):
        for _ in range(3):
            limits.hit("anna")
    with patch("time.time", lambda: now - BACK + 61):
        try:
            limits.hit("anna")
        except HTTPException as error:
            return [Finding(Wrong.REFUSED, f"a minute later, {error.detail}")]
    return []
