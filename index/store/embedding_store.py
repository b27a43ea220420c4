"""Paragraphs' vectors in the library: kept by content, handed to search and to Chroma."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import accumulate
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
    true,
)

from index.concurrency import in_thread
from index.embedding.embedders import Vectors
from index.embedding.encoder import SIGN_BYTES, Encoded
from index.errors import EmbedderMismatch
from index.store import sqlite
from index.store.database import Database, read_fact, upsert, write_fact
from index.store.schema import articles, full_text, outbox, paragraphs, vectors
from index.types import Paragraph, Place, Sentence

SCORED: Final = 10_000
"""Paragraphs that a full-text query may score."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph with what ranking takes; `terms` are its BM25 terms."""

    row: int
    article_id: str
    language: str | None
    paragraph: Paragraph
    terms: tuple[str, ...]
    encoded: Encoded

    @property
    def place(self) -> Place:
        """Which paragraph it is."""
        return Place(self.article_id, self.paragraph.number)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in the order of their vectors."""
        spans = self.encoded.spans[self.encoded.chunks :].tolist()
        return tuple(Sentence(self.paragraph.text[start:end], start, end) for start, end in spans)


@dataclass(frozen=True, slots=True)
class Pending:
    """A note for Chroma: this article (by key) changed, and these chunk ids are to be forgotten."""

    note: int
    article: int
    stale: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChromaState:
    """`generation` is another after each write; `writing`: a write has begun and not ended."""

    generation: str
    writing: bool


@dataclass(frozen=True, slots=True)
class Chunks:
    """Chunks for Chroma: ids, their articles' keys, and vectors of shape (n, dimensions)."""

    ids: list[str]
    articles: list[int]
    vectors: Vectors


