"""Small talk is known by the whole of it, and no real question is taken for it."""

from __future__ import annotations

import pytest

from assistant.questions.forms.small_talk import SmallTalk, small_talk_of

SAID = {
    SmallTalk.GREETING: (
        "hi",
        "Hello there!",
        "HELLO",
        "good morning",
        "how are you?",
        "hey",
        "afternoon all",
    ),
    SmallTalk.THANKS: (
        "thanks a lot",
        "thx",
        "ok cool thank you so much",
        "never mind",
        "great!",
        "ok ty that is really helpful",
        "that's all we needed",
        "this was useful, thx",
        "perfect, thank you for the answer",
        "ok got it",
    ),
    SmallTalk.GOODBYE: ("bye", "exit", "quit", "thanks, bye", "see you later"),
    SmallTalk.HELP: (
        "help",
        "/help",
        "what can you do",
        "How does this work?",
        "what can I ask you?",
        "how do i use this",
        "what kind of questions can I ask?",
    ),
    SmallTalk.IDENTITY: (
        "who are you?",
        "Hi, who are you?",
        "are you a robot",
        "are you human or a bot?",
        "what is your name",
        "what is this",
        "who made you?",
    ),
    SmallTalk.TEST: ("test", "testing 123", "is this working?"),
}


@pytest.mark.parametrize(
    ("talk", "text"), [(talk, text) for talk, texts in SAID.items() for text in texts]
)
def test_small_talk_is_known(talk: SmallTalk, text: str) -> None:
    assert small_talk_of(text) is talk


@pytest.mark.parametrize(
    "question",
    [
        "Who are you quoting?",
        "What can you tell me about Mora?",
        "Help for the victims: how much?",
        "thanks, and when was that?",
        "Who thanked the mayor?",
        "What was the test?",
        "Was it a test?",
        "Who said goodbye to the crew?",
        "Who are the robots?",
        "hi, who ordered the departures?",
        "How does this tax work?",
        "What can the mayor do?",
        "What is the name of the ferry?",
        "What did they do to help?",
        "What is it about?",
        "Are you sure?",
        "How old are the victims?",
        "Who made it? And why?",
        "How does it work in Cuba?",
        "Goodbye Lenin: who directed it?",
        "yes, but who said that?",
        "Is this true?",
        "no more ferries?",
        "What is this tunnel for?",
        "Is that right?",
        "ok, is it clear who paid?",
        "that's all he said?",
    ],
)
def test_a_question_is_no_small_talk(question: str) -> None:
    assert small_talk_of(question) is None
