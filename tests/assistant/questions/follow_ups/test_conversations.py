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
ALONE: Final = [row for row in ROWS if not row["history"]][::2]
FOLLOW_UPS: Final = [row for row in ROWS if row["history"]]

# What other articles were asked, and what this one was; with the paragraph that was cited.
UNRELATED: Final = (
    ("How many sailors died on the ferry?", "32 sailors were killed when it sank. [3]", 3),
    ("Who says the departures were ordered?", "One source says so [6].", 6),
)
UNDERSTOOD: Final = {
    "fol-01": "When did Trump post it?",
    "fol-02": "Where does John Polga-Hecimovich teach?",
    "fol-03": "Who says that 32 Cubans were killed?",
    "fol-04": "Who stood beside Rodriguez at the memorial – what day was that?",
    "fol-05": "Who says the departures were ordered?",
    "fol-06": "What did Delcy Rodriguez say afterwards?",
    "fol-07": "Why were the doctors stuck – when did that end?",
    "fol-08": "What does the White House official say about Cuba's leaders?",
}
ANSWERED: Final = UNDERSTOOD.keys() - {"fol-07"}
"""Follow-ups whose answer cites a gold paragraph, without a model."""


async def turns(parts: Parts, history: list[dict[str, Any]]) -> list[Message]:
    [entry] = await parts.articles.entries()
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
    [entry] = await parts.articles.entries()
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


# --- One article on several matters ----------------------------------------------------------

TOWN: Final = (
    "A dam broke above Malmby at 5 a.m. on Sunday and flooded 40 houses. The engineer Ivo Prek "
    "said the wall had been cracked for years.",
    "The trawler Ask sank off Selby on 7 April because water came in through a hatch. Nine "
    "fishermen drowned.",
    "The trawler's owner, Olof Tang, was fined in May. He now sells boats in Turin.",
    "The gallery of Malmby sold a tapestry by Vera Lind for 60,000 crowns in 2021 because its roof "
    "had to be mended.",
    "Ivo Prek was born in 1961 and wants a new wall. His critic, Rolf Dahl, calls the wall a "
    "folly.",
    "Thanks went to the firemen of Selby.",
)
SEEN: Final = (
    ("How many fishermen drowned?", "Nine fishermen drowned. [2]", 2),
    ("How much did the gallery get for the tapestry?", f"{TOWN[3]} [4]", 4),
    ("Who won the 1974 final?", "The article does not clearly say.", None),
    ("When did the dam break?", "A dam broke above Malmby at 5 a.m. on Sunday. [1]", 1),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Parts]:
    """The parts over the article."""
    async with wired(Settings(tmp_path_factory.mktemp("town"))) as parts:
        paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(TOWN, 1))
        await parts.ingest.add(Article("Dam and trawler", paragraphs, language="en"))
        yield parts


@pytest.mark.parametrize(
    "question",
    [
        "Who else drowned off Selby?",
        "What else does Ivo Prek want?",
        "Is this the only dam above Malmby?",
        "Which of them was fined in May?",
        "Why did they open the hatch of the trawler?",
        "What was the other tapestry by Vera Lind?",
        "Did the gallery sell all its tapestries?",
        "The same owner, where is he now?",
        "Those nine fishermen, how did they drown?",
        "What does he sell in Turin?",
        "What did this engineer say?",
        "And when did the trawler Ask sink?",
    ],
)
async def test_a_question_with_words_of_its_own_is_asked_alone(town: Parts, question: str) -> None:
    """Whatever small words are in it: what was asked before changes no answer."""
    [entry] = await town.articles.entries()
    alone = await town.assistant.ask(question)
    for before, answer, cited in SEEN:
        places = (Place(entry.id, cited),) if cited else ()
        history = [Message("user", before), Message("assistant", answer, places)]
        after = await town.assistant.ask(question, history=history)
        assert (after.text, after.outcome) == (alone.text, alone.outcome)


