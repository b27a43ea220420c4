"""With a model an answer is never worse than without: what its reply leaves out is there."""

from __future__ import annotations

import pytest

from assistant.generation.strategy import Strategy
from assistant.types import Answer, Basis, Kind, Message, NoteKind, Outcome
from tests.assistant.generation.served import BOTH, PIER, VOTE, Library, endpoint

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

SAFE = "Mr Adler said the pier is safe. [3]"
UNSAFE = "The inspector Rita Moll denied that the pier is safe. [5]"
PAID = "The town paid $3 million for a survey in March. [4]"
ROUTED = (
    "Who says the pier is safe?",
    "Who denies that the pier is safe?",
    "Is it true that the pier is safe?",
    "What did Rita Moll say?",
    "Who are the sources?",
    "What do the sources disagree on?",
    "Summarize the article",
    "timeline",
    "list the dates",
    "Which articles mention the pier?",
)


def same(one: Answer, other: Answer) -> bool:
    return (one.text.split(), one.notes, one.kind) == (other.text.split(), other.notes, other.kind)


@pytest.mark.parametrize("strategy", BOTH)
@pytest.mark.parametrize("question", ROUTED)
@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ("NOT STATED", "nothing_found"),
        ("Pigs flew to the moon in 2031 [3].", "nothing_supported"),
    ],
)
async def test_where_nothing_of_a_reply_holds_the_ledger_answers(
    shelf: Library, strategy: Strategy, question: str, reply: str, code: str
) -> None:
    """As without a model, and told to be that."""
    with endpoint(reply, "no"):
        answer = await shelf.ask(question, strategy)
    assert same(answer, await shelf.ask(question, None))
    assert (answer.outcome, answer.failure_code) == (Outcome.DEGRADED, code)
    assert answer.claims


@pytest.mark.parametrize("strategy", BOTH)
async def test_where_nobody_says_it_no_sentence_takes_its_place(
    shelf: Library, strategy: Strategy
) -> None:
    with endpoint("The mayor resigned in 1999 [3]."):
        answer = await shelf.ask("What did the mayor say?", strategy)
    assert same(answer, await shelf.ask("What did the mayor say?", None))
    assert answer.outcome is Outcome.NOT_FOUND
    assert [note.kind for note in answer.notes] == [NoteKind.SPEAKERS]


@pytest.mark.parametrize("strategy", BOTH)
@pytest.mark.parametrize(
    ("question", "added"),
    [
        ("Summarize the article", [SAFE, UNSAFE]),
        ("Who says the pier is safe?", ["Rita Moll denies it [5]."]),
        ("Is it true that the pier is safe?", [UNSAFE]),
        ("What do the sources disagree on?", [UNSAFE]),
    ],
)
async def test_what_is_disputed_is_added(
    shelf: Library, strategy: Strategy, question: str, added: list[str]
) -> None:
    """By the articles' words or the ledger's, cited, behind what the model wrote."""
    with endpoint(PAID if added[0] == SAFE else SAFE):
        answer = await shelf.ask(question, strategy)
    assert [claim.text for claim in answer.claims][1:] == added
    assert answer.outcome is Outcome.ANSWERED
    for claim in answer.claims:
        assert answer.text[claim.start : claim.end] == claim.text


async def test_who_says_so_is_added_where_only_the_denial_is_told(shelf: Library) -> None:
    with endpoint(UNSAFE):
        answer = await shelf.ask("Who says the pier is safe?", Strategy.DIRECT)
    assert answer.text == f"{UNSAFE} Gus Adler says so [3]."


async def test_what_a_summary_covers_is_not_told_twice(shelf: Library) -> None:
    told = "Gus Adler said that the pier is safe, and the inspector Rita Moll denied that [3][5]."
    with endpoint(f"{SAFE} {UNSAFE}"):
        answer = await shelf.ask("Summarize the article", Strategy.DIRECT)
    assert answer.text == f"{SAFE} {UNSAFE}"
    assert [note.kind for note in answer.notes] == [NoteKind.DISPUTED]
    with endpoint(told):
        answer = await shelf.ask("Summarize the article", Strategy.DIRECT)
    assert len(answer.claims) == len({claim.text for claim in answer.claims})


