"""What is said where no article answers: small talk, another language, what takes a model."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings
from api.slack.outbound.rendering import blocks, whole
from api.wiring import Parts, wired
from assistant.types import Answer, Kind, Message, Outcome


async def asked(parts: Parts, question: str, *history: Message) -> Answer:
    return await parts.assistant.ask(question, history=history)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hi!", "Hello."),
        ("thx a lot", "You are welcome."),
        ("/help", "I answer questions about articles"),
        ("Are you a robot?", "I am a program, not a person."),
        ("pls help", "I answer questions"),
    ],
)
async def test_small_talk_is_answered_plainly(parts: Parts, text: str, said: str) -> None:
    """Nothing is searched for, and nothing shown of the articles."""
    answer = await asked(parts, text)
    assert (answer.outcome, answer.kind) == (Outcome.SMALL_TALK, Kind.SMALL_TALK)
    assert answer.text.startswith(said)
    assert (answer.passages, answer.closest, answer.claims) == ((), None, ())
    assert answer.standalone_question == text


async def test_small_talk_is_answered_in_an_empty_library(tmp_path: Path) -> None:
    async with wired(Settings(tmp_path)) as parts:
        assert (await asked(parts, "What can you do?")).outcome is Outcome.SMALL_TALK


async def test_small_talk_in_a_conversation_is_of_nothing_before(parts: Parts) -> None:
    history = Message("user", "Who says the departures were ordered?"), Message("assistant", "One.")
    answer = await asked(parts, "who are you?", *history)
    assert answer.outcome is Outcome.SMALL_TALK
    assert answer.standalone_question == "who are you?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Translate the article into French", "A translation takes a language model"),
        ("Is this article biased?", "I have no opinion"),
        ("What is the sum of the deaths and the arrests?", "To calculate"),
        ("write a tweet about it pls", "To write or reword a text"),
        ("What will happen in 2041?", "The articles do not say what will come"),
        ("¿Cuántos perros ladraron anoche?", "This looks like a question in another language (Spa"),
        ("Warum bellen die Hunde?", "This looks like a question in another language (German)"),
        ("谁命令他们离开?", "This looks like a question in another language (Chinese)"),
    ],
)
async def test_what_takes_a_model_is_said_to(parts: Parts, text: str, said: str) -> None:
    """It is not said that the articles are silent, nor a passage shown."""
    answer = await asked(parts, text)
    assert (answer.outcome, answer.kind) == (Outcome.NEEDS_MODEL, Kind.NEEDS_MODEL)
    assert answer.text.startswith(said)
    assert (answer.closest, answer.claims) == (None, ())


async def test_a_task_in_a_conversation_is_known_by_itself(parts: Parts) -> None:
    history = Message("user", "Who says the departures were ordered?"), Message("assistant", "One.")
    answer = await asked(parts, "translate that into Spanish", *history)
    assert answer.outcome is Outcome.NEEDS_MODEL


@pytest.mark.parametrize(
    ("typed", "shown", "cited"),
    [
        ("whos guarding rodriguez now??", "whos guarding rodriguez now??", True),
        ("Who is guarding Rodriquez now?", "Who is guarding Rodriguez now?", True),
        (
            "pls tell me how mnay cubans were killed",
            "pls tell me how mnay cubans were killed",
            True,
        ),
        ("WHO IS GUARDING RODRIGUEZ?", "WHO IS GUARDING RODRIGUEZ?", True),
    ],
)
async def test_a_question_in_a_hurry_is_answered(
    parts: Parts, typed: str, shown: str, cited: bool
) -> None:
    """How it was understood is told where a name was mended, and only there."""
    answer = await asked(parts, typed)
    assert answer.question == typed
    assert answer.standalone_question == shown
    assert bool(answer.claims) is cited


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("what did mora say", "What did Mora say?"),
        ("who is delcy rodriguez", "Who is Delcy Rodriguez?"),
        ("tell me who says the departures were ordered", "Who says the departures were ordered?"),
        ("whats the white house saying about cuba", "What is the White House saying about Cuba?"),
    ],
)
async def test_capitals_and_courtesy_change_no_answer(parts: Parts, typed: str, plain: str) -> None:
    one, other = await asked(parts, typed), await asked(parts, plain)
    assert (one.outcome, one.text) == (other.outcome, other.text)


async def test_small_talk_in_slack_has_nothing_below_it(parts: Parts) -> None:
    """No paragraphs that were looked at, no buttons."""
    answer = await asked(parts, "thanks!")
    assert whole(answer, ()) == answer.text
    assert blocks(answer, None) == []
