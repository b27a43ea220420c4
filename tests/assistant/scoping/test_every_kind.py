"""Whatever is asked, the scope that the question names holds, and is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.types import Kind, NoteKind, Outcome
from index.types import Article
from tests.assistant.newsroom import (
    ARTICLES,
    COLLAPSE,
    GAZETTE,
    LAMPS,
    POST,
    RISING,
    TALKS,
    WALK_OUT,
    asked,
    titles,
)

OF_THE_GAZETTE = [each for each in ARTICLES if each.source == GAZETTE]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that each question finds filled."""
    return tmp_path_factory.mktemp("newsroom") / "data"


@pytest.mark.parametrize(
    ("kind", "question", "within"),
    [
        (Kind.FACT, "How many people were hurt in the Gazette?", [COLLAPSE]),
        (Kind.WHO_SAYS, "Who denies that the cable was rusted, in the Gazette?", [COLLAPSE]),
        (Kind.STATEMENTS, "What did Hanna Brook say in the Valley Post?", [TALKS, LAMPS]),
        (Kind.STATEMENTS, "What did the mayor say in Mia Krol's articles?", [TALKS, RISING]),
        (Kind.SOURCES, "list everyone quoted in the Valley Post last month", [LAMPS]),
        (Kind.SOURCES, "how many sources are in the quarry articles?", [TALKS, WALK_OUT]),
        (Kind.SOURCES, "who is quoted in the lamplighter report", [LAMPS]),
        (Kind.CHRONOLOGY, "timeline, in articles by Mia Krol", [TALKS, RISING]),
        (Kind.TRUTH, "Is it true that a cable snapped, according to the Gazette?", [COLLAPSE]),
        (Kind.SUMMARY, "what is new in the Valley Post?", [TALKS, RISING, LAMPS]),
        (Kind.SUMMARY, "what happened in Nora Webb's articles?", [COLLAPSE, WALK_OUT]),
        (Kind.COMPARISON, "what do the sources disagree on in the Gazette?", OF_THE_GAZETTE),
        (Kind.REASON, "why are the lamps replaced, last month?", [LAMPS]),
        (Kind.ARTICLES, "which articles of the Gazette mention a strike?", [WALK_OUT]),
        (Kind.LIST, "list the people in the Gazette", OF_THE_GAZETTE),
    ],
    ids=lambda value: value.value if isinstance(value, Kind) else None,
)
async def test_nothing_outside_of_the_scope_is_told(
    folder: Path, kind: Kind, question: str, within: list[Article]
) -> None:
    [answer] = await asked(folder, question)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.kind is kind
    assert answer.scope is not None
    assert set(titles(answer)) <= {each.title for each in within}
    [told] = [note.text for note in answer.notes if note.kind is NoteKind.SCOPE]
    assert answer.scope.words in told


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "compare the Gazette and the Valley Post on the number of injured",
            f"in the {GAZETTE} and the {POST}",
        ),
        (
            "how does the Gazette's article differ from the Valley Post's?",
            f"in the {GAZETTE} and the {POST}",
        ),
        (
            "compare the walk out article and the talks article",
            f"in “{WALK_OUT.title}” and “{TALKS.title}”",
        ),
    ],
)
async def test_articles_that_are_compared_are_both_in_the_scope(
    folder: Path, question: str, words: str
) -> None:
    [answer] = await asked(folder, question)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.scope is not None
    assert answer.scope.words == words


async def test_people_who_are_compared_are_no_scope(folder: Path) -> None:
    """Not even where titles have the words for them."""
    quarry, mayor = await asked(
        folder,
        "compare what Peter Lang and Ilse Marten say about the night shifts",
        "compare what the quarry owner and the quarry workers say",
    )
    assert quarry.scope is mayor.scope is None


async def test_articles_that_say_another_figure_are_not_listed(folder: Path) -> None:
    [answer] = await asked(folder, "which articles say that 12 people were hurt?")
    assert titles(answer) == [COLLAPSE.title]
    [answer] = await asked(folder, "which articles say that 13 people were hurt?")
    assert answer.outcome is Outcome.NOT_FOUND
