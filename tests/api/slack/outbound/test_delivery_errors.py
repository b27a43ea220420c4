"""What goes wrong with Slack ends with one answer or one explanation."""

from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path

import pytest

from api.slack.actions.answer_question import Answerer
from api.slack.outbound.texts import GIVEN_UP
from api.slack.store.inbox import MOST_TRIES
from tests.api.slack.actions.test_answer_question import ANSWER, ASK
from tests.api.slack.conftest import Waits, configured, started, times_taken
from tests.api.slack.fake import PATIENCE, FakeSlack, fake_slack
from tests.api.slack.shown_text import text_of
from tests.api.slack.workspace import BOT, Said

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

NEW_TOKEN = "xoxb-new"  # noqa: S105 - a fake one
LONG_ASK = f"<@{BOT}> What did the White House official say?"
STARTS, LONG_STARTS = (
    "One source close to Venezuela’s ruling party",
    "- Asked about U.S. pressure for a rupture",
)
ENDED = "message_not_in_streaming_state"
ENDS = "“for domestic political reasons.” [17]"


async def test_it_waits_as_long_as_slack_says(slack: FakeSlack, waits: Waits) -> None:
    slack.fail("chat.startStream", 30, 7)
    slack.fail("chat.stopStream", 3)
    answer = await slack.until_answered(await slack.say("C0NEWS", ASK))
    assert waits.seconds == [30, 7, 3]
    assert slack.ours() == [answer]
    assert answer.text == ANSWER


