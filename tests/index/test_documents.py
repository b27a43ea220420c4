"""Documents that quote articles: found again by id, and gone with the articles."""

from __future__ import annotations

from datetime import UTC, datetime

from index.documents import Documents
from tests.index.fakes import Index, article, files_with

NOW = datetime(2026, 2, 23, 14, 24, tzinfo=UTC)


async def test_a_document_is_found_by_how_its_id_begins(index: Index) -> None:
    """The whole id wins over longer ones that begin with it."""
    stored = await index.store(article("Ferries", "The ferry sails."))
    documents = Documents(index.database)
    for document_id in ("ab", "abc", "b"):
        await documents.put(document_id, NOW, f"document {document_id}", [stored.id])
    assert await documents.starting("b") == ["document b"]
    assert await documents.starting("ab") == ["document ab"]
    assert len(await documents.starting("a")) == 2
    assert await documents.starting("") == await documents.starting("x") == []
    assert await documents.latest(2) == ["document b", "document abc"]


async def test_a_removed_article_takes_what_quotes_it_along(index: Index) -> None:
    """None of the quoted words is left in any file; what quotes others stays."""
    ferries = await index.store(article("Ferries", "The xylophonic ferry sails."))
    olives = await index.store(article("Olives", "The harvest failed."))
    documents = Documents(index.database)
    await documents.put("a", NOW, "xylophonic words", [ferries.id, olives.id])
    await documents.put("b", NOW, "other words", [olives.id])
    await index.ingest.remove(ferries.id)
    assert await documents.latest(9) == ["other words"]
    index.database.close()
    assert files_with(index.folder, ["xylophonic"]) == set()


async def test_nothing_is_kept_that_quotes_an_article_removed_meanwhile(index: Index) -> None:
    documents = Documents(index.database)
    await documents.put("a", NOW, "its words", ["gone"])
    assert await documents.latest(9) == []
