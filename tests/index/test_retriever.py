"""A question in, passages out: scopes, languages, hostile questions, others at work."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from index import retriever
from index.errors import AmbiguousArticle, ArticleNotFound, EmbedderMismatch, NothingToSearch
from index.ranking import query_terms
from index.retriever import AT_ONCE, HybridRetriever, Search
from index.store.records import Candidate
from index.types import Article, Passage, Place, Scope
from tests.index.fakes import FakeEmbedder, Index, article, opened

ARTICLES = (
    article(
        "Ferry strike ends",
        "Crews went back to work on Monday. The harbour had been closed for nine days.",
        "A mediator from Lisbon brought the two sides together, the union said.",
        "Fares will rise in April.",
        source="Herald",
        published=datetime(2026, 2, 23),
    ),
    article(
        "Olive harvest fails",
        "Farmers in the south lost half of their olives to a beetle.",
        "The beetle came from Lisbon in crates of plants. Nobody noticed it for months.",
        source="Post",
        published=datetime(2026, 3, 1),
    ),
    article(
        "Museum buys a map",
        "The map shows the harbour as it was in 1580.",
        "It cost 1,200 euros.",
        source="Herald",
        published=datetime(2026, 3, 9),
    ),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the articles; copied, never written to."""
    folder = tmp_path_factory.mktemp("made")

    async def fill() -> None:
        with opened(folder) as index:
            for each in ARTICLES:
                await index.ingest.add(each)

    asyncio.run(fill())
    return folder


@pytest.fixture(scope="module")
def shared(made: Path) -> Iterator[Index]:
    """An index with the articles, for tests that only search."""
    with opened(made) as index:
        yield index


@pytest.fixture
def filled(made: Path, folder: Path) -> Iterator[Index]:
    """Another, for tests that change it."""
    shutil.copytree(made, folder, dirs_exist_ok=True)
    with opened(folder) as index:
        yield index