async def told(parts: Parts, *questions: str) -> tuple[str, list[int]]:
    """The last question as understood, and the paragraphs cited, after the others."""
    history: list[Message] = []
    for question in questions:
        answer = await parts.assistant.ask(question, history=history)
        history += [
            Message("user", question),
            Message("assistant", answer.text, answer.cited),
        ]
    return answer.standalone_question, [place.paragraph for place in answer.cited]


@pytest.mark.parametrize(
    ("before", "question", "understood", "cited"),
    [
        (["Why did the trawler sink?"], "And the dam?", "Why did the dam sink?", []),
        (["When did the dam break?"], "And when was it?", "When did the dam break?", [1]),
        (["How many drowned?"], "And in Malmby?", "How many drowned in Malmby?", []),
        (["Who is Olof Tang?"], "And Rolf Dahl?", "Who is Rolf Dahl?", [5]),
        (["When was Ivo Prek born?"], "And Rolf Dahl?", "When was Rolf Dahl born?", []),
        (["Why did the trawler sink?"], "When was that?", "When did the trawler sink?", [2]),
        (["Why did the trawler sink?"], "Who was its owner?", "Who was the trawler's owner?", [3]),
        (["Who was fined?"], "What does he sell now?", "What does Olof Tang sell now?", [3]),
        (
            ["Who was fined?"],
            "new topic: how many fishermen drowned?",
            "new topic: how many fishermen drowned?",
            [2],
        ),
        (
            ["Where does Olof Tang sell boats?"],
            "From whom?",
            "Where does Olof Tang sell boats – from whom?",
            [],
        ),
        (["Who is the engineer?"], "When was he born?", "When was Ivo Prek born?", [5]),
        (["Who won the 1974 final?"], "What about the trawler?", "What about the trawler?", [2]),
        (["What does Rolf Dahl say?"], "Is he right?", "Is he right?", []),
        (["Why did the trawler sink?"], "Was it a folly?", "Was the trawler a folly?", []),
        (["Who sold boats in 1974?"], "And who told him to?", "And who told him to?", []),
        (["Who won the 1974 final?"], "Who is his critic?", "Who is his critic?", []),
        (["Did anyone swim?"], "Who is his critic?", "Who is his critic?", []),
        (["How tall is the trawler?"], "By whom?", "By whom?", []),
        (["Why did the trawler sink?"], "What for?", "What for?", []),
        (["Why did the trawler sink?"], "Are you sure?", "Are you sure?", []),
        (["Why did the trawler sink?"], "Thanks", "Thanks", []),
    ],
)
async def test_follow_ups_are_answered_for_what_they_ask(
    town: Parts, before: list[str], question: str, understood: str, cited: list[int]
) -> None:
    """Shown as one plain question; where the article does not say, nothing is quoted."""
    assert await told(town, *before, question) == (understood, cited)


async def test_after_nothing_is_found_the_next_question_is_answered(town: Parts) -> None:
    """Whatever was asked in between."""
    nothing = ["Who won the 1974 final?", "When?", "Why?", "Who?"]
    understood, cited = await told(town, *nothing, "How many fishermen drowned?")
    assert (understood, cited) == ("How many fishermen drowned?", [2])


async def test_thanks_are_answered_with_nothing_of_an_article(town: Parts) -> None:
    """Not even where it has the word."""
    answer = await town.assistant.ask("Thanks!")
    assert answer.outcome is Outcome.SMALL_TALK
    assert (answer.claims, answer.closest) == ((), None)


async def test_a_pronoun_is_nobody_of_another_article(newsroom: Parts) -> None:
    """Nor is a reason given that is none."""
    asked = "Was she asleep?"
    assert "Ann Berg" in (await newsroom.assistant.ask(asked)).text
    sank = await newsroom.assistant.ask("Where did the ferry sink?")
    history = [Message("user", sank.question), Message("assistant", sank.text, sank.cited)]
    assert (await newsroom.assistant.ask(asked, history=history)).outcome is Outcome.NOT_FOUND
    why = await newsroom.assistant.ask("Why?", history=history)
    assert why.outcome is Outcome.NOT_FOUND
    assert why.standalone_question == "Why did the ferry sink?"
