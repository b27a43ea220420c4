"""Where a library lies while it is broken: SQLite or PostgreSQL, Chroma here or served."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

import psycopg

from api.settings import EXTRACTIVE, Settings
from api.wiring import wired
from tests.faults.made_articles import State, made_article
from tests.index.fakes import FakeMiniLM
from tests.postgres import PostgresServer

_UNPACKED: Final = (("documents", "content"), ("texts", "text"), ("slack_messages", "event"))
"""Texts that PostgreSQL would keep packed: then nobody could look for words in its files."""


@dataclass(frozen=True)
class Ground:
    """A library: its folder, and its database where that is on a server. Children are given it.

    `tables` is where the database's files lie.
    """

    folder: Path
    database_url: str | None = None
    tables: Path | None = None
    chroma_url: str | None = None

    @property
    def settings(self) -> Settings:
        """As a user would have them, without a model."""
        return Settings(
            self.folder,
            model=EXTRACTIVE,
            database_url=self.database_url,
            chroma_url=self.chroma_url,
            rate_limit=None,
        )

    @property
    def name(self) -> str:
        """What it stands on."""
        database = "PostgreSQL" if self.database_url else "SQLite"
        return f"{database}, chroma run" if self.chroma_url else database

    @property
    def folders(self) -> list[Path]:
        """Where the library's files are."""
        if self.tables is None:
            return [self.folder]
        self._settle()
        return [self.folder, self.tables]

    def _settle(self) -> None:
        """Have PostgreSQL write its tables' files."""
        assert self.database_url
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")


class Grounds:
    """Libraries in a folder, over SQLite or a server's databases."""

    def __init__(self, folder: Path, server: PostgresServer | None = None) -> None:
        self._folder = folder
        self._server = server
        self._made = 0

    def new(self, state: State, chroma_url: str | None = None) -> Ground:
        """A library with these articles."""
        self._made += 1
        folder = self._folder / f"library{self._made}"
        folder.mkdir()
        ground = self._placed(Ground(folder, chroma_url=chroma_url), "template0")
        asyncio.run(_filled(ground, state))
        return ground

    def copy(self, ground: Ground) -> Ground:
        """Another one that is the same, to be broken; nobody has either open."""
        self._made += 1
        folder = self._folder / f"library{self._made}"
        shutil.copytree(ground.folder, folder)
        return self._placed(replace(ground, folder=folder), ground.folder.name)

    def drop(self, ground: Ground) -> None:
        """Forget it."""
        shutil.rmtree(ground.folder)
        if self._server:
            self._server.run(f"DROP DATABASE {ground.folder.name} WITH (FORCE)")

    def _placed(self, ground: Ground, template: str) -> Ground:
        if self._server is None:
            return ground
        name = ground.folder.name
        how = "ENCODING UTF8" if template == "template0" else "STRATEGY file_copy"
        self._server.run(f"CREATE DATABASE {name} TEMPLATE {template} {how}")
        url = self._server.url(name)
        with psycopg.connect(url) as connection:
            [oid] = connection.execute(
                "SELECT oid FROM pg_database WHERE datname = current_database()"
            ).fetchone() or [0]
        tables = self._server.folder / "data" / "base" / str(oid)
        return replace(ground, database_url=url, tables=tables)


async def _filled(ground: Ground, state: State) -> None:
    async with wired(ground.settings, minilm=FakeMiniLM()) as parts:
        if ground.database_url:
            with parts.database.writing() as connection:
                for table, column in _UNPACKED:
                    connection.exec_driver_sql(
                        f"ALTER TABLE {table} ALTER {column} SET STORAGE EXTERNAL"
                    )
        for number, version in state.items():
            await parts.ingest.add(made_article(number, version))


@contextmanager
def served_chroma(folder: Path, port: int | None = None) -> Iterator[str]:
    """`chroma run` on loopback, by its URL."""
    if port is None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = int(free.getsockname()[1])
    program = str(Path(sys.executable).with_name("chroma"))
    where = ["--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen([program, "run", *where], stdout=-3, stderr=-3) as process:
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{url}/api/v2/heartbeat")
            yield url
        finally:
            process.kill()


def _wait_for(url: str) -> None:
    for _ in range(600):
        try:
            urlopen(url, timeout=5).close()  # noqa: S310 - loopback
            return
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise TimeoutError(f"nobody answers at {url}")
