"""What is taken on: once, for a while, by one of several."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api.slack.inbound.message import SlackMessage, parse_message
from api.slack.store.batch_writer import BatchWriter
from api.slack.store.inbox import APART, HELD, KEPT, LATEST, MOST_TRIES, UNKNOWN, Inbox
from api.slack.store.schema import SLACK_TABLES
from index.store.database import Database
from tests.index.fakes import files_with
from tests.index.store.contract.databases import DATABASES, where_in

EVENT = {
    "team_id": "T",
    "event": {"type": "app_mention", "channel": "C", "user": "U", "ts": "1.5", "text": "Quux?"},
}


class Clock:
    def __init__(self) -> None:
        self.time = 1_000_000.0

    def now(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    with closing(Database(where_in(request, tmp_path), [SLACK_TABLES])) as opened:
        yield opened


@pytest.fixture
def inbox(database: Database, clock: Clock) -> Inbox:
    return Inbox(database, BatchWriter(database), clock.now)


@pytest.fixture
def message() -> SlackMessage:
    found = parse_message(EVENT)
    assert found
    return found


async def test_of_many_one_takes_it(
    database: Database, message: SlackMessage, clock: Clock
) -> None:
    inboxes = [Inbox(database, BatchWriter(database), clock.now) for _ in range(8)]
    taken = await asyncio.gather(*(inbox.take(message, EVENT) for inbox in inboxes))
    assert sum(taken) == 1


async def test_held_no_more_it_is_left_and_taken_on_again(
    inbox: Inbox, message: SlackMessage, clock: Clock
) -> None:
    assert await inbox.take(message, EVENT)
    clock.time += HELD - 1
    await inbox.hold(message)
    clock.time += HELD - 1
    assert not await inbox.take(message, EVENT)
    assert await inbox.unfinished() == []
    clock.time += 2
    assert await inbox.unfinished() == [EVENT]
    assert await inbox.take(message, EVENT)


async def test_taken_on_again_it_may_have_a_reply_that_nobody_noted(
    inbox: Inbox, message: SlackMessage, clock: Clock
) -> None:
    assert await inbox.take(message, EVENT)
    assert await inbox.begun_reply(message) is None
    clock.time += HELD + 1
    assert await inbox.take(message, EVENT)
    assert await inbox.begun_reply(message) == UNKNOWN
    await inbox.note_reply(message, "1.7")
    clock.time += HELD + 1
    assert await inbox.take(message, EVENT)
    assert await inbox.begun_reply(message) == "1.7"


async def test_a_clock_that_is_set_back_keeps_nobody_waiting(
    inbox: Inbox, message: SlackMessage, clock: Clock
) -> None:
    """What a process that died has held by the old clock is left all the same, at once."""
    assert await inbox.take(message, EVENT)
    clock.time -= APART / 2  # as much as the clocks of two machines may be apart
    assert not await inbox.take(message, EVENT)
    assert await inbox.unfinished() == []
    clock.time -= 3_600
    assert await inbox.unfinished() == [EVENT]
    assert await inbox.take(message, EVENT)
    assert not await inbox.take(message, EVENT)


async def test_what_is_done_is_never_taken_on_again_and_its_text_is_gone(
    inbox: Inbox, message: SlackMessage, clock: Clock, database: Database, tmp_path: Path
) -> None:
    await inbox.take(message, EVENT)
    await inbox.mark_done(message)
    clock.time += 10 * HELD
    assert not await inbox.take(message, EVENT)
    assert await inbox.unfinished() == []
    database.scrub()
    assert files_with(tmp_path, ["Quux"]) == set()


async def test_nobody_waits_for_an_answer_for_ever(
    inbox: Inbox, message: SlackMessage, clock: Clock
) -> None:
    await inbox.take(message, EVENT)
    clock.time += LATEST + 1
    assert await inbox.unfinished() == []
    clock.time += KEPT
    await inbox.clear()
    assert await inbox.take(message, EVENT)


async def test_what_breaks_every_process_is_given_up(
    inbox: Inbox, message: SlackMessage, clock: Clock
) -> None:
    for _ in range(MOST_TRIES):
        assert await inbox.take(message, EVENT)
        clock.time += HELD + 1
    assert await inbox.unfinished() == []


async def test_what_slack_did_not_take_is_no_try(
    inbox: Inbox, message: SlackMessage, clock: Clock
) -> None:
    for _ in range(2 * MOST_TRIES):
        assert await inbox.take(message, EVENT)
        await inbox.postpone(message)
        clock.time += HELD + 1
    assert await inbox.unfinished() == [EVENT]


async def test_a_write_that_fails_is_told_to_those_who_wait(database: Database) -> None:
    writer = BatchWriter(database)
    database.close()

    def fail(_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await writer.write(fail)
    assert await writer.write(lambda _: 7) == 7
