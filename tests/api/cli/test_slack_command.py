"""`assistant slack`: what sets it up, and what it needs."""

from __future__ import annotations

import json

from tests.api.conftest import Run


def test_the_manifest_is_printed_for_either_way(run: Run) -> None:
    sockets = json.loads(run("slack", "manifest").out)
    assert sockets["settings"]["socket_mode_enabled"] is True
    http = json.loads(run("slack", "manifest", "--url", "https://news.example/").out)
    address = "https://news.example/slack/events"
    settings = http["settings"]
    assert settings["socket_mode_enabled"] is False
    assert settings["event_subscriptions"]["request_url"] == address
    assert settings["interactivity"]["request_url"] == address
    assert http["features"]["slash_commands"][0]["url"] == address


def test_a_manifest_is_not_made_for_what_is_no_address(run: Run) -> None:
    ran = run("slack", "manifest", "--url", "news.example")
    assert ran.code == 2
    assert "https://news.example" in ran.err


def test_without_tokens_it_says_where_they_come_from(run: Run) -> None:
    ran = run("slack")
    assert ran.code == 1
    assert "SLACK_BOT_TOKEN" in ran.err
    assert "assistant slack manifest" in ran.err
