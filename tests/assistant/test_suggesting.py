"""Questions to begin with."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from api.settings import Settings
from api.wiring import wired
from assistant.suggesting import MOST, suggested
from assistant.types import Outcome


async def test_every_one_is_answered(sample_folder: Path, tmp_path: Path) -> None:
    """By the article that they are about; two kinds of them are there."""
    folder = shutil.copytree(sample_folder, tmp_path / "data")  # answers are kept there
    async with wired(Settings(folder)) as parts:
        article = await parts.library.get((await parts.library.entries())[0].id)
        questions = await suggested(article, parts.search)
        answers = [await parts.assistant.ask(question) for question in questions]
    assert len(questions) == len(set(questions)) == MOST
    assert any(question.startswith("Who says ") for question in questions)
    assert any(question.startswith("What does ") for question in questions)
    assert [answer.outcome for answer in answers] == [Outcome.ANSWERED] * MOST


@pytest.mark.parametrize("language", ["es", "ar"])
async def test_none_about_an_article_in_another_language(
    sample_folder: Path, language: str
) -> None:
    async with wired(Settings(sample_folder)) as parts:
        [article] = [await parts.library.get(each.id) for each in await parts.library.entries()]
        assert await suggested(replace(article, language=language), parts.search) == []
