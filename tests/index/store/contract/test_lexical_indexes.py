"""What holds for every lexical index."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.ranking import query_terms
from index.store import full_text
from index.types import Scope
from tests.index.fakes import Index, article, opened
from tests.index.store.contract.databases import DATABASES, where_in

ARTICLES = (
    article("Ferry strike ends", "The harbour had been closed.", "A mediator came from Lisbon."),
    article("Olive harvest fails", "Farmers lost their olives.", "The beetle came from Lisbon."),
    article("Museum buys a map", "The map shows the harbour of the harbour town."),
)


@pytest.fixture(scope="module", params=DATABASES)
def shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Index]:
    """Stores with the articles, for tests that only search."""

    async def fill() -> None:
        for each in ARTICLES:
            await index.store(each)

    folder = tmp_path_factory.mktemp("shared")
    with opened(folder, where=where_in(request, folder)) as index:
        asyncio.run(fill())
        yield index


async def texts(index: Index, rows: list[int]) -> list[str]:
    """The paragraphs at these rows, in their order."""
    found = await index.embeddings.candidates_at(rows, index.encoder.name)
    by_row = {each.row: each.paragraph.text for each in found}
    return [by_row[row] for row in rows]


async def test_the_best_come_first_and_no_more_than_wanted(shared: Index) -> None:
    rows = await shared.lexical.best(["harbour", "town"], 9)
    assert [text[:7] for text in await texts(shared, rows)] == ["The map", "The har"]
    assert await shared.lexical.best(["harbour", "town"], 1) == rows[:1]


async def test_titles_count_too(shared: Index) -> None:
    rows = await shared.lexical.best(["oliv"], 9)
    assert set(await texts(shared, rows)) == {each.text for each in ARTICLES[1].paragraphs}


async def test_articles_can_be_chosen(shared: Index) -> None:
    keys = await shared.articles.keys(Scope(article_ids=("museum",)))
    [row] = await shared.lexical.best(["harbour", "lisbon"], 9, keys)
    assert (await texts(shared, [row]))[0].startswith("The map")
    assert await shared.lexical.best(["harbour"], 9, []) == []


async def test_nothing_is_found_by_no_terms_or_by_terms_that_are_nowhere(shared: Index) -> None:
    assert await shared.lexical.best([], 9) == []
    assert await shared.lexical.best(["nowher"], 9) == []


async def test_what_is_changed_or_removed_is_not_found_any_more(stores: Index) -> None:
    for each in ARTICLES:
        await stores.store(each)
    await stores.articles.remove("olive")
    assert len(await stores.lexical.best(["lisbon"], 9)) == 1
    await stores.store(article(ARTICLES[0].title, "The harbour had been closed.", "It is over."))
    assert await stores.lexical.best(["lisbon", "mediat"], 9) == []
    assert len(await stores.lexical.best(["over"], 9)) == 1


@settings(max_examples=40)
@given(terms=st.lists(st.text(min_size=1, max_size=12), max_size=5))
def test_no_term_breaks_a_query(shared: Index, terms: list[str]) -> None:
    """As `terms` makes them of any text."""
    query = query_terms(" ".join(terms).encode("utf-8", "replace").decode(), [None, "de", "zh"])

    async def look_up() -> None:
        await shared.lexical.best(query, 5)

    asyncio.run(look_up())


async def test_a_common_word_is_looked_up_when_there_is_no_rarer_one(
    shared: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Terms that are nowhere in the library are no reason to leave it out."""
    monkeypatch.setattr(full_text, "SCORED", 1)
    assert len(await shared.lexical.best(["harbour", "nowher"], 9)) == 2
    assert len(await shared.lexical.best(["harbour", "mediat"], 9)) == 1


async def test_of_two_that_have_a_word_as_often_the_shorter_is_better(stores: Index) -> None:
    """Also where the lengths take more than a byte."""
    for length in (300, 130, 20):
        await stores.store(article(f"Of {length}", f"Harbour {'sea ' * length}"))
    rows = await stores.lexical.best(["harbour"], 9)
    assert [len(text) for text in await texts(stores, rows)] == sorted(
        len(f"Harbour {'sea ' * length}") for length in (300, 130, 20)
    )