@pytest.fixture(params=["exact", "recalled"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """All paragraphs ranked, or those that Chroma and the full-text index recall."""
    if request.param == "recalled":
        monkeypatch.setattr(retriever, "EXACT", 0)
    way: str = request.param
    return way


def places(passages: Collection[Passage]) -> list[tuple[str, int]]:
    return [(each.article.title, each.paragraph.number) for each in passages]


def assert_sound(passages: list[Passage]) -> None:
    """What holds for the passages of any search."""
    scores = [each.score for each in passages]
    assert scores == sorted(scores, reverse=True)
    assert len(set(places(passages))) == len(passages)
    for each in passages:
        assert each.paragraph in each.article.paragraphs
        assert each.article.id
        numbers = [each.score, each.dense, each.lexical, each.match]
        assert all(abs(number) < 100 for number in numbers), "and not NaN"
        assert -1.01 <= each.dense <= 1.01
        assert each.lexical >= 0
        assert 0 <= each.match <= 1
        assert each.matches
        for match in each.matches:
            sentence = match.sentence
            assert each.paragraph.text[sentence.start : sentence.end] == sentence.text
            assert 0 <= match.score <= 1
            assert -1.01 <= match.dense <= 1.01
        assert each.sentence in [match.sentence for match in each.matches]


# What is found


@pytest.mark.parametrize(
    ("question", "expected", "sentence"),
    [
        ("Who brought the two sides together?", ("Ferry strike ends", 2), "A mediator from"),
        ("When will fares rise?", ("Ferry strike ends", 3), "Fares will rise"),
        ("How long was the harbour closed?", ("Ferry strike ends", 1), "The harbour had been"),
        ("Who noticed it for months?", ("Olive harvest fails", 2), "Nobody noticed it"),
        ("What did 1200 euros buy?", ("Museum buys a map", 2), "It cost 1,200 euros."),
    ],
)
async def test_both_ways_find_the_paragraph_and_its_sentence(
    shared: Index, way: str, question: str, expected: tuple[str, int], sentence: str
) -> None:
    passages = await shared.retriever.passages(question)
    assert places(passages)[0] == expected
    assert passages[0].sentence.text.startswith(sentence)
    assert_sound(passages)


@pytest.mark.parametrize("limit", [1, 3, 8, 20])
async def test_no_more_than_asked_for(shared: Index, way: str, limit: int) -> None:
    assert len(await shared.retriever.passages("Lisbon harbour", limit=limit)) == min(limit, 7)


async def test_the_same_question_has_the_same_passages(shared: Index, way: str) -> None:
    assert await shared.retriever.passages("Lisbon?") == await shared.retriever.passages("Lisbon?")


# Scopes


@pytest.mark.parametrize(
    ("scope", "titles"),
    [
        (Scope(article_ids=("ferry",)), {"Ferry strike ends"}),
        (Scope(article_ids=("ferry", "museum")), {"Ferry strike ends", "Museum buys a map"}),
        (Scope(sources=("Post",)), {"Olive harvest fails"}),
        (Scope(published_from=datetime(2026, 3, 1)), {"Olive harvest fails", "Museum buys a map"}),
        (Scope(sources=("Herald",), published_to=datetime(2026, 3, 1)), {"Ferry strike ends"}),
    ],
)
async def test_only_the_scope_is_searched(
    shared: Index, way: str, scope: Scope, titles: set[str]
) -> None:
    passages = await shared.retriever.passages(
        "What came from Lisbon to the harbour?", scope, limit=8
    )
    assert {each.article.title for each in passages} == titles
    assert_sound(passages)


async def test_an_article_can_be_named_by_its_whole_id(shared: Index, way: str) -> None:
    id_ = (await shared.articles.get("olive")).id
    passages = await shared.retriever.passages("harbour", Scope(article_ids=(id_,)))
    assert {each.article.id for each in passages} == {id_}


async def test_an_article_that_is_not_there_is_an_error(shared: Index) -> None:
    with pytest.raises(ArticleNotFound, match="'nothing'"):
        await shared.retriever.passages("Who?", Scope(article_ids=("ferry", "nothing")))


async def test_an_id_that_begins_several_is_an_error(filled: Index) -> None:
    await filled.ingest.add(article("Ferry sinks", "It sank."))
    with pytest.raises(AmbiguousArticle, match="Give more of the id"):
        await filled.retriever.passages("Who?", Scope(article_ids=("ferry",)))


async def test_an_empty_library_says_how_to_fill_it(index: Index, way: str) -> None:
    with pytest.raises(NothingToSearch, match="add an article"):
        await index.retriever.passages("Who?")


async def test_an_empty_scope_says_what_there_is(shared: Index, way: str) -> None:
    with pytest.raises(NothingToSearch, match="no article is of these"):
        await shared.retriever.passages("Who?", Scope(sources=("Nobody",)))


async def test_another_embedder_is_an_error(shared: Index) -> None:
    with opened(shared.folder, FakeEmbedder()) as other, pytest.raises(EmbedderMismatch):
        await other.retriever.passages("Who?")


# Questions of all kinds


HOSTILE = [
    "",
    " \n\t",
    "?",
    "😀 🚢",
    "\0",
    "ferry\0strike",
    '"',
    'ferry" OR "1"="1',
    "title:ferry AND body:* NOT harbour NEAR(a b, 2)",
    "ferry* ^strike + -harbour (",
    "'; DROP TABLE articles; --",
    "{column}: %s %(terms)s :terms $terms @x",
    "the and of",
    "___",
    "Что сказал министр?",
    "古巴顾问为什么离开委内瑞拉？",
    "שאלה על שביתה",
    "ما سبب الإضراب؟",
    "𞤀𞤁𞤂 ꮳꮃꭹ",
    "e\u0301\u200b\u202e\ufeff",
    "\ud800 lone",
    "word " * 400,
    "a" * 2000,
    "ferry " + "x" * 1994,
    " ".join(f"w{number}" for number in range(400)),
]


@pytest.mark.parametrize("question", HOSTILE)
async def test_any_question_can_be_asked(shared: Index, way: str, question: str) -> None:
    passages = await shared.retriever.passages(question, limit=8)
    assert_sound(passages)
    assert await shared.articles.entries()


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("de", "Die Häuser der Gemeinden wurden verkauft.", "Verkauft die Gemeinde ein Haus?"),
        ("zh", "古巴安全顾问已离开委内瑞拉。", "顾问离开了吗"),
        ("ru", "Министры обсуждали забастовку моряков.", "Что обсуждал министр?"),
        ("ja", "港は九日間閉鎖されていた。", "港の閉鎖はいつ"),
        ("th", "ท่าเรือปิดเก้าวัน", "ท่าเรือปิดไหม"),
        ("ko", "항구가 아흐레 동안 닫혔다.", "항구가 닫혔나"),
        ("ar", "أغلق الميناء تسعة أيام.", "لماذا أغلق الميناء؟"),
        ("hi", "बंदरगाह नौ दिन बंद रहा।", "बंदरगाह कब बंद"),
        ("tr", "Limanlar dokuz gün kapalı kaldı.", "Limanlarda ne oldu?"),
        ("es", "El ministro José Díaz habló de huelgas.", "huelga de Diaz"),
        (None, "The unions were striking.", "Did a union strike?"),
        ("xx", "qwxz blorp fnord.", "fnord?"),
    ],
)
async def test_any_language_is_found_by_its_words(
    filled: Index, monkeypatch: pytest.MonkeyPatch, language: str | None, text: str, question: str
) -> None:
    """By stems or pairs of characters, in a library of several languages."""
    await filled.store(article("Andere", "Ein Satz ganz für sich.", language="de"))
    stored = await filled.store(article("It", text, language=language))
    query = query_terms(question, await filled.articles.languages())
    rows = await filled.lexical.best(query, 1)
    [found] = await filled.embeddings.candidates_at(rows, filled.encoder.name)
    assert found.article_id == stored.id
    monkeypatch.setattr(retriever, "EXACT", 0)
    passages = await filled.retriever.passages(question, Scope(article_ids=(stored.id,)))
    assert passages[0].lexical > 0


