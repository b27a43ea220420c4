"""Who says so is named only where every word of the report is understood, and nobody else."""

from __future__ import annotations

import pytest

from assistant.attribution import statements
from assistant.extractive.answerer import find
from assistant.scored_sentence import ScoredSentence
from assistant.types import Basis
from tests.assistant.passages import article, passage

QUESTIONS = ("Who says the dam is full?", "Who said that the dam is full?")

# A paragraph, or two, parted by " // ".
NOT_UNDERSTOOD = """
Everyone who claims that the dam is full has been paid, the geologist Ida Mork wrote.
Whoever says that the dam is full should look again, Ida Mork said.
People who said the dam is full were mistaken.
Ida Mork mistakenly stated that the dam is full.
Ida Mork, drunk, said that the dam is full.
Ida Mork said ironically that the dam is full.
Ida Mork said in her sleep that the dam is full.
Ida Mork, reading from a letter, said that the dam is full.
Ida Mork, as Lady Macbeth, said that the dam is full.
On stage, Ida Mork says that the dam is full.
In a comic, Ida Mork says that the dam is full.
In her dream Ida Mork said that the dam is full.
Ida Mork said the wall of the dam is full.
Ida Mork said a third of the dam is full.
Ida Mork said the lake behind the dam is full.
Ida Mork said the man at the dam is full.
Ida Mork said the dam is full of rubbish.
Ida Mork said the dam is full, if the gauge works.
Ida Mork said the dam is full but she had not looked.
Ida Mork said the dam is full. She later withdrew the remark.
Ida Mork said the dam is full. That was a lie, a court found.
Ida Mork said the dam is full. // She took it back the next day.
Ida Mork said the dam is full. // On Friday she said: "I was mistaken."
Ida Mork said in May that the dam is full. In June she said that the dam is not full.
It is a myth that Ida Mork said the dam is full.
Nothing suggests that Ida Mork said the dam is full.
Had Ida Mork said that the dam is full, she would have been fired.
If Ida Mork said that the dam is full, she was lying.
The clerk said that Ida Mork had said that the dam is full.
Jo Berg told the court that Ida Mork told him that the dam is full.
The rumour says that the dam is full.
An older version of the report said that the dam is full.
A doctored letter says that the dam is full.
According to a fake letter, the dam is full.
According to his dream, the dam is full.
According to legend, the dam is full.
"The dam is full," Ida Mork sang.
"The dam is full," Ida Mork said in the voice of the owner.
"The dam is full," Ida Mork said, in the words of the owner.
"The dam is full," as the owner claims, is nonsense, Ida Mork said.
"The dam is full," Ida Mork said before changing her mind.
"The dam is full," says a placard that Ida Mork carried.
"The dam is full," said Ida Mork. "Or so they tell me."
"The dam is full," said Ida Mork. "No, it is not."
"The dam is full," said Ida Mork's parrot.
Ida Mork and no one else says that the dam is full.
Neither Ida Mork nor Jo Berg says that the dam is full.
Someone said that the dam is full.
Hardly anyone says that the dam is full.
Ida Mork would have said that the dam is full.
Ida Mork is to say on Monday that the dam is full.
Ida Mork said that nobody says that the dam is full.
Ida Mork said that, in a film, the dam is full.
Ida Mork said the dam is full: a joke.
Ida Mork said the dam is full - wrongly, as it turned out.
Ida Mork said the dam is full, an error that cost her the job.
Ida Mork said (falsely) that the dam is full.
Ida Mork "said" that the dam is full.
Ida Mork said that "the dam is full" is a silly claim.
"""
UNDERSTOOD = """
Ida Mork said that the dam is full.
The dam is full, Ida Mork said on Friday.
"The dam is full," Ida Mork told reporters.
"The dam is full," said Ida Mork, who built it.
The engineer Ida Mork said the dam is full.
Ida Mork, an engineer, said the dam is full.
On Monday, Ida Mork said that the dam is full.
In an interview with the Post, Ida Mork said that the dam is full.
Ida Mork said in a statement on Monday that the dam is full.
Ida Mork has said that the dam is full.
The ministry announced that the dam is full.
Police say the dam is full.
Two engineers said the dam is full.
According to the ministry, the dam is full.
"We looked. The dam is full," Ida Mork said.
"""


