"""The features that tell whether a sentence answers, and the model of them."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from assistant.extractive.sentence_relevance import Features, features, fitted, probability
from tests.assistant.passages import article, passage
from tests.work import grows

REPORT = article(
    "The mayor of Lund resigned on Monday.",
    "The council will meet in Malmo because the hall has burnt down.",
    "Nobody in the square said anything about 40 missing chairs.",
)


def of(question: str, number: int) -> Features:
    return features(question, passage(REPORT, number))[0]


@pytest.mark.parametrize(
    ("question", "fitting", "not_fitting"),
    [
        ("When did he resign?", 1, 2),
        ("How many chairs are missing?", 3, 2),
        ("Why does it meet elsewhere?", 2, 3),
    ],
)
def test_fits_what_is_asked_for(question: str, fitting: int, not_fitting: int) -> None:
    assert of(question, fitting).kind_shown == 1.0
    assert of(question, not_fitting).kind_missing == 1.0


def test_any_sentence_may_fit_an_open_question() -> None:
    open_question = of("Tell me about the council", 2)
    assert open_question.kind_shown == open_question.kind_missing == 0.0


def test_names_and_numbers_that_the_paragraph_lacks() -> None:
    assert of("Did the mayor of Lund resign?", 1).names_missing == 0.0
    assert of("Did the mayor of Oslo resign?", 1).names_missing == 1.0
    assert of("Were 40 chairs in Oslo?", 3).names_missing == 0.5


def test_a_word_is_found_by_its_synonym_and_by_a_phrase() -> None:
    """Nearly as well as literally."""
    literal = of("The mayor resigned", 1).found
    assert literal == 1.0
    assert literal > of("The mayor quit", 1).found > 0.9
    assert of("The mayor stepped down", 1).found > 0.9
    assert of("The mayor sang", 1).found < of("The mayor stepped down", 1).found


def test_what_else_is_found_changes_nothing() -> None:
    """A likelihood means the same in an article and over a library."""
    alone = features("Who resigned?", passage(REPORT, 1, score=9.0))
    assert alone == features("Who resigned?", passage(REPORT, 1, score=0.1))


def test_the_model_knows_every_feature_and_moves_the_right_way() -> None:
    """More of the question found is never worse; a missing name never better."""
    model = fitted()
    assert set(model.weights) == {field.name for field in fields(Features)}
    some = of("Did the mayor of Lund resign?", 1)
    assert probability(replace(some, found=0.9)) > probability(replace(some, found=0.2))
    assert probability(replace(some, names_missing=1.0)) < probability(some)
    assert 0 < model.threshold < 1


def test_a_paragraph_is_read_once_for_all_its_sentences() -> None:
    """Of a thousand as of ten: twice the paragraph, twice the work."""

    def features_of(text: str) -> list[Features]:
        return features("When did it close?", passage(article(text), 1))

    assert grows(features_of, "It closed in May. ", 2_000) < 2.3
