"""The manifest of the Slack app, to be pasted where a workspace makes apps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from api.asgi.paths import SLACK_EVENTS


def manifest(url: str | None = None) -> dict[str, Any]:
    """The manifest for Socket Mode or, where Slack can reach this server at `url`, for HTTP."""
    text = Path(__file__).with_name("manifest.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    if url is not None:
        address = f"{url.rstrip('/')}{SLACK_EVENTS}"
        settings = document["settings"]
        settings["socket_mode_enabled"] = False
        settings["event_subscriptions"]["request_url"] = address
        settings["interactivity"]["request_url"] = address
        for command in document["features"]["slash_commands"]:
            command["url"] = address
    return document
