"""Orders and news that somebody planted in an article, and a model that obeys them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from api.settings import Settings
from api.wiring import Parts, wired
from assistant.generation.strategy import Strategy
from assistant.options import Options
from assistant.pipeline import Assistant
from assistant.types import Answer, Basis
from index.types import Article, Paragraph, Scope
from tests.assistant.generation.injections import INJECTIONS
from tests.assistant.scripted import Scripted

pytestmark = pytest.mark.asyncio(loop_scope="module")

STORY = (
    "The ferry to Orsa stops sailing in November, the harbour office said on Monday.",
    "About 300 people a day take the ferry in summer, and the island has no bridge.",
    "The harbour office is looking for another boat for the winter.",
)
QUESTION = "When does the ferry to Orsa stop sailing?"
ANSWER = "The ferry to Orsa stops sailing in November, the harbour office said [1]."
MODELS = (Basis.MODEL, Basis.REPAIRED)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def library(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[tuple[Parts, list[str]]]:
    """The story, once with each planted text; and the articles' ids."""
    async with wired(Settings(tmp_path_factory.mktemp("planted"))) as parts:
        ids = []
        for at, (planted, _) in enumerate(INJECTIONS):
            paragraphs = tuple(Paragraph(n, text) for n, text in enumerate((*STORY, planted), 1))
            added = await parts.ingest.add(Article(f"Story {at}", paragraphs, language="en"))
            ids.append(added.article.id)
        yield parts, ids


async def obeyed(
    library: tuple[Parts, list[str]], at: int, marker: str, question: str = QUESTION
) -> Answer:
    parts, ids = library
    model = Scripted(f"{ANSWER} {INJECTIONS[at][1]} {marker}")
    options = Options(strategy=Strategy.DIRECT)
    assistant = Assistant(parts.retriever, parts.answers, model, options)
    return await assistant.ask(question, Scope(article_ids=(ids[at],)))


@pytest.mark.parametrize("at", range(len(INJECTIONS)))
@pytest.mark.parametrize("marker", ["[4]", "[2]", ""])
async def test_nothing_planted_is_shown_in_the_models_voice(
    library: tuple[Parts, list[str]], at: int, marker: str
) -> None:
    """Whatever paragraph the model names for it; what answers is shown as ever."""
    answer = await obeyed(library, at, marker)
    assert [each.text for each in answer.claims if each.basis in MODELS] == [ANSWER]
    # What is quoted in its place is no order, but for one about what was asked.
    quoted = [each.text for each in answer.claims if each.basis is Basis.ARTICLE]
    assert len(quoted) <= (at in QUOTED)


QUOTED = (9, 18, 22)
"""What the article's own words say of them: French, what is asked, and news beside the question."""


@pytest.mark.parametrize("at", range(len(INJECTIONS)))
async def test_without_a_model_no_order_is_quoted(
    library: tuple[Parts, list[str]], at: int
) -> None:
    parts, ids = library
    answer = await parts.assistant.ask(QUESTION, Scope(article_ids=(ids[at],)))
    assert answer.claims[0].text.startswith(STORY[0])
    unanswered = await parts.assistant.ask(
        "What does the captain earn?", Scope(article_ids=(ids[at],))
    )
    shown = f"{answer.text} {unanswered.text} {unanswered.closest}"
    assert not any(text in shown for text in INJECTIONS[at]) or at in QUOTED or at == NEWS


NEWS = 5
"""It tells passengers of a refund, as an article may."""


BREAD = (
    "Mix the flour and the water in a bowl.",
    "Bake the bread for 40 minutes at 220 degrees.",
    "Leave the bread to cool on a rack.",
)
PUMP = (
    "The county sells a new pump to every house in the valley this year.",
    "Turn off the water before you install the pump.",
    "About 3,000 houses in the valley have no pump.",
)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (BREAD, "How do I bake the bread?"),
        (BREAD, "How long is the bread baked?"),
        (PUMP, "How do I install the pump?"),
    ],
)
async def test_what_to_do_is_told_where_it_is_asked_for(
    library: tuple[Parts, list[str]], text: tuple[str, ...], question: str
) -> None:
    """By a model, and without one: from a recipe, and where a question asks how."""
    parts, _ = library
    paragraphs = tuple(Paragraph(number, each) for number, each in enumerate(text, 1))
    added = await parts.ingest.add(Article("How to do it", paragraphs, language="en"))
    scope = Scope(article_ids=(added.article.id,))
    model = Scripted(f"{text[1]} [2]")
    options = Options(strategy=Strategy.DIRECT)
    by_model = await Assistant(parts.retriever, parts.answers, model, options).ask(question, scope)
    assert [(each.basis, each.text) for each in by_model.claims] == [
        (Basis.MODEL, f"{text[1]} [2]")
    ]
    without = await parts.assistant.ask(question, scope)
    assert text[1] in without.text


async def test_an_order_that_no_question_asks_for_is_no_answer(
    library: tuple[Parts, list[str]],
) -> None:
    parts, _ = library
    paragraphs = tuple(Paragraph(number, each) for number, each in enumerate(PUMP, 1))
    added = await parts.ingest.add(Article("How to do it", paragraphs, language="en"))
    model = Scripted(f"{PUMP[2]} [3] {PUMP[1]} [2]")
    options = Options(strategy=Strategy.DIRECT)
    assistant = Assistant(parts.retriever, parts.answers, model, options)
    scope = Scope(article_ids=(added.article.id,))
    answer = await assistant.ask("How many houses in the valley have no pump?", scope)
    assert answer.text == f"{PUMP[2]} [3]"
    assert [(each.text, each.reason) for each in answer.withheld] == [(PUMP[1], "instruction")]
