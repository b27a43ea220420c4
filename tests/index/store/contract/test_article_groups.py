"""What readers may not read counts for nothing in any store, whatever it is kept in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import pytest

from index.errors import AmbiguousArticle, ArticleNotFound, GroupNameWrong, LibraryEmpty
from index.store import full_text
from index.types import SEES_ALL, Article, Audience, Place, Scope
from tests.index.fakes import Index, article, opened
from tests.index.store.contract.databases import DATABASES, where_in

NOBODY = Audience()
POLITICS = Audience(frozenset({"politics"}))
OPEN = Scope(readable_by=NOBODY)

OPEN_ONES = [
    article(f"Report {number}", f"The {word} of the harbour, the {other}.", f"A {word} came.")
    for number, (word, other) in enumerate(
        [("map", "sea"), ("beetle", "sea"), ("ferry", "map"), ("ferry", "beetle")]
    )
]
HIDDEN_ONES = [
    article(f"Secret {number}", f"The {word} and the {word} of the sea.", f"The {word} is sold.")
    for number, word in enumerate(["map", "maps", "beetle", "sold"])
]


@pytest.fixture(params=DATABASES)
def two(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Index, Index]]:
    """A library with articles of the group politics between others, and one without them."""
    with ExitStack() as stack:
        folders = [tmp_path_factory.mktemp("hidden") for _ in range(2)]
        one, other = (
            stack.enter_context(opened(each, where=where_in(request, each))) for each in folders
        )
        yield one, other


async def fill(index: Index, hidden: Sequence[Article]) -> None:
    """Store the open articles, and before each a hidden one."""
    for at, each in enumerate(OPEN_ONES):
        if hidden:
            await index.articles.regroup((await index.store(hidden[at])).id, ["Politics "])
        await index.store(each)


async def best(index: Index, terms: Sequence[str], limit: int, scope: Scope = OPEN) -> list[str]:
    """The paragraphs that are best for these terms to who is in no group."""
    within = await index.articles.within(scope)
    rows = await index.lexical.best(terms, limit, within.keys, within.hidden)
    found = await index.embeddings.candidates_at(rows, index.encoder.name)
    texts = {each.row: each.paragraph.text for each in found}
    return [texts[row] for row in rows]


@pytest.mark.parametrize("scored", [1, 3, 6, 10_000])
async def test_the_order_by_words_is_that_of_a_library_without_them(
    two: tuple[Index, Index], monkeypatch: pytest.MonkeyPatch, scored: int
) -> None:
    """Also which words are too common to be looked up."""
    monkeypatch.setattr(full_text, "SCORED", scored)
    one, other = two
    await fill(one, HIDDEN_ONES)
    await fill(other, [])
    scopes = [OPEN, Scope(article_ids=("report-0", "report-2", "report-3"), readable_by=NOBODY)]
    for scope in scopes:
        for terms in (["map", "beetl", "ferri"], ["sea", "map"], ["sold"], ["came", "harbour"]):
            for limit in (1, 2, 9):
                found = await best(one, terms, limit, scope)
                assert found == await best(other, terms, limit, scope), (terms, limit)
    assert await best(one, ["sold"], 9, Scope()) != []


async def test_a_hidden_article_is_there_for_nobody_else(two: tuple[Index, Index]) -> None:
    one, _ = two
    await fill(one, HIDDEN_ONES)
    everything = await one.articles.entries()
    assert len(everything) == 8
    assert {each.groups for each in everything} == {(), ("politics",)}
    assert len(await one.articles.entries(Scope(readable_by=POLITICS))) == 8
    listed = await one.articles.entries(OPEN)
    assert [each.title for each in listed] == [each.title for each in reversed(OPEN_ONES)]
    secret = next(each.id for each in everything if each.title == "Secret 0")
    for name in (secret, "secret-0", "secret"):
        with pytest.raises(ArticleNotFound):
            await one.articles.get(name, NOBODY)
        with pytest.raises(ArticleNotFound):
            await one.articles.keys(Scope(article_ids=(name,), readable_by=NOBODY))
        with pytest.raises(ArticleNotFound):
            await one.articles.regroup(name, [], NOBODY)
    with pytest.raises(AmbiguousArticle):
        await one.articles.get("secret", POLITICS)
    assert (await one.articles.get(secret, POLITICS)).title == "Secret 0"
    within = await one.articles.within(OPEN)
    assert not await one.articles.exceeds(8, within.keys)
    assert await one.articles.exceeds(7, within.keys)
    assert await one.articles.exceeds(8)
    assert await one.articles.rows([Place(secret, 1)], within.keys) == []
    assert len(await one.articles.rows([Place(secret, 1)])) == 1


async def test_nearest_are_as_many_as_are_wanted_past_those_that_are_hidden(
    two: tuple[Index, Index],
) -> None:
    one, other = two
    await fill(one, HIDDEN_ONES)
    await fill(other, [])
    for index in two:
        await index.vectors.sync()
    question = await one.encoder.question("The map and the map of the sea.")
    found: list[list[str]] = []
    for index in (one, other):
        within = await index.articles.within(OPEN)
        rows = await index.vectors.nearest(question.vector, 3, within.keys)
        candidates = await index.embeddings.candidates_at(rows, index.encoder.name)
        texts = {each.row: each.paragraph.text for each in candidates}
        found.append([texts[row] for row in rows])
    assert found[0] == found[1]


async def test_to_who_may_read_nothing_the_library_is_empty(two: tuple[Index, Index]) -> None:
    one, _ = two
    await one.articles.regroup((await one.store(HIDDEN_ONES[0])).id, ["politics"])
    with pytest.raises(LibraryEmpty):
        await one.retriever.passages("map", OPEN)
    survey = await one.articles.survey(9, (await one.articles.within(OPEN)).keys)
    assert survey.embedder is not None, "without what is hidden it tells what all see"
    within = await one.articles.within(OPEN)
    survey = await one.articles.survey(9, within.keys, within.hidden)
    assert (survey.embedder, survey.languages, survey.exceeds) == (None, (), False)


async def test_an_article_may_be_in_several_groups_and_is_open_again(
    two: tuple[Index, Index],
) -> None:
    one, _ = two
    stored = await one.store(OPEN_ONES[0])
    await one.articles.regroup(stored.id, ["politics", "embargo"])
    for audience, count in ((NOBODY, 0), (POLITICS, 1), (Audience(frozenset({"embargo"})), 1)):
        assert len(await one.articles.entries(Scope(readable_by=audience))) == count
    [entry] = await one.articles.entries(Scope(readable_by=POLITICS))
    assert entry.groups == ("politics",), "no reader is told of groups that they are not in"
    for wrong in ("", "two words", "x" * 41, "a/b", "-a"):
        with pytest.raises(GroupNameWrong):
            await one.articles.regroup(stored.id, [wrong])
    await one.articles.regroup(stored.id, [])
    assert len(await one.articles.entries(OPEN)) == 1
    assert SEES_ALL.sees_all


async def test_how_many_paragraphs_are_hidden_changes_no_order(two: tuple[Index, Index]) -> None:
    """Of many paragraphs a word that a few have is worth more than of a few."""
    one, other = two
    sea = "sea " * 20
    texts = (f"harbour {sea[:32]}", f"map map map {sea[:16]}", f"map {sea[:76]}", f"map {sea[:24]}")
    for index in two:
        for at, text in enumerate(texts):
            await index.store(article(f"{at}", text))
    hidden = await one.store(article("Much", *(f"Bell {number}." for number in range(200))))
    seen_by_all = await best(one, ["harbour", "map"], 1, Scope())
    await one.articles.regroup(hidden.id, ["politics"])
    found = await best(one, ["harbour", "map"], 1)
    assert found == await best(other, ["harbour", "map"], 1)
    assert found != seen_by_all, "else this would tell nothing"


async def test_an_article_that_is_hidden_while_it_is_found_is_found_by_nobody_else(
    two: tuple[Index, Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search knows what it may not look at before it looks, and then another is hidden."""
    index, _ = two
    await fill(index, [])
    recall = index.retriever.recall

    async def recalled(*given: Any) -> Any:  # noqa: ANN401
        if not stored:
            stored.append(await index.store(HIDDEN_ONES[2]))
            await index.articles.regroup(stored[0].id, ["politics"])
        return await recall(*given)

    stored: list[Article] = []
    monkeypatch.setattr(index.retriever, "recall", recalled)
    found = await index.retriever.passages("Who is the beetle that is sold?", OPEN, limit=48)
    assert stored
    assert found
    assert stored[0].id not in {each.article.id for each in found}
    theirs = await index.retriever.passages("Who is the beetle that is sold?", limit=48)
    assert stored[0].id in {each.article.id for each in theirs}
    with pytest.raises(ArticleNotFound):
        await index.articles.get_all([stored[0].id], NOBODY)
