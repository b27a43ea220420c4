"""Scopes read out of questions: by paper, author, time and title."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.scoping.mentions import papers_named
from assistant.types import NoteKind, Outcome
from index.types import Article, Scope
from tests.assistant.newsroom import (
    COLLAPSE,
    CORRECTION,
    GAZETTE,
    LAMPS,
    POST,
    RISING,
    TALKS,
    WALK_OUT,
    asked,
    titles,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that each question finds filled."""
    return tmp_path_factory.mktemp("newsroom") / "data"


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("How many people were hurt, according to the Gazette?", f"in the {GAZETTE}", [COLLAPSE]),
        ("how many were hurt in the post's story", f"in the {POST}", [RISING]),
        ("How many people were hurt in the Valley Post article?", f"in the {POST}", [RISING]),
        ("list the articles of last month", "October 2026", [LAMPS, WALK_OUT]),
        ("any articles by Nora Webb?", "by Nora Webb", [COLLAPSE, WALK_OUT]),
        ("what has Mia Krol written", "by Mia Krol", [TALKS, RISING]),
        ("summarize the cooper street article", f"in “{LAMPS.title}”", [LAMPS]),
        ("sum up the lamplighter story", f"in “{LAMPS.title}”", [LAMPS]),
        (f"What is new in “{RISING.title}”?", f"in “{RISING.title}”", [RISING]),
        ("what happened last month?", "October 2026", [LAMPS, WALK_OUT]),
        ("articles in the Gazette in October 2026", f"in the {GAZETTE}, October 2026", [WALK_OUT]),
        ("Who leads the quarry union in all articles?", None, [WALK_OUT]),
        ("show me everything Nora Webb wrote", "by Nora Webb", [COLLAPSE, WALK_OUT]),
        ("what was in the Valley Post last month", f"in the {POST}, October 2026", [LAMPS]),
        ("did the Gazette write about the strike?", f"in the {GAZETTE}", [WALK_OUT]),
        ("summarise the two quarry articles", "in 2 articles about “quarry”", [TALKS, WALK_OUT]),
        ("what's new since the correction", "since the correction", [TALKS, CORRECTION]),
    ],
)
async def test_the_articles_are_those_that_the_question_names(
    folder: Path, question: str, words: str | None, expected: list[Article]
) -> None:
    [answer] = await asked(folder, question)
    assert (answer.scope.words if answer.scope else None) == words
    assert titles(answer)[: len(expected)] == [each.title for each in expected]
    named = [note.text for note in answer.notes if note.kind is NoteKind.SCOPE]
    assert len(named) == (words is not None)
    assert all(words in text for text in named if words)


@pytest.mark.parametrize(
    "question",
    [
        "Did the post office close?",
        "Who owns the Gazette?",
        "May the mayor close the path?",
        "What happened in the bank last spring?",
        "When did the bridge fall in November 2026?",
        "What did the mayor say in the report?",
        "What happened in September 2026?",
        f"Who used the words “{RISING.title}”?",
        f"Who says that it was a case of “{RISING.title}”?",
    ],
)
async def test_other_words_name_no_scope(folder: Path, question: str) -> None:
    [answer] = await asked(folder, question)
    assert answer.scope is None


async def test_what_was_given_holds(folder: Path) -> None:
    """A paper that is named is looked for within the scope that the caller gave."""
    in_post = Scope(sources=(POST,))
    hurt, gazette = await asked(
        folder,
        "How many people were hurt?",
        "Which articles are there in the Gazette?",
        scope=in_post,
    )
    assert titles(hurt) == [RISING.title]
    assert gazette.scope is None
    assert COLLAPSE.title not in titles(gazette)


async def test_where_the_named_paper_is_silent_no_other_is_asked(folder: Path) -> None:
    [answer] = await asked(folder, "Who leads the quarry union, according to the Valley Post?")
    assert WALK_OUT.title not in titles(answer)
    [answer] = await asked(folder, "Who is Jan Velt, according to the Gazette?")
    assert answer.outcome is Outcome.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "papers"),
    [
        ("Who won, according to the Upton Gazette?", ["Upton Gazette"]),
        ("Who won, according to the Gazette?", ["Harbour Gazette", "Upton Gazette"]),
        ("Who won the Gazette prize?", []),
    ],
)
def test_a_whole_name_goes_before_a_part_of_another(question: str, papers: list[str]) -> None:
    named = papers_named(question, ["Harbour Gazette", "Upton Gazette"])
    assert [each.what for each in named] == papers
