"""The exam holds to its own rules."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from assistant.sample.exam import ERRORS, STYLES, ExamSentence, exam_articles, exam_sentences

SENTENCES = exam_sentences()
ARTICLES = exam_articles()


def test_each_article_has_its_share() -> None:
    assert len(SENTENCES) >= 200
    assert len(ARTICLES) == 4
    assert min(Counter(each.article for each in SENTENCES)[name] for name in ARTICLES) >= 44


@pytest.mark.parametrize("name", [*ARTICLES, None])
def test_half_of_them_are_wrong(name: str | None) -> None:
    """In the whole and in each article, so that no answer to all of them is better than chance."""
    asked = [each.supported for each in SENTENCES if name in (None, each.article)]
    assert sum(asked) / len(asked) == pytest.approx(0.5, abs=0.05)


def test_every_kind_is_there_several_times() -> None:
    kinds = Counter(each.kind for each in SENTENCES)
    assert kinds.keys() == STYLES | ERRORS
    assert min(kinds.values()) >= 4


def test_many_a_wrong_sentence_has_no_true_twin() -> None:
    """Else comparing two sentences would do in place of reading the article."""
    wrong = [each for each in SENTENCES if not each.supported]
    alone = [each for each in wrong if not any(_twins(each, other) for other in SENTENCES)]
    assert len(alone) >= len(wrong) / 3


def test_the_length_gives_nothing_away() -> None:
    """A wrong sentence is as long as a right one, and as often cites several paragraphs."""
    right = [each for each in SENTENCES if each.supported]
    wrong = [each for each in SENTENCES if not each.supported]
    assert _mean(len(each.text) for each in right) == pytest.approx(
        _mean(len(each.text) for each in wrong), rel=0.1
    )
    assert _mean(len(each.cites) for each in right) == pytest.approx(
        _mean(len(each.cites) for each in wrong), rel=0.15
    )


def test_every_cited_paragraph_is_in_its_article() -> None:
    for each in SENTENCES:
        there = {paragraph.number for paragraph in ARTICLES[each.article].paragraphs}
        assert each.cites, each
        assert there.issuperset(each.cites), each


def test_the_kind_goes_with_the_label() -> None:
    for each in SENTENCES:
        assert each.kind in (STYLES if each.supported else ERRORS), each


def test_every_sentence_has_its_question_and_its_reason() -> None:
    for each in SENTENCES:
        assert each.question.strip(), each
        assert each.because.strip(), each


def test_no_sentence_is_there_twice() -> None:
    texts = [each.text.casefold() for each in SENTENCES]
    assert len(texts) == len(set(texts))


def test_no_sentence_is_the_article_word_for_word() -> None:
    for each in SENTENCES:
        article = " ".join(paragraph.text for paragraph in ARTICLES[each.article].paragraphs)
        assert each.text.rstrip(".").casefold() not in article.casefold(), each


def _twins(wrong: ExamSentence, other: ExamSentence) -> bool:
    """Whether most words of the wrong sentence are, in their order, those of a right one."""
    if not other.supported or other.article != wrong.article:
        return False
    return SequenceMatcher(None, wrong.text.split(), other.text.split()).ratio() > 0.5


def _mean(values: Iterable[int]) -> float:
    numbers = [*values]
    return sum(numbers) / len(numbers)


def test_readers_who_did_not_know_the_labels_agree_with_each() -> None:
    """Two strong models read the prompts; a label or a sentence that changes is to be read anew."""
    path = Path(__file__).with_name("readings.jsonl")
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    labels = {each.text: each.supported for each in SENTENCES}
    assert {each["text"] for each in read} == {*labels}
    disputed = [
        each["text"]
        for each in read
        if any((said == "supported") is not labels[each["text"]] for said in each["verdicts"])
    ]
    assert not disputed
