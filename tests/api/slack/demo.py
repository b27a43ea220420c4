"""`make slack-demo`: a fake Slack, the assistant, a conversation, and what people see of it."""

from __future__ import annotations

import asyncio
import logging
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from api.settings import Settings
from api.wiring import wired
from assistant.sample import ARTICLE
from index.readers.formats import read_file
from tests.api.server import running
from tests.api.slack.fake import PATIENCE, FakeSlack, fake_slack
from tests.api.slack.shown_text import seen, show
from tests.api.slack.workspace import BOT, SECRET, TOKEN

FERRIES = """add this:
New ferry to Aran starts in May

By Nora Quinn, 3 March 2026

The island council said on Tuesday that a second ferry will sail to Aran from 4 May.

It will carry 120 passengers and leave Rossaveel at noon, council leader Tom Burke said.

Fishermen fear that the larger pier will take their berths, and two of them have gone to court."""


async def main() -> None:
    """Run it and print it."""
    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(Path(folder))
        async with wired(settings) as parts:
            await parts.ingest.add(await read_file(ARTICLE))
        async with fake_slack() as slack, running(settings, slack_url=slack.url) as client:
            slack.app = str(client.base_url).rstrip("/")
            slack.patience = 900 if settings.asks_a_model else PATIENCE
            logging.getLogger("api").setLevel(logging.WARNING)
            await _converse(slack)
            console = Console()
            for channel in slack.channels.values():
                show(console, channel)
            _show_command(console, slack)


def _settings(folder: Path) -> Settings:
    """The model is the one that the environment names, if any."""
    chosen = Settings.parse({**os.environ, "ASSISTANT_DATA_DIR": str(folder)})
    return replace(
        chosen,
        slack_bot_token=TOKEN,
        slack_signing_secret=SECRET,
        slack_managers=("U0ANNA",),
        public_url="https://articles.example",
    )


async def _converse(slack: FakeSlack) -> None:
    asked = await slack.say("C0NEWS", f"<@{BOT}> Who says the departures were ordered?")
    await _answered(slack, asked, 1)
    await slack.say("C0NEWS", "How many Cubans died?", thread=asked)
    await _answered(slack, asked, 2)
    await slack.say("C0NEWS", "Interesting, I would have thought the opposite.", "U0BEN", asked)
    await slack.say("C0NEWS", "Would you, Ben?", thread=asked)
    await slack.say("C0NEWS", f"<@{BOT}> How many goals were scored?", "U0BEN", asked)
    await _answered(slack, asked, 3)
    add = await slack.say("D0ANNA", FERRIES)
    await slack.until(lambda: any("Added" in each.text for each in slack.ours("D0ANNA")))
    await slack.say("D0ANNA", "What do the fishermen fear?", thread=add)
    await slack.until_answered(add, "D0ANNA")
    await slack.until(lambda: len(slack.ours("D0ANNA")) > 1 and not _streams(slack))
    articles = await slack.say("D0ANNA", "articles")
    await slack.until_answered(articles, "D0ANNA")
    rated: dict[str, Any] = slack.channels["C0NEWS"].thread(asked)[1].blocks[-1]["elements"][0]
    await slack.press(rated["action_id"], rated["positive_button"]["value"], "C0NEWS", asked)
    await slack.command("Who is Rodriguez?")
    await slack.until(lambda: any("blocks" in each for each in slack.responses))


def _streams(slack: FakeSlack) -> bool:
    return any(each.streaming for each in slack.ours())


async def _answered(slack: FakeSlack, thread: str, count: int) -> None:
    def is_answered() -> bool:
        ours = [each for each in slack.ours("C0NEWS") if each.thread == thread]
        return len(ours) == count and not any(each.streaming for each in ours)

    await slack.until(is_answered)


def _show_command(console: Console, slack: FakeSlack) -> None:
    console.rule("#news, what only Anna sees")
    for response in slack.responses:
        console.print()
        for line in seen(slack.as_said(response)):
            console.print(line)


if __name__ == "__main__":
    asyncio.run(main())
