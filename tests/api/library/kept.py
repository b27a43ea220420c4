"""Libraries that earlier versions made, with something in each table, and what tables one has.

`python -m tests.api.library.kept` keeps one of this version: run it when `VERSION` was raised. It
takes the latest that is kept, brings it up to date and puts something into each new table.
"""

from __future__ import annotations

import gzip
import re
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    insert,
    select,
)

from api.wiring import SCHEMAS
from index.store.database import Database
from index.store.schema import VERSION, metadata
from tests.postgres import PROGRAMS, PostgresServer, running_server

FOLDER: Final = Path(__file__).with_name("versions")
TABLES: Final = tuple(table for each in (metadata, *SCHEMAS) for table in each.sorted_tables)
"""All tables of a library but those for full text, each after those that it refers to."""

_SCHEMA: Final = "library_kept"
"""What stands for PostgreSQL's schema in the kept files."""


def kept_versions(suffix: str) -> list[int]:
    """The versions of which there is a library in this form."""
    return sorted(int(each.name.split(".")[0]) for each in FOLDER.glob(f"*{suffix}"))


FILES: Final = kept_versions(".db.gz")
DUMPS: Final = kept_versions(".postgres.sql.gz")


def restore_file(version: int, path: Path) -> None:
    """Have the file that this version left."""
    path.write_bytes(gzip.decompress((FOLDER / f"{version}.db.gz").read_bytes()))


def restore_dump(version: int, server: PostgresServer) -> str:
    """Have what this version left in PostgreSQL, and return its URL."""
    dump = gzip.decompress((FOLDER / f"{version}.postgres.sql.gz").read_bytes()).decode()
    url = server.new_library()
    server.run(dump.replace(_SCHEMA, schema_in(url)), database="libraries")
    return url


def schema_in(url: str) -> str:
    """The schema of a library on the tests' server."""
    return url.rpartition("%3D")[2]


def tables_in_file(path: Path) -> str:
    """All that SQLite was told to make, by kind and name."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        return "\n".join(
            f"-- {kind} {name} on {table}\n{sql or 'automatic'};\n"
            for kind, name, table, sql in sorted(rows, key=lambda row: row[:2])
        )


def as_read(tables: str) -> str:
    """The same, whether a table was made so or has become so.

    What SQLite is told of a table later it writes behind all else, and names in quotes.
    """
    statements = tables.replace('"', "").replace("\t", "").split(";\n")
    return "\n".join(map(_as_read, statements))


_LIMITS: Final = ("PRIMARY KEY", "UNIQUE", "FOREIGN KEY", "CHECK", "CONSTRAINT")


def _as_read(statement: str) -> str:
    start, found, rest = statement.partition("(")
    if "CREATE TABLE" not in start or not found:
        return statement
    parts = re.split(r",\s*(?![^()]*\))", rest.rstrip()[:-1])
    columns_first = sorted(map(str.strip, parts), key=lambda part: part.startswith(_LIMITS))
    return "\n".join([start.strip(), *columns_first])


def tables_in_database(url: str, server: PostgresServer) -> str:
    """All that PostgreSQL was told to make, with its settings."""
    return _dump(url, server, "--schema-only")


def _dump(url: str, server: PostgresServer, *options: str) -> str:
    assert PROGRAMS
    schema = schema_in(url)
    quiet = ("--no-owner", "--no-privileges", "--inserts", f"--schema={schema}")
    command = [str(PROGRAMS / "pg_dump"), *quiet, *options, server.url("libraries")]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    text = re.sub(rf"\b{schema}\b", _SCHEMA, text).replace(f"CREATE SCHEMA {_SCHEMA};", "")
    # Its own words, and a token that is another each time.
    return re.sub(r"(?m)^(--.*|\\.*)?\n", "", text)


# A library of this version


def keep() -> None:
    """Keep a library of this version in both databases, and what tables its file has."""
    with running_server() as server, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        Database(path, SCHEMAS).close()
        (FOLDER / f"{VERSION}.sql").write_text(tables_in_file(path))
        restore_file(FILES[-1], path)
        _fill(path)
        (FOLDER / f"{VERSION}.db.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        url = restore_dump(DUMPS[-1], server)
        _fill(url)
        dump = gzip.compress(_dump(url, server).encode(), mtime=0)
        (FOLDER / f"{VERSION}.postgres.sql.gz").write_bytes(dump)


def _fill(where: Path | str) -> None:
    with closing(Database(where, SCHEMAS)) as database, database.writing() as connection:
        for table in TABLES:
            if connection.execute(select(table)).first() is None:
                row = {each.name: _value(each, connection) for each in table.columns}
                connection.execute(insert(table), row)


_VALUES: Final[tuple[tuple[type[Any], object], ...]] = (
    (Boolean, True),
    (DateTime, datetime(2026, 11, 29)),
    (Float, 1.0),
    (Integer, 1),
    (LargeBinary, b"kept"),
)


def _value(column: Column[Any], connection: Connection) -> object:
    for reference in column.foreign_keys:
        return connection.scalar(select(reference.column).limit(1))
    return next((value for kind, value in _VALUES if isinstance(column.type, kind)), "kept")


if __name__ == "__main__":
    keep()
