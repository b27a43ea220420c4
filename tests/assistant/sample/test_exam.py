"""The exam holds to its own rules."""

from __future__ import annotations

from assistant.sample.exam import ERRORS, STYLES, exam_articles, exam_sentences

SENTENCES = exam_sentences()
ARTICLES = exam_articles()


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