# Others at work


async def test_many_searches_at_once_have_the_answers_of_one(shared: Index, way: str) -> None:
    questions = ["Who mediated?", "beetle", "1580", "April fares"] * 3
    together = await asyncio.gather(*(shared.retriever.passages(each) for each in questions))
    for question, passages in zip(questions[:4], together[:4], strict=True):
        assert passages == await shared.retriever.passages(question)
    assert together[:4] * 3 == together


async def test_no_more_searches_compute_at_once_than_there_are_cores(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    await index.store(article("Olive harvest fails", "The harvest failed."))
    running, most = 0, 0
    recall = HybridRetriever.recall

    async def counted(
        self: HybridRetriever, search: Search, also: Collection[Place]
    ) -> list[Candidate]:
        nonlocal running, most
        running += 1
        most = max(most, running)
        try:
            return await recall(self, search, also)
        finally:
            running -= 1

    monkeypatch.setattr(HybridRetriever, "recall", counted)
    await asyncio.gather(*(index.retriever.passages("harvest") for _ in range(4 * AT_ONCE)))
    assert most == AT_ONCE


async def test_a_search_while_articles_come_and_go(filled: Index, way: str) -> None:
    """Each answer is of one moment: its paragraphs are in its articles."""

    async def come_and_go() -> None:
        for number in range(4):
            extra = article(f"Extra {number}", f"The harbour{number} and Lisbon are mentioned.")
            stored = (await filled.ingest.add(extra)).article
            changed = article(f"Extra {number}", *(p.text for p in extra.paragraphs), "Lisbon.")
            await filled.ingest.add(changed)
            if number % 2:
                await filled.ingest.remove(stored.id)

    writing = asyncio.create_task(come_and_go())
    while not writing.done():
        assert_sound(await filled.retriever.passages("harbour of Lisbon", limit=8))
    await writing
    passages = await filled.retriever.passages("harbour2 Lisbon")
    assert places(passages)[0] == ("Extra 2", 1)


@pytest.mark.parametrize("exact", [500, 0], ids=["ranked whole", "from Chroma"])
async def test_paragraphs_asked_for_come_too_wherever_they_rank(
    filled: Index, monkeypatch: pytest.MonkeyPatch, exact: int
) -> None:
    """After the best ones, unless their article is gone or outside the scope."""
    monkeypatch.setattr(retriever, "EXACT", exact)
    olive = (await filled.articles.get("olive")).id
    wanted = [Place(olive, 1), Place("gone", 1)]
    found = await filled.retriever.passages("harbour", limit=1, also=wanted)
    assert [(each.article.id, each.paragraph.number) for each in found[1:]] == [(olive, 1)]
    elsewhere = next(each.id for each in await filled.articles.entries() if each.id != olive)
    scoped = await filled.retriever.passages("harbour", Scope((elsewhere,)), limit=1, also=wanted)
    assert {each.article.id for each in scoped} == {elsewhere}


@pytest.mark.parametrize("change", ["remove", "update"])
async def test_a_search_that_an_update_overtakes_begins_again(
    filled: Index, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    recall = filled.retriever.recall
    overtaken: list[bool] = []

    async def overtake(search: Search, also: Collection[Place]) -> list[Candidate]:
        recalled = await recall(search, also)
        if not overtaken:
            overtaken.append(True)
            if change == "remove":
                await filled.ingest.remove("olive")
            else:
                texts = [paragraph.text for paragraph in ARTICLES[1].paragraphs]
                await filled.ingest.add(newer(ARTICLES[1], "The beetle is new.", *texts))
        return recalled

    monkeypatch.setattr(filled.retriever, "recall", overtake)
    passages = await filled.retriever.passages("beetle")
    assert_sound(passages)
    assert (places(passages)[0] == ("Olive harvest fails", 1)) == (change == "update")


def newer(old: Article, *texts: str) -> Article:
    return article(old.title, *texts, source=old.source, published=old.published)
