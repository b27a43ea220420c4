"""Articles as rows: what the library's transactions are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from index.errors import AmbiguousArticle, ArticleNotFound
from index.identity import article_id, body_digest, identity, paragraph_digest
from index.store.access import readable
from index.store.articles import other_sources
from index.store.articles.article_times import published, utc
from index.store.database import forget_texts, insert_row, read_fact
from index.store.full_text import Marks, add_marks, drop_marks
from index.store.records import chunk_id
from index.store.schema import articles, paragraphs, texts, vectors
from index.store.vectors.outbox import note_change
from index.types import SEES_ALL, Article, Audience, Paragraph, Place, Publication

_OVERLAP: Final = 0.25

_AT_ONCE: Final = 500
"""Paragraphs that are read and written at a time."""


def same_article(connection: Connection, article: Article) -> Row[Any] | None:
    """The stored version of this article.

    The one with its URL; else the one whose body is the same to the letter; else, of those
    with the same identity, the one with the most paragraphs in common, if those are a quarter
    of the shorter: two articles may share a title, and a line such as "Read more".
    """
    own = identity(article)
    alike = connection.execute(select(articles).where(articles.c.identity == own)).all()
    if alike and article.url:  # a page at its own address may change altogether
        return alike[0]
    same_body = articles.c.body_digest == body_digest(article)
    if twin := connection.execute(select(articles).where(same_body)).first():
        return twin
    own_texts = {paragraph.text for paragraph in article.paragraphs}
    best, most = None, 0.0
    for row in alike:
        stored = set(
            connection.scalars(
                select(texts.c.text)
                .join(paragraphs, paragraphs.c.row == texts.c.row)
                .where(paragraphs.c.article == row.key)
            )
        )
        share = len(own_texts & stored) / (min(len(own_texts), len(stored)) or 1)
        if share >= _OVERLAP and share > most:
            best, most = row, share
    return best


def new_id(connection: Connection, article: Article) -> str:
    """An id that no other article has."""
    attempts = (article_id(article, attempt) for attempt in count())
    return next(id_ for id_ in attempts if _by_id(connection, id_) is None)


def by_prefix(connection: Connection, prefix: str, readable_by: Audience = SEES_ALL) -> Row[Any]:
    """The article with this id, or the only one whose id starts so, of those they may read."""
    prefix = prefix.strip().lower()
    begins = articles.c.id.between(prefix, f"{prefix}~")  # ~ comes after all that ids are made of
    # Three suffice: to see that there are several, and to name some.
    query = select(articles).where(begins, readable(readable_by))
    query = query.order_by(articles.c.id).limit(3)
    rows = connection.execute(query).all() if prefix and prefix.isascii() else []
    if len(rows) > 1 and rows[0].id != prefix:
        raise AmbiguousArticle(prefix, tuple(row.id for row in rows))
    if not rows:
        raise ArticleNotFound(prefix)
    return rows[0]


def _by_id(connection: Connection, id_: str) -> Row[Any] | None:
    return connection.execute(select(articles).where(articles.c.id == id_)).first()


def load(connection: Connection, row: Row[Any]) -> Article:
    """The article, with its paragraphs."""
    return load_rows(connection, [row])[row.id]


def load_all(connection: Connection, ids: Collection[str]) -> dict[str, Article]:
    """The articles with these whole ids, by them; ArticleNotFound names one that is not there."""
    rows = connection.execute(select(articles).where(articles.c.id.in_(ids))).all()
    if gone := set(ids).difference(row.id for row in rows):
        raise ArticleNotFound(min(gone))
    return load_rows(connection, rows)


def load_rows(connection: Connection, rows: Sequence[Row[Any]]) -> dict[str, Article]:
    """These articles, with their paragraphs, by id."""
    keys = [row.key for row in rows]
    own, elsewhere = _paragraphs(connection, keys), other_sources.of(connection, keys)
    return {row.id: _article(row, own[row.key], elsewhere[row.key]) for row in rows}


def _paragraphs(connection: Connection, keys: Collection[int]) -> dict[int, list[Paragraph]]:
    """The paragraphs of the articles with these keys, in order."""
    rows = connection.execute(
        select(paragraphs.c.article, paragraphs.c.number, texts.c.text)
        .join(texts, texts.c.row == paragraphs.c.row)
        .where(paragraphs.c.article.in_(keys))
        .order_by(paragraphs.c.number)
    )
    own: dict[int, list[Paragraph]] = {key: [] for key in keys}
    for key, number, text in rows:
        own[key].append(Paragraph(number, text))
    return own


def _article(
    row: Row[Any], own_paragraphs: Iterable[Paragraph], elsewhere: tuple[Publication, ...]
) -> Article:
    return Article(
        title=row.title,
        paragraphs=tuple(own_paragraphs),
        byline=row.byline,
        section=row.section,
        source=row.source,
        published=published(row),
        url=row.url,
        language=row.language,
        id=row.id,
        publications=elsewhere,
    )


def write(connection: Connection, article: Article, key: int | None, stale: list[str]) -> int:
    """Insert the article, or put it in the place of the one with this key; its key."""
    moment, zone = utc(article.published) if article.published else (None, None)
    values = {
        "id": article.id,
        "identity": identity(article),
        "body_digest": body_digest(article),
        "title": article.title,
        "byline": article.byline,
        "section": article.section,
        "source": article.source,
        "published": moment,
        "zone": zone,
        "url": article.url,
        "language": article.language,
    }
    if key is None:
        added = datetime.now(UTC).replace(tzinfo=None)
        key = insert_row(connection, articles, values | {"added": added})
    else:
        other_sources.forget_other_text(connection, key, body_digest(article))
        connection.execute(update(articles).where(articles.c.key == key).values(values))
    marks = Marks.of(connection)
    title = marks.of_text(article.title, article.language)
    for paragraph in article.paragraphs:
        row = insert_row(
            connection,
            paragraphs,
            {
                "article": key,
                "number": paragraph.number,
                "digest": paragraph_digest(article, paragraph.text),
            },
        )
        connection.execute(insert(texts), {"row": row, "text": paragraph.text})
        body = marks.of_text(paragraph.text, article.language)
        add_marks(connection, row, [*title, *body])
    note_change(connection, key, stale)
    return key


def fill_full_text(connection: Connection) -> None:
    """Make full text, which is empty, for all paragraphs that there are."""
    marks = Marks.of(connection)
    query = _SEARCHED.order_by(texts.c.row).execution_options(yield_per=_AT_ONCE)
    with connection.execute(query) as found:
        for title, language, row, text in found:
            own = [*marks.of_text(title, language), *marks.of_text(text, language)]
            add_marks(connection, row, own)


_SEARCHED: Final = (
    select(articles.c.title, articles.c.language, texts.c.row, texts.c.text)
    .join(paragraphs, paragraphs.c.article == articles.c.key)
    .join(texts, texts.c.row == paragraphs.c.row)
)


def clear(connection: Connection, key: int) -> list[str]:
    """Delete the article's paragraphs, and return the ids of their chunks."""
    # A paragraph once: during a reindex it has the vectors of two embedders.
    chunked = (
        select(paragraphs.c.row, func.max(vectors.c.chunks))
        .join(vectors, vectors.c.digest == paragraphs.c.digest)
        .where(paragraphs.c.article == key)
        .group_by(paragraphs.c.row)
    )
    stale = [
        chunk_id(row, number)
        for row, chunks in connection.execute(chunked)
        for number in range(chunks)
    ]
    _forget_texts(connection, key)
    connection.execute(delete(paragraphs).where(paragraphs.c.article == key))
    return stale


