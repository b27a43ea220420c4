"""Paragraphs' vectors in the library's database: for ranking, and for the vector store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    delete,
    func,
    or_,
    select,
)

from index.concurrency import in_thread
from index.embedding.compatibility import check_dimensions
from index.embedding.embedder import Vectors
from index.embedding.encoder import SIGN_BYTES, Encoded
from index.language.terms import terms
from index.store.access import among
from index.store.articles import article_rows
from index.store.cache import RevisionCache
from index.store.database import (
    Database,
    Revision,
    note_vectors,
    revision,
    upsert,
    write_fact,
)
from index.store.packing import SCALE_BYTES, SPAN_BYTES, packed, unpacked
from index.store.records import AllBut, Candidate, ChunkVectors, Keys, chunk_id
from index.store.schema import articles, paragraphs, texts, vectors
from index.types import Paragraph

CACHE_BYTES: Final = 64 * 2**20
"""Memory for paragraphs that were searched before: some 4,500 of news."""

CACHED_ROWS: Final = 100_000
"""Rows of scopes that were searched before."""

_TEXT_FACTOR: Final = 20
_OVERHEAD: Final = 2_000


class SqlEmbeddingStore:
    """Paragraphs' vectors in the library's database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._candidates = RevisionCache[int, Candidate](CACHE_BYTES, _bytes)
        self._rows = RevisionCache[frozenset[int] | AllBut | None, list[int]](
            CACHED_ROWS, lambda rows: len(rows) + 1
        )

    @in_thread
    def embedder(self) -> str | None:
        """The embedder that the index was made with; None while it is empty."""
        with self._database.reading() as connection:
            return article_rows.embedder(connection)

    @in_thread
    def adopt(self, embedder: str) -> bool:
        """Make this embedder's vectors the index, and drop those of others.

        False, and nothing is done, while some paragraph has none of them.
        """
        # In one transaction with the change: an ingest of another process may add paragraphs.
        lacking = (
            select(paragraphs.c.row)
            .outerjoin(vectors, _belong(embedder))
            .where(vectors.c.digest.is_(None))
        )
        with self._database.writing() as connection:
            if connection.scalar(lacking.limit(1)) is not None:
                return False
            write_fact(connection, "embedder", embedder)
            connection.execute(delete(vectors).where(vectors.c.embedder != embedder))
            note_vectors(connection)
            return True

    @in_thread
    def prune(self, embedder: str, *, dimensions: int) -> None:
        """Drop this embedder's vectors of other dimensions, and those that nothing refers to."""
        of_others = func.length(vectors.c.vectors) * SPAN_BYTES != (
            func.length(vectors.c.spans) * (dimensions + SCALE_BYTES)
        )
        unused = vectors.c.digest.not_in(select(paragraphs.c.digest))
        with self._database.writing() as connection:
            connection.execute(
                delete(vectors).where(vectors.c.embedder == embedder, or_(of_others, unused))
            )
            note_vectors(connection)

    @in_thread
    def missing(self, digests: Collection[str], embedder: str) -> set[str]:
        """The digests among these that have no vectors yet."""
        present = select(vectors.c.digest).where(
            vectors.c.embedder == embedder, vectors.c.digest.in_(digests)
        )
        with self._database.reading() as connection:
            return set(digests).difference(connection.scalars(present))

    @in_thread
    def save(self, embedder: str, by_digest: Mapping[str, Encoded]) -> None:
        """Keep paragraphs as encoded, vectors in 8 bits a dimension.

        EmbedderMismatch when the vectors have other dimensions than those kept before.
        """
        # Little-endian by name, so that the file may move to any machine.
        rows = [
            {
                "digest": digest,
                "embedder": embedder,
                "chunks": paragraph.chunks,
                "spans": paragraph.spans.astype("<i4").tobytes(),
                "vectors": packed(paragraph.vectors),
                "signs": paragraph.signs.tobytes(),
                "ranges": paragraph.ranges.astype("<i4").tobytes(),
            }
            for digest, paragraph in by_digest.items()
        ]
        spans = func.nullif(func.length(vectors.c.spans), 0)
        size = func.length(vectors.c.vectors) * SPAN_BYTES // spans - SCALE_BYTES
        stored_size = select(size).where(vectors.c.embedder == embedder, size.is_not(None)).limit(1)
        with self._database.writing() as connection:
            dimensions = connection.scalar(stored_size)
            for paragraph in by_digest.values():
                if dimensions and paragraph.chunks:  # one without text has no vector to compare
                    check_dimensions(embedder, dimensions, paragraph.vectors.shape[1])
            upsert(connection, vectors, rows)
            note_vectors(connection)

    @in_thread
    def candidates(self, keys: Keys, embedder: str) -> list[Candidate]:
        """All paragraphs of these articles (by key), or of all articles, in order."""
        which = keys if isinstance(keys, AllBut | None) else frozenset(keys)
        with self._database.reading() as connection:
            now = _revision(connection, embedder)
            rows = self._rows.known(now, [which]).get(which)
            if rows is None:
                rows = _rows(connection, keys, embedder)
                self._rows.keep(now, {which: rows})
            return self._read(connection, now, rows, embedder)

    @in_thread
    def candidates_at(self, rows: Collection[int], embedder: str) -> list[Candidate]:
        """These paragraphs (by row), in order."""
        with self._database.reading() as connection:
            now = _revision(connection, embedder)
            return self._read(connection, now, sorted(rows), embedder)

    def _read(
        self, connection: Connection, now: Revision, rows: Sequence[int], embedder: str
    ) -> list[Candidate]:
        """These paragraphs, as far as they have vectors; those that are cached are not read."""
        found = self._candidates.known(now, rows)
        missing = [row for row in rows if row not in found]
        if missing:
            read = {each.row: each for each in _candidates(connection, missing, embedder)}
            self._candidates.keep(now, read)
            found |= read
        return [found[row] for row in rows if row in found]

    @in_thread
    def rows_of(self, rows: Collection[int], keys: Keys) -> set[int]:
        """Those of these paragraphs that are of these articles."""
        theirs = among(paragraphs.c.article, keys)
        query = select(paragraphs.c.row).where(paragraphs.c.row.in_(rows), theirs)
        with self._database.reading() as connection:
            return set(connection.scalars(query))

    @in_thread
    def article_keys(self) -> list[int]:
        """The keys of all articles."""
        with self._database.reading() as connection:
            return list(connection.scalars(select(articles.c.key)))

    @in_thread
    def count_chunks(self, embedder: str) -> int:
        """How many chunks all articles have."""
        total = (
            select(func.coalesce(func.sum(vectors.c.chunks), 0))
            .select_from(paragraphs)
            .join(vectors, _belong(embedder))
        )
        with self._database.reading() as connection:
            return connection.scalar(total) or 0

    @in_thread
    def chunks(self, keys: Collection[int], embedder: str) -> ChunkVectors:
        """The chunks of these articles (by key)."""
        query = (
            select(paragraphs.c.row, paragraphs.c.article, vectors)
            .join(vectors, _belong(embedder))
            .where(paragraphs.c.article.in_(keys), vectors.c.chunks > 0)
        )
        chunks = ChunkVectors([], [], np.empty((0, 0), np.float32))
        parts = []
        with self._database.reading() as connection:
            for row in connection.execute(query):
                chunks.ids.extend(chunk_id(row.row, at) for at in range(row.chunks))
                chunks.articles.extend([row.article] * row.chunks)
                parts.append(_vectors(row)[: row.chunks])
        return ChunkVectors(chunks.ids, chunks.articles, np.concatenate(parts or [chunks.vectors]))


