"""The store of record in SQL: articles and their paragraphs.

Each change is one transaction, and so is its note in the outbox: a crash leaves nothing to guess.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeVarTuple

from sqlalchemy import Connection, Row, Select, delete, func, or_, select

from index.concurrency import in_thread
from index.store import article_rows, other_sources
from index.store.article_times import published, utc
from index.store.cache import RevisionCache
from index.store.database import Database, revision
from index.store.documents import drop_documents, drop_outdated
from index.store.records import Change, Entry, Survey
from index.store.schema import articles, paragraphs, private_articles, publications
from index.store.vectors.outbox import note_change
from index.types import EVERYTHING, Article, Place, Scope

Ts = TypeVarTuple("Ts")


CACHED_CHARACTERS: Final = 8 * 2**20
"""Characters of articles that were read before, which are kept in memory."""

CACHED_SURVEYS: Final = 64
CACHED_ENTRIES: Final = 50_000


class SqlArticleStore:
    """Articles in the library's database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = RevisionCache[str, Article](CACHED_CHARACTERS, _characters)
        self._listings = RevisionCache[Scope, list[Entry]](CACHED_ENTRIES, len)
        self._surveys = RevisionCache[tuple[int, frozenset[int] | None], Survey](CACHED_SURVEYS)

    @in_thread
    def compare(self, article: Article) -> tuple[Change, str | None]:
        """What storing this article would do, and the id of its stored version or None."""
        with self._database.reading() as connection:
            stored = article_rows.same_article(connection, article)
            if stored is None:
                return Change.ADDED, None
            if other_sources.is_elsewhere(stored, article):
                noted = other_sources.is_noted(connection, stored.key, article)
                return Change.UNCHANGED if noted else Change.ANOTHER_SOURCE, stored.id
            kept = article_rows.load(connection, stored)
            same = replace(kept, id="", publications=()) == replace(article, id="")
            return Change.UNCHANGED if same else Change.UPDATED, stored.id

    @in_thread
    def put(self, article: Article, embedder: str) -> Article | None:
        """Store it, in place of its earlier version if there is one; it comes back with its id.

        Documents that hold what is gone with the earlier version go too, from the files as well.
        None, and nothing is stored, when the vectors of some paragraph are not there, or the
        index is another embedder's: another process may have dropped or changed them.
        """
        outdated = False
        with self._database.writing() as connection:
            # Looked for again: since `compare`, another process may have stored it.
            version = article_rows.same_article(connection, article)
            if version is not None and other_sources.is_elsewhere(version, article):
                return _note_source(connection, version, article)
            if not article_rows.is_embedded(connection, article, embedder):
                return None
            other_sources.forget_place(connection, article)
            if version is None:
                stored = article.with_id(article_rows.new_id(connection, article))
                article_rows.write(connection, stored, key=None, stale=[])
            else:
                # Paragraphs get new rows, so that no chunk is ever under a row of older text.
                stored = article.with_id(version.id)
                earlier = article_rows.load(connection, version)
                before = article_rows.digests(connection, version.key)
                stale = article_rows.clear(connection, version.key)
                article_rows.write(connection, stored, version.key, stale)
                article_rows.drop_vectors(connection, before)
                outdated = drop_outdated(connection, version.key, earlier, stored)
        if outdated:  # scrubbing writes the whole file; without documents it waits until closing
            self._database.scrub()
        return stored

    @in_thread
    def get(self, article_id: str) -> Article:
        """The article with this id, or the only one whose id starts so."""
        with self._database.reading() as connection:
            row = article_rows.by_prefix(connection, article_id)
            return self._read(connection, [row.id])[0]

    @in_thread
    def get_all(self, article_ids: Sequence[str]) -> list[Article]:
        """The articles with these whole ids, in their order."""
        with self._database.reading() as connection:
            return self._read(connection, article_ids)

    def _read(self, connection: Connection, ids: Sequence[str]) -> list[Article]:
        """The articles with these ids; those that are cached are not read."""
        now = revision(connection)
        found = self._articles.known(now, ids)
        missing = [id_ for id_ in ids if id_ not in found]
        if missing:
            read = article_rows.load_all(connection, missing)
            self._articles.keep(now, read)
            found |= read
        return [found[id_] for id_ in ids]

    @in_thread
    def remove(self, article_id: str) -> Article:
        """Forget the article: none of its text is left in the database's files."""
        with self._database.writing() as connection:
            row = article_rows.by_prefix(connection, article_id)
            article = article_rows.load(connection, row)
            before = article_rows.digests(connection, row.key)
            stale = article_rows.clear(connection, row.key)
            drop_documents(connection, row.key)
            connection.execute(delete(articles).where(articles.c.key == row.key))
            note_change(connection, row.key, stale)
            article_rows.drop_vectors(connection, before)
        self._database.scrub()
        return article

    @in_thread
    def entries(self, scope: Scope = EVERYTHING) -> list[Entry]:
        """The scope's articles, the latest added first."""
        counted = (
            select(articles, func.count(paragraphs.c.row).label("paragraphs"))
            .join(paragraphs)
            .group_by(articles.c.key)
            .order_by(articles.c.key.desc())
        )
        with self._database.reading() as connection:
            now = revision(connection)
            known = self._listings.known(now, [scope]).get(scope)
            if known is not None and not scope.public:
                return [*known]
            if scope != EVERYTHING:
                counted = counted.where(articles.c.key.in_(_keys(connection, scope)))
            listed = [
                Entry(
                    row.id,
                    row.title,
                    row.source,
                    published(row),
                    row.paragraphs,
                    row.added,
                    row.byline,
                )
                for row in connection.execute(counted)
            ]
            if not scope.public:  # marking an article as private makes no other revision
                self._listings.keep(now, {scope: listed})
            return [*listed]

    @in_thread
    def keys(self, scope: Scope) -> list[int]:
        """The keys of the scope's articles."""
        with self._database.reading() as connection:
            return _keys(connection, scope)

    @in_thread
    def exceeds(self, limit: int, keys: Collection[int] | None = None) -> bool:
        """Whether these articles, or all, have more paragraphs than this."""
        with self._database.reading() as connection:
            return _exceeds(connection, limit, keys)

    @in_thread
    def survey(self, limit: int, keys: Collection[int] | None = None) -> Survey:
        """What a search in these articles, or all, has to know, at one moment."""
        which = (limit, None if keys is None else frozenset(keys))
        with self._database.reading() as connection:
            now = revision(connection)
            survey = self._surveys.known(now, [which]).get(which)
            if survey is None:
                survey = Survey(
                    embedder=article_rows.embedder(connection),
                    languages=_languages(connection),
                    exceeds=_exceeds(connection, limit, keys),
                )
                self._surveys.keep(now, {which: survey})
            return survey

    @in_thread
    def rows(self, places: Collection[Place], keys: Collection[int] | None = None) -> list[int]:
        """The paragraphs (by row) at those of the places that are there, of these articles."""
        rows: list[int] = []
        if not places:
            return rows
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
                    rows.append(int(row.row))
        return rows

    @in_thread
    def languages(self) -> list[str | None]:
        """The languages that articles are in; None: not known."""
        with self._database.reading() as connection:
            return [*_languages(connection)]