def _forget_texts(connection: Connection, key: int) -> None:
    marks = Marks.of(connection)
    rows = connection.execute(_SEARCHED.where(articles.c.key == key)).all()
    for title, language, row, text in rows:
        own = [*marks.of_text(title, language), *marks.of_text(text, language)]
        drop_marks(connection, row, own)
    forget_texts(connection, [each.row for each in rows])


def is_embedded(connection: Connection, article: Article, embedder: str) -> bool:
    """Whether the index is this embedder's and has the vectors of all paragraphs."""
    digests = {paragraph_digest(article, each.text) for each in article.paragraphs}
    embedded = select(vectors.c.digest).where(
        vectors.c.embedder == embedder, vectors.c.digest == bindparam("digest")
    )
    return read_fact(connection, "embedder") == embedder and all(
        connection.execute(embedded, {"digest": each}).first() for each in digests
    )


def embedder(connection: Connection) -> str | None:
    """The embedder that the index was made with; None while there is no article."""
    # Without articles, whatever is noted binds nobody.
    empty = connection.scalar(select(articles.c.key).limit(1)) is None
    return None if empty else read_fact(connection, "embedder")


def digests(connection: Connection, key: int) -> set[str]:
    """The digests that the vectors of the article's paragraphs are kept under."""
    return set(connection.scalars(select(paragraphs.c.digest).where(paragraphs.c.article == key)))


def drop_vectors(connection: Connection, gone: Collection[str]) -> None:
    """Delete those of these vectors that no paragraph refers to.

    Not all that none refers to: those may be of an ingest that is under way.
    """
    referenced = select(paragraphs.c.row).where(paragraphs.c.digest == bindparam("gone"))
    unused = delete(vectors).where(vectors.c.digest == bindparam("gone"), ~referenced.exists())
    if gone:
        connection.execute(unused, [{"gone": each} for each in gone])


class KeptParagraph(NamedTuple):
    """The text of a paragraph, and the key of its article."""

    article: int
    text: str


# Made once, since putting it together takes as long as asking it.
_AT_PLACES: Final = (
    select(articles.c.id, articles.c.key, paragraphs.c.number, texts.c.text)
    .join(paragraphs, paragraphs.c.article == articles.c.key)
    .join(texts, texts.c.row == paragraphs.c.row)
    .where(
        articles.c.id.in_(bindparam("ids", expanding=True)),
        paragraphs.c.number.in_(bindparam("numbers", expanding=True)),
    )
)


def at_places(
    connection: Connection, places: Collection[Place], readable_by: Audience = SEES_ALL
) -> dict[Place, KeptParagraph]:
    """The paragraphs at those of these places that are there for this audience."""
    ids, numbers = ({each.article_id for each in places}, {each.paragraph for each in places})
    theirs = _AT_PLACES if readable_by.sees_all else _AT_PLACES.where(readable(readable_by))
    rows = connection.execute(theirs, {"ids": [*ids], "numbers": [*numbers]})
    found = {Place(id_, number): KeptParagraph(key, text) for id_, key, number, text in rows}
    return {place: found[place] for place in places if place in found}
