"""Of whom a sentence tells: of the one asked about, or of another whom a pronoun means."""

from __future__ import annotations

import pytest

from assistant.extractive.answerer import find
from assistant.extractive.subject import is_of_that_age, is_of_those_named
from assistant.scored_sentence import ScoredSentence
from index.language.sentences import sentences
from tests.assistant.passages import article, passage

HARBOUR = article(
    "Orm Ferries has bought Tal Lines. The firm, founded in 1951 by two brothers, owns nine ships.",
    "Ann Lee runs the pier. She is 44.",
    "Her son plays the oboe. His teacher is Bo Dahl. He is 61.",
    "The skipper left in May. In June a striker, Ole Krag, was banned for two years.",
)


def told(paragraph: int, at: int) -> ScoredSentence:
    """One of the sentences of a paragraph."""
    sentence = sentences(HARBOUR.paragraph(paragraph).text)[at]
    return ScoredSentence(sentence.text, HARBOUR, paragraph, sentence, 1.0)


@pytest.mark.parametrize(
    ("question", "paragraph", "at", "is_of_it"),
    [
        ("When was Tal Lines founded?", 1, 1, True),
        ("When was Vik Marine founded?", 1, 1, False),
        ("How long is Pia Moe banned?", 4, 1, False),
        ("How long is Ole Krag banned?", 4, 1, True),
        ("Who was banned, according to Pia Moe?", 4, 1, True),
        ("Who was banned in Lund?", 4, 1, True),
    ],
)
def test_a_name_in_the_question_is_its_own(
    question: str, paragraph: int, at: int, is_of_it: bool
) -> None:
    assert is_of_those_named(question, told(paragraph, at)) is is_of_it


@pytest.mark.parametrize(
    ("question", "paragraph", "at", "is_of_it"),
    [
        ("How old is Ann Lee?", 2, 1, True),
        ("how old is the teacher", 3, 2, True),
        ("How old is Ann Lee's son?", 3, 2, False),
        ("How old was the skipper when he left?", 2, 1, False),
        ("How old is she?", 2, 1, True),
    ],
)
def test_an_age_is_that_of_the_one_asked_about(
    question: str, paragraph: int, at: int, is_of_it: bool
) -> None:
    assert is_of_that_age(question, told(paragraph, at)) is is_of_it


def test_another_s_age_is_no_answer() -> None:
    passages = [passage(HARBOUR, number, match=0.9) for number in range(1, 5)]
    assert [each.text for each in find("How old is Ann Lee?", passages)] == ["She is 44."]
    assert find("How old is the skipper?", passages) == []