def _note_source(connection: Connection, stored: Row[Any], article: Article) -> Article:
    """Note that the stored article's text was published as this one too."""
    if not other_sources.is_noted(connection, stored.key, article):
        other_sources.forget_place(connection, article)
        other_sources.note(connection, stored.key, article)
        note_change(connection, stored.key, [])
    return article_rows.load(connection, stored)


def _languages(connection: Connection) -> tuple[str | None, ...]:
    return tuple(connection.scalars(select(articles.c.language).distinct()))


def _exceeds(connection: Connection, limit: int, keys: Collection[int] | None) -> bool:
    # Counted only so far: of a large library the whole count would take longer.
    some = select(paragraphs.c.row).limit(limit + 1)
    if keys is not None:
        some = some.where(paragraphs.c.article.in_(keys))
    return (connection.scalar(select(func.count()).select_from(some.subquery())) or 0) > limit


def _characters(article: Article) -> int:
    return sum(len(paragraph.text) for paragraph in article.paragraphs)


_DAY: Final = timedelta(days=1)  # no time zone is farther from UTC


def _keys(connection: Connection, scope: Scope) -> list[int]:
    # SQL narrows it down to the day; time zones, of which it knows nothing, decide below.
    query = _limited(select(articles.c.key, articles.c.published, articles.c.zone), scope)
    if scope.article_ids:
        ids = [article_rows.by_prefix(connection, prefix).id for prefix in scope.article_ids]
        query = query.where(articles.c.id.in_(ids))
    rows = connection.execute(query)
    return [row.key for row in rows if _is_within(scope, published(row))]


def _limited(query: Select[*Ts], scope: Scope) -> Select[*Ts]:
    """The scope in SQL, with dates to the day: `_is_within` decides."""
    if scope.sources:
        elsewhere = select(publications.c.article)
        elsewhere = elsewhere.where(publications.c.source.in_(scope.sources))
        query = query.where(
            or_(articles.c.source.in_(scope.sources), articles.c.key.in_(elsewhere))
        )
    if scope.published_from:
        query = query.where(articles.c.published >= _shifted(scope.published_from, -_DAY))
    if scope.published_to:
        query = query.where(articles.c.published <= _shifted(scope.published_to, _DAY))
    if scope.public:
        query = query.where(articles.c.key.not_in(select(private_articles.c.article)))
    return query


def _shifted(bound: datetime, by: timedelta) -> datetime:
    moment, _ = utc(bound)
    try:
        return moment + by
    except OverflowError:  # in the year 1 or 9999
        return moment


def _is_within(scope: Scope, published: datetime | None) -> bool:
    """Whether it was published in the scope's time, both ends included.

    Where one of the two names no time zone, it is taken to be in the other's: a day is the
    day that the article prints.
    """
    start, end = scope.published_from, scope.published_to
    if published is None:
        return start is None and end is None
    return (start is None or _not_after(start, published)) and (
        end is None or _not_after(published, end)
    )


def _not_after(one: datetime, other: datetime) -> bool:
    if one.tzinfo is None or other.tzinfo is None:
        return one.replace(tzinfo=None) <= other.replace(tzinfo=None)
    return one <= other