async def test_what_is_left_out_of_a_list_is_pointed_to(shelf: Library) -> None:
    with endpoint(SAFE):
        answer = await shelf.ask("Who are the sources?", Strategy.DIRECT)
    assert answer.text == SAFE
    assert [note.text for note in answer.notes] == ["There is more on this in [5]."]


async def test_a_claim_is_never_decided_by_a_model_either(shelf: Library) -> None:
    with endpoint(f"Yes. {SAFE}"):
        answer = await shelf.ask("Is it true that the pier is safe?", Strategy.DIRECT)
    assert answer.text == f"{SAFE} {UNSAFE}"
    assert [note.kind for note in answer.notes] == [NoteKind.CLAIMED]


DOWN = (*ROUTED, "How much did the survey of the pier cost?", "What will happen next year?")


@pytest.mark.parametrize("strategy", BOTH)
@pytest.mark.parametrize("question", DOWN)
async def test_a_model_that_cannot_be_reached_costs_nothing_but_time(
    shelf: Library, strategy: Strategy, question: str
) -> None:
    """The answer is the one that there is without it, with what went wrong."""
    with endpoint("", is_down=True):
        answer = await shelf.ask(question, strategy)
    assert same(answer, await shelf.ask(question, None))
    assert (answer.outcome, answer.failure_code) == (Outcome.DEGRADED, "model_unreachable")


@pytest.mark.parametrize("strategy", BOTH)
async def test_a_follow_up_that_meets_no_model_is_understood_by_rules(
    shelf: Library, strategy: Strategy
) -> None:
    history = [Message("user", "What did Rita Moll say?"), Message("assistant", UNSAFE)]
    both = (PIER, VOTE)
    with endpoint("", is_down=True):
        answer = await shelf.ask("And Ida Lund?", strategy, of=both, history=history)
    alone = await shelf.ask("And Ida Lund?", None, of=both, history=history)
    assert same(answer, alone)
    assert "April" in answer.text


TASKS = (
    "Translate the article into Spanish",
    "What do you think of the plan?",
    "What is the sum of 3 and 100?",
    "Write a poem about the pier",
)


@pytest.mark.parametrize("strategy", BOTH)
@pytest.mark.parametrize("question", TASKS)
async def test_a_task_is_put_to_the_model_and_its_reply_checked(
    shelf: Library, strategy: Strategy, question: str
) -> None:
    """Whatever it thinks of each passage: none of them answers a task."""
    with endpoint(f"{SAFE} Pigs flew to the moon in 2031 [3].", "no") as served:
        answer = await shelf.ask(question, strategy)
    assert question in served.prompt
    assert answer.kind is Kind.NEEDS_MODEL
    assert answer.text == SAFE
    assert [claim.basis for claim in answer.claims] == [Basis.MODEL]
    assert [each.reason for each in answer.withheld] == ["number"]


@pytest.mark.parametrize("strategy", BOTH)
@pytest.mark.parametrize("question", TASKS)
@pytest.mark.parametrize("reply", ["NOT STATED", "Pigs flew to the moon in 2031 [3]."])
async def test_a_task_that_a_model_has_not_done_is_left_as_without_one(
    shelf: Library, strategy: Strategy, question: str, reply: str
) -> None:
    with endpoint(reply):
        answer = await shelf.ask(question, strategy)
    alone = await shelf.ask(question, None)
    assert same(answer, alone)
    assert answer.outcome is alone.outcome is Outcome.NEEDS_MODEL


@pytest.mark.parametrize("strategy", BOTH)
@pytest.mark.parametrize("question", TASKS)
async def test_a_task_that_meets_no_model_is_told_to_need_one(
    shelf: Library, strategy: Strategy, question: str
) -> None:
    with endpoint("", is_down=True):
        answer = await shelf.ask(question, strategy)
    assert same(answer, await shelf.ask(question, None))
    assert answer.failure_code == "model_unreachable"


@pytest.mark.parametrize("strategy", BOTH)
@pytest.mark.parametrize("question", ["thanks!", "hi", "thx", "Who are you?", "help"])
async def test_small_talk_calls_no_model(shelf: Library, strategy: Strategy, question: str) -> None:
    """In the middle of a conversation either."""
    history = [Message("user", "What did Rita Moll say?"), Message("assistant", UNSAFE)]
    with endpoint("Hello.") as served:
        answer = await shelf.ask(question, strategy, history=history)
    assert served.requests == []
    assert answer.outcome is Outcome.SMALL_TALK
