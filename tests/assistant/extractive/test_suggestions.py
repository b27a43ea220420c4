"""Questions to begin with."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from api.settings import Settings
from api.wiring import wired
from assistant.extractive.suggestions import MOST, suggested
from assistant.types import Outcome
from index.types import Article, Paragraph, Scope


async def test_every_one_is_answered(sample_folder: Path, tmp_path: Path) -> None:
    """By the article that they are about; two kinds of them are there."""
    folder = shutil.copytree(sample_folder, tmp_path / "data")  # answers are kept there
    async with wired(Settings(folder)) as parts:
        article = await parts.articles.get((await parts.articles.entries())[0].id)
        questions = await suggested(article, parts.quoting.ask)
        scope = Scope.of([article.id])
        answers = [await parts.assistant.ask(question, scope) for question in questions]
    assert len(questions) == len(set(questions)) == MOST
    assert any(question.startswith("Who says ") for question in questions)
    assert any(question.startswith("What did ") for question in questions)
    assert [answer.outcome for answer in answers] == [Outcome.ANSWERED] * MOST


RIVER = (
    "Police said the bridge over the Ems was closed on Monday.",
    "Ann Berg, an engineer, said the bridge over the Ems will open in June.",
    "The mayor denied that the town of Lowton was out of money.",
    "A hall that is, said Bob Gray, usually full of people was empty.",
    "Cy Fox spoke of making sure that the river was clean.",
    "Critics declined to say whether the bridge was too low for lorries.",
)
OTHER = (
    "Police said the bridge over the Ems was closed on Monday by the police.",
    "Police in Upton said a man was arrested in a shop.",
)


async def test_each_is_answered_by_its_own_article(tmp_path: Path) -> None:
    """With who says it named; nothing is suggested that has no subject or nobody says."""
    async with wired(Settings(tmp_path)) as parts:
        for title, texts in (("The bridge", RIVER), ("The police", OTHER)):
            paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(texts, 1))
            await parts.ingest.add(Article(title, paragraphs, language="en"))
        entries = await parts.articles.entries()
        articles = {each.title: await parts.articles.get(each.id) for each in entries}
        for article in articles.values():
            for question in await suggested(article, parts.quoting.ask):
                answer = await parts.assistant.ask(question, Scope.of([article.id]))
                assert article.id in {place.article_id for place in answer.cited}, question
        questions = await suggested(articles["The bridge"], parts.quoting.ask)
    assert "Who says the bridge over the Ems will open in June?" in questions
    assert "What did police say?" in questions
    assert not any("Who says is" in each or "Who says of" in each for each in questions)


@pytest.mark.parametrize("language", ["es", "ar"])
async def test_none_about_an_article_in_another_language(
    sample_folder: Path, language: str
) -> None:
    async with wired(Settings(sample_folder)) as parts:
        [article] = [await parts.articles.get(each.id) for each in await parts.articles.entries()]
        assert await suggested(replace(article, language=language), parts.quoting.ask) == []
