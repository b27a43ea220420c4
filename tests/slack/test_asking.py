"""Questions in Slack, and what people see of the answers."""

from __future__ import annotations

from tests.api.server import CANONICAL
from tests.slack.fake import FakeSlack
from tests.slack.workspace import BOT


async def test_a_mention_gets_one_streamed_answer_in_its_thread(slack: FakeSlack) -> None:
    asked = await slack.say("C0NEWS", f"<@{BOT}> {CANONICAL}")
    answer = await slack.until_answered(asked)
    assert answer.text == (
        "One source close to Venezuela’s ruling party says so [6]. Other sources are unsure [6]."
    )
    assert "Rodriguez had ordered the departures under pressure" in str(answer.blocks)
    assert "https://news.example/articles/" in str(answer.blocks)
    assert slack.called("chat.stopStream")[0]["ts"] == answer.ts
    assert slack.ours() == [answer]
