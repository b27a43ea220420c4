"""Messages that one person alone sees, sent to the response URL of a click or a command."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import ClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from api.slack.outbound.rendering import Block
from api.slack.outbound.web_api import sdk_log

log = logging.getLogger(__name__)


class EphemeralMessages:
    """Sends messages that one person alone sees."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def send(
        self,
        body: Mapping[str, Any],
        text: str,
        blocks: Sequence[Block] = (),
        *,
        replace: bool = False,
    ) -> None:
        """Send to the person who clicked or gave the command; `replace` the message before."""
        webhook = AsyncWebhookClient(
            body["response_url"], session=self._client.session, logger=sdk_log
        )
        # Without the thread Slack would show it in the channel, below everything else.
        thread = (body.get("message") or {}).get("thread_ts")
        payload = {
            "response_type": "ephemeral",
            "replace_original": replace,
            "text": text,
            **({"blocks": list(blocks)} if blocks else {}),
            **({"thread_ts": thread} if thread else {}),
        }
        try:
            status = (await webhook.send_dict(payload)).status_code
        except (ClientError, TimeoutError) as error:
            log.error("Slack cannot be reached", exc_info=error)
            return
        if status != 200:
            fields = {"status": status}
            log.warning("Slack does not take a response", extra={"fields": fields})
