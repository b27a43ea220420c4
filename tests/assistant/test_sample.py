"""The sample: an article of 23 paragraphs, and questions that it answers as they say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.evaluation.sets.reader import read_set
from assistant.sample import ARTICLE, QUESTIONS
from index.language.folding import fold
from index.readers.formats import read_file
from index.types import Article

SHARED = Path(__file__).parents[3] / "shared" / "article" / "cuban-advisers.txt"
ASKED = read_set(QUESTIONS).questions


@pytest.fixture(params=[ARTICLE, SHARED], ids=["telling", "original"])
async def article(request: pytest.FixtureRequest) -> Article:
    path: Path = request.param
    if not path.is_file():
        pytest.skip("the original article is not beside the project")
    return await read_file(path)


def test_there_are_enough_questions_of_each_kind() -> None:
    assert len(ASKED) >= 60
    kinds = Counter(each.kind for each in ASKED)
    assert kinds.keys() == {
        "who-says",
        "fact",
        "number",
        "date",
        "several",
        "conflict",
        "unanswerable",
        "false-premise",
        "follow-up",
    }
    assert min(kinds.values()) >= 4


async def test_one_question_set_fits_both_texts(article: Article) -> None:
    """The facts of each answer are in its gold paragraphs, in the telling and the original."""
    assert len(article.paragraphs) == 23
    for each in ASKED:
        numbers = [gold for gold in each.gold_paragraphs or () if isinstance(gold, int)]
        gold = fold(" ".join(article.paragraph(number).text for number in numbers))
        for wordings in each.facts:
            assert any(fold(fact) in gold for fact in wordings), (each.id, wordings)


@pytest.mark.skipif(not SHARED.is_file(), reason="the original article is not beside the project")
async def test_the_telling_is_our_own() -> None:
    """No eight words in a row are the original's, but for who says what in the sixth paragraph."""
    mine, theirs = await read_file(ARTICLE), await read_file(SHARED)
    runs = {run for paragraph in theirs.paragraphs for run in _runs(paragraph.text)}
    copied = [run for paragraph in mine.paragraphs for run in _runs(paragraph.text) if run in runs]
    assert copied == [("one", "source", "close", "to", "venezuela's", "ruling", "party", "said")]


def _runs(text: str, length: int = 8) -> list[tuple[str, ...]]:
    words = fold(text).split()
    return [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]
