"""The fold of a question's events into its answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import pytest

from assistant.answer_builder import AnswerBuilder
from assistant.calls import Call, PromptRef, Usage
from assistant.events import Called, Failed, Retrieved, Rewritten, Selected, StageEvent, Verified
from assistant.models.errors import ReplyCut
from assistant.questions.follow_ups.rewritten_question import RewrittenQuestion
from assistant.types import Claim, Outcome, Withheld
from assistant.verification import Judgement, Verdict
from assistant.verification.draft import Draft
from index.types import Place
from tests.assistant.passages import article, passage

BRIDGE: Final = article(
    "The bridge closed in May.", "It was built in 1901.", "Ships pass below it."
)
PASSAGES: Final = (passage(BRIDGE, 1), passage(BRIDGE, 2))
QUESTION: Final = RewrittenQuestion("When did the bridge close?", "When did it close?")
RETRIEVED: Final = (Rewritten(QUESTION), Retrieved(QUESTION, PASSAGES))
CLAIM: Final = Claim("The bridge closed in May. [1]", 0, 29, 1.0, ())
SILENT: Final = Verified(Draft("It does not say."), Verdict(Judgement.SILENT), 0.25)


def built(*events: StageEvent) -> AnswerBuilder:
    """With these events, one each 10 ms."""
    answer = AnswerBuilder.begin("And when did it close?", datetime.now(UTC))
    for at, event in enumerate(events, 1):
        answer = answer.add(event, 10.0 * at)
    return answer


def call(model: str, tokens: int) -> Called:
    return Called(Call(PromptRef("select", "0"), model, Usage(tokens), 1.0))


def test_an_event_leaves_the_builder_before_it_as_it_was() -> None:
    before = built(*RETRIEVED)
    after = before.add(CLAIM, 30.0)
    assert before.claims == ()
    assert after.claims == (CLAIM,)


def test_what_was_folded_before_a_failure_is_kept() -> None:
    """A model that breaks off has still said what it said."""
    lost = Withheld("It opened.", "negation", "paragraph 1 says it with a “not”")
    failed = Failed(ReplyCut("small").failure)
    events = (*RETRIEVED, call("small", 7), CLAIM, lost, failed)
    answer = built(*events).answer(90.0)
    assert answer.outcome is Outcome.DEGRADED
    assert (answer.failure or "").startswith("the reply of small ended too early")
    assert (answer.failure_code, answer.failure_facts) == ("reply_cut", {"model": "small"})
    assert answer.failed == failed.failure
    assert answer.claims == (CLAIM,)
    assert answer.withheld == (lost,)
    assert [each.model for each in answer.calls] == ["small"]


def test_the_first_event_of_a_kind_is_its_time_and_checks_add_up() -> None:
    timings = built(*RETRIEVED, CLAIM, SILENT, CLAIM, SILENT).answer(90.0).timings
    assert (timings.understood_ms, timings.search_ms, timings.total_ms) == (10.0, 10.0, 90.0)
    assert timings.first_claim_ms == 30.0
    assert timings.checking_ms == 500.0
    assert timings.selected_ms is None
    assert timings.first_token_ms is None


def test_calls_add_up_and_the_last_names_the_model() -> None:
    answer = built(call("small", 7), *RETRIEVED, call("large", 5), CLAIM).answer(90.0)
    assert answer.usage.prompt_tokens == 12
    assert answer.model == "large"
    assert built(*RETRIEVED, CLAIM).answer(90.0).model == "extractive"


def test_the_closest_passage_is_shown_where_nothing_is_said() -> None:
    """The one that a model took to be nearest, else the best retrieved."""
    nearest = passage(BRIDGE, 3)
    for events, number in (((), 1), ((Selected((), nearest, is_sure=False),), 3)):
        answer = built(*RETRIEVED, *events).answer(90.0)
        assert answer.outcome is Outcome.NOT_FOUND
        assert answer.closest is not None
        assert answer.closest.paragraph == number


@pytest.mark.parametrize(("is_sure", "is_silent"), [(True, False), (False, True)])
def test_a_model_unsure_of_its_passages_did_not_find_what_it_misses(
    is_sure: bool, is_silent: bool
) -> None:
    """What it then writes of another kind than was asked for is no answer."""
    selected = Selected(PASSAGES[:1], PASSAGES[0], is_sure)
    beside = Withheld("The bridge closed.", "off_question", "it names no time")
    assert built(*RETRIEVED, selected, beside).is_silent is is_silent
    assert built(*RETRIEVED, selected, SILENT).is_silent


def test_the_paragraphs_whose_words_may_be_in_an_answer_are_held() -> None:
    """Retrieved or selected: with the answer they go when they change."""
    other = passage(BRIDGE, 3)
    held = built(*RETRIEVED, Selected((other,), other, is_sure=True)).held
    assert held == {Place(BRIDGE.id, each.number): each.text for each in BRIDGE.paragraphs}
