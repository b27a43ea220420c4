"""The store of record: finding, listing, scopes, and what deleting leaves."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import delete

from index.errors import AmbiguousArticle, ArticleNotFound
from index.store import article_rows
from index.store.records import Change
from index.store.schema import articles
from index.types import Article, Scope
from tests.index.fakes import Index, article, files_with, opened

EAST = timezone(timedelta(hours=9))
WEST = timezone(timedelta(hours=-5, minutes=-30))


def at(day: int, hour: int = 12, zone: timezone | None = None) -> datetime:
    return datetime(2026, 2, day, hour, tzinfo=zone)


async def titles(index: Index, scope: Scope) -> set[str]:
    keys = await index.articles.keys(scope)
    found = await index.embeddings.candidates(keys, index.encoder.name)
    return {(await index.articles.get(each.article_id)).title for each in found}


# Articles


@pytest.mark.parametrize(
    "published",
    [
        None,
        at(23),
        at(23, zone=UTC),
        at(23, zone=EAST),
        at(23, zone=WEST),
        datetime(2026, 2, 23, 14, 24, 5, 678901),
        datetime.min,
        datetime.max,
    ],
)
async def test_an_article_comes_back_as_it_was(index: Index, published: datetime | None) -> None:
    given = article(
        "“Señor” — title\u2028",
        "One. ",
        "Two: 古巴 😀 'quoted' %_\\ \"x\" \0 end",
        byline="B",
        section="S",
        source="So",
        url="https://news.example/",
        language="es",
        published=published,
    )
    stored = await index.store(given)
    assert await index.articles.get(stored.id) == replace(given, id=stored.id)
    if published and published.tzinfo:
        kept = (await index.articles.get(stored.id)).published
        assert kept is not None
        assert kept.utcoffset() == published.utcoffset()
    assert (await index.articles.compare(given))[0] is Change.UNCHANGED


@pytest.mark.parametrize(
    "published", [datetime.min.replace(tzinfo=EAST), datetime.max.replace(tzinfo=WEST)]
)
async def test_a_date_at_the_end_of_time_does_no_harm(index: Index, published: datetime) -> None:
    """In UTC it would be in a year that dates do not have."""
    stored = await index.store(article("Title", "Text.", published=published))
    kept = (await index.articles.get(stored.id)).published
    assert kept == published.replace(tzinfo=None)
    assert await index.articles.entries()


async def test_entries_are_the_latest_first(index: Index) -> None:
    for number in range(3):
        await index.store(
            article(
                f"T{number}", *["Text."] * (number + 1), source="Herald", published=at(number + 1)
            )
        )
    entries = await index.articles.entries()
    assert [(each.title, each.paragraphs, each.source) for each in entries] == [
        ("T2", 3, "Herald"),
        ("T1", 2, "Herald"),
        ("T0", 1, "Herald"),
    ]
    json = entries[0].as_json()
    assert json["published"] == "2026-02-03T12:00:00"
    assert str(json["added"]).endswith("+00:00")


# Ids


async def test_an_id_or_how_it_begins(index: Index) -> None:
    stored = await index.store(article("Ferry strike ends", "Text."))
    for given in (stored.id, stored.id[:-1], "f", "ferry-strike", "Ferry", f" {stored.id} "):
        assert (await index.articles.get(given)).id == stored.id


@pytest.mark.parametrize(
    "given", ["", " ", "x", "ferry-strike-ends-x", "%", "_erry", "f%", "~", "é", "\udcff", "\0"]
)
async def test_an_id_that_is_not_there_is_named_with_how_to_list_them(
    index: Index, given: str
) -> None:
    await index.store(article("Ferry strike ends", "Text."))
    with pytest.raises(ArticleNotFound, match="`assistant articles` lists them"):
        await index.articles.get(given)


async def test_an_id_that_begins_several_is_refused_with_some_of_them(index: Index) -> None:
    ids = [
        (await index.store(article("Ferry strike ends", f"Text {number}."))).id
        for number in range(4)
    ]
    with pytest.raises(AmbiguousArticle, match=min(ids)):
        await index.articles.get("ferry")
    assert (await index.articles.get(ids[2])).id == ids[2]


async def test_a_whole_id_is_never_ambiguous(index: Index) -> None:
    short = (await index.store(article("Ferry", "Text."))).id
    longer = article(short.replace("-", " ") + " goes on", "Other text.")
    assert (await index.store(longer)).id.startswith(short)
    assert (await index.articles.get(short)).title == "Ferry"


# Scopes


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Articles of the 22nd and 23rd, as printed in their own zones, and one without a date."""
    given = (
        ("naive 23", "Herald", at(23)),
        ("east 23", "Post", at(23, 1, EAST)),  # in UTC the 22nd, 16:00
        ("west 22", "Post", at(22, 23, WEST)),  # in UTC the 23rd, 4:30
        ("none", "Herald", None),
    )

    async def fill() -> None:
        for title, source, published in given:
            text = f"Text of {title}."
            await index.store(article(title, text, source=source, published=published))

    with opened(tmp_path_factory.mktemp("dated")) as index:
        asyncio.run(fill())
        yield index


