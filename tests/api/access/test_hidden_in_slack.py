"""What who reads in Slack may not see changes nothing there; and who is in which group."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from api.slack.readers import PRIVATE
from tests.api.access.libraries import GROUP, HIDDEN, fill, ids
from tests.api.slack.conftest import Waits, configured, started
from tests.api.slack.fake import FakeSlack
from tests.api.slack.shown_text import text_of
from tests.api.slack.workspace import BOT, Said

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

SOLD: Final = "Will the ferry company be sold?"
IS_SOLD: Final = "The ferry company will be sold in April"

SAID: Final = (
    "articles",
    "Who planned the strike?",
    "When will fares rise?",
    "What did the minister say about the beetle?",
    "Who are the sources?",
    "What does the Secret Courier report about the ferry?",
    SOLD,
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A library with hidden articles, and one without; of each, tests have a copy of their own."""
    folder = tmp_path_factory.mktemp("access")

    async def make() -> None:
        await fill(folder / "with", hidden=True)
        await fill(folder / "without", hidden=False)

    asyncio.run(make())
    return folder / "with", folder / "without"


@pytest.fixture
def library(folders: tuple[Path, Path], tmp_path: Path) -> Path:
    """The one with hidden articles, for one test."""
    return shutil.copytree(folders[0], tmp_path / "library")


@asynccontextmanager
async def slack_of(library: Path) -> AsyncIterator[FakeSlack]:
    """A workspace with a private channel, and Ben, who manages nothing."""
    async with started(configured(library), Waits()) as slack:
        slack.channel("G0DESK", "group", "desk")
        slack.channel("D0BEN", "im", "directmessage")
        await slack.say("G0DESK", "hello all")  # by which Slack says who reads there
        yield slack


async def told(slack: FakeSlack, channel: str, text: str, user: str = "U0BEN") -> Said:
    """What somebody is told who says this."""
    mention = "" if channel.startswith("D") else f"<@{BOT}> "
    asked = await slack.say(channel, f"{mention}{text}", user=user)
    return await slack.until_answered(asked, channel)


async def everything_told(library: Path) -> list[str]:
    """All that Ben is told: in channels, by `/ask`, in a thread, in direct messages."""
    said: list[str] = []
    async with slack_of(library) as slack:
        for channel in ("C0NEWS", "G0DESK", "D0BEN"):
            said += [text_of(await told(slack, channel, each)) for each in SAID]
        first = await slack.say("C0NEWS", f"<@{BOT}> Who planned the strike?")
        said.append(text_of(await slack.until_answered(first)))
        await slack.deliver(
            {"type": "app_home_opened", "user": "U0BEN", "channel": "D0BEN", "tab": "messages"}
        )
        await slack.until(lambda: slack.prompts)
        said.append(str(slack.prompts))
        await slack.command(SOLD, user="U0BEN")
        await slack.until(lambda: slack.responses)
        said += [text_of(slack.as_said(each)) for each in slack.responses]
    return said


