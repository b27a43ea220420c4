"""What holds for every article store of a text that stands in several places."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from index.store.records import Change
from index.types import Article, Publication, Scope
from tests.index.fakes import Index, article

WIRE = article(
    "Bridge to close",
    "The bridge closes on 3 May.",
    "The council voted on Monday.",
    source="The Wire",
    url="https://wire.example/bridge",
)
DAY = datetime(2026, 5, 4)
COPY = replace(
    WIRE,
    title="Old bridge shut",
    source="Copying Daily",
    url="https://copy.example/bridge?utm_source=x",
    published=DAY,
)


async def changes(stores: Index, *given: Article) -> list[Change]:
    return [(await stores.ingest.add(each)).change for each in given]


async def only(stores: Index) -> Article:
    (entry,) = await stores.articles.entries()
    return await stores.articles.get(entry.id)


async def test_the_same_text_at_another_address_is_another_source(stores: Index) -> None:
    assert await changes(stores, WIRE, COPY) == [Change.ADDED, Change.ANOTHER_SOURCE]

    kept = await only(stores)
    assert (kept.title, kept.source, kept.url) == (WIRE.title, WIRE.source, WIRE.url)
    assert kept.publications == (Publication("Copying Daily", COPY.url, DAY),)


async def test_neither_of_the_two_takes_the_other_over(stores: Index) -> None:
    again = await changes(stores, WIRE, COPY, WIRE, COPY)

    assert again[2:] == [Change.UNCHANGED, Change.UNCHANGED]
    assert len((await only(stores)).publications) == 1


async def test_a_source_without_an_address_is_another_one_by_its_name(stores: Index) -> None:
    by_name = replace(COPY, url=None)
    same_name = replace(WIRE, url=None, source="THE WIRE")

    assert await changes(stores, WIRE, by_name) == [Change.ADDED, Change.ANOTHER_SOURCE]
    assert (await only(stores)).publications == (Publication("Copying Daily", None, DAY),)
    assert (await stores.ingest.add(same_name)).change is Change.UPDATED


async def test_a_text_that_comes_from_nowhere_takes_no_source_away(stores: Index) -> None:
    bare = replace(WIRE, source=None, url=None)

    assert await changes(stores, WIRE, bare) == [Change.ADDED, Change.UNCHANGED]
    assert (await only(stores)).source == "The Wire"


async def test_where_it_stands_is_learnt_later(stores: Index) -> None:
    bare = replace(WIRE, source=None, url=None)

    assert await changes(stores, bare, WIRE) == [Change.ADDED, Change.UPDATED]
    assert (await only(stores)).url == WIRE.url


async def test_a_copy_that_is_rewritten_is_an_article_of_its_own(stores: Index) -> None:
    rewritten = article("Old bridge shut", "It was never shut.", url=COPY.url)

    await changes(stores, WIRE, COPY)
    assert await changes(stores, rewritten) == [Change.ADDED]
    titles = {each.title: each.id for each in await stores.articles.entries()}
    assert set(titles) == {"Bridge to close", "Old bridge shut"}
    assert (await stores.articles.get(titles["Bridge to close"])).publications == ()


async def test_what_is_rewritten_has_no_copies(stores: Index) -> None:
    await changes(stores, WIRE, COPY)
    rewritten = article("Bridge to close", "It stays open.", source="The Wire", url=WIRE.url)

    assert await changes(stores, rewritten) == [Change.UPDATED]
    assert (await only(stores)).publications == ()
    assert await changes(stores, COPY) == [Change.ADDED]


async def test_a_new_title_leaves_the_copies(stores: Index) -> None:
    await changes(stores, WIRE, COPY)

    assert await changes(stores, replace(WIRE, title="Bridge closes")) == [Change.UPDATED]
    assert [each.source for each in (await only(stores)).publications] == ["Copying Daily"]


@pytest.mark.parametrize("source", ["The Wire", "Copying Daily"])
async def test_it_is_found_under_each_of_its_sources(stores: Index, source: str) -> None:
    await changes(stores, WIRE, COPY)

    assert len(await stores.articles.keys(Scope(sources=(source,)))) == 1


async def test_copies_go_with_the_article(stores: Index) -> None:
    await changes(stores, WIRE, COPY)
    await stores.ingest.remove((await only(stores)).id)

    assert await changes(stores, COPY) == [Change.ADDED]
