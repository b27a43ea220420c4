"""The strategy of one call: all that was found goes into it, and what comes back is checked."""

from __future__ import annotations

import pytest

from api.wiring import Parts
from assistant.generation.strategy import Strategy
from assistant.options import Options
from assistant.pipeline import Assistant
from assistant.types import Answer, Basis, Outcome
from index.language.tokens.token_counts import count_tokens
from tests.assistant.scripted import Scripted

CANONICAL = "Who says the departures were ordered?"
SAYS_SO = (
    "One source close to Venezuela's ruling party said Rodriguez had ordered the departures under "
    "pressure from the United States [6]."
)
BOTH = f"{SAYS_SO} Other sources are unsure [6]."
DIRECT = Options(strategy=Strategy.DIRECT)


async def answered(
    parts: Parts, *replies: str, question: str = CANONICAL, options: Options = DIRECT
) -> tuple[Answer, Scripted]:
    model = Scripted(*replies)
    answer = await Assistant(parts.retriever, parts.answers, model, options).ask(question)
    return answer, model


async def test_one_call_has_the_whole_of_a_short_article(parts: Parts) -> None:
    answer, model = await answered(parts, SAYS_SO)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text == BOTH
    assert [claim.basis for claim in answer.claims] == [Basis.MODEL, Basis.LEDGER]
    assert [call.prompt.name for call in answer.calls] == ["direct"]
    assert not model.chosen
    [messages] = model.asked
    [entry] = await parts.articles.entries()
    given = [line for line in messages[-1].content.splitlines() if line.startswith("[")]
    assert [line.split("]")[0] for line in given] == [
        f"[{number}" for number in range(1, entry.paragraphs + 1)
    ]
    assert sum(count_tokens(message.content) for message in messages) <= 2_500


async def test_several_paragraphs_make_one_answer(parts: Parts) -> None:
    """In the order in which the model wrote them, each with its own."""
    eleven = "Departures in recent weeks were confirmed by eleven sources [1]."
    answer, _ = await answered(parts, f"{SAYS_SO} {eleven}")
    assert [[cited.label for cited in claim.citations] for claim in answer.claims] == [
        ["6"],
        ["1"],
        ["6"],
    ]


@pytest.mark.parametrize("sign", ["NOT STATED", "The article does not say who did."])
async def test_what_is_added_to_the_sign_is_no_answer(parts: Parts, sign: str) -> None:
    """It is where to look instead, in the article's own words."""
    reply = f"{sign}\n{SAYS_SO}"
    answer, _ = await answered(parts, reply, question="Who says that the pilots went on strike?")
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.claims == ()
    assert answer.closest is not None
    assert answer.closest.label == "6"
    assert "ordered the departures" in answer.closest.quote


async def test_what_comes_after_an_answer_is_not_taken_back(parts: Parts) -> None:
    answer, _ = await answered(parts, f"{SAYS_SO} The article does not say when.")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text == BOTH


async def test_whole_articles_are_asked_about_at_once(parts: Parts) -> None:
    answer, model = await answered(parts, SAYS_SO, options=Options(whole=True))
    assert len(answer.calls) == 1
    assert not model.chosen