ALL = {"naive 23", "east 23", "west 22", "none"}


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), ALL),
        (Scope(sources=("Herald",)), {"naive 23", "none"}),
        (Scope(sources=("Herald", "Post")), ALL),
        (Scope(sources=("Nobody",)), set()),
        (Scope(published_from=at(23, 0)), {"naive 23", "east 23"}),
        (Scope(published_to=at(22, 23)), {"west 22"}),
        (Scope(published_from=at(22, 0), published_to=at(24, 0)), ALL - {"none"}),
        (Scope(published_from=at(23, 12), published_to=at(23, 12)), {"naive 23"}),
        (Scope(published_from=at(22, 17, UTC)), {"naive 23", "west 22"}),
        (Scope(published_from=at(22, 16, UTC), published_to=at(22, 16, UTC)), {"east 23"}),
        (Scope(published_from=at(23, 4, UTC), published_to=at(23, 5, UTC)), {"west 22"}),
        (Scope(sources=("Post",), published_from=at(23, 0)), {"east 23"}),
        (Scope(article_ids=("naive", "none")), {"naive 23", "none"}),
        (Scope(article_ids=("naive", "none"), published_from=at(1)), {"naive 23"}),
        (Scope(article_ids=("naive",), sources=("Post",)), set()),
        (Scope(published_from=datetime.min, published_to=datetime.max), ALL - {"none"}),
        (Scope(published_from=datetime.max.replace(tzinfo=WEST)), set()),
        (Scope(published_to=datetime.min.replace(tzinfo=EAST)), set()),
    ],
)
async def test_a_scope(dated: Index, scope: Scope, expected: set[str]) -> None:
    """A day is the day that the article prints; with a zone, it is a moment."""
    assert await titles(dated, scope) == expected


@pytest.mark.parametrize("given", ["nothing", ""])
async def test_a_scope_names_articles_that_are_there(dated: Index, given: str) -> None:
    with pytest.raises(ArticleNotFound):
        await dated.articles.keys(Scope(article_ids=("naive", given)))


@pytest.mark.parametrize(("limit", "expected"), [(0, True), (6, True), (7, False)])
async def test_whether_there_are_more_paragraphs(index: Index, limit: int, expected: bool) -> None:
    await index.store(article("One", *(f"Text {number}." for number in range(5))))
    await index.store(article("Two", "Text.", "Other."))
    keys = await index.articles.keys(Scope())
    assert await index.articles.exceeds(limit) is expected
    assert await index.articles.exceeds(limit, keys) is expected
    assert not await index.articles.exceeds(0, [])


async def test_languages_that_are_not_known_are_listed_too(index: Index) -> None:
    for language in ("de", None, "zh", "de"):
        await index.store(article("Title", f"In {language}.", language=language))
    assert set(await index.articles.languages()) == {"de", "zh", None}


# Leaving nothing behind


@pytest.mark.slow
def test_nothing_is_left_in_the_gaps_of_pages(index: Index) -> None:
    """SQLite copies rows when it balances its pages; with this seed it leaves some behind."""
    chance = random.Random(2)
    live: dict[int, set[str]] = {}
    gone: set[str] = set()

    def word() -> str:
        return "zq" + "".join(chance.choice("bcdfghjklmnpqrtvwx") for _ in range(9))

    def make(name: str) -> Article:
        lengths = (chance.choice((3, 8, 60, 200)) for _ in range(chance.randint(1, 40)))
        texts = [" ".join(word() for _ in range(length)) for length in lengths]
        return article(f"{word()} {word()}", *texts).with_id(name)

    for key in range(1, 21):
        with index.database.writing() as connection:
            if chance.random() < 0.5 or not live:
                made = make(str(key))
                article_rows.write(connection, made, key=None, stale=[])
                row = article_rows.by_prefix(connection, made.id)
                live[row.key] = {paragraph.text.split()[0] for paragraph in made.paragraphs}
            else:
                removed = chance.choice(list(live))
                gone |= live.pop(removed)
                article_rows.clear(connection, removed)
                connection.execute(delete(articles).where(articles.c.key == removed))
        index.database.scrub()
        assert files_with(index.folder, gone) == set()
    assert gone
