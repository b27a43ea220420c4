"""What holds for every article store: finding, listing, scopes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from index.errors import AmbiguousArticle, ArticleNotFound
from index.store.records import Change
from index.types import Place, Scope
from tests.index.fakes import Index, article, opened
from tests.index.store.contract.databases import DATABASES, where_in

EAST = timezone(timedelta(hours=9))
WEST = timezone(timedelta(hours=-5, minutes=-30))


def at(day: int, hour: int = 12, zone: timezone | None = None) -> datetime:
    return datetime(2026, 2, day, hour, tzinfo=zone)


async def titles(stores: Index, scope: Scope) -> set[str]:
    keys = await stores.articles.keys(scope)
    found = await stores.embeddings.candidates(keys, stores.encoder.name)
    return {(await stores.articles.get(each.article_id)).title for each in found}


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
async def test_an_article_comes_back_as_it_was(stores: Index, published: datetime | None) -> None:
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
    stored = await stores.store(given)
    assert await stores.articles.get(stored.id) == replace(given, id=stored.id)
    if published and published.tzinfo:
        kept = (await stores.articles.get(stored.id)).published
        assert kept is not None
        assert kept.utcoffset() == published.utcoffset()
    assert (await stores.articles.compare(given))[0] is Change.UNCHANGED


@pytest.mark.parametrize(
    "published", [datetime.min.replace(tzinfo=EAST), datetime.max.replace(tzinfo=WEST)]
)
async def test_a_date_at_the_end_of_time_does_no_harm(stores: Index, published: datetime) -> None:
    """In UTC it would be in a year that dates do not have."""
    stored = await stores.store(article("Title", "Text.", published=published))
    kept = (await stores.articles.get(stored.id)).published
    assert kept == published.replace(tzinfo=None)
    assert await stores.articles.entries()


async def test_entries_are_the_latest_first(stores: Index) -> None:
    for number in range(3):
        await stores.store(
            article(
                f"T{number}", *["Text."] * (number + 1), source="Herald", published=at(number + 1)
            )
        )
    entries = await stores.articles.entries()
    assert [(each.title, each.paragraphs, each.source) for each in entries] == [
        ("T2", 3, "Herald"),
        ("T1", 2, "Herald"),
        ("T0", 1, "Herald"),
    ]
    json = entries[0].as_json()
    assert json["published"] == "2026-02-03T12:00:00"
    assert str(json["added"]).endswith("+00:00")


async def test_a_change_takes_the_place_of_what_it_changes(stores: Index) -> None:
    """Under the same id and key; the outbox says so."""
    first = await stores.store(article("Ferry strike ends", "Crews went back.", "Old."))
    keys = await stores.articles.keys(Scope())
    changed = article("Ferry strike ends", "Crews went back.", "New.")
    assert await stores.articles.compare(changed) == (Change.UPDATED, first.id)
    assert await stores.store(changed) == changed.with_id(first.id)
    assert await stores.articles.keys(Scope()) == keys
    added, updated = await stores.outbox.open_changes()
    assert [added.article, updated.article] == keys * 2
    assert (len(added.stale), len(updated.stale)) == (0, 2)


async def test_a_removed_article_is_gone(stores: Index) -> None:
    stored = await stores.store(article("Ferry strike ends", "Crews went back."))
    assert await stores.articles.remove("ferry") == stored
    with pytest.raises(ArticleNotFound):
        await stores.articles.get(stored.id)
    with pytest.raises(ArticleNotFound):
        await stores.articles.remove(stored.id)
    assert await stores.articles.entries() == []
    assert await stores.embeddings.candidates(None, stores.encoder.name) == []
    assert await stores.articles.compare(stored) == (Change.ADDED, None)


# Ids


async def test_an_id_or_how_it_begins(stores: Index) -> None:
    stored = await stores.store(article("Ferry strike ends", "Text."))
    for given in (stored.id, stored.id[:-1], "f", "ferry-strike", "Ferry", f" {stored.id} "):
        assert (await stores.articles.get(given)).id == stored.id


@pytest.mark.parametrize(
    "given", ["", " ", "x", "ferry-strike-ends-x", "%", "_erry", "f%", "~", "é", "\udcff", "\0"]
)
async def test_an_id_that_is_not_there_is_named_with_how_to_list_them(
    stores: Index, given: str
) -> None:
    await stores.store(article("Ferry strike ends", "Text."))
    with pytest.raises(ArticleNotFound, match="there is no article"):
        await stores.articles.get(given)


async def test_an_id_that_begins_several_is_refused_with_some_of_them(stores: Index) -> None:
    ids = [
        (await stores.store(article("Ferry strike ends", f"Text {number}."))).id
        for number in range(4)
    ]
    with pytest.raises(AmbiguousArticle, match=min(ids)):
        await stores.articles.get("ferry")
    assert (await stores.articles.get(ids[2])).id == ids[2]


async def test_a_whole_id_is_never_ambiguous(stores: Index) -> None:
    short = (await stores.store(article("Ferry", "Text."))).id
    longer = article(short.replace("-", " ") + " goes on", "Other text.")
    assert (await stores.store(longer)).id.startswith(short)
    assert (await stores.articles.get(short)).title == "Ferry"


# Scopes


@pytest.fixture(scope="module", params=DATABASES)
def dated(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Index]:
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

    folder = tmp_path_factory.mktemp("dated")
    with opened(folder, where=where_in(request, folder)) as index:
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
async def test_whether_there_are_more_paragraphs(stores: Index, limit: int, expected: bool) -> None:
    await stores.store(article("One", *(f"Text {number}." for number in range(5))))
    await stores.store(article("Two", "Text.", "Other."))
    keys = await stores.articles.keys(Scope())
    assert await stores.articles.exceeds(limit) is expected
    assert await stores.articles.exceeds(limit, keys) is expected
    assert not await stores.articles.exceeds(0, [])


async def test_places_are_rows_as_far_as_they_are_there(stores: Index) -> None:
    one = await stores.store(article("One", "Text.", "More."))
    two = await stores.store(article("Two", "Text."))
    first, second, third = await stores.embeddings.candidates(None, stores.encoder.name)
    places = [Place(two.id, 1), Place(one.id, 2), Place(one.id, 3), Place("gone", 1)]
    assert set(await stores.articles.rows(places)) == {third.row, second.row}
    keys = await stores.articles.keys(Scope((one.id,)))
    assert await stores.articles.rows([first.place, third.place], keys) == [first.row]
    assert await stores.articles.rows([]) == []


async def test_languages_that_are_not_known_are_listed_too(stores: Index) -> None:
    for language in ("de", None, "zh", "de"):
        await stores.store(article("Title", f"In {language}.", language=language))
    assert set(await stores.articles.languages()) == {"de", "zh", None}
