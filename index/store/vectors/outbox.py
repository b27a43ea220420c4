"""The outbox: what has changed in the library and is not in the vector store yet.

A change is written in the transaction that makes it, and struck out when the vector store has it:
a crash at any moment leaves nothing to guess.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Collection
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, select

from index.concurrency import in_thread
from index.store.database import (
    Database,
    insert_row,
    note_number,
    read_fact,
    read_facts,
    write_fact,
)
from index.store.schema import outbox


@dataclass(frozen=True, slots=True)
class OpenChange:
    """An article (by key) that has changed, and the ids of the chunks which that left stale."""

    number: int
    article: int
    stale: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VectorState:
    """How the vector store was left.

    `store` is the identity of the one that was written to, empty where that is not known;
    `generation` is another after each write; `is_half_written`: a write began and did not end.
    `mark` is what the store was sealed with at the end of the last write; empty where it was not.
    """

    store: str
    generation: str
    is_half_written: bool
    mark: str = ""

    @property
    def marks(self) -> set[str]:
        """What the store may be sealed with."""
        # A write that did not end may yet have sealed it, with the generation that it began.
        return {self.mark, self.generation} if self.is_half_written else {self.mark}


VECTOR_FACTS: Final = frozenset({"vector_store", "generation", "writing", "vector_mark"})
"""The facts that say how the vector store was left."""

_FOREIGN: Final = "that of another library"


class Outbox:
    """The library's outbox. Its methods raise StorageError when the library cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @in_thread
    def library_id(self) -> str:
        """The library's id, which tells its vectors from another's in a shared vector store."""
        with self._database.reading() as connection:
            return read_fact(connection, "library") or ""

    @in_thread
    def open_changes(self) -> list[OpenChange]:
        """The changes that the vector store does not have yet."""
        with self._database.reading() as connection:
            return [
                OpenChange(row.note, row.article, tuple(json.loads(row.stale)))
                for row in connection.execute(select(outbox))
            ]

    @in_thread
    def mark_synced(self, changes: Collection[OpenChange]) -> None:
        """Strike these changes out of the outbox."""
        # Numbers only grow: what was noted since has a higher one, and stays.
        last = max((change.number for change in changes), default=0)
        with self._database.writing() as connection:
            connection.execute(delete(outbox).where(outbox.c.note <= last))

    @in_thread
    def state(self) -> VectorState:
        """How the vector store was left."""
        with self._database.reading() as connection:
            facts = read_facts(connection, *VECTOR_FACTS)
        return VectorState(
            store=facts.get("vector_store", ""),
            generation=facts.get("generation", ""),
            is_half_written=facts.get("writing") == "yes",
            mark=facts.get("vector_mark", ""),
        )

    @in_thread
    def begin_write(self) -> str:
        """Note that the vector store is being written to, and return the new generation."""
        return self._note(writing="yes")

    @in_thread
    def end_write(self, store: str, mark: str) -> str:
        """Note that the write to this store has ended, sealed; return the new generation."""
        return self._note(writing="no", vector_store=store, vector_mark=mark)

    def _note(self, **facts: str) -> str:
        generation = secrets.token_hex(8)
        with self._database.writing() as connection:
            for name, value in (("generation", generation), *facts.items()):
                write_fact(connection, name, value)
        return generation

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Held by one process at a time, on whatever machine it runs."""
        with ExitStack() as held:
            await asyncio.to_thread(held.enter_context, self._database.alone())
            try:
                yield
            finally:
                await asyncio.to_thread(held.pop_all().close)


def note_foreign_vectors(connection: Connection) -> None:
    """Note that no vector store has what this library has, in the transaction that made it so.

    Whichever is opened next is filled anew.
    """
    write_fact(connection, "vector_store", _FOREIGN)
    write_fact(connection, "vector_mark", "")
    write_fact(connection, "generation", secrets.token_hex(8))


def note_change(connection: Connection, key: int, stale: list[str]) -> None:
    """Note that the article with this key has changed, in the transaction that changes it."""
    number = insert_row(connection, outbox, {"article": key, "stale": json.dumps(stale)})
    note_number(connection, number)
