"""A library older than what lies beside it, or newer than the program.

A power cut leaves a log cut short, a person puts an older copy back, tomorrow has another schema.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import sqlite3
import time
from contextlib import closing
from typing import Final

import psycopg

from api.wiring import wired
from index.errors import NewerVersion
from index.store.schema import VERSION
from tests.faults.checks import Finding, Wrong
from tests.faults.grounds import Ground, Grounds
from tests.faults.killing import Child
from tests.faults.kills import Bounds, Row, acts_told, examined
from tests.faults.made_articles import State, word
from tests.faults.operations import BEGINNING, Act, after, commands, mixture
from tests.faults.servers import ask, client_of, served
from tests.index.fakes import FakeMiniLM

LIBRARY: Final = "library.db"
LOG: Final = f"{LIBRARY}-wal"


def cut_log(grounds: Grounds, bounds: Bounds) -> Row:
    """Cut SQLite's log anywhere: what was committed before is there, and Chroma in step with it."""
    chance = random.Random(bounds.seed)
    row = Row("a log cut short", "SQLite")
    while row.kills < (bounds.kills or 20) and not bounds.is_over:
        ground = grounds.new(BEGINNING)
        child = Child(mixture, ground, BEGINNING, chance.randrange(2**32))
        child.results.recv()
        time.sleep(chance.uniform(0.3, 1.5))
        child.kill()
        told = acts_told(child.told())
        child.ended()
        log = ground.folder / LOG
        size = log.stat().st_size if log.exists() else 0
        left = chance.randrange(size + 1)
        if size:
            with log.open("r+b") as file:
                file.truncate(left)
        (ground.folder / f"{LIBRARY}-shm").unlink(missing_ok=True)  # was in memory alone
        states = _states([act for kind, act in told if kind == "began"])
        ever = {each for state in states for each in state.items()}
        row.note(examined(ground, states, ever).findings, f"{left} bytes left of {size}")
        row.kills += 1
        grounds.drop(ground)
    return row


def _states(acts: list[Act]) -> list[State]:
    states: list[State] = [dict(BEGINNING)]
    for act in acts:
        states.append(dict(after(states[-1], act)))
    return states


CHANGES: Final[dict[str, list[Act]]] = {
    "as many chunks": [("put", 2, 3)],
    "more": [("put", 7, 1)],
    "fewer": [("remove", 3, 0)],
}


def older_copy(grounds: Grounds) -> Row:
    """Put a copy of the library's file back: Chroma, which went on, follows it."""
    row = Row("an older copy put back", "SQLite")
    for what, acts in CHANGES.items():
        ground = grounds.new(BEGINNING)
        copy = ground.folder.with_suffix(".copy")
        shutil.copy(ground.folder / LIBRARY, copy)
        assert Child(commands, ground, acts).ended()
        for each in ground.folder.glob(f"{LIBRARY}*"):
            each.unlink()
        shutil.copy(copy, ground.folder / LIBRARY)
        row.note(examined(ground, [BEGINNING], [*BEGINNING.items()]).findings, what)
        row.kills += 1
        grounds.drop(ground)
    return row


async def newer_version(grounds: Grounds) -> Row:
    """A newer program has the library: an older one refuses it untouched, or serves on."""
    ground = await asyncio.to_thread(grounds.new, BEGINNING)
    row = Row("a newer schema", ground.name)
    async with served(ground) as (_, url), client_of(url) as client:
        await client.get("/health/live")  # it has opened the library
        await _note_version(ground, VERSION + 1)
        before = _content(ground)
        row.note(await _refused(ground), "opened")
        if before != _content(ground):
            row.note([Finding(Wrong.TORN, "it was changed all the same")], "opened")
        said = word(2, 1, 3)
        reply = await ask(client, said)
        if reply.status_code != 200 or said not in str(reply.json()["claims"]):
            row.note([Finding(Wrong.REFUSED, f"{reply.status_code} {reply.text}")], "still served")
        row.kills += 1
        await _note_version(ground, VERSION)
    row.note(examined(ground, [BEGINNING], [*BEGINNING.items()]).findings, "afterwards")
    return row


async def _note_version(ground: Ground, version: int) -> None:
    if ground.database_url is None:
        with closing(sqlite3.connect(ground.folder / LIBRARY)) as database, database:
            database.execute("UPDATE facts SET value = ? WHERE name = 'version'", (version,))
        return
    with psycopg.connect(ground.database_url) as connection:
        changed = "UPDATE facts SET value = %s WHERE name = 'version'"
        connection.execute(changed, (str(version),))


async def _refused(ground: Ground) -> list[Finding]:
    try:
        async with wired(ground.settings, minilm=FakeMiniLM()):
            pass
    except NewerVersion:
        return []
    return [Finding(Wrong.TORN, "it is not refused")]


def _content(ground: Ground) -> bytes:
    """What is in the database, whatever else it has in its files."""
    if ground.database_url is None:
        with closing(sqlite3.connect(ground.folder / LIBRARY)) as database:
            return "\n".join(database.iterdump()).encode()
    with psycopg.connect(ground.database_url) as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchall()
        rows = [
            connection.execute(b"TABLE " + name.encode()).fetchall() for (name,) in sorted(tables)
        ]
    return repr(rows).encode()
