"""A PostgreSQL server of a test run's own: on loopback, in a temporary folder, gone at its end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest

MUST: Final = bool(os.environ.get("CI"))
"""In CI a missing server is a failure: nothing is skipped unseen."""


def _programs() -> Path | None:
    """The folder with the server's programs; Debian keeps them out of the path."""
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


PROGRAMS: Final = _programs()
MISSING: Final = "there is no PostgreSQL; on Debian `apt-get install postgresql` brings it"

NEEDED: Final = [
    pytest.mark.slow,
    *([pytest.mark.skip(reason=MISSING)] if PROGRAMS is None and not MUST else []),
]
"""The marks of a test that needs a server: without one it is skipped, and fails in CI."""

USER: Final = "tester"
PASSWORD: Final = "pass@word"  # noqa: S105 - one that a URL has to write otherwise
_QUOTED: Final = "pass%40word"

_QUICK: Final = ("fsync=off", "full_page_writes=off", "shared_buffers=32MB")
"""What a server that nobody needs tomorrow can do without."""


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A server, which runs but for when it is told not to; `folder` has all that it writes."""

    port: int
    folder: Path
    numbers: Iterator[int]
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        """Start it, and wait until it is there."""
        where = [
            f"port={self.port}",
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={self.folder}",
        ]
        settings = [part for each in (*where, *_QUICK) for part in ("-c", each)]
        command = [str(_found() / "postgres"), "-D", str(self.folder / "data"), *settings]
        self._running.append(
            subprocess.Popen(command, stdout=-3, stderr=-3, cwd=self.folder, **_unprivileged())
        )
        _wait_for(self)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it, without waiting for who is connected; by SIGQUIT as a crash would."""
        process = self._running.pop()
        process.send_signal(how)
        process.wait()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Meanwhile it does nothing, and refuses nothing: as a machine that hangs."""
        (server,) = self._running
        started = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        processes = [server.pid, *map(int, started)]
        _send(signal.SIGSTOP, processes)
        try:
            yield
        finally:
            _send(signal.SIGCONT, processes)

    def url(self, database: str, *, user: str = f"{USER}:{_QUOTED}") -> str:
        """The URL of a database."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def new_library(self) -> str:
        """The URL of an empty schema: that takes a fiftieth of what a database takes."""
        name = f"library_{next(self.numbers)}"
        self.run(f"CREATE SCHEMA {name}", database="libraries")
        return f"{self.url('libraries')}?options=-csearch_path%3D{name}"

    def run(self, statement: str, *, database: str = "postgres") -> None:
        """Run a statement as the server's owner."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())


def _send(what: signal.Signals, processes: Iterable[int]) -> None:
    for process in processes:
        with suppress(ProcessLookupError):  # one that served a connection may have ended since
            os.kill(process, what)


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """A server, which is there when it is asked for."""
    with tempfile.TemporaryDirectory(prefix="assistant-postgres-") as name:
        folder = Path(name)
        own = _unprivileged()
        if own:
            os.chown(folder, own["user"], own["group"])
        _initialize(_found(), folder, own)
        with socket.create_server(("127.0.0.1", 0)) as free:
            server = PostgresServer(int(free.getsockname()[1]), folder, count(1))
        server.start()
        try:
            # As most servers have it: in an order of a language, unlike that of characters.
            server.run(
                "CREATE DATABASE libraries TEMPLATE template0 ENCODING UTF8 "
                "LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"
            )
            yield server
        finally:
            server.stop()


def _found() -> Path:
    if PROGRAMS is None:
        pytest.fail(MISSING)
    return PROGRAMS


def _initialize(programs: Path, folder: Path, own: Mapping[str, Any]) -> None:
    password = folder / "password"
    password.write_text(PASSWORD)
    password.chmod(0o644)
    where = ["-D", str(folder / "data"), "-U", USER, "--pwfile", str(password)]
    options = ["-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync"]
    command = [str(programs / "initdb"), *where, *options]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, **own)


def _wait_for(server: PostgresServer) -> None:
    for _ in range(600):
        try:
            return server.run("SELECT 1")
        except psycopg.OperationalError:  # it is not there yet
            time.sleep(0.05)
    raise TimeoutError("the server does not start")


def _unprivileged() -> dict[str, Any]:
    """Whom to run it as: it refuses root."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise RuntimeError("there is nobody but root to run PostgreSQL as")
