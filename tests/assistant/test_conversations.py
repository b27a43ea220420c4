"""A conversation over articles: what was asked before changes no answer, unless pointed back to."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from typing import Any, Final

import pytest
import pytest_asyncio

from api.settings import Settings
from api.wiring import Parts, wired
from assistant.sample import QUESTIONS
from assistant.types import Message, Outcome, Sources
from index.types import Article, Paragraph, Place

ROWS: Final = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
ALONE: Final = [row for row in ROWS if not row["history"]]
FOLLOW_UPS: Final = [row for row in ROWS if row["history"]]

# What other articles were asked, and what this one was; with the paragraph that was cited.
UNRELATED: Final = (
    ("How many sailors died on the ferry?", "32 sailors were killed when it sank. [3]", 3),
    ("Who says the departures were ordered?", "One source says so [6].", 6),
    ("What did Trump write about Cuba?", "He wrote about oil and money. [8]", 8),
)
UNDERSTOOD: Final = {
    "fol-01": "When did Trump post it?",
    "fol-02": "Where does John Polga-Hecimovich teach?",
    "fol-03": "How many Cubans were killed in the U.S. operation – says who?",
    "fol-04": "Who stood beside Rodriguez at the memorial – what day was that?",
    "fol-05": "Who says the departures were ordered?",
    "fol-06": "What did Delcy Rodriguez say afterwards?",
    "fol-07": "Why were the doctors stuck – when did that end?",
    "fol-08": "What does the White House official say about Cuba's leaders?",
}
ANSWERED: Final = UNDERSTOOD.keys() - {"fol-07"}
"""Follow-ups whose answer cites a gold paragraph, without a model."""


async def turns(parts: Parts, history: list[dict[str, Any]]) -> list[Message]:
    [entry] = await parts.library.entries()
    return [
        Message(
            turn["role"],
            turn["content"],
            tuple(
                Place(entry.id, int(label))
                for label in re.findall(r"\[(\d+)\]", turn["content"])
                if turn["role"] == "assistant"
            ),
        )
        for turn in history
    ]


@pytest.mark.parametrize("row", ALONE, ids=lambda row: row["id"])
async def test_unrelated_history_changes_no_answer(parts: Parts, row: dict[str, Any]) -> None:
    """Of all the sample's questions, each after a turn that it has nothing to do with."""
    [entry] = await parts.library.entries()
    alone = await parts.assistant.ask(row["question"])
    for question, answer, cited in UNRELATED:
        history = [
            Message("user", question),
            Message("assistant", answer, (Place(entry.id, cited),)),
        ]
        after = await parts.assistant.ask(row["question"], history=history)
        assert (after.text, after.outcome) == (alone.text, alone.outcome)


@pytest.mark.parametrize("row", FOLLOW_UPS, ids=lambda row: row["id"])
async def test_the_samples_follow_ups_are_answered(parts: Parts, row: dict[str, Any]) -> None:
    """And shown as they were understood: as one plain question."""
    history = await turns(parts, row["history"])
    answer = await parts.assistant.ask(row["question"], history=history)
    assert answer.standalone_question == UNDERSTOOD[row["id"]]
    cited = {place.paragraph for place in answer.cited}
    if row["id"] in ANSWERED:
        assert cited & set(row["gold_paragraphs"])
    else:
        assert not cited


async def test_a_question_that_finds_nothing_alone_is_asked_with_the_one_before(
    parts: Parts,
) -> None:
    """Where that finds what its own words speak of; shown so."""
    ordered = "Who says the departures were ordered?"
    history = [Message("user", ordered), Message("assistant", "One source says so [6].")]
    alone = await parts.assistant.ask("How many sources?")
    joined = await parts.assistant.ask("How many sources?", history=history)
    goals = await parts.assistant.ask("How many goals?", history=history)
    assert alone.outcome is goals.outcome is Outcome.NOT_FOUND
    assert goals.standalone_question == "How many goals?"
    assert joined.standalone_question == "Who says the departures were ordered – how many sources?"
    assert joined.text.startswith("One source close to Venezuela’s ruling party said")


# --- Two articles --------------------------------------------------------------------------

FERRY: Final = (
    "The ferry Alma sank off Lowton.",
    "32 sailors were killed when the ferry sank on January 3.",
    "The wreck lies at a depth of 40 metres.",
)
FIRE: Final = (
    "A warehouse in Upton burned down.",
    "The fire broke out around 8:30 p.m. on Monday.",
    "The owner of the warehouse, Ann Berg, was asleep at home.",
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def newsroom(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Parts]:
    """The parts over two articles."""
    async with wired(Settings(tmp_path_factory.mktemp("newsroom"))) as parts:
        for title, texts in (("Ferry sinks", FERRY), ("Warehouse burns", FIRE)):
            paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(texts, 1))
            await parts.ingest.add(Article(title, paragraphs, language="en"))
        yield parts


async def test_a_new_question_is_not_answered_with_the_old_answer(newsroom: Parts) -> None:
    """However few its words."""
    died = await newsroom.assistant.ask("How many sailors died?")
    assert "32 sailors" in died.text
    history = [
        Message("user", died.standalone_question),
        Message("assistant", died.text, died.cited),
    ]
    fire = await newsroom.assistant.ask("What time was the fire?", history=history)
    assert "8:30 p.m." in fire.text
    assert fire.standalone_question == "What time was the fire?"
    goals = await newsroom.assistant.ask("How many goals were scored?", history=history)
    assert goals.outcome is Outcome.NOT_FOUND
    assert goals.standalone_question == "How many goals were scored?"


async def test_a_question_that_points_back_is_joined_and_shown_so(newsroom: Parts) -> None:
    """From the first event on, which every channel shows."""
    died = await newsroom.assistant.ask("How many sailors died?")
    history = [Message("user", died.question), Message("assistant", died.text, died.cited)]
    stream = newsroom.assistant.stream("When was that?", history=history)
    events = [event async for event in stream]
    assert isinstance(events[0], Sources)
    assert events[0].standalone_question == "How many sailors died – when was that?"
    when = await newsroom.assistant.ask("When was that?", history=history)
    assert "January 3" in when.text
