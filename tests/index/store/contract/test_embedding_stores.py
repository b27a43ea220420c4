"""What holds for every embedding store."""

from __future__ import annotations

import numpy as np
import pytest

from index.embedding.encoder import SIGN_BYTES, Encoded
from index.errors import EmbedderMismatch
from index.identity import paragraph_digest
from index.types import Article, Scope
from tests.index.fakes import Index, article

FERRIES = article("Ferries", "The ferry sails.", "It is old.")


def encoded(value: float, dimensions: int = 8) -> Encoded:
    """A paragraph of one chunk, which is one sentence."""
    return Encoded(
        chunks=1,
        spans=np.array([(0, 4), (0, 4)], np.int32),
        vectors=np.full((2, dimensions), value, np.float32),
        signs=np.full((3, SIGN_BYTES), 7, np.uint8),
        ranges=np.array([(0, 3)], np.int32),
    )


def digests(of: Article) -> list[str]:
    return [paragraph_digest(of, each.text) for each in of.paragraphs]


async def stored(stores: Index, of: Article, embedder: str = "one") -> Article:
    by_digest = {digest: encoded(0.5 + at) for at, digest in enumerate(digests(of))}
    await stores.embeddings.save(embedder, by_digest)
    await stores.embeddings.adopt(embedder)
    kept = await stores.articles.put(of, embedder)
    assert kept
    return kept


async def test_paragraphs_come_back_as_they_were_encoded(stores: Index) -> None:
    """In order, with their terms; vectors are of half precision."""
    await stored(stores, FERRIES)
    one, two = await stores.embeddings.candidates(None, "one")
    assert [one.paragraph, two.paragraph] == [*FERRIES.paragraphs]
    assert one.terms == ("ferri", "sail")
    assert (one.encoded.chunks, one.encoded.ranges.tolist()) == (1, [[0, 3]])
    assert one.encoded.signs.tolist() == encoded(0).signs.tolist()
    assert one.encoded.vectors.dtype == np.float32
    assert two.encoded.vectors.tolist() == [[1.5] * 8] * 2
    assert [each.text for each in one.sentences] == ["The "]


async def test_candidates_are_of_the_articles_or_rows_that_are_named(stores: Index) -> None:
    await stored(stores, FERRIES)
    olives = await stored(stores, article("Olives", "The harvest failed."))
    keys = await stores.articles.keys(Scope((olives.id,)))
    [found] = await stores.embeddings.candidates(keys, "one")
    assert found.article_id == olives.id
    [same] = await stores.embeddings.candidates_at([found.row], "one")
    assert same.place == found.place
    assert await stores.embeddings.candidates(None, "another") == []


async def test_chunks_go_by_the_rows_of_their_paragraphs(stores: Index) -> None:
    await stored(stores, FERRIES)
    keys = await stores.embeddings.article_keys()
    rows = [each.row for each in await stores.embeddings.candidates(None, "one")]
    chunks = await stores.embeddings.chunks(keys, "one")
    assert chunks.ids == [f"{row}:0" for row in rows]
    assert chunks.articles == keys * 2
    assert chunks.vectors.tolist() == [[0.5] * 8, [1.5] * 8]
    assert await stores.embeddings.count_chunks("one") == 2
    assert await stores.embeddings.count_chunks("another") == 0


async def test_what_is_kept_need_not_be_embedded_again(stores: Index) -> None:
    first, second = digests(FERRIES)
    assert await stores.embeddings.missing([first, second], "one") == {first, second}
    await stores.embeddings.save("one", {first: encoded(0.5)})
    assert await stores.embeddings.missing([first, second], "one") == {second}
    assert await stores.embeddings.missing([first], "another") == {first}


async def test_an_embedder_is_adopted_once_all_paragraphs_have_its_vectors(stores: Index) -> None:
    """And those of the one before it are dropped."""
    assert await stores.embeddings.embedder() is None
    await stored(stores, FERRIES)
    first, second = digests(FERRIES)
    await stores.embeddings.save("other", {first: encoded(0.5, 4)})
    assert not await stores.embeddings.adopt("other")
    assert await stores.embeddings.embedder() == "one"
    await stores.embeddings.save("other", {second: encoded(0.5, 4)})
    assert await stores.embeddings.adopt("other")
    assert await stores.embeddings.embedder() == "other"
    assert await stores.embeddings.missing([first], "one") == {first}


async def test_an_article_is_not_stored_before_its_vectors_are(stores: Index) -> None:
    await stores.embeddings.adopt("one")
    assert await stores.articles.put(FERRIES, "one") is None
    await stored(stores, FERRIES)
    assert await stores.articles.put(FERRIES, "another") is None


async def test_vectors_of_other_dimensions_are_refused(stores: Index) -> None:
    first, second = digests(FERRIES)
    await stores.embeddings.save("one", {first: encoded(0.5)})
    with pytest.raises(EmbedderMismatch, match="4 dimensions, and the index has 8"):
        await stores.embeddings.save("one", {second: encoded(0.5, 4)})
    await stores.embeddings.save("other", {second: encoded(0.5, 4)})


async def test_pruning_drops_what_is_of_no_use(stores: Index) -> None:
    """Vectors that no paragraph refers to, and all where a model has other dimensions now."""
    await stored(stores, FERRIES)
    first, _ = digests(FERRIES)
    unused = "00" * 32
    await stores.embeddings.save("one", {unused: encoded(0.5)})
    await stores.embeddings.prune("one", dimensions=8)
    assert await stores.embeddings.missing([first, unused], "one") == {unused}
    await stores.embeddings.prune("one", dimensions=4)
    assert await stores.embeddings.missing([first], "one") == {first}
