"""SQuAD 1.1 and 2.0 (Rajpurkar et al. 2016, 2018): questions on paragraphs of articles.

That a question cannot be answered was judged by its own paragraph; here the whole article is
searched, so now and then another paragraph answers it after all.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from assistant.evaluation.exchange.collector import Collector, ImportedSet
from assistant.evaluation.exchange.parsing import parse
from assistant.evaluation.sets.question import Question
from index.language.visible_text import clean


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str


@dataclass(frozen=True, slots=True)
class _QuestionEntry:
    id: str
    question: str
    answers: tuple[_Answer, ...] = ()
    is_impossible: bool = False


@dataclass(frozen=True, slots=True)
class _Paragraph:
    context: str
    qas: tuple[_QuestionEntry, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    paragraphs: tuple[_Paragraph, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    data: tuple[_Entry, ...]


_FILE: Final = TypeAdapter(_File)


def read(content: bytes, path: Path) -> ImportedSet:
    """The set of a SQuAD file: an article for each entry, whose contexts are its paragraphs.

    Any of a question's answers is the fact that an answer has to have.
    """
    collector = Collector()
    for entry in parse(_FILE, content, path).data:
        texts = [collector.texts([each.context]) for each in entry.paragraphs]
        name = collector.article(entry.title, entry.title.replace("_", " "), chain(*texts))
        number = 0
        for paragraph, text in zip(entry.paragraphs, texts, strict=True):
            number += len(text)  # a blank context has no text, and takes no number
            for question_entry in paragraph.qas:
                if text:
                    collector.question(_question(question_entry, name, number))
                else:
                    collector.leave_out("questions on a blank context")
    return collector.done()


def _question(entry: _QuestionEntry, article: str, paragraph: int) -> Question:
    texts = () if entry.is_impossible else (clean(each.text) for each in entry.answers)
    answers = tuple(text for text in dict.fromkeys(texts) if text)
    return Question(
        id=entry.id,
        question=entry.question,
        articles=(article,),
        gold_paragraphs=() if entry.is_impossible else (paragraph,),
        facts=(answers,) if answers else (),
        kind="unanswerable" if entry.is_impossible else "question",
        answerable=not entry.is_impossible,
        answers=answers,
    )
