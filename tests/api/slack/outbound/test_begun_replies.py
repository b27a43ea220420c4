"""A process dies between Slack's taking a reply and the note of it: the next one finds it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from api.slack.store.inbox import Inbox
from tests.api.slack.actions.test_answer_question import ANSWER, ASK
from tests.api.slack.conftest import Waits, configured, started
from tests.api.slack.fake import FakeSlack, fake_slack
from tests.api.slack.outbound.test_delivery_errors import let_go
from tests.api.slack.workspace import BOT, Said

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

HELP = f"<@{BOT}> help"


async def _dies_before_the_note(library: Path, slack: FakeSlack, asked: str) -> str:
    """Somebody asks, and the process has a reply begun that it never notes; the question's ts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Inbox, "note_reply", lambda *_: asyncio.Event().wait())
        async with started(configured(library), Waits(), slack):
            ts = await slack.say("C0NEWS", asked)
            await slack.until(slack.ours)
    let_go(library)
    return ts


async def test_a_stream_has_nothing_of_the_answer_before_it_is_noted(library: Path) -> None:
    async with fake_slack() as slack:
        await _dies_before_the_note(library, slack, ASK)
        assert [each.text for each in slack.ours()] == [""]


@pytest.mark.parametrize("asked", [ASK, HELP])
async def test_what_was_begun_and_not_noted_is_replaced(library: Path, asked: str) -> None:
    """Whether it is streamed or posted whole."""
    async with fake_slack() as slack:
        question = await _dies_before_the_note(library, slack, asked)
        [begun] = slack.ours()
        async with started(configured(library), Waits(), slack):
            await slack.until(lambda: slack.ours() and slack.ours()[-1].ts != begun.ts)
            answer = await slack.until_answered(question)
        assert slack.ours() == [answer]


async def test_a_second_death_leaves_nothing_either(library: Path) -> None:
    """The first reply was noted, the second not: both are gone when the third is there."""
    async with fake_slack() as slack:
        slack.hold("chat.stopStream")
        async with started(configured(library), Waits(), slack):
            asked = await slack.say("C0NEWS", ASK)
            await slack.until(lambda: slack.held)
        let_go(library)
        slack.drop("chat.stopStream")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Inbox, "note_reply", lambda *_: asyncio.Event().wait())
            async with started(configured(library), Waits(), slack):
                await slack.until(lambda: [each.text for each in slack.ours()] == [""])
        let_go(library)
        async with started(configured(library), Waits(), slack):
            answer = await slack.until_answered(asked)
        assert slack.ours() == [answer]


async def test_nothing_else_in_the_thread_is_touched(library: Path) -> None:
    """Other bots' messages without text, and what else the assistant has said there."""
    async with fake_slack() as slack:
        question = await _dies_before_the_note(library, slack, ASK)
        others = [
            Said(slack.ts(), "U0OTHER", "", question),
            Said(slack.ts(), BOT, "An answer to another.", question),
        ]
        slack.channels["C0NEWS"].messages += others
        async with started(configured(library), Waits(), slack):
            await slack.until_says("C0NEWS", ANSWER)
        after = [each for each in slack.channels["C0NEWS"].messages if each.thread]
        assert [each.text for each in after] == ["", "An answer to another.", ANSWER]
        assert len([each for each in slack.calls if each.method == "chat.delete"]) == 1
