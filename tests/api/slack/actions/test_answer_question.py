"""Questions in Slack, and what people see of the answers."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.api.server import CANONICAL
from tests.api.slack.conftest import Slacked, Waits
from tests.api.slack.fake import FakeSlack
from tests.api.slack.shown_text import text_of
from tests.api.slack.workspace import BOT, BOT_ID, Said

pytestmark = pytest.mark.asyncio(loop_scope="module")

Tries = Callable[[str], int]
ASK = f"<@{BOT}> {CANONICAL}"
ANSWER = "One source close to Venezuela’s ruling party says so [6]. Other sources are unsure [6]."


async def test_a_mention_gets_one_streamed_answer_in_its_thread(slack: FakeSlack) -> None:
    asked = await slack.say("C0NEWS", ASK)
    answer = await slack.until_answered(asked)
    assert answer.text == ANSWER
    assert slack.called("chat.stopStream")[0]["ts"] == answer.ts
    assert slack.ours() == [answer]


async def test_what_is_listed_has_a_line_each(slack: FakeSlack) -> None:
    """Streamed, and in one piece where only the asker sees it."""
    question = "who are the sources?"
    answer = await slack.until_answered(await slack.say("C0NEWS", f"<@{BOT}> {question}"))
    assert all(line.startswith("- ") for line in answer.text.splitlines())
    assert "\n- Frank Mora, who was " in answer.text
    await slack.command(question)
    await slack.until(lambda: slack.responses)
    assert slack.responses[0]["blocks"][1]["text"] == answer.text


async def test_what_is_seen_has_the_paragraph_its_link_and_its_quote(slack: FakeSlack) -> None:
    answer = await slack.until_answered(await slack.say("C0NEWS", ASK))
    seen = text_of(answer)
    assert "[6] paragraph\u00a06" in seen
    assert "▎ “One source close to Venezuela’s ruling party said Rodriguez had ordered" in seen
    links = [run for run in _runs(answer) if run["type"] == "link"]
    assert links[1]["url"].startswith("https://news.example/articles/cubans-head-home")
    assert links[1]["url"].endswith("#p6")


async def test_without_a_public_address_nothing_is_a_link(in_slack: Slacked) -> None:
    async with in_slack(public_url=None) as slack:
        answer = await slack.until_answered(await slack.say("C0NEWS", ASK))
    assert {run["type"] for run in _runs(answer)} == {"text"}


async def test_an_answer_belongs_to_who_reads_it_in_slack(in_slack: Slacked, library: Path) -> None:
    """To its channel, or to who asked there by `/ask`; to no key of the API."""
    async with in_slack() as slack:
        await slack.until_answered(await slack.say("C0NEWS", ASK, user="U0BEN"))
        await slack.command(ASK, user="U0BEN")
        await slack.until(lambda: slack.responses)
    with closing(sqlite3.connect(library / "library.db")) as database:
        owners = database.execute("SELECT owner FROM documents ORDER BY key").fetchall()
    assert owners[-2:] == [("slack:C0NEWS",), ("slack:C0NEWS:U0BEN",)]


def _runs(said: Said) -> list[dict[str, str]]:
    rich = [block for block in said.blocks if block["type"] == "rich_text"]
    return [run for block in rich for each in block["elements"] for run in each["elements"]]


async def test_status_is_shown_before_the_answer(slack: FakeSlack) -> None:
    asked = await slack.say("C0NEWS", ASK)
    await slack.until_answered(asked)
    methods = [call.method for call in slack.calls]
    assert slack.statuses == [("C0NEWS", asked, "is reading the articles…")]
    assert methods.index("assistant.threads.setStatus") < methods.index("chat.startStream")


async def test_where_there_is_no_status_the_question_gets_eyes_until_it_is_answered(
    slack: FakeSlack,
) -> None:
    slack.fail("assistant.threads.setStatus", "missing_scope")
    asked = await slack.say("C0NEWS", ASK)
    assert (await slack.until_answered(asked)).text == ANSWER
    await slack.until(lambda: slack.called("reactions.remove"))
    assert slack.called("reactions.add") == [
        {"channel": "C0NEWS", "name": "eyes", "timestamp": asked}
    ]
    assert slack.channels["C0NEWS"].find(asked).reactions == []


async def test_an_answer_does_not_depend_on_status_or_eyes(slack: FakeSlack) -> None:
    slack.fail("assistant.threads.setStatus", "missing_scope")
    slack.fail("reactions.add", "missing_scope")
    answer = await slack.until_answered(await slack.say("C0NEWS", ASK))
    assert answer.text == ANSWER


async def test_a_direct_message_needs_no_mention(slack: FakeSlack) -> None:
    asked = await slack.say("D0ANNA", CANONICAL)
    assert (await slack.until_answered(asked, "D0ANNA")).text == ANSWER


async def test_the_same_message_delivered_eleven_times_is_answered_once(
    slack: FakeSlack, tries: Tries
) -> None:
    said = Said(slack.ts(), "U0ANNA", ASK)
    slack.channels["C0NEWS"].messages.append(said)
    mention, message = slack.events("C0NEWS", said)
    deliveries = [slack.deliver(mention, retry=at or None) for at in range(6)]
    statuses = await asyncio.gather(*deliveries, *(slack.deliver(message) for _ in range(5)))
    assert set(statuses) == {200}
    await slack.until_answered(said.ts)
    assert [each.text for each in slack.ours()] == [ANSWER]
    assert tries(said.ts) == 1


async def test_a_retry_whose_first_delivery_was_lost_is_answered(slack: FakeSlack) -> None:
    said = Said(slack.ts(), "U0ANNA", ASK)
    slack.channels["C0NEWS"].messages.append(said)
    await slack.deliver(slack.events("C0NEWS", said)[0], retry=1)
    assert (await slack.until_answered(said.ts)).text == ANSWER


async def test_a_follow_up_in_its_thread_needs_no_mention_and_knows_what_was_said(
    slack: FakeSlack,
) -> None:
    asked = await slack.say("C0NEWS", f"<@{BOT}> Who is Rodriguez?")
    await slack.until_answered(asked)
    await slack.say("C0NEWS", "What did she say about the pressure?", thread=asked)
    await slack.until(lambda: len(_ended(slack)) == 2)
    assert "conversations.replies" not in [call.method for call in slack.calls]
    assert "_Understood as:" not in slack.ours()[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Interesting, I would have thought the opposite.",
        "Ben, did you read that?",
        "<@U0BEN> what do you think?",
        "Thanks!",
        "<!here> have a look?",
    ],
)
async def test_it_is_silent_when_people_talk_to_each_other(
    slack: FakeSlack, tries: Tries, text: str
) -> None:
    asked = await slack.say("C0NEWS", ASK)
    await slack.until_answered(asked)
    said = await slack.say("C0NEWS", text, user="U0CARL", thread=asked)
    more = await slack.say("C0NEWS", "Really? Why would they?", thread=asked)  # to Carl
    assert tries(said) == tries(more) == 0


async def test_mentioned_again_it_listens_again(slack: FakeSlack) -> None:
    asked = await slack.say("C0NEWS", ASK)
    await slack.until_answered(asked)
    await slack.say("C0NEWS", "I doubt it.", user="U0BEN", thread=asked)
    await slack.say("C0NEWS", f"<@{BOT}> Who is Rodriguez?", thread=asked)
    await slack.until(lambda: len(_ended(slack)) == 2)
    await slack.say("C0NEWS", "And who ordered the departures?", thread=asked)
    await slack.until(lambda: len(_ended(slack)) == 3)


async def test_in_a_thread_that_it_is_not_part_of_it_is_silent(
    slack: FakeSlack, tries: Tries
) -> None:
    root = await slack.say("C0NEWS", "Have you read about the Cubans?")
    said = await slack.say("C0NEWS", "Who ordered the departures?", user="U0BEN", thread=root)
    assert tries(root) == tries(said) == 0


async def test_a_thread_of_people_is_read_when_it_is_mentioned_there(slack: FakeSlack) -> None:
    root = await slack.say("C0NEWS", "They say Rodriguez ordered the departures of the Cubans.")
    await slack.say("C0NEWS", f"<@{BOT}> says who?", user="U0BEN", thread=root)
    answer = await slack.until_answered(root)
    assert slack.called("conversations.replies")[0]["ts"] == root
    assert "[6]" in answer.text


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B0OTHER"},
        {"subtype": "message_changed"},
        {"subtype": "channel_join"},
        {"user": BOT},
        {"bot_id": BOT_ID, "subtype": "bot_message"},
        {"hidden": True},
    ],
)
async def test_what_no_person_has_written_is_ignored(
    slack: FakeSlack, tries: Tries, more: dict[str, object]
) -> None:
    said = Said(slack.ts(), "U0ANNA", CANONICAL)
    await slack.deliver(slack.events("D0ANNA", said)[0] | more)
    assert tries(said.ts) == 0


@pytest.mark.parametrize("text", [f"<@{BOT}>", f"  <@{BOT}> ", f"<@{BOT}> help", f"<@{BOT}>:"])
async def test_an_empty_mention_gets_a_short_help(slack: FakeSlack, text: str) -> None:
    answer = await slack.until_answered(await slack.say("C0NEWS", text))
    assert answer.text.startswith("I answer questions about articles")
    assert slack.called("chat.postMessage")[0]["unfurl_links"] is False
    assert slack.called("chat.postMessage")[0]["unfurl_media"] is False


async def test_what_the_articles_do_not_say_is_said_with_what_was_looked_at(
    slack: FakeSlack,
) -> None:
    asked = await slack.say("C0NEWS", f"<@{BOT}> How old is Alejandro Velasco's daughter?")
    seen = text_of(await slack.until_answered(asked))
    assert "The article does not clearly say." in seen
    assert "The closest passage, of Cubans head home" in seen
    assert "I looked at 8 paragraphs of “Cubans head home" in seen


async def test_a_question_that_is_too_long_is_explained(slack: FakeSlack) -> None:
    answer = await slack.until_answered(await slack.say("C0NEWS", f"<@{BOT}> {'Who? ' * 600}"))
    assert "The question has 2,999 characters, 2,000 is the most." in answer.text


async def test_an_empty_library_is_explained(in_slack: Slacked, tmp_path: Path) -> None:
    async with in_slack(data_dir=tmp_path / "empty") as slack:
        answer = await slack.until_answered(await slack.say("C0NEWS", ASK))
    assert answer.text.startswith("There is no article yet")


async def test_questions_of_one_thread_are_answered_one_after_the_other(slack: FakeSlack) -> None:
    asked = await slack.say("C0NEWS", ASK)
    more = [f"<@{BOT}> Who is Rodriguez?", f"<@{BOT}> How many Cubans died?"]
    await asyncio.gather(*(slack.say("C0NEWS", text, thread=asked) for text in more))
    await slack.until(lambda: len(_ended(slack)) == 3)
    methods = [call.method for call in slack.calls if "Stream" in call.method]
    starts = [at for at, method in enumerate(methods) if method == "chat.startStream"]
    assert all(methods[at - 1] == "chat.stopStream" for at in starts[1:])


async def test_messages_in_a_channel_keep_slacks_pace(slack: FakeSlack, waits: Waits) -> None:
    slack.channel("C0BUSY")
    for _ in range(6):
        await slack.say("C0BUSY", f"<@{BOT}>")
    await slack.until(lambda: len(slack.ours()) == 6)
    assert len(waits.seconds) == 2
    assert all(0 < seconds <= 2 for seconds in waits.seconds)


def _ended(slack: FakeSlack) -> list[Said]:
    return [each for each in slack.ours() if not each.streaming]