def _revision(connection: Connection, embedder: str) -> Revision:
    """The revision as one embedder sees it: each has vectors of its own."""
    return (*revision(connection), ("asked by", embedder))


def _belong(embedder: str) -> ColumnElement[bool]:
    return and_(vectors.c.digest == paragraphs.c.digest, vectors.c.embedder == embedder)


def _spans(row: Row[*tuple[Any, ...]]) -> NDArray[np.int32]:
    return np.frombuffer(row.spans, "<i4").reshape(-1, 2)


def _vectors(row: Row[*tuple[Any, ...]]) -> Vectors:
    return unpacked(row.vectors, len(_spans(row)))


def _rows(connection: Connection, keys: Keys, embedder: str) -> list[int]:
    """The rows of the paragraphs of these articles, or of all, that have vectors, in order."""
    query = (
        select(paragraphs.c.row)
        .join(vectors, _belong(embedder))
        .where(among(paragraphs.c.article, keys), vectors.c.chunks > 0)
        .order_by(paragraphs.c.row)
    )
    return list(connection.scalars(query))


def _bytes(candidate: Candidate) -> int:
    """About what a candidate takes in memory; its terms and sentences as many times its text."""
    encoded = candidate.encoded
    text = len(candidate.paragraph.text)
    return encoded.vectors.nbytes + encoded.signs.nbytes + _TEXT_FACTOR * text + _OVERHEAD


def _candidates(connection: Connection, rows: Collection[int], embedder: str) -> list[Candidate]:
    query = (
        select(
            paragraphs.c.row,
            paragraphs.c.number,
            texts.c.text,
            articles.c.id,
            articles.c.language,
            vectors,
        )
        .join(articles, articles.c.key == paragraphs.c.article)
        .join(texts, texts.c.row == paragraphs.c.row)
        .join(vectors, _belong(embedder))
        .where(paragraphs.c.row.in_(rows), vectors.c.chunks > 0)
        .order_by(paragraphs.c.row)
    )
    return [
        Candidate(
            row=row.row,
            article_id=row.id,
            language=row.language,
            paragraph=Paragraph(row.number, row.text),
            terms=tuple(terms(row.text, row.language)),
            encoded=Encoded(
                chunks=row.chunks,
                spans=_spans(row),
                vectors=_vectors(row),
                signs=np.frombuffer(row.signs, np.uint8).reshape(-1, SIGN_BYTES),
                ranges=np.frombuffer(row.ranges, "<i4").reshape(-1, 2),
            ),
        )
        for row in connection.execute(query)
    ]