async def test_ben_is_told_the_same_as_if_the_hidden_articles_were_not_there(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    told_with, told_without = [
        await everything_told(shutil.copytree(each, tmp_path / each.name)) for each in folders
    ]
    assert told_with == told_without


async def test_managers_say_who_reads_what(library: Path) -> None:
    async with slack_of(library) as slack:
        assert IS_SOLD not in text_of(await told(slack, "D0BEN", SOLD))
        refused = await told(slack, "D0BEN", f"groups <@U0BEN> {GROUP}")
        assert "Only some people may change" in refused.text
        given = await told(slack, "D0ANNA", f"groups <@U0BEN> {GROUP}", user="U0ANNA")
        assert given.text == f"<@U0BEN> is in {GROUP} now."
        assert IS_SOLD in text_of(await told(slack, "D0BEN", SOLD))
        assert IS_SOLD not in text_of(await told(slack, "G0DESK", SOLD))
        here = await told(slack, "G0DESK", f"groups here {GROUP}", user="U0ANNA")
        assert here.text == f"This channel is in {GROUP} now."
        assert IS_SOLD in text_of(await told(slack, "G0DESK", SOLD))
        public = await told(slack, "C0NEWS", f"groups here {GROUP}", user="U0ANNA")
        assert "Everybody reads here" in public.text
        assert IS_SOLD not in text_of(await told(slack, "C0NEWS", SOLD, user="U0ANNA"))
        for who, place in (("<@U0BEN>", "D0ANNA"), ("here", "G0DESK")):
            assert (
                "is in no group now"
                in (await told(slack, place, f"groups {who} none", user="U0ANNA")).text
            )
        assert IS_SOLD not in text_of(await told(slack, "D0BEN", SOLD))
        assert IS_SOLD not in text_of(await told(slack, "G0DESK", SOLD))


async def test_a_channel_that_is_opened_reads_what_everybody_reads(
    library: Path,
) -> None:
    async with slack_of(library) as slack:
        await told(slack, "G0DESK", f"groups here {GROUP}", user="U0ANNA")
        assert IS_SOLD in text_of(await told(slack, "G0DESK", SOLD))
        slack.channel("G0DESK", "channel", "desk")
        await slack.say("G0DESK", "hello everybody")
        assert IS_SOLD not in text_of(await told(slack, "G0DESK", SOLD))
        slack.channel("G0DESK", "group", "desk")
        # Who came in while it was open is still there.
        assert IS_SOLD not in text_of(await told(slack, "G0DESK", SOLD))


async def test_in_a_public_channel_nobody_can_name_a_hidden_article(
    library: Path,
) -> None:
    """Not who manages either: everybody reads the reply, and a whole id is made of a title."""
    sold = (await ids(library))[HIDDEN[0].title]
    async with slack_of(library) as slack:
        for command in (f"forget {sold[:8]}", f"public {sold}", f"use {sold}", f"group {sold} x"):
            said = await told(slack, "C0NEWS", command, user="U0ANNA")
            assert "there is no article" in said.text.lower(), command
        assert GROUP in (await told(slack, "D0ANNA", "articles", user="U0ANNA")).text


async def test_an_article_is_put_into_groups_and_opened(library: Path) -> None:
    sold = (await ids(library))[HIDDEN[0].title]
    async with slack_of(library) as slack:
        for groups, shown in ((f"{GROUP}, desk", f"desk or {GROUP}"), (GROUP, GROUP)):
            said = await told(slack, "D0ANNA", f"group {sold} {groups}", user="U0ANNA")
            assert sorted(said.text.split("who is in ")[1].removesuffix(" now.").split(" or ")) == (
                sorted(shown.split(" or "))
            )
        await told(slack, "D0ANNA", f"group {sold} {PRIVATE}", user="U0ANNA")
        assert IS_SOLD in text_of(await told(slack, "D0BEN", SOLD))
        assert IS_SOLD not in text_of(await told(slack, "C0NEWS", SOLD))
        await told(slack, "D0ANNA", f"public {sold}", user="U0ANNA")
        assert IS_SOLD in text_of(await told(slack, "C0NEWS", SOLD))
        await told(slack, "D0ANNA", f"group {sold} {GROUP}", user="U0ANNA")


async def test_who_adds_what_is_of_a_group_is_told_nothing_of_it_where_others_read(
    library: Path,
) -> None:
    text = f"add this: {HIDDEN[0].title}\n\n" + "\n\n".join(
        each.text for each in HIDDEN[0].paragraphs
    )
    sold = (await ids(library))[HIDDEN[0].title]
    async with slack_of(library) as slack:
        await told(slack, "C0NEWS", text, user="U0ANNA")
        said = await slack.until_says("C0NEWS", "people who do not read here")
        assert sold not in text_of(said)
        await told(slack, "D0ANNA", text, user="U0ANNA")
        await slack.until_says("D0ANNA", sold)


async def test_buttons_give_nothing_of_answers_of_other_channels_or_of_what_is_hidden(
    library: Path,
) -> None:
    sold = (await ids(library))[HIDDEN[0].title]
    async with slack_of(library) as slack:
        await told(slack, "G0DESK", f"groups here {GROUP}", user="U0ANNA")
        answer = await told(slack, "G0DESK", SOLD)
        assert IS_SOLD in text_of(answer)
        for action, value in _buttons(answer):
            await slack.press(action, value, "C0NEWS", answer.ts)
            await slack.until(lambda: slack.responses)
            assert "not kept any more" in slack.responses.pop()["text"]
        assert slack.views == []
        action, value = _buttons(answer)[0]
        await slack.press(action, value, "G0DESK", answer.ts)
        await slack.until(lambda: slack.views)
        assert IS_SOLD in str(slack.views.pop())
        await told(slack, "D0ANNA", f"group {sold} embargo", user="U0ANNA")
        await slack.press(action, value, "G0DESK", answer.ts)
        await slack.until(lambda: slack.responses)
        assert "not kept any more" in slack.responses.pop()["text"]
        await told(slack, "D0ANNA", f"group {sold} {GROUP}", user="U0ANNA")
        await told(slack, "G0DESK", "groups here none", user="U0ANNA")


async def test_a_follow_up_is_about_nothing_that_is_hidden_by_now(
    library: Path,
) -> None:
    async with slack_of(library) as slack:
        await told(slack, "G0DESK", f"groups here {GROUP}", user="U0ANNA")
        asked = await slack.say("G0DESK", f"<@{BOT}> {SOLD}", user="U0BEN")
        assert IS_SOLD in text_of(await slack.until_answered(asked, "G0DESK"))
        await told(slack, "G0DESK", "groups here none", user="U0ANNA")
        await slack.say("G0DESK", "Who says so?", user="U0BEN", thread=asked)
        await slack.until(lambda: len(_ended(slack, asked)) == 2)
        assert IS_SOLD not in text_of(_ended(slack, asked)[-1])


def _buttons(answer: Said) -> Sequence[tuple[str, str]]:
    """The button that says how it was checked, and the one that rates it as bad."""
    [checked] = answer.blocks[-2]["elements"]
    rated: dict[str, Any] = answer.blocks[-1]["elements"][0]
    return [
        (checked["action_id"], checked["value"]),
        (rated["action_id"], rated["negative_button"]["value"]),
    ]


def _ended(slack: FakeSlack, thread: str) -> list[Said]:
    """What the assistant has said in a thread of the desk's channel."""
    ours = slack.ours("G0DESK")
    return [each for each in ours if each.thread == thread and not each.streaming]
