"""The features that tell whether a sentence answers, and the model of them."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from assistant.extractive.sentence_relevance import Features, features, fitted, leads, probability
from tests.assistant.passages import article, passage
from tests.work import grows

REPORT = article(
    "The mayor of Lund resigned on Monday.",
    "The council will meet in Malmo because the hall has burnt down.",
    "Nobody in the square said anything about 40 missing chairs.",
)


def of(question: str, number: int) -> Features:
    return features(question, passage(REPORT, number), lead=0.0)[0]


@pytest.mark.parametrize(
    ("question", "fitting", "not_fitting"),
    [
        ("When did he resign?", 1, 2),
        ("How many chairs are missing?", 3, 2),
        ("Why does it meet elsewhere?", 2, 3),
    ],
)
def test_fits_what_is_asked_for(question: str, fitting: int, not_fitting: int) -> None:
    assert of(question, fitting).fits == 1.0
    assert of(question, not_fitting).fits == 0.0


def test_any_sentence_may_fit_an_open_question() -> None:
    assert of("Tell me about the council", 2).fits == 0.5


def test_names_and_numbers_that_the_paragraph_lacks() -> None:
    assert of("Did the mayor of Lund resign?", 1).names_missing == 0.0
    assert of("Did the mayor of Oslo resign?", 1).names_missing == 1.0
    assert of("Were 40 chairs in Oslo?", 3).names_missing == 0.5


def test_rare_terms_count_more_when_covered() -> None:
    """A term that no paragraph has weighs most of all."""
    assert of("mayor resigned", 1).covered == 1.0
    assert of("mayor resigned over inflation", 1).covered < 0.7


def test_leads_are_against_the_best_other() -> None:
    passages = [passage(REPORT, 1, score=3.0), passage(REPORT, 2, score=1.0)]
    assert leads(passages) == [2.0, -2.0]
    assert leads(passages[:1]) == [0.0]
    assert leads([]) == []


def test_the_model_knows_every_feature_and_moves_the_right_way() -> None:
    """More of the question found is never worse; a missing name never better."""
    model = fitted()
    assert set(model.weights) == {field.name for field in fields(Features)}
    some = of("Did the mayor of Lund resign?", 1)
    assert probability(replace(some, match=0.9)) > probability(replace(some, match=0.2))
    assert probability(replace(some, names_missing=1.0)) < probability(some)
    assert 0 < model.threshold < 1


def test_a_paragraph_is_read_once_for_all_its_sentences() -> None:
    """Of a thousand as of ten: twice the paragraph, twice the work."""

    def features_of(text: str) -> list[Features]:
        return features("When did it close?", passage(article(text), 1), lead=0.0)

    assert grows(features_of, "It closed in May. ", 2_000) < 2.3