class Embeddings:
    """The vectors of all paragraphs, by the digest of what was embedded."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @in_thread
    def embedder(self) -> str | None:
        """The embedder that the index was made with; None while it is empty."""
        with self._database.reading() as connection:
            empty = connection.scalar(select(articles.c.key).limit(1)) is None
            return None if empty else read_fact(connection, "embedder")

    @in_thread
    def adopt(self, embedder: str) -> bool:
        """From now on this embedder's vectors are the index; those of others are dropped.

        False, and nothing is done, while some paragraph has none of them.
        """
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
            return True

    @in_thread
    def drop(self, embedder: str, *, unless_dimensions: int) -> None:
        """Drop this embedder's vectors of other dimensions, and those that nothing refers to."""
        of_others = func.length(vectors.c.vectors) * 4 != (  # halves, and pairs of 4-byte offsets
            func.length(vectors.c.spans) * unless_dimensions
        )
        unused = vectors.c.digest.not_in(select(paragraphs.c.digest))
        with self._database.writing() as connection:
            connection.execute(
                delete(vectors).where(vectors.c.embedder == embedder, or_(of_others, unused))
            )

    @in_thread
    def missing(self, digests: Collection[str], embedder: str) -> set[str]:
        """Those digests that have no vectors yet."""
        known = select(vectors.c.digest).where(
            vectors.c.embedder == embedder, vectors.c.digest.in_(digests)
        )
        with self._database.reading() as connection:
            return set(digests).difference(connection.scalars(known))

    @in_thread
    def save(self, embedder: str, by_digest: Mapping[str, Encoded]) -> None:
        """Keep paragraphs as encoded, vectors in half precision.

        EmbedderMismatch when the vectors have other dimensions than those kept before.
        """
        rows = [
            {
                "digest": digest,
                "embedder": embedder,
                "chunks": paragraph.chunks,
                "spans": paragraph.spans.astype("<i4").tobytes(),
                "vectors": paragraph.vectors.astype("<f2").tobytes(),
                "signs": paragraph.signs.tobytes(),
                "ranges": paragraph.ranges.astype("<i4").tobytes(),
            }
            for digest, paragraph in by_digest.items()
        ]
        size = func.length(vectors.c.vectors) * 4 // func.length(vectors.c.spans)  # see `drop`
        known = select(size).where(vectors.c.embedder == embedder, size.is_not(None)).limit(1)
        with self._database.writing() as connection:
            dimensions = connection.scalar(known)
            for paragraph in by_digest.values():
                if dimensions and paragraph.chunks:
                    check_dimensions(embedder, dimensions, paragraph.vectors.shape[1])
            upsert(connection, vectors, rows)

    # For search

    @in_thread
    def of_articles(self, keys: Collection[int] | None, embedder: str) -> list[Candidate]:
        """All paragraphs of these articles (by key), or of all articles, in order."""
        where = true() if keys is None else paragraphs.c.article.in_(keys)
        with self._database.reading() as connection:
            return _candidates(connection, where, embedder)

    @in_thread
    def at_rows(self, rows: Collection[int], embedder: str) -> list[Candidate]:
        """These paragraphs (by row), in order."""
        with self._database.reading() as connection:
            return _candidates(connection, paragraphs.c.row.in_(rows), embedder)

    @in_thread
    def rows(self, places: Collection[Place], keys: Collection[int] | None = None) -> list[int]:
        """The paragraphs (by row) at these places that are there, of these articles (by key)."""
        found: list[int] = []
        if not places:
            return found
        with self._database.reading() as connection:
            for place in places:
                at = (
                    select(paragraphs.c.row, paragraphs.c.article)
                    .join(articles, articles.c.key == paragraphs.c.article)
                    .where(articles.c.id == place.article_id)
                    .where(paragraphs.c.number == place.paragraph)
                )
                row = connection.execute(at).first()
                if row is not None and (keys is None or row.article in keys):
                    found.append(int(row.row))
        return found

    @in_thread
    def lexical(
        self, terms: Collection[str], limit: int, keys: Collection[int] | None = None
    ) -> list[int]:
        """The best paragraphs (by row) by BM25 over titles and texts.

        `keys` limits them to these articles. In a large library only the rarer terms are
        looked up: scoring all the paragraphs that have a common word takes too long, and
        ranking counts it all the same.
        """
        if not terms:
            return []
        with self._database.reading() as connection:
            return sqlite.best_rows(connection, _rarest(connection, terms), limit, keys)

    # For Chroma

    @in_thread
    def library_id(self) -> str:
        """Tells this library's vectors from another's in a shared Chroma."""
        with self._database.reading() as connection:
            return read_fact(connection, "library") or ""

    @in_thread
    def pending(self) -> list[Pending]:
        """What changed since Chroma was told last."""
        with self._database.reading() as connection:
            return [
                Pending(row.note, row.article, tuple(json.loads(row.stale)))
                for row in connection.execute(select(outbox))
            ]

    @in_thread
    def told(self, pending: Collection[Pending]) -> None:
        """Chroma knows this much."""
        last = max((each.note for each in pending), default=0)
        with self._database.writing() as connection:
            connection.execute(delete(outbox).where(outbox.c.note <= last))

    @in_thread
    def chroma(self) -> ChromaState:
        """How Chroma was left."""
        with self._database.reading() as connection:
            return ChromaState(
                generation=read_fact(connection, "generation") or "",
                writing=read_fact(connection, "writing") == "yes",
            )

    @in_thread
    def note_chroma(self, *, writing: bool) -> str:
        """Note that Chroma is being written to, or that this is done; the new generation."""
        generation = secrets.token_hex(8)
        with self._database.writing() as connection:
            write_fact(connection, "generation", generation)
            write_fact(connection, "writing", "yes" if writing else "no")
        return generation

    @in_thread
    def article_keys(self) -> list[int]:
        """The keys of all articles."""
        with self._database.reading() as connection:
            return list(connection.scalars(select(articles.c.key)))

    @in_thread
    def count_chunks(self, embedder: str) -> int:
        """How many chunks Chroma should have."""
        total = (
            select(func.coalesce(func.sum(vectors.c.chunks), 0))
            .select_from(paragraphs)
            .join(vectors, _belong(embedder))
        )
        with self._database.reading() as connection:
            return connection.scalar(total) or 0

    @in_thread
    def chunks_of(self, keys: Collection[int], embedder: str) -> Chunks:
        """The chunks of these articles (by key)."""
        found = (
            select(paragraphs.c.row, paragraphs.c.article, vectors)
            .join(vectors, _belong(embedder))
            .where(paragraphs.c.article.in_(keys), vectors.c.chunks > 0)
        )
        chunks = Chunks([], [], np.empty((0, 0), np.float32))
        parts = []
        with self._database.reading() as connection:
            for row in connection.execute(found):
                chunks.ids.extend(chunk_id(row.row, at) for at in range(row.chunks))
                chunks.articles.extend([row.article] * row.chunks)
                parts.append(_vectors(row)[: row.chunks])
        return Chunks(chunks.ids, chunks.articles, np.concatenate(parts or [chunks.vectors]))


