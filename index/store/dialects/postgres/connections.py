"""A library's database on a server: how it is opened, and who waits for whom.

Writers come one after the other by a lock that each transaction takes first, as in SQLite's file:
what they have read, nobody changes before they commit. Under READ COMMITTED, for a snapshot that
was taken before the lock was given would lack what the writer before has committed. Readers wait
for nobody: each transaction of theirs sees one moment (REPEATABLE READ).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from psycopg import Connection as PsycopgConnection
from psycopg import Cursor as PsycopgCursor
from psycopg import OperationalError
from psycopg.abc import PQGen
from psycopg.pq import Format, TransactionStatus
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry

from index.store.dialects.postgres.characters import encoding, keep_every_character
from index.store.dialects.protocol import KEPT_CONNECTIONS, MORE_CONNECTIONS
from index.store.errors import DatabaseUnsuitable

T = TypeVar("T")

BUSY_TIMEOUT: Final = 60_000
"""Milliseconds to wait for another process."""

READ_TIMEOUT = 15.0
"""Seconds for a statement that reads: a machine that hangs, or is cut off, refuses nothing."""

CONNECT_TIMEOUT: Final = 5
"""Seconds to wait for the server, where the URL says nothing else."""


def shown(where: Path | str) -> str:
    """The URL without its password, and without its parameters, for one may be a password."""
    url = make_url(str(where))
    seen = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return seen.render_as_string()


def engine(where: Path | str) -> Engine:
    """The database at this URL."""
    url = make_url(str(where)).set(drivername="postgresql+psycopg")
    usual = {
        "client_encoding": "utf8",
        "cursor_factory": _Cursor,
        "connect_timeout": CONNECT_TIMEOUT,
        "fallback_application_name": "article-assistant",
    }
    engine = create_engine(
        url,
        connect_args={name: value for name, value in usual.items() if name not in url.query},
        pool_size=KEPT_CONNECTIONS,
        max_overflow=MORE_CONNECTIONS,
        pool_pre_ping=True,  # a server that was restarted is no reason to fail
        hide_parameters=True,  # they have the texts of articles
    )

    def configure(connection: PsycopgConnection[Any], _: ConnectionPoolEntry) -> None:
        kept_in = encoding(connection)
        if kept_in != "UTF8":
            connection.close()
            raise DatabaseUnsuitable(shown(where), kept_in)
        keep_every_character(connection)

    event.listen(engine, "do_connect", _connected)
    event.listen(engine, "connect", configure)
    event.listen(engine, "checkin", _be_impatient)
    event.listen(engine, "checkout", _as_the_server_has_it)
    event.listen(engine, "begin", _begin)
    return engine


def _connected(*given: Any) -> _Connection:  # noqa: ANN401 - SQLAlchemy's
    _, _, arguments, named = given
    return _Connection.connect(*arguments, **named)


def _be_impatient(connection: _Connection | None, _: ConnectionPoolEntry) -> None:
    """Before it is used again, it is asked whether it is still there."""
    if connection is not None:
        connection.patience = READ_TIMEOUT


def _as_the_server_has_it(connection: PsycopgConnection[Any], *_: object) -> None:
    """Whether it may write: once it has been read from, SQLAlchemy would say that it may."""
    connection.read_only = None


class _Connection(PsycopgConnection[Any]):
    """A connection that is given up when a statement takes longer than its patience, in seconds."""

    patience: float | None = None

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """What comes of a statement."""
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except OperationalError as error:
            if self.pgconn.transaction_status != TransactionStatus.ACTIVE:
                raise  # the server has answered, with an error
            self.pgconn.finish()
            raise OperationalError(f"no answer within {self.patience:g} s") from error


class _Cursor(PsycopgCursor[Any]):
    """Results in PostgreSQL's own format: vectors as they are, and not in hex."""

    def __init__(self, connection: PsycopgConnection[Any], **others: Any) -> None:  # noqa: ANN401 - psycopg's
        super().__init__(connection, **others)
        self.format = Format.BINARY


def for_reading(engine: Engine) -> Engine:
    """An engine of the same database, each of whose transactions sees one moment."""
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return engine.execution_options(**options, patience=READ_TIMEOUT)


def for_writing(engine: Engine) -> Engine:
    """An engine of the same database, whose transactions take the writers' lock when they begin."""
    return engine.execution_options(isolation_level="READ COMMITTED", lock="rows")


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Hold a lock of its own, in a transaction that does nothing else: it is let go with that."""
    with engine.execution_options(isolation_level="READ COMMITTED", lock="vectors").begin():
        yield


# Of the schema: a database may have several libraries, each in one of its own.
_LOCK: Final = """
    SELECT set_config('lock_timeout', %s, true),
        pg_advisory_xact_lock(hashtext('article-assistant ' || %s), hashtext(current_schema()))
"""


def _begin(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.patience = connection.get_execution_options().get("patience")
    if lock := connection.get_execution_options().get("lock"):
        connection.exec_driver_sql(_LOCK, (str(BUSY_TIMEOUT), lock))