async def test_a_wait_that_is_too_long_is_left_for_later(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waits = Waits()
    async with fake_slack() as slack:
        slack.fail("chat.startStream", 61)
        async with started(configured(library), waits, slack):
            asked = await slack.say("C0NEWS", ASK)
            await eventually(lambda: "Slack does not take a reply" in capsys.readouterr().err)
        assert 61 not in waits.seconds
        assert slack.ours() == []
        let_go(library)
        async with started(configured(library), Waits(), slack):
            answer = await slack.until_answered(asked)
        assert slack.ours() == [answer]


@pytest.mark.parametrize(
    ("calls", "question", "starts", "marks"),
    [
        (["chat.appendStream", "", ENDED], LONG_ASK, LONG_STARTS, "[9][11][17]"),
        (["chat.stopStream", ENDED], ASK, STARTS, "[6][6]"),
    ],
)
async def test_what_a_stream_that_slack_ended_has_not_shown_is_posted(
    slack: FakeSlack, calls: list[str], question: str, starts: str, marks: str
) -> None:
    slack.fail(*calls)
    asked = await slack.say("C0NEWS", question)
    await slack.until(lambda: slack.called("chat.postMessage"))
    streamed, posted = slack.ours()
    assert streamed.text.startswith(starts)
    assert posted.thread == asked
    assert "".join(re.findall(r"\[\d+\]", f"{streamed.text} {posted.text}")) == marks
    assert f"{marks[:3]} paragraph" in text_of(posted)
    assert "[ Good answer ]" in text_of(posted)


async def test_where_nothing_can_be_streamed_the_answer_is_posted(slack: FakeSlack) -> None:
    slack.fail("chat.startStream", "channel_type_not_supported")
    asked = await slack.say("C0NEWS", LONG_ASK)
    await slack.until(lambda: slack.called("chat.postMessage"))
    [posted] = slack.ours()
    assert posted.thread == asked
    assert posted.text.startswith(LONG_STARTS)
    assert posted.text.endswith(ENDS)


async def test_a_stream_that_ends_before_its_first_text_leaves_nothing_empty(
    slack: FakeSlack,
) -> None:
    slack.fail("chat.appendStream", ENDED)
    asked = await slack.say("C0NEWS", LONG_ASK)
    await slack.until(lambda: slack.called("chat.postMessage"))
    [posted] = slack.ours()
    assert posted.thread == asked
    assert posted.text.startswith(LONG_STARTS)
    assert posted.text.endswith(ENDS)


async def test_a_message_that_is_too_long_goes_on_in_another(slack: FakeSlack) -> None:
    slack.fail("chat.appendStream", "", "msg_too_long")
    await slack.say("C0NEWS", LONG_ASK)
    await slack.until(lambda: slack.called("chat.postMessage"))
    begun, other = slack.ours()
    assert begun.text.startswith(LONG_STARTS)
    assert other.text.endswith(ENDS)


async def test_an_answer_that_slack_does_not_take_is_explained(slack: FakeSlack) -> None:
    slack.fail("chat.startStream", "fatal_error")
    slack.fail("chat.postMessage", "msg_too_long")
    asked = await slack.say("C0NEWS", ASK)
    await slack.until(slack.ours)
    [said] = slack.ours()
    assert said.thread == asked
    assert said.text == (
        "I have an answer, but Slack does not take it (msg_too_long). Try a narrower question."
    )


@pytest.mark.parametrize("reason", ["not_in_channel", "channel_not_found", "is_archived"])
async def test_removed_from_the_channel_it_tells_the_person(slack: FakeSlack, reason: str) -> None:
    slack.fail("chat.startStream", reason)
    await slack.say("C0NEWS", ASK)
    await slack.until(slack.ours)
    [said] = slack.ours("D0ANNA")
    assert said.text.startswith("I could not answer you in <#C0NEWS>: Slack does not let me")
    assert reason in said.text
    assert slack.ours("C0NEWS") == []


async def test_removed_from_the_channel_while_it_answers(slack: FakeSlack) -> None:
    stopping = slack.hold("chat.stopStream")
    await slack.say("C0NEWS", ASK)
    await slack.until(slack.ours)
    slack.channels["C0NEWS"].has_bot = False
    stopping.set()
    await slack.until(lambda: slack.ours("D0ANNA"))
    assert len(slack.ours("D0ANNA")) == 1


async def test_a_revoked_token_is_told_to_the_log_and_what_it_kept_is_answered_with_a_new_one(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = replace(configured(library), slack_bot_token=NEW_TOKEN)
    async with fake_slack() as slack:
        slack.token = NEW_TOKEN
        async with started(configured(library), Waits(), slack):
            asked = await slack.say("C0NEWS", ASK)
            await eventually(lambda: "Slack refuses the bot token" in capsys.readouterr().err)
        assert slack.ours() == []
        let_go(library)
        async with started(new, Waits(), slack):
            answer = await slack.until_answered(asked)
        assert slack.ours() == [answer]


async def test_a_question_deleted_while_it_is_answered(slack: FakeSlack) -> None:
    starting = slack.hold("chat.startStream")
    asked = await slack.say("C0NEWS", ASK)
    await slack.until(lambda: slack.held)
    await slack.delete("C0NEWS", asked)
    starting.set()
    await slack.until(lambda: slack.called("chat.postEphemeral"))
    [told] = slack.ours()
    assert told.only_for == "U0ANNA"
    assert told.text == "You deleted your question, so I stopped answering it."


async def test_a_question_deleted_before_it_is_answered(slack: FakeSlack) -> None:
    slack.fail("chat.startStream", "thread_not_found")
    slack.fail("chat.postMessage", "thread_not_found")
    await slack.say("C0NEWS", ASK)
    await slack.until(lambda: slack.called("chat.postEphemeral"))
    assert [each.only_for for each in slack.ours()] == ["U0ANNA"]


async def test_an_edited_question_is_answered_once_as_it_was_asked(slack: FakeSlack) -> None:
    asked = await slack.say("C0NEWS", ASK)
    edited = {"ts": asked, "user": "U0ANNA", "text": LONG_ASK, "edited": {"user": "U0ANNA"}}
    event = {"type": "message", "subtype": "message_changed", "channel": "C0NEWS", "ts": "1.1"}
    await slack.deliver({**event, "message": edited, "hidden": True})
    await slack.deliver(slack.events("C0NEWS", Said(asked, "U0ANNA", LONG_ASK))[0])
    assert (await slack.until_answered(asked)).text == ANSWER
    assert len(slack.ours()) == 1


async def test_a_defect_is_told_and_the_log_does_not_say_what_was_written(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("Who says")

    monkeypatch.setattr(Answerer, "_scope", fail)
    answer = await slack.until_answered(await slack.say("C0NEWS", ASK))
    assert answer.text.startswith("Something went wrong on my side")
    assert slack.statuses[0][2] != ""
    assert "a message was not answered" in [record.message for record in caplog.records]


async def test_no_log_has_what_people_wrote(
    slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    slack.fail("chat.startStream", 1, "fatal_error")
    slack.fail("assistant.threads.setStatus", "missing_scope")
    await slack.until_answered(await slack.say("C0NEWS", f"<@{BOT}> Who is Xanthippe Quux?"))
    await slack.command("Who is Xanthippe Quux?")
    await slack.until(lambda: slack.responses)
    logged = [r for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    assert logged
    assert not [record for record in logged if "Quux" in record.getMessage()]


async def test_two_servers_that_are_told_the_same_answer_once(library: Path) -> None:
    async with fake_slack() as slack, _two(library, slack) as (one, other):
        said = Said(slack.ts(), "U0ANNA", ASK)
        slack.channels["C0NEWS"].messages.append(said)
        mention, message = slack.events("C0NEWS", said)
        await asyncio.gather(slack.deliver(mention, to=one), slack.deliver(message, to=other))
        await slack.until_answered(said.ts)
        assert len(slack.ours()) == 1
    assert times_taken(library, said.ts) == 1


async def test_what_a_process_that_died_has_begun_another_one_finishes(library: Path) -> None:
    async with fake_slack() as slack:
        slack.hold("chat.stopStream")
        async with started(configured(library), Waits(), slack):
            asked = await slack.say("C0NEWS", ASK)
            await slack.until(lambda: slack.held)
        [half] = slack.ours()
        let_go(library)
        slack.drop("chat.stopStream")
        async with started(configured(library), Waits(), slack):
            answer = await slack.until_answered(asked)
            assert slack.ours() == [answer]
    assert answer.ts != half.ts
    assert answer.text == ANSWER


async def test_a_message_that_breaks_every_process_is_explained_once(library: Path) -> None:
    async with fake_slack() as slack:
        slack.hold("chat.stopStream")
        async with started(configured(library), Waits(), slack):
            await slack.say("C0NEWS", ASK)
            await slack.until(lambda: slack.held)
        let_go(library, tries=MOST_TRIES)
        slack.drop("chat.stopStream")
        for _ in range(2):
            async with started(configured(library), Waits(), slack):
                await slack.until(lambda: slack.ours()[1:])
        assert [text_of(said) for said in slack.ours()[1:]] == [GIVEN_UP]


async def test_a_server_does_not_stop_before_the_answer_is_through(
    slack: FakeSlack,
) -> None:
    stopping = slack.hold("chat.stopStream")
    asked = await slack.say("C0NEWS", ASK)
    await slack.until(lambda: slack.held)
    assert "\nassistant_answers_in_progress 1.0\n" in await slack.metrics()
    stopping.set()
    await slack.until_answered(asked)


@asynccontextmanager
async def _two(library: Path, slack: FakeSlack) -> AsyncIterator[tuple[str, str]]:
    """Where two servers over the same library are."""
    async with started(configured(library), Waits(), slack):
        one = str(slack.app)
        async with started(configured(library), Waits(), slack):
            yield one, str(slack.app)


async def eventually(condition: Callable[[], object]) -> None:
    """Let others run until it is so."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0)


def let_go(library: Path, tries: int = 1) -> None:
    """As when the time has passed for which a process holds what it has taken on."""
    with closing(sqlite3.connect(library / "library.db")) as database, database:
        database.execute("UPDATE slack_messages SET held_until = 0, tries = ?", (tries,))
