"""Buttons, `/ask`, suggested questions and Socket Mode."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from api.limits.answer_slots import AnswerSlots
from api.settings import Settings
from api.slack.manifest import manifest
from api.slack.socket_mode import connected
from api.wiring import wired
from assistant.store.feedback import Rating, ReaderOpinion
from tests.api.server import CANONICAL
from tests.api.slack.actions.test_answer_question import ANSWER, ASK
from tests.api.slack.conftest import Shared, configured
from tests.api.slack.fake import FakeSlack, fake_slack
from tests.api.slack.shown_text import text_of
from tests.api.slack.workspace import BOT, Said

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_good_answer_is_noted_with_thanks(slack: FakeSlack, shared: Shared) -> None:
    answer = await slack.until_answered(await slack.say("C0NEWS", ASK))
    await slack.press(*_button(answer, "positive"), "C0NEWS", answer.ts)
    await slack.until(lambda: slack.responses)
    assert slack.responses[0]["text"] == "Thanks! Noted as a good answer."
    assert slack.responses[0]["response_type"] == "ephemeral"
    [opinion] = await _opinions(shared.library, answer)
    assert (opinion.reader, opinion.rating) == ("slack:U0ANNA", Rating.UP)


async def test_a_bad_answer_may_have_a_reason(slack: FakeSlack, shared: Shared) -> None:
    answer = await slack.until_answered(await slack.say("C0NEWS", ASK))
    await slack.press(*_button(answer, "negative"), "C0NEWS", answer.ts)
    await slack.until(lambda: slack.views)
    [view] = slack.views
    chosen = {"kind": {"kind": {"selected_option": {"value": "unsupported"}}}}
    state = {"values": {**chosen, "words": {"words": {"value": "The 6th says less."}}}}
    await slack.interact({"type": "view_submission", "view": {**view, "state": state}})
    [opinion] = await _opinions(shared.library, answer)
    assert opinion.rating is Rating.DOWN
    assert opinion.reason == "The paragraph does not say so: The 6th says less."


async def test_an_answer_that_is_gone_cannot_be_rated(slack: FakeSlack) -> None:
    await slack.press("answer_feedback", "down:0000", "C0NEWS", "1.1")
    await slack.until(lambda: slack.responses)
    assert "not kept any more" in slack.responses[0]["text"]
    assert slack.views == []


async def test_how_an_answer_was_checked_is_behind_a_button(slack: FakeSlack) -> None:
    """Not in the message, which has the question alone."""
    answer = await slack.until_answered(await slack.say("C0NEWS", ASK))
    assert "[ How was this checked? ]" in text_of(answer)
    assert "by rules" not in text_of(answer)
    [button] = answer.blocks[-2]["elements"]
    await slack.press(button["action_id"], button["value"], "C0NEWS", answer.ts)
    await slack.until(lambda: slack.views)
    [view] = slack.views
    assert view["title"]["text"] == button["text"]["text"] == "How was this checked?"
    said = text_of(Said("", BOT, "", blocks=view["blocks"])).strip().split("\n\n")
    first, second = (f"{each}." for each in ANSWER.rstrip(".").split(". "))
    assert said == [
        f"{first}\nby rules",
        f"{second}\nby rules",
        "Not judged: no model wrote any of this.",
    ]


async def test_how_an_answer_that_is_gone_was_checked_is_not_known(slack: FakeSlack) -> None:
    await slack.press("answer_checked", "0000", "C0NEWS", "1.1")
    await slack.until(lambda: slack.responses)
    assert "not kept any more" in slack.responses[0]["text"]
    assert slack.responses[0]["response_type"] == "ephemeral"
    assert slack.views == []


def _button(answer: Said, which: str) -> tuple[str, str]:
    buttons: dict[str, Any] = answer.blocks[-1]["elements"][0]
    return buttons["action_id"], buttons[f"{which}_button"]["value"]


async def _opinions(library: Path, answer: Said) -> list[ReaderOpinion]:
    answer_id = _button(answer, "positive")[1].partition(":")[2]
    async with wired(Settings(library)) as parts:
        return await parts.feedback.of(answer_id)


async def test_ask_says_the_question_again_and_answers_privately(slack: FakeSlack) -> None:
    at_once = await slack.command(CANONICAL)
    assert at_once == {
        "text": f"You asked: *{CANONICAL}*\n_Looking for an answer…_",
        "response_type": "ephemeral",
    }
    await slack.until(lambda: slack.responses)
    [response] = slack.responses
    assert (response["response_type"], response["replace_original"]) == ("ephemeral", True)
    assert response["blocks"][0]["text"]["text"] == f"You asked: *{CANONICAL}*"
    assert response["blocks"][1]["text"] == ANSWER
    assert slack.ours() == []


@pytest.mark.parametrize("text", ["", "  "])
async def test_ask_without_a_question_is_helped(slack: FakeSlack, text: str) -> None:
    at_once: Any = await slack.command(text)
    assert at_once["text"].startswith("I answer questions about articles")


async def test_ask_explains_why_there_is_no_answer(slack: FakeSlack) -> None:
    await slack.command("?!")
    await slack.until(lambda: slack.responses)
    assert "There are no words in the question" in slack.responses[0]["text"]


async def test_who_opens_the_messages_is_shown_questions(slack: FakeSlack) -> None:
    event = {"type": "app_home_opened", "user": "U0ANNA", "channel": "D0ANNA", "tab": "messages"}
    await slack.deliver(event)
    await slack.until(lambda: slack.prompts)
    prompts = slack.prompts["D0ANNA"]
    assert len(prompts) == 4
    assert prompts[0]["title"] == "What is this article about?"
    assert prompts[0]["message"].startswith("What is this article about, in “Cubans head home")
    assert prompts[-1] == {"title": "What can you do?", "message": "help"}


@pytest.mark.parametrize(
    "event",
    [
        {"type": "app_home_opened", "user": "U0ANNA", "channel": "D0ANNA", "tab": "home"},
        {"type": "reaction_added", "user": "U0ANNA"},
        {"type": "member_joined_channel", "user": BOT, "channel": "C0NEWS"},
    ],
)
async def test_what_is_of_no_interest_is_acknowledged(
    slack: FakeSlack, event: dict[str, Any]
) -> None:
    assert await slack.deliver(event) == 200
    assert slack.calls == []


async def test_socket_mode_goes_the_same_way(library: Path) -> None:
    async with (
        fake_slack() as slack,
        wired(configured(library)) as parts,
        connected(parts, AnswerSlots(10), slack.url) as app,
    ):
        await slack.until(lambda: slack.is_connected)
        answer = await slack.until_answered(await slack.say("C0NEWS", ASK))
        assert answer.text == ANSWER
        await slack.press(*_button(answer, "positive"), "C0NEWS", answer.ts)
        await slack.command(CANONICAL)
        await slack.until(lambda: any(ANSWER in str(each) for each in slack.responses))
        assert (await app.client.auth_test())["user"] == "articles"


SCOPES_OF = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}


async def test_the_manifest_has_the_scopes_of_its_events() -> None:
    made = manifest()
    scopes = made["oauth_config"]["scopes"]["bot"]
    events = made["settings"]["event_subscriptions"]["bot_events"]
    assert {SCOPES_OF[event] for event in events if event in SCOPES_OF} <= set(scopes)
    assert {"assistant:write", "chat:write", "commands", "reactions:write"} <= set(scopes)
    assert 174 <= len(made["display_information"]["long_description"]) <= 4_000
    assert len(made["display_information"]["description"]) <= 140
    assert made["features"]["agent_view"]["agent_description"]
