"""The whole flow against what a real model once said, offline: `make record` records it anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import respx

from api.settings import Settings
from assistant.types import Answer, Outcome
from tests import scenarios
from tests.recorded import BASE_URL, Recording, replay

pytestmark = pytest.mark.slow


@pytest.fixture
def router() -> Iterator[respx.Router]:
    with respx.mock(using="httpcore2", assert_all_called=False) as routes:
        yield routes


async def answered(router: respx.Router, question_id: str) -> Answer:
    """The answer, from the recording; the requests are the ones that were recorded."""
    model = Recording.load(question_id).model
    settings = Settings(Path(), base_url=BASE_URL, model=model)
    with replay(router, question_id):
        async with scenarios.library(settings) as (parts, article):
            return await scenarios.ask(parts, article, scenarios.questions()[question_id])


def answered_by_the_article(yes: bool) -> list[str]:
    """The recorded questions that the article answers, or those that it does not."""
    known = scenarios.questions()
    return [each for each in scenarios.ANSWERED if known[each].answerable == yes]


@pytest.mark.parametrize("question_id", scenarios.ANSWERED)
async def test_each_claim_rests_on_words_of_the_paragraph_it_cites(
    router: respx.Router, question_id: str
) -> None:
    """Whatever a small model wrote."""
    answer = await answered(router, question_id)
    assert answer.failure is None
    for claim in answer.claims:
        assert answer.text[claim.start : claim.end] == claim.text
        assert claim.citations
        for citation in claim.citations:
            assert f"[{citation.label}]" in claim.text


async def test_who_says_that_the_departures_were_ordered(router: respx.Router) -> None:
    """The canonical question, which the model alone gets wrong."""
    answer = await answered(router, "who-01")
    assert answer.outcome is Outcome.ANSWERED
    assert "source close to Venezuela" in answer.text
    assert {place.paragraph for place in answer.cited} == {6}


@pytest.mark.parametrize("question_id", answered_by_the_article(True))
async def test_the_right_paragraph_is_cited(router: respx.Router, question_id: str) -> None:
    answer = await answered(router, question_id)
    gold = set(scenarios.questions()[question_id].gold_paragraphs or ())
    assert gold & {place.paragraph for place in answer.cited}


@pytest.mark.parametrize(
    "question_id",
    [each for each in scenarios.ANSWERED if not scenarios.questions()[each].answerable],
)
async def test_what_the_article_does_not_say(router: respx.Router, question_id: str) -> None:
    answer = await answered(router, question_id)
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.claims == ()


async def test_a_follow_up_is_understood(router: respx.Router) -> None:
    """What "he" and "it" mean: after Trump's post, the eighth paragraph."""
    answer = await answered(router, "fol-01")
    assert "Trump" in answer.standalone_question
    assert {place.paragraph for place in answer.cited} == {8}