def _lines(text: str) -> list[str]:
    return text.strip().splitlines()


def asked(question: str, text: str) -> list[ScoredSentence]:
    report = article("The council met on Monday.", *text.split(" // "))
    return find(question, [passage(report, each.number) for each in report.paragraphs])


@pytest.mark.parametrize("text", _lines(NOT_UNDERSTOOD))
def test_nobody_is_named_where_more_is_said_of_it_or_less(text: str) -> None:
    """The article's own sentences stand there, or nothing."""
    for question in QUESTIONS:
        for found in asked(question, text):
            assert found.basis is Basis.ARTICLE, found.text
            assert found.text in text


@pytest.mark.parametrize("text", _lines(UNDERSTOOD))
def test_who_says_it_plainly_is_named(text: str) -> None:
    for question in QUESTIONS:
        [found] = asked(question, text)
        assert found.basis is Basis.LEDGER
        assert found.text.endswith((" says so", " say so"))


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        ("Ida Mork said the firm sold the dam in May.", "Who says the firm sold the dam?", True),
        ("Ida Mork said the firm sold the dam last year.", "Who says the firm sold the dam?", True),
        (
            "Ida Mork said the firm had sold the dam after the row broke out.",
            "Who says the firm sold it?",
            False,
        ),
        (
            "Ida Mork said the firm had sold the dam after the row broke out.",
            "Who says the firm sold the dam?",
            True,
        ),
        (
            "Ida Mork denied the firm sold the dam after a row.",
            "Who denies the firm sold the dam?",
            False,
        ),
        ("Ida Mork said the dam is full under the lid.", "Who says the dam is full?", False),
        ("Ida Mork said the dam is full on Fridays.", "Who says the dam is full?", False),
        ("Ida Mork said the dam is full on Friday.", "Who says the dam is full?", False),
        ("Ida Mork said the firm sold the dam to Jo Berg.", "Who says the firm sold it?", False),
        ("Ida Mork denied that the dam is full.", "Who denies that the dam is full?", True),
        ("Ida Mork denied that the dam is full of mud.", "Who denies the dam is full?", False),
        ("Ida Mork wrongly denied that the dam is full.", "Who denies the dam is full?", False),
        (
            "Jo Berg said Ida Mork denied that the dam is full.",
            "Who denies the dam is full?",
            False,
        ),
    ],
)
def test_a_date_and_a_reason_may_be_left_out_and_nothing_else(
    text: str, question: str, told: bool
) -> None:
    assert any(each.basis is Basis.LEDGER for each in asked(question, text)) is told


@pytest.mark.parametrize(
    "text",
    [
        "Ida Mork said some people think that the dam is full.",
        "Ida Mork said that, according to Jo Berg, the dam is full.",
        "Ida Mork said Jo Berg had told the council that the dam is full.",
        "Ida Mork said Jo Berg believes the dam is full.",
    ],
)
def test_a_chain_is_shown_whole(text: str) -> None:
    """Who is said to have said so is not named as saying so, nor who tells it."""
    for question in QUESTIONS:
        assert [each.text for each in asked(question, text)] == [text]


def test_what_is_taken_back_is_told_with_what_takes_it_back() -> None:
    said, wrong = "Ida Mork said in May that the dam is full.", "On Friday she said: “I was wrong.”"
    assert [each.text for each in asked(QUESTIONS[0], f"{said} {wrong}")] == [said, wrong]
    denial = "Ida Mork said on Friday that the dam is not full."
    assert [each.text for each in asked(QUESTIONS[0], f"{said} // {denial}")] == [said, denial]


def test_statements_say_whether_they_are_plain() -> None:
    said = statements(article("Ida Mork said it rained. Ida Mork wrongly said it snowed."))
    assert [each.plain for each in said] == [True, False]
