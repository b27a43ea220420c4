"""Where a draft's sentences are looked for."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from assistant.draft_check.placing import ArticleLabels, Placing
from index.ranking import Fusion
from index.store.records import Entry
from index.types import EVERYTHING, Article, Paragraph, Passage, Place, Scope

ONE, TWO = (
    Article(title, (Paragraph(1, "It rained."),), id=title.lower()) for title in ("One", "Two")
)


class Recorded:
    """A retriever that finds both paragraphs, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Collection[Place]]] = []

    async def passages(
        self,
        question: str,
        scope: Scope = EVERYTHING,
        limit: int = 5,
        also: Collection[Place] = (),
        fusion: Fusion = Fusion.FUSED,
    ) -> list[Passage]:
        self.asked.append((question, also))
        return [Passage(each, each.paragraphs[0], 1, 1, 1, 1, ()) for each in (TWO, ONE)]

    async def articles(self, scope: Scope = EVERYTHING, limit: int = 10) -> list[Article]:
        return [TWO, ONE]

    async def entries(self, scope: Scope = EVERYTHING) -> list[Entry]:
        return []


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("He left.", "Ann Lee met Ben Ode. He left."),
        ("This was new.", "Ann Lee met Ben Ode. This was new."),
        ("Ben Ode left.", "Ben Ode left."),
        ("Hers is new.", "Hers is new."),
    ],
)
async def test_whoever_he_is_was_named_before(text: str, query: str) -> None:
    retriever = Recorded()
    placing = Placing(retriever, EVERYTHING, ArticleLabels([], several=True))
    await placing.paragraphs(text, "Ann Lee met Ben Ode.", ())
    assert retriever.asked == [(query, [])]


async def test_the_paragraphs_that_a_sentence_names_are_found_too() -> None:
    retriever = Recorded()
    placing = Placing(retriever, EVERYTHING, ArticleLabels([ONE, TWO], several=True))
    found = await placing.paragraphs("It rained.", "", ("B1",))
    assert retriever.asked == [("It rained.", [Place("two", 1)])]
    assert [each.paragraph.label for each in found] == ["B1", "A1"]


async def test_articles_that_nobody_named_get_letters_as_they_come_up() -> None:
    placing = Placing(Recorded(), EVERYTHING, ArticleLabels([], several=True))
    found = await placing.paragraphs("It rained.", "", ())
    assert [(each.paragraph.label, each.paragraph.article.title) for each in found] == [
        ("A1", "Two"),
        ("B1", "One"),
    ]
