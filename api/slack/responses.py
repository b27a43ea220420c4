"""Words for one person alone, by the address that Slack gives along with a click or a command."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from api.slack.calls import quiet
from api.slack.rendering import Block

log = logging.getLogger(__name__)


class Responses:
    """Sends them."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def privately(
        self,
        body: Mapping[str, Any],
        text: str,
        blocks: Sequence[Block] = (),
        *,
        replace: bool = False,
    ) -> None:
        """Say it to who clicked or gave the command; `replace` what was said to that before."""
        webhook = AsyncWebhookClient(
            body["response_url"], session=self._client.session, logger=quiet
        )
        thread = (body.get("message") or {}).get("thread_ts")
        sent = await webhook.send_dict(
            {
                "response_type": "ephemeral",
                "replace_original": replace,
                "text": text,
                **({"blocks": list(blocks)} if blocks else {}),
                **({"thread_ts": thread} if thread else {}),
            }
        )
        if sent.status_code != 200:
            fields = {"status": sent.status_code}
            log.warning("Slack does not take a response", extra={"fields": fields})
