"""How an answer gets into a thread while it is being written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from api.http.middleware.metering import MeteredAssistant
from api.slack.actions import answer_question
from assistant.types import Done, Event, Sources
from tests.api.slack.actions.test_answer_question import ASK
from tests.api.slack.fake import FakeSlack
from tests.api.slack.outbound.test_rendering import answer_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

SHORT = ["It is so.", "It was so.", "It will be so."]
LONG = [f"{number} {'and on ' * 20}." for number in range(4)]


class Writing:
    """An assistant that writes these sentences, and then waits until it may end."""

    def __init__(self, sentences: list[str]) -> None:
        self._answer = answer_of([(each, []) for each in sentences])
        self.written = asyncio.Event()
        self.may_end = asyncio.Event()
        self.is_stopped = False

    async def stream(self, *_: object) -> AsyncIterator[Event]:
        try:
            yield Sources((), "Who says the departures were ordered?")
            for claim in self._answer.claims:
                yield claim
            self.written.set()
            await self.may_end.wait()
            yield Done(self._answer)
        finally:
            self.is_stopped = True


def _is_written_by(
    writing: Writing, monkeypatch: pytest.MonkeyPatch, waiting: float = 3_600
) -> None:
    monkeypatch.setattr(answer_question, "WAITING", waiting)
    monkeypatch.setattr(MeteredAssistant, "stream", lambda _, *given: writing.stream(*given))


async def test_the_first_sentence_is_shown_at_once_and_short_ones_together(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = Writing(SHORT)
    _is_written_by(writing, monkeypatch)
    asked = await slack.say("C0NEWS", ASK)
    await slack.until(lambda: slack.called("chat.appendStream"))
    await writing.written.wait()
    assert slack.ours()[0].text == "It is so."
    writing.may_end.set()
    assert (await slack.until_answered(asked)).text == "It is so. It was so. It will be so."
    assert len(slack.called("chat.appendStream")) == 1


async def test_what_is_long_enough_does_not_wait(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = Writing(LONG)
    _is_written_by(writing, monkeypatch)
    asked = await slack.say("C0NEWS", ASK)
    await slack.until(lambda: slack.called("chat.appendStream")[1:])
    assert slack.ours()[0].text == " ".join(LONG[:3])
    appended = [each["markdown_text"] for each in slack.called("chat.appendStream")]
    assert appended[0] == LONG[0]
    assert all(len(each) >= 256 for each in appended[1:])
    writing.may_end.set()
    await slack.until_answered(asked)


async def test_no_sentence_waits_long_for_the_next(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = Writing(SHORT)
    _is_written_by(writing, monkeypatch, waiting=0.01)
    asked = await slack.say("C0NEWS", ASK)
    await slack.until(lambda: slack.ours() and slack.ours()[0].text == " ".join(SHORT))
    assert slack.ours()[0].streaming
    writing.may_end.set()
    await slack.until_answered(asked)


async def test_a_deleted_question_stops_the_model(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = Writing(SHORT)
    _is_written_by(writing, monkeypatch, waiting=0.01)
    asked = await slack.say("C0NEWS", ASK)
    await slack.until(slack.ours)
    await slack.delete("C0NEWS", asked)
    await slack.until(lambda: slack.called("chat.postEphemeral"))
    assert writing.is_stopped
    assert [each.only_for for each in slack.ours()] == ["U0ANNA"]
