"""Child processes that die: before a statement of theirs, or at a moment."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from typing import Any, Final

from sqlalchemy import Engine, event

from index.store.vectors.chroma import ChromaVectors

# Forked from one that has imported what is heavy, and has opened nothing.
PROCESSES: Final = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    ["chromadb", "openai", "api.slack.http_endpoint", "tests.faults.checks", "tests.faults.servers"]
)

_WRITES: Final = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "VACUUM", "PRAGMA WAL_")

Work = Callable[..., Awaitable[object]]


class Fuse:
    """Counts what the process does to its stores, and kills it before it does so the `last` time.

    A step is a statement of SQL that writes, a commit, or a call of Chroma's (before it, and after
    it). Between two of them nothing is written.
    """

    def __init__(self, last: int | None) -> None:
        self._last = last
        self.steps = 0

    def lay(self) -> None:
        """From now on, each step counts."""
        event.listen(Engine, "before_cursor_execute", self._statement)
        event.listen(Engine, "commit", self._step)
        for name in ("open", "reset", "upsert", "delete", "seal"):
            if hasattr(ChromaVectors, name):
                self._around(name)

    def _statement(self, _: object, __: object, statement: str, *___: object) -> None:
        if statement.lstrip().upper().startswith(_WRITES):
            self._step()

    def _step(self, *_: object) -> None:
        self.steps += 1
        if self.steps == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def _around(self, name: str) -> None:
        original: Callable[..., Awaitable[object]] = getattr(ChromaVectors, name)

        async def stepping(*args: Any, **kwargs: Any) -> object:  # noqa: ANN401 - the method's
            self._step()
            result = await original(*args, **kwargs)
            self._step()
            return result

        setattr(ChromaVectors, name, stepping)


class Child:
    """A process that does some work; `results` are what it tells, and how many steps it took."""

    def __init__(self, work: Work, *args: object, last: int | None = None) -> None:
        self.results, told = PROCESSES.Pipe(duplex=False)
        self._process = PROCESSES.Process(target=_run, args=(work, args, told, last))
        self._process.start()
        told.close()

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.is_alive()

    def kill(self) -> None:
        """As `kill -9` does."""
        self._process.kill()

    def ended(self, patience: float = 120.0) -> bool:
        """Wait for its end, and say whether that came by itself and well."""
        self._process.join(patience)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
            raise TimeoutError("a child hangs")
        code = self._process.exitcode
        if code not in (0, -signal.SIGKILL):
            raise ChildBroke(code)
        return code == 0

    def told(self) -> list[Any]:
        """What it has told until its end."""
        said = []
        while True:
            try:
                said.append(self.results.recv())
            except (EOFError, OSError):
                return said


class ChildBroke(Exception):
    """A child ended with an error, or crashed."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"a child ended with {code}")


def _run(work: Work, args: tuple[object, ...], told: Connection, last: int | None) -> None:
    logging.disable(logging.WARNING)  # what is told is wrong on purpose
    fuse = Fuse(last)
    fuse.lay()
    asyncio.run(_whole(work(*args, told.send)))
    told.send(fuse.steps)


async def _whole(work: Awaitable[object]) -> None:
    await work