def check_dimensions(embedder: str, indexed: int, given: int) -> None:
    """EmbedderMismatch when a model of the same name now gives other vectors."""
    if indexed != given:
        raise EmbedderMismatch(
            f"{embedder} gives vectors of {given} dimensions, and the index has {indexed}: it is "
            "another model under the same name. Run `assistant reindex` to make the index anew "
            "with it, or set OPENAI_BASE_URL back."
        )


def chunk_id(row: int, number: int) -> str:
    """What Chroma knows a paragraph's chunk by: no text and nothing made from text."""
    return f"{row}:{number}"


def paragraph_row(chunk: str) -> int:
    """The row of the paragraph that a chunk id belongs to."""
    return int(chunk.partition(":")[0])


def _rarest(connection: Connection, terms: Collection[str]) -> list[str]:
    """Those that few paragraphs have, SCORED in all; the rarest in any case."""
    frequencies = sqlite.paragraph_counts(connection, terms)
    ordered = sorted(terms, key=lambda term: frequencies.get(term, 0))
    sums = accumulate(frequencies.get(term, 0) for term in ordered)
    return [
        term
        for term, total in zip(ordered, sums, strict=True)
        if total <= SCORED or total == frequencies[term]
    ]


def _belong(embedder: str) -> ColumnElement[bool]:
    return and_(vectors.c.digest == paragraphs.c.digest, vectors.c.embedder == embedder)


def _spans(row: Row[*tuple[Any, ...]]) -> NDArray[np.int32]:
    return np.frombuffer(row.spans, "<i4").reshape(-1, 2)


def _vectors(row: Row[*tuple[Any, ...]]) -> Vectors:
    halves = np.frombuffer(row.vectors, "<f2").reshape(len(_spans(row)), -1)
    return halves.astype(np.float32)


def _candidates(
    connection: Connection, where: ColumnElement[bool], embedder: str
) -> list[Candidate]:
    found = (
        select(
            paragraphs.c.row,
            paragraphs.c.number,
            paragraphs.c.text,
            articles.c.id,
            articles.c.language,
            full_text.c.body,
            vectors,
        )
        .join(articles, articles.c.key == paragraphs.c.article)
        .join(full_text, full_text.c.rowid == paragraphs.c.row)
        .join(vectors, _belong(embedder))
        .where(where, vectors.c.chunks > 0)
        .order_by(paragraphs.c.row)
    )
    return [
        Candidate(
            row=row.row,
            article_id=row.id,
            language=row.language,
            paragraph=Paragraph(row.number, row.text),
            terms=tuple(row.body.split()),
            encoded=Encoded(
                chunks=row.chunks,
                spans=_spans(row),
                vectors=_vectors(row),
                signs=np.frombuffer(row.signs, np.uint8).reshape(-1, SIGN_BYTES),
                ranges=np.frombuffer(row.ranges, "<i4").reshape(-1, 2),
            ),
        )
        for row in connection.execute(found)
    ]
