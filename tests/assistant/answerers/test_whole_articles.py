"""Articles listed and summarised, and several that tell of the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.types import Kind, NoteKind, Outcome
from index.types import Article
from tests.assistant.newsroom import (
    ARTICLES,
    COLLAPSE,
    CORRECTION,
    LAMPS,
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
    ("question", "expected"),
    [
        ("which articles mention Marten?", [TALKS, WALK_OUT]),
        ("what articles do we have on the strike", [TALKS, WALK_OUT]),
        ("is there anything from the Gazette on the bridge?", [CORRECTION, COLLAPSE]),
        ("which papers wrote about the quarry", [TALKS, WALK_OUT]),
        ("how many articles mention the mayor", [TALKS, RISING, LAMPS, WALK_OUT]),
        ("articles about gas lamps pls", [LAMPS]),
        ("Which articles say the gas lamps cost too much?", [LAMPS]),
        ("which articles mention Zanzibar", []),
    ],
)
async def test_the_articles_that_fit_are_listed(
    folder: Path, question: str, expected: list[Article]
) -> None:
    """The newest first, each with its paper and day."""
    [answer] = await asked(folder, question)
    assert answer.kind is Kind.ARTICLES
    assert titles(answer) == [each.title for each in expected]
    assert (answer.outcome is Outcome.NOT_FOUND) == (not expected)
    for each in expected:
        assert f"{each.source}, {each.published:%-d %B %Y}: " in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "summarise",
        "summary please",
        "tl;dr",
        "what happened?",
        "whats new",
        "key points pls",
        "can you summarize the articles for me?",
        "What are the key points?",
        "sum up all the articles, a line each",
        "can you sum all of them up",
        "one sentence per article please",
        "whats each one about",
        "what's in these articles",
    ],
)
async def test_a_library_is_summed_up_in_a_line_an_article(folder: Path, question: str) -> None:
    [answer] = await asked(folder, question)
    newest = sorted(ARTICLES, key=lambda each: str(each.published), reverse=True)
    assert titles(answer) == [each.title for each in newest]


@pytest.mark.parametrize(
    "question",
    [
        "brief me on the strike",
        "catch me up on the strike please",
        "sum up our strike coverage",
        "what is going on with the quarry strike?",
        "what happened at the quarry?",
    ],
)
async def test_what_several_say_of_a_matter(folder: Path, question: str) -> None:
    [answer] = await asked(folder, question)
    assert titles(answer) == [TALKS.title, WALK_OUT.title]


@pytest.mark.parametrize(
    "question",
    ["What happened in the Lowton bridge collapse?", "what happened near Lowton in November?"],
)
async def test_what_happened_is_told_by_the_news_of_it(folder: Path, question: str) -> None:
    [answer] = await asked(folder, question)
    assert "collapsed on Tuesday morning" in answer.text


async def test_of_what_articles_are_not_about_all_that_names_it_is_told(folder: Path) -> None:
    guest, nothing = await asked(
        folder, "tell me about the hotel owner", "tell me about the casino owner"
    )
    assert guest.text.startswith("The hotel owner Rita Sole said that one guest in three")
    assert nothing.outcome is Outcome.NOT_FOUND


async def test_a_feature_is_told_by_its_news(folder: Path) -> None:
    [answer] = await asked(folder, "What is the gist of the Cooper Street article?")
    assert answer.text.startswith("Velt is one of the last four lamplighters of Ostrow")


async def test_a_summary_says_what_is_disputed(folder: Path) -> None:
    [answer] = await asked(folder, f"Summarize “{COLLAPSE.title}”")
    assert "12 people were hurt" in answer.text
    assert "denied that the cable was rusted" in answer.text
    [note] = [each.text for each in answer.notes if each.kind is NoteKind.DISPUTED]
    assert "[3], [4]" in note


async def test_the_newest_comes_first_and_the_day_is_said(folder: Path) -> None:
    [answer] = await asked(folder, "How many people were hurt in the bridge collapse?")
    assert titles(answer)[:2] == [RISING.title, COLLAPSE.title]
    [note] = [each.text for each in answer.notes if each.kind is NoteKind.OLDER]
    assert note.startswith("As of 4 November 2026: [A1].")


async def test_a_sentence_of_two_copies_is_told_once_with_both_markers(folder: Path) -> None:
    [answer] = await asked(folder, "When did the bridge fall?")
    assert answer.text.count("8:15") == 1
    assert {each.title for each in answer.claims[0].citations} == {COLLAPSE.title, RISING.title}


async def test_a_correction_is_pointed_out_beside_the_old_figure(folder: Path) -> None:
    [answer] = await asked(folder, "How much did the repair of the bridge cost?")
    [note] = [each.text for each in answer.notes if each.kind is NoteKind.CORRECTED]
    assert "has been corrected (Harbour Gazette, 6 November 2026)" in note


@pytest.mark.parametrize(
    "question",
    [
        "list the dates",
        "timeline of the strike",
        "who are the sources in the quarry articles",
        "what did the mayor say?",
        "compare what Marten and Lang say",
        "which articles mention Marten?",
        "summarise",
    ],
)
async def test_each_thing_that_is_listed_stands_on_a_line_of_its_own(
    folder: Path, question: str
) -> None:
    """Where it starts and ends is told as for sentences that follow one another."""
    [answer] = await asked(folder, question)
    assert answer.is_list
    assert len(answer.claims) > 1
    assert answer.text.split("\n") == [each.text for each in answer.claims]
    assert [answer.text[each.start : each.end] for each in answer.claims] == [
        each.text for each in answer.claims
    ]


@pytest.mark.parametrize("question", ["When did the bridge fall?", "list Dunn's quotes", "hello"])
async def test_one_sentence_is_no_list(folder: Path, question: str) -> None:
    """Nor are the sentences that answer a question for a fact."""
    [answer] = await asked(folder, question)
    assert not answer.is_list
    assert "\n" not in answer.text


async def test_what_is_listed_ends_without_a_full_stop(folder: Path) -> None:
    """It is no sentence; one of ours has its full stop behind the marker."""
    dates, spoken = await asked(folder, "list the dates", "who are the sources in the lamps story?")
    assert all(each.text.endswith("]") for each in dates.claims)
    assert all(each.text.endswith("].") for each in spoken.claims)


async def test_a_figure_is_told_with_the_sentence_that_corrects_it(folder: Path) -> None:
    [answer] = await asked(folder, "How much did the repair of the bridge cost?")
    assert answer.text.startswith("The repair of the bridge last year cost $14 million")
    assert "at a cost of $4 million" in answer.text


async def test_what_a_paper_says_of_a_matter_is_told_of_its_articles_alone(folder: Path) -> None:
    mayor, wrote = await asked(
        folder,
        "What does the Valley Post say about the river path?",
        "what did nora webb write about",
    )
    assert "the river path would stay closed until December" in mayor.text
    assert titles(wrote) == [COLLAPSE.title, WALK_OUT.title]
