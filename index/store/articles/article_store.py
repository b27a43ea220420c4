"""The store of record in SQL: articles and their paragraphs.

Each change is one transaction, and so is its note in the outbox: a crash leaves nothing to guess.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, select, true

from index.concurrency import in_thread
from index.errors import ArticleNotFound
from index.store.access import among, groups_of, hidden_keys, readable, set_groups
from index.store.articles import article_rows, other_sources
from index.store.articles.listing import entry, page_of
from index.store.articles.scopes import article_keys
from index.store.cache import RevisionCache
from index.store.database import Database, revision
from index.store.documents import drop_documents, drop_outdated
from index.store.records import AllBut, Change, Entry, Keys, Listing, Page, Survey, Within
from index.store.schema import articles, paragraphs
from index.store.vectors.outbox import note_change
from index.types import EVERYTHING, SEES_ALL, Article, Audience, Place, Scope

CACHED_CHARACTERS: Final = 8 * 2**20
"""Characters of articles that were read before, which are kept in memory."""

CACHED_SURVEYS: Final = 64
CACHED_ENTRIES: Final = 50_000
CACHED_AUDIENCES: Final = 64


class SqlArticleStore:
    """Articles in the library's database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = RevisionCache[str, Article](CACHED_CHARACTERS, _characters)
        self._listings = RevisionCache[Scope, list[Entry]](CACHED_ENTRIES, len)
        self._surveys = RevisionCache[tuple[int, Keys, frozenset[int]], Survey](CACHED_SURVEYS)
        self._hidden = RevisionCache[Audience, frozenset[int]](CACHED_AUDIENCES)

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
    def put(
        self, article: Article, embedder: str, groups: Collection[str] | None = None
    ) -> Article | None:
        """Store it, in place of its earlier version if there is one; it comes back with its id.

        In these groups, if any are given; else an earlier version's stay. Documents that hold what
        is gone with the earlier version go too, from the files as well.
        None, and nothing is stored, when the vectors of some paragraph are not there, or the
        index is another embedder's: another process may have dropped or changed them.
        """
        outdated = False
        with self._database.writing() as connection:
            # Looked for again: since `compare`, another process may have stored it.
            version = article_rows.same_article(connection, article)
            if version is not None and other_sources.is_elsewhere(version, article):
                return _note_source(connection, version, article, groups)
            if not article_rows.is_embedded(connection, article, embedder):
                return None
            other_sources.forget_place(connection, article)
            if version is None:
                stored = article.with_id(article_rows.new_id(connection, article))
                key = article_rows.write(connection, stored, key=None, stale=[])
            else:
                # Paragraphs get new rows, so that no chunk is ever under a row of older text.
                stored = article.with_id(version.id)
                earlier = article_rows.load(connection, version)
                before = article_rows.digests(connection, version.key)
                stale = article_rows.clear(connection, version.key)
                key = article_rows.write(connection, stored, version.key, stale)
                article_rows.drop_vectors(connection, before)
                outdated = drop_outdated(connection, version.key, earlier, stored)
            if groups is not None:
                set_groups(connection, key, groups)
        if outdated:  # scrubbing writes the whole file; without documents it waits until closing
            self._database.scrub()
        return stored

    @in_thread
    def get(self, article_id: str, readable_by: Audience = SEES_ALL) -> Article:
        """The article with this id, or the only one whose id starts so, that they may read."""
        with self._database.reading() as connection:
            row = article_rows.by_prefix(connection, article_id, readable_by)
            return self._read(connection, [row.id])[0]

    @in_thread
    def get_all(
        self, article_ids: Sequence[str], readable_by: Audience = SEES_ALL
    ) -> list[Article]:
        """The articles with these whole ids, in their order, all of which they may read."""
        with self._database.reading() as connection:
            theirs = articles.c.id.in_(article_ids)
            hidden = select(articles.c.id).where(theirs, ~readable(readable_by))
            if not readable_by.sees_all and (first := connection.scalar(hidden.limit(1))):
                raise ArticleNotFound(first)
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
    def regroup(
        self, article_id: str, groups: Collection[str], readable_by: Audience = SEES_ALL
    ) -> str:
        """Put an article that they may read into these groups alone; its whole id."""
        with self._database.writing() as connection:
            row = article_rows.by_prefix(connection, article_id, readable_by)
            set_groups(connection, row.key, groups)
            whole_id: str = row.id
            return whole_id

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
            if known is not None:
                return [*known]
            if scope.names_articles:
                counted = counted.where(articles.c.key.in_(article_keys(connection, scope)))
            counted = counted.where(readable(scope.readable_by))
            groups = groups_of(connection, scope.readable_by)
            listed = [entry(row, groups) for row in connection.execute(counted)]
            self._listings.keep(now, {scope: listed})
            return [*listed]

    @in_thread
    def page(self, listing: Listing, scope: Scope = EVERYTHING) -> Page:
        """A page of the scope's articles."""
        with self._database.reading() as connection:
            return page_of(connection, scope, listing)

    @in_thread
    def keys(self, scope: Scope) -> list[int]:
        """The keys of the scope's articles."""
        with self._database.reading() as connection:
            return article_keys(connection, scope)

    @in_thread
    def within(self, scope: Scope) -> Within:
        """Where a search in the scope looks."""
        with self._database.reading() as connection:
            hidden = self._hidden_from(connection, scope.readable_by)
            if scope.names_articles:
                return Within(article_keys(connection, scope), hidden)
            return Within(AllBut(hidden) if hidden else None, hidden)

    def _hidden_from(self, connection: Connection, audience: Audience) -> frozenset[int]:
        now = revision(connection)
        known = self._hidden.known(now, [audience])
        if audience not in known:
            known = {audience: hidden_keys(connection, audience)}
            self._hidden.keep(now, known)
        return known[audience]

    @in_thread
    def exceeds(self, limit: int, keys: Keys = None) -> bool:
        """Whether these articles, or all, have more paragraphs than this."""
        with self._database.reading() as connection:
            return _exceeds(connection, limit, keys)

    @in_thread
    def survey(self, limit: int, keys: Keys = None, hidden: frozenset[int] = frozenset()) -> Survey:
        """What a search in these articles, or all, has to know, at one moment.

        Languages are those of all articles but the `hidden` ones.
        """
        which = (limit, keys if isinstance(keys, AllBut | None) else frozenset(keys), hidden)
        with self._database.reading() as connection:
            now = revision(connection)
            survey = self._surveys.known(now, [which]).get(which)
            if survey is None:
                languages = _languages(connection, hidden)
                survey = Survey(
                    # To who may read no article, the library is an empty one.
                    embedder=article_rows.embedder(connection) if languages else None,
                    languages=languages,
                    exceeds=_exceeds(connection, limit, keys),
                )
                self._surveys.keep(now, {which: survey})
            return survey

    @in_thread
    def rows(self, places: Collection[Place], keys: Keys = None) -> list[int]:
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
            return [*_languages(connection, frozenset())]


def _note_source(
    connection: Connection, stored: Row[Any], article: Article, groups: Collection[str] | None
) -> Article:
    """Note that the stored article's text was published as this one too."""
    if not other_sources.is_noted(connection, stored.key, article):
        other_sources.forget_place(connection, article)
        other_sources.note(connection, stored.key, article)
        note_change(connection, stored.key, [])
    if groups is not None:
        set_groups(connection, stored.key, groups)
    return article_rows.load(connection, stored)


def _languages(connection: Connection, hidden: frozenset[int]) -> tuple[str | None, ...]:
    there = articles.c.key.not_in(hidden) if hidden else true()
    return tuple(connection.scalars(select(articles.c.language).where(there).distinct()))


def _exceeds(connection: Connection, limit: int, keys: Keys) -> bool:
    # Counted only so far: of a large library the whole count would take longer.
    some = select(paragraphs.c.row).where(among(paragraphs.c.article, keys)).limit(limit + 1)
    return (connection.scalar(select(func.count()).select_from(some.subquery())) or 0) > limit


def _characters(article: Article) -> int:
    return sum(len(paragraph.text) for paragraph in article.paragraphs)
