"""The library's file: its tables are those of its version, and what was kept is kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from api.access.keys import Keys
from api.access.roles import Role
from api.settings import Settings
from api.slack.inbound.message import ChannelKind, SlackMessage, parse_message
from api.slack.store.stores import Stores
from api.wiring import SCHEMAS, wired
from assistant.store.feedback import Feedback, Rating
from index.store.database import MARKS, Database, write_fact
from index.store.documents import DocumentStore, Reader
from index.store.schema import VERSION
from index.types import SEES_ALL, Audience, Scope
from tests.api.library.kept import FILES, FOLDER, as_read, restore_file, tables_in_file
from tests.index.fakes import opened

CURRENT: Final = (FOLDER / f"{VERSION}.sql").read_text()

CALLED_NOW: Final = {"private_articles": "article_groups"}


@pytest.fixture(params=FILES)
def old(request: pytest.FixtureRequest, folder: Path) -> Path:
    """A data folder that a version has left: two articles, which Chroma has not been told."""
    restore_file(request.param, folder / "library.db")
    return folder


def counts(path: Path) -> dict[str, int]:
    """How many rows each table has; those of full text are SQLite's own, and may be made anew."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - SQLite's own names
            for (name,) in names.fetchall()
            if not name.startswith(("full_text", "vocabulary"))
        }


def names_of_facts(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM facts")}


def found_by_words(path: Path) -> int:
    """How many paragraphs are in the index of full text."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM full_text_docsize").fetchone()[0])


def test_a_new_library_has_the_tables_of_its_version(folder: Path) -> None:
    """To the letter: whoever changes one raises the version, and keeps a file of it here."""
    Database(folder / "library.db", SCHEMAS).close()
    assert tables_in_file(folder / "library.db") == CURRENT


def test_a_library_that_was_made_before_keeps_every_row(old: Path) -> None:
    path = old / "library.db"
    before, facts_before = counts(path), names_of_facts(path)
    assert all(before.values()), "there is something in each"
    Database(path, SCHEMAS).close()
    now = counts(path)
    # Besides the version, which changes: the key of the words that full text is searched by.
    noted = names_of_facts(path)
    assert noted - facts_before <= {MARKS}
    assert facts_before <= noted
    del now["facts"], before["facts"]
    assert {name: now[CALLED_NOW.get(name, name)] for name in before} == before
    assert found_by_words(path) == now["paragraphs"]


async def test_a_library_that_was_made_before_is_read_as_it_was_written(old: Path) -> None:
    with opened(old, schemas=SCHEMAS) as index:
        olive, ferry = await index.articles.entries()
        assert [olive.title, ferry.title] == ["Olive harvest fails", "Ferry strike ends"]
        assert (await index.articles.get(ferry.id)).paragraphs[
            1
        ].text == "Fares will rise in April."
        passages = await index.retriever.passages("When will fares rise?")
        assert passages[0].sentence.text == "Fares will rise in April."
        assert await index.ingest.check() == 3
        assert [olive.groups, ferry.groups] == [("private",), ()]
        assert len(await index.articles.keys(Scope(readable_by=Audience()))) == 1
        channels = Reader(("slack:C",), SEES_ALL)  # it was given there
        content = await DocumentStore(index.database).get("a1b2", channels)
        assert content == '{"kept": "as it was"}'
        [opinion] = await Feedback(index.database).of("a1b2")
        assert (opinion.reader, opinion.rating, opinion.reason) == ("anna", Rating.UP, "clear")
        [key] = await Keys(index.database).all()
        assert (key.name, key.role, key.revoked) == ("laptop", Role.MANAGE, None)


async def test_what_it_remembered_of_slack_is_still_known(old: Path) -> None:
    message = slack_message()
    with closing(Database(old / "library.db", SCHEMAS)) as database:
        stores = Stores.of(database)
        thread = await stores.threads.get(message)
        assert thread
        assert thread.asker == "U"
        assert await stores.threads.answer_ids(message) == ["a1b2"]
        channel = await stores.channels.get(message.place)
        assert channel.kind is ChannelKind.CHANNEL
        assert channel.articles
        assert channel.articles[0].startswith("ferry-strike-ends")


async def test_an_older_library_gets_the_tables_that_came_later(old: Path) -> None:
    with closing(Database(old / "library.db")) as database, database.writing() as connection:
        for name in (
            "keys",
            "feedback",
            "slack_answers",
            "slack_threads",
            "model_capabilities",
            "model_exams",
        ):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
        write_fact(connection, "version", "1")
    async with wired(Settings(old)) as parts:
        assert await parts.keys.new("laptop", Role.ASK)
        await parts.feedback.rate("a1b2", "anna", Rating.DOWN)
    assert as_read(tables_in_file(old / "library.db")) == as_read(CURRENT)


def slack_message() -> SlackMessage:
    message = parse_message(
        {
            "team_id": "T",
            "event": {"type": "app_mention", "channel": "C", "user": "U", "ts": "1.5", "text": "?"},
        }
    )
    assert message
    return message
