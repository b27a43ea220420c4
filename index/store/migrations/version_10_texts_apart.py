"""Version 10: nothing that can be read is where a deletion would leave some of it.

Texts get a table of their own, full text is searched by marks in place of words, and digests and
vectors take half the room. The old tables go; what is left of them in the file does when the
library is next closed, for it notes that something was deleted.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from alembic.operations import Operations
from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    Text,
    text,
)

from index.store.articles.article_rows import fill_full_text
from index.store.database import MARKS, note_deletion, write_fact
from index.store.full_text import create_full_text
from index.store.migrations.tables import has_table
from index.store.packing import SPAN_BYTES, packed

AT_ONCE: Final = 1_000
"""Rows that are held in memory."""


def upgrade(op: Operations) -> None:
    """Texts first, while they are there, and full text at last, which is made of them."""
    if has_table(op, "texts") or not has_table(op, "paragraphs"):
        return
    connection = op.get_bind()
    op.create_table(
        "texts",
        Column("row", Integer, primary_key=True, autoincrement=False),
        Column("text", Text, nullable=False),
    )
    op.execute('INSERT INTO texts SELECT "row", text FROM paragraphs ORDER BY "row"')
    if connection.dialect.name == "sqlite":
        _change_file(op, connection)
    else:
        _change_server(op, connection)
    write_fact(connection, MARKS, secrets.token_hex(16))
    create_full_text(connection)
    fill_full_text(connection)
    note_deletion(connection)


def _change_file(op: Operations, connection: Connection) -> None:
    """Fill both tables anew, as they are from now on."""
    driver: Any = connection.connection.driver_connection
    driver.create_function("unhexed", 1, bytes.fromhex)
    driver.create_function("packed", 2, _packed)
    for index in ("ix_paragraphs_article", "ix_paragraphs_digest"):
        op.drop_index(index)
    for table, values in (
        (_PARAGRAPHS, '"row", article, number, unhexed(digest)'),
        (
            _VECTORS,
            "unhexed(digest), embedder, chunks, spans, packed(vectors, spans), signs, ranges",
        ),
    ):
        op.rename_table(table.name, "earlier")
        table.create(connection)
        op.execute(f"INSERT INTO {table.name} SELECT {values} FROM earlier ORDER BY 1")  # noqa: S608 - named above
        op.drop_table("earlier")
    op.execute("DROP TABLE vocabulary")
    op.execute("DROP TABLE full_text")


def _change_server(op: Operations, connection: Connection) -> None:
    for rows in _in_parts(connection, "SELECT * FROM vectors", ("digest", "embedder")):
        changed = [
            {
                "digest": row.digest,
                "embedder": row.embedder,
                "vectors": _packed(row.vectors, row.spans),
            }
            for row in rows
        ]
        change = (
            "UPDATE vectors SET vectors = :vectors WHERE (digest, embedder) = (:digest, :embedder)"
        )
        connection.execute(text(change), changed)
    # To change a type is to write the table anew: nothing stays of the column that is dropped.
    op.drop_index("ix_paragraphs_digest")
    op.drop_column("paragraphs", "text")
    for table in ("paragraphs", "vectors"):
        op.execute(f"ALTER TABLE {table} ALTER digest TYPE BYTEA USING decode(digest, 'hex')")
    op.create_index("ix_paragraphs_digest", "paragraphs", ["digest"])
    op.drop_table("full_text")


def _packed(halves: bytes, spans: bytes) -> bytes:
    count = len(spans) // SPAN_BYTES
    return packed(np.frombuffer(halves, "<f2").reshape(count, -1).astype(np.float32))


def _in_parts(
    connection: Connection, query: str, order: Sequence[str]
) -> Iterator[Sequence[Row[Any]]]:
    """The query's rows in this order, so many at a time: `order` are its first columns."""
    columns = ", ".join(order)
    names = [f"after{at}" for at in range(len(order))]
    beyond = f"WHERE ({columns}) > ({', '.join(':' + name for name in names)})"
    ordered = f"ORDER BY {columns} LIMIT {AT_ONCE}"
    rows = connection.execute(text(f"{query} {ordered}")).all()
    while rows:
        yield rows
        after = dict(zip(names, rows[-1], strict=False))
        rows = connection.execute(text(f"{query} {beyond} {ordered}"), after).all()


# The tables as this version has them.

_METADATA: Final = MetaData()
Table("articles", _METADATA, Column("key", Integer, primary_key=True))
_PARAGRAPHS: Final = Table(
    "paragraphs",
    _METADATA,
    Column("row", Integer, primary_key=True),
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False, index=True),
    sqlite_autoincrement=True,
)
_VECTORS: Final = Table(
    "vectors",
    _METADATA,
    Column("digest", LargeBinary, primary_key=True),
    Column("embedder", String, primary_key=True),
    Column("chunks", Integer, nullable=False),
    Column("spans", LargeBinary, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
    Column("signs", LargeBinary, nullable=False),
    Column("ranges", LargeBinary, nullable=False),
)
