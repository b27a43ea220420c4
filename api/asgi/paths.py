"""Paths that more than one wing speaks of."""

from __future__ import annotations

from typing import Final

SLACK_EVENTS: Final = "/slack/events"
"""Where Slack delivers. Its requests are signed, so no key is asked for there."""
