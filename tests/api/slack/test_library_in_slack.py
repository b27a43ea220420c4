"""Articles added, listed, forgotten, kept private and chosen for a channel, from Slack."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings
from api.wiring import wired
from index.readers.formats import read_text
from index.types import Article, Paragraph
from tests.api.slack.conftest import Slacked
from tests.api.slack.demo import FERRIES
from tests.api.slack.fake import FakeSlack
from tests.api.slack.shown_text import text_of
from tests.api.slack.workspace import BOT, Said
from tests.index.readers.test_fetch import reply, serving

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

FERRY = "new-ferry-to-aran-starts-in-may-4154af"
SAMPLE = "cubans-head-home-from-venezuela-3a9f15"


async def test_a_pasted_text_is_added_and_then_known(in_slack: Slacked) -> None:
    async with in_slack() as slack:
        add = await slack.say("D0ANNA", FERRIES)
        added = await slack.until_says("D0ANNA", "Added")
        assert (added.thread, text_of(added)) == (
            add,
            f"Added New ferry to Aran starts in May – 3 paragraphs, {FERRY}. Ask me about it.",
        )
        await slack.say("D0ANNA", "What do the fishermen fear?", thread=add)
        answer = await slack.until_says("D0ANNA", "larger pier")
        assert "paragraph\u00a03" in text_of(answer)
        await slack.say("D0ANNA", FERRIES)
        await slack.until_says("D0ANNA", "I have it already: <https://news.example/articles/new-")


async def test_add_this_takes_what_was_shared_above(in_slack: Slacked) -> None:
    async with in_slack() as slack:
        root = await slack.say("C0NEWS", FERRIES.partition("\n")[2], user="U0BEN")
        await slack.say("C0NEWS", f"<@{BOT}> please add this", thread=root)
        assert (await slack.until_says("C0NEWS", "Added")).thread == root


async def test_a_link_is_read_with_its_progress_in_one_message(in_slack: Slacked) -> None:
    sentence = "The council will rebuild the old wall, which a storm had broken in the winter."
    page = f"<html><title>The wall</title><p>{sentence}</p><p>{sentence} So be it.</p>".encode()
    async with serving(root=reply(page)) as server, in_slack(allow_private_urls=True) as slack:
        asked = await slack.say("C0NEWS", f"<@{BOT}> add <{server.url()}>")
        added = await slack.until_says("C0NEWS", "Added")
    assert slack.called("chat.postMessage")[0]["text"] == "Reading 127.0.0.1 …"
    assert slack.ours() == [added]
    assert added.thread == asked
    assert text_of(added).startswith("Added The wall – 2 paragraphs")


async def test_a_link_that_cannot_be_read_is_explained(slack: FakeSlack) -> None:
    await slack.say("C0NEWS", f"<@{BOT}> add this: <http://127.0.0.1:9/|that one>")
    said = await slack.until_says("C0NEWS", "Not added")
    assert "private network" in said.text


async def test_what_is_missing_is_asked_for_once(in_slack: Slacked) -> None:
    async with in_slack() as slack:
        add = await slack.say("D0ANNA", "add this")
        asked = await slack.until_answered(add, "D0ANNA")
        assert asked.text == "What shall I add? Send me its link, or its text, right here."
        await slack.say("D0ANNA", "The pier at Bere was closed. Nobody knows why.", thread=add)
        await slack.until_says("D0ANNA", "Added")


async def test_who_was_asked_may_think_again(slack: FakeSlack) -> None:
    add = await slack.say("D0ANNA", "add this")
    await slack.until_answered(add, "D0ANNA")
    await slack.say("D0ANNA", "never mind", thread=add)
    await slack.until_says("D0ANNA", "nothing is added")


@pytest.mark.parametrize(
    "text", [FERRIES, f"forget {SAMPLE}", f"private {SAMPLE}", f"use {SAMPLE}", "add this"]
)
async def test_who_may_not_change_the_library_is_told_so(slack: FakeSlack, text: str) -> None:
    asked = await slack.say("D0ANNA", text, user="U0BEN")
    answer = await slack.until_answered(asked, "D0ANNA")
    assert "you are not one of them" in answer.text
    assert "`U0BEN`" in answer.text


async def test_who_may_not_ask_is_told_so_privately_and_once(in_slack: Slacked) -> None:
    async with in_slack(slack_askers=("U0CARL",), slack_managers=()) as slack:
        asked = await slack.say("C0NEWS", f"<@{BOT}> Who is Rodriguez?")
        told = await slack.until_answered(asked, "C0NEWS", privately=True)
        assert told.only_for == "U0ANNA"
        assert "`SLACK_ASKERS`" in told.text
        asked = await slack.say("C0NEWS", f"<@{BOT}> Who is Rodriguez?", user="U0CARL")
        await slack.until_answered(asked)
        await slack.say("C0NEWS", "Who is Maduro?", thread=asked)  # not asked, so not refused
        assert await slack.command("Who is Rodriguez?") == {
            "text": told.text,
            "response_type": "ephemeral",
        }
        assert len(slack.ours()) == 2


async def test_who_is_of_another_company_may_not_ask_unless_named(slack: FakeSlack) -> None:
    said = Said(slack.ts(), "U0STRANGE", f"<@{BOT}> Who is Rodriguez?")
    slack.channels["C0NEWS"].messages.append(said)
    await slack.deliver(slack.events("C0NEWS", said)[0] | {"user_team": "T0OTHER"})
    told = await slack.until_answered(said.ts, "C0NEWS", privately=True)
    assert told.text.startswith("I may not answer you here.")


async def test_articles_lists_them_with_their_ids(slack: FakeSlack) -> None:
    answer = await slack.until_answered(await slack.say("D0ANNA", "articles"), "D0ANNA")
    assert answer.text.startswith("*1 article*\n• <https://news.example/articles/cubans-head-home")
    assert answer.text.endswith(f"– 23 paragraphs – `{SAMPLE}`")


async def test_a_long_list_is_within_what_a_message_may_have(
    in_slack: Slacked, library: Path
) -> None:
    async with wired(Settings(library)) as parts:
        for number in range(30):
            title = f"Article {number} {'of many words ' * 8}"
            await parts.ingest.add(Article(title, (Paragraph(1, f"{number} boats."),)))
    async with in_slack() as slack:
        answer = await slack.until_answered(await slack.say("D0ANNA", "articles"), "D0ANNA")
    assert len(answer.blocks) > 1
    assert "31 articles" in text_of(answer)
    assert "… and 6 older ones." in text_of(answer)


async def test_forget_forgets(in_slack: Slacked) -> None:
    async with in_slack() as slack:
        asked = await slack.say("D0ANNA", "forget cubans")
        answer = await slack.until_answered(asked, "D0ANNA")
        assert answer.text.startswith("Forgotten: *Cubans head home from Venezuela")
        asked = await slack.say("D0ANNA", "Who is Rodriguez?")
        assert "no article yet" in (await slack.until_answered(asked, "D0ANNA")).text


async def test_an_id_that_is_none_is_told(slack: FakeSlack) -> None:
    answer = await slack.until_answered(await slack.say("D0ANNA", "forget boats"), "D0ANNA")
    assert answer.text == "There is no article 'boats'. `articles` lists them."


@pytest.mark.parametrize("text", ["forget it", "use the law, what does it say?"])
async def test_a_sentence_that_begins_like_a_command_is_none(slack: FakeSlack, text: str) -> None:
    answer = await slack.until_answered(await slack.say("D0ANNA", text), "D0ANNA")
    assert "lists them" not in answer.text


async def test_a_private_article_is_not_quoted_in_a_public_channel(
    in_slack: Slacked, library: Path
) -> None:
    await _with_ferries(library)
    question = "When does the ferry to Aran sail?"
    async with in_slack() as slack:
        slack.channel("G0DESK", "group", "desk")
        await slack.until_answered(await slack.say("D0ANNA", f"private {FERRY}"), "D0ANNA")
        public = await slack.until_answered(await slack.say("C0NEWS", f"<@{BOT}> {question}"))
        assert "sail to Aran" not in text_of(public)
        assert "ferry" not in text_of(public).lower()
        listed = await slack.until_answered(await slack.say("C0NEWS", f"<@{BOT}> articles"))
        assert FERRY not in listed.text
        await slack.command(question)
        await slack.until(lambda: slack.responses)
        assert "sail to Aran" not in str(slack.responses)
        direct = await slack.until_answered(await slack.say("D0ANNA", question), "D0ANNA")
        assert "sail to Aran" in text_of(direct)
        await slack.say("G0DESK", "hello all")
        asked = await slack.say("G0DESK", f"<@{BOT}> {question}")
        assert "sail to Aran" in text_of(await slack.until_answered(asked, "G0DESK"))
        await slack.until_answered(await slack.say("D0ANNA", f"public {FERRY}"), "D0ANNA")
        public = await slack.until_answered(await slack.say("C0NEWS", f"<@{BOT}> {question}"))
        assert "sail to Aran" in text_of(public)


async def test_a_channel_of_which_nothing_is_known_counts_as_public(
    in_slack: Slacked, library: Path
) -> None:
    await _with_ferries(library)
    async with in_slack() as slack:
        slack.channel("G0DESK", "group", "desk")
        await slack.until_answered(await slack.say("D0ANNA", f"private {FERRY}"), "D0ANNA")
        mention = await slack.mention("G0DESK", "When does the ferry to Aran sail?")
        assert "sail to Aran" not in text_of(await slack.until_answered(mention, "G0DESK"))


async def test_a_channel_is_bound_to_articles_and_let_go(in_slack: Slacked, library: Path) -> None:
    await _with_ferries(library)
    question = f"<@{BOT}> Who is Rodriguez?"
    async with in_slack() as slack:
        bound = await slack.until_answered(await slack.say("C0NEWS", f"<@{BOT}> use {FERRY}"))
        assert "From now on I answer here from *New ferry to Aran starts in May* only" in bound.text
        answer = await slack.until_answered(await slack.say("C0NEWS", question))
        assert "Interim President" not in text_of(answer)
        direct = await slack.until_answered(
            await slack.say("D0ANNA", "Who is Rodriguez?"), "D0ANNA"
        )
        assert "Interim President" in text_of(direct)
        await slack.until_answered(await slack.say("D0ANNA", f"forget {FERRY}"), "D0ANNA")
        answer = await slack.until_answered(await slack.say("C0NEWS", question))
        assert "There is no article yet that I could answer from here." in answer.text
        await slack.until_answered(await slack.say("C0NEWS", f"<@{BOT}> use all"))
        answer = await slack.until_answered(await slack.say("C0NEWS", question))
        assert "Interim President" in text_of(answer)


async def _with_ferries(library: Path) -> None:
    async with wired(Settings(library)) as parts:
        await parts.ingest.add(read_text(FERRIES.partition("\n")[2]))
