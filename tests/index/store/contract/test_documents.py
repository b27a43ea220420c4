"""Documents that quote articles: found again by id, and gone with what they quote."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from index.store.documents import DocumentStore, Reader
from index.types import SEES_ALL, Article, Place
from tests.index.fakes import Index, article, files_with

NOW = datetime(2026, 2, 23, 14, 24, tzinfo=UTC)
URL = "https://a.example/ferries"


@pytest.fixture
def index(stores: Index) -> Index:
    """In each database."""
    return stores


def held(of: Article, *numbers: int) -> dict[Place, str | None]:
    """These paragraphs as they read, or the first one."""
    return {Place(of.id, each): of.paragraph(each).text for each in numbers or (1,)}


async def test_a_document_is_found_by_how_its_id_begins(index: Index) -> None:
    """The whole id wins over longer ones that begin with it."""
    stored = await index.store(article("Ferries", "The ferry sails."))
    documents = DocumentStore(index.database)
    for document_id in ("ab", "abc", "b"):
        await documents.put(document_id, NOW, f"document {document_id}", held(stored))
    assert await documents.with_prefix("b") == ["document b"]
    assert await documents.with_prefix("ab") == ["document ab"]
    assert len(await documents.with_prefix("a")) == 2
    assert await documents.with_prefix("") == await documents.with_prefix("x") == []
    assert await documents.latest(2) == ["document b", "document abc"]


async def test_a_document_of_somebody_is_theirs_and_found_by_its_whole_id(index: Index) -> None:
    stored = await index.store(article("Ferries", "The ferry sails."))
    documents = DocumentStore(index.database)
    await documents.put("abc", NOW, "Anna's", held(stored), owner="anna")
    await documents.put("abd", NOW, "nobody's", held(stored))
    assert await documents.get("abc", of("anna")) == await documents.get("abc") == "Anna's"
    assert await documents.get("abd") == "nobody's"
    for document_id, owner in (("abc", "ben"), ("abd", "anna"), ("ab", "anna"), ("ab", None)):
        assert await documents.get(document_id, of(owner)) is None


async def test_a_removed_article_takes_what_quotes_it_along(index: Index) -> None:
    """None of the quoted words is left in any file; what quotes others stays."""
    ferries = await index.store(article("Ferries", "The xylophonic ferry sails."))
    olives = await index.store(article("Olives", "The harvest failed."))
    documents = DocumentStore(index.database)
    await documents.put("a", NOW, "xylophonic words", {**held(ferries), **held(olives)})
    await documents.put("b", NOW, "other words", held(olives))
    await index.ingest.remove(ferries.id)
    assert await documents.latest(9) == ["other words"]
    index.database.close()
    assert files_with(index.folder, ["xylophonic"]) == set()


@pytest.mark.parametrize(
    ("texts", "stay"),
    [
        (("The ferry sails.", "It costs 41.", "It is old.", "New."), {"1", "12", "2", "3"}),
        (("The ferry sails.", "It costs 40.", "It is old."), {"1", "3"}),
        (("The ferry sails.", "It is old."), {"1"}),
        (("First.", "The ferry sails.", "It costs 41.", "It is old."), set()),
    ],
    ids=["one more at the end", "changed", "cut out", "moved"],
)
async def test_an_update_takes_along_what_holds_words_that_are_gone(
    index: Index, texts: tuple[str, ...], stay: set[str]
) -> None:
    """Or that stand under another number: `[2]` would lead to something else.

    What is about paragraphs that stand as they stood, stays.
    """
    before = ("The ferry sails.", "It costs 41.", "It is old.")
    ferries = await index.store(article("Ferries", *before, url=URL))
    olives = await index.store(article("Olives", "The harvest failed."))
    documents = DocumentStore(index.database)
    for name, numbers in (("1", (1,)), ("12", (1, 2)), ("2", (2,)), ("3", (3,))):
        await documents.put(name, NOW, name, held(ferries, *numbers))
    await documents.put("other", NOW, "other", held(olives))
    updated = await index.store(article("Ferries", *texts, url=URL))
    assert updated.id == ferries.id
    assert set(await documents.latest(9)) == {"other"} | stay


async def test_nothing_of_what_was_quoted_is_left_in_any_file_after_an_update(
    index: Index,
) -> None:
    """Even while the library is open, as a server has it."""
    ferries = await index.store(article("Ferries", "The xylophonic ferry.", "Old.", url=URL))
    documents = DocumentStore(index.database)
    await documents.put("a", NOW, "xylophonic words", held(ferries))
    await index.store(article("Ferries", "The ferry.", "Old.", url=URL))
    assert files_with(index.folder, ["xylophonic"]) == set()


async def test_another_title_takes_along_all_that_quotes_the_article(index: Index) -> None:
    """Citations have it."""
    ferries = await index.store(article("Xylophonic ferries", "The ferry sails.", url=URL))
    documents = DocumentStore(index.database)
    await documents.put("a", NOW, "Xylophonic ferries, paragraph 1", held(ferries))
    await index.store(article("Ferries", "The ferry sails.", url=URL))
    assert await documents.latest(9) == []


async def test_a_document_whose_paragraphs_nobody_noted_goes_with_any_change(
    index: Index,
) -> None:
    """As libraries have them that were made before they were noted."""
    ferries = await index.store(article("Ferries", "The ferry sails.", "Old.", url=URL))
    documents = DocumentStore(index.database)
    await documents.put("a", NOW, "words", held(ferries))
    with index.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM document_paragraphs")
    await index.store(article("Ferries", "The ferry sails.", "Old.", "New.", url=URL))
    assert await documents.latest(9) == []


async def test_nothing_is_kept_that_quotes_what_was_removed_or_changed_meanwhile(
    index: Index,
) -> None:
    """While the answer was made; of what was told before only what is there is noted."""
    ferries = await index.store(article("Ferries", "The ferry sails.", url=URL))
    documents = DocumentStore(index.database)
    await index.store(article("Ferries", "The ferry does not sail.", url=URL))
    await documents.put("a", NOW, "its words", held(ferries))
    await documents.put("b", NOW, "its words", {Place("gone", 1): "Its words."})
    await documents.put("c", NOW, "its words", {Place(ferries.id, 7): "Its words."})
    assert await documents.latest(9) == []
    told: dict[Place, str | None] = {Place("gone", 1): None, Place(ferries.id, 1): None}
    await documents.put("d", NOW, "its words", told)
    assert await documents.latest(9) == ["its words"]
    await index.store(article("Ferries", "The ferry sails again.", url=URL))
    assert await documents.latest(9) == []


def of(owner: str | None) -> Reader:
    """Whoever sees what is this owner's; None: everybody's."""
    return Reader(None if owner is None else (owner,), SEES_ALL)
